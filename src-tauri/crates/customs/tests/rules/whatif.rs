//! The same goods declared otherwise.

use customs::whatif::{WhatIf, what_if};
use customs::{Element, Language, Packs};
use rstest::rstest;
use rust_decimal::Decimal;

use crate::samples::{Change, SECOND_ITEM, h1, h7, with};

const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";
const CURRENCY: &str = "item/Commodity/InvoiceLine/ItemChargeAmount@currencyID";
const SECOND_VALUE: &str = "item[2]/Commodity/InvoiceLine/ItemChargeAmount";
const SECOND_CODE: &str = "item[2]/Commodity/Classification/ID";

fn seen(body: &Element) -> WhatIf {
    let day = |day: &str| day.parse().expect("a day");
    what_if(body, Packs::builtin(), day("2026-11-21"), day("2026-12-04"), Language::English)
}

/// `H7* 3.00 0 errors`: data set, a star where it is the declared one, payable, obstacles.
fn ways(seen: &WhatIf) -> Vec<String> {
    let star = |declared| if declared { "*" } else { "" };
    seen.ways
        .iter()
        .map(|way| {
            let against = if way.obstacles.is_empty() { "possible" } else { "not as it stands" };
            format!("{}{} {} {against}", way.data_set, star(way.declared), way.charges.payable)
        })
        .collect()
}

#[rstest]
#[case::under_ioss(h7(), &[], &["H7* 3.00 possible", "H1 3.00 not as it stands"])]
#[case::over_the_limit(
    h7(),
    &[(VALUE, Some("200")), (CURRENCY, Some("EUR"))],
    &["H7* 46.84 not as it stands", "H1 46.84 not as it stands"]
)]
#[case::a_standard_import(h1(), &[], &["H7 2664.00 not as it stands", "H1* 2664.00 possible"])]
fn h7_beside_h1(#[case] body: Element, #[case] changes: &[Change], #[case] expected: &[&str]) {
    assert_eq!(ways(&seen(&with(body, changes))), expected);
}

#[test]
fn what_stands_against_h1_is_named() {
    let seen = seen(&h7());
    let rules: Vec<&str> = seen.ways[1].obstacles.iter().map(|f| f.rule.as_str()).collect();
    assert!(rules.iter().any(|rule| rule.starts_with("GL-H1-")), "{rules:?}");
}

#[test]
fn over_the_limit_the_rule_of_the_limit_stands_against_h7() {
    let seen = seen(&with(h7(), &[(VALUE, Some("200")), (CURRENCY, Some("EUR"))]));
    let rules: Vec<&str> = seen.ways[0].obstacles.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, ["GL-H7-014"]);
}

#[rstest]
#[case::in_euro("140.00", "EUR", "140.00", "10.00", 0)]
#[case::above("150.01", "EUR", "150.01", "-0.01", 0)]
#[case::in_dollars("163.35", "USD", "150.00", "0.00", 1)]
fn how_far_from_the_limit(
    #[case] value: &str,
    #[case] currency: &str,
    #[case] eur: Decimal,
    #[case] left: Decimal,
    #[case] rates: usize,
) {
    let seen = seen(&with(h7(), &[(VALUE, Some(value)), (CURRENCY, Some(currency))]));
    let limit = seen.limit.expect("the Union has a limit");
    assert_eq!(limit.limit.to_string(), "150");
    assert_eq!(limit.declared.day.to_string(), "2026-11-21");
    assert_eq!((limit.declared.value, limit.declared.left), (Some(eur), Some(left)));
    assert_eq!(limit.declared.rates.len(), rates);
    assert_eq!(limit.today.expect("today is another day").day.to_string(), "2026-12-04");
}

/// Two lines of one sub-heading are one for the flat duty, of two they are two; without the digits
/// nothing is said to be the same.
#[rstest]
#[case::one_sub_heading("851822", "6", "3", &[("851822", [1, 2])])]
#[case::one_sub_heading_with_more_digits("8518220000", "6", "3", &[("851822", [1, 2])])]
#[case::two_sub_headings("851762", "6", "6", &[])]
fn lines_that_are_one(
    #[case] code: &str,
    #[case] separate: &str,
    #[case] together: &str,
    #[case] same: &[(&str, [u32; 2])],
) {
    let two = with(h7(), &SECOND_ITEM);
    let body = with(two, &[(SECOND_VALUE, Some("20.00")), (SECOND_CODE, Some(code))]);
    let lines = seen(&body).lines.expect("the flat duty applies");
    assert_eq!(
        (lines.separate.to_string(), lines.together.to_string()),
        (separate.into(), together.into())
    );
    let same: Vec<(String, Vec<u32>)> =
        same.iter().map(|(code, items)| ((*code).to_owned(), items.to_vec())).collect();
    assert_eq!(lines.same, same);
}

#[test]
fn above_the_limit_no_line_is_under_the_flat_duty() {
    assert_eq!(seen(&with(h7(), &SECOND_ITEM)).lines, None);
}

#[test]
fn an_export_has_no_other_side() {
    let export = with(h1(), &[("ProcedureCategory", Some("B1")), ("TypeCode", Some("EXA"))]);
    assert_eq!(seen(&export), WhatIf { ways: vec![], limit: None, lines: None });
}

#[test]
fn a_british_parcel_has_no_limit_of_the_union() {
    assert_eq!(seen(&with(h7(), &[("DeclarationOfficeID", Some("GB000060"))])).limit, None);
}
