//! Imported exchange rates over those of the packs.

use customs::rates::{ListUsed, RateTable, RateUsed};
use customs::{Currency, Element, Language, Packs, Verdict, verdict};
use rstest::rstest;
use rust_decimal::Decimal;

use crate::samples::{h1, h7, with};

const TODAY: &str = "2026-11-21";
const CURRENCY: &str = "item/Commodity/InvoiceLine/ItemChargeAmount@currencyID";
const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";
const OFFICE: (&str, Option<&str>) = ("DeclarationOfficeID", Some("GB000060"));

fn table(
    source: &str,
    base: &str,
    (from, until): (&str, &str),
    rates: &[(&str, &str)],
) -> RateTable {
    let day = |text: &str| text.parse().expect("the test's day is one");
    let rate = |(currency, units): &(&str, &str)| {
        ((*currency).to_owned(), units.parse().expect("the test's rate is one"))
    };
    RateTable {
        base: Currency(base.to_owned()),
        from: day(from),
        until: day(until),
        rates: rates.iter().map(rate).collect(),
        unverified: false,
        list: Some(ListUsed {
            source: source.to_owned(),
            published: day(from),
            hash: "ab".repeat(32),
        }),
    }
}

const NOVEMBER: (&str, &str) = ("2026-11-01", "2026-12-01");

/// A list of the central bank for the euro, and one of HMRC for the pound.
fn packs() -> Packs {
    Packs::builtin().with_rates(vec![
        table("ecb", "EUR", NOVEMBER, &[("USD", "1.25"), ("GBP", "0.8")]),
        table("hmrc", "GBP", NOVEMBER, &[("USD", "1.6"), ("EUR", "1.2")]),
    ])
}

fn judged(body: &Element, packs: &Packs, day: &str) -> Verdict {
    verdict(body, packs, day.parse().expect("the test's day is one"), Language::English).1
}

fn told(rates: &[RateUsed]) -> Vec<String> {
    let list =
        |rate: &RateUsed| rate.list.as_ref().map_or("packs".to_owned(), |l| l.source.clone());
    let line = |rate: &RateUsed| {
        format!("{} {} for 1 {}, {}", rate.units, rate.currency, rate.base, list(rate))
    };
    rates.iter().map(line).collect()
}

#[rstest]
#[case::the_imported_list_counts("USD", TODAY, &["1.25 USD for 1 EUR, ecb"])]
#[case::without_the_currency_the_packs_own("CNY", TODAY, &["7.7120 CNY for 1 EUR, packs"])]
#[case::without_the_day_the_packs_own("USD", "2026-12-01", &["1.0890 USD for 1 EUR, packs"])]
#[case::no_rate_of_the_euro("EUR", TODAY, &[])]
fn a_verdict_says_where_each_rate_comes_from(
    #[case] currency: &str,
    #[case] day: &str,
    #[case] expected: &[&str],
) {
    let verdict = judged(&with(h7(), &[(CURRENCY, Some(currency))]), &packs(), day);
    assert_eq!(told(&verdict.rates), expected);
    let imported = expected.iter().filter(|line| !line.ends_with("packs")).count();
    assert_eq!(verdict.imported_rates().count(), imported);
}

/// 1000 in another currency at Liège and at Felixstowe: one division by the rate as it was published.
#[rstest]
#[case::dollars_to_euro(None, "USD", "800.00", &["1.25 USD for 1 EUR, ecb"])]
#[case::dollars_to_pounds(
    Some(OFFICE), "USD", "625.00", &["1.25 USD for 1 EUR, ecb", "1.6 USD for 1 GBP, hmrc"]
)]
#[case::euro_to_pounds(Some(OFFICE), "EUR", "833.33", &["1.2 EUR for 1 GBP, hmrc"])]
#[case::through_the_euro_where_no_list_has_both(
    Some(OFFICE), "CNY", "103.73", &["7.7120 CNY for 1 EUR, packs", "0.8 GBP for 1 EUR, ecb"]
)]
fn amounts_are_exchanged_by_the_list_of_the_authoritys_currency(
    #[case] office: Option<(&str, Option<&str>)>,
    #[case] currency: &str,
    #[case] value: &str,
    #[case] rates: &[&str],
) {
    let mut changes = vec![(CURRENCY, Some(currency)), (VALUE, Some("1000"))];
    changes.extend(office);
    let verdict = judged(&with(h7(), &changes), &packs(), TODAY);
    let expected: Decimal = value.parse().expect("the test's value is one");
    assert_eq!(verdict.charges.customs_value, Some(expected));
    assert_eq!(told(&verdict.rates), rates);
}

#[test]
fn the_first_of_two_lists_counts_and_what_it_lacks_comes_from_the_second() {
    let packs = Packs::builtin().with_rates(vec![
        table("eu_customs", "EUR", NOVEMBER, &[("USD", "1.5")]),
        table("ecb", "EUR", NOVEMBER, &[("USD", "1.25"), ("CNY", "8")]),
    ]);
    let rules = packs.on(TODAY.parse().expect("a day"));
    let units = |currency| rules.exchange_rate(currency).map(|rate| rate.units.to_string());
    assert_eq!(units("USD").as_deref(), Some("1.5"));
    assert_eq!(units("CNY").as_deref(), Some("8"));
}

#[test]
fn the_packs_stay_what_they_were() {
    let (own, laid_over) = (Packs::builtin(), packs());
    assert_eq!(own.hash(), laid_over.hash());
    let body = with(h1(), &[(CURRENCY, Some("EUR"))]);
    assert_eq!(judged(&body, own, TODAY), judged(&body, &laid_over, TODAY));
    let none = laid_over.with_rates(Vec::new());
    assert_eq!(judged(&h7(), own, TODAY), judged(&h7(), &none, TODAY));
}

/// Verdicts that were stored before rates were kept can be read, and one without rates looks like them.
#[test]
fn the_stored_form_stays_readable() {
    let verdict = judged(&with(h7(), &[(CURRENCY, Some("EUR"))]), &packs(), TODAY);
    let stored = serde_json::to_value(&verdict).expect("a verdict can be written");
    assert_eq!(stored.get("rates"), None);
    assert_eq!(serde_json::from_value::<Verdict>(stored).expect("and read"), verdict);
    let verdict = judged(&h7(), &packs(), TODAY);
    let stored = serde_json::to_value(&verdict).expect("a verdict can be written");
    let list = serde_json::json!({
        "source": "ecb", "published": "2026-11-01", "hash": "ab".repeat(32)
    });
    let rate = serde_json::json!([{
        "currency": "USD", "base": "EUR", "units": "1.25", "from": "2026-11-01", "list": list
    }]);
    assert_eq!(stored["rates"], rate);
    assert_eq!(serde_json::from_value::<Verdict>(stored).expect("and read"), verdict);
}
