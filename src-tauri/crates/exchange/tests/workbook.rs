//! H7 in Excel workbooks, as people fill them in and as programs write them; and workbooks that are
//! made to do harm.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::convert::Infallible;
use std::io::{Cursor, Write};

use customs::Element;
use exchange::{DeclarationRecord, Format, Mapping, Record, Refusal, RefusalCode, each_file};
use rstest::rstest;
use rust_xlsxwriter::{Format as Look, Formula, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEADER: [&str; 7] =
    ["lrn", "declarant_id", "item_number", "value", "currency", "description", "commodity_code"];

/// A sheet with a header row and rows of text.
fn sheet(name: &str, rows: &[[&str; 7]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).unwrap();
    sheet.write_row(0, 0, HEADER).unwrap();
    sheet.write_row_matrix(1, 0, rows.iter().copied()).unwrap();
    sheet
}

fn row(lrn: &str) -> [&str; 7] {
    [lrn, "BE0123456789", "1", "12.50", "EUR", "cotton socks", "611595"]
}

fn book(sheets: impl IntoIterator<Item = Worksheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().unwrap()
}

/// Each table's name and its records.
fn read(bytes: &[u8], name: &str) -> Vec<(String, Vec<Record>)> {
    let mut found = Vec::new();
    let done: Result<(), Infallible> =
        each_file(Cursor::new(bytes), name, &Mapping::default(), |records| {
            let records = records.unwrap();
            let name = records.name().to_owned();
            found.push((name, records.map(Result::unwrap).collect()));
            Ok(())
        });
    done.unwrap();
    found
}

fn records(bytes: &[u8]) -> Vec<Record> {
    let [(_, records)] = read(bytes, "day.xlsx").try_into().unwrap();
    records
}

fn declaration(record: &Record) -> &DeclarationRecord {
    match record {
        Record::Declaration(found) => found,
        other => panic!("{other:?}"),
    }
}

fn refusal(bytes: &[u8]) -> Refusal {
    let refused = read(bytes, "day.xlsx").into_iter().flat_map(|(_, records)| records);
    let mut refused = refused.filter_map(|record| match record {
        Record::Refused(refusal) => Some(refusal),
        _ => None,
    });
    refused.next().unwrap()
}

fn lrns(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| lrn(&declaration(record).body)).collect()
}

fn lrn(body: &Element) -> &str {
    body.text(&["FunctionalReferenceID"]).unwrap()
}

fn item(body: &Element) -> &Element {
    body.child("GoodsShipment").unwrap().child("GovernmentAgencyGoodsItem").unwrap()
}

#[test]
fn rows_of_a_sheet_are_declarations_as_those_of_a_csv_file() {
    let rows = [row("LGG-1"), row("LGG-2")];
    let records = records(&book([sheet("H7", &rows)]));
    assert_eq!(lrns(&records), ["LGG-1", "LGG-2"]);
    let found = declaration(&records[1]);
    assert_eq!((found.format, found.place.record, found.place.line), (Format::H7Xlsx, 2, 3));

    let csv = format!("{}\n{}\n{}\n", HEADER.join(";"), rows[0].join(";"), rows[1].join(";"));
    let of_csv: Vec<Record> =
        exchange::read(csv.as_bytes(), "day.csv").map(Result::unwrap).collect();
    for (of_sheet, of_csv) in records.iter().zip(&of_csv) {
        assert_eq!(declaration(of_sheet).body, declaration(of_csv).body);
    }
}

#[test]
fn numbers_and_days_come_in_as_they_are_shown() {
    let mut sheet = sheet("H7", &[row("LGG-1")]);
    sheet.write(0, 7, "acceptance_date").unwrap();
    sheet.write(1, 2, 1).unwrap();
    sheet.write(1, 3, 0.1 + 0.2).unwrap();
    sheet.write(1, 6, 611_595).unwrap();
    let look = Look::new().set_num_format("dd/mm/yyyy");
    sheet.write_number_with_format(1, 7, 46_348.0, &look).unwrap();
    let records = records(&book([sheet]));
    let body = &declaration(&records[0]).body;
    let day = body.text(&["AcceptanceDateTime", "DateTimeString"]);
    assert_eq!(day, Some("20261122"));
    let csv = format!(
        "{};acceptance_date\n{};2026-11-22\n",
        HEADER.join(";"),
        "LGG-1;BE0123456789;1;0.3;EUR;cotton socks;611595"
    );
    let of_csv = exchange::read(csv.as_bytes(), "day.csv").next().unwrap().unwrap();
    assert_eq!(item(body), item(&declaration(&of_csv).body));
}

