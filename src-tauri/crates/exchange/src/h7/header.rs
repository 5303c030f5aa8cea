//! The header row: which column of the file is which data element.

use crate::record::{Format, Place};
use crate::refusal::{Refusal, RefusalCode};

use super::columns::{self, COLUMN_COUNT, Column};
use super::mapping::Mapping;
use super::names::{self, plain};

/// The columns of one file.
#[derive(Debug)]
pub(super) struct Header {
    /// For each known column its index in the row.
    known: [Option<usize>; COLUMN_COUNT],
    /// Names and indexes of the columns that are not known.
    pub(super) unknown: Vec<(String, usize)>,
    /// How many columns each row must have.
    pub(super) width: usize,
    pub(super) style: Style,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) format: Format,
    /// A comma in a number may stand between thousands, as on English systems.
    pub(crate) comma_may_group: bool,
}

impl Header {
    /// Reads the header row.
    ///
    /// # Errors
    /// Two columns mean the same data element.
    pub(super) fn of(
        place: Place,
        names: &[String],
        style: Style,
        mapping: &Mapping,
    ) -> Result<Self, Refusal> {
        let (known, unknown) = ([None; COLUMN_COUNT], Vec::new());
        let mut header = Self { known, unknown, width: names.len(), style };
        let exact = |name: &String| mapping.position(name).or_else(|| exactly(name));
        let named: Vec<Option<usize>> = names.iter().map(exact).collect();
        for (index, (name, exact)) in names.iter().zip(&named).enumerate() {
            // A word of everyday language gives way to the data element's own name or number.
            let in_words = || in_words(name).filter(|position| !named.contains(&Some(*position)));
            let Some(position) = exact.or_else(in_words) else {
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
        Ok(header)
    }

    /// Why no declaration can be made of the rows: a required column is missing.
    pub(super) fn incomplete(&self, place: Place, names: &[String]) -> Option<Refusal> {
        let missing: Vec<&str> = columns::columns()
            .iter()
            .zip(&self.known)
            .filter(|(column, index)| column.required && index.is_none())
            .map(|(column, _)| column.name)
            .collect();
        if missing.is_empty() {
            return None;
        }
        let reason = format!(
            "The header has no column {}. Found: {}.",
            missing.join(", "),
            names.join("; ")
        );
        Some(Refusal::new(place, RefusalCode::MissingColumns, reason))
    }

    /// For each column that there is, whether this file has it.
    pub(super) fn taken(&self) -> Vec<bool> {
        self.known.iter().map(Option::is_some).collect()
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

/// What stands between the columns of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    Semicolon,
    Comma,
    Tab,
}

impl Separator {
    /// In the order in which they win where several could be meant.
    const ALL: [Self; 3] = [Self::Semicolon, Self::Tab, Self::Comma];

    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }

    /// The separator of a file whose first line names columns of H7; `None` where it names none. A
    /// single name is enough with semicolons, as the authority asks for them; a text with commas may
    /// be anything, so at least three must be known.
    ///
    /// A line of words between semicolons or tabs may be a header in words that nobody has met yet.
    pub(crate) fn of(text: &[u8], mapping: &Mapping) -> Option<Self> {
        let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len());
        let line = String::from_utf8_lossy(&text[..end]);
        let known = |separator: &Self| {
            let names = line.split(char::from(separator.byte()));
            names.filter(|name| find(name.trim_matches('"'), mapping).is_some()).count()
        };
        let enough = |separator: &Self| match separator {
            Self::Semicolon => 1,
            Self::Comma | Self::Tab => ENOUGH,
        };
        let strange = |separator: &Self| {
            let names = line.split(char::from(separator.byte()));
            let names: Vec<String> =
                names.map(|name| name.trim().trim_matches('"').to_owned()).collect();
            *separator != Self::Comma && may_be_header(&names)
        };
        Self::ALL
            .into_iter()
            .find(|separator| known(separator) >= enough(separator))
            .or_else(|| Self::ALL.into_iter().find(strange))
    }
}

/// So many known names make a row a header, where nothing else says so.
const ENOUGH: usize = 3;

/// Whether a row of a sheet names columns of H7.
pub(crate) fn is_header(names: &[String], mapping: &Mapping) -> bool {
    names.iter().filter(|name| find(name, mapping).is_some()).count() >= ENOUGH
}

/// Whether a row may be a header although none of its names is known: as many words as the columns
/// that must be there, and no number, which a value would be.
pub(crate) fn may_be_header(names: &[String]) -> bool {
    const WORDS: usize = 5;
    let is_word = |name: &String| {
        name.chars().any(char::is_alphabetic) && name.len() <= 80 && !name.ends_with([',', '.'])
    };
    let filled = names.iter().filter(|name| !name.is_empty());
    filled.clone().count() >= WORDS && filled.clone().all(is_word)
}

/// The known column that a header names. Case, accents, spaces and signs do not matter.
fn find(name: &str, mapping: &Mapping) -> Option<usize> {
    mapping.position(name).or_else(|| exactly(name)).or_else(|| in_words(name))
}

/// By its name or its data element number, whose trailing `000` groups do not matter.
pub(super) fn exactly(name: &str) -> Option<usize> {
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

/// By a name in one of the languages of the traders.
fn in_words(name: &str) -> Option<usize> {
    columns::position(names::column(&plain(name))?)
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
    #[case::english("Country of origin", Some("origin"))]
    #[case::french("Désignation des marchandises", Some("description"))]
    #[case::french_without_accents("DESIGNATION DES MARCHANDISES", Some("description"))]
    #[case::dutch("Lokaal referentienummer", Some("lrn"))]
    #[case::german("Warennummer", Some("commodity_code"))]
    #[case::unknown("colour", None)]
    #[case::empty(" ", None)]
    fn finds_a_column(#[case] name: &str, #[case] expected: Option<&str>) {
        let found =
            find(name, &Mapping::default()).map(|position| columns::columns()[position].name);
        assert_eq!(found, expected);
    }

    #[rstest]
    #[case::by_name("lrn;value", Some(Separator::Semicolon))]
    #[case::quoted("\"LRN\";\"value\"", Some(Separator::Semicolon))]
    #[case::only_one("lrn", Some(Separator::Semicolon))]
    #[case::prose("Dear customs;", None)]
    #[case::commas("lrn,value,currency", Some(Separator::Comma))]
    #[case::tabs("LRN\tWert\tWährung", Some(Separator::Tab))]
    #[case::too_little_to_tell("goods,weight", None)]
    #[case::strange_words("Zending;Prijs;Munt;Inhoud;Tarief", Some(Separator::Semicolon))]
    #[case::values("LGG-1;BE0;1;12.50;EUR;lamp", None)]
    fn recognises_a_header(#[case] line: &str, #[case] expected: Option<Separator>) {
        assert_eq!(Separator::of(line.as_bytes(), &Mapping::default()), expected);
    }

    const CSV: Style = Style { format: Format::H7Csv, comma_may_group: false };

    fn names(header: &str) -> Vec<String> {
        header.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn names_the_columns_that_are_missing() {
        let found = names("lrn;declarant_id;item_number;value;colour");
        let header = Header::of(Place::default(), &found, CSV, &Mapping::default()).unwrap();
        let refusal = header.incomplete(Place::default(), &found).unwrap();
        assert_eq!(refusal.code, RefusalCode::MissingColumns);
        assert!(refusal.reason.contains("currency, description, commodity_code"), "{refusal}");
        assert!(
            refusal.reason.contains("lrn; declarant_id; item_number; value; colour"),
            "{refusal}"
        );
    }

    #[rstest]
    #[case::after_it("lrn;declarant_id;item_number;value;currency;description;commodity_code;Wert")]
    #[case::before_it(
        "Wert;lrn;declarant_id;item_number;value;currency;description;commodity_code"
    )]
    fn a_word_gives_way_to_the_name(#[case] header: &str) {
        let read = Header::of(Place::default(), &names(header), CSV, &Mapping::default()).unwrap();
        assert_eq!(
            read.unknown.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["Wert"]
        );
    }

    #[test]
    fn what_a_sender_means_goes_before_what_all_mean() {
        let mapping = Mapping::default().with("Wert", "description").unwrap();
        let names = names("Wert;value;EUR");
        let header = Header::of(Place::default(), &names, CSV, &mapping).unwrap();
        assert_eq!((header.index("description"), header.index("value")), (Some(0), Some(1)));
        assert_eq!(header.unknown, [("EUR".to_owned(), 2)]);
    }

    #[test]
    fn refuses_two_columns_of_one_meaning() {
        let refusal =
            Header::of(Place::default(), &names("lrn;12 09 001"), CSV, &Mapping::default())
                .unwrap_err();
        assert_eq!(refusal.code, RefusalCode::DuplicateColumn);
    }
}
