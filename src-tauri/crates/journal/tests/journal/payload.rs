//! Payloads: read back as written, and readable for ever.

use customs::{Lane, MessageKind};
use journal::{
    Annotated, AnnotationRemoved, Attached, AttachmentHash, AttachmentPurpose, Claimed,
    ControlResult, Decided, Decision, Draft, EntryId, Event, Hash, Head, Imported, ImportedFile,
    InspectionClosed, InspectionRecorded, Judged, Measured, Printed, RefusedRecord, Seal, Undone,
};
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use crate::story;

fn hash() -> AttachmentHash {
    AttachmentHash("ab".repeat(32))
}

fn inspection() -> InspectionRecorded {
    let measured = Measured {
        item: Some(1),
        declared_quantity: Some(Decimal::new(10, 0)),
        quantity: Some(Decimal::new(90, 1)),
        declared_gross_mass: None,
        gross_mass: Some(Decimal::new(1_230, 3)),
        declared_packages: None,
        packages: None,
    };
    InspectionRecorded {
        control_type: Some("40".to_owned()),
        measured: vec![measured],
        seals: vec![Seal { number: "S-1".to_owned(), intact: false }],
        remarks: "一箱".to_owned(),
    }
}

fn imported() -> Imported {
    let refused = RefusedRecord {
        record: 4,
        line: 5,
        reference: Some("LGG-4".to_owned()),
        code: "too_few_columns".to_owned(),
        reason: "The row has 3 columns.".to_owned(),
        hint: "Add the missing ones.".to_owned(),
    };
    let file = ImportedFile {
        name: "flight.csv".to_owned(),
        file: Some(hash()),
        size: u64::MAX,
        format: None,
        declarations: 3,
        unchanged: 2,
        amended: 1,
        messages: 0,
        refused: vec![refused],
    };
    Imported { files: vec![file], cancelled: true, waiting: 0 }
}

fn attached() -> Attached {
    Attached {
        file: hash(),
        name: "seal.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 3,
        pixels: Some((4, 3)),
        purpose: AttachmentPurpose::Photo,
    }
}

fn decided() -> Decided {
    let reason = Some("The invoice is missing.".to_owned());
    Decided { decision: Decision::Hold, reason, batch: Uuid::from_u128(7) }
}

fn printed() -> Printed {
    Printed {
        document: "release-note".to_owned(),
        language: "fr".to_owned(),
        file: hash(),
        pages: 2,
        revision: 3,
        printer: Some("Office".to_owned()),
    }
}

fn closed() -> InspectionClosed {
    InspectionClosed {
        result: ControlResult::B1,
        remarks: String::new(),
        signed_by: "An Peeters".to_owned(),
    }
}

#[rstest]
#[case::queued("queued", story::queued())]
#[case::amended("amended", story::amended("oak lamp"))]
#[case::decided("decided", decided())]
#[case::undone("undone", Undone { entry: EntryId(Uuid::from_u128(1)) })]
#[case::claimed("claimed", Claimed { claimed: true })]
#[case::message("message_received", story::message(MessageKind::Tax, 5))]
#[case::inspection_recorded("inspection_recorded", inspection())]
#[case::inspection_closed("inspection_closed", closed())]
#[case::attached("attached", attached())]
#[case::annotated("annotated", Annotated { file: hash(), annotation: json!({"z": 1, "a": [2.5]}) })]
#[case::annotation_removed("annotation_removed", AnnotationRemoved { id: "a".to_owned() })]
#[case::printed("printed", printed())]
#[case::imported("imported", imported())]
#[case::judged("judged", Judged::new(&story::body("lamp"), story::verdict(Lane::Red)))]
fn every_kind_reads_back_what_it_writes(#[case] kind: &str, #[case] event: impl Into<Event>) {
    let event: Event = event.into();
    assert_eq!((event.kind(), event.version()), (kind, 1));
    let payload = event.to_payload();
    let read = Event::read(kind, 1, &payload).unwrap();
    assert_eq!(read, event);
    assert_eq!(read.to_payload(), payload, "a payload that was read is written to the same bytes");
}

/// Written by the first version; every later one must read them.
#[rstest]
#[case::decided(
    "decided",
    r#"{"decision":"hold","reason":"The invoice is missing.","batch":"00000000-0000-0000-0000-000000000007"}"#,
    decided()
)]
#[case::closed(
    "inspection_closed",
    r#"{"result":"B1","remarks":"","signed_by":"An Peeters"}"#,
    closed()
)]
#[case::claimed("claimed", r#"{"claimed":true}"#, Claimed { claimed: true })]
#[case::with_fields_of_later_versions("claimed", r#"{"claimed":true,"until":9}"#, Claimed { claimed: true })]
fn old_payloads_stay_readable(
    #[case] kind: &str,
    #[case] payload: &str,
    #[case] expected: impl Into<Event>,
) {
    assert_eq!(Event::read(kind, 1, payload.as_bytes()).unwrap(), expected.into());
}

#[rstest]
#[case::cut_short(r#"{"claimed":tr"#)]
#[case::another_kinds(r#"{"entry":"00000000-0000-0000-0000-000000000001"}"#)]
#[case::not_text("\u{0}")]
fn a_payload_that_its_kind_does_not_hold_is_an_error(#[case] payload: &str) {
    let error = Event::read("claimed", 1, payload.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("claimed"), "{error}");
}

#[rstest]
#[case::kind("weighed", 1)]
#[case::version("decided", 2)]
fn what_is_not_known_is_kept_to_the_byte(#[case] kind: &str, #[case] version: u16) {
    let payload = b"\x00\xffanything";
    let event = Event::read(kind, version, payload).unwrap();
    assert_eq!((event.kind(), event.version()), (kind, version));
    assert_eq!(event.to_payload(), payload);
    assert!(!event.can_be_undone());
}

proptest! {
    #[test]
    fn sealing_keeps_what_was_drafted(actor in ".{0,20}", millis in 0i64..4_000_000_000_000, nanos in 0i64..1_000_000) {
        let at = chrono::DateTime::from_timestamp_millis(millis).unwrap();
        let drafted = at + chrono::TimeDelta::nanoseconds(nanos);
        let draft = Draft {
            id: EntryId(Uuid::from_u128(1)),
            subject: None,
            event: decided().into(),
            actor: actor.clone(),
            at: drafted,
            base_revision: 4,
        };
        let head = Head { device: story::DEVICE, sequence: 8, hash: Hash([7; 32]), seen: 3 };
        let (entry, event) = draft.clone().seal_keeping_event(head);
        prop_assert_eq!(&entry, &draft.seal(head));
        prop_assert_eq!(entry.event().unwrap(), event);
        prop_assert_eq!((entry.actor, entry.at, entry.sequence), (actor, at, 9));
        prop_assert_eq!((entry.previous, entry.base_revision), (Hash([7; 32]), 4));
    }
}
