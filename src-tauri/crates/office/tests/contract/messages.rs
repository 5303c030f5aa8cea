//! Messages of the authority that came before their declaration.

use chrono::TimeDelta;
use customs::MessageKind;
use journal::{DeclarationId, Event};
use office::{Office, OwnEvent};
use rstest::rstest;
use sync::{Outcome, Role};

use crate::world::{Clock, Desk, Kind, Place, assert_sound, message, new_id, order, queued};

const MRN: &str = "26BE00000T0000001";

/// The declarations that messages were given to, in the office's order.
fn delivered(office: &Office) -> Vec<DeclarationId> {
    let order = order(office);
    let given = order.iter().filter(|entry| entry.entry.kind == "message_received");
    given.filter_map(|entry| entry.entry.subject).collect()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_message_finds_its_declaration_whichever_comes_first(
    #[case] kind: Kind,
    #[values(true, false)] message_first: bool,
) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (mut an, mut bo) =
        (Desk::enrolled(&office, Role::Broker), Desk::enrolled(&office, Role::Broker));
    let one = an.queue("LGG-1");
    bo.write(None, message(MessageKind::Released, Some("LGG-1"), Some(MRN)));
    let (first, second) = if message_first { (&mut bo, &mut an) } else { (&mut an, &mut bo) };
    first.push(&office);
    assert_eq!(delivered(&office), []);
    second.push(&office);
    assert_eq!(delivered(&office), [one]);
    assert_eq!(office.head().unwrap().head, 3);
    assert_eq!(office.find(an.id, MRN).unwrap(), [one], "the message told the MRN");
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_message_that_tells_the_mrn_frees_those_that_only_name_it(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut an = Desk::enrolled(&office, Role::Broker);
    an.write(None, message(MessageKind::Released, None, Some(MRN)));
    an.push(&office);
    an.write(None, message(MessageKind::Accepted, Some("LGG-1"), Some(MRN)));
    an.push(&office);
    let one = an.queue("LGG-1");
    an.push(&office);
    assert_eq!(delivered(&office), [one, one]);
    assert_sound(&office);
}

/// The hub gave a message to its declaration, was restored from before that, and does it again later:
/// a desk that has it from the first time has the same act.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_restored_hub_means_the_same_act_when_it_delivers_again(#[case] kind: Kind) {
    let (Some(place), Some(other)) = (Place::new(kind), Place::new(kind)) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.backup");
    let old = place.office();
    let (mut an, mut bo) = (Desk::enrolled(&old, Role::Broker), Desk::enrolled(&old, Role::Broker));
    bo.write(None, message(MessageKind::Released, Some("LGG-1"), Some(MRN)));
    bo.push(&old);
    old.backup(&file).unwrap();
    let one = an.queue("LGG-1");
    an.push(&old);
    assert_eq!(delivered(&old), [one]);
    let later = Clock::new();
    later.pass(TimeDelta::hours(1));
    let new = Office::restore(&other.database(), &file, "Els Maes", later).unwrap();
    an.unsent = an.wrote.clone();
    an.push(&new);
    let given = |office: &Office| order(office).pop().unwrap().entry;
    assert_eq!(given(&new).subject, Some(one));
    assert!(given(&old).is_same_act(&given(&new)));
    assert_sound(&new);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_number_of_two_declarations_names_neither(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut an = Desk::enrolled(&office, Role::Broker);
    an.queue("LGG-1");
    an.write(Some(DeclarationId::of(Some("another"), "LGG-1")), queued("LGG-1", "tea"));
    an.write(None, message(MessageKind::Released, Some("LGG-1"), None));
    an.push(&office);
    assert_eq!(delivered(&office), []);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_desk_that_delivers_itself_leaves_nothing_for_the_hub(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut an = Desk::enrolled(&office, Role::Broker);
    let waiting = message(MessageKind::Released, Some("LGG-1"), None);
    let id = an.write(None, waiting.clone());
    let one = an.queue("LGG-1");
    an.write(Some(one), journal::MessageReceived { waited_as: Some(id), ..waiting });
    an.push(&office);
    assert_eq!(delivered(&office), [one]);
    assert_eq!(office.head().unwrap().head, 3);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn the_hub_writes_in_its_own_chain_once(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let own = |lrn: &str, goods: &str| OwnEvent {
        id: journal::EntryId(new_id()),
        subject: Some(DeclarationId::of(None, lrn)),
        event: Event::from(queued(lrn, goods)),
        actor: "Maes Logistics".to_owned(),
    };
    let events = [own("LGG-1", "lamp"), own("LGG-2", "tea")];
    let first = office.write_own(&events).unwrap();
    let again = office.write_own(&events).unwrap();
    assert!(again.iter().all(|answer| answer.duplicate));
    assert_eq!(
        again.iter().map(|a| &a.outcome).collect::<Vec<_>>(),
        first.iter().map(|a| &a.outcome).collect::<Vec<_>>()
    );
    // Another sender does not overwrite what stands, and neither does the same one.
    let changed = office.write_own(&[own("LGG-1", "gold")]).unwrap();
    assert!(
        matches!(&changed[0].outcome, Outcome::Contested { against, .. } if *against == [events[0].id])
    );
    let same = office.write_own(&[own("LGG-1", "lamp")]).unwrap();
    assert!(matches!(same[0].outcome, Outcome::Applied { .. }));
    assert_sound(&office);
}
