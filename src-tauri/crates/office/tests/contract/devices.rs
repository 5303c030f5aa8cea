//! Codes, enrolment, roles, revocation, the audit.

use chrono::TimeDelta;
use journal::Decision;
use rstest::rstest;
use sync::{Outcome, PushAnswer, Role};

use crate::world::{Clock, Desk, Kind, Place, assert_sound, enrolment, invitation, sequences};

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_code_enrols_one_desk_in_time(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let office = place.office_at(clock.clone());
    let code = office.invite(&invitation(Role::Inspector)).unwrap();
    let desk = Desk::unknown();
    let enrolled = office.enrol(&enrolment(&code.secret, desk.id)).unwrap();
    assert_eq!((enrolled.role, enrolled.device), (Role::Inspector, desk.id));
    let again = office.enrol(&enrolment(&code.secret, desk.id)).unwrap();
    assert_eq!(again, enrolled, "the answer may have been lost");
    let refused =
        |secret: &[u8], desk: &Desk| office.enrol(&enrolment(secret, desk.id)).unwrap_err().code();
    assert_eq!(refused(&code.secret, &Desk::unknown()), "code_used");
    assert_eq!(refused(b"something else", &Desk::unknown()), "code_unknown");
    let late = office.invite(&invitation(Role::Broker)).unwrap();
    clock.pass(TimeDelta::hours(25));
    assert_eq!(refused(&late.secret, &Desk::unknown()), "code_expired");
    let known = office.device(desk.id).unwrap().unwrap();
    assert_eq!((known.name.as_str(), known.revoked_at), ("desk 1", None));
    assert_eq!(office.devices().unwrap(), [known]);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_name_belongs_to_one_key(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let desk = Desk::enrolled(&office, Role::Broker);
    let code = office.invite(&invitation(Role::Supervisor)).unwrap();
    let mut thief = enrolment(&code.secret, desk.id);
    thief.public_key = [9; 32];
    assert_eq!(office.enrol(&thief).unwrap_err().code(), "device_taken");
    assert_eq!(office.device(desk.id).unwrap().unwrap().role, Role::Broker);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn revocation_takes_effect_at_once_and_loses_nothing(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.push(&office);
    desk.decide(one, Decision::Hold);
    let two = desk.queue("LGG-2");
    desk.decide(two, Decision::Refuse);
    office.revoke(desk.id, "Els Maes").unwrap();
    for _ in 0..2 {
        let error = office.push(desk.id, &desk.offer()).unwrap_err();
        assert_eq!(error.code(), "device_revoked");
    }
    assert_eq!(office.pull(desk.id, &desk.request(9)).unwrap_err().code(), "device_revoked");
    assert_eq!(office.head().unwrap().head, 1);
    let kept = office.quarantined(desk.id).unwrap();
    let offered: Vec<_> = desk.unsent.iter().map(|offer| offer.entry.clone()).collect();
    assert_eq!(kept.iter().map(|each| each.entry.clone()).collect::<Vec<_>>(), offered);
    let answer = office.recover(desk.id, &[offered[1].id], "Els Maes").unwrap();
    let PushAnswer::Done(answers) = answer else { panic!("{answer:?}") };
    assert_eq!(sequences(&answers[..1]), [2]);
    let codes = answers[1..].iter().map(|answer| match &answer.outcome {
        Outcome::Refused(refusal) => refusal.code.as_str(),
        _ => "",
    });
    assert_eq!(codes.collect::<Vec<_>>(), ["blocked", "blocked"], "left out, and what followed it");
    assert!(office.quarantined(desk.id).unwrap().iter().all(|each| each.applied.is_some()));
    assert_sound(&office);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn another_role_counts_from_the_next_push(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    desk.queue("LGG-1");
    desk.push(&office);
    office.change_role(desk.id, Role::ReadOnly, "Els Maes").unwrap();
    desk.queue("LGG-2");
    assert!(matches!(&desk.push(&office)[0].outcome, Outcome::Refused(_)));
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn only_brokers_offer_what_other_desks_wrote(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut lost = Desk::unknown();
    lost.queue("LGG-1");
    let inspector = Desk::enrolled(&office, Role::Inspector);
    let error = office.push(inspector.id, &lost.offer()).unwrap_err();
    assert_eq!(error.code(), "role_not_allowed");
    let broker = Desk::enrolled(&office, Role::Broker);
    let pushed = office.push(broker.id, &lost.offer()).unwrap();
    assert!(matches!(pushed.answer, PushAnswer::Done(_)));
    let acts: Vec<_> = office.audit(0, 100).unwrap().into_iter().map(|row| row.act).collect();
    assert_eq!(acts.last().map(String::as_str), Some("relayed"));
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn every_act_is_on_record_in_a_chain(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let desk = Desk::enrolled(&office, Role::Broker);
    let named = Desk::unknown();
    office.enrol_again(desk.id, named.id, "the copy").unwrap();
    office.enrol_again(desk.id, named.id, "the copy").unwrap();
    office.revoke(desk.id, "Els Maes").unwrap();
    office.rename("Liège", "Els Maes").unwrap();
    let audit = office.audit(0, 100).unwrap();
    let acts: Vec<_> = audit.iter().map(|row| row.act.as_str()).collect();
    assert_eq!(acts, ["invited", "enrolled", "enrolled_again", "revoked", "renamed"]);
    assert!(audit.windows(2).all(|pair| pair[1].previous == pair[0].hash));
    assert_sound(&office);
    assert_eq!(office.info().unwrap().name, "Liège");
}
