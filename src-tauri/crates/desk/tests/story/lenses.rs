//! Lenses over the sample day.

use std::path::Path;

use desk::contract::*;

use crate::bench::{Bench, CLEAN, Parcel, h7};

/// The consignee's six parcels, see `fixtures/CASES.md`.
const SPLIT: [&str; 6] = [
    "LGG-26-0048217-03",
    "LGG-26-0048258-03",
    "LGG-26-0048354-03",
    "LGG-26-0048477-03",
    "LGG-26-0048635-03",
    "LGG-26-0048857-03",
];

fn sample_day() -> Bench {
    let bench = Bench::new();
    let flights = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures/flights");
    for name in ["784-12345675.csv", "784-44712082.csv"] {
        bench.import_bytes(&[(name, &std::fs::read(flights.join(name)).unwrap())]);
    }
    bench
}

/// Asks until everything was read.
fn found(bench: &Bench, lens: Option<LensName>) -> Lenses {
    loop {
        let lenses: Lenses = bench.ask(Request::Lenses(LensesRequest { lens, limit: 200 }));
        if lenses.behind == 0 {
            return lenses;
        }
        assert!(lenses.lenses.is_empty(), "nothing is told of what was half read");
    }
}

fn groups(bench: &Bench, lens: LensName) -> Vec<LensGroup> {
    found(bench, Some(lens)).lenses.remove(0).groups
}

fn opened(bench: &Bench, group: &LensGroup) -> Vec<String> {
    let rows = bench.queue(group.filter.clone()).rows;
    let mut lrns: Vec<String> = rows.into_iter().map(|row| row.lrn).collect();
    lrns.sort_unstable();
    lrns
}

#[test]
fn the_split_order_of_the_sample_day_is_found_and_opened() {
    let bench = sample_day();
    let groups = groups(&bench, LensName::Splitting);
    let split = groups.iter().find(|group| group.members.iter().any(|it| it.lrn == SPLIT[0]));
    let split = split.unwrap_or_else(|| panic!("{groups:?}"));
    assert_eq!(opened(&bench, split), SPLIT);
    assert_eq!((split.common.as_str(), split.parcels), ("BE 4000", 6));
    assert_eq!(split.value.to_string(), "612.00");
    assert_eq!(split.flights, [LensNamed { name: "784-12345675".to_owned(), parcels: 6 }]);
}

#[test]
fn the_undervalued_watch_of_the_sample_day_stands_out() {
    let bench = sample_day();
    let groups = groups(&bench, LensName::ValuePerKg);
    let watch = |group: &&LensGroup| group.members.iter().any(|it| it.lrn == "LGG-26-0049382-04");
    let group = groups.iter().find(watch).unwrap_or_else(|| panic!("{groups:?}"));
    let spread = group.spread.as_ref().unwrap();
    let member = group.members.iter().find(|it| it.lrn == "LGG-26-0049382-04").unwrap();
    assert!(spread.lines >= 20 && member.value_per_kg.unwrap() < spread.low, "{group:?}");
    assert!(opened(&bench, group).contains(&member.lrn));
}

#[test]
fn all_lenses_are_told_with_what_they_saw() {
    let bench = sample_day();
    let all = found(&bench, None);
    assert_eq!(all.lenses.len(), 5);
    let of: QueuePage = bench.queue(Filter::default());
    assert_eq!(all.declarations, of.of);
    for group in all.lenses.iter().flat_map(|lens| &lens.groups) {
        assert_eq!(bench.queue(group.filter.clone()).total, group.parcels, "{group:?}");
    }
}

/// Two parcels to neighbours, until a broker puts the house number right.
#[test]
fn an_amendment_is_followed() {
    let bench = Bench::new();
    let one = Parcel { lrn: "LGG-26-0000001-01", importer: "Anneke Maes", value: "90.00", ..CLEAN };
    let two = Parcel { lrn: "LGG-26-0000002-01", importer: "Luc Peeters", ..one };
    let rows = h7(&[one, two]);
    let rows =
        rows.replacen("Luc Peeters;Rue Hors-Château 12", "Luc Peeters;R. HORS CHATEAU 14", 1);
    bench.import(&[("flight.csv", &rows)]);
    assert_eq!(groups(&bench, LensName::Splitting).len(), 0);
    bench.import(&[("flight.csv", &rows.replace("CHATEAU 14", "CHATEAU 12 bte 3"))]);
    let groups = groups(&bench, LensName::Splitting);
    assert_eq!(opened(&bench, &groups[0]), [one.lrn, two.lrn]);
    // What is checked out by nobody else, in this group.
    let narrowed = Filter { leased_here: Some(true), ..groups[0].filter.clone() };
    assert_eq!(bench.queue(narrowed).total, 0);
    let gone = LensOpened { lens: LensName::Splitting, group: "99/BE 4000".to_owned() };
    assert_eq!(bench.queue(Filter { lens: Some(gone), ..Filter::default() }).total, 0);
}
