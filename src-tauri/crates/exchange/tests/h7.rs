//! H7 files as spreadsheets write them.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use customs::{Declaration, Element};
use exchange::{Format, Record, Refusal, RefusalCode, columns, read};
use proptest::prelude::*;
use rstest::rstest;

const HEADER: &str = "lrn;declarant_id;item_number;value;currency;description;commodity_code";

fn records(bytes: &[u8]) -> Vec<Record> {
    read(bytes, "h7.csv").map(|record| record.unwrap()).collect()
}

/// LRN and number of goods items of each declaration, or the code of the refusal with its LRN.
fn summary(bytes: &[u8]) -> Vec<String> {
    let words = records(bytes).into_iter().map(|record| match record {
        Record::Declaration(found) => {
            let items = found.body.child("GoodsShipment").unwrap();
            let items = items.all("GovernmentAgencyGoodsItem").count();
            format!("{} {items}", found.body.text(&["FunctionalReferenceID"]).unwrap())
        }
        Record::Refused(refusal) => match refusal.reference {
            Some(lrn) => format!("{} {lrn}", refusal.code),
            None => refusal.code.to_string(),
        },
        Record::Message(_) => "message".to_owned(),
    });
    words.collect()
}

fn file(rows: &[&str]) -> Vec<u8> {
    format!("{HEADER}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}

fn row(lrn: &str, item: u32) -> String {
    format!("{lrn};BE0123;{item};12.50;EUR;lamp;940540")
}

fn only(bytes: &[u8]) -> Element {
    match records(bytes).remove(0) {
        Record::Declaration(found) => found.body,
        other => panic!("{other:?}"),
    }
}

fn refusal(bytes: &[u8]) -> Refusal {
    let refused = records(bytes).into_iter().find_map(|record| match record {
        Record::Refused(refusal) => Some(refusal),
        _ => None,
    });
    refused.unwrap()
}

#[test]
fn rows_of_one_lrn_are_one_declaration() {
    let rows = [row("A", 1), row("A", 2), row("B", 1), row("C", 1), row("C", 2), row("C", 3)];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(summary(&file(&rows)), ["A 2", "B 1", "C 3"]);
}

#[rstest]
#[case::too_few("B;BE0123;1;12.50;EUR;lamp", "wrong_column_count B")]
#[case::too_many("B;BE0123;1;12.50;EUR;lamp;940540;", "wrong_column_count B")]
#[case::bare_semicolon("B;BE0123;1;12.50;EUR;lamp; red;940540", "wrong_column_count B")]
#[case::no_lrn(";BE0123;1;12.50;EUR;lamp;940540", "missing_lrn")]
#[case::template("{{LRN}};BE0123;1;12.50;EUR;lamp;940540", "placeholder_reference {{LRN}}")]
#[case::nul("B;BE0123;1;12.50;EUR;la\0mp;940540", "illegal_character B")]
#[case::two_declarants(
    "B;BE0123;1;1;EUR;lamp;940540\r\nB;BE9999;2;1;EUR;bulb;853921",
    "contradicting_rows B"
)]
#[case::one_item_twice(
    "B;BE0123;1;1;EUR;lamp;940540\r\nB;BE0123;1;1;EUR;bulb;853921",
    "duplicate_item B"
)]
#[case::bad_row_among_good(
    "B;BE0123;1;1;EUR;lamp;940540\r\nB;BE0123;2;1\r\nB;BE0123;3;1;EUR;x;853921",
    "wrong_column_count B"
)]
fn a_bad_declaration_does_not_stop_the_others(#[case] bad: &str, #[case] expected: &str) {
    assert_eq!(summary(&file(&[&row("A", 1), bad, &row("C", 1)])), ["A 1", expected, "C 1"]);
}

