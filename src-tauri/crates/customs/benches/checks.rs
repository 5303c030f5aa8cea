//! What judging one declaration costs: `cargo bench -p customs`. The goal is under 20 µs for all
//! checks of one H7 in which nothing is wrong.

#[path = "../tests/rules/samples.rs"]
#[allow(dead_code, reason = "the benchmarks need only the samples")]
mod samples;

use customs::{Declaration, Element, Finding, Language, Packs, Verdict, findings, verdict};
use divan::Bencher;

fn main() {
    divan::main();
}

const DAY: &str = "2026-11-21";

fn sample(set: &str) -> Element {
    match set {
        "H7" => samples::h7(),
        _ => samples::h1(),
    }
}

/// All checks on a declaration that was read already.
#[divan::bench(args = ["H7", "H1"])]
fn checks(bencher: Bencher, set: &str) {
    let body = sample(set);
    let declaration = Declaration::read(&body);
    let rules = Packs::builtin().on(DAY.parse().expect("a day"));
    bencher.bench_local(|| -> Vec<Finding> {
        findings(&declaration, &body, rules, Language::English)
    });
}

/// Reading, checks, charges and lane.
#[divan::bench(args = ["H7", "H1"])]
fn judged(bencher: Bencher, set: &str) {
    let body = sample(set);
    let day = DAY.parse().expect("a day");
    bencher.bench_local(|| -> (Declaration, Verdict) {
        verdict(&body, Packs::builtin(), day, Language::English)
    });
}
