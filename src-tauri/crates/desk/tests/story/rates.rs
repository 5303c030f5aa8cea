//! Exchange rates at the desk: imported, counting, told.

use desk::contract::*;
use rstest::rstest;
use rust_decimal::Decimal;

use crate::bench::*;

/// The rates of 21 October hold in November: the last Wednesday but one counts for the next month.
const BANK: &str = "<Envelope><Cube><Cube time='2026-10-21'>\
    <Cube currency='USD' rate='1.2500'/><Cube currency='GBP' rate='0.8000'/></Cube></Cube></Envelope>";

fn import(bench: &Bench, name: &str, text: &str) -> RatesImported {
    let staged = vec![bench.stage(name, text.as_bytes())];
    let mut report: RatesReport = bench.ask(Request::ImportRates(ImportRates { staged }));
    assert_eq!(report.refused as usize, report.files[0].refused.len());
    report.files.remove(0)
}

fn rates(bench: &Bench, on: Option<&str>) -> RatesOfDay {
    let on = on.map(|day| day.parse().unwrap());
    bench.ask(Request::Rates(RatesRequest { on }))
}

/// A rate as `units, source, published`.
fn told(rates: &[RateUsed], currency: &str) -> String {
    let rate = rates.iter().find(|rate| rate.currency == currency && rate.base == "EUR").unwrap();
    let list = rate.list.as_ref().map(|list| format!("{} {}", list.source, list.published));
    format!("{} {}", rate.units, list.unwrap_or_else(|| "packs".to_owned()))
}

fn parcel(bench: &Bench, lrn: &str) -> DeclarationView {
    let row = Parcel { lrn, currency: "USD", value: "50.00", ..CLEAN };
    bench.import(&[("flight.csv", &h7(&[row]))]);
    bench.show(lrn)
}

#[test]
fn a_list_counts_for_what_comes_in_after_it_and_verdicts_say_so() {
    let bench = Bench::new();
    let before = parcel(&bench, "LGG-26-1");
    assert_eq!(told(&before.charges.rates, "USD"), "1.0890 packs");
    assert!(before.charges.rates[0].unverified);

    let imported = import(&bench, "eurofxref.xml", BANK);
    assert_eq!((imported.source.as_deref(), imported.new), (Some("ecb"), 1));
    let after = parcel(&bench, "LGG-26-2");
    assert_eq!(told(&after.charges.rates, "USD"), "1.2500 ecb 2026-10-21");
    assert_eq!(after.charges.customs_value, Some(Decimal::new(4000, 2)));
    assert!(!after.charges.rates[0].unverified);
    assert_eq!(after.pack_hash, before.pack_hash, "the rules are the same");

    let stored = bench.show("LGG-26-1");
    assert_eq!(told(&stored.charges.rates, "USD"), "1.0890 packs", "a verdict stays as it was");
    let bench = bench.restart();
    let after = parcel(&bench, "LGG-26-3");
    assert_eq!(told(&after.charges.rates, "USD"), "1.2500 ecb 2026-10-21");
}

/// A verdict is told anew in other languages only as long as it would be the same.
#[test]
fn a_verdict_keeps_its_rates_in_every_language() {
    let bench = Bench::new();
    import(&bench, "a.xml", BANK);
    let before = parcel(&bench, "LGG-26-1");
    import(&bench, "b.xml", &BANK.replace("1.2500", "2.0000"));
    let request = ShowRequest { id: "LGG-26-1".to_owned(), language: Some("fr".to_owned()) };
    let french: DeclarationView = bench.ask(Request::Show(request));
    assert_eq!(french.charges.customs_value, before.charges.customs_value);
    assert_eq!(told(&french.charges.rates, "USD"), "1.2500 ecb 2026-10-21");
}

#[rstest]
#[case::the_month_of_the_list(None, "1.2500 ecb 2026-10-21")]
#[case::the_day_of_the_list(Some("2026-10-21"), "1.2500 ecb 2026-10-21")]
#[case::another_month(Some("2026-12-01"), "1.0890 packs")]
fn a_day_has_the_rates_of_its_list(#[case] on: Option<&str>, #[case] expected: &str) {
    let bench = Bench::new();
    import(&bench, "eurofxref.xml", BANK);
    let rates = rates(&bench, on);
    assert_eq!(told(&rates.rates, "USD"), expected);
    assert_eq!((rates.lists.len(), rates.lists[0].name.as_str()), (1, "eurofxref.xml"));
}

#[test]
fn the_same_list_again_changes_nothing_and_a_newer_one_says_what_it_replaced() {
    let bench = Bench::new();
    import(&bench, "first.xml", BANK);
    let again = import(&bench, "again.xml", BANK);
    assert_eq!((again.new, again.replaced, again.known), (0, 0, 1));
    let newer = import(&bench, "newer.xml", &BANK.replace("1.2500", "1.3000"));
    assert_eq!((newer.new, newer.replaced, newer.known), (0, 1, 0));
    let rates = rates(&bench, None);
    assert_eq!(told(&rates.rates, "USD"), "1.3000 ecb 2026-10-21");
    let lists: Vec<_> =
        rates.lists.iter().map(|list| (list.name.as_str(), list.tables, list.replaced)).collect();
    assert_eq!(lists, [("newer.xml", 1, 0), ("first.xml", 0, 1)]);
}

#[test]
fn a_bad_line_keeps_the_whole_list_out() {
    let bench = Bench::new();
    let imported = import(&bench, "eurofxref.xml", &BANK.replace("0.8000", "0,8"));
    assert_eq!((imported.source, imported.new), (None, 0));
    assert_eq!(imported.refused[0].code, "bad_rate");
    assert!(imported.refused[0].reason.starts_with("GBP: “0,8”"));
    assert_eq!(rates(&bench, None).lists.len(), 0);
}

/// Reference data that is no database keeps nobody from work.
#[test]
fn a_damaged_file_leaves_the_rates_of_the_packs() {
    let bench = Bench::new();
    let nothing = "not a database, but rather long, so that nothing else fits into its place";
    std::fs::write(bench.folder.path().join("reference.sqlite"), nothing).unwrap();
    assert_eq!(told(&parcel(&bench, "LGG-26-1").charges.rates, "USD"), "1.0890 packs");
    let failure = bench.refused(Request::Rates(RatesRequest::default()));
    assert_eq!(failure.code, "not_a_store");
}
