//! One row of a file as a line of the nomenclature.

use chrono::NaiveDate;
use customs::nomenclature::{CODE_LINE, GoodsCode, Line};

use super::columns::Columns;
use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};
use crate::table::Row;

/// Longest description in bytes; the longest real one has about 1,300.
const LONGEST_DESCRIPTION: usize = 16 * 1024;

/// Reads a row; answers its language where the file names one.
///
/// # Errors
/// Why it is no line: the code, the suffix, a date or the description.
pub(super) fn line(
    columns: &Columns,
    row: &Row,
    place: Place,
) -> Result<(Option<String>, Line), Refusal> {
    let cell = |column: usize| row.cells.get(column).map_or("", |text| text.trim());
    let given = |column: Option<usize>| column.map(cell).filter(|text| !text.is_empty());
    let refused = |code, reason: String| Refusal::new(place, code, reason);
    let date = |column, name: &str| match given(column) {
        None => Ok(None),
        Some(text) => day(text).map(Some).ok_or_else(|| {
            refused(RefusalCode::BadLine, format!("The {name} “{text}” is no date."))
        }),
    };

    let (code, suffix) = code(columns, &given, cell(columns.code))
        .map_err(|reason| refused(RefusalCode::BadGoodsCode, reason))?;
    let description = description(cell(columns.description));
    if description.is_empty() {
        let reason = format!("The line {code} has no description.");
        return Err(refused(RefusalCode::MissingDescription, reason));
    }
    if description.len() > LONGEST_DESCRIPTION {
        let reason = format!("The description of {code} is longer than any there is.");
        return Err(refused(RefusalCode::UnclosedQuote, reason));
    }
    let language = given(columns.language).map(str::to_lowercase);
    if let Some(other) = language.as_deref().filter(|name| !is_language(name)) {
        let reason = format!("“{other}” is no language; two letters name one.");
        return Err(refused(RefusalCode::BadLine, reason));
    }
    let line = Line {
        code,
        suffix,
        indent: columns.indent.map(|column| indent(cell(column))),
        description,
        unit: given(columns.unit).map(unit),
        valid_from: date(columns.from, "start date")?,
        valid_until: date(columns.until, "end date")?,
    };
    Ok((language, line))
}

/// `6109100000 80`, or the code and its suffix in two columns; the hierarchical position says how many
/// of its digits count.
fn code<'a>(
    columns: &Columns,
    given: &impl Fn(Option<usize>) -> Option<&'a str>,
    text: &str,
) -> Result<(GoodsCode, u8), String> {
    let (digits, beside) = match text.rsplit_once(' ') {
        Some((digits, suffix)) if digits.trim().len() == GoodsCode::LONGEST => {
            (digits.trim(), Some(suffix))
        }
        _ => (text, None),
    };
    let suffix = match given(columns.suffix).or(beside) {
        None => CODE_LINE,
        Some(suffix) => whole(suffix)
            .filter(|suffix| (1..100).contains(suffix))
            .ok_or_else(|| format!("“{suffix}” is no product-line suffix."))?,
    };
    let position = given(columns.position).map(|position| {
        whole(position).ok_or_else(|| format!("“{position}” is no hierarchical position."))
    });
    let code = match position.transpose()? {
        Some(position) => GoodsCode::with_digits(digits, position),
        None if columns.has_suffix() => GoodsCode::shortened(digits),
        None => digits.parse(),
    };
    code.map(|code| (code, suffix)).map_err(|none| none.to_string())
}

/// A whole number, which spreadsheets also write as `10.0`.
fn whole(text: &str) -> Option<u8> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

/// One dash for each step, as in `- - `; or their number.
fn indent(text: &str) -> u8 {
    let dashes = text.chars().filter(|c| matches!(c, '-' | '–')).count();
    whole(text).unwrap_or_else(|| u8::try_from(dashes).unwrap_or(u8::MAX))
}

/// `31-12-1971`, `1971-12-31` or `31/12/1971`, with or without a time.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let forms = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"];
    forms.into_iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn is_language(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The code of the unit. One public edition of the Combined Nomenclature has it as `intrastat_unit_pce`.
fn unit(text: &str) -> String {
    text.strip_prefix("intrastat_unit_").unwrap_or(text).replace('_', " ")
}

/// The text as it is meant. In TARIC `|` is a space at which no line ends, `$2` a superscript and `@2`
/// a subscript two, and what stands between exclamation marks is a sign.
fn description(text: &str) -> String {
    let mut plain = text.to_owned();
    for (written, meant) in [("!x!", "×"), ("!o!", "°"), ("!>=!", "≥"), ("!<=!", "≤")] {
        plain = plain.replace(written, meant);
    }
    let mut out = String::with_capacity(plain.len());
    let mut characters = plain.chars().peekable();
    while let Some(character) = characters.next() {
        let raised = match character {
            '$' => Some("⁰¹²³⁴⁵⁶⁷⁸⁹"),
            '@' => Some("₀₁₂₃₄₅₆₇₈₉"),
            _ => None,
        };
        let digit = raised.and_then(|_| characters.peek()?.to_digit(10));
        match (raised, digit) {
            (Some(raised), Some(digit)) => {
                characters.next();
                out.extend(raised.chars().nth(digit as usize));
            }
            _ if character == '|' => out.push('\u{a0}'),
            _ if character.is_control() => out.push(' '),
            _ => out.push(character),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::taric("31-12-1971", Some("1971-12-31"))]
    #[case::with_time("1971-12-31 00:00:00", Some("1971-12-31"))]
    #[case::slashes("31/12/1971", Some("1971-12-31"))]
    #[case::no_such_day("31-11-1971", None)]
    #[case::words("soon", None)]
    fn reads_the_dates_of_the_files(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(day(text), expected.map(|day| day.parse().unwrap()));
    }

    #[rstest]
    #[case::heading("", 0)]
    #[case::dashes("- - ", 2)]
    #[case::number("3", 3)]
    #[case::of_a_spreadsheet("2.0", 2)]
    fn counts_the_dashes(#[case] text: &str, #[case] expected: u8) {
        assert_eq!(indent(text), expected);
    }

    #[rstest]
    #[case::space("not exceeding 80|kg", "not exceeding 80\u{a0}kg")]
    #[case::superscript("300|cm$3/cm$2", "300\u{a0}cm³/cm²")]
    #[case::subscript("H@3BO@3", "H₃BO₃")]
    #[case::signs("2 !x! 3 !>=! 5", "2 × 3 ≥ 5")]
    #[case::price("5 $ and a@b", "5 $ and a@b")]
    #[case::line_ends("two\nlines\n", "two lines")]
    fn writes_texts_as_they_are_meant(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(description(text), expected);
    }
}