#[rstest]
#[case::leading_zero(|sheet: &mut Worksheet| { sheet.write(1, 6, 90_121).unwrap(); }, RefusalCode::LostDigits, "90121")]
#[case::trailing_zero(|sheet: &mut Worksheet| { sheet.write(1, 6, 6_103.1).unwrap(); }, RefusalCode::LostDigits, "6103.1")]
#[case::long_number(|sheet: &mut Worksheet| { sheet.write(1, 0, 1.2e17).unwrap(); }, RefusalCode::LostDigits, "A2")]
#[case::error(|sheet: &mut Worksheet| { sheet.write_formula(1, 3, Formula::new("NA()").set_result("#N/A")).unwrap(); }, RefusalCode::CellError, "D2")]
#[case::beside_the_table(|sheet: &mut Worksheet| { sheet.write(1, 9, "ask Ann").unwrap(); }, RefusalCode::WrongColumnCount, "J2")]
fn what_a_cell_lost_costs_its_row(
    #[case] harm: fn(&mut Worksheet),
    #[case] code: RefusalCode,
    #[case] named: &str,
) {
    let mut sheet = sheet("H7", &[row("LGG-1"), row("LGG-2")]);
    harm(&mut sheet);
    let bytes = book([sheet]);
    let refused = refusal(&bytes);
    assert_eq!((refused.code, refused.place.line), (code, 2), "{refused}");
    assert!(refused.reason.contains(named), "{refused}");
    assert_eq!(lrns(&records(&bytes)[1..]), ["LGG-2"]);
}

#[test]
fn a_code_with_its_zero_comes_in_as_text() {
    let mut row = row("LGG-1");
    row[6] = "090121";
    let records = records(&book([sheet("H7", &[row])]));
    assert!(format!("{:?}", declaration(&records[0]).body).contains("090121"));
}

#[test]
fn a_title_above_the_header_is_passed_over() {
    let mut titled = Worksheet::new();
    titled.write(0, 0, "Flight 784, 22 November").unwrap();
    titled.write_row(2, 0, HEADER).unwrap();
    titled.write_row(4, 0, row("LGG-1")).unwrap();
    let records = records(&book([titled]));
    assert_eq!(lrns(&records), ["LGG-1"]);
    assert_eq!(declaration(&records[0]).place.line, 5);
}

#[test]
fn the_sheet_with_the_columns_is_read_and_hidden_ones_are_not() {
    let mut notes = Worksheet::new();
    notes.set_name("Notes").unwrap();
    notes.write(0, 0, "Call the consignee").unwrap();
    let mut old = sheet("Last week", &[row("LGG-9")]);
    old.set_hidden(true);
    let bytes = book([notes, old, sheet("Form", &[]), sheet("H7", &[row("LGG-1")])]);
    let [(name, records)] = read(&bytes, "day.xlsx").try_into().unwrap();
    assert_eq!((name.as_str(), lrns(&records)), ("day.xlsx", vec!["LGG-1"]));
}

#[test]
fn several_tables_come_in_each_under_its_name() {
    let bytes = book([sheet("784", &[row("LGG-1")]), sheet("785", &[row("LGG-2")])]);
    let found = read(&bytes, "day.xlsx");
    let told: Vec<_> = found.iter().map(|(name, found)| (name.as_str(), lrns(found))).collect();
    assert_eq!(told, [("day.xlsx/784", vec!["LGG-1"]), ("day.xlsx/785", vec!["LGG-2"])]);
}

#[test]
fn a_form_that_nobody_filled_in_is_told() {
    assert_eq!(refusal(&book([sheet("Form", &[])])).code, RefusalCode::NoRows);
}

#[test]
fn a_workbook_about_something_else_names_its_sheets() {
    let mut other = Worksheet::new();
    other.set_name("Holidays").unwrap();
    other.write(0, 0, "Anneke").unwrap();
    let refused = refusal(&book([other]));
    assert_eq!(refused.code, RefusalCode::UnknownFormat);
    assert!(refused.reason.contains("Holidays"), "{refused}");
}

#[test]
fn a_workbook_in_an_archive_comes_in_too() {
    let workbook = book([sheet("H7", &[row("LGG-1")])]);
    let archive = packed(&[("flights/784.xlsx", &workbook), ("old.xls", OLD)]);
    let found = read(&archive, "day.zip");
    assert_eq!(found[0].0, "day.zip/flights/784.xlsx");
    assert_eq!(lrns(&found[0].1), ["LGG-1"]);
    let Record::Refused(refused) = &found[1].1[0] else { panic!("{found:?}") };
    assert_eq!(refused.code, RefusalCode::UnsupportedWorkbook);
}

