//! What may stand together, pair by pair.

use std::collections::BTreeMap;

use journal::{Choice, EntryId, Event, FieldChange, Resolved, Undone};
use proptest::prelude::*;
use rstest::rstest;
use sync::merge::{Standing, Touch, contests};
use uuid::Uuid;

fn id(number: u128) -> EntryId {
    EntryId(Uuid::from_u128(number))
}

fn body(hash: &str) -> Touch {
    Touch::Body(hash.into())
}

fn values(values: &[(&str, &str)]) -> Touch {
    let value = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Touch::Values(values.iter().map(|(path, to)| ((*path).to_owned(), value(to))).collect())
}

fn approval() -> Touch {
    Touch::Decision { approves: true }
}

fn hold() -> Touch {
    Touch::Decision { approves: false }
}

fn inspection(hash: &str) -> Touch {
    Touch::Inspection(hash.into())
}

fn choice(conflicts: &[u128], hash: &str, effect: Touch) -> Touch {
    Touch::Choice {
        conflicts: conflicts.iter().map(|n| id(*n)).collect(),
        hash: hash.into(),
        effect: Box::new(effect),
    }
}

fn undo(entry: u128, touched: Touch) -> Touch {
    Touch::TakesBack { entry: id(entry), touched: Box::new(touched) }
}

/// The entry that stands is number 1.
fn contested(new: &Touch, standing: Touch) -> bool {
    !contests(new, &[], &[Standing { entry: id(1), touch: standing }]).is_empty()
}

#[rstest]
#[case::notes_and_anything(Touch::Adds, body("a"), false)]
#[case::anything_and_notes(approval(), Touch::Adds, false)]
#[case::same_body(body("a"), body("a"), false)]
#[case::other_body(body("a"), body("b"), true)]
#[case::body_after_values(body("a"), values(&[("A", "1")]), true)]
#[case::values_after_body(values(&[("A", "1")]), body("a"), true)]
#[case::same_value(values(&[("A", "1")]), values(&[("A", "1")]), false)]
#[case::other_value(values(&[("A", "1")]), values(&[("A", "2")]), true)]
#[case::value_and_removal(values(&[("A", "1")]), values(&[("A", "")]), true)]
#[case::same_removal(values(&[("A", "")]), values(&[("A", "")]), false)]
#[case::other_element(values(&[("A", "1")]), values(&[("B", "2")]), false)]
#[case::value_and_its_currency(values(&[("A", "1")]), values(&[("A@currencyID", "EUR")]), false)]
#[case::one_of_many(values(&[("A", "1"), ("B", "1")]), values(&[("B", "2"), ("C", "1")]), true)]
#[case::two_approvals(approval(), approval(), true)]
#[case::two_holds(hold(), hold(), true)]
#[case::approval_and_hold(approval(), hold(), true)]
#[case::approval_of_a_changed_body(approval(), body("a"), true)]
#[case::approval_of_changed_values(approval(), values(&[("A", "1")]), true)]
#[case::hold_of_changed_values(hold(), values(&[("A", "1")]), false)]
#[case::values_after_approval(values(&[("A", "1")]), approval(), false)]
#[case::body_after_approval(body("a"), approval(), false)]
#[case::same_inspection(inspection("a"), inspection("a"), false)]
#[case::other_inspection(inspection("a"), inspection("b"), true)]
#[case::inspection_and_decision(inspection("a"), approval(), false)]
#[case::decision_and_inspection(approval(), inspection("a"), false)]
#[case::inspection_and_data(inspection("a"), values(&[("A", "1")]), false)]
#[case::same_answer(choice(&[5], "a", approval()), choice(&[5], "a", approval()), false)]
#[case::other_answer(choice(&[5], "a", Touch::Adds), choice(&[5, 6], "b", Touch::Adds), true)]
#[case::answers_to_two_conflicts(choice(&[5], "a", Touch::Adds), choice(&[6], "b", Touch::Adds), false)]
#[case::answer_that_changes_what_another_changed(choice(&[5], "a", values(&[("A", "1")])), values(&[("A", "2")]), true)]
#[case::answer_that_keeps_what_stands(choice(&[5], "a", Touch::Adds), values(&[("A", "2")]), false)]
#[case::answer_that_approves_changed_data(choice(&[5], "a", approval()), values(&[("A", "2")]), true)]
#[case::approval_of_data_that_an_answer_changed(approval(), choice(&[5], "a", values(&[("A", "1")])), true)]
#[case::two_take_back_the_same(undo(7, approval()), undo(7, approval()), false)]
#[case::takes_back_what_stands(undo(1, approval()), approval(), false)]
#[case::takes_back_a_decision_that_was_followed(undo(7, approval()), hold(), true)]
#[case::decision_after_an_undo(approval(), undo(7, hold()), true)]
#[case::takes_back_a_value_that_was_changed(undo(7, values(&[("A", "1")])), values(&[("A", "2")]), true)]
#[case::takes_back_a_value_that_was_set_alike(undo(7, values(&[("A", "1")])), values(&[("A", "1")]), true)]
#[case::takes_back_another_value(undo(7, values(&[("A", "1")])), values(&[("B", "2")]), false)]
#[case::takes_back_a_body_where_nothing_changed(undo(7, body("a")), values(&[]), false)]
#[case::changes_nothing_in_a_body_taken_back(values(&[]), undo(7, body("a")), false)]
#[case::approval_where_nothing_changed(approval(), values(&[]), false)]
#[case::takes_back_a_note(undo(7, Touch::Adds), approval(), false)]
#[case::takes_back_an_approval_of_changed_data(undo(7, approval()), values(&[("A", "1")]), false)]
#[case::takes_back_an_undone_approval_of_changed_data(undo(8, undo(7, approval())), values(&[("A", "1")]), true)]
#[case::takes_back_an_undone_value_set_alike(undo(8, undo(7, values(&[("A", "1")]))), values(&[("A", "1")]), false)]
#[case::takes_back_an_inspection(undo(7, inspection("a")), inspection("a"), true)]
#[case::approval_of_data_that_was_taken_back(approval(), undo(7, values(&[("A", "1")])), true)]
fn pairs(#[case] new: Touch, #[case] standing: Touch, #[case] expected: bool) {
    assert_eq!(contested(&new, standing), expected);
}

