//! Lists of exchange rates in the reference data's file.

use chrono::{DateTime, NaiveDate};
use customs::Currency;
use customs::rates::{RateList, RateSource, RateTable};
use rstest::rstest;
use store::{RateFile, RatesTaken, Reference};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn file(name: &str) -> RateFile {
    let imported_at = DateTime::from_timestamp(1_795_161_600, 0).unwrap();
    RateFile { name: format!("{name}.csv"), hash: format!("{name:0>64}"), imported_at }
}

/// Days of the bank, each with one rate of the dollar.
fn list(days: &[(&str, &str)]) -> RateList {
    let table = |(from, units): &(&str, &str)| RateTable {
        base: Currency::eur(),
        from: day(from),
        until: day(from).succ_opt().unwrap(),
        rates: [("USD".to_owned(), units.parse().unwrap())].into(),
        unverified: false,
        list: None,
    };
    let tables = days.iter().map(table).collect();
    RateList { source: RateSource::Ecb, base: Currency::eur(), tables }
}

/// The tables that count, as `day rate file`.
fn counting(reference: &Reference) -> Vec<String> {
    let mut all: Vec<String> = reference
        .rate_spans()
        .unwrap()
        .iter()
        .map(|span| {
            let table = reference.rate_table(span.no).unwrap();
            let list = table.list.unwrap();
            assert_eq!((list.published, list.source.as_str()), (span.from, "ecb"));
            assert_eq!((table.from, table.until), (span.from, span.until));
            format!("{} {} {}", span.from, table.rates["USD"], list.hash.trim_start_matches('0'))
        })
        .collect();
    all.sort();
    all
}

fn taken(new: u32, replaced: u32, known: u32) -> RatesTaken {
    RatesTaken { new, replaced, known }
}

#[rstest]
#[case::the_same_file(
    "a", &[("2026-11-19", "1.10"), ("2026-11-20", "1.20")],
    taken(0, 0, 2), &["2026-11-19 1.10 a", "2026-11-20 1.20 a"]
)]
#[case::the_same_rates_in_another_file(
    "b", &[("2026-11-20", "1.20")],
    taken(0, 0, 1), &["2026-11-19 1.10 a", "2026-11-20 1.20 a"]
)]
#[case::other_rates_for_a_day(
    "b", &[("2026-11-20", "1.25"), ("2026-11-21", "1.30")],
    taken(1, 1, 0), &["2026-11-19 1.10 a", "2026-11-20 1.25 b", "2026-11-21 1.30 b"]
)]
fn a_second_list(
    #[case] name: &str,
    #[case] days: &[(&str, &str)],
    #[case] expected: RatesTaken,
    #[case] tables: &[&str],
) {
    let folder = tempfile::tempdir().unwrap();
    let reference = Reference::open(folder.path()).unwrap();
    let first = list(&[("2026-11-19", "1.10"), ("2026-11-20", "1.20")]);
    assert_eq!(reference.import_rates(&file("a"), &first).unwrap(), taken(2, 0, 0));
    let before = reference.version().unwrap();
    assert_eq!(reference.import_rates(&file(name), &list(days)).unwrap(), expected);
    assert_eq!(counting(&reference), tables);
    assert_eq!(reference.version().unwrap() != before, name != "a", "whoever remembers notices");
    let again = Reference::open(folder.path()).unwrap();
    assert_eq!(counting(&again), tables);
}

#[test]
fn what_was_replaced_stays_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let reference = Reference::open(folder.path()).unwrap();
    let first = list(&[("2026-11-19", "1.10"), ("2026-11-20", "1.20")]);
    reference.import_rates(&file("a"), &first).unwrap();
    reference.import_rates(&file("b"), &list(&[("2026-11-20", "1.25")])).unwrap();
    let lists = reference.rate_lists().unwrap();
    let told: Vec<_> = lists
        .iter()
        .map(|list| (list.file.name.as_str(), list.from, list.until, list.current, list.replaced))
        .collect();
    let (b, a) = ((day("2026-11-20"), day("2026-11-21")), (day("2026-11-19"), day("2026-11-21")));
    assert_eq!(told, [("b.csv", b.0, b.1, 1, 0), ("a.csv", a.0, a.1, 1, 1)]);
    // The file that was replaced, once more: nothing changes.
    assert_eq!(reference.import_rates(&file("a"), &first).unwrap(), taken(0, 0, 2));
    assert_eq!(counting(&reference), ["2026-11-19 1.10 a", "2026-11-20 1.25 b"]);
}

/// A file of the version before, with a nomenclature in it, opens and takes rates.
#[test]
fn a_file_without_rates_gets_room_for_them() {
    let folder = tempfile::tempdir().unwrap();
    drop(Reference::open(folder.path()).unwrap());
    let path = folder.path().join("reference.sqlite");
    let former = rusqlite::Connection::open(&path).unwrap();
    former
        .execute_batch(
            "DROP TABLE rate; DROP TABLE rate_table; DROP TABLE rate_list;
             INSERT INTO edition (system, begins, changes) VALUES ('hs', '2022-01-01', 1);
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(former);
    let reference = Reference::open(folder.path()).unwrap();
    reference.import_rates(&file("a"), &list(&[("2026-11-20", "1.20")])).unwrap();
    assert_eq!(counting(&reference), ["2026-11-20 1.20 a"]);
    assert_eq!(reference.editions().unwrap().len(), 1);
}
