//! Single administrative documents of ASYCUDA World.

#![allow(clippy::unwrap_used, reason = "a test that does not find what it looks for must stop")]

use std::fs::File;
use std::path::Path;

use customs::{Declaration, Element};
use exchange::{DeclarationRecord, Format, Record, RefusalCode, read};
use rstest::rstest;
use rust_decimal::Decimal;

/// What a declarant's program writes, the empty places included.
const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ASYCUDA>
  <Property>
    <Nbers>
      <Total_number_of_items>1</Total_number_of_items>
      <Total_number_of_packages>4</Total_number_of_packages>
    </Nbers>
    <Place_of_declaration><null/></Place_of_declaration>
  </Property>
  <Identification>
    <Office_segment><Customs_clearance_office_code>XY100</Customs_clearance_office_code></Office_segment>
    <Type><Type_of_declaration>IM</Type_of_declaration></Type>
    <Manifest_reference_number><null/></Manifest_reference_number>
  </Identification>
  <Traders>
    <Exporter><Exporter_code/><Exporter_name>Far Lamps Ltd
        Harbour Road 1
        Ningbo</Exporter_name></Exporter>
    <Consignee><Consignee_code>XY77</Consignee_code><Consignee_name>Lumen</Consignee_name></Consignee>
  </Traders>
  <Declarant>
    <Declarant_code>D9</Declarant_code>
    <Declarant_name>Broker and Sons</Declarant_name>
    <Reference>YEAR<Number>88</Number></Reference>
  </Declarant>
  <General_information><Country>
    <Export><Export_country_code>CN</Export_country_code></Export>
    <Destination><Destination_country_code>XY</Destination_country_code></Destination>
  </Country></General_information>
  <Transport>
    <Delivery_terms><Code>CIF</Code><Place>Port</Place></Delivery_terms>
  </Transport>
  <Valuation>
    <Gs_Invoice>
      <Amount_national_currency>13000</Amount_national_currency>
      <Amount_foreign_currency>100.50</Amount_foreign_currency>
      <Currency_code>EUR</Currency_code>
    </Gs_Invoice>
    <Gs_external_freight>
      <Amount_foreign_currency>0.0</Amount_foreign_currency>
      <Currency_code/>
    </Gs_external_freight>
  </Valuation>
  <Container><Item_Number>1</Item_Number><Container_identity>MSCU6639871</Container_identity></Container>
  <Container><Item_Number>1</Item_Number><Container_identity>MSCU6639871</Container_identity></Container>
  <Item>
    <Attached_documents>
      <Attached_document_code>380</Attached_document_code>
      <Attached_document_reference>INV 5</Attached_document_reference>
    </Attached_documents>
    <Packages>
      <Number_of_packages>4.0</Number_of_packages>
      <Marks1_of_packages>LUMEN</Marks1_of_packages>
      <Kind_of_packages_code>CT</Kind_of_packages_code>
    </Packages>
    <Tarification>
      <HScode><Commodity_code>94052100</Commodity_code><Precision_1>000</Precision_1></HScode>
      <Extended_customs_procedure>4071</Extended_customs_procedure>
      <National_customs_procedure>000</National_customs_procedure>
      <Preference_code><null/></Preference_code>
    </Tarification>
    <Goods_description>
      <Country_of_origin_code>CN</Country_of_origin_code>
      <Description_of_goods>Lamps</Description_of_goods>
      <Commercial_Description>Table lamps,
          brass</Commercial_Description>
    </Goods_description>
    <Taxation>
      <Taxation_line>
        <Duty_tax_code>DTY</Duty_tax_code><Duty_tax_Base>13000</Duty_tax_Base>
        <Duty_tax_rate>0.05</Duty_tax_rate><Duty_tax_amount>650</Duty_tax_amount><Duty_tax_MP>1</Duty_tax_MP>
      </Taxation_line>
      <Taxation_line>
        <Duty_tax_code>LEV</Duty_tax_code><Duty_tax_Base>75</Duty_tax_Base>
        <Duty_tax_rate>20</Duty_tax_rate><Duty_tax_amount>1496</Duty_tax_amount>
      </Taxation_line>
      <Taxation_line>
        <Duty_tax_code>PCS</Duty_tax_code><Duty_tax_Base>80</Duty_tax_Base>
        <Duty_tax_rate>0.5</Duty_tax_rate><Duty_tax_amount>40</Duty_tax_amount>
      </Taxation_line>
      <Taxation_line>
        <Duty_tax_code>ODD</Duty_tax_code><Duty_tax_Base>0.00000000000000000000000001</Duty_tax_Base>
        <Duty_tax_rate>1000000000000000000000000000</Duty_tax_rate><Duty_tax_amount>10</Duty_tax_amount>
      </Taxation_line>
    </Taxation>
    <Valuation_item>
      <Weight_itm><Gross_weight_itm>12.50</Gross_weight_itm><Net_weight_itm>11</Net_weight_itm></Weight_itm>
      <Statistical_value>13000.0</Statistical_value>
      <Item_Invoice>
        <Amount_foreign_currency>100.5</Amount_foreign_currency><Currency_code>EUR</Currency_code>
      </Item_Invoice>
    </Valuation_item>
  </Item>
