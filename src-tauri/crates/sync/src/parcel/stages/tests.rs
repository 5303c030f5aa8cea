//! What happened to one parcel, and where it is then.

use chrono::{DateTime, TimeDelta, Utc};
use customs::{
    AuthorityMessage, Charges, Currency, Declaration, Element, Lane, MessageKind, Verdict,
};
use journal::{
    AttachmentHash, Claimed, Decided, Decision, DeclarationId, DeviceId, Draft, EntryId, Event,
    HandedOver, Head, MessageReceived, Placed, Queued, Source, State, Status, Undone,
};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::super::{FactSource, ParcelFacts, Stage};
use MessageKind as M;
use Stage as S;

/// One thing that happens, a minute after the one before.
#[derive(Clone, Copy, Debug)]
enum Act {
    Claim,
    GiveBack,
    Decide(Decision),
    UndoLast,
    Says(MessageKind),
    HandOver,
}
use Act::*;
const APPROVE: Act = Decide(Decision::Approve);
const HOLD: Act = Decide(Decision::Hold);
const REFUSE: Act = Decide(Decision::Refuse);

#[rstest]
#[case::just_came(&[], &[S::Received], Some(S::InReview))]
#[case::taken_on(&[Claim], &[S::Received, S::InReview], Some(S::Lodged))]
#[case::given_back(&[Claim, GiveBack], &[S::Received], Some(S::InReview))]
#[case::held(&[HOLD], &[S::Received, S::InReview], Some(S::Lodged))]
#[case::decision_undone(&[HOLD, UndoLast], &[S::Received], Some(S::InReview))]
#[case::refused_by_the_office(&[REFUSE], &[S::Received, S::InReview, S::Stopped], None)]
#[case::approved_is_not_lodged(&[APPROVE], &[S::Received, S::InReview], Some(S::Lodged))]
#[case::lodged(&[APPROVE, Says(M::Received)], &[S::Received, S::InReview, S::Lodged], Some(S::Accepted))]
#[case::tax_alone(&[APPROVE, Says(M::Tax)], &[S::Received, S::InReview, S::Lodged], Some(S::Accepted))]
#[case::accepted_at_once(&[Says(M::Accepted)], &[S::Received, S::Accepted], Some(S::Released))]
#[case::controlled(&[Says(M::Accepted), Says(M::Control)], &[S::Received, S::Accepted, S::UnderControl], Some(S::Released))]
#[case::released(&[Says(M::Accepted), Says(M::Tax), Says(M::Released)], &[S::Received, S::Accepted, S::Released], Some(S::HandedOver))]
#[case::released_after_control(&[Says(M::Accepted), Says(M::Control), Says(M::Released)], &[S::Received, S::Accepted, S::UnderControl, S::Released], Some(S::HandedOver))]
#[case::handed_over(&[Says(M::Released), HandOver], &[S::Received, S::Released, S::HandedOver], None)]
#[case::handed_over_without_release(&[Says(M::Accepted), HandOver], &[S::Received, S::Accepted], Some(S::Released))]
#[case::not_released(&[Says(M::Accepted), Says(M::Control), Says(M::NotReleased)], &[S::Received, S::Accepted, S::UnderControl, S::Stopped], None)]
#[case::release_taken_back(&[Says(M::Released), HandOver, Says(M::NotReleased)], &[S::Received, S::Stopped], None)]
#[case::released_after_all(&[Says(M::NotReleased), Says(M::Released)], &[S::Received, S::Released], Some(S::HandedOver))]
#[case::invalidated(&[Says(M::Released), Says(M::Invalidated)], &[S::Received, S::Stopped], None)]
#[case::rejected(&[Says(M::Received), Says(M::Rejected)], &[S::Received, S::Lodged, S::Stopped], Some(S::Lodged))]
#[case::rejected_and_decided_anew(&[Says(M::Received), Says(M::Rejected), APPROVE], &[S::Received, S::InReview], Some(S::Lodged))]
#[case::rejected_and_lodged_again(&[Says(M::Received), Says(M::Rejected), Says(M::Accepted)], &[S::Received, S::Accepted], Some(S::Released))]
#[case::requests_of_ours_say_nothing(&[Says(M::AmendmentRequest), Says(M::Other)], &[S::Received], Some(S::InReview))]
fn stages_follow(#[case] acts: &[Act], #[case] stages: &[Stage], #[case] expected: Option<Stage>) {
    let facts = facts(acts);
    assert_eq!(facts.stages.iter().map(|it| it.stage).collect::<Vec<_>>(), stages);
    assert_eq!(facts.expected, expected);
    assert_eq!(Some(facts.stage), stages.iter().max().copied());
}

#[test]
fn every_fact_says_from_whom_it_is_and_since_when_it_is_known() {
    let facts = facts(&[HOLD, Says(M::Released), HandOver]);
    let told: Vec<_> =
        facts.stages.into_iter().map(|it| (it.stage, it.at, it.from, it.known_since)).collect();
    let operator = FactSource::Operator("Cargo Nord".to_owned());
    assert_eq!(
        told,
        [
            (S::Received, minute(0), FactSource::Sender, minute(0)),
            (S::InReview, minute(1), FactSource::Office, minute(1)),
            // Issued half a minute before it came in.
            (S::Released, minute(2) - HALF, FactSource::Authority, minute(2)),
            (S::HandedOver, minute(3) - HALF, operator, minute(3)),
        ]
    );
    assert_eq!(facts.as_of, minute(3));
}

