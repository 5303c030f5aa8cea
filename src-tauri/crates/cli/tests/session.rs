//! The command line as scripts use it: JSON out, exit status, errors as JSON.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A desk in a folder of its own.
struct Script {
    store: TempDir,
}

impl Script {
    fn new() -> Self {
        Self { store: tempfile::tempdir().unwrap() }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_greenlane"))
            .args(["--json", "--broker", "Anneke Maes"])
            .args(arguments)
            .env("GREENLANE_STORE", self.store.path())
            .output()
            .unwrap()
    }

    /// The answer of a command that ends with this exit status.
    #[track_caller]
    fn answer(&self, status: i32, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The failure of a command that fails.
    #[track_caller]
    fn failure(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(output.stdout.is_empty(), "a failure has no answer");
        serde_json::from_slice(&output.stderr).unwrap()
    }
}

fn fixture(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fixtures");
    let path: PathBuf = root.join(path);
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_day_from_import_to_print() {
    let script = Script::new();
    let (declarations, replies) = (fixture("declarations"), fixture("replies"));
    let report = script.answer(0, &["import", &declarations, &replies]);
    assert_eq!(report["declarations"], 30);
    assert_eq!(report["refused"], 0);

    let again = script.answer(0, &["import", &declarations, &replies]);
    assert_eq!((&again["new"], &again["amended"]), (&json!(0), &json!(0)), "twice adds nothing");

    let released = script.answer(0, &["queue", "--where", "status=released", "--limit", "1"]);
    let lrn = released["rows"][0]["lrn"].as_str().unwrap();
    let shown = script.answer(0, &["show", lrn]);
    let mrn = shown["row"]["mrn"].as_str().unwrap();
    assert_eq!(script.answer(0, &["show", mrn])["row"]["id"], shown["row"]["id"], "by MRN too");
    let charges = script.answer(0, &["charges", lrn]);
    assert_eq!(charges["currency"], "EUR");
    let seen = script.answer(0, &["what-if", lrn]);
    assert_eq!(
        (&seen["ways"][0]["data_set"], &seen["ways"][1]["data_set"]),
        (&json!("H7"), &json!("H1"))
    );
    assert_eq!(seen["limit"]["limit"], "150");
    assert_eq!(script.failure(&["decide", lrn, "hold", "--reason", "late"])["code"], "not_allowed");

    let sound = script.answer(0, &["verify"]);
    assert_eq!(sound["problems"], json!([]));
    assert_eq!(script.answer(0, &["rebuild"])["entries"], sound["entries"]);
}

#[test]
fn decisions_are_taken_and_taken_back() {
    let script = Script::new();
    script.answer(0, &["import", &fixture("flights")]);
    let ready =
        script.answer(0, &["queue", "--view", "ready", "--count"])["count"].as_u64().unwrap();
    let page = script.answer(0, &["queue", "--view", "green", "--limit", "2"]);
    let lrns: Vec<&str> =
        page["rows"].as_array().unwrap().iter().map(|row| row["lrn"].as_str().unwrap()).collect();

    script.answer(0, &["decide", lrns[0], lrns[1], "approve"]);
    assert_eq!(script.answer(0, &["queue", "--view", "ready", "--count"])["count"], ready - 2);
    assert_eq!(script.answer(0, &["undo"])["rows"].as_array().unwrap().len(), 2);
    assert_eq!(script.answer(0, &["queue", "--view", "ready", "--count"])["count"], ready);

    let some = script.answer(2, &["decide", lrns[0], "no-such-parcel", "approve"]);
    assert_eq!(some["refused"][0]["failure"]["code"], "unknown_declaration");
    assert_eq!(script.failure(&["decide", lrns[1], "hold"])["code"], "reason_needed");
}

#[test]
fn bad_files_are_refused_by_name_with_exit_status_two() {
    let script = Script::new();
    let report = script.answer(2, &["import", &fixture("bad")]);
    let files = report["files"].as_array().unwrap();
    let listed: usize = files.iter().map(|file| file["refused"].as_array().unwrap().len()).sum();
    assert_eq!(report["refused"], listed);
    for refused in files.iter().flat_map(|file| file["refused"].as_array().unwrap()) {
        for part in ["code", "reason", "hint"] {
            assert!(!refused[part].as_str().unwrap().is_empty(), "{refused}");
        }
    }
}

#[test]
fn checking_stores_nothing() {
    let script = Script::new();
    let checked = script.answer(0, &["check", &fixture("declarations/H1_LGG26-I000101.xml")]);
    assert_eq!(checked["files"][0]["records"][0]["lrn"], "LGG26-I000101");
    assert_eq!(script.answer(0, &["queue", "--count"])["count"], 0);
}

#[test]
fn identifiers_are_told_apart_and_checked() {
    let script = Script::new();
    let good = script.answer(0, &["identify", "23DKLGV1MZKBVB8LA7"]);
    assert_eq!(
        (&good["candidates"][0]["kind"], &good["candidates"][0]["check_holds"]),
        (&json!("mrn"), &json!(true))
    );
    let bad = script.answer(0, &["identify", "23CH9876AB889012J4"]);
    let mrn =
        bad["candidates"].as_array().unwrap().iter().find(|found| found["kind"] == "mrn").unwrap();
    assert_eq!(mrn["check_holds"], false);
    assert!(mrn["explanation"].as_str().unwrap().contains('9'), "{mrn}");
}

#[test]
fn a_misunderstood_command_is_a_failure_and_not_a_refusal() {
    let script = Script::new();
    assert_eq!(script.failure(&["aprove"])["code"], "usage");
    assert_eq!(script.failure(&["queue", "--where", "colour=red"])["code"], "bad_condition");
    assert_eq!(script.failure(&["import", "/no/such/file"])["code"], "io");
}

#[test]
fn the_same_seed_generates_the_same_flight() {
    let script = Script::new();
    let folder = tempfile::tempdir().unwrap();
    let made = ["a.csv", "b.csv"].map(|name| {
        let out = folder.path().join(name);
        let path = out.to_str().unwrap();
        let told =
            script.answer(0, &["generate", "--declarations", "300", "--seed", "7", "--out", path]);
        assert_eq!(told["declarations"], 300);
        std::fs::read(out).unwrap()
    });
    assert!(made[0] == made[1]);
    let report = script.answer(0, &["import", folder.path().join("a.csv").to_str().unwrap()]);
    assert_eq!(report["new"], 300);
}

#[test]
fn declarations_are_exported_and_what_does_not_fit_is_told_with_exit_status_two() {
    let script = Script::new();
    script.answer(0, &["import", &fixture("flights"), &fixture("declarations")]);
    let out = tempfile::tempdir().unwrap();
    let place = |name: &str| out.path().join(name).to_str().unwrap().to_owned();

    let one = script.answer(
        0,
        &["export", "LGG-26-0048217-03", "--format", "wco", "--out", out.path().to_str().unwrap()],
    );
    assert_eq!(one["file"], place("LGG-26-0048217-03.xml"));
    let all = ["export", "--where", "data_set=H7,H1", "--format", "h7-csv", "--out"];
    let told = script.answer(2, &[&all[..], &[&place("all.csv")]].concat());
    assert_eq!((&told["declarations"], &told["refused"]), (&json!(1641), &json!(22)));
    assert_eq!(told["missing"][0]["failure"]["code"], "other_data_set");

    let other = Script::new();
    let report = other.answer(0, &["import", &place("all.csv")]);
    assert_eq!((&report["declarations"], &report["refused"]), (&json!(1641), &json!(0)));
    let same = |script: &Script| script.answer(0, &["elements", "LGG-26-0048217-03"]);
    assert_eq!(same(&other)["elements"], same(&script)["elements"]);
    assert_eq!(
        script.failure(&["export", "LGG26-I000101", "--format", "h7-xlsx", "--out", &place("x")])["code"],
        "nothing_to_export"
    );
    assert!(!out.path().join("x").exists());
}

#[test]
fn the_schema_is_the_one_that_is_published() {
    let script = Script::new();
    let published =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../exchange/data/declarations.schema.json");
    let printed = script.run(&["schema"]).stdout;
    assert_eq!(printed, std::fs::read(published).unwrap());
}

const RELEASE: &str = "\
[pack]
layer = \"eu\"
version = \"2027-01-01\"
sequence = 1
issued = \"2026-11-20\"

[[rule]]
id = \"GL-H7-900\"
severity = \"error\"
from = \"2020-01-01\"
sets = [\"H7\"]
source = \"a test\"
check = { kind = \"limit\", field = \"total_value_eur\", at_most = \"60\" }
title = { en = \"Over sixty euro\", fr = \"Plus de soixante euros\" }
";

#[test]
fn a_publisher_signs_a_release_and_a_desk_looks_before_it_takes_it() {
    let script = Script::new();
    let at = |name: &str| script.store.path().join(name).to_str().unwrap().to_owned();
    let (key, release) = (at("publisher.secret"), at("eu-1.toml"));
    std::fs::write(&release, RELEASE).unwrap();
    script.answer(0, &["import", &fixture("flights/784-12345675.csv")]);
    assert_eq!(script.failure(&["packs", "take", &release])["code"], "rule_pack_unsigned");

    let public = script.answer(0, &["packs", "key", &key]);
    assert_eq!(script.failure(&["packs", "key", &key])["code"], "io", "a key is never replaced");
    assert_eq!(script.answer(0, &["packs", "sign", &release, "--key", &key]), public);
    let unknown = script.failure(&["packs", "take", &release]);
    assert_eq!(unknown["code"], "rule_pack_unknown_publisher");
    script.answer(0, &["packs", "trust", "The Ministry", public.as_str().unwrap()]);

    let seen = script.answer(0, &["what-changes", "--release", &release]);
    let changed = seen["changes"]["declarations"].as_u64().unwrap();
    assert!(changed > 0 && seen["changes"]["rules"][0]["rule"] == "GL-H7-900", "{seen}");
    let taken = script.answer(0, &["packs", "take", &release]);
    assert_eq!(
        (&taken["releases"][0]["sequence"], &taken["queue_is_behind"]),
        (&json!(1), &json!(true))
    );
    let applied = script.answer(0, &["packs", "apply"]);
    assert_eq!(applied["changes"]["declarations"], changed);
    let lrn = applied["changes"]["examples"][0]["lrn"].as_str().unwrap();
    assert_eq!(script.answer(0, &["judge", lrn])["differs"], Value::Null);

    let back = script.answer(0, &["packs", "back-to", "2026-11-19"]);
    assert_eq!(back["queue_is_behind"], true);
    script.answer(0, &["packs", "apply"]);
    let list = script.answer(0, &["packs", "list"]);
    assert_eq!(
        (&list["queue_is_behind"], &list["releases"][0]["in_force"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(script.answer(0, &["verify"])["problems"], json!([]));
}

#[test]
fn an_office_keeps_its_own_rules_by_the_command_line() {
    let script = Script::new();
    let file = script.store.path().join("office.toml");
    std::fs::write(&file, RELEASE.split_once("\n\n").unwrap().1.replace("GL-H7-900", "OFFICE-1"))
        .unwrap();
    let path = file.to_str().unwrap();
    script.answer(0, &["import", &fixture("flights/784-12345675.csv")]);
    let seen = script.answer(0, &["what-changes", "--office", path]);
    assert!(seen["changes"]["declarations"].as_u64().unwrap() > 0, "{seen}");
    script.answer(0, &["packs", "office", path]);
    let kept = script.answer(0, &["packs", "office"]);
    assert_eq!(kept.as_str().unwrap(), std::fs::read_to_string(&file).unwrap());
}
