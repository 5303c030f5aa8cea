//! The same parcel declared otherwise.

use desk::contract::*;
use rust_decimal::Decimal;

use crate::bench::*;

fn what_if(bench: &Bench, id: &str) -> WhatIf {
    let language = Some("fr".to_owned());
    bench.ask(Request::WhatIf(ShowRequest { id: id.to_owned(), language }))
}

/// Two lines of T-shirts under one sub-heading, in dollars.
fn two_lines() -> Bench {
    let bench = Bench::new();
    let first = Parcel { currency: "USD", ..CLEAN };
    let second = Parcel { item: 2, goods: "Cotton T-shirts, blue", ..first };
    bench.import(&[("flight.csv", &h7(&[first, second]))]);
    bench
}

#[test]
fn a_parcel_of_two_lines_seen_from_its_other_sides() {
    let bench = two_lines();
    let before = bench.queue(Filter::default()).total;
    let seen = what_if(&bench, CLEAN.lrn);
    let ways: Vec<(&str, bool)> =
        seen.ways.iter().map(|way| (way.data_set.as_str(), way.declared)).collect();
    assert_eq!(ways, [("H7", true), ("H1", false)]);
    assert_eq!(seen.ways[0].charges.payable, Decimal::new(600, 2));
    assert!(seen.ways[1].obstacles.iter().any(|finding| finding.rule.starts_with("GL-H1-")));

    let limit = seen.limit.expect("Belgium has the Union's limit");
    let (value, left) = (limit.declared.value.unwrap(), limit.declared.left.unwrap());
    assert_eq!(value + left, limit.limit);
    assert_eq!(limit.declared.rates[0].currency, "USD");
    assert!(limit.declared.rates[0].unverified, "the rates of the packs are samples");

    let lines = seen.lines.expect("the flat duty applies");
    assert_eq!((lines.separate, lines.together), (Decimal::from(6), Decimal::from(3)));
    assert_eq!((lines.same[0].code.as_str(), &lines.same[0].items[..]), ("610910", &[1, 2][..]));
    assert_eq!(bench.queue(Filter::default()).total, before, "nothing is written");
}

#[test]
fn days_later_the_rates_of_today_stand_beside() {
    let bench = two_lines();
    assert!(what_if(&bench, CLEAN.lrn).limit.unwrap().today.is_none());
    let bench = bench.restart_after_days(14);
    let limit = what_if(&bench, CLEAN.lrn).limit.unwrap();
    let apart = limit.today.expect("today is another day").day - limit.declared.day;
    assert_eq!(apart.num_days(), 14);
}

#[test]
fn there_must_be_such_a_declaration() {
    let bench = Bench::new();
    let request = ShowRequest { id: "LGG-0".to_owned(), language: None };
    assert_eq!(bench.refused(Request::WhatIf(request)).code, "unknown_declaration");
}