</ASYCUDA>"#;

fn document(year: &str) -> String {
    DOCUMENT.replace("YEAR", year)
}

fn records(text: &str) -> Vec<Record> {
    read(text.as_bytes(), "sad.xml").map(Result::unwrap).collect()
}

fn only(text: &str) -> DeclarationRecord {
    match records(text).as_slice() {
        [Record::Declaration(found)] => found.clone(),
        other => panic!("{other:?}"),
    }
}

fn text<'a>(element: &'a Element, path: &str) -> Option<&'a str> {
    element.get(&path.parse().unwrap())
}

#[test]
fn comes_in_under_the_names_that_rules_and_screens_know() {
    let found = only(&document(""));
    assert_eq!((found.format, found.place.line), (Format::SadXml, 2));
    let declaration = Declaration::read(&found.body);
    let value = |at: &Option<customs::declaration::At<String>>| at.clone().map(|at| at.value);
    assert_eq!(value(&declaration.lrn).as_deref(), Some("88"));
    assert_eq!(declaration.data_set.0, "H1", "type IM, procedure 40");
    assert_eq!(value(&declaration.office).as_deref(), Some("XY100"));
    assert_eq!(value(&declaration.dispatch_country).as_deref(), Some("CN"));
    assert_eq!(value(&declaration.destination_country).as_deref(), Some("XY"));
    assert_eq!(value(&declaration.delivery_terms).as_deref(), Some("CIF"));
    assert_eq!(declaration.containers.len(), 1, "written once for each item in it");
    assert!(declaration.transport_costs.is_none(), "nothing is written as 0.0");

    let exporter = declaration.exporter.unwrap();
    assert_eq!(value(&exporter.name).as_deref(), Some("Far Lamps Ltd"));
    assert_eq!(exporter.street.as_deref(), Some("Harbour Road 1, Ningbo"));
    assert_eq!(value(&declaration.importer.unwrap().id).as_deref(), Some("XY77"));

    let [item] = declaration.items.as_slice() else { panic!("one item") };
    assert_eq!(value(&item.description).as_deref(), Some("Table lamps, brass"));
    assert_eq!(value(&item.commodity_code).as_deref(), Some("94052100"));
    assert_eq!(item.national_codes, ["000"]);
    assert_eq!(value(&item.procedure).as_deref(), Some("40"));
    assert_eq!(value(&item.previous_procedure).as_deref(), Some("71"));
    assert_eq!(item.additional_procedures[0].value, "000");
    assert_eq!(item.value.clone().unwrap().value.to_string(), "100.5 EUR");
    assert_eq!(item.gross_mass.clone().unwrap().value, Decimal::new(125, 1));
    assert_eq!(item.packages.clone().unwrap().value, Decimal::from(4));
    assert_eq!(item.documents[0].reference, "INV 5");
}

#[test]
fn a_rate_is_told_in_percent_where_the_amount_follows_from_it() {
    let declaration = Declaration::read(&only(&document("")).body);
    let stated: Vec<_> = declaration.items[0]
        .stated_duties
        .iter()
        .map(|duty| (duty.tax_type.clone().unwrap(), duty.rate))
        .collect();
    let expected = [("DTY", Some(Decimal::from(5))), ("LEV", None), ("PCS", None), ("ODD", None)];
    assert_eq!(stated, expected.map(|(kind, rate)| (kind.to_owned(), rate)));
}