/// What the desk itself had written already is no news to its author.
#[rstest]
#[case::approves_what_both_imported(approval(), vec![body("a")], body("a"), false)]
#[case::amends_what_both_imported(values(&[("A", "1")]), vec![body("a")], body("a"), false)]
#[case::approves_another_import(approval(), vec![body("b")], body("a"), true)]
#[case::approves_what_it_replaced(approval(), vec![body("a"), body("b")], body("a"), true)]
#[case::approves_what_both_corrected(approval(), vec![values(&[("A", "1")])], values(&[("A", "1")]), false)]
#[case::approves_more_than_it_corrected(approval(), vec![values(&[("A", "1")])], values(&[("A", "1"), ("B", "1")]), true)]
#[case::corrects_what_both_corrected(values(&[("A", "2")]), vec![values(&[("A", "1")])], values(&[("A", "1")]), false)]
#[case::corrected_it_otherwise_since(approval(), vec![values(&[("A", "1")]), values(&[("A", "2")])], values(&[("A", "1")]), true)]
#[case::decides_what_both_decided(hold(), vec![approval()], approval(), true)]
fn what_the_desk_wrote_itself(
    #[case] new: Touch,
    #[case] own: Vec<Touch>,
    #[case] standing: Touch,
    #[case] expected: bool,
) {
    let standing = [Standing { entry: id(1), touch: standing }];
    assert_eq!(!contests(&new, &own, &standing).is_empty(), expected);
}

#[test]
fn names_every_entry_that_is_contested_and_no_other() {
    let standing = [
        Standing { entry: id(1), touch: values(&[("A", "1")]) },
        Standing { entry: id(2), touch: values(&[("B", "1")]) },
        Standing { entry: id(3), touch: values(&[("A", "3"), ("C", "1")]) },
    ];
    assert_eq!(contests(&values(&[("A", "2"), ("D", "1")]), &[], &standing), [id(1), id(3)]);
}

fn change(path: &str, from: Option<&str>, to: Option<&str>) -> FieldChange {
    FieldChange {
        path: path.parse().unwrap(),
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
    }
}

fn resolved(choice: Choice, changes: Vec<FieldChange>) -> Event {
    let conflicts = vec![id(5), id(6)];
    Resolved { conflicts, choice, changes, verdict: None, reason: None }.into()
}

