//! Which parcels of one postcode and day go to the same people.

use std::collections::{BTreeMap, BTreeSet};

use super::address::Address;
use super::name::PersonName;

/// More names than that at one address, and it is a pick-up point, a locker or a block of flats: then
/// only the name says who somebody is.
const HOUSEHOLD: usize = 5;

/// To whom a parcel goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    pub name: PersonName,
    pub address: Address,
}

/// The parcels that go together: to the same name, or to the same address. Answers groups of two and
/// more, each in the order of `parcels`, the groups by their first; whatever that order, the same
/// parcels are together.
pub fn together(parcels: &[Addressed]) -> Vec<Vec<usize>> {
    let mut by_name = Groups::new(parcels.len());
    let words = index(parcels, |parcel| parcel.name.telling().map(str::to_owned).collect());
    by_name.join_pairs(&words, |one, two| parcels[one].name.is_same(&parcels[two].name));

    let mut by_address = Groups::new(parcels.len());
    let numbers =
        index(parcels, |parcel| parcel.address.number().map(str::to_owned).into_iter().collect());
    by_address.join_pairs(&numbers, |one, two| parcels[one].address.is_same(&parcels[two].address));

    let people: Vec<usize> = (0..parcels.len()).map(|at| by_name.root(at)).collect();
    for house in by_address.all() {
        let names: BTreeSet<usize> = house.iter().map(|at| people[*at]).collect();
        if names.len() <= HOUSEHOLD {
            house.windows(2).for_each(|pair| by_name.join(pair[0], pair[1]));
        }
    }
    by_name.all().into_iter().filter(|group| group.len() > 1).collect()
}

/// Where each key stands, so that only those are compared that have one in common.
fn index(
    parcels: &[Addressed],
    keys: impl Fn(&Addressed) -> BTreeSet<String>,
) -> BTreeMap<String, Vec<usize>> {
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, parcel) in parcels.iter().enumerate() {
        for key in keys(parcel) {
            index.entry(key).or_default().push(at);
        }
    }
    index
}

/// Disjoint sets; a set is known by its first member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, at: usize) -> usize {
        let mut at = at;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        self.0[one.max(two)] = one.min(two);
    }

    fn join_pairs(
        &mut self,
        index: &BTreeMap<String, Vec<usize>>,
        is_same: impl Fn(usize, usize) -> bool,
    ) {
        for places in index.values() {
            for (nth, one) in places.iter().enumerate() {
                for two in &places[nth + 1..] {
                    if self.root(*one) != self.root(*two) && is_same(*one, *two) {
                        self.join(*one, *two);
                    }
                }
            }
        }
    }

    fn all(&mut self) -> Vec<Vec<usize>> {
        let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            all.entry(self.root(at)).or_default().push(at);
        }
        all.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::address_under_two_names(
        &[("Anneke Maes", "Rue Haute 5"), ("Luc Peeters", "R. HAUTE 5 bte 1")],
        "[0, 1]"
    )]
    #[case::name_at_two_addresses(
        &[("Anneke Maes", "Rue Haute 5"), ("MAES Anneke", "Quai Churchill 9")],
        "[0, 1]"
    )]
    #[case::neighbours(&[("Anneke Maes", "Rue Haute 12"), ("Luc Peeters", "Rue Haute 14")], "")]
    #[case::by_way_of_a_third(
        &[("Anneke Maes", "Rue Haute 5"), ("Jo Wit", "Dam 1"), ("Luc Peeters", "Rue Haute 5"), ("L. Peeters", "")],
        "[0, 2, 3]"
    )]
    #[case::pick_up_point(
        &[
            ("Anneke Maes", "Gare 1"), ("Luc Peeters", "Gare 1"), ("Jo Wit", "Gare 1"),
            ("Eva Zwart", "Gare 1"), ("Tom Groen", "Gare 1"), ("Ines Rood", "Gare 1"),
            ("Anneke Maes", "Gare 1"),
        ],
        "[0, 6]"
    )]
    fn go_together(#[case] parcels: &[(&str, &str)], #[case] expected: &str) {
        let read = |(name, street): &(&str, &str)| Addressed {
            name: PersonName::read(name),
            address: Address::read(street),
        };
        let parcels: Vec<Addressed> = parcels.iter().map(read).collect();
        let groups: Vec<String> =
            together(&parcels).iter().map(|group| format!("{group:?}")).collect();
        assert_eq!(groups.join(" "), expected);
    }
}
