//! On which days a published table is the one to convert by.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::RateSource;

/// Most days that a day's rates hold for want of newer ones: from Maundy Thursday to the Tuesday after
/// Easter. Beyond it the list has a gap.
const LONGEST_PAUSE: u64 = 5;

/// One table and the days on which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Which of the tables that were given.
    pub table: usize,
    pub from: NaiveDate,
    /// First day on which it does not hold any more.
    pub until: NaiveDate,
}

/// From when until when tables of a source hold that were published for these spans of days
/// (first day, first day after it).
///
/// A list of customs holds on the days that it names. For the central bank it is the law that says so:
/// the rates of the last Wednesday but one of a month hold for the whole of the next (Impl. Reg. (EU)
/// 2015/2447 art. 146). That Wednesday is between the 15th and the 24th, and never a day on which the
/// bank is closed. In months of which it is not among the tables, each day's rates hold until the next
/// ones: that is not what the law says, but nearer to it than a sample.
pub fn holding(source: RateSource, published: &[(NaiveDate, NaiveDate)]) -> Vec<Holding> {
    match source {
        RateSource::Ecb => of_the_bank(published),
        RateSource::EuCustoms | RateSource::Hmrc => published
            .iter()
            .enumerate()
            .map(|(table, (from, until))| Holding { table, from: *from, until: *until })
            .collect(),
    }
}

fn of_the_bank(published: &[(NaiveDate, NaiveDate)]) -> Vec<Holding> {
    let mut days: Vec<(NaiveDate, usize)> =
        published.iter().enumerate().map(|(table, (day, _))| (*day, table)).collect();
    days.sort_unstable();
    let months: Vec<Holding> = days.iter().filter_map(|day| month_after(*day)).collect();
    let mut all = Vec::new();
    for (at, (day, table)) in days.iter().enumerate() {
        let next = days.get(at + 1).map(|(next, _)| *next);
        let until = until(*day, next);
        let whole = Holding { table: *table, from: *day, until };
        all.extend(outside(whole, &months));
    }
    all.extend(months);
    all
}

/// The following month, where the day is the one whose rates hold for it.
fn month_after((day, table): (NaiveDate, usize)) -> Option<Holding> {
    let from = day.with_day(1)?.checked_add_months(Months::new(1))?;
    let last = from.pred_opt()?;
    let since = last.weekday().days_since(Weekday::Wed);
    let wednesday = last.checked_sub_days(Days::new(u64::from(since) + 7))?;
    let until = from.checked_add_months(Months::new(1))?;
    (day == wednesday).then_some(Holding { table, from, until })
}

/// A day's rates hold until the next ones; the newest ones until the next working day.
fn until(day: NaiveDate, next: Option<NaiveDate>) -> NaiveDate {
    let after = |days| day.checked_add_days(Days::new(days)).unwrap_or(day);
    let tomorrow = match day.weekday() {
        Weekday::Fri => after(3),
        Weekday::Sat => after(2),
        _ => after(1),
    };
    next.map_or(tomorrow, |next| next.min(after(LONGEST_PAUSE)))
}

/// What is left of a day's span beside the months that have rates of their own. A span is shorter than
/// a month, so that is one piece at most.
fn outside(mut span: Holding, months: &[Holding]) -> Option<Holding> {
    for month in months {
        if month.from <= span.from && span.from < month.until {
            span.from = month.until;
        }
        if month.from < span.until && span.until <= month.until {
            span.until = month.from;
        }
    }
    (span.from < span.until).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn told(source: RateSource, days: &[&str]) -> Vec<String> {
        let spans: Vec<_> = days.iter().map(|text| (day(text), day(text) + Days::new(1))).collect();
        let mut all: Vec<String> = holding(source, &spans)
            .into_iter()
            .map(|holding| format!("{}..{} {}", holding.from, holding.until, days[holding.table]))
            .collect();
        all.sort();
        all
    }

    #[rstest]
    #[case::the_last_wednesday_but_one(
        &["2026-11-18"],
        &["2026-11-18..2026-11-19 2026-11-18", "2026-12-01..2027-01-01 2026-11-18"]
    )]
    #[case::a_month_of_five(
        &["2026-09-23"],
        &["2026-09-23..2026-09-24 2026-09-23", "2026-10-01..2026-11-01 2026-09-23"]
    )]
    #[case::christmas_eve(
        &["2025-12-24"],
        &["2025-12-24..2025-12-25 2025-12-24", "2026-01-01..2026-02-01 2025-12-24"]
    )]
    #[case::the_last_wednesday_is_a_day_like_others(
        &["2026-11-25"], &["2026-11-25..2026-11-26 2026-11-25"]
    )]
    #[case::over_the_weekend(&["2026-11-20"], &["2026-11-20..2026-11-23 2026-11-20"])]
    #[case::until_the_next_ones(
        &["2026-11-19", "2026-11-20"],
        &["2026-11-19..2026-11-20 2026-11-19", "2026-11-20..2026-11-23 2026-11-20"]
    )]
    #[case::over_easter(
        &["2026-04-02", "2026-04-07"],
        &["2026-04-02..2026-04-07 2026-04-02", "2026-04-07..2026-04-08 2026-04-07"]
    )]
    #[case::not_over_a_gap(
        &["2026-11-02", "2026-11-20"],
        &["2026-11-02..2026-11-07 2026-11-02", "2026-11-20..2026-11-23 2026-11-20"]
    )]
    #[case::not_within_a_month_that_has_rates(
        &["2026-10-21", "2026-11-19"],
        &["2026-10-21..2026-10-26 2026-10-21", "2026-11-01..2026-12-01 2026-10-21"]
    )]
    #[case::cut_off_where_such_a_month_begins(
        &["2026-10-21", "2026-10-30", "2026-11-02"],
        &[
            "2026-10-21..2026-10-26 2026-10-21",
            "2026-10-30..2026-11-01 2026-10-30",
            "2026-11-01..2026-12-01 2026-10-21"
        ]
    )]
    #[case::on_after_such_a_month(
        &["2026-10-21", "2026-11-30", "2026-12-02"],
        &[
            "2026-10-21..2026-10-26 2026-10-21",
            "2026-11-01..2026-12-01 2026-10-21",
            "2026-12-01..2026-12-02 2026-11-30",
            "2026-12-02..2026-12-03 2026-12-02"
        ]
    )]
    fn the_banks_rates_hold_for_the_next_month(#[case] days: &[&str], #[case] expected: &[&str]) {
        assert_eq!(told(RateSource::Ecb, days), expected);
    }

    #[rstest]
    #[case(RateSource::EuCustoms)]
    #[case(RateSource::Hmrc)]
    fn customs_say_themselves_when_theirs_hold(#[case] source: RateSource) {
        assert_eq!(told(source, &["2026-11-18"]), ["2026-11-18..2026-11-19 2026-11-18"]);
    }
}
