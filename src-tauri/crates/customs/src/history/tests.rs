use std::cmp::Ordering;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::language::Language;

fn line(importer: &str, commodity: &str, origin: &str) -> Line {
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Line {
        importer: known(importer),
        commodity: known(commodity),
        origin: known(origin),
        ..Line::default()
    }
}

/// So many lines, of which the first so many had findings.
fn seen(of: &Line, findings: usize, lines: usize) -> Vec<(Line, bool)> {
    (0..lines).map(|at| (of.clone(), at < findings)).collect()
}

fn learnt(past: &[(Line, bool)]) -> History {
    History::learn(past.iter().map(|(line, found)| (line, *found)), Caution::default())
}

fn reason(outlook: &Outlook, id: &str) -> Reason {
    outlook.reasons.iter().find(|reason| reason.criterion.id() == id).unwrap().clone()
}

#[rstest]
#[case::findings(&[(7, 7), (0, 30)], Ordering::Greater)]
#[case::no_findings(&[(0, 7), (15, 30)], Ordering::Less)]
#[case::as_usual(&[(3, 6), (15, 30)], Ordering::Equal)]
fn an_importer_speaks_for_or_against(#[case] seen_of: &[(usize, usize)], #[case] way: Ordering) {
    let [(found, lines), (others_found, others)] = seen_of else { unreachable!() };
    let (one, other) = (line("A", "", ""), line("B", "", ""));
    let past = [seen(&one, *found, *lines), seen(&other, *others_found, *others)].concat();
    let weight = reason(&learnt(&past).look(&one), "importer").weight;
    assert_eq!(weight.cmp(&0), way, "{weight}");
}

#[test]
fn who_was_seen_seldom_is_believed_less() {
    let past = [
        seen(&line("A", "", ""), 8, 8),
        seen(&line("B", "", ""), 1, 1),
        seen(&line("C", "", ""), 0, 40),
    ]
    .concat();
    let history = learnt(&past);
    let weight = |importer| reason(&history.look(&line(importer, "", "")), "importer").weight;
    assert!(weight("A") > 2 * weight("B"), "{} {}", weight("A"), weight("B"));
    assert!(weight("B") > 0);
}

/// Importer A only has batteries, and everyone's batteries have findings.
#[test]
fn what_the_commodity_explains_is_not_counted_again_for_the_importer() {
    let mut past = seen(&line("A", "850760", "CN"), 6, 6);
    for other in 0..30 {
        past.extend(seen(&line(&format!("B{other}"), "850760", "CN"), 1, 1));
        past.extend(seen(&line(&format!("B{other}"), "610910", "BD"), 0, 3));
    }
    let outlook = learnt(&past).look(&line("A", "850760", "CN"));
    let (importer, heading) = (reason(&outlook, "importer"), reason(&outlook, "heading"));
    assert!(heading.weight > 5 * importer.weight.abs(), "{heading:?} {importer:?}");
    assert_eq!((importer.findings, importer.lines), (6, 6));
}

#[test]
fn a_pair_says_what_its_parts_do_not() {
    let mut past = Vec::new();
    for (commodity, origin, findings) in
        [("850760", "CN", 18), ("850760", "DE", 2), ("610910", "CN", 2), ("610910", "DE", 2)]
    {
        past.extend(seen(&line("", commodity, origin), findings, 20));
    }
    let history = learnt(&past);
    let pair = |commodity, origin| {
        let outlook = history.look(&line("", commodity, origin));
        reason(&outlook, "heading+origin").weight
    };
    assert!(pair("850760", "CN") > 0);
    assert!(pair("850760", "DE") < 0);
}

#[test]
fn what_was_never_seen_says_nothing() {
    let history = learnt(&seen(&line("A", "850760", "CN"), 3, 10));
    let outlook = history.look(&line("B", "610910", "BD"));
    assert_eq!((outlook.reasons.len(), outlook.expected), (0, outlook.usual));
    let empty = learnt(&[]).look(&line("A", "", ""));
    assert_eq!((empty.expected, empty.reasons.len()), (500_000, 0), "nothing known: even odds");
}

#[rstest]
#[case::english(Language::English, "importer A: 3 of 7 lines had findings, 19 % is usual")]
#[case::french(
    Language::French,
    "importateur A : 3 lignes sur 7 avec des constats, 19 % d’ordinaire"
)]
fn reasons_are_sentences(#[case] language: Language, #[case] expected: &str) {
    let past = [seen(&line("A", "", ""), 3, 7), seen(&line("B", "", ""), 2, 22)].concat();
    let outlook = learnt(&past).look(&line("A", "", ""));
    assert_eq!(outlook.sentences(language), [expected]);
}

#[test]
fn every_part_of_a_pair_is_named() {
    let past = seen(&line("A", "850760", "CN"), 1, 4);
    let outlook = learnt(&past).look(&line("A", "850760", "CN"));
    let told = outlook.sentences(Language::English).join("\n");
    assert!(told.contains("subheading 850760, origin CN: 1 of 4 lines had findings"), "{told}");
}

fn any_past() -> impl Strategy<Value = Vec<(Line, bool)>> {
    let any_line = (0..4_u8, 0..3_u8, 0..3_u8).prop_map(|(importer, commodity, origin)| {
        line(&format!("I{importer}"), &format!("85076{commodity}"), &format!("O{origin}"))
    });
    proptest::collection::vec((any_line, any::<bool>()), 0..60)
}

proptest! {
    #[test]
    fn the_score_is_the_sum_of_what_is_told(past in any_past(), at in any::<prop::sample::Index>()) {
        let history = learnt(&past);
        let line = past.get(at.index(past.len().max(1))).map_or_else(Line::default, |p| p.0.clone());
        let outlook = history.look(&line);
        let told: LogOdds = outlook.reasons.iter().map(|reason| reason.weight).sum();
        prop_assert_eq!(outlook.score - told, history.look(&Line::default()).score);
        prop_assert_eq!(outlook.score, history.score(&line));
    }

    #[test]
    fn the_order_of_the_past_does_not_matter(past in any_past()) {
        let backwards: Vec<(Line, bool)> = past.iter().rev().cloned().collect();
        prop_assert_eq!(learnt(&past), learnt(&backwards));
    }
}
