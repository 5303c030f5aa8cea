//! The nomenclature's file.

use chrono::{DateTime, NaiveDate, Utc};
use customs::nomenclature::{GoodsCode, Line, System, found};
use rstest::rstest;
use store::{EditionFile, EditionRow, Reference};

fn line(code: &str, digits: u8, indent: u8, text: &str) -> Line {
    Line {
        code: GoodsCode::with_digits(code, digits).unwrap(),
        suffix: 80,
        indent: Some(indent),
        description: text.to_owned(),
        unit: None,
        valid_from: Some(day("1972-01-01")),
        valid_until: None,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_161_600 + 60 * minute, 0).unwrap()
}

fn file(language: &str, lines: &[Line]) -> EditionFile {
    EditionFile {
        language: language.to_owned(),
        name: format!("nomenclature {language}.csv"),
        imported_at: at(0),
        lines: u32::try_from(lines.len()).unwrap(),
    }
}

fn english() -> Vec<Line> {
    vec![
        line("6100000000", 2, 0, "Knitted clothing"),
        line("6109000000", 4, 0, "T-shirts and vests"),
        line("6109100000", 6, 1, "Of cotton"),
        line("6109900000", 6, 1, "Other, café au lait"),
    ]
}

fn french() -> Vec<Line> {
    vec![
        line("6109000000", 4, 0, "T-shirts et maillots de corps"),
        line("6109100000", 6, 1, "de coton"),
        line("6109900000", 6, 1, "d'autres matières, même mêlées"),
    ]
}

struct Desk {
    folder: tempfile::TempDir,
    reference: Reference,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reference = Reference::open(folder.path()).unwrap();
        Self { folder, reference }
    }

    fn import(&self, from: &str, language: &str, lines: Vec<Line>) -> EditionRow {
        let told = file(language, &lines);
        self.reference.import(System::Taric, day(from), &told, lines).unwrap()
    }

    fn search(&self, edition: &EditionRow, language: &str, words: &[&str]) -> Vec<String> {
        let tree = self.reference.tree(edition).unwrap();
        let matches: Vec<_> = words
            .iter()
            .map(|word| self.reference.matches(edition, language, word).unwrap())
            .collect();
        let all = found(&tree, &matches, words.len());
        all.iter().map(|at| tree.at(at.place).unwrap().code.to_string()).collect()
    }
}

#[rstest]
#[case::across_the_path("en", &["t-shirt", "cotton"], &["6109 10"])]
#[case::beginnings("en", &["t-sh", "cot"], &["6109 10"])]
#[case::capitals("en", &["COTTON"], &["6109 10"])]
#[case::accents_folded("en", &["cafe"], &["6109 90"])]
#[case::accents_typed("fr", &["MÊLEES"], &["6109 90"])]
#[case::french("fr", &["t-shirt", "coton"], &["6109 10"])]
#[case::parts_in_order("en", &["shirt-t"], &[])]
#[case::quotes("en", &["\"cotton\" OR"], &[])]
#[case::signs_only("en", &["*"], &[])]
fn words_are_found_in_each_language(
    #[case] language: &str,
    #[case] words: &[&str],
    #[case] expected: &[&str],
) {
    let desk = Desk::new();
    desk.import("2025-01-01", "en", english());
    let edition = desk.import("2025-01-01", "fr", french());
    assert_eq!(desk.search(&edition, language, words), expected);
}

#[test]
fn an_edition_knows_its_files_and_comes_back_as_it_was() {
    let desk = Desk::new();
    desk.import("2025-01-01", "en", english());
    let edition = desk.import("2025-01-01", "fr", french());
    desk.import("2026-01-01", "en", english());
    let tree = desk.reference.tree(&edition).unwrap();

    let again = Reference::open(desk.folder.path()).unwrap();
    let editions = again.editions().unwrap();
    let from: Vec<NaiveDate> = editions.iter().map(|edition| edition.from).collect();
    assert_eq!(from, [day("2026-01-01"), day("2025-01-01")], "newest first");
    assert_eq!(editions[1], edition);
    assert_eq!(edition.files, [file("en", &english()), file("fr", &french())]);
    assert_eq!(again.tree(&edition).unwrap(), tree);
    let texts = again.texts(&edition, "fr", &[2, 0]).unwrap();
    assert_eq!(texts, [Some("de coton".to_owned()), None]);
}

#[test]
fn the_same_edition_again_replaces_its_lines_and_keeps_those_that_are_gone() {
    let desk = Desk::new();
    let former = desk.import("2025-01-01", "en", english());
    let before = desk.reference.tree(&former).unwrap();
    let shorter: Vec<Line> =
        english().into_iter().filter(|line| line.code.to_string() != "6109 10").collect();
    let edition = desk.import("2025-01-01", "en", shorter);
    let tree = desk.reference.tree(&edition).unwrap();
    assert_ne!(tree, before, "what was remembered is read anew");
    let gone = tree.find(&"610910".parse().unwrap()).unwrap();
    assert!(!tree.at(gone).unwrap().current);
    let text = desk.reference.texts(&edition, "en", &[gone]).unwrap();
    assert_eq!(text, [Some("Of cotton".to_owned())]);
    assert_eq!(desk.search(&edition, "en", &["cotton"]), [""; 0], "it is not offered any more");
}

#[test]
fn an_import_that_fails_leaves_the_former_edition() {
    let desk = Desk::new();
    let edition = desk.import("2025-01-01", "en", english());
    let former = desk.reference.tree(&edition).unwrap();
    // Another program is in the middle of an import and never ends it.
    let other = rusqlite::Connection::open(desk.folder.path().join("reference.sqlite")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; DELETE FROM line; DELETE FROM line_text;").unwrap();
    let meanwhile = desk.reference.editions().unwrap();
    assert_eq!(meanwhile, std::slice::from_ref(&edition));
    drop(other);
    let again = Reference::open(desk.folder.path()).unwrap();
    assert_eq!(again.tree(&edition).unwrap(), former);
    assert_eq!(desk.search(&edition, "en", &["cotton"]), ["6109 10"]);
}

#[test]
fn a_language_is_two_letters_and_nothing_else() {
    let desk = Desk::new();
    let lines = english();
    let told = EditionFile { language: "en; DROP TABLE line".to_owned(), ..file("en", &lines) };
    let refused = desk.reference.import(System::Taric, day("2025-01-01"), &told, lines);
    assert_eq!(refused.unwrap_err().code(), "corrupt");
    assert_eq!(desk.reference.editions().unwrap(), []);
}

#[test]
fn a_file_of_another_program_or_a_newer_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reference.sqlite");
    std::fs::write(&path, "not a database, but rather long, so that nothing fits into its place")
        .unwrap();
    assert_eq!(Reference::open(folder.path()).err().map(|error| error.code()), Some("not_a_store"));

    std::fs::remove_file(&path).unwrap();
    drop(Reference::open(folder.path()).unwrap());
    let newer = rusqlite::Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert_eq!(Reference::open(folder.path()).err().map(|error| error.code()), Some("newer_store"));
}