#[rstest]
#[case::blank_rows(&["", ";;;;;;", "A;BE0;1;1;EUR;x;940540", "", ";;;;;;"], &["A 1"])]
#[case::quoted(&["\"A\";BE0;1;1;EUR;\"lamp; \"\"red\"\"\r\nbig\";940540", "B;BE0;1;1;EUR;x;940540"], &["A 1", "B 1"])]
#[case::repeated_or_blank(&["A;BE0;1;1;EUR;x;940540", "A;;2;1;EUR;x;940540", "A;BE0;3;1;EUR;x;940540"], &["A 3"])]
#[case::each_without_lrn(&[";BE0;1;1;EUR;x;940540", ";BE0;2;1;EUR;x;940540"], &["missing_lrn", "missing_lrn"])]
#[case::open_quote(&["A;BE0;1;1;EUR;x;940540", "B;BE0;1;1;EUR;\"x;940540", "C;BE0;1;1;EUR;x;940540"], &["A 1", "unclosed_quote B"])]
#[case::no_rows(&[], &["no_rows"])]
fn takes_what_spreadsheets_write(#[case] rows: &[&str], #[case] expected: &[&str]) {
    assert_eq!(summary(&file(rows)), expected);
}

#[rstest]
#[case::unix("\n")]
#[case::windows("\r\n")]
#[case::old_mac("\r")]
fn takes_all_line_ends_and_a_mark(#[case] end: &str) {
    let text = [HEADER, &row("A", 1), &row("B", 1)].join(end);
    assert_eq!(summary(text.as_bytes()), ["A 1", "B 1"]);
    assert_eq!(summary(format!("\u{FEFF}{text}").as_bytes()), ["A 1", "B 1"]);
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(summary(&utf16), ["A 1", "B 1"]);
}

#[test]
fn a_row_that_is_not_utf_8_is_refused_alone() {
    let mut bytes = file(&[&row("A", 1)]);
    bytes.extend_from_slice(b"B;BE0123;1;12.50;EUR;l\xE4mp;940540\r\n");
    bytes.extend_from_slice(row("C", 1).as_bytes());
    assert_eq!(summary(&bytes), ["A 1", "wrong_encoding B", "C 1"]);
    let refusal = refusal(&bytes);
    assert!(refusal.reason.contains("Column 6 of the row on line 3"), "{refusal}");
}

#[test]
fn a_long_value_is_refused_and_the_rest_comes_in() {
    let long = format!("B;BE0123;1;12.50;EUR;\"{}\";940540", "x\"\"\n".repeat(1_000_000));
    assert_eq!(
        summary(&file(&[&row("A", 1), &long, &row("C", 1)])),
        ["A 1", "value_too_long B", "C 1"]
    );
}

#[test]
fn a_row_of_too_many_values_is_refused_and_the_rest_comes_in() {
    let wide = format!("B;{}", "\"a\";b;".repeat(1_500_000));
    assert_eq!(
        summary(&file(&[&row("A", 1), &wide, &row("C", 1)])),
        ["A 1", "value_too_long B", "C 1"]
    );
}

#[test]
fn more_items_than_the_law_allows_are_refused() {
    let rows: Vec<String> = (1..=10_001).map(|n| row("B", n)).chain([row("C", 1)]).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(summary(&file(&rows)), ["too_many_items B", "C 1"]);
}

#[test]
fn refusals_name_row_and_counts() {
    let bytes = file(&[&row("A", 1), "B;BE0123"]);
    let refusal = refusal(&bytes);
    assert_eq!((refusal.place.record, refusal.place.line), (2, 3));
    assert_eq!(refusal.place.offset as usize, bytes.len() - "B;BE0123\r\n".len());
    assert!(refusal.reason.contains("line 3 has 2 columns; the header has 7"), "{refusal}");
}

#[test]
fn a_contradiction_names_both_rows() {
    let refusal = refusal(&file(&["A;BE1;1;1;EUR;x;940540", "A;BE2;2;1;EUR;x;940540"]));
    assert_eq!(refusal.code, RefusalCode::ContradictingRows);
    let expected =
        "line 3 says declarant_id “BE2”; the first row of this LRN, on line 2, says “BE1”";
    assert!(refusal.reason.contains(expected), "{refusal}");
}

