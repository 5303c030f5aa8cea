//! WCO DMS XML.

use std::collections::BTreeMap;

use customs::Element;
use exchange::write::{Target, Why};
use proptest::prelude::*;
use rstest::rstest;

use crate::corpora::{Found, real, sample};
use crate::{read_back, written};

/// The same with all children sorted by name: equal for two trees that differ only in the order of
/// elements of different names.
fn sorted(element: &Element) -> Element {
    let mut children: Vec<Element> = element.children.iter().map(sorted).collect();
    children.sort_by(|a, b| a.name.cmp(&b.name));
    Element { children, ..element.clone() }
}

/// How a declaration comes back: `same`, `reordered` or `changed`.
fn outcome(body: &Element) -> &'static str {
    let (bytes, count, unheld) = written(Target::Wco, std::slice::from_ref(body));
    assert_eq!((count, unheld.len()), (1, 0));
    let again = read_back(&bytes);
    match &again[..] {
        [again] if again == body => "same",
        [again] if sorted(again) == sorted(body) => "reordered",
        _ => "changed",
    }
}

fn outcomes(found: &[Found]) -> BTreeMap<(&str, &'static str, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for each in found {
        let outcome = outcome(&each.record.body);
        assert_ne!(outcome, "changed", "{}", each.file.display());
        *counts.entry((each.corpus.as_str(), each.record.format.as_str(), outcome)).or_default() +=
            1;
    }
    counts
}

/// Only what was no WCO document before is put into another order: the schema's.
#[test]
fn every_real_declaration_comes_back() {
    let Some(found) = real() else { return };
    let expected = BTreeMap::from([
        (("asycuda", "sad_xml", "reordered"), 1),
        (("danish-dms", "wco_xml", "same"), 39),
        (("hmrc-dms", "wco_xml", "same"), 165),
    ]);
    assert_eq!(outcomes(&found), expected);
}

#[test]
fn every_sample_declaration_comes_back() {
    let declarations = sample("declarations");
    assert!(outcomes(&declarations).keys().all(|(.., outcome)| *outcome == "same"));
    let flights = sample("flights");
    assert!(flights.len() > 1000, "{}", flights.len());
    outcomes(&flights);
}

#[test]
fn several_come_back_from_one_file() {
    let bodies: Vec<Element> =
        sample("declarations").into_iter().map(|found| found.record.body).collect();
    let (bytes, count, unheld) = written(Target::Wco, &bodies);
    assert_eq!((count, unheld.len()), (bodies.len() as u64, 0));
    assert_eq!(read_back(&bytes), bodies);
}

#[test]
fn none_make_an_empty_batch_or_document() {
    let (bytes, count, _) = written(Target::Wco, &[]);
    assert_eq!((String::from_utf8(bytes).unwrap().lines().count(), count), (1, 0));
}

fn declaration() -> Element {
    Element::new("Declaration").with(Element::leaf("FunctionalReferenceID", "L-1"))
}

#[test]
fn a_british_one_has_its_envelope_and_what_was_amended_its_place() {
    let body =
        Element::new("Declaration")
            .with(Element::new("AcceptanceDateTime").with(
                Element::leaf("DateTimeString", "20261120").with_attribute("formatCode", "102"),
            ))
            .with(Element::leaf("FunctionalReferenceID", "L-1"))
            .with(Element::new("Declarant").with(Element::leaf("ID", "GB123456789000")))
            .with(Element::leaf("TypeCode", "IMA"));
    let (bytes, ..) = written(Target::Wco, &[body]);
    let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<MetaData xmlns=\"urn:wco:datamodel:WCO:DocumentMetaData-DMS:2\">
  <WCODataModelVersionCode>3.6</WCODataModelVersionCode>
  <WCOTypeName>DEC</WCOTypeName>
  <ResponsibleCountryCode>GB</ResponsibleCountryCode>
  <ResponsibleAgencyName>HMRC</ResponsibleAgencyName>
  <AgencyAssignedCustomizationVersionCode>v2.1</AgencyAssignedCustomizationVersionCode>
  <Declaration xmlns=\"urn:wco:datamodel:WCO:DEC-DMS:2\">
    <AcceptanceDateTime>
      <DateTimeString xmlns=\"urn:wco:datamodel:WCO:Declaration_DS:DMS:2\" formatCode=\"102\">20261120</DateTimeString>
    </AcceptanceDateTime>
    <FunctionalReferenceID>L-1</FunctionalReferenceID>
    <TypeCode>IMA</TypeCode>
    <Declarant>
      <ID>GB123456789000</ID>
    </Declarant>
  </Declaration>
</MetaData>
";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[rstest]
#[case::name(Element::new("two words"), "two words")]
#[case::control(Element::leaf("Name", "bell \u{7}"), "Name")]
#[case::attribute(Element::leaf("Name", "x").with_attribute("a:b", "c"), "Name@a:b")]
fn what_xml_cannot_hold_is_told(#[case] child: Element, #[case] place: &str) {
    let good = declaration();
    let bad = declaration().with(Element::new("GoodsShipment").with(child));
    let (bytes, count, unheld) = written(Target::Wco, &[bad, good.clone()]);
    assert_eq!((read_back(&bytes), count), (vec![good], 1));
    assert_eq!(unheld.len(), 1);
    let Why::Unwritable { path } = &unheld[0].why else { panic!("{unheld:?}") };
    assert_eq!(path.to_string(), format!("GoodsShipment/{place}"));
    assert!(unheld[0].reason().starts_with("L-1 is not written"), "{}", unheld[0].reason());
}

fn any_value() -> impl Strategy<Value = String> {
    "[ a-c&<>\"'\r\n\t\u{a0}]{0,12}".prop_map(|text| text.trim().to_owned())
}

proptest! {
    #[test]
    fn any_value_comes_back(value in any_value(), attribute in any_value()) {
        let mut leaf = Element::new("Name").with_attribute("note", attribute);
        leaf.value = Some(value).filter(|value| !value.is_empty());
        let body = declaration().with(leaf);
        let (bytes, ..) = written(Target::Wco, std::slice::from_ref(&body));
        prop_assert_eq!(read_back(&bytes), vec![body]);
    }
}
