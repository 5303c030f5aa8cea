//! The way of one parcel, stage by stage.

use chrono::{DateTime, Utc};
use maud::{Markup, PreEscaped, html};
use sync::parcel::{FactSource, ParcelFacts, Stage, StageReached};

use crate::inquiry::language::Language;
use crate::inquiry::moments::{ago, time};
use crate::inquiry::words::fill;

/// The stages that a parcel goes through when all goes well. A control is shown only where there was
/// one: most parcels have none, and it must not look as if one were missing.
fn way(facts: &ParcelFacts) -> Vec<Stage> {
    use Stage::*;
    let controlled = facts.stages.iter().any(|it| it.stage == UnderControl);
    let all = [Received, InReview, Lodged, Accepted, UnderControl, Released, HandedOver];
    let mut way: Vec<Stage> =
        all.into_iter().filter(|stage| *stage != UnderControl || controlled).collect();
    if facts.stage == Stopped {
        let last = facts.stages.iter().map(|it| it.stage).filter(|it| *it != Stopped).max();
        way.retain(|stage| Some(*stage) <= last);
        way.push(Stopped);
    }
    way
}

/// Where a stage of the way is, seen from the parcel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Done,
    Here,
    Stopped,
    /// The parcel is past it, but nobody told of it.
    Silent,
    Ahead,
}

impl Mark {
    fn of(stage: Stage, facts: &ParcelFacts) -> Self {
        let told = facts.stages.iter().any(|it| it.stage == stage);
        match stage {
            Stage::Stopped => Mark::Stopped,
            _ if stage == facts.stage => Mark::Here,
            _ if told => Mark::Done,
            _ if stage < facts.stage => Mark::Silent,
            _ => Mark::Ahead,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Mark::Done => "done",
            Mark::Here => "here",
            Mark::Stopped => "stopped",
            Mark::Silent => "silent",
            Mark::Ahead => "ahead",
        }
    }

    /// Told apart by shape, not only by colour.
    fn icon(self, stage: Stage) -> Markup {
        let inside = match self {
            Mark::Done => CHECK,
            Mark::Here if matches!(stage, Stage::Released | Stage::HandedOver) => CHECK,
            Mark::Here => DOT,
            Mark::Stopped => CROSS,
            Mark::Silent => DASH,
            Mark::Ahead => "",
        };
        html! { svg.mark viewBox="0 0 20 20" aria-hidden="true" {
            circle cx="10" cy="10" r="9" {} (PreEscaped(inside))
        } }
    }
}

const CHECK: &str = r#"<path d="M5.8 10.4l2.9 2.9 5.6-6.2"/>"#;
const CROSS: &str = r#"<path d="M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4"/>"#;
const DASH: &str = r#"<path d="M6.5 10h7"/>"#;
const DOT: &str = r#"<circle class="dot" cx="10" cy="10" r="4"/>"#;

/// The whole way with time, source and age of each fact.
pub(super) fn track(language: Language, facts: &ParcelFacts, now: DateTime<Utc>) -> Markup {
    let words = language.words();
    html! {
        ol.track aria-label=(words.result.track) {
            @for stage in way(facts) {
                @let mark = Mark::of(stage, facts);
                @let told = facts.stages.iter().find(|it| it.stage == stage);
                @let current = (stage == facts.stage).then_some("step");
                li class=(mark.class()) data-stage=(name(stage)) aria-current=[current] {
                    (mark.icon(stage))
                    div.step {
                        span.name { (words.stage(stage)) }
                        @match told {
                            Some(told) => { (fact(language, told, now)) }
                            None => span.note {
                                @if mark == Mark::Silent { (words.result.not_reported) }
                                @else { (words.result.ahead) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn fact(language: Language, told: &StageReached, now: DateTime<Utc>) -> Markup {
    let words = language.words();
    html! {
        span.when { (time(language, told.at)) }
        span.note { (ago(language, told.at, now)) " · " (source(language, &told.from)) }
        @if late(told) {
            span.note { (with_time(words.result.learned, &time(language, told.known_since))) }
        }
    }
}

/// Whether the office learned of it noticeably later than it was.
fn late(told: &StageReached) -> bool {
    told.known_since - told.at >= chrono::TimeDelta::minutes(5)
}

fn with_time(text: &str, time: &Markup) -> Markup {
    PreEscaped(fill(text, &[&time.0]))
}

pub(super) fn source(language: Language, from: &FactSource) -> Markup {
    html! { span.source { (language.words().source(from)) } }
}

/// Where it stands, in one badge.
pub(super) fn badge(language: Language, facts: &ParcelFacts) -> Markup {
    let mark = Mark::of(facts.stage, facts);
    html! {
        span.badge data-stage=(name(facts.stage)) {
            (mark.icon(facts.stage)) (language.words().stage(facts.stage))
        }
    }
}

/// The way as a row of short strokes, for tables. What it shows stands beside it in words.
pub(super) fn strokes(facts: &ParcelFacts) -> Markup {
    html! {
        span.strokes aria-hidden="true" data-stage=(name(facts.stage)) {
            @for stage in way(facts) { i class=(Mark::of(stage, facts).class()) {} }
        }
    }
}

/// What comes next, in words.
pub(crate) fn next(language: Language, facts: &ParcelFacts) -> &'static str {
    let words = language.words();
    match facts.expected {
        Some(_) if facts.stage == Stage::Stopped => words.result.again,
        Some(stage) => words.stage(stage),
        None => words.result.nothing_next,
    }
}

fn name(stage: Stage) -> String {
    match serde_json::to_value(stage) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