#[test]
fn the_numbers_are_those_that_the_declaration_carries() {
    let facts = facts(&[Says(M::Accepted)]);
    assert_eq!((facts.lrn.as_str(), facts.mrn.as_str()), ("LGG-1", "26BE1"));
}

proptest! {
    #[test]
    fn nothing_looks_released_that_is_not(acts in prop::collection::vec(any_act(), 0..9)) {
        let (state, entries) = folded(&acts);
        let facts = ParcelFacts::of(&state, &entries, &Declaration::read(&state.body));
        let has = |stage| facts.stages.iter().any(|it| it.stage == stage);
        prop_assert_eq!(has(S::Released), state.status == Status::Released);
        prop_assert!(!has(S::HandedOver) || has(S::Released));
        let ended = [Status::Refused, Status::Rejected, Status::NotReleased, Status::Invalidated];
        prop_assert_eq!(facts.stage == S::Stopped, ended.contains(&state.status));
        let mut seen: Vec<_> = facts.stages.iter().map(|it| it.stage).collect();
        seen.sort();
        seen.dedup();
        prop_assert_eq!(seen.len(), facts.stages.len());
    }
}

fn any_act() -> impl Strategy<Value = Act> {
    use prop::sample::select;
    let kinds = vec![
        M::Received,
        M::Registered,
        M::Accepted,
        M::Tax,
        M::Control,
        M::DocumentsRequested,
        M::Released,
        M::NotReleased,
        M::Rejected,
        M::Invalidated,
        M::Exited,
        M::Other,
    ];
    prop_oneof![
        select(vec![Claim, GiveBack, APPROVE, HOLD, REFUSE, UndoLast, HandOver]),
        select(kinds).prop_map(Says),
    ]
}

const HALF: TimeDelta = TimeDelta::seconds(30);

fn minute(minute: usize) -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_620_800 + 60 * minute as i64, 0).unwrap()
}

fn facts(acts: &[Act]) -> ParcelFacts {
    let (state, entries) = folded(acts);
    ParcelFacts::of(&state, &entries, &Declaration::read(&state.body))
}

fn folded(acts: &[Act]) -> (State, Vec<Placed>) {
    let id = DeclarationId(Uuid::from_u128(1));
    let mut head = Head::start(DeviceId(Uuid::from_u128(2)));
    let mut entries: Vec<Placed> = Vec::new();
    for number in 0..=acts.len() {
        let event = match number.checked_sub(1) {
            None => queued().into(),
            Some(before) => event(acts[before], number, &entries),
        };
        let draft = Draft {
            id: EntryId(Uuid::from_u128(100 + number as u128)),
            subject: Some(id),
            event,
            actor: "An Peeters".to_owned(),
            at: minute(number),
            base_revision: 1,
        };
        let entry = draft.seal(head);
        head = head.after(&entry);
        entries.push(Placed::pending(entry));
    }
    (State::fold(id, &entries).unwrap(), entries)
}

fn event(act: Act, number: usize, before: &[Placed]) -> Event {
    match act {
        Claim => Claimed { claimed: true }.into(),
        GiveBack => Claimed { claimed: false }.into(),
        Decide(decision) => Decided { decision, reason: None, batch: Uuid::from_u128(7) }.into(),
        UndoLast => Undone { entry: before.last().unwrap().id }.into(),
        Says(kind) => says(kind, number).into(),
        HandOver => HandedOver {
            to: "Van Dijk Koeriers".to_owned(),
            place: Some("Dock 4".to_owned()),
            told_by: "Cargo Nord".to_owned(),
            at: Some(minute(number) - HALF),
        }
        .into(),
    }
}

fn says(kind: MessageKind, number: usize) -> MessageReceived {
    let message = AuthorityMessage {
        kind,
        code: format!("{kind:?}"),
        reference: Some(number.to_string()),
        lrn: Some("LGG-1".to_owned()),
        mrn: Some(format!("26BE{number}")),
        version: None,
        issued: Some(minute(number) - HALF),
        control_result: None,
        remarks: vec![],
        charges: vec![],
        currency: None,
        body: Element::new("Response"),
    };
    MessageReceived { source: source(), message, waited_as: None }
}

fn source() -> Source {
    Source {
        file: AttachmentHash("0".repeat(64)),
        name: "flight.csv".to_owned(),
        format: "h7_csv".to_owned(),
        record: 1,
        line: 2,
    }
}

fn queued() -> Queued {
    let body = Element::new("Declaration").with(Element::leaf("FunctionalReferenceID", "LGG-1"));
    let charges = Charges {
        lines: vec![],
        payable: Default::default(),
        currency: Currency::eur(),
        customs_value: None,
        gaps: vec![],
    };
    let verdict = Verdict {
        lane: Lane::Green,
        lane_reasons: vec![],
        criteria: vec![],
        findings: vec![],
        charges,
        pack_hash: "0".repeat(64),
        rules_of: minute(0).date_naive(),
        rates: Vec::new(),
    };
    Queued { source: source(), body, verdict }
}
