//! Headers that nobody has met yet: what they may mean, and what they mean once somebody has said it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::convert::Infallible;
use std::io::Cursor;

use exchange::{Mapping, Record, RefusalCode, UnknownHeader, each_file, read, read_mapped};
use rust_xlsxwriter::Workbook;

const STRANGE: &str = "Zending;EORI-nr;Volg;Prijs;Munt;Inhoud;Tarief\n\
    LGG-1;BE0123456789;1;12,50;EUR;cotton socks;611595\n\
    LGG-2;BE0123456789;1;9,50;USD;a red lamp;940540\n";

fn meant() -> Mapping {
    let said = [
        ("zending", "lrn"),
        ("EORI nr", "13 05 017"),
        ("Volg", "item_number"),
        ("Prijs", "value"),
        ("Munt", "currency"),
        ("Inhoud", "description"),
        ("Tarief", "18 09 056"),
    ];
    said.into_iter()
        .fold(Mapping::default(), |mapping, (header, column)| mapping.with(header, column).unwrap())
}

/// The columns that are offered for a header.
fn offered<'u>(unknown: &'u [UnknownHeader], header: &str) -> Vec<&'u str> {
    let found = unknown.iter().find(|unknown| unknown.header == header).unwrap();
    found.offers.iter().map(|column| column.name).collect()
}

#[test]
fn a_table_of_strange_words_is_refused_with_offers() {
    let mut reader = read(STRANGE.as_bytes(), "a.csv");
    let records: Vec<Record> = reader.by_ref().map(Result::unwrap).collect();
    let [Record::Refused(refusal)] = &records[..] else { panic!("{records:?}") };
    assert_eq!(refusal.code, RefusalCode::MissingColumns);

    let unknown = reader.unknown_headers();
    assert_eq!(unknown.len(), 7);
    assert_eq!(unknown[0].samples, ["LGG-1", "LGG-2"]);
    for (header, column) in [
        ("Zending", "lrn"),
        ("EORI-nr", "declarant_id"),
        ("Prijs", "value"),
        ("Munt", "currency"),
        ("Inhoud", "description"),
        ("Tarief", "commodity_code"),
    ] {
        assert_eq!(offered(&unknown, header).first(), Some(&column), "{unknown:#?}");
    }
}

#[test]
fn once_they_are_mapped_they_come_in_as_if_they_had_been_known() {
    let known = STRANGE.replace(
        "Zending;EORI-nr;Volg;Prijs;Munt;Inhoud;Tarief",
        "lrn;declarant_id;item_number;value;currency;description;commodity_code",
    );
    let mapping = meant();
    let mut reader = read_mapped(STRANGE.as_bytes(), "a.csv", &mapping);
    let mapped: Vec<Record> = reader.by_ref().map(Result::unwrap).collect();
    let plain: Vec<Record> = read(known.as_bytes(), "a.csv").map(Result::unwrap).collect();
    let bodies = |records: &[Record]| -> Vec<_> {
        let body = |record: &Record| match record {
            Record::Declaration(found) => found.body.clone(),
            other => panic!("{other:?}"),
        };
        records.iter().map(body).collect()
    };
    assert_eq!(bodies(&mapped), bodies(&plain));
    assert_eq!(reader.unknown_headers(), []);
}

#[test]
fn a_column_that_nobody_maps_stays_and_is_told() {
    let with = STRANGE
        .replace("Tarief\n", "Tarief;Colli-id\n")
        .replace("611595\n", "611595;RR287043775IN\n");
    let with = with.replace("940540\n", "940540;\n");
    let mapping = meant();
    let mut reader = read_mapped(with.as_bytes(), "a.csv", &mapping);
    let Some(Ok(Record::Declaration(first))) = reader.next() else { panic!() };
    assert!(format!("{:?}", first.body).contains("RR287043775IN"));
    assert_eq!(reader.by_ref().count(), 1);
    assert_eq!(offered(&reader.unknown_headers(), "Colli-id"), ["house_document"]);
}

#[test]
fn workbooks_are_mapped_too() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in STRANGE.lines().enumerate() {
        sheet.write_row(u32::try_from(line).unwrap(), 0, row.split(';')).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let told = |mapping: &Mapping| {
        let mut told = Vec::new();
        let done: Result<(), Infallible> =
            each_file(Cursor::new(&bytes), "a.xlsx", mapping, |reader| {
                let mut reader = reader.unwrap();
                let declarations =
                    reader.by_ref().filter(|record| matches!(record, Ok(Record::Declaration(_))));
                told.push((declarations.count(), reader.unknown_headers().len()));
                Ok(())
            });
        done.unwrap();
        told
    };
    assert_eq!(told(&Mapping::default()), [(0, 7)]);
    assert_eq!(told(&meant()), [(2, 0)]);
}
