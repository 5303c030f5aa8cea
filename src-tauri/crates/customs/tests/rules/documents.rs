//! The tables about rules in ARCHITECTURE.md are those that follow from the packs, and the names in the
//! README of the packs are those that formulas know. To write them anew:
//! `UPDATE_DOCUMENTS=1 cargo nextest run -p customs -E 'test(architecture) or test(readme)'`.

use std::fmt::Write as _;
use std::path::PathBuf;

use customs::Packs;

use crate::{danish, formulas};

const SETS: [&str; 13] =
    ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "I1", "B1", "B2", "B3", "B4", "C1"];

/// Rules for a declaration of that data set, by country and day.
fn counts() -> String {
    let day = "2026-11-21".parse().expect("a day");
    let rules = Packs::builtin().on(day);
    let count = |set: &str, country: &str| rules.count_for(set, Some(country));
    let mut table = format!(
        "Rules on {day}, all countries and data sets: {}. For a declaration of one data set:\n\n\
         | data set | Belgium | another member state | United Kingdom | a country without a pack |\n\
         | --- | --- | --- | --- | --- |\n",
        rules.count()
    );
    for set in SETS {
        let row = ["BE", "FR", "GB", "AL"].map(|country| count(set, country).to_string());
        writeln!(table, "| {set} | {} |", row.join(" | ")).expect("a string takes it");
    }
    table
}

#[test]
fn architecture_has_the_tables_that_follow_from_the_packs() {
    is_current("../../../ARCHITECTURE.md", |written| {
        let made = replaced(written, "rules by data set", &counts());
        replaced(&made, "Danish checks", &(danish::summary() + "\n" + &danish::table()))
    });
}

#[test]
fn the_readme_of_the_packs_has_the_names_that_formulas_know() {
    is_current("data/packs/README.md", |written| {
        replaced(written, "names in formulas", &formulas::table())
    });
}

fn is_current(document: &str, make: impl Fn(&str) -> String) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), document].iter().collect();
    let written = std::fs::read_to_string(&path).expect("the document can be read");
    let made = make(&written);
    if std::env::var_os("UPDATE_DOCUMENTS").is_some() {
        std::fs::write(&path, &made).expect("the document can be written");
        return;
    }
    assert!(made == written, "run this test with UPDATE_DOCUMENTS=1 and look at what moved");
}

/// The text with what stands between the two marks of that name replaced.
fn replaced(text: &str, name: &str, table: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&open).expect("the table's beginning is marked");
    let (_, after) = rest.split_once(&close).expect("the table's end is marked");
    format!("{before}{open}\n{table}\n{close}{after}")
}
