use super::*;
use crate::nomenclature::{Edition, GoodsCode, Line, System};

/// A small chapter: each line as (code, digits, indent, text).
fn chapter() -> Edition {
    let all = [
        ("6100000000", 2, 0, "Knitted clothing"),
        ("6105000000", 4, 0, "Shirts for men"),
        ("6105100000", 6, 1, "Of cotton"),
        ("6109000000", 4, 0, "T-shirts and vests"),
        ("6109100000", 6, 1, "Of cotton"),
        ("6109100010", 10, 2, "T-shirts"),
        ("6109900000", 6, 1, "Of wool"),
    ];
    let line = |(code, digits, indent, text): &(&str, u8, u8, &str)| Line {
        code: GoodsCode::with_digits(code, *digits).unwrap(),
        suffix: 80,
        indent: Some(*indent),
        description: (*text).to_owned(),
        unit: None,
        valid_from: None,
        valid_until: None,
    };
    let from = "2025-01-01".parse().unwrap();
    Edition::empty(System::Taric, from).with("en", all.iter().map(line).collect())
}

/// Looks words up as an index would.
fn matches(edition: &Edition, words: &[&str]) -> Vec<Matches> {
    let stand = |is_it: &dyn Fn(&str) -> bool| -> Vec<u32> {
        let places = 0..u32::try_from(edition.tree.nodes().len()).unwrap();
        places
            .filter(|place| {
                let text = edition.text("en", *place).unwrap_or_default().to_lowercase();
                text.split(' ').any(is_it)
            })
            .collect()
    };
    words
        .iter()
        .map(|word| Matches {
            begun: stand(&|each| each.starts_with(word)),
            whole: stand(&|each| each == *word),
        })
        .collect()
}

fn codes(edition: &Edition, found: &[Found]) -> Vec<String> {
    found.iter().map(|at| edition.tree.at(at.place).unwrap().code.to_string()).collect()
}

#[test]
fn words_may_stand_in_the_line_and_above_it() {
    let edition = chapter();
    let found = found(&edition.tree, &matches(&edition, &["t-shirt", "cotton"]), 2);
    assert_eq!(codes(&edition, &found), ["6109 10"], "and not its own lines again");
    assert_eq!((found[0].words, found[0].own, found[0].whole), (0b11, 1, 1));
}

#[test]
fn a_line_that_adds_a_word_is_an_answer_of_its_own() {
    let edition = chapter();
    let words = matches(&edition, &["t-shirts", "cotton"]);
    assert_eq!(codes(&edition, &found(&edition.tree, &words, 1)), ["6105 10", "6109", "6109 10"]);
}

#[test]
fn a_rare_word_tells_more() {
    let edition = chapter();
    let found = found(&edition.tree, &matches(&edition, &["wool", "cotton"]), 1);
    let weight = |code: &str| {
        let of = |at: &&Found| edition.tree.at(at.place).unwrap().code.to_string() == code;
        found.iter().find(of).unwrap().weight
    };
    assert!(weight("6109 90") > weight("6109 10"), "{found:?}");
}

#[test]
fn what_is_not_current_is_no_answer() {
    let mut lines = chapter();
    let kept: Vec<Line> = ["6109"]
        .iter()
        .map(|code| Line {
            code: code.parse().unwrap(),
            suffix: 80,
            indent: Some(0),
            description: "T-shirts and vests".to_owned(),
            unit: None,
            valid_from: None,
            valid_until: None,
        })
        .collect();
    lines = lines.with("en", kept);
    let found = found(&lines.tree, &matches(&lines, &["cotton"]), 1);
    assert_eq!(codes(&lines, &found), [""; 0]);
}

#[test]
fn no_words_mean_nothing() {
    let edition = chapter();
    assert_eq!(found(&edition.tree, &[], 0), []);
}
