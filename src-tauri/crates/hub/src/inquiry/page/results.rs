//! The answers: cards for few, a table for many.

use chrono::{DateTime, Utc};
use maud::{Markup, PreEscaped, html};
use sync::parcel::{MAX_PARCELS, ParcelAnswer, ParcelFacts};

use super::track::{badge, next, source, strokes, track};
use crate::inquiry::language::Language;
use crate::inquiry::moments::{ago, time};
use crate::inquiry::words::fill;

/// From how many parcels on answers stand in a table.
const MANY: usize = 6;

/// Answers as they are shown.
pub(crate) struct Answered<'a> {
    pub(crate) language: Language,
    pub(crate) answers: &'a [ParcelAnswer],
    pub(crate) now: DateTime<Utc>,
    /// Up to where the office's order is in them.
    pub(crate) upto: u64,
}

impl Answered<'_> {
    fn in_table(&self) -> bool {
        self.answers.iter().map(|answer| answer.parcels.len().max(1)).sum::<usize>() >= MANY
    }
}

/// All answers. The form asks the same again: for the file, for another language, and for the script
/// that keeps the answers current.
pub(crate) fn results(answered: &Answered<'_>) -> Markup {
    let language = answered.language;
    let words = &language.words().result;
    let found = answered.answers.iter().filter(|answer| !answer.parcels.is_empty()).count();
    let counts = [found.to_string(), answered.answers.len().to_string()];
    let asked: Vec<&str> = answered.answers.iter().map(|answer| answer.asked.as_str()).collect();
    html! {
        section.results aria-labelledby="answers" {
            div.head {
                h2 #answers { (words.title) }
                p.found { (fill(words.found, &[&counts[0], &counts[1]])) }
                p.live #live role="status" hidden data-on=(words.live) data-off=(words.paused) {}
                form #again method="post" action="/parcels" {
                    input type="hidden" name="numbers" value=(asked.join("\n"));
                    input type="hidden" name="upto" value=(answered.upto);
                    input type="hidden" name="table" value=(u8::from(answered.in_table()));
                    button.quiet type="submit" formaction="/parcels/export" name="lang"
                        value=(language.tag()) { (words.export) }
                }
            }
            @if answered.in_table() { (table(answered)) } @else { (cards(answered)) }
        }
    }
}

/// One answer as it stands in the page, to be put in the place of an older one.
pub(crate) fn answer(
    language: Language,
    number: usize,
    answer: &ParcelAnswer,
    in_table: bool,
    now: DateTime<Utc>,
) -> Markup {
    if in_table { rows(language, number, answer, now) } else { card(language, number, answer, now) }
}

fn cards(answered: &Answered<'_>) -> Markup {
    html! {
        div.cards {
            @for (number, each) in answered.answers.iter().enumerate() {
                (card(answered.language, number, each, answered.now))
            }
        }
    }
}

fn card(language: Language, number: usize, answer: &ParcelAnswer, now: DateTime<Utc>) -> Markup {
    html! {
        div.answer id={ "a" (number) } {
            @if answer.parcels.is_empty() { (nothing(language, answer)) }
            @for facts in &answer.parcels { (parcel(language, answer, facts, now)) }
            @if answer.parcels.len() >= MAX_PARCELS { p.cut { (language.words().result.cut) } }
        }
    }
}

fn parcel(
    language: Language,
    answer: &ParcelAnswer,
    facts: &ParcelFacts,
    now: DateTime<Utc>,
) -> Markup {
    let words = &language.words().result;
    html! {
        article.card {
            header {
                h3 { (answer.asked) }
                (badge(language, facts))
                p.next {
                    @if facts.expected.is_some() { span.muted { (words.next) } " " }
                    strong { (next(language, facts)) }
                }
            }
            (track(language, facts, now))
            footer {
                (numbers(language, facts))
                p.as-of { (words.as_of) " " (time(language, facts.as_of)) " · "
                    (ago(language, facts.as_of, now)) }
            }
        }
    }
}

fn numbers(language: Language, facts: &ParcelFacts) -> Markup {
    let words = &language.words().result;
    let all = [
        (words.parcel, &facts.parcel),
        ("LRN", &facts.lrn),
        ("MRN", &facts.mrn),
        (words.transport, &facts.transport_document),
    ];
    html! {
        dl.numbers {
            @for (name, number) in all.into_iter().filter(|(_, number)| !number.is_empty()) {
                div { dt { (name) } dd { (number) } }
            }
        }
    }
}

/// The same words whether the number is unknown or somebody else's.
fn nothing(language: Language, answer: &ParcelAnswer) -> Markup {
    let words = &language.words().result;
    html! {
        article.card.nothing {
            header { h3 { (answer.asked) } }
            p { strong { (words.unknown) } }
            p.muted { (words.unknown_why) }
        }
    }
}

fn table(answered: &Answered<'_>) -> Markup {
    let words = &answered.language.words().result;
    let columns =
        [words.number, words.stage, words.since, words.from, words.next, "MRN", words.as_of];
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="answers" {
            table {
                thead { tr { @for column in columns {
                    th scope="col" { (column.trim_end_matches([':', '：', ' '])) }
                } } }
                @for (number, each) in answered.answers.iter().enumerate() {
                    (rows(answered.language, number, each, answered.now))
                }
            }
        }
    }
}

fn rows(language: Language, number: usize, answer: &ParcelAnswer, now: DateTime<Utc>) -> Markup {
    let words = &language.words().result;
    html! {
        tbody.answer id={ "a" (number) } {
            @if answer.parcels.is_empty() {
                tr.nothing { th scope="row" { (answer.asked) } td colspan="6" { (words.unknown) } }
            }
            @for facts in &answer.parcels { (row(language, answer, facts, now)) }
            @if answer.parcels.len() >= MAX_PARCELS { tr { td colspan="7" { (words.cut) } } }
        }
    }
}

fn row(
    language: Language,
    answer: &ParcelAnswer,
    facts: &ParcelFacts,
    now: DateTime<Utc>,
) -> Markup {
    let reached = facts.stages.iter().find(|it| it.stage == facts.stage);
    let own = if facts.parcel.is_empty() { &facts.lrn } else { &facts.parcel };
    let whole = answer.parcels.len() > 1;
    html! {
        tr {
            th scope="row" {
                a href={ "/parcels?number=" (query(if whole { own } else { &answer.asked })) } {
                    (if whole { own } else { &answer.asked })
                }
                @if whole { span.note { (answer.asked) } }
            }
            td { (badge(language, facts)) (strokes(facts)) }
            td { @if let Some(reached) = reached {
                (time(language, reached.at)) " " span.note { (ago(language, reached.at, now)) }
            } }
            td { @if let Some(reached) = reached { (source(language, &reached.from)) } }
            td { (next(language, facts)) }
            td.mono { (facts.mrn) }
            td { (time(language, facts.as_of)) }
        }
    }
}

/// A number as it may stand in an address.
fn query(number: &str) -> PreEscaped<String> {
    let escaped = number.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    PreEscaped(escaped.collect())
}
