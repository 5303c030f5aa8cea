//! How the checks that Danish customs publish are met: the table is complete, and its rules exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use customs::{Language, Packs};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    check: Vec<Check>,
}

/// One check of the list; exactly one of the four outcomes is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    vr: u32,
    code: Option<String>,
    ours: Option<Vec<String>>,
    note: Option<String>,
    national: Option<String>,
    register: Option<String>,
    left_out: Option<String>,
}

impl Check {
    fn outcomes(&self) -> [bool; 4] {
        [
            self.ours.is_some(),
            self.national.is_some(),
            self.register.is_some(),
            self.left_out.is_some(),
        ]
    }

    /// What becomes of the check, in words.
    fn outcome(&self) -> String {
        let why = |what: &str, text: &Option<String>| text.as_ref().map(|t| format!("{what}: {t}"));
        let note = self.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        let ours = self.ours.as_ref().map(|ours| ours.join(", ") + &note);
        ours.or_else(|| why("national", &self.national))
            .or_else(|| why("needs a register", &self.register))
            .or_else(|| why("left out", &self.left_out))
            .unwrap_or_default()
    }

    fn name(&self) -> String {
        self.code.clone().unwrap_or_else(|| format!("rule {}", self.vr))
    }
}

fn checks() -> Vec<Check> {
    let text = include_str!("../../data/danish-checks.toml");
    toml::from_str::<Table>(text).expect("the table can be read").check
}

/// The checks as a Markdown table: those that end the same way stand in one row.
pub(crate) fn table() -> String {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for check in checks() {
        let (name, outcome) = (check.name(), check.outcome());
        match rows.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => rows.push((outcome, vec![name])),
        }
    }
    let ours = |row: &(String, Vec<String>)| !row.0.starts_with("GL-");
    rows.sort_by_key(ours);
    let mut table = String::from("| their check | here |\n| --- | --- |\n");
    for (outcome, names) in rows {
        writeln!(table, "| {} | {outcome} |", names.join(", ")).expect("a string takes it");
    }
    table
}

/// How many of them end how, as a sentence.
pub(crate) fn summary() -> String {
    let checks = checks();
    let count = |index: usize| checks.iter().filter(|check| check.outcomes()[index]).count();
    format!(
        "Of {} checks {} are rules here, {} hold in Denmark only, {} need a register, and {} are left out.\n",
        checks.len(),
        count(0),
        count(1),
        count(2),
        count(3)
    )
}

#[test]
fn every_check_has_one_outcome_and_its_rules_exist() {
    let book = Packs::builtin().on("2026-11-21".parse().expect("a day"));
    let before = Packs::builtin().on("2026-06-30".parse().expect("a day"));
    let rules: BTreeSet<String> = [book, before]
        .iter()
        .flat_map(|rules| rules.book(Language::English))
        .map(|rule| rule.id)
        .collect();
    for check in checks() {
        let outcomes = check.outcomes().iter().filter(|outcome| **outcome).count();
        assert_eq!(outcomes, 1, "{}", check.name());
        assert!(check.note.is_none() || check.ours.is_some(), "{}", check.name());
        for rule in check.ours.iter().flatten() {
            assert!(rules.contains(rule), "{} names {rule}", check.name());
        }
    }
}

/// The list itself lies beside the repository; where it is not there, this says so and looks no further.
#[test]
fn the_table_has_every_check_of_the_list() {
    let Some(list) = published() else { return };
    let mut published: BTreeMap<u32, Option<String>> = BTreeMap::new();
    let text = std::fs::read_to_string(list).expect("the list can be read");
    for (number, code) in rows(&text) {
        let known = published.entry(number).or_default();
        *known = known.take().or(code);
    }
    let ours: BTreeMap<u32, Option<String>> =
        checks().into_iter().map(|check| (check.vr, check.code)).collect();
    assert!(published.len() > 100, "{}", published.len());
    assert_eq!(ours, published);
}

fn published() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let list = root.parent()?.join("shared/reference/validation-rules-h7-h1.csv");
    if !list.is_file() {
        eprintln!("skipped: no list at {}", list.display());
        return None;
    }
    Some(list)
}

/// Number and error code of each row that has a number (`VR #5` in column 5, `DK1005` in column 9).
fn rows(text: &str) -> Vec<(u32, Option<String>)> {
    let number = |cells: &[String]| cells.get(4)?.strip_prefix("VR #")?.trim().parse().ok();
    let code = |cells: &[String]| cells.get(8).filter(|code| code.starts_with("DK")).cloned();
    records(text).iter().filter_map(|cells| Some((number(cells)?, code(cells)))).collect()
}

/// The records of a CSV text whose quoted values may hold commas and line breaks.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            other => cell.push(other),
        }
    }
    record.push(cell);
    records.push(record);
    records
}
