//! H7 as CSV and as a workbook.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use customs::Element;
use exchange::write::{Target, Unheld, Why};
use proptest::prelude::*;
use rstest::rstest;

use crate::corpora::{Found, real, sample};
use crate::{read_back, written};

const BOTH: [Target; 2] = [Target::H7Csv, Target::H7Xlsx];

fn bodies(found: Vec<Found>) -> Vec<Element> {
    found.into_iter().map(|each| each.record.body).collect()
}

/// The cells of a workbook's only sheet; every one must be text.
fn cells(workbook: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let sheet = book.worksheet_range("H7").unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is not text"),
    };
    sheet.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// What the reader makes of either: a workbook's cells are read as CSV.
#[track_caller]
fn came_back(target: Target, bytes: &[u8]) -> Vec<Element> {
    if target == Target::H7Csv {
        return read_back(bytes);
    }
    let mut rows = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    cells(bytes).iter().for_each(|row| rows.write_record(row).unwrap());
    read_back(&rows.into_inner().unwrap())
}

#[test]
fn every_parcel_of_the_sample_comes_back() {
    let parcels = bodies(sample("flights"));
    for target in BOTH {
        let (bytes, count, unheld) = written(target, &parcels);
        assert_eq!((count, &unheld[..]), (parcels.len() as u64, &[][..]));
        assert!(came_back(target, &bytes) == parcels, "{target:?}");
    }
}

#[test]
fn the_same_declarations_give_the_same_bytes() {
    let parcels = bodies(sample("flights"));
    for target in BOTH {
        assert!(written(target, &parcels).0 == written(target, &parcels).0, "{target:?}");
    }
}

#[test]
fn the_csv_is_as_the_fallback_procedure_wants_it() {
    let (bytes, ..) = written(Target::H7Csv, &[parcel("lamp")]);
    let text = String::from_utf8(bytes).unwrap();
    let mut lines = text.strip_prefix('\u{feff}').unwrap().split("\r\n");
    assert!(lines.next().unwrap().starts_with("lrn;declaration_type;additional_type;"));
    assert!(lines.next().unwrap().starts_with("P-1;IM;A;2026-11-20;BE0999258861;"));
    assert_eq!(lines.collect::<Vec<_>>(), [""]);
}

/// Whatever is not told as left out comes back: the values of a real H7 that the table does not hold
/// are exactly those that were told.
#[test]
fn what_is_left_out_of_real_ones_is_told() {
    let Some(found) = real() else { return };
    let is_h7 = |each: &Found| each.record.body.text(&["ProcedureCategory"]) == Some("H7");
    let real: Vec<Element> = bodies(found.into_iter().filter(is_h7).collect());
    assert!(!real.is_empty());
    for body in &real {
        let (bytes, count, unheld) = written(Target::H7Csv, std::slice::from_ref(body));
        assert_eq!(count, 1);
        let again = read_back(&bytes).remove(0);
        let missing =
            body.values().into_iter().filter(|(path, text)| again.get(path) != Some(*text));
        let missing: Vec<Why> =
            missing.map(|(path, value)| Why::Element { path, value: value.to_owned() }).collect();
        let told: Vec<Why> = unheld.into_iter().map(|each| each.why).collect();
        assert_eq!(told, missing);
        assert!(told.len() < body.values().len() / 2, "most of it is there: {told:?}");
    }
}

#[test]
fn other_data_sets_are_refused_by_name() {
    let all = bodies(sample("declarations"));
    let (bytes, count, unheld) = written(Target::H7Csv, &all);
    assert_eq!((count, unheld.len()), (0, all.len()));
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 1, "only the header");
    let reasons: Vec<String> = unheld.iter().map(Unheld::reason).collect();
    assert!(
        reasons.contains(
            &"LGG26-I000101 is not written: it is a declaration of H1, not an H7.".to_owned()
        ),
        "{reasons:?}"
    );
}

fn item(number: &str, description: &str) -> Element {
    Element::new("GovernmentAgencyGoodsItem")
        .with(Element::leaf("SequenceNumeric", number))
        .with(Element::new("Commodity").with(Element::leaf("Description", description)))
}

fn h7(lrn: Option<&str>, items: Vec<Element>) -> Element {
    let mut body = Element::new("Declaration").with(Element::leaf("FunctionCode", "9"));
    body.children.push(Element::leaf("ProcedureCategory", "H7"));
    body.children.extend(lrn.map(|lrn| Element::leaf("FunctionalReferenceID", lrn)));
    body.children.push(Element::leaf("TypeCode", "IMA"));
    body.children.push(
        Element::new("AcceptanceDateTime")
            .with(Element::leaf("DateTimeString", "20261120").with_attribute("formatCode", "102")),
    );
    body.children.push(Element::new("Declarant").with(Element::leaf("ID", "BE0999258861")));
    body.children.push(Element { children: items, ..Element::new("GoodsShipment") });
    body
}

