//! What ARCHITECTURE.md, README.md and CONTRIBUTING.md say of the source is so.

#![allow(clippy::unwrap_used, reason = "a test that finds its files otherwise must stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use rstest::rstest;
use serde_json::Value;

const CRATES: &str = "src-tauri/crates";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn architecture() -> String {
    read("ARCHITECTURE.md")
}

/// Names of the folders in a folder.
fn folders(path: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(path)).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// What stands between two marks, in the lines that hold `line`.
fn between<'t>(text: &'t str, line: &str, [from, to]: [&str; 2]) -> Vec<&'t str> {
    let lines = text.lines().filter(|each| each.contains(line));
    lines.filter_map(|each| Some(each.split_once(from)?.1.split_once(to)?.0)).collect()
}

mod paths {
    use super::*;

    /// What is made and not kept: documents may name it before it is there.
    const MADE: [&str; 3] = ["target", "ui/dist", "ui/node_modules"];

    /// What stands between backticks outside code blocks, and where links and pictures lead.
    fn named(text: &str) -> Vec<String> {
        let prose = text.split("\n```").step_by(2).collect::<Vec<_>>().join("\n");
        let spans = prose.split('`').skip(1).step_by(2).map(str::to_owned);
        let links = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        let links = links.map(|(target, _)| target.to_owned());
        let inside = links.filter(|target| !target.starts_with('#') && !target.contains("://"));
        spans.chain(inside).collect()
    }

    /// A path begins with a folder of ours or ends like a file of ours.
    fn looks_like_a_path(text: &str) -> bool {
        const ENDS: [&str; 12] = [
            ".rs", ".ts", ".tsx", ".js", ".css", ".toml", ".sql", ".md", ".json", ".csv", ".xml",
            ".png",
        ];
        let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        let first = text.split('/').next().unwrap_or_default();
        let ours = [root().to_owned(), root().join(CRATES)];
        let in_folder = text.contains('/') && ours.iter().any(|ours| ours.join(first).is_dir());
        let like_a_file = ENDS.iter().any(|end| text.len() > end.len() && text.ends_with(end));
        !first.is_empty() && text.chars().all(plain) && (in_folder || like_a_file)
    }

    #[rstest]
    #[case::architecture("ARCHITECTURE.md", 120)]
    #[case::readme("README.md", 10)]
    #[case::contributing("CONTRIBUTING.md", 30)]
    fn that_documents_name_are_there(#[case] document: &str, #[case] at_least: usize) {
        let named = named(&read(document));
        let paths: Vec<&String> = named.iter().filter(|text| looks_like_a_path(text)).collect();
        assert!(paths.len() >= at_least, "{document} names only {} paths", paths.len());
        let places = |path: &str| [root().to_owned(), root().join(CRATES)].map(|f| f.join(path));
        let lost = |path: &&String| {
            !MADE.iter().any(|made| path.starts_with(made))
                && places(path).iter().all(|place| !place.exists())
        };
        let lost: Vec<&String> = paths.into_iter().filter(lost).collect();
        assert!(lost.is_empty(), "{document} names what is not there: {lost:?}");
    }

    #[rstest]
    #[case::of_the_root("clippy.toml", true)]
    #[case::of_a_crate("journal/src/lib.rs", true)]
    #[case::lost("jurnal/src/lib.rs", true)]
    #[case::folder("ui/src/app", true)]
    #[case::media_type("image/png", false)]
    #[case::element("GoodsShipment/Importer/Name", false)]
    #[case::command("cargo xtask run", false)]
    #[case::key("/", false)]
    fn are_told_from_other_words(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(looks_like_a_path(text), expected);
    }
}

mod lists {
    use super::*;

    /// Fails where ARCHITECTURE.md lacks one of these, or where there are fewer than expected.
    fn are_told(things: &[String], at_least: usize) {
        assert!(things.len() >= at_least, "{things:?}");
        let text = architecture();
        let untold: Vec<&String> =
            things.iter().filter(|thing| !text.contains(thing.as_str())).collect();
        assert!(untold.is_empty(), "not in ARCHITECTURE.md: {untold:?}");
    }

    /// The same for rows of a table, by their first cell, and words in backticks.
    fn rows_are_told<S: AsRef<str>>(names: &[S], at_least: usize) {
        let rows = names.iter().map(|name| format!("| `{}` | ", name.as_ref()));
        are_told(&rows.collect::<Vec<_>>(), at_least);
    }

    fn words_are_told<S: AsRef<str>>(names: &[S], at_least: usize) {
        let words = names.iter().map(|name| format!("`{}`", name.as_ref()));
        are_told(&words.collect::<Vec<_>>(), at_least);
    }

    #[test]
    fn every_crate_is_on_the_map() {
        rows_are_told(&folders(CRATES), 10);
    }