const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on";

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const PACKAGE: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="H7" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook whose only sheet has these rows, as they stand in the part, and texts.
fn raw(rows: &str, texts: &str) -> Vec<u8> {
    let header: String = HEADER
        .iter()
        .map(|name| format!(r#"<c t="inlineStr"><is><t>{name}</t></is></c>"#))
        .collect();
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{header}</row>{rows}</sheetData></worksheet>"#
    );
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

const NO_TEXTS: &str = "<sst></sst>";

/// A row of text cells; `{}` in the last stands for what is tried.
fn cells(last: &str) -> String {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let first: String = row("LGG-1")[..6].iter().map(|value| text(value)).collect();
    format!(r#"<row r="2">{first}{last}</row>"#)
}

#[rstest]
#[case::never_worked_out(cells(r#"<c r="G2"><f>A1&amp;"x"</f></c>"#), RefusalCode::CellError)]
#[case::doctype(format!("<!DOCTYPE x>{}", cells("")), RefusalCode::DoctypeForbidden)]
#[case::deep("<row>".repeat(100), RefusalCode::TooDeep)]
#[case::long(cells(&format!(r#"<c t="str"><v>{}</v></c>"#, "x".repeat(1 << 21))), RefusalCode::ValueTooLong)]
#[case::cut_off("<row><c".to_owned(), RefusalCode::BrokenXml)]
#[case::no_such_text(cells(r#"<c t="s"><v>77</v></c>"#), RefusalCode::DamagedWorkbook)]
#[case::far_right(cells(r#"<c r="ZZZZZZ2"><v>1</v></c>"#), RefusalCode::WrongColumnCount)]
fn broken_and_hostile_sheets_are_refused(#[case] rows: String, #[case] expected: RefusalCode) {
    let refused = refusal(&raw(&rows, NO_TEXTS));
    assert_eq!(refused.code, expected, "{refused}");
}

#[test]
fn room_is_not_made_for_as_many_texts_as_a_workbook_says() {
    let refused = refusal(&raw("", r#"<sst uniqueCount="999999999999999"></sst>"#));
    assert_eq!(refused.code, RefusalCode::RecordTooLarge, "{refused}");
}

#[test]
fn a_workbook_that_grows_beyond_measure_is_refused() {
    let zeros = vec![0; 16 << 20];
    let bytes = packed(&[("xl/workbook.xml", BOOK.as_bytes()), ("xl/media/logo.png", &zeros)]);
    assert_eq!(refusal(&bytes).code, RefusalCode::ArchiveTooLarge);
}

#[test]
fn a_text_is_not_held_once_for_each_of_a_million_cells() {
    let long = "x".repeat(1_000_000);
    let rows: String = (2..200)
        .map(|line| {
            let last = r#"<c t="s"><v>0</v></c>"#.repeat(2);
            cells(&last).replace(r#"r="2""#, &format!(r#"r="{line}""#))
        })
        .collect();
    let texts = format!("<sst><si><t>{long}</t></si></sst>");
    let refused = refusal(&raw(&rows, &texts));
    assert_eq!(refused.code, RefusalCode::WrongColumnCount, "{refused}");
}

#[rstest]
#[case::old(OLD.to_vec(), RefusalCode::UnsupportedWorkbook)]
#[case::encrypted(
    [OLD, &"EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect::<Vec<_>>()].concat(),
    RefusalCode::EncryptedWorkbook
)]
#[case::binary(packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"")]), RefusalCode::UnsupportedWorkbook)]
#[case::open_document(packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", b"<x/>")]), RefusalCode::UnsupportedWorkbook)]
#[case::word(packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>")]), RefusalCode::UnsupportedWorkbook)]
#[case::only_its_name(packed(&[("xl/workbook.xml", BOOK.as_bytes())]), RefusalCode::DamagedWorkbook)]
fn other_documents_are_refused_with_a_way_out(
    #[case] bytes: Vec<u8>,
    #[case] expected: RefusalCode,
) {
    assert_eq!(refusal(&bytes).code, expected);
}

#[test]
fn a_workbook_that_is_cut_anywhere_ends_in_a_refusal() {
    let bytes = book([sheet("H7", &[row("LGG-1"), row("LGG-2")])]);
    for end in (4..bytes.len()).step_by(97) {
        let found = read(&bytes[..end], "day.xlsx");
        assert!(
            found
                .iter()
                .flat_map(|(_, records)| records)
                .any(|record| matches!(record, Record::Refused(_)))
        );
    }
}
