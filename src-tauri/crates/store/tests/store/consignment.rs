//! Split consignments: many small parcels that are one large one.

use customs::Lane;
use journal::{Decision, DeclarationId};
use rstest::rstest;
use rust_decimal::Decimal;
use store::Filter;

use crate::desk::{self, Desk, Parcel};

fn part(lrn: &str, euro: i64) -> Parcel {
    Parcel { consignee: "Jan Claes".into(), value: Decimal::from(euro), ..Parcel::new(lrn) }
}

fn lanes(desk: &Desk, ids: &[DeclarationId]) -> Vec<Lane> {
    let reader = desk.store.reader().unwrap();
    ids.iter().map(|id| reader.row(*id).unwrap().lane).collect()
}

#[rstest]
#[case::three_over_the_limit(&[60, 60, 60], true)]
#[case::three_at_the_limit(&[50, 50, 50], false)]
#[case::two_over_the_limit(&[100, 100], false)]
#[case::four(&[40, 40, 40, 40], true)]
fn a_consignment_is_split(#[case] values: &[i64], #[case] split: bool) {
    let desk = Desk::new();
    let parcels =
        values.iter().enumerate().map(|(index, value)| part(&format!("L{index}"), *value));
    let ids: Vec<_> = parcels.map(|parcel| desk.queue(&parcel)).collect();
    let lane = if split { Lane::Yellow } else { Lane::Green };
    assert_eq!(lanes(&desk, &ids), vec![lane; ids.len()]);
    let reader = desk.store.reader().unwrap();
    let group = reader.group_of(ids[0]).unwrap().unwrap();
    assert_eq!(group.parcels, values.len() as u64);
    assert_eq!(group.value_cents, values.iter().sum::<i64>() * 100);
    assert_eq!(group.ids, ids);
    let filter = Filter { split_only: true, ..Filter::default() };
    assert_eq!(reader.count(&filter).unwrap(), if split { values.len() as u64 } else { 0 });
    let group = Filter { consignment_of: Some(ids[0]), ..Filter::default() };
    assert_eq!(reader.count(&group).unwrap(), values.len() as u64);
    desk.clean();
}

#[rstest]
#[case::written_otherwise(|p: Parcel| Parcel { consignee: "JAN  claes.".into(), ..p }, true)]
#[case::another_postcode(|p: Parcel| Parcel { postcode: "4020".into(), ..p }, false)]
#[case::another_waybill(|p: Parcel| Parcel { waybill: "020-81140743".into(), ..p }, false)]
#[case::no_waybill(|p: Parcel| Parcel { waybill: String::new(), ..p }, false)]
#[case::a_full_declaration(|p: Parcel| Parcel { data_set: "H1", ..p }, false)]
fn the_third_parcel_belongs_to_it(#[case] change: fn(Parcel) -> Parcel, #[case] belongs: bool) {
    let desk = Desk::new();
    let first = desk.queue(&part("L1", 60));
    desk.queue(&part("L2", 60));
    desk.queue(&change(part("L3", 60)));
    let lane = if belongs { Lane::Yellow } else { Lane::Green };
    assert_eq!(lanes(&desk, &[first]), [lane]);
}

#[test]
fn a_graver_lane_stays_and_a_decided_one_is_raised_too() {
    let desk = Desk::new();
    let red = desk.queue(&Parcel { lane: Lane::Red, ..part("L1", 60) });
    let approved = desk.queue(&Parcel { lane: Lane::Blue, ..part("L2", 60) });
    desk.decide(approved, Decision::Approve);
    let third = desk.queue(&part("L3", 60));
    assert_eq!(lanes(&desk, &[red, approved, third]), [Lane::Red, Lane::Yellow, Lane::Yellow]);
    desk.clean();
}

#[test]
fn an_amendment_that_makes_it_whole_again_gives_the_lanes_back() {
    let desk = Desk::new();
    let ids: Vec<_> = ["L1", "L2", "L3"].iter().map(|lrn| desk.queue(&part(lrn, 60))).collect();
    assert_eq!(lanes(&desk, &ids), [Lane::Yellow; 3]);
    desk.append(Some(ids[1]), desk::amended(&part("L2", 10)));
    assert_eq!(lanes(&desk, &ids), [Lane::Green; 3]);
    let elsewhere = Parcel { postcode: "9000".into(), ..part("L2", 500) };
    desk.append(Some(ids[1]), desk::amended(&elsewhere));
    assert_eq!(lanes(&desk, &ids), [Lane::Green; 3]);
    desk.clean();
}

#[test]
fn a_declaration_without_a_consignee_is_in_no_group() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel { consignee: String::new(), ..Parcel::new("L1") });
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.group_of(id).unwrap(), None);
    let filter = Filter { consignment_of: Some(id), ..Filter::default() };
    assert_eq!(reader.count(&filter).unwrap(), 0);
}
