//! Where a value stands in a declaration's body.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in the body, for example `GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Description`
/// or `.../ItemChargeAmount@currencyID`.
///
/// Ordinals count from one among siblings of the same name; a first one is written without. Kept as
/// that text: a declaration has a path for each value that is read, and most are only passed on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path(String);

/// One step down: the ordinal-th child of that name, counted from one. Ordered by name, then ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step<'p> {
    /// The child's name.
    pub name: &'p str,
    /// Which of the children of that name, from one.
    pub ordinal: usize,
}

/// The text is not a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a path to a data element. Write names separated by “/”, as in GoodsShipment/Importer/Name."
)]
pub struct InvalidPath(String);

/// The body itself, for those who only look at it.
pub(crate) static ROOT: Path = Path(String::new());

impl Path {
    /// The body itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The steps from the body downwards.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Step<'_>> + Clone {
        let elements = self.elements();
        // Splitting nothing would give one step without a name.
        let steps = (!elements.is_empty()).then(|| elements.split('/'));
        // A name that is none is only found as it is written.
        let literal = |text| Step { name: text, ordinal: 1 };
        steps.into_iter().flatten().map(move |text| parse_step(text).unwrap_or(literal(text)))
    }

    /// The attribute that the path ends in.
    pub fn attribute(&self) -> Option<&str> {
        self.0.split_once('@').map(|(_, attribute)| attribute)
    }

    /// One step further down.
    #[must_use]
    pub fn child(&self, name: &str, ordinal: usize) -> Self {
        let mut path = self.descend(&[name]);
        if ordinal > 1 {
            path.0.push_str(&format!("[{ordinal}]"));
        }
        path
    }

    /// Steps further down, each to the first child of that name.
    #[must_use]
    pub fn descend(&self, names: &[&str]) -> Self {
        let elements = self.elements();
        let longer: usize = names.iter().map(|name| name.len() + 1).sum();
        let mut path = String::with_capacity(elements.len() + longer);
        path.push_str(elements);
        for name in names {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(name);
        }
        Self(path)
    }

    /// The same element's attribute.
    #[must_use]
    pub fn with_attribute(&self, name: &str) -> Self {
        Self(format!("{}@{name}", self.elements()))
    }

    /// As it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The path's names without ordinals, as the dictionary of data elements lists them.
    pub fn shape(&self) -> String {
        let names: Vec<&str> = self.steps().map(|step| step.name).collect();
        match self.attribute() {
            Some(attribute) => format!("{}@{attribute}", names.join("/")),
            None => names.join("/"),
        }
    }

    fn elements(&self) -> &str {
        self.0.split_once('@').map_or(&self.0, |(elements, _)| elements)
    }
}

/// Parents before what is below them, and the second of a name before the tenth.
impl Ord for Path {
    fn cmp(&self, other: &Self) -> Ordering {
        let steps = self.steps().cmp(other.steps());
        steps.then_with(|| self.attribute().cmp(&other.attribute()))
    }
}

impl PartialOrd for Path {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Path {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<Self, InvalidPath> {
        let invalid = || InvalidPath(text.to_owned());
        let (elements, attribute) = match text.split_once('@') {
            Some((_, "")) => return Err(invalid()),
            Some((elements, attribute)) => (elements, Some(attribute)),
            None => (text, None),
        };
        let down =
            |path: Path, step| parse_step(step).map(|step| path.child(step.name, step.ordinal));
        let path = elements.split('/').try_fold(Path::root(), down).ok_or_else(invalid)?;
        Ok(match attribute {
            Some(attribute) => path.with_attribute(attribute),
            None => path,
        })
    }
}

fn parse_step(text: &str) -> Option<Step<'_>> {
    let (name, ordinal) = match text.split_once('[') {
        Some((name, rest)) => (name, rest.strip_suffix(']')?.parse().ok()?),
        None => (text, 1),
    };
    let valid = ordinal > 0 && !name.is_empty() && !name.contains([']', '[', ' ']);
    valid.then_some(Step { name, ordinal })
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("")]
    #[case("a//b")]
    #[case("a[0]")]
    #[case("a[x]")]
    #[case("a@")]
    #[case("a[2")]
    fn refuses_what_is_not_a_path(#[case] text: &str) {
        assert_eq!(text.parse::<Path>(), Err(InvalidPath(text.to_owned())));
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(
            steps in prop::collection::vec(("[A-Za-z]{1,12}", 1usize..10_000), 1..6),
            attribute in prop::option::of("[a-z]{1,8}"),
        ) {
            let mut path = steps.iter().fold(Path::root(), |path, (name, n)| path.child(name, *n));
            if let Some(attribute) = attribute {
                path = path.with_attribute(&attribute);
            }
            prop_assert_eq!(path.to_string().parse::<Path>().unwrap(), path);
        }
    }
}
