//! What the hub makes of each entry: applied, contested, refused.

use journal::{Decision, DeclarationId, EntryId, Event, InspectionRecorded, Undone};
use office::Office;
use rstest::rstest;
use sync::{Outcome, Role};
use uuid::Uuid;

use crate::world::{Desk, Kind, Place, assert_sound, describe, queued};

/// Two brokers' desks that both know one declaration.
fn two_desks(office: &Office) -> (Desk, Desk, DeclarationId) {
    let mut an = Desk::enrolled(office, Role::Broker);
    let mut bo = Desk::enrolled(office, Role::Broker);
    let one = an.queue("LGG-1");
    an.push(office);
    an.pull(office);
    bo.pull(office);
    (an, bo, one)
}

fn against(desk: &mut Desk, office: &Office) -> Vec<EntryId> {
    match desk.push(office).pop().unwrap().outcome {
        Outcome::Applied { .. } => Vec::new(),
        Outcome::Contested { against, .. } => against,
        Outcome::Refused(refusal) => panic!("{refusal:?}"),
    }
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn who_names_no_history_is_taken_as_knowing_nothing_of_it(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (mut an, mut bo, one) = two_desks(&office);
    let first = an.decide(one, Decision::Approve);
    assert_eq!(against(&mut an, &office), []);
    (bo.epoch, bo.head.seen) = (Uuid::nil(), 2);
    bo.decide(one, Decision::Hold);
    assert_eq!(against(&mut bo, &office), [first]);
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn the_second_of_two_decisions_is_contested(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (mut an, mut bo, one) = two_desks(&office);
    let first = an.decide(one, Decision::Approve);
    bo.decide(one, Decision::Hold);
    assert_eq!(against(&mut an, &office), []);
    assert_eq!(against(&mut bo, &office), [first]);
    bo.pull(&office);
    bo.decide(one, Decision::Refuse);
    assert_eq!(against(&mut bo, &office), [], "it knew what stood");
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn different_values_merge_and_the_same_value_is_contested(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (mut an, mut bo, one) = two_desks(&office);
    let first = an.write(Some(one), describe("desk lamp"));
    let mut amended = describe("3");
    amended.changes[0].path = "GoodsShipment/GrossMassMeasure".parse().unwrap();
    bo.write(Some(one), amended);
    assert_eq!(against(&mut an, &office), []);
    assert_eq!(against(&mut bo, &office), []);
    bo.write(Some(one), describe("floor lamp"));
    assert_eq!(against(&mut bo, &office), [first]);
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn one_parcel_imported_at_two_desks_is_one_declaration(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desks: Vec<Desk> = (0..3).map(|_| Desk::enrolled(&office, Role::Broker)).collect();
    let subject = desks[0].queue("LGG-1");
    let first = desks[0].unsent[0].entry.id;
    assert_eq!(desks[1].queue("LGG-1"), subject);
    desks[2].write(Some(subject), queued("LGG-1", "another lamp"));
    assert_eq!(against(&mut desks[0], &office), []);
    assert_eq!(against(&mut desks[1], &office), [], "the same data");
    assert_eq!(against(&mut desks[2], &office)[0], first);
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_is_refused_blocks_only_its_own_declaration(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (_, _, one) = two_desks(&office);
    let mut inspector = Desk::enrolled(&office, Role::Inspector);
    inspector.pull(&office);
    inspector.decide(one, Decision::Approve);
    inspector.write(Some(one), InspectionRecorded::default());
    let other = DeclarationId::of(None, "LGG-2");
    inspector.write(Some(other), InspectionRecorded::default());
    let codes: Vec<_> =
        inspector.push(&office).into_iter().map(|each| code(each.outcome)).collect();
    assert_eq!(codes, ["role_not_allowed", "blocked", ""]);
    // The chain is whole: what follows later is taken.
    inspector.write(Some(one), InspectionRecorded::default());
    inspector.unsent[0].withheld = true;
    inspector.write(Some(other), InspectionRecorded::default());
    let codes: Vec<_> =
        inspector.push(&office).into_iter().map(|each| code(each.outcome)).collect();
    assert_eq!(codes, ["blocked", ""]);
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_payload_that_cannot_be_read_is_refused(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (mut an, _, one) = two_desks(&office);
    let payload = b"{}".to_vec();
    let event = Event::Unknown { kind: "decided".to_owned(), version: 1, payload };
    an.write(Some(one), event);
    let push = an.offer();
    assert_eq!(code(an.push(&office).remove(0).outcome), "unreadable");
    let again = office.push(an.id, &push).unwrap();
    let sync::PushAnswer::Done(mut again) = again.answer else { panic!("{again:?}") };
    assert!(again[0].duplicate);
    assert_eq!(code(again.remove(0).outcome), "unreadable");
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn an_inspector_takes_back_only_their_own(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (mut an, _, one) = two_desks(&office);
    let decision = an.decide(one, Decision::Approve);
    an.push(&office);
    let mut inspector = Desk::enrolled(&office, Role::Inspector);
    inspector.pull(&office);
    let own = inspector.write(Some(one), InspectionRecorded::default());
    inspector.write(Some(one), Undone { entry: own });
    inspector.write(Some(one), Undone { entry: decision });
    let codes: Vec<_> =
        inspector.push(&office).into_iter().map(|each| code(each.outcome)).collect();
    assert_eq!(codes, ["", "", "role_not_allowed"]);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_an_inspector_wrote_under_an_earlier_name_is_their_own(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (_, _, one) = two_desks(&office);
    let mut inspector = Desk::enrolled(&office, Role::Inspector);
    inspector.pull(&office);
    let own = inspector.write(Some(one), InspectionRecorded::default());
    inspector.push(&office);
    let named = Desk::unknown();
    office.enrol_again(inspector.id, named.id, "the same").unwrap();
    (inspector.id, inspector.head) = (named.id, named.head);
    inspector.write(Some(one), Undone { entry: own });
    assert_eq!(code(inspector.push(&office).remove(0).outcome), "");
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn who_may_not_write_is_refused_entry_by_entry(
    #[case] kind: Kind,
    #[values(Role::ReadOnly, Role::Merchant, Role::Warehouse, Role::Transporter)] role: Role,
) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, role);
    desk.queue("LGG-1");
    assert_eq!(code(desk.push(&office).remove(0).outcome), "role_not_allowed");
    assert_eq!(office.head().unwrap().head, 0);
}

fn code(outcome: Outcome) -> String {
    match outcome {
        Outcome::Applied { .. } => String::new(),
        Outcome::Contested { .. } => "contested".to_owned(),
        Outcome::Refused(refusal) => refusal.code,
    }
}
