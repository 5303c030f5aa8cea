//! The days that are tested.

use chrono::{Days, NaiveDate};

/// Days from the first up to, without it, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

/// All days at once.
pub(super) fn whole(from: NaiveDate, until: NaiveDate) -> Vec<Period> {
    vec![Period { from, until }]
}

/// Seven days at a time; the last may be shorter.
pub(super) fn weeks(from: NaiveDate, until: NaiveDate) -> Vec<Period> {
    let starts = std::iter::successors(Some(from), |day| day.checked_add_days(Days::new(7)));
    let starts: Vec<NaiveDate> = starts.take_while(|day| *day < until).collect();
    let ends = starts.iter().skip(1).copied().chain([until]);
    starts.iter().zip(ends).map(|(from, until)| Period { from: *from, until }).collect()
}
