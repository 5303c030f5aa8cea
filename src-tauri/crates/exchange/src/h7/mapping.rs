//! Headers that a sender uses, and which column each means: what a desk remembers of its senders.

use super::columns::{self, columns};
use super::header::exactly;
use super::names::plain;

/// Which columns the headers mean that are not known by themselves. Goes before what is known: a
/// sender may call something else “value” than everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(String, usize)>);

/// A header cannot be mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMapped {
    /// There is no column of this name or number.
    NoSuchColumn(String),
    /// The header has no letter and no digit.
    NoHeader(String),
}

impl Mapping {
    /// Takes in a header as it is written (case, accents, spaces and signs do not matter), and the
    /// name or the data element number of the column that it means. A later one goes before an
    /// earlier one of the same header.
    ///
    /// # Errors
    /// No such column, or no header.
    pub fn with(mut self, header: &str, column: &str) -> Result<Self, NotMapped> {
        let name = plain(header);
        if name.is_empty() {
            return Err(NotMapped::NoHeader(header.to_owned()));
        }
        let meant = exactly(column).ok_or_else(|| NotMapped::NoSuchColumn(column.to_owned()))?;
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, meant));
        Ok(self)
    }

    pub(super) fn position(&self, header: &str) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        let name = plain(header);
        self.0.iter().find(|(known, _)| *known == name).map(|(_, position)| *position)
    }
}

/// Whether two headers are one: case, accents, spaces and signs do not matter.
pub fn is_same_header(left: &str, right: &str) -> bool {
    plain(left) == plain(right)
}

/// The column that a name or a data element number means exactly, as a mapping may say it.
pub fn column_of(name: &str) -> Option<&'static columns::Column> {
    exactly(name).map(|position| &columns()[position])
}

impl std::fmt::Display for NotMapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchColumn(name) => write!(f, "“{name}” is no column of H7"),
            Self::NoHeader(header) => write!(f, "“{header}” is no header of a column"),
        }
    }
}

impl std::error::Error for NotMapped {}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(mapping: &Mapping, header: &str) -> Option<&'static str> {
        mapping.position(header).map(|position| columns()[position].name)
    }

    #[test]
    fn the_last_word_counts_and_signs_do_not() {
        let mapping = Mapping::default()
            .with("Goods €", "description")
            .and_then(|mapping| mapping.with("Our ref.", "12 09 001 000"))
            .and_then(|mapping| mapping.with("GOODS", "value"))
            .unwrap();
        assert_eq!(column(&mapping, "goods"), Some("value"));
        assert_eq!(column(&mapping, "our_ref"), Some("lrn"));
        assert_eq!(column(&mapping, "value"), None);
    }

    #[test]
    fn says_what_cannot_be() {
        let none = Mapping::default();
        assert_eq!(
            none.clone().with("Colour", "colour"),
            Err(NotMapped::NoSuchColumn("colour".into()))
        );
        assert_eq!(none.with("€", "value"), Err(NotMapped::NoHeader("€".into())));
    }
}
