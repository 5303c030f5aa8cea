//! What other desks are called, as the hub told it.

use journal::DeviceId;
use sync::link::DeskName;
use uuid::Uuid;

use crate::desk::{Desk, Parcel};
use crate::office::Office;

fn called(device: u128, name: &str) -> DeskName {
    DeskName { device: DeviceId(Uuid::from_u128(device)), name: name.to_owned() }
}

#[test]
fn the_hub_is_asked_once_for_each_desk() {
    let mut office = Office::default();
    let desks = [Desk::of(0xa), Desk::of(0xb), Desk::of(0xc)];
    let [one, two, three] = &desks;
    let asks = || one.reader().has_unasked_desk().unwrap();
    one.queue(&Parcel::new("LGG-1"));
    assert!(!asks(), "this desk's own name is no question");
    two.queue(&Parcel::new("LGG-2"));
    office.drain(&[one, two]);
    assert!(asks());
    one.write(|tx| tx.name_desks(&[called(0xb, "Counter 2"), called(0xd, "Not here")]));
    assert!(!asks());
    three.queue(&Parcel::new("LGG-3"));
    office.drain(&[one, three]);
    assert!(asks(), "another desk has turned up");
    one.write(|tx| tx.name_desks(&[called(0xb, "Gate 2")]));
    assert!(!asks(), "the hub does not know it, and is not asked again");
    let names = one.reader().desk_names().unwrap();
    let told: Vec<_> = names.into_iter().collect();
    assert_eq!(told, [(DeviceId(Uuid::from_u128(0xb)), "Gate 2".to_owned())]);
    one.clean();
}
