//! Dates and numbers as each language writes them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Offset, Timelike};
use rust_decimal::Decimal;

use super::Words;

/// Between groups of three digits: narrow, and no place to break a line.
const GROUP: char = '\u{202f}';
/// Between a figure and its unit.
const TIE: char = '\u{a0}';

impl Words {
    /// `1 July 2026`, `1er juillet 2026`.
    pub(crate) fn date(&self, date: NaiveDate) -> String {
        self.dated(self.date, &self.months, date)
    }

    /// `20 November 2026, 14:05 (UTC+1)`.
    pub(crate) fn moment(&self, moment: DateTime<FixedOffset>) -> String {
        let time = clock(moment);
        format!("{}, {time} ({})", self.date(moment.date_naive()), zone(moment))
    }

    /// `20 Nov 2026, 14:05 UTC+1`, for the footer.
    pub(crate) fn short_moment(&self, moment: DateTime<FixedOffset>) -> String {
        let date = self.dated(self.short_date, &self.months_short, moment.date_naive());
        format!("{date}, {} {}", clock(moment), zone(moment))
    }

    /// An amount of money: at least two decimals, thousands in groups.
    pub(crate) fn amount(&self, value: Decimal) -> String {
        let mut value = value.normalize();
        if value.scale() < 2 {
            value.rescale(2);
        }
        self.digits(value)
    }

    /// A figure with the decimals that it was written with, so that columns of them line up.
    pub(crate) fn figure(&self, value: Decimal) -> String {
        self.digits(value)
    }

    /// Any other number, without zeros at its end.
    pub(crate) fn number(&self, value: Decimal) -> String {
        self.digits(value.normalize())
    }

    /// A figure with its unit.
    pub(crate) fn measured(&self, value: Decimal, unit: &str) -> String {
        let number = self.figure(value);
        if unit.is_empty() { number } else { format!("{number}{TIE}{unit}") }
    }

    /// `EUR 37.00`, `37,00 EUR`.
    pub(crate) fn money(&self, value: Decimal, currency: &str) -> String {
        let amount = self.amount(value);
        match self.currency_first {
            true => format!("{currency}{TIE}{amount}"),
            false => format!("{amount}{TIE}{currency}"),
        }
    }

    /// A label with the number of its data element, which never breaks.
    pub(crate) fn numbered(label: &str, element: &str) -> String {
        format!("{label} {TIE}{}", element.replace(' ', &TIE.to_string()))
    }

    /// A difference with its sign; zero has none.
    pub(crate) fn difference_of(&self, value: Decimal) -> String {
        let number = self.figure(value.abs());
        match value {
            zero if zero.is_zero() => number,
            less if less.is_sign_negative() => format!("−{number}"),
            _ => format!("+{number}"),
        }
    }

    fn dated(&self, pattern: &str, months: &[&str; 12], date: NaiveDate) -> String {
        pattern
            .replace("{day}", &self.day(date.day()))
            .replace("{month}", months[date.month0() as usize])
            .replace("{year}", &date.year().to_string())
    }

    fn day(&self, day: u32) -> String {
        if day == 1 { self.first_day.to_owned() } else { day.to_string() }
    }

    fn digits(&self, value: Decimal) -> String {
        let plain = value.abs().to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
        let mut text = format!("{sign}{}", grouped(whole));
        if !decimals.is_empty() {
            text.push(self.decimal_mark);
            text.push_str(decimals);
        }
        text
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(GROUP);
        }
        text.push(digit);
    }
    text
}

fn clock(moment: DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

fn zone(moment: DateTime<FixedOffset>) -> String {
    let minutes = moment.offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use rstest::rstest;

    #[rstest]
    #[case::plain("37", "37.00", "37,00")]
    #[case::thousands("1234567.5", "1\u{202f}234\u{202f}567.50", "1\u{202f}234\u{202f}567,50")]
    #[case::more_decimals("12.495", "12.495", "12,495")]
    #[case::negative("-1000", "−1\u{202f}000.00", "−1\u{202f}000,00")]
    #[case::zero("0", "0.00", "0,00")]
    fn amounts(#[case] value: Decimal, #[case] en: &str, #[case] fr: &str) {
        assert_eq!(Words::of(Language::En).amount(value), en);
        assert_eq!(Words::of(Language::Fr).amount(value), fr);
    }

    #[rstest]
    #[case::brussels("2026-07-01T14:05:00+02:00", "1\u{a0}July 2026, 14:05 (UTC+2)")]
    #[case::utc("2026-11-20T09:00:00Z", "20\u{a0}November 2026, 09:00 (UTC)")]
    #[case::half_hour("2026-11-20T09:00:00+05:30", "20\u{a0}November 2026, 09:00 (UTC+5:30)")]
    #[case::west("2026-11-20T09:00:00-03:30", "20\u{a0}November 2026, 09:00 (UTC−3:30)")]
    fn moments(#[case] moment: DateTime<FixedOffset>, #[case] expected: &str) {
        assert_eq!(Words::of(Language::En).moment(moment), expected);
    }

    #[rstest]
    #[case(Language::En, "1\u{a0}July 2026")]
    #[case(Language::Fr, "1er\u{a0}juillet 2026")]
    #[case(Language::Nl, "1\u{a0}juli 2026")]
    #[case(Language::De, "1.\u{a0}Juli 2026")]
    #[case(Language::Zh, "2026年7月1日")]
    fn first_day_of_a_month(#[case] language: Language, #[case] expected: &str) {
        let day = NaiveDate::from_ymd_opt(2026, 7, 1).unwrap();
        assert_eq!(Words::of(language).date(day), expected);
    }
}
