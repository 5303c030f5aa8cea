//! The answers as a file for spreadsheets.

use chrono::{DateTime, SecondsFormat, Utc};
use sync::parcel::{ParcelAnswer, ParcelFacts, Stage};

use super::language::Language;

/// Stages in the order of their columns.
const STAGES: [Stage; 8] = [
    Stage::Received,
    Stage::InReview,
    Stage::Lodged,
    Stage::Accepted,
    Stage::UnderControl,
    Stage::Released,
    Stage::HandedOver,
    Stage::Stopped,
];

/// Semicolons, quotes around every value, and a mark by which spreadsheets know UTF-8.
pub(crate) fn csv(language: Language, answers: &[ParcelAnswer]) -> String {
    let words = language.words();
    let result = &words.result;
    let mut file = String::from("\u{feff}");
    let fixed =
        [result.number, result.stage, result.since, result.from, result.next, result.parcel];
    let heads = fixed.into_iter().chain(["LRN", "MRN", result.transport]);
    line(&mut file, heads.chain(words.stages).chain([result.as_of]).map(str::to_owned));
    for answer in answers {
        if answer.parcels.is_empty() {
            line(&mut file, [answer.asked.clone(), result.unknown.to_owned()].into_iter());
        }
        for facts in &answer.parcels {
            line(&mut file, cells(language, answer, facts));
        }
    }
    file
}

fn cells<'a>(
    language: Language,
    answer: &'a ParcelAnswer,
    facts: &'a ParcelFacts,
) -> impl Iterator<Item = String> + 'a {
    let words = language.words();
    let reached = |stage| facts.stages.iter().find(move |it| it.stage == stage);
    let here = reached(facts.stage);
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let fixed = [
        answer.asked.clone(),
        words.stage(facts.stage).to_owned(),
        here.map(|it| time(it.at)).unwrap_or_default(),
        here.map(|it| words.source(&it.from).to_owned()).unwrap_or_default(),
        super::page::next(language, facts).to_owned(),
        facts.parcel.clone(),
        facts.lrn.clone(),
        facts.mrn.clone(),
        facts.transport_document.clone(),
    ];
    let stages = STAGES
        .into_iter()
        .map(move |stage| reached(stage).map(|it| time(it.at)).unwrap_or_default());
    fixed.into_iter().chain(stages).chain([time(facts.as_of)])
}

fn line(file: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    file.push_str(&cells.join(";"));
    file.push_str("\r\n");
}

/// Spreadsheets take what begins with one of these signs as a formula, and carry it out. An
/// apostrophe before it makes it text.
fn quoted(cell: &str) -> String {
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars().next();
    let formula = first.is_some_and(|sign| "=+-@\t\r\n＝＋－＠|%".contains(sign));
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::number("LGGE1", "\"LGGE1\"")]
    #[case::quote("a\"b", "\"a\"\"b\"")]
    #[case::separator("a;b\nc", "\"a;b\nc\"")]
    #[case::formula("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    #[case::command("+1|cmd", "\"'+1|cmd\"")]
    #[case::at("@SUM(1)", "\"'@SUM(1)\"")]
    #[case::minus("-2+3", "\"'-2+3\"")]
    #[case::tab("\t=1", "\"'\t=1\"")]
    #[case::behind_blanks("  =1", "\"'  =1\"")]
    #[case::wide("＝1", "\"'＝1\"")]
    fn no_cell_is_a_formula(#[case] cell: &str, #[case] expected: &str) {
        assert_eq!(quoted(cell), expected);
    }
}