/// It would be read in the currency of the invoice.
#[test]
fn an_amount_of_the_countrys_own_is_not_told_without_its_currency() {
    let text = document("").replace(
        "<Amount_foreign_currency>100.5</Amount_foreign_currency><Currency_code>EUR</Currency_code>",
        "<Amount_national_currency>12345</Amount_national_currency><Currency_code/>",
    );
    assert_eq!(Declaration::read(&only(&text).body).items[0].value, None);
}

#[test]
fn nothing_that_the_document_says_is_lost() {
    let body = only(&document("")).body;
    assert_eq!(text(&body, "ASYCUDA/Valuation/Gs_Invoice/Amount_national_currency"), Some("13000"));
    assert!(body.find(&["ASYCUDA", "Property", "Place_of_declaration"]).is_none(), "it was null");
}

#[rstest]
#[case::number_alone("", "88")]
#[case::with_its_year("<Year>2026</Year>", "2026-88")]
fn the_declarants_reference_is_the_lrn(#[case] year: &str, #[case] lrn: &str) {
    let body = only(&document(year)).body;
    assert_eq!(body.text(&["FunctionalReferenceID"]), Some(lrn));
}

#[rstest]
#[case::no_reference("<ASYCUDA><Declarant/></ASYCUDA>", RefusalCode::MissingLrn)]
#[case::null(
    "<ASYCUDA><Declarant><Reference><Number><null/></Number></Reference></Declarant></ASYCUDA>",
    RefusalCode::MissingLrn
)]
#[case::placeholder(
    "<ASYCUDA><Declarant><Reference><Number>{{LRN}}</Number></Reference></Declarant></ASYCUDA>",
    RefusalCode::PlaceholderReference
)]
#[case::cut_off("<ASYCUDA><Declarant><Reference><Number>7</Number>", RefusalCode::Truncated)]
fn is_refused(#[case] text: &str, #[case] code: RefusalCode) {
    let records = records(text);
    let [Record::Refused(refusal)] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(refusal.code, code, "{}", refusal.reason);
}

#[test]
fn a_cut_off_document_names_its_reference() {
    let text = "<ASYCUDA><Declarant><Reference><Number>7</Number></Reference></Declarant><Item>";
    let [Record::Refused(refusal)] = &records(text)[..] else { panic!() };
    assert_eq!(refusal.reference.as_deref(), Some("7"));
}

/// The real file beside the workspace, where it is there.
#[test]
fn nine_real_items_come_in_field_by_field() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = manifest.ancestors().find(|folder| folder.join("Cargo.lock").exists()).unwrap();
    let path = workspace.parent().unwrap().join("shared/corpus/asycuda/multi_item_original.xml");
    let Ok(file) = File::open(&path) else {
        println!("skipped: no {}", path.display());
        return;
    };
    let found: Vec<_> = read(file, "sad.xml").map(Result::unwrap).collect();
    let [Record::Declaration(found)] = found.as_slice() else { panic!("{found:?}") };
    let declaration = Declaration::read(&found.body);
    assert_eq!(declaration.lrn.unwrap().value, "1528");
    assert_eq!(declaration.invoice_total.unwrap().value.to_string(), "14643 EUR");
    assert_eq!(declaration.transport_costs.unwrap().value.to_string(), "1608 USD");
    assert_eq!(declaration.items.len(), 9);
    let packages: Decimal =
        declaration.items.iter().map(|item| item.packages.clone().unwrap().value).sum();
    assert_eq!(Some(packages), declaration.total_packages.map(|total| total.value));
    let values: Decimal =
        declaration.items.iter().map(|item| item.value.clone().unwrap().value.amount).sum();
    assert_eq!(values, Decimal::from(14643));
    let codes: Vec<_> =
        declaration.items.iter().map(|item| item.commodity_code.clone().unwrap().value).collect();
    assert!(codes.iter().all(|code| code.len() == 8 && code.starts_with("4011")), "{codes:?}");
    let vat = declaration.items.iter().flat_map(|item| &item.stated_duties);
    let vat: Vec<_> = vat.filter(|duty| duty.tax_type.as_deref() == Some("TVS")).collect();
    assert_eq!(vat.len(), 9);
    assert!(vat.iter().all(|duty| duty.rate == Some(Decimal::from(20))));
    let excise = declaration.items.iter().flat_map(|item| &item.stated_duties);
    let mut excise = excise.filter(|duty| duty.tax_type.as_deref() == Some("AKC"));
    assert!(excise.all(|duty| duty.rate.is_none()), "it is so much a kilogram");
}
