//! What two desks did without knowing of each other, as the fold sees it.

use customs::{Lane, MessageKind};
use journal::{
    Aspect, Choice, Decided, Decision, DeviceId, Draft, EntryId, Event, Head, InspectionRecorded,
    Placed, Resolved, State, Status, Undone,
};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use crate::story::{self, DECLARATION};

const A: u128 = 0xa;
const B: u128 = 0xb;

/// An office's order, written by several desks.
#[derive(Clone, Default)]
struct Order(Vec<Placed>);

impl Order {
    fn queued() -> Self {
        let mut order = Self::default();
        order.add(A, 0, &[], story::queued());
        order
    }

    /// Adds an entry whose author knew the order up to `seen`.
    fn add(
        &mut self,
        desk: u128,
        seen: u64,
        against: &[EntryId],
        event: impl Into<Event>,
    ) -> EntryId {
        let sequence = self.0.len() as u64 + 1;
        let device = DeviceId(Uuid::from_u128(desk));
        let last = self.0.iter().rev().find(|placed| placed.device == device);
        let head = last.map_or(Head::start(device), |placed| Head::start(device).after(placed));
        let draft = Draft {
            id: EntryId(Uuid::from_u128(sequence.into())),
            subject: Some(DECLARATION),
            event: event.into(),
            actor: format!("desk {desk:x}"),
            at: story::minute(sequence.cast_signed()),
            base_revision: 1,
        };
        let entry = draft.seal(Head { seen, ..head });
        let id = entry.id;
        self.0.push(Placed { entry, sequence: Some(sequence), contests: against.to_vec() });
        id
    }

    fn resolve(&mut self, conflicts: &[EntryId], choice: Choice) -> EntryId {
        let seen = self.0.len() as u64;
        self.add(A, seen, &[], resolved(conflicts, choice))
    }

    fn state(&self) -> State {
        State::fold(DECLARATION, &self.0).unwrap()
    }
}

fn decided(decision: Decision) -> Decided {
    Decided { decision, reason: None, batch: Uuid::from_u128(7) }
}

fn recorded(remarks: &str) -> InspectionRecorded {
    InspectionRecorded { remarks: remarks.to_owned(), ..InspectionRecorded::default() }
}

fn resolved(conflicts: &[EntryId], choice: Choice) -> Resolved {
    Resolved { conflicts: conflicts.to_vec(), choice, changes: vec![], verdict: None, reason: None }
}

/// A changes one value, B another, and neither knew of the other.
fn code_changed(to: &str) -> journal::Amended {
    let mut amended = story::amended("");
    amended.changes[0].path = "GoodsShipment/Commodity/Code".parse().unwrap();
    amended.changes[0].to = Some(to.to_owned());
    amended
}

/// What a desk decided, what another had decided before, and how it was answered.
#[rstest]
#[case::open(Decision::Hold, Decision::Refuse, None, Status::Held)]
#[case::approval_is_suspended(Decision::Approve, Decision::Refuse, None, Status::Queued)]
#[case::refusal_stands(Decision::Refuse, Decision::Approve, None, Status::Refused)]
#[case::agreed(Decision::Approve, Decision::Approve, None, Status::Approved)]
#[case::standing(Decision::Approve, Decision::Refuse, Some(Choice::Standing), Status::Approved)]
#[case::contested(Decision::Approve, Decision::Refuse, Some(Choice::Contested), Status::Refused)]
#[case::contested_approval(
    Decision::Hold,
    Decision::Approve,
    Some(Choice::Contested),
    Status::Approved
)]
fn two_decisions(
    #[case] first: Decision,
    #[case] second: Decision,
    #[case] choice: Option<Choice>,
    #[case] expected: Status,
) {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], decided(first));
    let contested = order.add(B, 1, &[standing], decided(second));
    if let Some(choice) = choice {
        order.resolve(&[contested], choice);
    }
    let state = order.state();
    assert_eq!(state.status, expected);
    let [conflict] = &state.conflicts[..] else { panic!("{:?}", state.conflicts) };
    assert_eq!((conflict.id, conflict.aspect), (contested, Aspect::Decision));
    assert_eq!((&conflict.against, conflict.agreed), (&vec![standing], first == second));
    assert_eq!(conflict.answer.as_ref().map(|answer| answer.choice), choice);
    assert_eq!(conflict.is_open(), first != second && choice.is_none());
}

