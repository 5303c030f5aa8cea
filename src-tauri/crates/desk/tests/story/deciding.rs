//! Decisions, one and many, and taking them back.

use desk::contract::*;
use rstest::rstest;

use crate::bench::*;

fn three() -> Bench {
    let bench = Bench::new();
    let lrns = ["LGG-26-0000001-01", "LGG-26-0000002-01", "LGG-26-0000003-01"];
    bench.import(&[("flight.csv", &h7(&lrns.map(|lrn| Parcel { lrn, ..CLEAN })))]);
    bench
}

fn undo(bench: &Bench) -> Undone {
    bench.ask(Request::Undo(Nothing {}))
}

#[rstest]
#[case::approve(Decision::Approve, Status::Approved)]
#[case::hold(Decision::Hold, Status::Held)]
#[case::refer(Decision::Refer, Status::Referred)]
#[case::refuse(Decision::Refuse, Status::Refused)]
fn a_decision_changes_the_status_and_can_be_taken_back(
    #[case] decision: Decision,
    #[case] status: Status,
) {
    let bench = three();
    let decided = bench.decide(CLEAN.lrn, decision);
    assert_eq!(decided.rows[0].status, status);
    let undone = undo(&bench);
    assert_eq!((undone.kind.as_deref(), undone.decision), (Some("decided"), Some(decision)));
    assert_eq!(bench.show(CLEAN.lrn).row.status, Status::Queued);
    let timeline = bench.show(CLEAN.lrn).timeline;
    assert!(timeline[1].undone, "it stays in the timeline, marked");
}

#[rstest]
#[case::hold(Decision::Hold)]
#[case::refuse(Decision::Refuse)]
fn holding_and_refusing_need_a_reason(#[case] decision: Decision) {
    let bench = three();
    let request = DecideRequest {
        ids: vec![CLEAN.lrn.to_owned()],
        decision,
        reason: Some("  ".to_owned()),
        seen_revision: None,
    };
    assert_eq!(bench.refused(Request::Decide(request)).code, "reason_needed");
}

#[test]
fn many_are_decided_at_once_and_taken_back_at_once() {
    let bench = three();
    let ids = ["LGG-26-0000001-01", "LGG-26-0000002-01", "nobody"].map(str::to_owned).to_vec();
    let request =
        DecideRequest { ids, decision: Decision::Approve, reason: None, seen_revision: None };
    let decided: Decided = bench.ask(Request::Decide(request));
    assert_eq!(decided.rows.len(), 2);
    assert_eq!(decided.refused[0].failure.code, "unknown_declaration");
    assert_eq!(undo(&bench).rows.len(), 2);
    assert_eq!(
        bench.queue(Filter { statuses: vec![Status::Queued], ..Filter::default() }).total,
        3
    );
    assert_eq!(undo(&bench).kind, None, "there is nothing more to take back");
}

#[test]
fn undo_goes_back_step_by_step_and_survives_a_restart() {
    let bench = three();
    bench.decide("LGG-26-0000001-01", Decision::Approve);
    bench.decide("LGG-26-0000002-01", Decision::Hold);
    let bench = bench.restart();
    assert_eq!(undo(&bench).rows[0].lrn, "LGG-26-0000002-01");
    assert_eq!(undo(&bench).rows[0].lrn, "LGG-26-0000001-01");
    assert_eq!(
        bench.queue(Filter { statuses: vec![Status::Queued], ..Filter::default() }).total,
        3
    );
}

#[test]
fn what_the_authority_has_is_not_decided_any_more() {
    let bench = three();
    bench.decide(CLEAN.lrn, Decision::Approve);
    bench.import(&[("accepted.xml", &reply("01", CLEAN.lrn, MRN, "20261120090000", ""))]);
    let decided = bench.decide(CLEAN.lrn, Decision::Hold);
    assert_eq!(decided.refused[0].failure.code, "not_allowed");
    assert_eq!(undo(&bench).kind, None, "the approval has been acted upon");
    assert_eq!(bench.show(CLEAN.lrn).row.status, Status::Accepted);
}

#[test]
fn a_decision_on_an_older_revision_is_refused() {
    let bench = three();
    let seen = bench.show(CLEAN.lrn).row.revision;
    bench.import(&[("v2.csv", &h7(&[Parcel { value: "10.00", ..CLEAN }]))]);
    let request = DecideRequest {
        ids: vec![CLEAN.lrn.to_owned()],
        decision: Decision::Approve,
        reason: None,
        seen_revision: Some(seen),
    };
    let decided: Decided = bench.ask(Request::Decide(request));
    assert_eq!(decided.refused[0].failure.code, "revision_moved");
}

#[test]
fn nobody_decides_without_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let settings = desk::Settings {
        fonts: None,
        surroundings: std::sync::Arc::new(desk::SystemSurroundings),
        uplink: None,
        exchange: desk::Exchange::OnDemand,
    };
    let desk = desk::Desk::open(folder.path(), settings).unwrap();
    let request = DecideRequest {
        ids: vec![],
        decision: Decision::Approve,
        reason: None,
        seen_revision: None,
    };
    assert_eq!(desk.handle(Request::Decide(request)).unwrap_err().code, "not_signed_in");
}

#[test]
fn a_claim_says_who_works_on_it() {
    let bench = three();
    let ids = vec![CLEAN.lrn.to_owned()];
    bench.ask::<Decided>(Request::Claim(ClaimRequest { ids: ids.clone(), claimed: true }));
    assert_eq!(bench.show(CLEAN.lrn).row.claimed_by.as_deref(), Some("Anneke Maes"));
    bench.ask::<Decided>(Request::Claim(ClaimRequest { ids, claimed: false }));
    assert_eq!(bench.show(CLEAN.lrn).row.claimed_by, None);
}