    #[test]
    fn every_folder_of_the_ui_is_on_the_map() {
        let below =
            |parent| folders(parent).into_iter().map(move |name| format!("{parent}/{name}"));
        let told: Vec<String> = ["ui/src", "ui/e2e"].into_iter().flat_map(below).collect();
        words_are_told(&told, 18);
    }

    #[test]
    fn every_kind_of_entry_has_its_row() {
        let source = read("src-tauri/crates/journal/src/event.rs");
        let kinds = source.lines().filter_map(|line| {
            let (kind, version) = line.split_once(" = \"")?.1.split_once("\" v ")?;
            Some(format!("| `{kind}` | {} | ", version.trim_end_matches(',')))
        });
        are_told(&kinds.collect::<Vec<_>>(), 13);
    }

    #[test]
    fn every_kind_of_message_is_in_the_table_of_statuses() {
        let source = read("src-tauri/crates/customs/src/message.rs");
        let (_, kinds) = source.split_once("pub enum MessageKind {").unwrap();
        let kinds = kinds.split_once('}').unwrap().0.lines();
        let kinds: BTreeSet<&str> =
            kinds.filter_map(|line| line.trim().strip_suffix(',')).collect();
        let text = architecture();
        let (_, table) = text.split_once("| message \\ state |").unwrap();
        let cells = table.split("\n\n").next().unwrap().lines().filter_map(|row| {
            let cell = row.strip_prefix("| ")?.split(" | ").next()?;
            (!cell.starts_with("---")).then_some(cell)
        });
        let told: BTreeSet<&str> = cells.flat_map(|cell| cell.split(", ")).collect();
        assert_eq!(told, kinds);
    }

    #[test]
    fn every_kind_of_check_is_told() {
        let source = read("src-tauri/crates/customs/src/checks.rs");
        words_are_told(&between(&source, "(_) => \"", ["=> \"", "\""]), 15);
    }

    #[test]
    fn every_projection_is_told() {
        let source = read("src-tauri/crates/store/src/migrations/0002_projections.sql");
        words_are_told(&between(&source, "DROP TABLE", ["{schema}.", ";"]), 11);
    }

    #[test]
    fn every_step_of_the_tests_has_its_row() {
        let source = read("src-tauri/crates/xtask/src/test/steps.rs");
        rows_are_told(&between(&source, "Step { name: \"", ["name: \"", "\""]), 10);
    }

    /// The counts of the corpora, as the tests of `exchange` measure them.
    #[rstest]
    #[case::as_they_stand("corpus__every_file_comes_in_or_is_refused_with_a_reason", 20)]
    #[case::filled_in("corpus__danish_templates_come_in_when_they_are_filled_in", 5)]
    fn every_count_of_the_corpora_is_the_measured_one(#[case] name: &str, #[case] rows: usize) {
        let snapshot = read(&format!("{CRATES}/exchange/tests/snapshots/{name}.snap"));
        let counts = snapshot.lines().filter(|line| line.starts_with("| ")).map(str::to_owned);
        are_told(&counts.collect::<Vec<_>>(), rows);
    }

    #[test]
    fn every_item_of_the_native_menu_is_a_command_of_the_page() {
        let menu = read("src-tauri/src/menu.rs");
        let items = menu.split("(\"").skip(1).filter_map(|rest| {
            let [key, _, _, tail] = rest.splitn(4, '"').collect::<Vec<_>>()[..] else {
                return None;
            };
            (tail.starts_with(", None)") || tail == ", Some").then_some(key)
        });
        let items: Vec<&str> = items.collect();
        assert!(items.len() >= 20, "{items:?}");
        let catalogue = read("ui/src/commands/catalogue.ts");
        let unknown = |key: &&str| !catalogue.contains(&format!("menu: \"{key}\""));
        let unknown: Vec<&str> = items.into_iter().filter(unknown).collect();
        assert!(unknown.is_empty(), "the page knows no {unknown:?}");
    }
}

mod dependencies {
    use super::*;

