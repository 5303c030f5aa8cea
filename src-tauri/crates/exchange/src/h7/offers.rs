//! Headers that are not known, what stands below them, and which columns they may mean.

use customs::identifier::Kind;

use super::columns::{Column, columns};
use super::header::Header;
use super::names::{self, plain};
use super::rows::Row;

/// Values that are shown of a column.
const SAMPLES: usize = 3;
/// Offers for a header.
const OFFERS: usize = 3;
/// Rows in which values are looked for.
pub(super) const ROWS_LOOKED_AT: u64 = 50;
/// From so much likeness on, in percent, a name is offered.
const ALIKE: usize = 50;

/// A header that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHeader {
    /// As it is written.
    pub header: String,
    /// The first values below it.
    pub samples: Vec<String>,
    /// Columns that it may mean, the likeliest first. None that the file has already.
    pub offers: Vec<&'static Column>,
}

/// What is seen of the columns that are not known.
pub(super) struct Unknown {
    columns: Vec<(String, usize, Vec<String>)>,
    /// Which of the known columns the file has.
    taken: Vec<bool>,
}

impl Unknown {
    pub(super) fn of(header: &Header) -> Self {
        let columns = header.unknown.iter();
        Self {
            columns: columns.map(|(name, index)| (name.clone(), *index, Vec::new())).collect(),
            taken: header.taken(),
        }
    }

    /// Looks at one more row.
    pub(super) fn see(&mut self, row: &Row) {
        for (_, index, samples) in &mut self.columns {
            let value = row.fields.get(*index).filter(|value| !value.is_empty());
            if let Some(value) = value
                && samples.len() < SAMPLES
                && !samples.contains(value)
            {
                samples.push(shortened(value));
            }
        }
    }

    pub(super) fn told(&self) -> Vec<UnknownHeader> {
        let named = self.columns.iter().filter(|(header, ..)| !plain(header).is_empty());
        let told = named.map(|(header, _, samples)| UnknownHeader {
            header: header.clone(),
            samples: samples.clone(),
            offers: self.offers(header, samples),
        });
        told.collect()
    }

    fn offers(&self, header: &str, samples: &[String]) -> Vec<&'static Column> {
        let free = |position: &usize| !self.taken[*position];
        let by_values = meant_by(samples);
        let has_digits = |text: &String| text.bytes().any(|byte| byte.is_ascii_digit());
        let has_letters = |text: &String| text.chars().any(char::is_alphabetic);
        let numbers = samples.iter().all(|text| has_digits(text) && !has_letters(text));
        let score = |position: usize| {
            let column = &columns()[position];
            if column.numeric && !numbers {
                return 0;
            }
            let rank = by_values.iter().position(|name| *name == column.name);
            let of_name = Some(likeness(header, column)).filter(|score| *score >= ALIKE);
            let of_values = rank.map_or(0, |rank| 60 - 5 * rank);
            let required = if column.required { 4 } else { 0 };
            let score = of_name.unwrap_or(0) + of_values;
            if score == 0 { 0 } else { score + required }
        };
        let mut scored: Vec<(usize, usize)> = (0..columns().len())
            .filter(free)
            .map(|position| (score(position), position))
            .filter(|(score, _)| *score > 0)
            .collect();
        scored.sort_by_key(|(score, position)| (std::cmp::Reverse(*score), *position));
        scored.iter().take(OFFERS).map(|(_, position)| &columns()[*position]).collect()
    }
}

