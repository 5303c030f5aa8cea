//! What judging one declaration costs: `cargo bench -p customs`. The goal is under 20 µs for all
//! checks of one H7 in which nothing is wrong.

#[path = "../tests/rules/samples.rs"]
#[allow(dead_code, reason = "the benchmarks need only the samples")]
mod samples;

use customs::formula::Match;
use customs::{
    Declaration, Element, Finding, Formula, Language, Packs, Verdict, findings, verdict,
};
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

/// An office's check on a declaration of as many items as one can have.
#[divan::bench(args = [
    "item.origin == 'CN' && item.value_eur > 40",
    "item.description.mentions('battery', 'accu', 'pile')",
    "item.description.matches('(?i)batter(y|ies)')",
    "item.documents.all(d, d.kind != 'N935')",
    "declaration.items.all(i, i.documents.all(d, !d.reference.contains('DK-2027')))",
    "declaration.ioss == 'IM0561234567'",
])]
fn formula_on_999_items(bencher: Bencher, formula: &str) {
    let mut body = samples::h1();
    let shipment = body.children.iter_mut().find(|child| child.name == "GoodsShipment");
    let items = &mut shipment.expect("the sample has a shipment").children;
    let item = items.iter().find(|child| child.name == "GovernmentAgencyGoodsItem").cloned();
    items.extend(std::iter::repeat_n(item.expect("the sample has an item"), 998));
    let declaration = Declaration::read(&body);
    assert_eq!(declaration.items.len(), 999);
    let rules = Packs::builtin().on(DAY.parse().expect("a day"));
    let formula = Formula::parse(formula).expect("the formula can be read");
    bencher.bench_local(|| -> Vec<Match> { formula.matches(&declaration, &body, rules) });
}

/// Reading a formula, as an editor does after every key.
#[divan::bench]
fn formula_read() -> Formula {
    let text = "item.origin == 'CN' && item.value_eur > 40 && item.description.mentions('battery')";
    Formula::parse(text).expect("the formula can be read")
}
