//! Whatever somebody alters behind the office's back is named.

use journal::Decision;
use rstest::rstest;
use sync::Role;

use crate::world::{Desk, Kind, Place};

#[rstest]
#[case::a_row_that_lies("UPDATE entry SET kind = 'claimed' WHERE sequence = 2", &["row_differs"])]
#[case::another_number("UPDATE entry SET sequence = 9 WHERE sequence = 4", &["gap", "head_differs"])]
#[case::a_row_taken_out(
    "DELETE FROM entry WHERE sequence = 2",
    &["gap", "chain_broken"]
)]
#[case::a_head_moved("UPDATE office SET head = 9", &["head_differs"])]
#[case::a_chain_cut("UPDATE chain SET sequence = 3", &["head_differs"])]
#[case::made_to_look_released("UPDATE declaration SET status = 'released'", &["projection_differs"])]
#[case::audit_rewritten("UPDATE audit SET actor = 'Nobody' WHERE number = 1", &["audit_broken"])]
#[case::audit_shortened("DELETE FROM audit WHERE number = 1", &["audit_broken"])]
fn what_was_altered_is_named(
    #[case] sql: &str,
    #[case] expected: &[&str],
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let mut desk = Desk::enrolled(&office, Role::Broker);
    let one = desk.queue("LGG-1");
    desk.decide(one, Decision::Hold);
    desk.decide(one, Decision::Approve);
    desk.decide(one, Decision::Hold);
    desk.push(&office);
    assert_eq!(office.verify().unwrap(), []);
    place.alter(sql);
    let codes: Vec<_> = office.verify().unwrap().into_iter().map(|fault| fault.code).collect();
    assert_eq!(codes, expected);
}
