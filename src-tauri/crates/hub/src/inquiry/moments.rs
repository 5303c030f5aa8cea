//! When something was and how long ago, for people.

use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Timelike, Utc};
use maud::{Markup, html};

use super::language::Language;
use super::words::{Words, fill};

/// Day and time in the universal time, which the page's script turns into the reader's own.
pub(crate) fn moment(language: Language, at: DateTime<Utc>) -> String {
    let month = language.words().months[at.month0() as usize];
    let (day, year) = (at.day(), at.year());
    let (hour, minute) = (at.hour(), at.minute());
    match language {
        Language::Zh => format!("{year}年{month}{day}日 {hour:02}:{minute:02} UTC"),
        Language::De => format!("{day}. {month} {year}, {hour:02}:{minute:02} UTC"),
        _ => format!("{day} {month} {year}, {hour:02}:{minute:02} UTC"),
    }
}

/// How long ago, roughly. What a clock ahead of ours dates into the future is just now.
pub(crate) fn age(words: &Words, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let age = now - at;
    let (count, forms) = if age < TimeDelta::minutes(1) {
        return words.age.now.to_owned();
    } else if age < TimeDelta::hours(1) {
        (age.num_minutes(), words.age.minutes)
    } else if age < TimeDelta::days(1) {
        (age.num_hours(), words.age.hours)
    } else {
        (age.num_days(), words.age.days)
    };
    let form = if count == 1 { forms[0] } else { forms[1] };
    fill(form, &[&count.to_string()])
}

/// A moment that machines can read too.
pub(crate) fn time(language: Language, at: DateTime<Utc>) -> Markup {
    let machine = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    html! { time datetime=(machine) { (moment(language, at)) } }
}

/// How long ago, kept current by the page's script.
pub(crate) fn ago(language: Language, at: DateTime<Utc>, now: DateTime<Utc>) -> Markup {
    let machine = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    html! { time.age datetime=(machine) data-age="" { (age(language.words(), at, now)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::just_now(Language::En, "2026-11-02T12:00:00Z", "just now")]
    #[case::ahead(Language::En, "2026-11-02T12:09:00Z", "just now")]
    #[case::minute(Language::En, "2026-11-02T11:58:40Z", "1 minute ago")]
    #[case::minutes(Language::De, "2026-11-02T11:30:00Z", "vor 30 Minuten")]
    #[case::hours(Language::Fr, "2026-11-02T09:00:00Z", "il y a 3 heures")]
    #[case::day(Language::Nl, "2026-11-01T12:00:00Z", "1 dag geleden")]
    #[case::days(Language::Zh, "2026-10-30T12:00:00Z", "3 天前")]
    fn ages_are_told(#[case] language: Language, #[case] then: &str, #[case] expected: &str) {
        let now = at("2026-11-02T12:00:20Z");
        assert_eq!(age(language.words(), at(then), now), expected);
    }

    #[rstest]
    #[case::english(Language::En, "2 Nov 2026, 09:05 UTC")]
    #[case::german(Language::De, "2. Nov. 2026, 09:05 UTC")]
    #[case::chinese(Language::Zh, "2026年11月2日 09:05 UTC")]
    fn moments_are_told(#[case] language: Language, #[case] expected: &str) {
        assert_eq!(moment(language, at("2026-11-02T09:05:00Z")), expected);
    }
}
