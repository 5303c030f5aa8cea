//! What holds of charges whatever the amounts are.

use customs::{Charges, Costs, Currency, Declaration, Element, Language, Money, Packs, charges};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::samples::{h1, h7, set};

const TODAY: &str = "2026-11-21";
/// Commodity codes with a percentage, a free one, bounds, a sum with a ceiling, an amount by mass.
const CODES: [&str; 5] = ["6109100010", "4901990000", "9102110000", "1704100000", "0406902100"];

fn worked_out(body: &Element) -> Charges {
    let rules = Packs::builtin().on(TODAY.parse().expect("a day"));
    charges(&Declaration::read(body), rules, &Costs::default(), Language::English)
}

fn of_type(charges: &Charges, tax_type: &str) -> Decimal {
    charges.lines.iter().filter(|line| line.tax_type == tax_type).map(|line| line.amount).sum()
}

/// A goods line: its commodity code, value in cents, grams, pieces.
type Line = (&'static str, i64, i64, i64);

fn line() -> impl Strategy<Value = Line> {
    (prop::sample::select(&CODES[..]), 0i64..2_000_000, 1i64..500_000, 1i64..500)
}

/// A standard import of these lines.
fn import(lines: &[Line]) -> Element {
    let mut body = h1();
    for (index, (code, cents, grams, pieces)) in lines.iter().enumerate() {
        let item = format!("item[{}]", index + 1);
        let mut write =
            |path: &str, value: &str| set(&mut body, &format!("{item}/{path}"), Some(value));
        write("SequenceNumeric", &(index + 1).to_string());
        write("GovernmentProcedure/CurrentCode", "40");
        write("GovernmentProcedure/PreviousCode", "00");
        write("Commodity/Classification/ID", code);
        write("Commodity/Classification/IdentificationTypeCode", "HS");
        write("Commodity/InvoiceLine/ItemChargeAmount", &Decimal::new(*cents, 2).to_string());
        write("Commodity/InvoiceLine/ItemChargeAmount@currencyID", "EUR");
        write("Commodity/GoodsMeasure/NetNetWeightMeasure", &Decimal::new(*grams, 3).to_string());
        write("Commodity/GoodsMeasure/TariffQuantity", &pieces.to_string());
    }
    // The sample's own code has three parts.
    for part in ["item/Commodity/Classification[3]", "item/Commodity/Classification[2]"] {
        set(&mut body, &format!("{part}/ID"), None);
        set(&mut body, &format!("{part}/IdentificationTypeCode"), None);
    }
    body
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Each of a line's charges is rounded by itself, so two halves differ from the whole by at most
    /// a cent for each rounding: two duties more, and VAT on what they differ by.
    #[test]
    fn splitting_a_line_changes_no_more_than_the_rounding(
        (code, cents, grams, pieces) in line(),
        value_cut in 0i64..=100, mass_cut in 0i64..=100,
    ) {
        // Bounds hold for a line's own proportion of value to quantity, so all are cut alike where
        // the duty has bounds.
        let bounded = ["9102110000", "1704100000"].contains(&code);
        let cut = |whole: i64, percent: i64| whole * percent / 100;
        let (cents, grams, pieces) = match bounded {
            true => (cents / 100 * 100, grams.max(100) / 100 * 100, pieces.max(100) / 100 * 100),
            false => (cents, grams, pieces),
        };
        let mass_cut = if bounded { value_cut } else { mass_cut };
        let one: Line = (code, cut(cents, value_cut), cut(grams, mass_cut), cut(pieces, mass_cut));
        let other: Line = (code, cents - one.1, grams - one.2, pieces - one.3);
        let whole = worked_out(&import(&[(code, cents, grams, pieces)]));
        let split = worked_out(&import(&[one, other]));
        prop_assert_eq!((&whole.gaps, &split.gaps), (&vec![], &vec![]));
        let apart = |tax: &str| (of_type(&whole, tax) - of_type(&split, tax)).abs();
        prop_assert!(apart("A00") <= Decimal::new(1, 2), "{whole:#?} {split:#?}");
        prop_assert!(apart("B00") <= Decimal::new(2, 2), "{whole:#?} {split:#?}");
    }

    #[test]
    fn the_order_of_items_does_not_matter(lines in prop::collection::vec(line(), 1..6)) {
        let turned: Vec<Line> = lines.iter().rev().copied().collect();
        let (one, other) = (worked_out(&import(&lines)), worked_out(&import(&turned)));
        prop_assert_eq!(one.gaps.len(), 0);
        prop_assert_eq!(one.payable, other.payable);
        prop_assert_eq!(one.customs_value, other.customs_value);
    }

    #[test]
    fn a_higher_value_never_lowers_the_duty((code, cents, grams, pieces) in line(), more in 0i64..100_000) {
        let low = worked_out(&import(&[(code, cents, grams, pieces)]));
        let high = worked_out(&import(&[(code, cents + more, grams, pieces)]));
        prop_assert!(of_type(&low, "A00") <= of_type(&high, "A00"), "{low:#?} {high:#?}");
        prop_assert!(low.payable <= high.payable);
    }

    /// A parcel over EUR 150 leaves the flat duty, and may pay less for it: that is the threshold.
    #[test]
    fn the_flat_duty_is_the_same_for_every_value_up_to_the_limit(cents in 0i64..=15_000) {
        let mut body = h7();
        let value = "item/Commodity/InvoiceLine/ItemChargeAmount";
        set(&mut body, value, Some(&Decimal::new(cents, 2).to_string()));
        set(&mut body, &format!("{value}@currencyID"), Some("EUR"));
        prop_assert_eq!(of_type(&worked_out(&body), "A00"), Decimal::from(3));
    }

    /// A cent of the foreign currency may be worth many of ours, or the other way round: what comes
    /// back differs by half of the coarser cent.
    #[test]
    fn an_amount_survives_the_way_through_a_rate(cents in 0i64..100_000_000, index in 0usize..6) {
        let currency = ["USD", "CNY", "GBP", "DKK", "JPY", "VND"][index];
        let rules = Packs::builtin().on(TODAY.parse().expect("a day"));
        let rate = rules.exchange_rate(currency).expect("a rate").units;
        let amount = Decimal::new(cents, 2);
        let eur = rules.in_eur(&Money { amount, currency: Currency(currency.to_owned()) });
        let back = eur.expect("a rate") * rate;
        prop_assert!((back - amount).abs() <= rate * Decimal::new(5, 3), "{amount} {back}");
    }
}
