//! What happened, told as stories, and what it adds up to.

use customs::{Lane, MessageKind};
use journal::{
    Amended, AmendmentCause, Annotated, AnnotationRemoved, Attached, AttachmentHash,
    AttachmentPurpose, Claimed, ControlResult, Decision, Event, InspectionClosed,
    InspectionRecorded, Judged, Printed, State, Status, Unfoldable,
};
use serde_json::json;

use crate::story::{self, DECLARATION, Story};

#[test]
fn nothing_comes_of_nothing() {
    let error = State::fold(DECLARATION, &[]).unwrap_err();
    assert!(matches!(error, Unfoldable::NeverQueued(id) if id == DECLARATION));
}

#[test]
fn a_queued_declaration_is_as_its_entry_says() {
    let story = Story::queued();
    let state = story.state();
    assert_eq!(state, State::queued(DECLARATION, &story.entries[0], story::queued()));
    assert_eq!((state.revision, state.status), (1, Status::Queued));
    assert_eq!(state.queued_at, story::minute(1));
}

#[test]
fn an_amendment_changes_the_data_and_the_verdict_until_it_is_undone() {
    let mut story = Story::queued();
    let amendment = story.describe("oak lamp");
    assert_eq!(
        (story.description().as_str(), story.state().verdict.lane),
        ("oak lamp", Lane::Yellow)
    );
    let undo = story.undo(amendment);
    assert_eq!((story.description().as_str(), story.state().verdict.lane), ("lamp", Lane::Green));
    assert!(story.state().undone.contains(&amendment));
    story.undo(undo);
    assert_eq!(story.description(), "oak lamp");
    assert_eq!(story.state().revision, 4);
}

#[test]
fn other_rules_bring_another_verdict_on_the_same_data() {
    let mut story = Story::queued();
    let decided = story.decide(Decision::Approve);
    story.append(Judged::new(&story::body("lamp"), story::verdict(Lane::Red)));
    let state = story.state();
    assert_eq!((state.verdict.lane, state.revision), (Lane::Red, 3));
    // The data are those that were approved.
    assert_eq!(state.decision.map(|decision| decision.entry), Some(decided));
}

#[test]
fn a_verdict_on_other_data_says_nothing() {
    let mut story = Story::queued();
    let amendment = story.describe("oak lamp");
    story.append(Judged::new(&story::body("lamp"), story::verdict(Lane::Red)));
    assert_eq!(story.state().verdict.lane, Lane::Yellow);
    story.append(Judged::new(&story::body("oak lamp"), story::verdict(Lane::Blue)));
    assert_eq!(story.state().verdict.lane, Lane::Blue);
    story.undo(amendment);
    assert_eq!(story.state().verdict.lane, Lane::Red, "on the data as they are again");
}

#[test]
fn an_earlier_amendment_is_undone_under_a_later_one() {
    let mut story = Story::queued();
    let first = story.describe("oak lamp");
    let other = "GoodsShipment/Commodity/Code".parse().unwrap();
    let mut second = story::amended("");
    second.changes[0].path = other;
    second.changes[0].to = Some("940521".to_owned());
    story.append(second);
    story.undo(first);
    let state = story.state();
    assert_eq!(story.description(), "lamp");
    assert_eq!(state.body.text(&["GoodsShipment", "Commodity", "Code"]), Some("940521"));
}

#[test]
fn a_newer_version_replaces_the_whole_body() {
    let mut story = Story::queued();
    story.describe("oak lamp");
    let cause = AmendmentCause::Import { source: story::source() };
    let body = Some(story::body("vase"));
    story.append(Amended { cause, changes: vec![], body, verdict: story::verdict(Lane::Blue) });
    let state = story.state();
    assert_eq!((state.body, state.verdict.lane), (story::body("vase"), Lane::Blue));
}

#[test]
fn the_last_decision_counts_and_an_undo_brings_the_one_before_back() {
    let mut story = Story::queued();
    story.decide(Decision::Hold);
    let approved = story.decide(Decision::Approve);
    assert_eq!(story.state().status, Status::Approved);
    story.undo(approved);
    let state = story.state();
    assert_eq!(state.status, Status::Held);
    assert_eq!(state.decision.unwrap().by, "An Peeters");
}

/// One key press decided many declarations: each has an entry of the same batch, and one undo each.
#[test]
fn a_batch_is_undone_declaration_by_declaration() {
    let mut stories = [Story::queued(), Story::queued()];
    let decided = stories.each_mut().map(|story| story.decide(Decision::Approve));
    let batches = stories.each_ref().map(|story| story.state().decision.unwrap().decided.batch);
    assert_eq!(batches[0], batches[1]);
    for (story, entry) in stories.iter_mut().zip(decided) {
        story.undo(entry);
    }
    assert!(stories.iter().all(|story| story.state().status == Status::Queued));
}

