//! Companies: taken on, coming in with a code, shut out.

use std::thread;

use chrono::TimeDelta;
use office::{CODE_HOURS, Claim, Office, OfficeError, SESSION_HOURS};
use rstest::rstest;
use sync::Role;

use crate::guests::{guest, new_party};
use crate::world::{Clock, Kind, Place};

const LUMEN: &[&str] = &["ioss:IM0561234567"];

fn code(office: &Office) -> String {
    office.invite_party(&new_party(Role::Merchant, "Lumen", LUMEN), 24, "Els").unwrap().code
}

fn refused(answer: Result<office::Redeemed, OfficeError>) -> &'static str {
    answer.unwrap_err().code()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_code_gives_a_key_once_however_it_is_typed(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let code = code(&office);
    let redeemed = office.redeem_party_code(&code.to_lowercase().replace('-', " ")).unwrap();
    assert_eq!((redeemed.party.name.as_str(), redeemed.party.role), ("Lumen", Role::Merchant));
    assert_eq!(office.party_by_key(&redeemed.key).unwrap().unwrap(), redeemed.party);
    assert_eq!(refused(office.redeem_party_code(&code)), "code_unknown", "it is used up");
    assert_eq!(refused(office.redeem_party_code(&redeemed.key)), "code_unknown", "it is a key");
    assert!(office.party_by_key(&code).unwrap().is_none());
    assert!(office.party_by_session(&redeemed.key).unwrap().is_none());
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn codes_and_sessions_run_out_and_keys_stay(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let clock = Clock::new();
    let office = place.office_at(clock.clone());
    let new = new_party(Role::Merchant, "Lumen", LUMEN);
    let late = office.invite_party(&new, CODE_HOURS, "Els").unwrap();
    let redeemed = office.redeem_party_code(&code(&office)).unwrap();
    let (open, closed) = [(); 2].map(|()| office.open_session(redeemed.party.id).unwrap()).into();
    office.close_session(&closed).unwrap();
    assert!(office.party_by_session(&closed).unwrap().is_none());
    assert_eq!(office.party_by_session(&open).unwrap().unwrap(), redeemed.party);
    clock.pass(TimeDelta::hours(SESSION_HOURS));
    assert!(office.party_by_session(&open).unwrap().is_none());
    clock.pass(late.expires_at - late.party.created_at);
    assert_eq!(refused(office.redeem_party_code(&late.code)), "code_unknown");
    assert!(office.party_by_key(&redeemed.key).unwrap().is_some());
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn of_many_who_have_the_same_code_one_comes_in(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let hubs = [place.office(), place.office()];
    for _ in 0..5 {
        let code = code(&hubs[0]);
        let entered: Vec<bool> = thread::scope(|scope| {
            let try_it = |hub: usize| hubs[hub % 2].redeem_party_code(&code).is_ok();
            let tries: Vec<_> = (0..4).map(|hub| scope.spawn(move || try_it(hub))).collect();
            tries.into_iter().map(|tried| tried.join().unwrap()).collect()
        });
        assert_eq!(entered.iter().filter(|entered| **entered).count(), 1);
    }
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn who_is_invited_again_stays_the_same_and_may_have_more(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let lumen = guest(&office, Role::Merchant, "Lumen Trading", LUMEN);
    let more = new_party(Role::Merchant, " lumen  trading", &["eori:BE0428759497"]);
    let again = office.invite_party(&more, 24, "Els").unwrap();
    assert!(!again.is_new);
    assert_eq!((again.party.id, &again.party.name), (lumen.id, &lumen.name));
    let kept = again.party.claims.iter().filter(|claim| !matches!(claim, Claim::Sender(_)));
    let kept: Vec<String> = kept.map(Claim::to_string).collect();
    assert_eq!(kept, ["eori:BE0428759497", "ioss:IM0561234567"]);
    let other = guest(&office, Role::Warehouse, "Lumen Trading", &["at:BE532000"]);
    assert_ne!(other.id, lumen.id, "another role, another company");
    office.revoke_party(lumen.id, "Els").unwrap();
    let anew = office.invite_party(&more, 24, "Els").unwrap();
    assert!(anew.is_new && anew.party.id != lumen.id, "who was shut out stays so");
    assert_eq!(office.parties().unwrap().len(), 3);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn two_who_invite_a_company_at_once_make_one(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let hubs = [place.office(), place.office()];
    thread::scope(|scope| {
        for hub in &hubs {
            scope.spawn(move || (0..5).for_each(|_| drop(code(hub))));
        }
    });
    assert_eq!(hubs[0].parties().unwrap().len(), 1);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn who_is_shut_out_is_out_at_once_and_it_is_on_record(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let unused = code(&office);
    let redeemed = office.redeem_party_code(&code(&office)).unwrap();
    let session = office.open_session(redeemed.party.id).unwrap();
    for _ in 0..2 {
        office.revoke_party(redeemed.party.id, "Els").unwrap();
    }
    assert!(office.party_by_key(&redeemed.key).unwrap().is_none());
    assert!(office.party_by_session(&session).unwrap().is_none());
    assert_eq!(refused(office.redeem_party_code(&unused)), "code_unknown");
    assert!(office.parties().unwrap()[0].revoked_at.is_some(), "the list still names it");
    assert_eq!(office.revoke_party(uuid::Uuid::nil(), "Els").unwrap_err().code(), "unknown");
    let acts: Vec<String> = office.audit(0, 99).unwrap().into_iter().map(|row| row.act).collect();
    let expected = [
        "party_added",
        "party_invited",
        "party_invited",
        "party_code_redeemed",
        "party_revoked",
        "party_revoked",
    ];
    assert_eq!(acts[acts.len() - expected.len()..], expected);
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn the_offices_own_people_are_no_company(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    for role in [Role::Broker, Role::Supervisor, Role::Inspector, Role::ReadOnly] {
        let invited = office.invite_party(&new_party(role, "Lumen", &[]), 24, "Els");
        assert_eq!(invited.unwrap_err().code(), "role_not_allowed");
    }
    assert_eq!(office.parties().unwrap(), []);
}