#[test]
fn several_late_entries_of_one_desk_are_one_conflict() {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], decided(Decision::Hold));
    let first = order.add(B, 1, &[standing], decided(Decision::Refuse));
    let second = order.add(B, 1, &[standing], decided(Decision::Approve));
    let third = order.add(0xc, 1, &[standing], decided(Decision::Refer));
    let state = order.state();
    let sides: Vec<_> = state.conflicts.iter().map(|each| each.contested.clone()).collect();
    assert_eq!(sides, vec![vec![first, second], vec![third]]);
    order.resolve(&[first, second], Choice::Contested);
    assert_eq!(order.state().open_conflicts().count(), 1);
    order.resolve(&[third], Choice::Standing);
    assert_eq!(order.state().status, Status::Approved);
}

#[test]
fn contested_data_wait_and_a_choice_brings_its_own_values() {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], story::amended("oak lamp"));
    let contested = order.add(B, 1, &[standing], story::amended("pine lamp"));
    let text = |state: &State| {
        state.body.text(&["GoodsShipment", "Commodity", "Description"]).unwrap().to_owned()
    };
    let state = order.state();
    assert_eq!((text(&state).as_str(), state.conflicts[0].aspect), ("oak lamp", Aspect::Data));
    let combined = Resolved {
        changes: story::amended("oak and pine lamp").changes,
        verdict: Some(Box::new(story::verdict(Lane::Blue))),
        ..resolved(&[contested], Choice::Combined)
    };
    order.add(A, 3, &[], combined);
    let state = order.state();
    assert_eq!((text(&state).as_str(), state.verdict.lane), ("oak and pine lamp", Lane::Blue));
    assert_eq!((state.open_conflicts().count(), state.unjudged), (0, false));
}

#[test]
fn an_approval_falls_with_the_data_that_a_choice_changes() {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], story::amended("oak lamp"));
    let contested = order.add(B, 1, &[standing], story::amended("pine lamp"));
    order.add(A, 2, &[], decided(Decision::Approve));
    assert_eq!(order.state().status, Status::Queued);
    let taken = Resolved {
        changes: story::amended("pine lamp").changes,
        ..resolved(&[contested], Choice::Contested)
    };
    order.add(A, 4, &[], taken);
    assert_eq!(order.state().decision, None);
}

#[test]
fn a_contested_inspection_takes_effect_when_it_is_chosen() {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], recorded("one box"));
    order.add(A, 1, &[], decided(Decision::Approve));
    let contested = order.add(B, 1, &[standing], recorded("two boxes"));
    let state = order.state();
    assert_eq!(state.inspection.unwrap().record.remarks, "one box");
    // Goods that were looked at twice do not take an approval away.
    assert_eq!(state.status, Status::Approved);
    order.resolve(&[contested], Choice::Contested);
    assert_eq!(order.state().inspection.unwrap().record.remarks, "two boxes");
}

#[test]
fn a_contested_undo_takes_nothing_back_until_it_is_chosen() {
    let mut order = Order::queued();
    let held = order.add(A, 1, &[], decided(Decision::Hold));
    let again = order.add(A, 1, &[], story::amended("oak lamp"));
    let undo = order.add(B, 2, &[again], Undone { entry: held });
    let state = order.state();
    assert_eq!((state.status, state.undone.len()), (Status::Held, 0));
    assert_eq!(state.conflicts[0].aspect, Aspect::Choice);
    order.resolve(&[undo], Choice::Contested);
    assert_eq!(order.state().status, Status::Queued);
}

#[test]
fn what_is_contested_may_be_taken_back_and_so_may_a_choice() {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], decided(Decision::Hold));
    let contested = order.add(B, 1, &[standing], decided(Decision::Refuse));
    let choice = order.resolve(&[contested], Choice::Contested);
    assert_eq!(order.state().status, Status::Refused);
    order.add(A, 4, &[], Undone { entry: choice });
    let state = order.state();
    assert_eq!((state.status, state.open_conflicts().count()), (Status::Held, 1));
    order.add(B, 5, &[], Undone { entry: contested });
    assert_eq!(order.state().conflicts, vec![]);
}

/// A chose one side, B without knowing of it the other; someone then chooses between the choices.
#[rstest]
#[case::open(None, Status::Refused)]
#[case::the_first(Some(Choice::Standing), Status::Refused)]
#[case::the_second(Some(Choice::Contested), Status::Held)]
fn two_choices(#[case] choice: Option<Choice>, #[case] expected: Status) {
    let mut order = Order::queued();
    let standing = order.add(A, 1, &[], decided(Decision::Hold));
    let contested = order.add(B, 1, &[standing], decided(Decision::Refuse));
    let first = order.add(A, 3, &[], resolved(&[contested], Choice::Contested));
    let second = order.add(B, 3, &[first], resolved(&[contested], Choice::Standing));
    assert_eq!(order.state().open_conflicts().count(), 1);
    if let Some(choice) = choice {
        order.resolve(&[second], choice);
        assert_eq!(order.state().open_conflicts().count(), 0);
    }
    assert_eq!(order.state().status, expected);
}