    /// What each package of the workspace uses: normal and build dependencies, by name.
    static USED: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let asked = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
        let output = Command::new(cargo).args(asked).current_dir(root()).output().unwrap();
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap().iter();
        let name = |package: &Value| package["name"].as_str().unwrap().to_owned();
        let used = |package: &Value| {
            let all = package["dependencies"].as_array().unwrap().iter();
            all.filter(|each| each["kind"] != "dev").map(name).collect()
        };
        packages.map(|package| (name(package), used(package))).collect()
    });

    #[rstest]
    #[case::customs("customs", &[])]
    #[case::exchange("exchange", &["customs"])]
    #[case::journal("journal", &["customs"])]
    #[case::sync("sync", &["customs", "journal"])]
    #[case::store("store", &["customs", "journal", "sync"])]
    #[case::documents("documents", &[])]
    #[case::desk("desk", &["customs", "documents", "exchange", "journal", "store", "sync"])]
    #[case::link("link", &["desk", "journal", "sync"])]
    #[case::office("office", &["customs", "journal", "sync"])]
    #[case::hub("hub", &["customs", "exchange", "journal", "office", "sync"])]
    #[case::cli("cli", &["desk", "hub", "journal", "link", "office", "sample", "sync"])]
    #[case::devhost("devhost", &["desk", "link"])]
    #[case::window("greenlane-desktop", &["desk", "link"])]
    #[case::sim("sim", &["customs", "desk", "journal", "office", "store", "sync"])]
    #[case::rig("rig", &["journal", "link", "sync"])]
    #[case::sample("sample", &[])]
    #[case::xtask("xtask", &["customs"])]
    fn point_one_way(#[case] package: &str, #[case] expected: &[&str]) {
        let used = USED[package].iter().filter(|name| USED.contains_key(*name));
        assert_eq!(used.collect::<Vec<_>>(), expected);
        assert_eq!(told_of(package), expected, "in ARCHITECTURE.md");
    }

    /// What ARCHITECTURE.md says that a package uses.
    fn told_of(package: &str) -> Vec<String> {
        let text = architecture();
        let (_, table) = text.split_once("| crate | uses of ours |").unwrap();
        let table = table.split("\n\n").next().unwrap();
        let name = format!("`{package}`");
        let cells = table.lines().filter_map(|row| row.split_once(" | "));
        let mut rows = cells.filter(|(packages, _)| packages.contains(&name));
        let (_, used) = rows.next().expect("the package has a row");
        used.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn of_every_package_are_looked_at() {
        assert_eq!(USED.len(), folders(CRATES).len() + 1);
        let told: Vec<String> = USED.keys().flat_map(|package| told_of(package)).collect();
        assert!(told.iter().all(|name| USED.contains_key(name)), "{told:?}");
    }

    #[rstest]
    #[case::tauri("tauri", &["greenlane-desktop"])]
    #[case::dialogs("tauri-plugin-dialog", &["greenlane-desktop"])]
    #[case::sqlite("rusqlite", &["office", "store"])]
    #[case::postgresql("postgres", &["office"])]
    #[case::pdf("printpdf", &["documents"])]
    #[case::xml("quick-xml", &["exchange"])]
    #[case::workbooks("calamine", &["exchange"])]
    #[case::written_workbooks("rust_xlsxwriter", &["exchange"])]
    #[case::csv("csv", &["exchange", "xtask"])]
    #[case::encodings("encoding_rs", &["exchange"])]
    #[case::servers("axum", &["devhost", "hub"])]
    #[case::calls("reqwest", &["hub", "link"])]
    #[case::wire("minicbor", &["sync"])]
    #[case::typescript("ts-rs", &["desk"])]
    #[case::formulas("cel", &["customs"])]
    fn on_a_foreign_thing_have_few_places(#[case] foreign: &str, #[case] places: &[&str]) {
        let users = USED.iter().filter(|(_, used)| used.contains(foreign)).map(|(name, _)| name);
        assert_eq!(users.collect::<Vec<_>>(), places);
    }
}

mod sources {
    use super::*;

    fn files_below(folder: &Path) -> Vec<PathBuf> {
        let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        inside
            .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
            .collect()
    }

    /// Lines of a crate's code that hold one of these words, each with its file.
    fn lines_with(name: &str, words: &[&str]) -> BTreeSet<(String, String)> {
        let folder = root().join(CRATES).join(name).join("src");
        let mut found = BTreeSet::new();
        for file in files_below(&folder) {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
            let hits = code.filter(|line| words.iter().any(|word| line.contains(word)));
            let file = file.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            found.extend(hits.map(|line| (file.clone(), line.to_owned())));
        }
        found
    }

    #[rstest]
    #[case::customs("customs", &[])]
    #[case::exchange("exchange", &[])]
    #[case::journal("journal", &[])]
    #[case::sync("sync", &[])]
    #[case::documents("documents", &["fonts.rs"])]
    fn of_pure_crates_do_no_io(#[case] name: &str, #[case] allowed: &[&str]) {
        const IO: [&str; 8] = [
            "std::fs",
            "File::open",
            "std::net",
            "std::process",
            "std::env",
            "std::thread",
            "Instant::now",
            "io::std",
        ];
        let found = lines_with(name, &IO);
        let files: BTreeSet<&str> = found.iter().map(|(file, _)| file.as_str()).collect();
        assert_eq!(files, allowed.iter().copied().collect(), "{found:?}");
    }

    #[test]
    fn of_the_store_change_an_entry_only_to_evict_or_to_renumber_it() {
        let change =
            ["UPDATE entry ", "DELETE FROM entry", "REPLACE INTO entry", "DROP TABLE entry"];
        let found = lines_with("store", &change);
        let files: Vec<&str> = found.iter().map(|(file, _)| file.as_str()).collect();
        let allowed = ["syncing/evicting.rs", "syncing/receiving.rs", "syncing/renumbering.rs"];
        assert_eq!(files, allowed, "{found:?}");
        assert!(!lines_with("store", &["INTO entry"]).is_empty(), "entries are written otherwise");
    }
}