#[test]
fn decimal_commas_become_points_in_numbers_only() {
    let body = only(&file(&["A;BE0;1;12,50;EUR;lamp 12,5 W;940540"]));
    let read = Declaration::read(&body);
    let item = &read.items[0];
    assert_eq!(item.value.as_ref().unwrap().value.to_string(), "12.50 EUR");
    assert_eq!(item.description.as_ref().unwrap().value, "lamp 12,5 W");
}

/// The same parcel as a program in another language writes it, its columns in another order.
#[rstest]
#[case::french(
    "Code SH;Désignation des marchandises;Devise;Valeur;Numéro d’article;EORI du déclarant;Référence locale",
    "940540;lamp;EUR;12,50;1;BE0123;A"
)]
#[case::dutch_with_tabs(
    "Goederencode\tOmschrijving\tValuta\tIntrinsieke waarde\tArtikelvolgnummer\tAangever\tLokaal referentienummer",
    "940540\tlamp\tEUR\t12,50\t1\tBE0123\tA"
)]
#[case::german_with_commas(
    "Warennummer,Warenbezeichnung,Währung,Wert,Position,Anmelder,Bezugsnummer",
    "940540,lamp,EUR,\"12,50\",1,BE0123,A"
)]
#[case::english(
    "HS code;Goods;Currency;Intrinsic value;Item;Declarant;LRN",
    "940540;lamp;EUR;12.50;1;BE0123;A"
)]
#[case::numbers(
    "18 09 056 000;18 05 001;14 14 012;14 14 014;11 03 001;13 05 017;12 09 001",
    "940540;lamp;EUR;12.50;1;BE0123;A"
)]
fn any_language_and_separator_tells_the_same(#[case] header: &str, #[case] row: &str) {
    let expected = only(&file(&[&self::row("A", 1)]));
    assert_eq!(only(format!("{header}\n{row}\n").as_bytes()), expected);
}

/// As programs write a table whose rows are numbered: the numbers' column has no name.
#[test]
fn a_first_column_without_a_name_is_one() {
    let header = HEADER.replace(';', "\t");
    let row = self::row("A", 1).replace(';', "\t");
    assert_eq!(summary(format!("\t{header}\n0\t{row}\n").as_bytes()), ["A 1"]);
}

#[test]
fn columns_that_are_not_known_are_kept() {
    let text = format!("{HEADER};Colour\n{};red\n{};\n", row("A", 1), row("A", 2));
    let body = only(text.as_bytes());
    let unmapped: Vec<_> = body
        .child("GoodsShipment")
        .unwrap()
        .all("GovernmentAgencyGoodsItem")
        .map(|item| item.child("Unmapped").cloned())
        .collect();
    let red = Element::leaf("Unmapped", "red").with_attribute("column", "Colour");
    assert_eq!(unmapped, [Some(red), None]);
}

/// A value for each column, so that none can get lost or take another's place.
const FULL: &[(&str, &str)] = &[
    ("lrn", "LGG26-1"),
    ("declaration_type", "IM"),
    ("additional_type", "D"),
    ("acceptance_date", "2026-07-01"),
    ("declarant_id", "BE0428759497"),
    ("representative_id", "BE0403019261"),
    ("representative_status", "2"),
    ("exporter_name", "义乌 Goods"),
    ("exporter_street", "Chouzhou Rd 1"),
    ("exporter_postcode", "322000"),
    ("exporter_city", "Yiwu"),
    ("exporter_country", "CN"),
    ("importer_id", "BE9"),
    ("importer_name", "Élodie"),
    ("importer_street", "Rue Haute 3"),
    ("importer_postcode", "4000"),
    ("importer_city", "Liège"),
    ("importer_country", "BE"),
    ("fiscal_reference_role", "FR5"),
    ("fiscal_reference_id", "IM0561234567"),
    ("transport_document_type", "N740"),
    ("transport_document", "020-81140743"),
    ("house_document_type", "N703"),
    ("house_document", "RR473124829CN"),
    ("previous_document_type", "N337"),
    ("previous_document", "26BE1"),
    ("location_type", "A"),
    ("location_qualifier", "V"),
    ("location", "BE532000"),
    ("transport_costs", "3,20"),
    ("transport_costs_currency", "USD"),
    ("gross_mass", "1,5"),
    ("item_number", "1"),
    ("procedure", "40"),
    ("previous_procedure", "00"),
    ("additional_procedures", "C07, F48"),
    ("value", "12,50"),
    ("currency", "EUR"),
    ("item_gross_mass", "0,75"),
    ("description", "lamp"),
    ("commodity_code", "940540"),
    ("origin", "TW"),
    ("packages", "2"),
    ("supplementary_units", "4"),
    ("supporting_document_type", "N935"),
    ("supporting_document", "INV-7"),
];

