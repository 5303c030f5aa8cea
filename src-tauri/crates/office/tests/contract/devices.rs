//! Codes, enrolment, roles, revocation, the audit.

use chrono::TimeDelta;
use journal::Decision;
use office::Office;
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
fn desks_are_told_by_name_to_those_who_may_read(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let (an, bo) =
        (Desk::enrolled(&office, Role::Broker), Desk::enrolled(&office, Role::Inspector));
    let again = Desk::unknown();
    office.enrol_again(an.id, again.id, "Counter 1").unwrap();
    office.revoke(bo.id, "Els Maes").unwrap();
    let desks = office.desks(an.id).unwrap();
    let name = |device| {
        let desk = desks.iter().find(|desk| desk.device == device);
        desk.map(|desk| desk.name.as_str())
    };
    let info = office.info().unwrap();
    assert_eq!(name(info.device), Some(info.name.as_str()), "what the hub writes itself");
    assert_eq!((name(an.id), name(bo.id)), (Some("desk 1"), Some("desk 1")), "revoked ones too");
    assert_eq!((name(again.id), desks.len()), (Some("Counter 1"), 4));
    let merchant = Desk::enrolled(&office, Role::Merchant);
    assert_eq!(office.desks(merchant.id).unwrap_err().code(), "role_not_allowed");
    assert_eq!(office.desks(bo.id).unwrap_err().code(), "device_revoked");
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
    assert_eq!(refusals(&office, &desk), [(3, "device_revoked")]);
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
    assert_eq!(refusals(&office, &desk), [(2, "blocked")]);
    assert_sound(&office);
}

/// How many of a desk's entries were refused for which reason; the same in the list of all desks.
fn refusals(office: &Office, desk: &Desk) -> Vec<(usize, &'static str)> {
    let of_desk = office.refused(Some(desk.id), 99).unwrap();
    assert_eq!(office.refused(None, 99).unwrap(), of_desk);
    assert!(of_desk.iter().all(|each| !each.refusal.hint.is_empty()));
    assert_eq!(office.refused(None, 1).unwrap().len(), of_desk.len().min(1));
    ["device_revoked", "blocked", "role_not_allowed"]
        .into_iter()
        .map(|code| (of_desk.iter().filter(|each| each.refusal.code == code).count(), code))
        .filter(|(count, _)| *count > 0)
        .collect()
}

/// A desk that is shut out may not fill the disk: the rest stays on its own.
#[rstest]
#[case::sqlite(Kind::Sqlite, "randomblob(67000000)", "x''")]
#[case::postgres(Kind::Postgres, "decode(repeat(md5('a'), 4187500), 'hex')", "''::bytea")]
fn of_a_revoked_desk_only_so_much_is_kept(
    #[case] kind: Kind,
    #[case] large: &str,
    #[case] small: &str,
) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let mut other = Desk::enrolled(&office, Role::Broker);
    other.queue("LGG-0");
    office.revoke(desk.id, "Els Maes").unwrap();
    desk.queue("LGG-1");
    let mut push = desk.offer();
    push.offers.extend(other.unsent.clone());
    office.push(desk.id, &push).unwrap_err();
    assert_eq!(office.quarantined(desk.id).unwrap().len(), 1);
    assert_eq!(office.quarantined(other.id).unwrap(), [], "others offer theirs themselves");

    // As if it had offered nearly as much as there is room for.
    place.alter(&format!("UPDATE quarantined SET entry = {large}"));
    for lrn in 0..300 {
        desk.queue(&format!("LGG-26-{lrn}"));
    }
    for _ in 0..3 {
        office.push(desk.id, &desk.offer()).unwrap_err();
    }
    place.alter(&format!("UPDATE quarantined SET entry = {small} WHERE LENGTH(entry) > 1000000"));
    place.alter("DELETE FROM quarantined WHERE LENGTH(entry) = 0");
    let kept = office.quarantined(desk.id).unwrap();
    assert!((1..300).contains(&kept.len()), "{}", kept.len());
    let first: Vec<_> = desk.wrote[1..=kept.len()].iter().map(|offer| offer.entry.id).collect();
    assert_eq!(kept.iter().map(|each| each.entry.id).collect::<Vec<_>>(), first, "without a gap");
    let full = office.audit(0, 99).unwrap().into_iter().filter(|row| row.act == "quarantine_full");
    assert_eq!(full.count(), 1, "said once");
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
    assert_eq!(refusals(&office, &desk), [(1, "role_not_allowed")]);
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
