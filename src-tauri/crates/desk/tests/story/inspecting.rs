//! An inspection: record, photos, regions, signature.

use desk::contract::*;
use image::{ImageFormat, RgbImage};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::bench::*;

pub(crate) fn photo() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_pixel(320, 240, image::Rgb([180, 150, 110]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

pub(crate) fn region(id: &str, hash: &str, note: &str) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": format!("urn:uuid:{id}"), "type": "Annotation",
        "body": [{"type": "TextualBody", "purpose": "commenting", "value": note}],
        "target": {"source": format!("urn:sha256:{hash}"),
                   "selector": {"type": "FragmentSelector", "value": "xywh=pixel:20,30,100,80"}},
    })
}

fn referred() -> Bench {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    bench.decide(CLEAN.lrn, Decision::Refer);
    bench
}

fn attach(bench: &Bench, name: &str, bytes: &[u8], purpose: AttachmentPurpose) -> Request {
    Request::Attach(AttachRequest {
        id: CLEAN.lrn.to_owned(),
        staged: bench.stage(name, bytes),
        purpose,
    })
}

fn record(bench: &Bench, gross_mass: Decimal) -> DeclarationView {
    let measured = Measured { item: Some(1), gross_mass: Some(gross_mass), ..Measured::default() };
    bench.ask(Request::RecordInspection(RecordInspection {
        id: CLEAN.lrn.to_owned(),
        record: InspectionRecord {
            control_type: Some("40".to_owned()),
            measured: vec![measured],
            seals: vec![Seal { number: "BE-77120".to_owned(), intact: false }],
            remarks: "Heavier than declared.".to_owned(),
        },
    }))
}

fn close(bench: &Bench, result: &str) -> Request {
    let _ = bench;
    Request::CloseInspection(CloseInspection {
        id: CLEAN.lrn.to_owned(),
        result: result.to_owned(),
        remarks: "Seen with the warehouse keeper.".to_owned(),
    })
}

#[test]
fn measured_stands_beside_declared() {
    let view = record(&referred(), Decimal::new(95, 2));
    let line = &view.inspection.unwrap().record.measured[0];
    assert_eq!(
        (line.declared_gross_mass, line.gross_mass),
        (Some(Decimal::new(62, 2)), Some(Decimal::new(95, 2)))
    );
}

#[test]
fn regions_are_numbered_changed_taken_off_and_brought_back() {
    let bench = referred();
    let view: DeclarationView =
        bench.ask(attach(&bench, "parcel.png", &photo(), AttachmentPurpose::Photo));
    let hash = view.evidence[0].hash.clone();
    assert_eq!(view.evidence[0].pixels, Some((320, 240)));
    let annotate = |annotation: Value| -> DeclarationView {
        bench.ask(Request::Annotate(AnnotateRequest {
            id: CLEAN.lrn.to_owned(),
            hash: hash.clone(),
            annotation,
        }))
    };
    annotate(region("1", &hash, "torn corner"));
    annotate(region("2", &hash, "second label"));
    let view = annotate(region("1", &hash, "torn and taped corner"));
    let numbers: Vec<u32> =
        view.evidence[0].annotations.iter().map(|annotation| annotation.number).collect();
    assert_eq!(numbers, [1, 2], "changing one keeps its number");

    let removed: DeclarationView = bench.ask(Request::RemoveAnnotation(RemoveAnnotation {
        id: CLEAN.lrn.to_owned(),
        annotation: "urn:uuid:2".to_owned(),
    }));
    assert_eq!(removed.evidence[0].annotations.len(), 1);
    bench.ask::<Undone>(Request::Undo(Nothing {}));
    assert_eq!(bench.show(CLEAN.lrn).evidence[0].annotations.len(), 2);
    bench.is_sound();
}

#[test]
fn what_is_no_picture_is_told_so() {
    let bench = referred();
    let text =
        bench.refused(attach(&bench, "photo.jpg", b"not a picture", AttachmentPurpose::Photo));
    assert_eq!(text.code, "not_a_picture");
    let mut broken = photo();
    broken.truncate(60);
    let cut = bench.refused(attach(&bench, "cut.png", &broken, AttachmentPurpose::Photo));
    assert_eq!(cut.code, "not_a_picture");
    assert!(cut.message.contains("cut.png"));
    assert_eq!(
        bench
            .show(CLEAN.lrn)
            .evidence
            .iter()
            .filter(|f| f.purpose == AttachmentPurpose::Photo)
            .count(),
        0
    );
}

#[test]
fn a_photo_of_200_megabytes_is_told_the_limit() {
    let bench = referred();
    let path = bench.folder.path().join("huge.png");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(200 * 1024 * 1024).unwrap();
    let staged = bench.desk.stage_path(&path).unwrap();
    let request =
        AttachRequest { id: CLEAN.lrn.to_owned(), staged, purpose: AttachmentPurpose::Photo };
    let failure = bench.refused(Request::Attach(request));
    assert_eq!(failure.code, "too_large");
    assert!(
        failure.message.contains("200 MB") && failure.message.contains("50 MB"),
        "{}",
        failure.message
    );
}

#[test]
fn a_region_that_cannot_be_drawn_is_refused() {
    let bench = referred();
    let view: DeclarationView =
        bench.ask(attach(&bench, "parcel.png", &photo(), AttachmentPurpose::Photo));
    let hash = view.evidence[0].hash.clone();
    let mut annotation = region("1", &hash, "x");
    annotation["target"]["selector"] = json!({"type": "CssSelector", "value": "img"});
    let request = AnnotateRequest { id: CLEAN.lrn.to_owned(), hash, annotation };
    assert_eq!(bench.refused(Request::Annotate(request)).code, "bad_annotation");
}

#[test]
fn a_signed_inspection_stays_as_it_is() {
    let bench = referred();
    assert_eq!(bench.refused(close(&bench, "A4")).code, "not_inspected");
    record(&bench, Decimal::ONE);
    assert_eq!(bench.refused(close(&bench, "Z9")).code, "unknown_result");
    let view: DeclarationView = bench.ask(close(&bench, "A4"));
    let closed = view.inspection.unwrap().closed.unwrap();
    assert_eq!((closed.result.as_str(), closed.signed_by.as_str()), ("A4", "Anneke Maes"));
    assert_eq!(bench.refused(close(&bench, "A1")).code, "inspection_closed");
    let late = bench.refused(attach(&bench, "late.png", &photo(), AttachmentPurpose::Photo));
    assert_eq!(late.code, "inspection_closed");
    let undone: Undone = bench.ask(Request::Undo(Nothing {}));
    assert_ne!(
        undone.kind.as_deref(),
        Some("inspection_recorded"),
        "what was signed is not undone"
    );
}
