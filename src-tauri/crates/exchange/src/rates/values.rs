//! A currency, a rate and a day as the lists write them.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// Units of any currency for one of another are fewer.
const LARGEST_RATE: i64 = 1_000_000_000_000;

/// A letter code of ISO 4217.
///
/// # Errors
/// What it is instead.
pub(super) fn currency(text: &str) -> Result<String, String> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    match is_code {
        true => Ok(text.to_owned()),
        false => Err(format!("“{}” is no currency code of three letters.", shortened(text))),
    }
}

/// A rate above zero, with all its digits. `decimal_comma` where that is how the file writes numbers.
///
/// # Errors
/// What it is instead.
pub(super) fn rate(text: &str, decimal_comma: bool) -> Result<Decimal, String> {
    let plain = match decimal_comma && !text.contains('.') {
        true => text.replacen(',', ".", 1),
        false => text.to_owned(),
    };
    let digits = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number = Decimal::from_str_exact(&plain).ok().filter(|_| digits);
    number
        .filter(|rate| *rate > Decimal::ZERO && *rate <= Decimal::from(LARGEST_RATE))
        .ok_or_else(|| format!("“{}” is no rate above zero.", shortened(text)))
}

/// A day: `2026-11-20`, `20/11/2026`, `20-11-2026`, `20.11.2026`, `20/Nov/2026` or `20 November 2026`.
///
/// # Errors
/// What it is instead.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    const FORMS: [&str; 6] =
        ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%b/%Y", "%d %B %Y"];
    let day = FORMS.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    // There was no rate before, and a year of two digits would be one of the first century.
    let day = day.filter(|day| *day >= first_of_the_euro());
    day.ok_or_else(|| format!("“{}” is no day.", shortened(text)))
}

/// The span from the first to the last day of a list: (first day, first day after it).
///
/// # Errors
/// It ends before it begins, or holds longer than any list.
pub(super) fn span(from: NaiveDate, last: NaiveDate) -> Result<(NaiveDate, NaiveDate), String> {
    let until = last.checked_add_days(Days::new(1)).unwrap_or(last);
    let days = (until - from).num_days();
    match (1..=366).contains(&days) {
        true => Ok((from, until)),
        false => Err(format!("Rates cannot hold from {from} to {last}.")),
    }
}

fn first_of_the_euro() -> NaiveDate {
    NaiveDate::from_ymd_opt(1999, 1, 1).unwrap_or_default()
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("1.0890", false, Some("1.0890"))]
    #[case::whole("28650", false, Some("28650"))]
    #[case::comma_of_the_file("1,0890", true, Some("1.0890"))]
    #[case::comma_that_groups("28,650", false, None)]
    #[case::both_signs("28.650,00", true, None)]
    #[case::nothing("0", false, None)]
    #[case::below_zero("-1.2", false, None)]
    #[case::exponent("1e3", false, None)]
    #[case::not_a_number("NaN", false, None)]
    #[case::more_digits_than_a_decimal_has("1.00000000000000000000000000000000001", false, None)]
    #[case::beyond_any("1000000000001", false, None)]
    #[case::empty("", false, None)]
    #[case::point_only(".", false, None)]
    fn a_rate_is_above_zero_and_exact(
        #[case] text: &str,
        #[case] decimal_comma: bool,
        #[case] expected: Option<&str>,
    ) {
        let read = rate(text, decimal_comma).ok().map(|rate| rate.to_string());
        assert_eq!(read.as_deref(), expected);
    }

    #[rstest]
    #[case::iso("2026-11-20", true)]
    #[case::customs("20/11/2026", true)]
    #[case::dashes("20-11-2026", true)]
    #[case::points("20.11.2026", true)]
    #[case::month_in_letters("20/Nov/2026", true)]
    #[case::in_words("20 November 2026", true)]
    #[case::no_such_day("31/11/2026", false)]
    #[case::month_first("11/20/2026", false)]
    #[case::two_digits("20/11/26", false)]
    #[case::before_the_euro("1998-12-31", false)]
    #[case::words("soon", false)]
    fn a_day_is_written_in_many_ways(#[case] text: &str, #[case] is_one: bool) {
        let expected = NaiveDate::from_ymd_opt(2026, 11, 20).filter(|_| is_one);
        assert_eq!(day(text).ok(), expected);
    }
}
