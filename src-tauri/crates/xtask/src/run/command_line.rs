//! The app's job without a window: look at the queue, decide, inspect, print.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::greenlane::Greenlane;
use crate::Failed;

/// What the queue is counted by.
const COUNTED: [(&str, &str); 6] = [
    ("waiting", "status=queued"),
    ("red lane", "status=queued and lane=red"),
    ("yellow lane", "status=queued and lane=yellow"),
    ("blue lane", "status=queued and lane=blue"),
    ("green lane", "status=queued and lane=green"),
    ("released", "status=released"),
];

/// Shows the queue, decides a few declarations and prints each kind of document.
///
/// # Errors
/// The first command that fails.
pub(super) fn work(root: &Path, desk: &Path) -> Result<(), Failed> {
    let greenlane = Greenlane::at(root, desk);
    count(&greenlane)?;
    decide(&greenlane)?;
    let inspected = inspect(&greenlane)?;
    let folder = root.join("target/sample-prints");
    print(&greenlane, &inspected, &folder)?;
    println!("\nThe documents are in {}", folder.display());
    Ok(())
}

fn count(greenlane: &Greenlane) -> Result<(), Failed> {
    println!("The queue");
    for (name, condition) in COUNTED {
        let answer = greenlane.ask(&["queue", "--where", condition, "--count"])?;
        println!("  {name:<12} {:>6}", answer["count"].to_string());
    }
    Ok(())
}

/// Clears the next three green parcels and holds a red one.
fn decide(greenlane: &Greenlane) -> Result<(), Failed> {
    println!("\nDecided");
    let green = lrns(greenlane, "status=queued and lane=green", 3)?;
    let red = lrns(greenlane, "status=queued and lane=red", 1)?;
    for (lrns, decision, reason) in
        [(green, "approve", "Nothing found"), (red, "hold", "Asked the sender for the invoice")]
    {
        if lrns.is_empty() {
            continue;
        }
        let ids = lrns.iter().map(String::as_str).collect::<Vec<_>>();
        greenlane.ask(&[&["decide"], &ids[..], &[decision, "--reason", reason]].concat())?;
        println!("  {decision}: {}", lrns.join(", "));
    }
    Ok(())
}

/// Refers a yellow parcel and signs its inspection, unless that was done on an earlier run.
fn inspect(greenlane: &Greenlane) -> Result<Option<String>, Failed> {
    let referred = lrns(greenlane, "status=referred", 1)?;
    if let Some(lrn) = referred.into_iter().next() {
        return Ok(Some(lrn));
    }
    let Some(lrn) = lrns(greenlane, "status=queued and lane=yellow", 1)?.into_iter().next() else {
        return Ok(None);
    };
    greenlane.ask(&["decide", &lrn, "refer", "--reason", "Value is close to the limit"])?;
    let photo = "fixtures/photos/LGG-26-0048217-03_parcel.jpg";
    let view = greenlane.ask(&["attach", &lrn, photo])?;
    if let Some(hash) = newest_photo(&view) {
        let region = ["annotate", &lrn, &hash, "--rectangle", "120,90,260,160"];
        greenlane.ask(&[&region[..], &["--note", "Label names another sender"]].concat())?;
    }
    let found = ["inspect", &lrn, "--control-type", "40", "--packages", "1"];
    greenlane.ask(&[&found[..], &["--remarks", "Opened and counted", "--close", "A2"]].concat())?;
    println!("  inspected: {lrn}");
    Ok(Some(lrn))
}

/// Prints each kind of document for a declaration that has it.
fn print(greenlane: &Greenlane, inspected: &Option<String>, folder: &Path) -> Result<(), Failed> {
    println!("\nPrinted");
    let released = lrns(greenlane, "status=released and data_set=H1", 1)?;
    let documents = [
        ("release-note", released.first()),
        ("duty-notice", released.first()),
        ("declaration", released.first()),
        ("inspection-report", inspected.as_ref()),
    ];
    for (document, lrn) in documents {
        let Some(lrn) = lrn else {
            println!("  {document:<18} nothing on this desk has one");
            continue;
        };
        for language in ["en", "fr"] {
            let out = folder.join(language).to_string_lossy().into_owned();
            let how = ["--document", document, "--language", language, "--out", &out];
            let answer = greenlane.ask(&[&["print", lrn], &how[..]].concat())?;
            println!("  {document:<18} {language}/{}", name(&answer["printed"][0]["file"]));
        }
    }
    Ok(())
}

fn lrns(greenlane: &Greenlane, condition: &str, limit: usize) -> Result<Vec<String>, Failed> {
    let limit = limit.to_string();
    let page = greenlane.ask(&["queue", "--where", condition, "--limit", &limit])?;
    let rows = page["rows"].as_array().into_iter().flatten();
    Ok(rows.filter_map(|row| row["lrn"].as_str()).map(str::to_owned).collect())
}

fn newest_photo(view: &Value) -> Option<String> {
    let evidence = view["evidence"].as_array()?;
    let is_photo =
        |file: &&Value| file["media_type"].as_str().is_some_and(|kind| kind.starts_with("image/"));
    evidence.iter().rev().find(is_photo)?["hash"].as_str().map(str::to_owned)
}

fn name(file: &Value) -> String {
    let path = file.as_str().map(PathBuf::from).unwrap_or_default();
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
