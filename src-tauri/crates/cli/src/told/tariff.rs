//! The nomenclature as text for people.

use desk::contract::{
    NomenclatureReport, SuggestedCodes, SuggestionKind, SuggestionReason, TariffEditions,
    TariffFound, TariffLine, TariffView,
};

use super::{line, name};

pub(crate) fn report(report: &NomenclatureReport) -> String {
    let mut text = String::new();
    for file in &report.files {
        let what = match (file.system, file.from) {
            (Some(system), Some(from)) => {
                format!("{} {}, from {from}", name(&system), file.languages.join(" "))
            }
            _ => "refused".to_owned(),
        };
        line(&mut text, &format!("{}: {what}, {} lines", file.path, file.lines));
        for refused in &file.refused {
            let (at, reason, hint) = (refused.line, &refused.reason, &refused.hint);
            line(&mut text, &format!("  line {at}: {reason} {hint}"));
        }
    }
    line(&mut text, &format!("{} lines, {} refused", report.lines, report.refused));
    text
}

pub(crate) fn editions(editions: &TariffEditions) -> String {
    let mut text = String::new();
    for edition in &editions.editions {
        let files = edition.files.iter();
        let files: Vec<String> =
            files.map(|file| format!("{} ({})", file.language, file.name)).collect();
        let now = if edition.in_force { ", in force" } else { "" };
        let what = format!(
            "{}  from {}{now}  {} lines, {} declarable  {}",
            name(&edition.system),
            edition.from,
            edition.lines,
            edition.declarable,
            files.join(", ")
        );
        line(&mut text, &what);
    }
    text
}

pub(crate) fn found(found: &TariffFound) -> String {
    let mut text = String::new();
    if !found.all_words && !found.lines.is_empty() {
        line(&mut text, "No line has all the words; these have most of them.");
    }
    for each in &found.lines {
        line(&mut text, &whole(each));
    }
    line(&mut text, &format!("{} of {}", found.lines.len(), found.total));
    text
}

pub(crate) fn view(view: &TariffView) -> String {
    let mut text = String::new();
    let edition = format!("{} of {}", name(&view.system), view.edition);
    line(&mut text, &edition);
    if !view.of_its_day {
        line(&mut text, &format!("No edition of {} is here; this is the oldest.", view.on));
    }
    if let Some(shown) = &view.line {
        if !view.exact {
            line(&mut text, "The code is not in the nomenclature. The nearest line above it:");
        }
        for (depth, step) in shown.path.iter().enumerate() {
            let indent = "  ".repeat(depth);
            line(&mut text, &format!("{indent}{}  {}", code(&step.code, step.suffix), step.text));
        }
        let indent = "  ".repeat(shown.path.len());
        line(&mut text, &format!("{indent}{}", one(shown)));
        line(&mut text, &marks(shown, view.in_force));
        for said in &view.texts {
            line(&mut text, &format!("{}: {}", said.language, said.text));
        }
    }
    for below in &view.below {
        line(&mut text, &format!("  {}", one(below)));
    }
    text
}

pub(crate) fn suggestions(codes: &SuggestedCodes) -> String {
    let mut text = String::new();
    for suggested in &codes.suggestions {
        let what = suggested.line.as_ref().map(whole);
        line(&mut text, &what.unwrap_or_else(|| code(&suggested.code, 80)));
        for reason in &suggested.reasons {
            line(&mut text, &format!("    {}", because(reason)));
        }
    }
    text
}

fn because(reason: &SuggestionReason) -> String {
    let words: Vec<String> = reason.words.iter().map(|word| format!("“{word}”")).collect();
    let (count, words) = (reason.declarations, words.join(", "));
    match reason.kind {
        SuggestionKind::SameDescription => {
            format!("{count} approved or released declarations with this description had it")
        }
        SuggestionKind::LikeDescription => {
            format!("{count} approved or released declarations with the words {words} had it")
        }
        SuggestionKind::Nomenclature => format!("the nomenclature says {words} there"),
    }
}

fn marks(shown: &TariffLine, in_force: bool) -> String {
    let declarable = match (shown.suffix, shown.declarable) {
        (80, true) => "declarable",
        (80, false) => "not declarable: choose a line below it",
        _ => "a heading (product-line suffix other than 80), not a code",
    };
    let mut marks = vec![declarable.to_owned()];
    if let Some(unit) = &shown.unit {
        marks.push(format!("supplementary unit {unit}"));
    }
    if !in_force {
        marks.push("not in force on that day".to_owned());
    }
    if !shown.current {
        marks.push("not in the newest file of its edition".to_owned());
    }
    marks.join("; ")
}

/// A line with those above it.
fn whole(shown: &TariffLine) -> String {
    let path: Vec<&str> = shown.path.iter().map(|step| step.text.as_str()).collect();
    let above = if path.is_empty() { String::new() } else { format!("  [{}]", path.join(" › ")) };
    format!("{}{above}", one(shown))
}

fn one(shown: &TariffLine) -> String {
    let mark = if shown.declarable { "*" } else { " " };
    format!("{mark} {}  {}", code(&shown.code, shown.suffix), shown.text)
}

/// As the tariff prints it, `6109 10 00`; the suffix only where it is not that of a code.
fn code(digits: &str, suffix: u8) -> String {
    let (heading, rest) = digits.split_at(digits.len().min(4));
    let pairs = rest.as_bytes().chunks(2).map(String::from_utf8_lossy);
    let mut parts: Vec<String> = pairs.map(|pair| pair.into_owned()).collect();
    parts.insert(0, heading.to_owned());
    if suffix != 80 {
        parts.push(format!("({suffix})"));
    }
    parts.join(" ")
}
