//! The authority's messages count in the order of their issue, whatever order they arrive in.

use customs::MessageKind;
use journal::{AuthorityStatus, Decision, Status};
use proptest::prelude::*;
use rstest::rstest;

use crate::story::{self, Story};

const KINDS: [MessageKind; 15] = [
    MessageKind::Received,
    MessageKind::Registered,
    MessageKind::Accepted,
    MessageKind::Tax,
    MessageKind::Control,
    MessageKind::DocumentsRequested,
    MessageKind::Released,
    MessageKind::NotReleased,
    MessageKind::Rejected,
    MessageKind::Invalidated,
    MessageKind::RequestAnswered,
    MessageKind::Exited,
    MessageKind::AmendmentRequest,
    MessageKind::InvalidationRequest,
    MessageKind::Other,
];

fn told(messages: &[(MessageKind, i64)]) -> Story {
    let mut story = Story::queued();
    for (kind, issued) in messages {
        story.append(story::message(*kind, *issued));
    }
    story
}

#[test]
fn a_release_that_comes_before_its_acceptance_stays_a_release() {
    let story = told(&[(MessageKind::Released, 9), (MessageKind::Accepted, 5)]);
    let state = story.state();
    assert_eq!(state.status, Status::Released);
    assert_eq!(state.mrn.as_deref(), Some("26BE9"));
    assert_eq!(state.release().unwrap().entry, story.entries[1].id);
    let order: Vec<_> = state.messages.iter().map(|each| each.message.kind).collect();
    assert_eq!(order, [MessageKind::Accepted, MessageKind::Released]);
}

/// Nothing may look released that is not: of two messages of the same moment the graver one counts.
#[rstest]
#[case::release_first([MessageKind::Released, MessageKind::NotReleased])]
#[case::refusal_first([MessageKind::NotReleased, MessageKind::Released])]
fn of_two_at_once_the_graver_counts(#[case] kinds: [MessageKind; 2]) {
    let state = told(&kinds.map(|kind| (kind, 5))).state();
    assert_eq!(state.status, Status::NotReleased);
    assert_eq!(state.release(), None);
}

#[test]
fn a_rejected_declaration_is_the_desks_again_once_it_is_decided_anew() {
    let mut story = Story::queued();
    story.decide(Decision::Approve);
    story.append(story::message(MessageKind::Rejected, 5));
    assert_eq!(story.state().status, Status::Rejected);
    story.decide(Decision::Approve);
    let state = story.state();
    assert_eq!((state.status, state.authority), (Status::Approved, AuthorityStatus::Rejected));
    story.append(story::message(MessageKind::Accepted, 8));
    assert_eq!(story.state().status, Status::Accepted);
}

#[test]
fn a_decision_made_before_the_rejection_does_not_count() {
    let mut story = Story::queued();
    let first = story.decide(Decision::Hold);
    story.append(story::message(MessageKind::Rejected, 5));
    story.undo(first);
    assert_eq!(story.state().status, Status::Rejected);
}

proptest! {
    #[test]
    fn any_order_of_arrival_gives_the_same_status(
        (sent, arrived) in prop::collection::vec((prop::sample::select(&KINDS[..]), 0i64..5), 1..8)
            .prop_flat_map(|sent| (Just(sent.clone()), Just(sent).prop_shuffle())),
    ) {
        let (one, other) = (told(&sent).state(), told(&arrived).state());
        prop_assert_eq!(one.status, other.status);
        prop_assert_eq!(one.authority, other.authority);
        prop_assert_eq!(one.mrn, other.mrn);
        prop_assert_eq!(one.revision, other.revision);
        prop_assert_eq!(one.verdict, other.verdict);
    }

    /// Whatever is said and decided, only a release message releases.
    #[test]
    fn nothing_looks_released_without_a_release(
        messages in prop::collection::vec((prop::sample::select(&KINDS[..]), 0i64..5), 0..8),
        approve: bool,
    ) {
        let mut story = told(&messages);
        if approve {
            story.decide(Decision::Approve);
        }
        let state = story.state();
        let said = messages.iter().any(|(kind, _)| *kind == MessageKind::Released);
        prop_assert!(said || state.status != Status::Released);
        prop_assert_eq!(state.release().is_some(), state.status == Status::Released);
    }
}