#[rstest]
#[case::keeps_what_stands(resolved(Choice::Standing, vec![]), Touch::Adds)]
#[case::chooses_the_last_contested(resolved(Choice::Contested, vec![]), approval())]
#[case::changes_data(
    resolved(Choice::Contested, vec![change("A", Some("1"), Some("2"))]),
    values(&[("A", "2")])
)]
fn what_follows_from_an_answer(#[case] event: Event, #[case] expected: Touch) {
    let touch = Touch::of(&event, |entry| Some(if entry == id(6) { approval() } else { hold() }));
    let Touch::Choice { conflicts, effect, .. } = touch else { panic!("{touch:?}") };
    assert_eq!(conflicts, [id(5), id(6)]);
    assert_eq!(*effect, expected);
}

#[test]
fn an_undo_touches_what_it_takes_back() {
    let event = Event::from(Undone { entry: id(5) });
    assert_eq!(Touch::of(&event, |_| Some(approval())), undo(5, approval()));
    assert_eq!(Touch::of(&event, |_| None), undo(5, Touch::Adds));
}

#[test]
fn reads_back_what_the_hub_keeps() {
    let touches = [
        Touch::Adds,
        body("a"),
        values(&[("A", "1"), ("B", "")]),
        approval(),
        inspection("i"),
        choice(&[5], "a", values(&[("A", "1")])),
        undo(7, undo(8, hold())),
    ];
    for touch in touches {
        assert_eq!(Touch::from_json(&touch.to_json()).unwrap(), touch, "{}", touch.to_json());
    }
    assert!(Touch::from_json("{}").is_err());
}

fn any_values() -> impl Strategy<Value = BTreeMap<String, Option<String>>> {
    prop::collection::btree_map("[A-D](/[A-C])?", prop::option::of("[12]"), 0..4)
}

fn any_but_a_decision() -> impl Strategy<Value = Touch> {
    prop_oneof![
        Just(Touch::Adds),
        "[ab]".prop_map(Touch::Body),
        any_values().prop_map(Touch::Values),
        "[ab]".prop_map(Touch::Inspection),
    ]
}

fn any_decision() -> impl Strategy<Value = Touch> {
    any::<bool>().prop_map(|approves| Touch::Decision { approves })
}

/// Also chosen and taken back, and the undo taken back in its turn.
fn any_turn_of(simple: impl Strategy<Value = Touch> + 'static) -> impl Strategy<Value = Touch> {
    simple.prop_recursive(2, 4, 1, |inner| {
        prop_oneof![
            (5u128..8, inner.clone()).prop_map(|(entry, touched)| undo(entry, touched)),
            (5u128..8, "[ab]", inner)
                .prop_map(|(entry, hash, effect)| { choice(&[entry], &hash, effect) }),
        ]
    })
}

fn any_data() -> impl Strategy<Value = Touch> {
    let values = any_values().prop_filter("nothing changes", |values| !values.is_empty());
    prop_oneof!["[ab]".prop_map(Touch::Body), values.prop_map(Touch::Values)]
}

proptest! {
    /// Whoever comes first, two contest each other or neither does. Only data and decisions are not
    /// alike: new data takes an approval away by itself.
    #[test]
    fn is_symmetric(
        a in any_turn_of(any_but_a_decision()),
        b in any_turn_of(any_but_a_decision()),
    ) {
        prop_assert_eq!(contested(&a, b.clone()), contested(&b, a));
    }

    #[test]
    fn what_is_equal_never_contests(
        touch in any_turn_of(prop_oneof![any_but_a_decision(), any_decision()])
            .prop_filter("decisions always do", |touch| !matches!(touch, Touch::Decision { .. }))
    ) {
        prop_assert!(!contested(&touch, touch.clone()));
    }

    #[test]
    fn decisions_always_contest(a in any::<bool>(), b in any::<bool>()) {
        let (a, b) = (Touch::Decision { approves: a }, Touch::Decision { approves: b });
        prop_assert!(contested(&a, b));
    }

    #[test]
    fn disjoint_elements_never_contest(a in any_values(), b in any_values()) {
        let b: BTreeMap<_, _> = b.into_iter().filter(|(path, _)| !a.contains_key(path)).collect();
        prop_assert!(!contested(&Touch::Values(a), Touch::Values(b)));
    }

    #[test]
    fn an_approval_never_hides_changed_data(data in any_data()) {
        prop_assert!(contested(&approval(), data.clone()));
        prop_assert!(!contested(&data, approval()));
    }
}
