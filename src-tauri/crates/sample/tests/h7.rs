//! The flights: same seed same bytes, counts that hold, every planted case in its place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail there")]

use std::collections::{BTreeMap, BTreeSet};

use rstest::rstest;
use sample::h7::{AFTERNOON, CASES, Flight, Layout, MORNING, Options, Size, Summary, write_csv};
use sample::{DAY, SEED};

fn flight(flight: Flight, size: Size, seed: u64) -> (Vec<u8>, Summary) {
    let mut out = Vec::new();
    let summary = write_csv(&mut out, Options { size, seed, flight, day: DAY }).unwrap();
    (out, summary)
}

/// A row by its column names.
type Row = BTreeMap<String, String>;

fn rows(bytes: &[u8]) -> Vec<Row> {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| {
            names.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect()
        })
        .collect()
}

/// Both of the sample desk's flights.
fn the_day() -> Vec<Row> {
    [MORNING, AFTERNOON]
        .into_iter()
        .flat_map(|f| rows(&flight(f, Size::Rows(1000), SEED).0))
        .collect()
}

fn of_case(name: &str) -> Vec<Row> {
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    let lrns = case.lrns(DAY);
    the_day().into_iter().filter(|row| lrns.contains(&row["lrn"])).collect()
}

/// Hundredths or thousandths, as the decimals say.
fn number(text: &str) -> u64 {
    text.replace('.', "").parse().unwrap()
}

#[rstest]
#[case::declarations(Size::Declarations(300))]
#[case::rows(Size::Rows(300))]
fn same_seed_same_bytes(#[case] size: Size) {
    assert_eq!(flight(MORNING, size, 7), flight(MORNING, size, 7));
    assert_ne!(flight(MORNING, size, 7).0, flight(MORNING, size, 8).0);
}

#[test]
fn a_longer_file_begins_like_a_shorter_one() {
    let (short, _) = flight(MORNING, Size::Declarations(50), SEED);
    let (long, _) = flight(MORNING, Size::Declarations(120), SEED);
    assert!(long.starts_with(&short));
}

#[rstest]
#[case::morning(MORNING)]
#[case::afternoon(AFTERNOON)]
fn counts_what_it_wrote(#[case] which: Flight) {
    let (bytes, summary) = flight(which, Size::Rows(1000), SEED);
    let rows = rows(&bytes);
    let lrns: BTreeSet<&String> = rows.iter().map(|row| &row["lrn"]).collect();
    assert_eq!(rows.len(), 1000);
    assert_eq!(summary.rows, 1000);
    assert_eq!(summary.declarations, lrns.len() as u64);
    assert_eq!(summary.bytes, bytes.len() as u64);
    assert!((700..=900).contains(&lrns.len()), "{} declarations", lrns.len());
}

#[test]
fn flights_differ_in_layout_and_byte_order_mark_only() {
    let (morning, _) = flight(MORNING, Size::Declarations(40), SEED);
    let shuffled = Flight { layout: Layout::Shuffled, byte_order_mark: false, ..MORNING };
    let (other, _) = flight(shuffled, Size::Declarations(40), SEED);
    assert!(morning.starts_with("\u{feff}lrn;declaration_type;".as_bytes()));
    assert!(other.starts_with(b"exporter_name;"));
    assert_eq!(rows(&morning), rows(&other));
}

#[test]
fn every_case_is_there() {
    let lrns: BTreeSet<String> = the_day().into_iter().map(|row| row["lrn"].clone()).collect();
    for case in CASES {
        for lrn in case.lrns(DAY) {
            assert!(lrns.contains(&lrn), "{} is not in the flights: {lrn}", case.name);
        }
    }
}

#[test]
fn cases_do_not_meet_in_one_parcel() {
    let mut seen = BTreeMap::new();
    for case in CASES.iter().filter(|case| case.name != "split_consignment") {
        for at in case.at {
            assert_eq!(seen.insert(at, case.name), None, "{} at {at}", case.name);
        }
    }
}

#[rstest]
#[case::value_over_limit("value_over_limit", "currency", "USD")]
#[case::value_under_limit("value_under_limit", "value", "149.20")]
#[case::near_limit_by_rate("near_limit_by_rate", "value", "163.30")]
#[case::ioss_missing("ioss_missing", "fiscal_reference_id", "")]
#[case::ioss_missing_role("ioss_missing", "additional_procedures", "F48")]
#[case::fr5_without_f48("fr5_without_f48", "additional_procedures", "F53")]
#[case::f49_without_fr4("f49_without_fr4", "fiscal_reference_role", "")]
#[case::c07("c07_after_july", "additional_procedures", "C07,F48")]
#[case::c07_in_its_time("c07_before_july", "acceptance_date", "2026-06-29")]
#[case::value_zero("value_zero", "value", "0.00")]
#[case::currency("currency_unknown", "currency", "RMB")]
#[case::packages("packages_zero", "packages", "0")]
#[case::importer_outside_union("importer_outside_union", "importer_country", "CH")]
#[case::address("importer_address_missing", "importer_street", "")]
#[case::chinese("chinese_names", "importer_name", "王秀英")]
#[case::cyrillic("cyrillic_names", "importer_name", "Олена Коваленко")]
#[case::gift("private_gift_with_ioss", "additional_procedures", "C08,F48")]
#[case::placeholder("template_placeholder", "description", "{{ITEM_DESCRIPTION}}")]
#[case::quoting("separator_in_text", "description", "USB-C cable; \"fast charge\"; 2 m")]
#[case::overweight("overweight", "gross_mass", "112.000")]
#[case::prelodged("prelodged", "additional_type", "D")]
fn a_case_shows_in_its_column(#[case] name: &str, #[case] column: &str, #[case] value: &str) {
    let rows = of_case(name);
    assert!(!rows.is_empty());
    for row in rows {
        assert_eq!(row[column], value, "{name}");
    }
}

