use std::collections::BTreeMap;

use customs::{Declaration, Language, Packs, Severity, verdict};

use crate::files::{Sample, declarations};

const SETS: [&str; 13] =
    ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "I1", "B1", "B2", "B3", "B4", "C1"];

/// Findings by rule: how often, and one of them.
type Count = BTreeMap<(Severity, String), (usize, String)>;

fn judged(folder: &str, sets: &[&str]) -> (usize, Count) {
    let day = "2026-11-21".parse().expect("a day");
    let (mut declarations_seen, mut count) = (0, Count::new());
    for Sample { file, body } in declarations(folder) {
        let original = body.text(&["FunctionCode"]) == Some("9");
        if !original || !Declaration::read(&body).data_set.is_any(sets) {
            continue;
        }
        declarations_seen += 1;
        let (_, verdict) = verdict(&body, Packs::builtin(), day, Language::English);
        for finding in verdict.findings {
            let entry = count.entry((finding.severity, finding.rule)).or_insert((0, String::new()));
            *entry = (entry.0 + 1, format!("{} | {} ({file})", finding.title, finding.detail));
        }
    }
    (declarations_seen, count)
}

fn say(folder: &str, seen: usize, count: &Count) {
    eprintln!("{folder}: {seen} declarations");
    for ((severity, rule), (times, example)) in count.iter().rev() {
        eprintln!("  {times:4} {severity:?} {rule}: {example}");
    }
}

#[test]
fn british_declarations_do_not_drown_in_errors() {
    let (seen, count) = judged("hmrc-dms", &SETS);
    say("hmrc-dms", seen, &count);
    let errors: usize =
        count.iter().filter(|((s, _), _)| *s == Severity::Error).map(|(_, (times, _))| times).sum();
    assert!(errors <= seen / 5, "{errors} errors in {seen} declarations");
}

#[test]
fn danish_declarations_do_not_drown_in_findings() {
    let (seen, count) = judged("danish-dms", &SETS);
    say("danish-dms", seen, &count);
    let placeholder = |rule: &str| rule == "GL-GEN-001";
    let findings: usize =
        count.iter().filter(|((_, rule), _)| !placeholder(rule)).map(|(_, (times, _))| times).sum();
    assert!(findings <= seen / 2, "{findings} findings in {seen} declarations");
}

#[test]
fn every_declaration_gets_a_verdict_that_can_be_stored() {
    let day = "2026-11-21".parse().expect("a day");
    for Sample { file, body } in ["hmrc-dms", "danish-dms"].iter().flat_map(|f| declarations(f)) {
        let (_, verdict) = verdict(&body, Packs::builtin(), day, Language::French);
        let text = serde_json::to_string(&verdict).expect("a verdict is JSON");
        let read: customs::Verdict = serde_json::from_str(&text).expect("a verdict");
        assert_eq!(read, verdict, "{file}");
    }
}
