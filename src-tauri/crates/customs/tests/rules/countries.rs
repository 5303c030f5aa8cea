//! Whose rules apply.

use customs::{Lane, Severity};
use rstest::rstest;

use crate::samples::{Change, fired, found, h1, h7, judged, with};

const TODAY: &str = "2026-11-21";
const OFFICE: &str = "DeclarationOfficeID";

/// Where the office is Albanian, and so is all the rest that tells a country.
const ALBANIA: [Change<'static>; 3] =
    [(OFFICE, Some("AL000101")), ("Declarant/ID", Some("K31526056N")), ("location/TypeCode", None)];

#[test]
fn rules_of_the_union_are_not_for_albania() {
    let changes = [&ALBANIA[..], &[("item/Packaging/TypeCode", None)]].concat();
    let findings = found(&with(h1(), &changes), TODAY);
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    assert_eq!((finding.rule.as_str(), finding.severity), ("GL-GEN-009", Severity::Warning));
    assert_eq!(finding.title, "No rules of AL are held here");
    assert_eq!(finding.pack, "general 2026-11-01");
}

#[test]
fn what_holds_everywhere_holds_in_albania() {
    let mass = ("item/Commodity/GoodsMeasure/NetNetWeightMeasure", Some("421"));
    let changes = [&ALBANIA[..], &[mass]].concat();
    assert_eq!(fired(&with(h1(), &changes), TODAY), ["GL-GEN-009", "GL-SUM-002"]);
}

#[test]
fn nothing_is_green_where_nobody_looked() {
    assert_eq!(judged(&h1(), TODAY).lane, Lane::Green);
    assert_eq!(judged(&with(h1(), &ALBANIA), TODAY).lane, Lane::Yellow);
    let transit = with(h1(), &[("ProcedureCategory", Some("D1"))]);
    assert_eq!(fired(&transit, TODAY), ["GL-GEN-010"]);
    assert_eq!(judged(&transit, TODAY).lane, Lane::Yellow);
}

#[rstest]
#[case::belgian(Some("BE532000"), &["GL-H7-109"])]
#[case::french(Some("FR000740"), &["GL-H7-109"])]
#[case::british(Some("GB000060"), &[])]
#[case::albanian(Some("AL000101"), &["GL-GEN-009"])]
fn a_parcel_without_description(#[case] office: Option<&str>, #[case] rules: &[&str]) {
    let changes = [(OFFICE, office), ("item/Commodity/Description", None)];
    assert_eq!(fired(&with(h7(), &changes), TODAY), rules);
}

/// Most declarations that leave out their office are of the Union: they are not let through unseen.
#[test]
fn a_declaration_of_no_country_is_judged_by_the_union() {
    let changes = [
        (OFFICE, None),
        ("Declarant/ID", None),
        ("location/CustomsOffice/identification", None),
        ("item/Commodity/Description", None),
    ];
    let rules = fired(&with(h7(), &changes), TODAY);
    assert_eq!(rules, ["GL-H7-103", "GL-H7-109", "GL-LOC-008"]);
}