#[rstest]
#[case::name_as_long_as_allowed("long_name", "importer_name", 70)]
#[case::long_description("long_description", "description", 500)]
#[case::short_commodity("commodity_too_short", "commodity_code", 4)]
fn a_case_has_its_length(#[case] name: &str, #[case] column: &str, #[case] characters: usize) {
    assert_eq!(of_case(name)[0][column].chars().count(), characters);
}

#[test]
fn the_parcel_over_the_limit_is_worth_172_40_dollars() {
    let rows = of_case("value_over_limit");
    assert_eq!(rows.iter().map(|row| number(&row["value"])).sum::<u64>(), 17_240);
}

#[test]
fn the_split_consignment_is_worth_612_euros() {
    let rows = of_case("split_consignment");
    let consignees: BTreeSet<_> =
        rows.iter().map(|r| (&r["importer_name"], &r["importer_street"])).collect();
    let waybills: BTreeSet<_> = rows.iter().map(|row| &row["transport_document"]).collect();
    let in_euros: u64 =
        rows.iter().filter(|r| r["currency"] == "EUR").map(|r| number(&r["value"])).sum();
    assert_eq!((consignees.len(), waybills.len()), (1, 1));
    assert_eq!(in_euros + 15_831, 61_200);
}

#[test]
fn a_large_file_splits_consignments_per_waybill_and_address() {
    let size = Size::Declarations(11_000);
    let (bytes, _) = flight(MORNING, size, SEED);
    let mut parcels: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&bytes).into_iter().filter(|row| row["importer_name"] == "Anneke Maes") {
        let key = (row["importer_street"].clone(), row["transport_document"].clone());
        parcels.entry(key).or_default().insert(row["lrn"].clone());
    }
    let sizes: Vec<usize> = parcels.values().map(BTreeSet::len).filter(|n| *n > 1).collect();
    assert_eq!(sizes, [6, 6, 6]);
}

#[test]
fn ninety_nine_items_have_ninety_nine_sub_headings() {
    let rows = of_case("ninety_nine_items");
    let codes: BTreeSet<_> = rows.iter().map(|row| &row["commodity_code"]).collect();
    assert_eq!((rows.len(), codes.len()), (99, 99));
    assert!(rows.iter().map(|row| number(&row["value"])).sum::<u64>() < 15_000);
}

#[test]
fn parcels_without_a_case_are_clean() {
    let planted: BTreeSet<String> = CASES.iter().flat_map(|case| case.lrns(DAY)).collect();
    let mut parcels: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in the_day() {
        parcels.entry(row["lrn"].clone()).or_default().push(row);
    }
    let under_ioss =
        parcels.values().filter(|rows| rows[0]["additional_procedures"] == "F48").count();
    assert!(under_ioss * 100 > parcels.len() * 95, "{under_ioss} of {}", parcels.len());
    // The last parcel of a flight may have lost items to the row count.
    let cut: Vec<String> = [&MORNING, &AFTERNOON]
        .iter()
        .filter_map(|flight| {
            let suffix = format!("-{:02}", flight.number);
            parcels.keys().filter(|lrn| lrn.ends_with(&suffix)).max().cloned()
        })
        .collect();
    for (lrn, rows) in
        parcels.iter().filter(|(lrn, _)| !planted.contains(*lrn) && !cut.contains(lrn))
    {
        assert_clean(lrn, rows);
    }
}

fn assert_clean(lrn: &str, rows: &[Row]) {
    let mass: u64 = rows.iter().map(|row| number(&row["item_gross_mass"])).sum();
    let codes: BTreeSet<_> = rows.iter().map(|row| &row["commodity_code"]).collect();
    let per_euro = match rows[0]["currency"].as_str() {
        "EUR" => 100,
        "USD" => 109,
        "GBP" => 86,
        "CNY" => 783,
        other => panic!("{lrn}: {other}"),
    };
    let worth: u64 = rows.iter().map(|row| number(&row["value"])).sum();
    assert_eq!(mass, number(&rows[0]["gross_mass"]), "{lrn}");
    assert_eq!(codes.len(), rows.len(), "{lrn}");
    assert!(worth > 0 && worth * 100 / per_euro <= 14_000, "{lrn}: {worth}");
    match rows[0]["additional_procedures"].as_str() {
        "F48" => assert_eq!(rows[0]["fiscal_reference_role"], "FR5", "{lrn}"),
        "F49" => assert_eq!(rows[0]["fiscal_reference_role"], "FR4", "{lrn}"),
        _ => assert_eq!(rows[0]["fiscal_reference_role"], "", "{lrn}"),
    }
}