fn full(location: [&str; 2]) -> Element {
    let value = |(name, value): &(&'static str, &'static str)| match *name {
        "location_qualifier" => location[0].to_owned(),
        "location" => location[1].to_owned(),
        _ => (*value).to_owned(),
    };
    let header: Vec<&str> = FULL.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = FULL.iter().map(value).collect();
    only(format!("{}\n{}\n", header.join(";"), values.join(";")).as_bytes())
}

#[test]
fn the_list_of_columns_is_complete() {
    let names: Vec<&str> = columns().iter().map(|column| column.name).collect();
    let full: Vec<&str> = FULL.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, full);
}

#[test]
fn every_column_has_its_element() {
    let body = full(["V", "BE532000"]);
    let written: Vec<String> =
        body.values().into_iter().map(|(path, value)| format!("{path} = {value}")).collect();
    insta::assert_snapshot!(written.join("\n"));
}

#[test]
fn the_typed_view_finds_what_the_row_says() {
    let read = Declaration::read(&full(["V", "BE532000"]));
    let text = |at: &Option<customs::declaration::At<String>>| at.as_ref().unwrap().value.clone();
    assert_eq!(read.data_set.0, "H7");
    assert_eq!(text(&read.lrn), "LGG26-1");
    assert_eq!([text(&read.declaration_type), text(&read.additional_type)], ["IM", "D"]);
    assert_eq!(read.acceptance_date.unwrap().to_string(), "2026-07-01");
    assert_eq!(text(&read.importer.as_ref().unwrap().name), "Élodie");
    assert_eq!(text(&read.exporter.as_ref().unwrap().country), "CN");
    assert_eq!(text(&read.representative.as_ref().unwrap().role), "2");
    assert_eq!(text(&read.fiscal_references[0].id), "IM0561234567");
    let transport: Vec<_> = read.transport_documents.iter().map(|d| d.reference.as_str()).collect();
    assert_eq!(transport, ["020-81140743", "RR473124829CN"]);
    assert_eq!(read.documents[0].reference, "26BE1");
    assert!(text(&read.goods_location).starts_with("BE532000"));
    assert_eq!(read.transport_costs.unwrap().value.to_string(), "3.20 USD");
    let item = &read.items[0];
    let codes: Vec<_> = item.additional_procedures.iter().map(|at| at.value.as_str()).collect();
    assert_eq!(codes, ["C07", "F48"]);
    assert_eq!([text(&item.procedure), text(&item.previous_procedure)], ["40", "00"]);
    assert_eq!([text(&item.origin), text(&item.commodity_code)], ["TW", "940540"]);
    assert_eq!(item.packages.as_ref().unwrap().value.to_string(), "2");
}

