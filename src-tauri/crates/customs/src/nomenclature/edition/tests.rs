use rstest::rstest;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Lines as `code/digits suffix indent text`.
fn lines(all: &[(&str, u8, u8, u8, &str)]) -> Vec<Line> {
    let line = |(code, digits, suffix, indent, text): &(&str, u8, u8, u8, &str)| Line {
        code: GoodsCode::with_digits(code, *digits).unwrap(),
        suffix: *suffix,
        indent: Some(*indent),
        description: (*text).to_owned(),
        unit: None,
        valid_from: None,
        valid_until: None,
    };
    all.iter().map(line).collect()
}

const SHIRTS: [(&str, u8, u8, u8, &str); 8] = [
    ("6100000000", 2, 80, 0, "Knitted clothing"),
    ("6109000000", 4, 80, 0, "T-shirts and vests"),
    ("6109100000", 6, 80, 1, "Of cotton"),
    ("6109100010", 10, 80, 2, "T-shirts"),
    ("6109100090", 10, 80, 2, "Other"),
    ("6109902000", 8, 10, 1, "Of other materials"),
    ("6109902000", 8, 80, 2, "Of wool"),
    ("6109909000", 8, 80, 2, "Other"),
];

fn shirts() -> Edition {
    Edition::empty(System::Taric, day("2025-01-01")).with("en", lines(&SHIRTS))
}

fn told(edition: &Edition, places: &[u32]) -> Vec<String> {
    let text = |place: &u32| edition.text("en", *place).unwrap_or("-").to_owned();
    places.iter().map(text).collect()
}

#[test]
fn the_indent_makes_the_tree_and_the_suffix_tells_a_heading_from_a_code() {
    let edition = shirts();
    let tree = &edition.tree;
    let wool = tree.find(&"6109902000".parse().unwrap()).unwrap();
    assert_eq!(
        told(&edition, &tree.path(wool)),
        ["Knitted clothing", "T-shirts and vests", "Of other materials", "Of wool"]
    );
    let declarable: Vec<String> = tree
        .nodes()
        .iter()
        .filter(|node| node.declarable)
        .map(|node| node.code.to_string())
        .collect();
    assert_eq!(declarable, ["6109 10 00 10", "6109 10 00 90", "6109 90 20", "6109 90 90"]);
}

#[rstest]
#[case::chapters(None, &["Knitted clothing"])]
#[case::heading(Some("6109"), &["Of cotton", "Of other materials"])]
#[case::code(Some("610910"), &["T-shirts", "Other"])]
#[case::leaf(Some("6109100010"), &[])]
fn goes_down_one_step(#[case] code: Option<&str>, #[case] expected: &[&str]) {
    let edition = shirts();
    let place = code.map(|code| edition.tree.find(&code.parse().unwrap()).unwrap());
    assert_eq!(told(&edition, &edition.tree.below(place)), expected);
}

#[rstest]
#[case::taric("6109100010", Some("T-shirts"))]
#[case::cn("61091000", Some("Of cotton"))]
#[case::hs("6109.10", Some("Of cotton"))]
#[case::code_before_its_headings("61099020", Some("Of wool"))]
#[case::unknown("6109300000", None)]
#[case::no_subheading_of_that_code("610900", Some("T-shirts and vests"))]
fn finds_what_a_code_means(#[case] code: &str, #[case] expected: Option<&str>) {
    let edition = shirts();
    let place = edition.tree.find(&code.parse().unwrap());
    assert_eq!(place.and_then(|place| edition.text("en", place)), expected);
}

#[test]
fn a_part_of_a_code_names_a_run_of_lines() {
    let edition = shirts();
    let places: Vec<u32> = edition.tree.beginning_with("61091").collect();
    assert_eq!(told(&edition, &places), ["Of cotton", "T-shirts", "Other"]);
    assert!(edition.tree.beginning_with("62").is_empty());
}

#[test]
fn a_newer_file_replaces_the_former_one_and_keeps_what_it_leaves_out() {
    let newer: Vec<_> = SHIRTS
        .into_iter()
        .filter(|line| line.0 != "6109100010")
        .map(|line| {
            if line.4 == "Of wool" {
                (line.0, line.1, line.2, line.3, "Of fine wool")
            } else {
                line
            }
        })
        .collect();
    let edition = shirts().with("en", lines(&newer));
    let gone = edition.tree.find(&"6109100010".parse().unwrap()).unwrap();
    let node = edition.tree.at(gone).unwrap();
    assert!(!node.current && !node.declarable);
    assert_eq!(
        told(&edition, &edition.tree.path(gone)),
        ["Knitted clothing", "T-shirts and vests", "Of cotton", "T-shirts"]
    );
    let cotton = edition.tree.find(&"610910".parse().unwrap());
    assert_eq!(told(&edition, &edition.tree.below(cotton)), ["Other"], "not offered any more");
    let wool = edition.tree.find(&"61099020".parse().unwrap()).unwrap();
    assert_eq!(edition.text("en", wool), Some("Of fine wool"));
    assert_eq!(edition.with("en", lines(&SHIRTS)), shirts(), "it may come back");
}

#[test]
fn languages_stand_beside_each_other() {
    let french = [
        ("6109000000", 4, 80, 0, "T-shirts et maillots de corps"),
        ("6109300000", 6, 80, 1, "de lin"),
    ];
    let edition = shirts().with("fr", lines(&french));
    let place = |code: &str| edition.tree.find(&code.parse().unwrap()).unwrap();
    assert_eq!(edition.text("fr", place("6109")), Some("T-shirts et maillots de corps"));
    assert_eq!(edition.text("en", place("6109")), Some("T-shirts and vests"));
    assert_eq!(edition.text("en", place("610930")), None);
    assert!(edition.tree.at(place("610930")).unwrap().current);
}

#[test]
fn lines_without_chapter_and_heading_get_them() {
    let units = vec![Line {
        code: "61091000".parse().unwrap(),
        suffix: CODE_LINE,
        indent: None,
        description: "T-shirts, van katoen".to_owned(),
        unit: Some("pce".to_owned()),
        valid_from: None,
        valid_until: None,
    }];
    let edition = Edition::empty(System::Cn, day("2025-01-01")).with("nl", units.clone());
    let codes: Vec<String> =
        edition.tree.nodes().iter().map(|node| node.code.to_string()).collect();
    assert_eq!(codes, ["61", "6109", "6109 10 00"]);
    assert_eq!(edition.tree.path(2), [0, 1, 2]);
    assert!(edition.tree.at(2).unwrap().declarable);
    assert_eq!(edition.clone().with("nl", units), edition);
}

#[rstest]
#[case::in_its_year("2025-06-01", Some("2025-01-01"))]
#[case::its_first_day("2026-01-01", Some("2026-01-01"))]
#[case::later("2031-01-01", Some("2026-01-01"))]
#[case::before_all("2019-01-01", Some("2024-01-01"))]
fn a_day_has_its_edition(#[case] on: &str, #[case] expected: Option<&str>) {
    let editions = [day("2025-01-01"), day("2026-01-01"), day("2024-01-01")];
    let found = in_force(&editions, |from| *from, day(on)).copied();
    assert_eq!(found, expected.map(day));
    assert_eq!(in_force::<NaiveDate>(&[], |from| *from, day(on)), None);
}
