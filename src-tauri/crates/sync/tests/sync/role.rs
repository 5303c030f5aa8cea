//! Who may write what.

use rstest::rstest;
use sync::Role;

const BROKER: u8 = 1;
const SUPERVISOR: u8 = 2;
const INSPECTOR: u8 = 4;
const DECIDES: u8 = BROKER | SUPERVISOR;
const LOOKS: u8 = DECIDES | INSPECTOR;

#[rstest]
#[case::queued("queued", DECIDES)]
#[case::amended("amended", DECIDES)]
#[case::decided("decided", DECIDES)]
#[case::undone("undone", LOOKS)]
#[case::claimed("claimed", LOOKS)]
#[case::message_received("message_received", DECIDES)]
#[case::inspection_recorded("inspection_recorded", LOOKS)]
#[case::inspection_closed("inspection_closed", LOOKS)]
#[case::attached("attached", LOOKS)]
#[case::annotated("annotated", LOOKS)]
#[case::annotation_removed("annotation_removed", LOOKS)]
#[case::printed("printed", LOOKS)]
#[case::imported("imported", DECIDES)]
#[case::resolved("resolved", DECIDES)]
#[case::handed_over("handed_over", DECIDES)]
#[case::judged("judged", DECIDES)]
#[case::of_a_newer_program("weighed_by_robot", DECIDES)]
#[case::nonsense("", DECIDES)]
fn kinds_that_a_role_may_write(#[case] kind: &str, #[case] may: u8) {
    let roles = [
        (Role::Broker, BROKER),
        (Role::Supervisor, SUPERVISOR),
        (Role::Inspector, INSPECTOR),
        (Role::Merchant, 0),
        (Role::Warehouse, 0),
        (Role::Transporter, 0),
        (Role::ReadOnly, 0),
    ];
    for (role, bit) in roles {
        assert_eq!(role.may_write(kind), may & bit != 0, "{role:?} writes {kind}");
    }
}

#[rstest]
#[case(Role::Broker, true, true, true)]
#[case(Role::Supervisor, true, true, true)]
#[case(Role::Inspector, false, false, true)]
#[case(Role::ReadOnly, false, false, true)]
#[case(Role::Merchant, false, false, false)]
#[case(Role::Warehouse, false, false, false)]
#[case(Role::Transporter, false, false, false)]
fn what_else_a_role_may(
    #[case] role: Role,
    #[case] take_back_others: bool,
    #[case] relay: bool,
    #[case] pull: bool,
) {
    assert_eq!(role.may_take_back_others(), take_back_others);
    assert_eq!(role.may_relay(), relay);
    assert_eq!(role.may_pull(), pull);
}
