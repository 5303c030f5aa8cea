//! Declarations leave the desk as files, whole or not at all.

use desk::contract::*;
use rstest::rstest;

use crate::bench::*;

fn all() -> ExportChoice {
    ExportChoice::Filtered { filter: Box::default(), sort: Sort::default() }
}

fn named(ids: &[&str]) -> ExportChoice {
    ExportChoice::Named { ids: ids.iter().map(|id| (*id).to_owned()).collect() }
}

fn export(format: ExportFormat, which: ExportChoice) -> Request {
    Request::Export(ExportRequest { format, which })
}

fn files(bench: &Bench) -> usize {
    let place = bench.folder.path().join("out");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::read_dir(place).unwrap().count()
}

#[rstest]
#[case::wco(ExportFormat::Wco, "xml")]
#[case::csv(ExportFormat::H7Csv, "csv")]
#[case::json(ExportFormat::Json, "json")]
#[case::xlsx(ExportFormat::H7Xlsx, "xlsx")]
fn the_page_gets_a_file_by_its_hash(#[case] format: ExportFormat, #[case] end: &str) {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    let exported: Exported = bench.ask(export(format, named(&[CLEAN.lrn])));
    assert_eq!((exported.declarations, exported.refused, exported.left_out), (1, 0, 0));
    assert_eq!(exported.file_name, format!("{}.{end}", CLEAN.lrn));
    let bytes = bench.desk.blob(&exported.hash).unwrap().bytes;
    assert_eq!(exported.size, bytes.len().to_string());
    bench.is_sound();
}

/// What another desk imports is what this one has, also after an amendment.
#[rstest]
#[case::wco(ExportFormat::Wco)]
#[case::csv(ExportFormat::H7Csv)]
fn another_desk_imports_what_was_exported(#[case] format: ExportFormat) {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    let change = NewValue {
        path: "GoodsShipment/Importer/Name".to_owned(),
        value: Some("Anneke <Maes> & \"Co\"".to_owned()),
    };
    bench.ask::<DeclarationView>(Request::Amend(AmendRequest {
        id: CLEAN.lrn.to_owned(),
        changes: vec![change],
        reason: "As on the invoice".to_owned(),
        seen_revision: None,
    }));
    let exported: Exported = bench.ask(export(format, named(&[CLEAN.lrn])));
    let bytes = bench.desk.blob(&exported.hash).unwrap().bytes;

    let other = Bench::new();
    let report = other.import_bytes(&[(&exported.file_name, &bytes)]);
    assert_eq!((report.declarations, report.refused), (1, 0));
    let elements = |bench: &Bench| -> Vec<(String, String)> {
        let request = ShowRequest { id: CLEAN.lrn.to_owned(), language: None };
        let told: Elements = bench.ask(Request::Elements(request));
        let mut all: Vec<_> =
            told.elements.into_iter().map(|each| (each.path, each.value)).collect();
        all.sort();
        all
    };
    assert_eq!(elements(&other), elements(&bench));
}

#[test]
fn the_filter_chooses_and_what_is_no_h7_is_named() {
    let bench = Bench::new();
    let other = "<Declaration><FunctionCode>9</FunctionCode>\
                 <ProcedureCategory>H1</ProcedureCategory>\
                 <FunctionalReferenceID>H1-1</FunctionalReferenceID>\
                 <Declarant><ID>BE0999258861</ID></Declarant></Declaration>";
    bench.import(&[("flight.csv", &h7(&[CLEAN])), ("h1.xml", other)]);
    let exported: Exported = bench.ask(export(ExportFormat::H7Csv, all()));
    assert_eq!((exported.declarations, exported.refused), (1, 1));
    assert_eq!(exported.missing[0].reference.as_deref(), Some("H1-1"));
    assert_eq!(exported.missing[0].failure.code, "other_data_set");
    let both: Exported = bench.ask(export(ExportFormat::Json, all()));
    assert_eq!((both.declarations, both.refused), (2, 0));
    assert!(both.file_name.starts_with("2 declarations 2026-11-20 "), "{}", both.file_name);

    let failure = bench.refused(export(ExportFormat::H7Csv, named(&["H1-1"])));
    assert_eq!(failure.code, "nothing_to_export");
    assert!(failure.message.contains("H1-1"), "{}", failure.message);
    let failure = bench.refused(export(ExportFormat::Json, named(&["nobody"])));
    assert_eq!(failure.code, "unknown_declaration");
}

#[test]
fn a_place_gets_the_whole_file_or_stays_as_it_was() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    assert_eq!(files(&bench), 0);
    let out = bench.folder.path().join("out");
    let request = |which| ExportRequest { format: ExportFormat::H7Csv, which };

    let (path, exported) = bench.desk.export_to(&request(named(&[CLEAN.lrn])), &out).unwrap();
    assert_eq!(path, out.join(&exported.file_name), "in a folder it gets its own name");
    let file = out.join("mine.csv");
    std::fs::write(&file, "what was there").unwrap();
    let failure = bench.desk.export_to(&request(named(&["nobody"])), &file).unwrap_err();
    assert_eq!(failure.code, "unknown_declaration");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "what was there");
    bench.desk.export_to(&request(named(&[CLEAN.lrn])), &file).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&path).unwrap());
    assert_eq!(files(&bench), 2, "nothing else is left");

    let nowhere = out.join("no such folder").join("file.csv");
    let failure = bench.desk.export_to(&request(named(&[CLEAN.lrn])), &nowhere).unwrap_err();
    assert_eq!(failure.code, "not_exported");
}

#[test]
fn only_the_newest_few_files_are_kept() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    let first: Exported = bench.ask(export(ExportFormat::H7Csv, named(&[CLEAN.lrn])));
    for format in [ExportFormat::Wco, ExportFormat::Json, ExportFormat::H7Xlsx, ExportFormat::Wco] {
        bench.ask::<Exported>(export(format, named(&[CLEAN.lrn])));
    }
    assert_eq!(bench.desk.blob(&first.hash).err().unwrap().code, "unknown_blob");
}