#[test]
fn data_of_two_desks_are_merged_and_not_judged() {
    let mut order = Order::queued();
    order.add(A, 1, &[], story::amended("oak lamp"));
    order.add(B, 1, &[], code_changed("940521"));
    let state = order.state();
    assert!(state.unjudged);
    assert_eq!(state.body.text(&["GoodsShipment", "Commodity", "Code"]), Some("940521"));
    // Whoever saw all of it judges all of it.
    order.add(A, 3, &[], code_changed("940591"));
    assert!(!order.state().unjudged);
}

#[test]
fn a_second_desk_that_brings_the_same_changes_nothing() {
    let mut order = Order::queued();
    order.add(A, 1, &[], decided(Decision::Approve));
    let before = order.state();
    order.add(B, 0, &[], story::queued());
    assert_eq!(order.state(), before);
    let message = story::message(MessageKind::Accepted, 3);
    order.add(A, 2, &[], message.clone());
    let once = order.state();
    order.add(B, 2, &[], message);
    assert_eq!(order.state(), once);
}

#[test]
fn another_version_of_a_second_desk_takes_the_approval() {
    let mut order = Order::queued();
    order.add(A, 1, &[], decided(Decision::Approve));
    let mut other = story::queued();
    other.body = story::body("vase");
    order.add(B, 0, &[], other);
    let state = order.state();
    assert_eq!((state.body, state.status), (story::body("vase"), Status::Queued));
}

/// Choices that name each other, or themselves, come to an end.
#[test]
fn a_circle_of_choices_comes_to_an_end() {
    let mut order = Order::queued();
    let id = |number| EntryId(Uuid::from_u128(number));
    for number in 2..40u128 {
        let all: Vec<EntryId> = (1..50).map(id).collect();
        order.add(B + number, 1, &[id(1)], resolved(&all, Choice::Contested));
    }
    order.resolve(&(1..50).map(id).collect::<Vec<_>>(), Choice::Contested);
    assert_eq!(order.state().status, Status::Queued);
}

fn any_event() -> impl Strategy<Value = Event> {
    let id = || (1u128..25).prop_map(|number| EntryId(Uuid::from_u128(number)));
    let decision = prop_oneof![
        Just(Decision::Approve),
        Just(Decision::Hold),
        Just(Decision::Refer),
        Just(Decision::Refuse)
    ];
    let choice =
        prop_oneof![Just(Choice::Standing), Just(Choice::Contested), Just(Choice::Combined)];
    prop_oneof![
        1 => "[a-c]".prop_map(|text| {
            let mut queued = story::queued();
            queued.body = story::body(&text);
            queued.into()
        }),
        3 => decision.prop_map(|decision| decided(decision).into()),
        3 => "[a-c]".prop_map(|text| story::amended(&text).into()),
        2 => "[a-c]".prop_map(|text| recorded(&text).into()),
        3 => id().prop_map(|entry| Undone { entry }.into()),
        4 => (prop::collection::vec(id(), 1..5), choice)
            .prop_map(|(conflicts, choice)| resolved(&conflicts, choice).into()),
        1 => (1i64..5).prop_map(|issued| story::message(MessageKind::Rejected, issued).into()),
    ]
}

proptest! {
    /// Whatever is contested with whatever: it folds, always to the same, and an approval never
    /// stands while someone contradicts it.
    #[test]
    fn any_mixture_folds(
        told in prop::collection::vec((0u128..3, 0u64..25, prop::option::weighted(0.4, 1u128..25), any_event()), 0..24)
    ) {
        let mut order = Order::queued();
        for (desk, seen, against, event) in told {
            let against: Vec<EntryId> =
                against.into_iter().map(|number| EntryId(Uuid::from_u128(number))).collect();
            order.add(A + desk, seen, &against, event);
        }
        let state = order.state();
        prop_assert_eq!(&order.state(), &state);
        let contradicted =
            state.open_conflicts().any(|conflict| conflict.aspect != Aspect::Inspection);
        prop_assert!(!(contradicted && state.status == Status::Approved));
    }
}
