//! Where a value stands in a declaration's body.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in the body, for example `GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Description`
/// or `.../ItemChargeAmount@currencyID`.
///
/// Ordinals count from one among siblings of the same name; a first one is written without.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    steps: Vec<Step>,
    attribute: Option<String>,
}

/// One step down: the ordinal-th child of that name, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// The child's name.
    pub name: String,
    /// Which of the children of that name, from one.
    pub ordinal: usize,
}

/// The text is not a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a path to a data element. Write names separated by “/”, as in GoodsShipment/Importer/Name."
)]
pub struct InvalidPath(String);

impl Path {
    /// The body itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The steps from the body downwards.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The attribute that the path ends in.
    pub fn attribute(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    /// One step further down.
    #[must_use]
    pub fn child(&self, name: &str, ordinal: usize) -> Self {
        let mut steps = self.steps.clone();
        steps.push(Step { name: name.to_owned(), ordinal });
        Self { steps, attribute: None }
    }

    /// Steps further down, each to the first child of that name.
    #[must_use]
    pub fn descend(&self, names: &[&str]) -> Self {
        let mut steps = Vec::with_capacity(self.steps.len() + names.len());
        steps.extend_from_slice(&self.steps);
        steps.extend(names.iter().map(|name| Step { name: (*name).to_owned(), ordinal: 1 }));
        Self { steps, attribute: None }
    }

    /// The same element's attribute.
    #[must_use]
    pub fn with_attribute(&self, name: &str) -> Self {
        Self { steps: self.steps.clone(), attribute: Some(name.to_owned()) }
    }

    /// The path's names without ordinals, as the dictionary of data elements lists them.
    pub fn shape(&self) -> String {
        let names: Vec<&str> = self.steps.iter().map(|step| step.name.as_str()).collect();
        match &self.attribute {
            Some(attribute) => format!("{}@{attribute}", names.join("/")),
            None => names.join("/"),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            f.write_str(&step.name)?;
            if step.ordinal > 1 {
                write!(f, "[{}]", step.ordinal)?;
            }
        }
        self.attribute.as_ref().map_or(Ok(()), |attribute| write!(f, "@{attribute}"))
    }
}

impl FromStr for Path {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<Self, InvalidPath> {
        let invalid = || InvalidPath(text.to_owned());
        let (elements, attribute) = match text.split_once('@') {
            Some((_, "")) => return Err(invalid()),
            Some((elements, attribute)) => (elements, Some(attribute.to_owned())),
            None => (text, None),
        };
        let steps = elements
            .split('/')
            .map(|step| parse_step(step).ok_or_else(invalid))
            .collect::<Result<_, _>>()?;
        Ok(Self { steps, attribute })
    }
}

fn parse_step(text: &str) -> Option<Step> {
    let (name, ordinal) = match text.split_once('[') {
        Some((name, rest)) => (name, rest.strip_suffix(']')?.parse().ok()?),
        None => (text, 1),
    };
    let valid = ordinal > 0 && !name.is_empty() && !name.contains([']', '[', ' ']);
    valid.then(|| Step { name: name.to_owned(), ordinal })
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
