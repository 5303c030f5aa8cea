//! The header row: which column of the file is which data element.

use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};

use super::columns::{self, COLUMN_COUNT, Column};

/// The columns of one file.
#[derive(Debug)]
pub(super) struct Header {
    /// For each known column its index in the row.
    known: [Option<usize>; COLUMN_COUNT],
    /// Names and indexes of the columns that are not known.
    pub(super) unknown: Vec<(String, usize)>,
    /// How many columns each row must have.
    pub(super) width: usize,
}

impl Header {
    /// Reads the header row.
    ///
    /// # Errors
    /// A required column is missing, or two columns mean the same data element.
    pub(super) fn read(place: Place, names: &[String]) -> Result<Self, Refusal> {
        let mut header =
            Self { known: [None; COLUMN_COUNT], unknown: Vec::new(), width: names.len() };
        for (index, name) in names.iter().enumerate() {
            let Some(position) = find(name) else {
                header.unknown.push((name.trim().to_owned(), index));
                continue;
            };
            if let Some(first) = header.known[position].replace(index) {
                let reason = format!(
                    "The columns “{}” and “{}” mean the same data element ({}).",
                    names[first],
                    name,
                    columns::columns()[position].name
                );
                return Err(Refusal::new(place, RefusalCode::DuplicateColumn, reason));
            }
        }
        header.complete(place, names)
    }

    fn complete(self, place: Place, names: &[String]) -> Result<Self, Refusal> {
        let missing: Vec<&str> = columns::columns()
            .iter()
            .zip(&self.known)
            .filter(|(column, index)| column.required && index.is_none())
            .map(|(column, _)| column.name)
            .collect();
        if missing.is_empty() {
            return Ok(self);
        }
        let reason = format!(
            "The header has no column {}. Found: {}.",
            missing.join(", "),
            names.join("; ")
        );
        Err(Refusal::new(place, RefusalCode::MissingColumns, reason))
    }

    /// The index of a column in the row.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.known[columns::position(name)?]
    }

    /// The known columns of this file with their indexes.
    pub(super) fn known(&self) -> impl Iterator<Item = (&'static Column, usize)> {
        let indexes = columns::columns().iter().zip(self.known);
        indexes.filter_map(|(column, index)| Some((column, index?)))
    }
}

/// The text may be an H7 file: its first line has at least one column that is known.
pub(crate) fn looks_like(text: &[u8]) -> bool {
    is_header(text, b';')
}

/// The text has columns of H7, but something else than semicolons between them.
pub(crate) fn has_other_separator(text: &[u8]) -> bool {
    is_header(text, b',') || is_header(text, b'\t')
}

fn is_header(text: &[u8], separator: u8) -> bool {
    let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len());
    let line = String::from_utf8_lossy(&text[..end]);
    line.split(char::from(separator)).any(|name| find(name.trim_matches('"')).is_some())
}

/// The known column that a header names, by its name or data element number. Case, spaces,
/// underscores and hyphens do not matter, nor do trailing `000` groups of a number.
fn find(name: &str) -> Option<usize> {
    let plain = plain(name);
    if plain.is_empty() {
        return None;
    }
    let number = without_zeros(&plain);
    columns::columns().iter().position(|column| {
        let by_name = self::plain(column.name) == plain;
        by_name || (!column.number.is_empty() && self::plain(column.number) == number)
    })
}

fn plain(name: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '_' | '-');
    name.chars().filter(kept).flat_map(char::to_lowercase).collect()
}

/// `1209001000` as `1209001`: three digits a group after the first four.
fn without_zeros(digits: &str) -> &str {
    let mut rest = digits;
    while rest.len() > 7 && rest.ends_with("000") {
        rest = &rest[..rest.len() - 3];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("lrn", Some("lrn"))]
    #[case("LRN", Some("lrn"))]
    #[case("Commodity Code", Some("commodity_code"))]
    #[case("commodity-code", Some("commodity_code"))]
    #[case("CommodityCode", Some("commodity_code"))]
    #[case::number("12 09 001 000", Some("lrn"))]
    #[case::short_number("12 09 001", Some("lrn"))]
    #[case::without_spaces("1209001000", Some("lrn"))]
    #[case::fourth_group("13 01 018 020", Some("exporter_country"))]
    #[case::unknown("colour", None)]
    #[case::empty(" ", None)]
    fn finds_a_column(#[case] name: &str, #[case] expected: Option<&str>) {
        let found = find(name).map(|position| columns::columns()[position].name);
        assert_eq!(found, expected);
    }

    #[rstest]
    #[case::by_name("lrn;value", true)]
    #[case::quoted("\"LRN\";\"value\"", true)]
    #[case::only_one("lrn", true)]
    #[case::prose("Dear customs;", false)]
    #[case::comma_separated("lrn,value", false)]
    fn recognises_a_header(#[case] line: &str, #[case] expected: bool) {
        assert_eq!(looks_like(line.as_bytes()), expected);
    }

    fn names(header: &str) -> Vec<String> {
        header.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn names_the_columns_that_are_missing() {
        let found = names("lrn;declarant_id;item_number;value;colour");
        let refusal = Header::read(Place::default(), &found).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::MissingColumns);
        assert!(refusal.reason.contains("currency, description, commodity_code"), "{refusal}");
        assert!(
            refusal.reason.contains("lrn; declarant_id; item_number; value; colour"),
            "{refusal}"
        );
    }

    #[test]
    fn refuses_two_columns_of_one_meaning() {
        let refusal = Header::read(Place::default(), &names("lrn;12 09 001")).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::DuplicateColumn);
    }
}
