use customs::Lane;
use rstest::rstest;

use crate::samples::{Change, h7, judged, with};

const CODE: &str = "item/Commodity/Classification/ID";
const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";

#[rstest]
#[case::nothing_found(&[], Lane::Green, &[])]
#[case::error(
    &[("item/Commodity/Description", None)],
    Lane::Red,
    &["Errors: 1, the first: Description of goods is missing"]
)]
#[case::warning(
    &[("Declarant/ID", Some("BE0123456789"))],
    Lane::Yellow,
    &["1 warning(s); the first: Declarant BE0123456789: the enterprise number's check digits do not hold"]
)]
#[case::note_stays_green(
    &[("GoodsShipment/Consignment/TransportEquipment/ID", Some("CSQU3054384"))],
    Lane::Green,
    &[]
)]
#[case::medicines(&[(CODE, Some("300490"))], Lane::Yellow, &["Item 1: medicines (300490)"])]
#[case::drones(&[(CODE, Some("880621"))], Lane::Yellow, &["Item 1: drones (880621)"])]
#[case::toys(&[(CODE, Some("950300"))], Lane::Blue, &["Item 1: toys, safety of products (950300)"])]
#[case::close_to_the_limit(
    &[(VALUE, Some("160"))],
    Lane::Blue,
    &["Value €146.92, close to the limit of €150"]
)]
#[case::worst_counts_and_all_are_told(
    &[(CODE, Some("950300")), ("item/Commodity/Description", None)],
    Lane::Red,
    &["Errors: 1, the first: Description of goods is missing", "Item 1: toys, safety of products (950300)"]
)]
fn goes_to(#[case] changes: &[Change], #[case] lane: Lane, #[case] reasons: &[&str]) {
    let verdict = judged(&with(h7(), changes), "2026-11-21");
    assert_eq!(
        (verdict.lane, verdict.lane_reasons),
        (lane, reasons.iter().map(|r| (*r).to_owned()).collect())
    );
}
