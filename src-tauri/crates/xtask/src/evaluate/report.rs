//! The tables: on standard output for people, as JSON in `target/evaluate`.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::corpus::Past;
use super::found::Found;
use super::{Options, Outcome, SHARES};
use crate::Failed;

/// Prints the tables and writes the JSON.
pub(super) fn leave(
    root: &Path,
    past: &Past,
    options: &Options,
    outcomes: &[Outcome],
) -> Result<(), Failed> {
    for outcome in outcomes {
        println!("{}", table(outcome));
    }
    let name = match options.validate_from {
        Some(_) => "selectivity-validation.json",
        None => "selectivity.json",
    };
    let file = root.join("target/evaluate").join(name);
    let failed = |error: std::io::Error| Failed::because(file.display(), error);
    std::fs::create_dir_all(root.join("target/evaluate")).map_err(failed)?;
    let text = format!("{:#}\n", told(past, options, outcomes));
    std::fs::write(&file, text).map_err(failed)?;
    eprintln!("The same as JSON: {}", file.display());
    Ok(())
}

/// The table in Markdown; each cell is recall (precision), the gap is in points of recall.
pub(super) fn table(outcome: &Outcome) -> String {
    let all = outcome.ours[0];
    let first = outcome.table.periods[0].from;
    let mut text = format!(
        "{}, {} lines from {first}, {} with fraud: part of the fraud found (part of the inspected that is fraud)\n\n\
         | inspected | random | criteria | baseline | criteria less baseline |\n\
         | --- | --- | --- | --- | --- |\n",
        outcome.table.name, all.lines, all.fraud
    );
    for (row, share) in SHARES.iter().enumerate() {
        let ours = outcome.ours[row];
        let theirs = outcome.baseline.as_ref().map(|baseline| baseline[row]);
        let gap = theirs.map(|theirs| points(ours, theirs));
        let _ = writeln!(
            text,
            "| {share} %, {} lines | {} | {} | {} | {} |",
            ours.inspected,
            cell(outcome.random[row]),
            cell(ours),
            theirs.map_or("not run".to_owned(), cell),
            gap.map_or("".to_owned(), |gap| format!("{gap} points")),
        );
    }
    text
}

fn cell(found: Found) -> String {
    format!("{} % ({} %)", tenths(found.recall()), tenths(found.precision()))
}

/// The difference in recall, in points, with its sign; worked out on the counts.
fn points(ours: Found, theirs: Found) -> String {
    let gap = ours.recall().abs_diff(theirs.recall());
    let sign = match ours.recall().cmp(&theirs.recall()) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    format!("{sign}{}", tenths(gap))
}

fn tenths(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn told(past: &Past, options: &Options, outcomes: &[Outcome]) -> Value {
    let found = |found: &Found| {
        json!({
            "inspected": found.inspected,
            "found": found.hits,
            "recall_percent": tenths(found.recall()),
            "precision_percent": tenths(found.precision()),
        })
    };
    let all = |list: &[Found]| list.iter().map(found).collect::<Vec<_>>();
    let outcome = |outcome: &Outcome| {
        json!({
            "learnt": outcome.table.name,
            "periods": outcome.table.periods.iter().map(|period| json!({
                "from": period.from.to_string(), "until": period.until.to_string(),
            })).collect::<Vec<_>>(),
            "lines": outcome.ours[0].lines,
            "fraud": outcome.ours[0].fraud,
            "random": all(&outcome.random),
            "criteria": all(&outcome.ours),
            "baseline": outcome.baseline.as_deref().map(all),
        })
    };
    json!({
        "lines": past.len(),
        "seed": options.seed,
        "validation": options.validate_from.is_some(),
        "percent_inspected": SHARES,
        "outcomes": outcomes.iter().map(outcome).collect::<Vec<_>>(),
    })
}
