//! Dates and times of the DMS messages.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};

/// A moment in format 304: `20210719145535Z`, `20251110160818+01`, `20251110160818+0100`.
///
/// The `formatCode` attribute is missing in some real messages, so the text alone decides. Without a
/// time zone it is taken as UTC.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    let (stamp, zone) = text.split_at_checked(14)?;
    let local = NaiveDateTime::parse_from_str(stamp, "%Y%m%d%H%M%S").ok()?;
    let moment = local.and_local_timezone(offset(zone)?).single()?;
    Some(moment.to_utc())
}

fn offset(zone: &str) -> Option<FixedOffset> {
    if zone.is_empty() || zone == "Z" {
        return FixedOffset::east_opt(0);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2)?;
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::utc("20210719145535Z", Some("2021-07-19T14:55:35+00:00"))]
    #[case::hours("20251110160818+01", Some("2025-11-10T15:08:18+00:00"))]
    #[case::minutes("20251110160818-0330", Some("2025-11-10T19:38:18+00:00"))]
    #[case::no_zone("20251110160818", Some("2025-11-10T16:08:18+00:00"))]
    #[case::a_day("20251110", None)]
    #[case::no_such_day("20250230160818Z", None)]
    #[case::not_a_zone("20251110160818X", None)]
    #[case::wide_characters("２０２５１１１０160818Z", None)]
    fn reads_a_moment(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(moment(text).map(|m| m.to_rfc3339()).as_deref(), expected);
    }
}