#[rstest]
#[case("U", "BELGG", "GoodsShipment/Consignment/GoodsLocation/Name")]
#[case("V", "BE532000", "GoodsShipment/Consignment/GoodsLocation/CustomsOffice/identification")]
#[case(
    "X",
    "BE0428759497",
    "GoodsShipment/Consignment/GoodsLocation/EconomicOperator/identification"
)]
#[case("Y", "BEAUTH1", "GoodsShipment/Consignment/GoodsLocation/authorisationReferenceNumber")]
#[case("Z", "Rue Haute 3", "GoodsShipment/Consignment/GoodsLocation/Address/Line")]
#[case("T", "4460", "GoodsShipment/Consignment/GoodsLocation/Address/PostcodeID")]
#[case("?", "somewhere", "GoodsShipment/Consignment/GoodsLocation/Name")]
fn the_location_lies_where_its_qualifier_says(
    #[case] qualifier: &str,
    #[case] location: &str,
    #[case] path: &str,
) {
    assert_eq!(full([qualifier, location]).get(&path.parse().unwrap()), Some(location));
}

#[test]
fn the_format_is_known_from_the_content() {
    let bytes = file(&[&row("A", 1)]);
    let mut reader = read(&bytes[..], "misnamed.xml");
    assert!(matches!(reader.next(), Some(Ok(Record::Declaration(d))) if d.format == Format::H7Csv));
    assert_eq!(reader.format(), Some(Format::H7Csv));
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Zé0-9 ]{0,6}", "[a-z;\"\n\r ,]{0,8}"]
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

proptest! {
    /// Whatever the values are, as many records come out as went in, with the values that went in.
    #[test]
    fn as_many_out_as_in(shipments in prop::collection::vec(prop::collection::vec(cell(), 1..4), 1..6)) {
        let mut text = format!("{HEADER}\n");
        for (number, descriptions) in shipments.iter().enumerate() {
            for (item, description) in descriptions.iter().enumerate() {
                let description = quoted(description);
                text.push_str(&format!("L{number};BE0;{};1;EUR;{description};940540\n", item + 1));
            }
        }
        let found = records(text.as_bytes());
        prop_assert_eq!(found.len(), shipments.len());
        for (record, descriptions) in found.iter().zip(&shipments) {
            let Record::Declaration(found) = record else { panic!("{record:?}") };
            let items = found.body.child("GoodsShipment").unwrap().all("GovernmentAgencyGoodsItem");
            let read: Vec<&str> =
                items.map(|item| item.text(&["Commodity", "Description"]).unwrap_or_default()).collect();
            let written: Vec<&str> = descriptions.iter().map(|text| text.trim()).collect();
            prop_assert_eq!(read, written);
        }
    }

    /// No bytes bring the reader down, and every file yields at least one record.
    #[test]
    fn any_bytes_are_answered(
        start in prop::sample::select(vec!["", "<", "<Declaration>", "<?xml version='1.0'?><Batch>", "lrn;value\n", "\u{FEFF}"]),
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "[<>/a&;\"'= !\\[\\]CDATA?-]{0,120}".prop_map(String::into_bytes),
            "[a;\"\n\r]{0,120}".prop_map(String::into_bytes),
        ],
    ) {
        let mut file = start.as_bytes().to_vec();
        file.extend_from_slice(&bytes);
        let found = records(&file);
        prop_assert!(!found.is_empty());
        for (index, record) in found.iter().enumerate() {
            if let Record::Refused(refusal) = record {
                prop_assert_eq!(refusal.place.record, index as u64 + 1);
                prop_assert!(!refusal.reason.is_empty());
            }
        }
    }

    /// It does not matter in which pieces a file arrives.
    #[test]
    fn pieces_do_not_matter(
        text in "(<Declaration>|</Declaration>|<ID>|</ID>|é|\r\n|&amp;|;|\"|x){0,40}",
        start in prop::sample::select(vec!["<Batch>".to_owned(), format!("{HEADER}\n")]),
        size in 1usize..9,
    ) {
        struct Pieces<'a>(&'a [u8], usize);
        impl std::io::Read for Pieces<'_> {
            fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
                let count = self.1.min(into.len());
                self.0.read(&mut into[..count])
            }
        }
        let file = format!("{start}{text}");
        let pieces: Vec<Record> =
            read(Pieces(file.as_bytes(), size), "x").map(|record| record.unwrap()).collect();
        prop_assert_eq!(pieces, records(file.as_bytes()));
    }
}