fn shortened(value: &str) -> String {
    const LONGEST: usize = 60;
    match value.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// How much a header is like the names of a column, in percent.
fn likeness(header: &str, column: &Column) -> usize {
    let written = plain(header);
    let number = plain(column.number);
    if !number.is_empty() && written.contains(&number) {
        return 100;
    }
    let names = names::of(column.name).iter().copied().chain([column.name]);
    names.map(|name| alike(&written, &plain(name))).max().unwrap_or(0)
}

/// Pairs of letters that two words share, of all that they have (Dice); a word within the other
/// counts for more.
fn alike(left: &str, right: &str) -> usize {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (left_pairs, mut right_pairs) = (pairs(left), pairs(right));
    let all = left_pairs.len() + right_pairs.len();
    if left_pairs.is_empty() || right_pairs.is_empty() {
        return if left == right { 100 } else { 0 };
    }
    let mut shared = 0;
    for pair in left_pairs {
        if let Some(at) = right_pairs.iter().position(|other| *other == pair) {
            right_pairs.swap_remove(at);
            shared += 1;
        }
    }
    let within = left.len().min(right.len()) >= 4 && (left.contains(right) || right.contains(left));
    let score = 200 * shared / all;
    if within { score.max(70) } else { score }
}

/// Columns whose values look like these, the likeliest first.
fn meant_by(samples: &[String]) -> &'static [&'static str] {
    let all =
        |is: &dyn Fn(&str) -> bool| !samples.is_empty() && samples.iter().all(|text| is(text));
    let of = |kind: Kind| all(&|text| kind.fits(text));
    let capitals = |count: usize| {
        all(&|text| text.len() == count && text.bytes().all(|b| b.is_ascii_uppercase()))
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = |text: &str| {
        let point = |byte: &u8| matches!(byte, b'.' | b',');
        text.bytes().filter(|byte| point(byte)).count() == 1
            && text.bytes().all(|byte| byte.is_ascii_digit() || point(&byte))
    };
    if of(Kind::S10) {
        &["house_document"]
    } else if of(Kind::Ioss) {
        &["fiscal_reference_id"]
    } else if of(Kind::Mrn) {
        &["previous_document"]
    } else if of(Kind::Awb) {
        &["transport_document"]
    } else if capitals(3) {
        &["currency", "transport_costs_currency"]
    } else if capitals(2) {
        &["origin", "exporter_country", "importer_country"]
    } else if all(&|text| digits(text) && matches!(text.len(), 6 | 8 | 10)) {
        &["commodity_code"]
    } else if all(&|text| digits(text) && text.len() <= 3) {
        &["item_number", "packages"]
    } else if all(&decimal) {
        &["value", "item_gross_mass", "gross_mass"]
    } else if all(&|text| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()) {
        &["acceptance_date"]
    } else if of(Kind::Eori) && all(&|text| text.bytes().any(|byte| byte.is_ascii_digit())) {
        &["declarant_id", "importer_id", "representative_id"]
    } else if all(&|text| text.contains(' ') && text.chars().any(char::is_lowercase)) {
        &["description", "exporter_name", "importer_name"]
    } else if all(&|text| text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains(' ')) {
        &["lrn"]
    } else {
        &[]
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::h7::header::Style;
    use crate::h7::mapping::Mapping;
    use crate::record::{Format, Place};

    /// The first offer for a header with these values in a file that has no other column.
    fn first_offer(header: &str, samples: &[&str]) -> Option<&'static str> {
        let style = Style { format: Format::H7Csv, comma_may_group: false };
        let header =
            Header::of(Place::default(), &[header.to_owned()], style, &Mapping::default()).unwrap();
        let mut unknown = Unknown::of(&header);
        for sample in samples {
            unknown.see(&Row { fields: vec![(*sample).to_owned()], ..Row::default() });
        }
        let told = unknown.told();
        told.first()?.offers.first().map(|column| column.name)
    }

    #[rstest]
    #[case::part_of_a_name("Lokales Referenzkennzeichen", &[], Some("lrn"))]
    #[case::number_within("DE 14 14 014 000 (EUR)", &[], Some("value"))]
    #[case::misspelt("Desciption of goods", &[], Some("description"))]
    #[case::dutch("Omschrijving goederen", &[], Some("description"))]
    #[case::french("Val. intrinsèque", &["12.50"], Some("value"))]
    #[case::tracking("Barcode", &["RR287043775IN"], Some("house_document"))]
    #[case::ioss("Tax no", &["IM0561234567"], Some("fiscal_reference_id"))]
    #[case::air_waybill("Master", &["176-12345675"], Some("transport_document"))]
    #[case::code("Nomenclature", &["611595", "490199"], Some("commodity_code"))]
    #[case::money("EUR?", &["EUR", "USD"], Some("currency"))]
    #[case::prose("Stuff", &["cotton socks", "a red lamp"], Some("description"))]
    #[case::reference("Ref", &["LGG-26-0001"], Some("lrn"))]
    #[case::nothing_to_go_by("Q", &[], None)]
    #[case::no_name("€", &["12.50"], None)]
    fn offers(#[case] header: &str, #[case] samples: &[&str], #[case] expected: Option<&str>) {
        assert_eq!(first_offer(header, samples), expected);
    }

    #[test]
    fn long_values_are_shortened() {
        assert_eq!(shortened(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