fn parcel(description: &str) -> Element {
    h7(Some("P-1"), vec![item("1", description)])
}

#[rstest]
#[case::no_lrn(vec![h7(None, vec![item("1", "lamp")])], "no_lrn")]
#[case::no_items(vec![h7(Some("P-2"), vec![])], "no_items")]
#[case::item_twice(vec![h7(Some("P-2"), vec![item("1", "a"), item("1", "b")])], "repeated_item")]
#[case::control_character(vec![parcel("bell \u{7}")], "unwritable_text")]
#[case::lrn_twice(vec![parcel("lamp"), parcel("bulb")], "repeated_lrn")]
fn what_has_no_rows_is_told(#[case] bodies: Vec<Element>, #[case] code: &str) {
    for target in BOTH {
        let (bytes, count, unheld) = written(target, &bodies);
        assert_eq!(unheld.iter().map(Unheld::code).collect::<Vec<_>>(), [code]);
        assert!(unheld[0].is_whole());
        if count > 0 {
            assert_eq!(came_back(target, &bytes).len() as u64, count);
        }
    }
}

#[rstest]
#[case::second_item_document(
    "GoodsShipment/GovernmentAgencyGoodsItem/PreviousDocument/ID",
    "26BE1"
)]
#[case::buyer("GoodsShipment/Buyer/Name", "Anneke")]
#[case::attribute("GoodsShipment/GovernmentAgencyGoodsItem/Commodity/Description@languageID", "nl")]
#[case::column_of_the_sender("GoodsShipment/GovernmentAgencyGoodsItem/Unmapped", "blue")]
fn what_no_column_is_for_is_told(#[case] place: &str, #[case] value: &str) {
    let mut body = parcel("lamp");
    body.set(&place.parse().unwrap(), Some(value));
    let (_, count, unheld) = written(Target::H7Csv, &[body]);
    assert_eq!((count, unheld.len()), (1, 1), "{unheld:?}");
    let expected = Why::Element { path: place.parse().unwrap(), value: value.to_owned() };
    assert_eq!(unheld[0].why, expected);
    assert!(unheld[0].reason().contains(place), "{}", unheld[0].reason());
}

#[rstest]
#[case::formula("=HYPERLINK(\"http://example.org\";\"pay here\")")]
#[case::program("+cmd|' /C calc'!A0")]
#[case::dash("- lamp; brass")]
#[case::at("@lamp")]
fn no_cell_is_a_formula_and_the_value_comes_back(#[case] description: &str) {
    let body = parcel(description);
    let (csv, ..) = written(Target::H7Csv, std::slice::from_ref(&body));
    let text = String::from_utf8(csv.clone()).unwrap();
    assert!(!text.contains(&format!(";{}", &description[..1])), "{text}");
    assert!(!text.contains(&format!("\"{}", &description[..1])), "{text}");
    let (workbook, ..) = written(Target::H7Xlsx, std::slice::from_ref(&body));
    assert_eq!(came_back(Target::H7Csv, &csv), came_back(Target::H7Xlsx, &workbook));
    let there = "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/Description".parse().unwrap();
    assert_eq!(came_back(Target::H7Csv, &csv)[0].get(&there), Some(description));
}

#[test]
fn zeros_and_long_numbers_stay_in_a_workbook() {
    let mut body = parcel("lamp");
    let code = "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/Classification/ID";
    body.set(&code.parse().unwrap(), Some("0101210000"));
    let house = "GoodsShipment/Importer/ID";
    body.set(&house.parse().unwrap(), Some("123456789012345678901234"));
    let (bytes, ..) = written(Target::H7Xlsx, &[body]);
    let row = &cells(&bytes)[1];
    assert!(
        row.contains(&"0101210000".to_owned())
            && row.contains(&"123456789012345678901234".to_owned())
    );
}

proptest! {
    #[test]
    fn any_description_comes_back(text in "[ a-c;,\"'=+@\\-\r\n\t0-9&<]{0,12}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        for target in BOTH {
            let (bytes, ..) = written(target, &[parcel(text)]);
            let there = "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/Description";
            let again = came_back(target, &bytes);
            prop_assert_eq!(again[0].get(&there.parse().unwrap()), Some(text));
        }
    }
}
