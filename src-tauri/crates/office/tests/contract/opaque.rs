//! What an earlier program of the hub took without understanding it counts once a newer one is there.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use customs::MessageKind;
use journal::earlier::{Kinds, without};
use journal::{Decision, DeclarationId, HandedOver, Status};
use office::{Database, Office, Viewer};
use rstest::rstest;
use sync::parcel::Stage;
use sync::{Outcome, Role, Subscription};

use crate::world::{Clock, Desk, Kind, Place, assert_sound, message, order};

const DECISIONS: Kinds = &["decided"];

/// The office of a program that does not know these kinds.
fn earlier(place: &Place, lacks: Kinds) -> Office {
    without(lacks, || place.office())
}

/// What a desk gets that holds what is in this status.
fn holds(office: &Office, status: Status) -> BTreeSet<DeclarationId> {
    let mut desk = Desk::enrolled(office, Role::Broker);
    desk.subscription = Subscription { statuses: vec![status], days: None };
    desk.pull(office);
    desk.held.iter().filter_map(|entry| entry.entry.subject).collect()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_an_earlier_program_kept_counts_once_it_is_understood(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let old = earlier(&place, DECISIONS);
    let mut desk = Desk::enrolled(&old, Role::Broker);
    let (one, two) = (desk.queue("LGG-1"), desk.queue("LGG-2"));
    desk.decide(one, Decision::Hold);
    without(DECISIONS, || {
        desk.push(&old);
        assert_sound(&old);
        assert_eq!(holds(&old, Status::Held), BTreeSet::new());
        assert_eq!(old.head().unwrap().revisions, 0);
    });
    // Nothing but what was not understood is looked at: the other one is not put right.
    place.alter("UPDATE declaration SET status = 'released' WHERE lrn = 'LGG-2'");
    let new = place.office();
    let faults = new.verify().unwrap();
    assert!(faults.len() == 1 && faults[0].what.contains(&two.to_string()), "{faults:?}");
    assert_eq!(holds(&new, Status::Held), BTreeSet::from([one]));
    assert_eq!(new.head().unwrap().revisions, 1, "desks that hold a part fill it anew");
    assert_eq!(place.count("opaque"), 0);
    let again = place.office();
    assert_eq!(again.head().unwrap().revisions, 1, "and nothing is made anew twice");
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_is_understood_later_is_contested_from_then_on(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let old = earlier(&place, DECISIONS);
    let (mut an, mut bo) = (Desk::enrolled(&old, Role::Broker), Desk::enrolled(&old, Role::Broker));
    let one = an.queue("LGG-1");
    an.push(&old);
    bo.pull(&old);
    let held = an.decide(one, Decision::Hold);
    without(DECISIONS, || an.push(&old));
    let new = place.office();
    bo.decide(one, Decision::Refuse);
    let answers = bo.push(&new);
    let Outcome::Contested { against, .. } = &answers[0].outcome else { panic!("{answers:?}") };
    assert_eq!(against, &[held]);
    assert_sound(&new);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_message_that_was_not_understood_finds_its_declaration(#[case] kind: Kind) {
    const MESSAGES: Kinds = &["message_received"];
    let Some(place) = Place::new(kind) else { return };
    let old = earlier(&place, MESSAGES);
    let mut desk = Desk::enrolled(&old, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.write(None, message(MessageKind::Released, Some("LGG-1"), Some("26BE00000T0000001")));
    without(MESSAGES, || desk.push(&old));
    let new = place.office();
    assert_eq!(new.head().unwrap().head, 3, "the hub gives it to its declaration");
    assert_eq!(holds(&new, Status::Released), BTreeSet::from([one]));
    assert_eq!(place.count("waiting_message"), 0);
    assert_sound(&new);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_stage_that_was_not_understood_is_told_later(#[case] kind: Kind) {
    const HANDOVERS: Kinds = &["handed_over"];
    let Some(place) = Place::new(kind) else { return };
    let old = earlier(&place, HANDOVERS);
    let mut desk = Desk::enrolled(&old, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.write(Some(one), message(MessageKind::Released, Some("LGG-1"), None));
    let (to, told_by) = ("Postman".to_owned(), "Nord".to_owned());
    desk.write(Some(one), HandedOver { to, place: None, told_by, at: None });
    let stage = |office: &Office| {
        while office.project_parcels(100).unwrap().more {}
        let known = office.inquire(Viewer::Office, &["LGG-1".to_owned()]).unwrap();
        known[0].parcels[0].stage
    };
    without(HANDOVERS, || {
        desk.push(&old);
        assert_eq!(stage(&old), Stage::Released);
    });
    let new = place.office();
    assert_eq!(stage(&new), Stage::HandedOver);
}

/// While hubs are brought up to date one after the other, the last old one goes on taking what it does
/// not understand, and folds what others understood.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn an_old_hub_beside_a_new_one_leaves_nothing_behind(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let (new, old) = (place.office(), earlier(&place, DECISIONS));
    let mut desk = Desk::enrolled(&new, Role::Broker);
    let (one, two) = (desk.queue("LGG-1"), desk.queue("LGG-2"));
    desk.decide(one, Decision::Hold);
    desk.push(&new);
    desk.decide(two, Decision::Hold);
    desk.write(Some(one), crate::world::describe("socks"));
    without(DECISIONS, || desk.push(&old));
    assert_eq!(new.verify().unwrap().len(), 2);
    new.project_parcels(100).unwrap();
    assert_eq!(holds(&new, Status::Held), BTreeSet::from([one, two]));
    assert_sound(&new);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn hubs_that_start_together_share_the_work(#[case] kind: Kind) {
    const DECLARATIONS: u64 = 350;
    let Some(place) = Place::new(kind) else { return };
    fill(&place, DECLARATIONS);
    thread::scope(|scope| {
        (0..4).for_each(|_| _ = scope.spawn(|| place.office()));
    });
    let new = place.office();
    let hub = assert_sound(&new);
    assert_eq!(hub.revisions, DECLARATIONS, "each once");
    assert_eq!(holds(&new, Status::Held).len() as u64, DECLARATIONS);
}

/// So many declarations with a decision that nobody understood.
fn fill(place: &Place, declarations: u64) {
    let old = earlier(place, DECISIONS);
    let mut desk = Desk::enrolled(&old, Role::Broker);
    for number in 0..declarations {
        let subject = desk.queue(&format!("LGG-{number}"));
        desk.decide(subject, Decision::Hold);
    }
    without(DECISIONS, || desk.push(&old));
}

/// Where the child of the test below finds its folder.
const FOLDER: &str = "GREENLANE_TEST_UPGRADED";

/// Runs only as the child of the next test.
#[test]
fn child_that_is_upgraded() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    drop(Office::open(&Database::Folder(folder.into()), Clock::new()).unwrap());
}

#[test]
fn a_hub_killed_in_the_middle_of_its_upgrade_is_followed_by_the_next() {
    const DECLARATIONS: u64 = 1_500;
    let place = Place::new(Kind::Sqlite).unwrap();
    fill(&place, DECLARATIONS);
    let Place::Folder(folder) = &place else { unreachable!("it was asked for") };
    let mut left = vec![place.count("opaque")];
    for _ in 0..3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["opaque::child_that_is_upgraded", "--exact"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let before = place.count("opaque");
        while child.try_wait().unwrap().is_none() && place.count("opaque") == before {
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        left.push(place.count("opaque"));
    }
    assert!(left.is_sorted_by(|a, b| a > b), "each goes on where the one before ended: {left:?}");
    assert!(left.iter().all(|left| left % 100 == 0), "a part is whole or not there: {left:?}");
    assert!(left[1] > 0, "it was killed before its end: {left:?}");
    let new = place.office();
    assert_eq!(assert_sound(&new).revisions, DECLARATIONS);
    assert_eq!(order(&new).len() as u64, 2 * DECLARATIONS);
}
