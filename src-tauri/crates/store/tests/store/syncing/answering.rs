//! What the hub makes of what it is offered.

use journal::{Decision, DeclarationId, EntryId, Status};
use rstest::rstest;
use store::{Filter, Standing};
use sync::{Answer, Outcome};

use crate::desk::{self, Desk, Parcel};
use crate::office::{Office, refusal};

/// A desk with one declaration that the hub has, and a decision that it does not have.
fn waiting() -> (Desk, DeclarationId, EntryId) {
    let (mut office, desk) = (Office::default(), Desk::new());
    let id = desk.queue(&Parcel::new("LGG-1"));
    office.drain(&[&desk]);
    let entry = desk.decide(id, Decision::Approve);
    (desk, id, entry)
}

fn answer(desk: &Desk, entry: EntryId, outcome: Outcome) {
    let answers = [Answer { entry, outcome, duplicate: false }];
    desk.write(|tx| tx.answer(&answers, desk::noon()));
}

#[rstest]
#[case::applied(Outcome::Applied { sequence: 9 }, Status::Approved, 0)]
#[case::contested(
    Outcome::Contested { sequence: 9, against: vec![EntryId(uuid::Uuid::from_u128(5))] }, Status::Queued, 1
)]
#[case::refused(Outcome::Refused(refusal("role_not_allowed")), Status::Queued, 0)]
fn an_answer_takes_effect_once(
    #[case] outcome: Outcome,
    #[case] status: Status,
    #[case] conflicts: u32,
) {
    let (desk, id, entry) = waiting();
    answer(&desk, entry, outcome.clone());
    let row = desk.reader().row(id).unwrap();
    assert_eq!((row.status, row.conflicts, row.unsent), (status, conflicts, false));
    let in_conflict = Filter { in_conflict: true, ..Filter::default() };
    assert_eq!(desk.reader().count(&in_conflict).unwrap(), u64::from(conflicts));
    assert_eq!(desk.reader().conflict_count().unwrap(), u64::from(conflicts));
    assert_eq!(desk.reader().outbox_summary().unwrap().count, 0);
    let expected = match &outcome {
        Outcome::Applied { sequence } => Standing::Placed { sequence: *sequence },
        Outcome::Contested { sequence, against } => {
            Standing::Contested { sequence: *sequence, against: against.clone() }
        }
        Outcome::Refused(refusal) => Standing::Refused(refusal.clone()),
    };
    assert_eq!(desk.reader().standing(entry).unwrap(), expected);
    let before = desk::dump(desk.folder.path());
    answer(&desk, entry, outcome);
    assert_eq!(desk::dump(desk.folder.path()), before);
    desk.clean();
}

#[test]
fn what_follows_a_refused_entry_waits_until_someone_dealt_with_it() {
    let (desk, id, entry) = waiting();
    desk.append(Some(id), journal::Claimed { claimed: true });
    let other = desk.queue(&Parcel::new("LGG-2"));
    let withheld = || -> Vec<bool> {
        desk.reader().outbox(9).unwrap().iter().map(|offer| offer.withheld).collect()
    };
    assert_eq!(withheld(), vec![false, false, false]);
    answer(&desk, entry, Outcome::Refused(refusal("role_not_allowed")));
    assert_eq!(withheld(), vec![true, false]);
    let refused = desk.reader().refused().unwrap();
    assert_eq!((refused.len(), refused[0].entry.id, &refused[0].settled), (1, entry, &None));
    assert_eq!(desk.reader().entries_of(id).unwrap().len(), 2);

    desk.write(|tx| tx.settle_refused(entry, "set_aside", "An", desk::noon()));
    assert_eq!(withheld(), vec![false, false]);
    assert_eq!(desk.reader().refused().unwrap(), vec![]);
    let settled = desk.reader().refused_of(id).unwrap()[0].settled.clone().unwrap();
    assert_eq!((settled.how.as_str(), settled.by.as_str()), ("set_aside", "An"));
    assert!(desk.reader().row(other).unwrap().unsent);
    desk.clean();
}

#[test]
fn a_declaration_whose_arrival_was_refused_is_not_shown() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel::new("LGG-1"));
    let entry = desk.reader().entries_of(id).unwrap()[0].id;
    answer(&desk, entry, Outcome::Refused(refusal("role_not_allowed")));
    assert_eq!(desk.reader().row(id).unwrap_err().code(), "unknown_declaration");
    assert_eq!(desk.reader().counts().unwrap(), vec![]);
    assert!(desk.reader().is_named(&desk::file(1)).unwrap(), "its evidence stays");
    desk.clean();
    desk.append(Some(id), desk::queued(&Parcel::new("LGG-1")));
    assert_eq!(desk.reader().row(id).unwrap().lrn, "LGG-1");
    desk.clean();
}

#[test]
fn another_place_than_before_is_a_contradiction() {
    let (desk, _, entry) = waiting();
    answer(&desk, entry, Outcome::Applied { sequence: 9 });
    for outcome in [Outcome::Applied { sequence: 10 }, Outcome::Refused(refusal("late"))] {
        let answers = [Answer { entry, outcome, duplicate: true }];
        let failed = desk.store.write(|tx| tx.answer(&answers, desk::noon()));
        assert_eq!(failed.unwrap_err().code(), "hub_contradicts");
    }
    desk.clean();
}
