//! Documents: who gets which, and what is left of them on record.

use desk::contract::*;
use rust_decimal::Decimal;

use crate::bench::*;
use crate::inspecting::{photo, region};

/// A desk with fonts; without them there is nothing to tell, which is said.
fn released() -> Option<Bench> {
    if fonts().is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI must install the fonts: cargo xtask install");
        eprintln!("skipped: the fonts are not installed (cargo xtask install)");
        return None;
    }
    let bench = Bench::new();
    bench.import(&[
        ("flight.csv", &h7(&[CLEAN])),
        ("accepted.xml", &reply("01", CLEAN.lrn, MRN, "20261120090000", "")),
    ]);
    Some(bench)
}

fn print(document: &str, language: &str) -> Request {
    Request::Print(PrintRequest {
        id: CLEAN.lrn.to_owned(),
        document: document.to_owned(),
        language: language.to_owned(),
        printer: None,
    })
}

#[test]
fn a_release_note_needs_a_release_message() {
    let Some(bench) = released() else { return };
    assert_eq!(bench.refused(print("release-note", "en")).code, "not_released");
    bench.import(&[("released.xml", &reply("09", CLEAN.lrn, MRN, "20261120100000", ""))]);
    let record: PrintRecord = bench.ask(print("release-note", "en"));
    assert!(bench.desk.blob(&record.hash).unwrap().bytes.starts_with(b"%PDF"));

    bench.import(&[("taken back.xml", &reply("10", CLEAN.lrn, MRN, "20261120110000", ""))]);
    assert_ne!(bench.show(CLEAN.lrn).row.status, Status::Released);
    assert_eq!(
        bench.refused(print("release-note", "en")).code,
        "not_released",
        "an invalidated one has none"
    );
}

#[test]
fn every_print_is_on_record_and_an_older_one_is_superseded() {
    let Some(bench) = released() else { return };
    let first: PrintRecord = bench.ask(print("declaration", "fr"));
    assert!(
        !bench.show(CLEAN.lrn).prints[0].superseded,
        "printing does not change what is printed"
    );
    bench.import(&[("released.xml", &reply("09", CLEAN.lrn, MRN, "20261120100000", ""))]);
    let second: PrintRecord = bench.ask(print("declaration", "fr"));
    assert!(second.revision > first.revision);
    let prints: Prints = bench.ask(Request::Prints(PrintsRequest { offset: 0, limit: 10 }));
    let superseded: Vec<bool> = prints.prints.iter().map(|print| print.superseded).collect();
    assert_eq!((prints.total, superseded), (2, vec![false, true]));
    bench.is_sound();
}

#[test]
fn the_inspection_report_shows_the_photos() {
    let Some(bench) = released() else { return };
    assert_eq!(bench.refused(print("inspection-report", "en")).code, "not_inspected");
    let staged = bench.stage("parcel.png", &photo());
    let attach =
        AttachRequest { id: CLEAN.lrn.to_owned(), staged, purpose: AttachmentPurpose::Photo };
    let view: DeclarationView = bench.ask(Request::Attach(attach));
    let hash = view.evidence[0].hash.clone();
    let annotation = region("1", &hash, "torn corner");
    bench.ask::<DeclarationView>(Request::Annotate(AnnotateRequest {
        id: CLEAN.lrn.to_owned(),
        hash,
        annotation,
    }));
    let measured = Measured { gross_mass: Some(Decimal::ONE), ..Measured::default() };
    bench.ask::<DeclarationView>(Request::RecordInspection(RecordInspection {
        id: CLEAN.lrn.to_owned(),
        record: InspectionRecord { measured: vec![measured], ..InspectionRecord::default() },
    }));
    let record: PrintRecord = bench.ask(print("inspection-report", "en"));
    assert!(record.pages >= 1);
}

#[test]
fn a_preview_is_not_on_record() {
    let Some(bench) = released() else { return };
    let preview: Preview = bench.ask(Request::Preview(PreviewRequest {
        id: CLEAN.lrn.to_owned(),
        document: "duty-notice".to_owned(),
        language: "en".to_owned(),
    }));
    assert!(bench.desk.blob(&preview.hash).unwrap().bytes.starts_with(b"%PDF"));
    assert_eq!(bench.show(CLEAN.lrn).prints.len(), 0);
}

#[test]
fn choices_say_why_a_document_cannot_be_had() {
    let Some(bench) = released() else { return };
    let request = ShowRequest { id: CLEAN.lrn.to_owned(), language: None };
    let choices: Documents = bench.ask(Request::Documents(request));
    let refused: Vec<(&str, Option<&str>)> = choices
        .documents
        .iter()
        .map(|choice| {
            (choice.document.as_str(), choice.refused.as_ref().map(|failure| failure.code.as_str()))
        })
        .collect();
    assert_eq!(
        refused,
        [
            ("release-note", Some("not_released")),
            ("duty-notice", None),
            ("inspection-report", Some("not_inspected")),
            ("declaration", None),
        ]
    );
    assert_eq!(choices.languages, ["en", "fr", "nl", "de", "zh"]);
}

#[test]
fn unknown_documents_and_printers_are_told() {
    let Some(bench) = released() else { return };
    assert_eq!(bench.refused(print("menu", "en")).code, "unknown_name");
    assert_eq!(bench.refused(print("declaration", "xx")).code, "unknown_name");
    let request = PrintRequest {
        id: CLEAN.lrn.to_owned(),
        document: "declaration".to_owned(),
        language: "en".to_owned(),
        printer: Some("no-such-printer".to_owned()),
    };
    assert_eq!(bench.refused(Request::Print(request)).code, "printer_failed");
    assert_eq!(
        bench.show(CLEAN.lrn).prints[0].printer,
        None,
        "it is made and kept, but went nowhere"
    );
}