#[test]
fn what_is_signed_printed_or_came_from_outside_is_not_undone() {
    let mut story = Story::queued();
    let released = story.append(story::message(MessageKind::Released, 5));
    let closed = story.append(InspectionClosed {
        result: ControlResult::A1,
        remarks: String::new(),
        signed_by: "An Peeters".to_owned(),
    });
    let printed = story.append(print(3));
    let queued = story.entries[0].id;
    let before = story.state();
    for entry in [released, closed, printed, queued] {
        story.undo(entry);
    }
    let after = story.state();
    assert_eq!(after.status, Status::Released);
    assert_eq!((after.inspection, after.prints), (before.inspection, before.prints));
    assert!(after.undone.is_empty());
}

fn print(revision: u32) -> Printed {
    Printed {
        document: "release-note".to_owned(),
        language: "fr".to_owned(),
        file: AttachmentHash("1".repeat(64)),
        pages: 1,
        revision,
        printer: None,
    }
}

#[test]
fn printing_and_claiming_do_not_make_a_new_revision() {
    let mut story = Story::queued();
    story.append(print(1));
    story.append_by("Bo Maes", Claimed { claimed: true });
    let state = story.state();
    assert_eq!((state.revision, state.claimed_by.as_deref()), (1, Some("Bo Maes")));
    story.append_by("Bo Maes", Claimed { claimed: false });
    assert_eq!(story.state().claimed_by, None);
    story.decide(Decision::Hold);
    assert_eq!(story.state().revision, 2);
}

#[test]
fn an_inspection_is_recorded_again_and_closed_once() {
    let mut story = Story::queued();
    let record = |remarks: &str| InspectionRecorded {
        remarks: remarks.to_owned(),
        ..InspectionRecorded::default()
    };
    story.append(record("one box"));
    story.append(InspectionClosed {
        result: ControlResult::B1,
        remarks: "two are missing".to_owned(),
        signed_by: "An Peeters".to_owned(),
    });
    story.append_by("Bo Maes", record("two boxes"));
    let inspection = story.state().inspection.unwrap();
    assert_eq!(
        (inspection.record.remarks.as_str(), inspection.by.as_str()),
        ("two boxes", "Bo Maes")
    );
    let (closed, at) = inspection.closed.unwrap();
    assert_eq!((closed.result, at), (ControlResult::B1, story::minute(3)));
}

#[test]
fn an_annotation_is_written_changed_and_taken_off() {
    let mut story = Story::queued();
    let file = AttachmentHash("2".repeat(64));
    story.append(Attached {
        file: file.clone(),
        name: "seal.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 3,
        pixels: None,
        purpose: AttachmentPurpose::Photo,
    });
    let note = |id: &str, text: &str| Annotated {
        file: file.clone(),
        annotation: json!({"id": id, "body": text}),
    };
    story.append(note("a", "broken"));
    story.append(note("b", "label"));
    story.append(note("a", "whole"));
    let removed = story.append(AnnotationRemoved { id: "b".to_owned() });
    let notes = |story: &Story| -> Vec<String> {
        let annotations = story.state().annotations;
        annotations.iter().map(|each| format!("{} {}", each.id, each.annotation["body"])).collect()
    };
    assert_eq!(notes(&story), ["a \"whole\""]);
    story.undo(removed);
    assert_eq!(notes(&story), ["a \"whole\"", "b \"label\""]);
    assert_eq!(story.state().attachments.len(), 1);
}

#[test]
fn a_kind_that_is_not_known_changes_nothing_but_the_revision() {
    let mut story = Story::queued();
    let before = story.state();
    let unknown =
        Event::Unknown { kind: "weighed".to_owned(), version: 2, payload: b"\xff".to_vec() };
    story.append(unknown.clone());
    assert_eq!(story.entries[1].event().unwrap(), unknown);
    assert_eq!(story.state(), State { revision: 2, ..before });
}

#[test]
fn a_damaged_payload_names_its_entry() {
    let mut story = Story::queued();
    let id = story.decide(Decision::Hold);
    story.entries[1].payload = b"{}".to_vec();
    let error = State::fold(DECLARATION, &story::pending(&story.entries)).unwrap_err();
    assert!(matches!(&error, Unfoldable::Unreadable { entry, .. } if *entry == id));
    assert!(error.to_string().contains(&id.to_string()), "{error}");
}
