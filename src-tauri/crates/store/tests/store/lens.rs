//! Lenses over the desk's own history.

use std::time::{Duration, Instant};

use customs::MessageKind;
use journal::{Amended, AmendmentCause, DeclarationId};
use proptest::prelude::*;
use rstest::rstest;
use rusqlite::Connection;
use rusqlite::types::Value;
use rust_decimal::Decimal;
use store::{Lens, LensGroup, LensPage, Lenses};

use crate::desk::{self, Desk, Parcel};
use crate::office::Office;

/// A parcel that no other has anything in common with, but its place and day.
fn parcel(lrn: &str, consignee: &str, street: &str, euro: i64) -> Parcel {
    Parcel {
        consignee: consignee.to_owned(),
        street: street.to_owned(),
        value: Decimal::from(euro),
        ..Parcel::new(lrn)
    }
}

fn lenses(desk: &Desk) -> Lenses {
    Lenses::open(desk.folder.path()).unwrap()
}

fn caught_up(desk: &Desk, limit: u32) -> Lenses {
    let lenses = lenses(desk);
    while lenses.catch_up(&desk.reader(), limit).unwrap() > 0 {}
    lenses
}

fn found(desk: &Desk, lens: Lens) -> LensPage {
    caught_up(desk, 100).found(lens, 100).unwrap()
}

fn lrns(group: &LensGroup) -> Vec<&str> {
    group.members.iter().map(|member| member.lrn.as_str()).collect()
}

/// Everything that the file says.
fn dump(desk: &Desk) -> String {
    let connection = Connection::open(desk.folder.path().join("lens.sqlite")).unwrap();
    let mut dump = String::new();
    for table in
        ["cursor", "mirror", "parcel", "line", "number", "stale", "found", "member", "spread"]
    {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let count = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<Value> = (0..count).map(|column| row.get(column).unwrap()).collect();
            dump += &format!("{table} {values:?}\n");
        }
    }
    dump
}

/// What a file says that is made of the same journal from nothing.
fn dump_of_new(desk: &Desk) -> String {
    for name in ["lens.sqlite", "lens.sqlite-wal", "lens.sqlite-shm"] {
        let _ = std::fs::remove_file(desk.folder.path().join(name));
    }
    caught_up(desk, 1_000);
    dump(desk)
}

#[rstest]
#[case::same_address(("Anneke Maes", "Rue Haute 5"), ("Luc Peeters", "R. HAUTE 5 bte 2"), true)]
#[case::same_name(("Anneke Maes", "Rue Haute 5"), ("MAES Anneke", "Quai Churchill 9"), true)]
#[case::neighbours(("Anneke Maes", "Rue Haute 12"), ("Luc Peeters", "Rue Haute 14"), false)]
fn an_order_that_was_split(
    #[case] one: (&str, &str),
    #[case] two: (&str, &str),
    #[case] together: bool,
) {
    let desk = Desk::new();
    let first = desk.queue(&parcel("LGG-1", one.0, one.1, 90));
    let second = desk
        .queue(&Parcel { waybill: "784-12345675".to_owned(), ..parcel("LGG-2", two.0, two.1, 80) });
    let page = found(&desk, Lens::Splitting);
    assert_eq!(page.total, u64::from(together), "{page:?}");
    assert_eq!(page.declarations, 2);
    if let Some(group) = page.groups.first() {
        assert_eq!((group.parcels, group.value_cents), (2, 17_000));
        assert_eq!(group.common, "BE 4000");
        assert_eq!((group.flights.len(), group.consignees.len()), (2, 2));
        let members = lenses(&desk).members(Lens::Splitting, &group.key).unwrap();
        assert_eq!(members, [first, second]);
    }
}

#[rstest]
#[case::at_the_limit(75, 75, "4000", 0)]
#[case::over_it(75, 76, "4000", 1)]
#[case::in_another_place(75, 76, "4020", 0)]
fn only_what_is_together_over_the_limit_counts(
    #[case] one: i64,
    #[case] two: i64,
    #[case] postcode: &str,
    #[case] groups: u64,
) {
    let desk = Desk::new();
    desk.queue(&parcel("LGG-1", "Anneke Maes", "Rue Haute 5", one));
    let second = parcel("LGG-2", "Anneke Maes", "Rue Haute 5", two);
    desk.queue(&Parcel { postcode: postcode.to_owned(), ..second });
    assert_eq!(found(&desk, Lens::Splitting).total, groups);
}

#[test]
fn nobody_splits_a_full_declaration() {
    let desk = Desk::new();
    for lrn in ["LGG-1", "LGG-2"] {
        let parcel = parcel(lrn, "Anneke Maes", "Rue Haute 5", 100);
        desk.queue(&Parcel { data_set: "H1", ..parcel });
    }
    assert_eq!(found(&desk, Lens::Splitting).total, 0);
}

/// So many lamps at EUR 25.00 a kilogram, give or take a cent.
fn lamps(desk: &Desk, count: i64) {
    for number in 0..count {
        let lrn = format!("LGG-{number}");
        let lamp = parcel(&lrn, &format!("Consignee{number}"), "", 25);
        desk.queue(&Parcel { grams: Some(1_000 + number % 3), ..lamp });
    }
}

#[rstest]
#[case::too_few(18, 1, 0)]
#[case::low(19, 1, 1)]
#[case::high(19, 500, 1)]
#[case::ordinary(19, 25, 0)]
fn a_value_far_from_the_others(#[case] lamps_before: i64, #[case] euro: i64, #[case] groups: u64) {
    let desk = Desk::new();
    lamps(&desk, lamps_before);
    let lamp = parcel("LGG-X", "Anneke Maes", "", euro);
    let id = desk.queue(&Parcel { grams: Some(1_000), ..lamp });
    let page = found(&desk, Lens::ValuePerKg);
    assert_eq!(page.total, groups, "{page:?}");
    if let Some(group) = page.groups.first() {
        assert_eq!((group.common.as_str(), lrns(group)), ("940521", vec!["LGG-X"]));
        assert_eq!(group.members[0].line, Some((1, euro * 100)));
        let spread = group.spread.unwrap();
        assert_eq!((spread.lines, spread.median), (20, 2_498));
        assert_eq!(lenses(&desk).members(Lens::ValuePerKg, &group.key).unwrap(), [id]);
    }
}

#[test]
fn an_ioss_number_with_unrelated_sellers() {
    let desk = Desk::new();
    let mut ids = vec![];
    for (lrn, seller) in [
        ("LGG-1", "Saigon Woodcraft Co., Ltd"),
        ("LGG-2", "SAIGON WOODCRAFT"),
        ("LGG-3", "杭州晨光电子有限公司"),
    ] {
        let seller = Some(seller.to_owned());
        let ioss = Some("IM0561234567".to_owned());
        ids.push(desk.queue(&Parcel { seller, ioss, ..Parcel::new(lrn) }));
    }
    assert_eq!(found(&desk, Lens::SharedIoss).total, 0, "two sellers are not many");
    let other = Parcel {
        seller: Some("東京文具株式会社".to_owned()),
        ioss: Some("im0561234567".to_owned()),
        ..Parcel::new("LGG-4")
    };
    ids.push(desk.queue(&other));
    let page = found(&desk, Lens::SharedIoss);
    let group = &page.groups[0];
    assert_eq!(
        (group.common.as_str(), group.unrelated_sellers, group.parcels),
        ("IM0561234567", 3, 4)
    );
    assert_eq!(group.sellers.len(), 4, "as they are written");
    assert_eq!(lenses(&desk).members(Lens::SharedIoss, &group.key).unwrap(), ids);
}

#[rstest]
#[case::parcel_number(Lens::SameParcel, "LX 155337957 CN", "LX155337957CN", None, None, 1)]
#[case::other_parcel(Lens::SameParcel, "LX155337957CN", "LX155337958CN", None, None, 0)]
#[case::invoice(
    Lens::SameInvoice,
    "A",
    "B",
    Some("Saigon Woodcraft"),
    Some("Saigon Woodcraft Ltd"),
    1
)]
#[case::invoice_of_another(
    Lens::SameInvoice,
    "A",
    "B",
    Some("Saigon Woodcraft"),
    Some("東京文具"),
    0
)]
#[case::invoice_of_nobody(Lens::SameInvoice, "A", "B", None, None, 0)]
fn numbers_used_twice(
    #[case] lens: Lens,
    #[case] one: &str,
    #[case] two: &str,
    #[case] seller: Option<&str>,
    #[case] other: Option<&str>,
    #[case] groups: u64,
) {
    let desk = Desk::new();
    for (lrn, house, seller) in [("LGG-1", one, seller), ("LGG-2", two, other)] {
        desk.queue(&Parcel {
            house: house.to_owned(),
            seller: seller.map(str::to_owned),
            invoice: Some("2026/17".to_owned()),
            ..Parcel::new(lrn)
        });
    }
    let page = found(&desk, lens);
    assert_eq!(page.total, groups, "{page:?}");
    if let Some(group) = page.groups.first() {
        assert_eq!(lrns(group), ["LGG-1", "LGG-2"]);
    }
}

#[test]
fn what_was_rejected_may_be_declared_anew() {
    let desk = Desk::new();
    let house = "LX155337957CN".to_owned();
    let id = desk.queue(&Parcel { house: house.clone(), ..Parcel::new("LGG-1") });
    desk.queue(&Parcel { house, ..Parcel::new("LGG-2") });
    assert_eq!(found(&desk, Lens::SameParcel).total, 1);
    desk.append(Some(id), desk::message(MessageKind::Rejected, Some("LGG-1"), None));
    assert_eq!(found(&desk, Lens::SameParcel).total, 0);
}

#[test]
fn an_amendment_moves_a_parcel() {
    let desk = Desk::new();
    desk.queue(&parcel("LGG-1", "Anneke Maes", "Rue Haute 5", 90));
    let id = desk.queue(&parcel("LGG-2", "Luc Peeters", "Rue Haute 7", 80));
    assert_eq!(found(&desk, Lens::Splitting).total, 0);
    desk.append(Some(id), amended(&parcel("LGG-2", "Luc Peeters", "Rue Haute 5", 80)));
    assert_eq!(found(&desk, Lens::Splitting).total, 1);
    desk.append(Some(id), amended(&parcel("LGG-2", "Luc Peeters", "Rue Haute 9", 80)));
    assert_eq!(found(&desk, Lens::Splitting).total, 0);
    let before = dump(&desk);
    assert_eq!(dump_of_new(&desk), before);
}

fn amended(parcel: &Parcel) -> Amended {
    let cause = AmendmentCause::Broker { reason: "address".to_owned() };
    Amended { cause, changes: vec![], body: Some(parcel.body()), verdict: parcel.verdict() }
}

#[test]
fn a_rebuild_of_the_store_changes_nothing() {
    let desk = Desk::new();
    desk.queue(&parcel("LGG-1", "Anneke Maes", "Rue Haute 5", 90));
    desk.queue(&parcel("LGG-2", "Anneke Maes", "Rue Haute 5", 80));
    caught_up(&desk, 1);
    let before = dump(&desk);
    desk.store.rebuild(|_| {}).unwrap();
    caught_up(&desk, 1);
    assert_eq!(dump(&desk), before);
}

#[test]
fn another_journal_in_the_folder_is_read_from_its_beginning() {
    let (desk, other) = (Desk::new(), Desk::of(0x07e4));
    for lrn in ["LGG-1", "LGG-2"] {
        desk.queue(&parcel(lrn, "Anneke Maes", "Rue Haute 5", 90));
    }
    assert_eq!(found(&desk, Lens::Splitting).total, 1);
    other.queue(&parcel("LGG-3", "Luc Peeters", "Rue Haute 7", 80));
    let lenses = lenses(&desk);
    while lenses.catch_up(&other.reader(), 10).unwrap() > 0 {}
    let page = lenses.found(Lens::Splitting, 10).unwrap();
    assert_eq!((page.total, page.declarations), (0, 1));
}

/// Two desks of one office, the second of which the lenses look at.
fn two_desks() -> (Office, Desk, Desk, DeclarationId) {
    let (mut office, one, two) = (Office::default(), Desk::new(), Desk::of(0x07e4));
    let id = one.queue(&parcel("LGG-1", "Anneke Maes", "Rue Haute 5", 90));
    office.drain(&[&one, &two]);
    two.queue(&parcel("LGG-2", "Luc Peeters", "Rue Haute 5", 80));
    (office, one, two, id)
}

#[test]
fn what_comes_late_by_sync_counts() {
    let (mut office, one, two, id) = two_desks();
    one.append(Some(id), amended(&parcel("LGG-1", "Anneke Maes", "Rue Haute 9", 90)));
    assert_eq!(found(&two, Lens::Splitting).total, 1);
    office.drain(&[&one, &two]);
    assert_eq!(found(&two, Lens::Splitting).total, 0);
    let before = dump(&two);
    assert_eq!(dump_of_new(&two), before);
}

#[test]
fn what_the_hub_refuses_counts_no_more() {
    let (mut office, one, two, id) = two_desks();
    two.append(Some(id), amended(&parcel("LGG-1", "Anneke Maes", "Rue Haute 9", 90)));
    assert_eq!(found(&two, Lens::Splitting).total, 0);
    office.refuse = 10;
    office.drain(&[&one, &two]);
    let before = found(&two, Lens::Splitting);
    let kept = dump(&two);
    assert_eq!(dump_of_new(&two), kept);
    assert_eq!(before, found(&two, Lens::Splitting));
}

#[test]
fn what_was_evicted_counts_no_more_until_it_is_back() {
    let (mut office, one, two, id) = two_desks();
    office.drain(&[&one, &two]);
    assert_eq!(found(&two, Lens::Splitting).total, 1);
    two.write(|tx| (1..=3).try_for_each(|n| tx.confirm_file(&desk::file(n), desk::noon())));
    assert_eq!(two.write(|tx| tx.evict(&[id])), vec![id]);
    assert_eq!(found(&two, Lens::Splitting).total, 0);
    two.write(|tx| tx.receive(store::Prepared::of(office.history(id))));
    assert_eq!(found(&two, Lens::Splitting).total, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever the batches, and wherever somebody stopped in between, the file is the same.
    #[test]
    fn any_batches_make_the_same_file(
        parcels in proptest::collection::vec((0..4usize, 0..3usize, 20..120i64, 0..6usize), 1..14),
        batches in proptest::collection::vec(1..5u32, 1..8),
    ) {
        let desk = Desk::new();
        let mut ids = vec![];
        for (at, (name, street, euro, change)) in parcels.iter().enumerate() {
            let names = ["Anneke Maes", "A. Maes", "Luc Peeters", "Jo Wit"];
            let streets = ["Rue Haute 5", "R. Haute 5", "Rue Haute 7"];
            let parcel = Parcel {
                seller: Some(names[*name].to_owned()),
                ioss: Some("IM0561234567".to_owned()),
                grams: Some(100 * euro),
                ..parcel(&format!("LGG-{at}"), names[*name], streets[*street], *euro)
            };
            match ids.get(*change) {
                Some(id) => drop(desk.append(Some(*id), amended(&parcel))),
                None => ids.push(desk.queue(&parcel)),
            }
            let size = batches[at % batches.len()];
            // A new handle each time, as after a crash.
            lenses(&desk).catch_up(&desk.reader(), size).unwrap();
        }
        caught_up(&desk, batches[0]);
        let before = dump(&desk);
        prop_assert_eq!(dump_of_new(&desk), before);
    }
}

/// What a desk's history of 100,000 parcels costs. Prints times:
/// `cargo nextest run --release -p store --run-ignored only --no-capture -E 'test(hundred_thousand)'`.
#[test]
#[ignore = "takes minutes without optimisation"]
fn a_hundred_thousand_parcels() {
    const PARCELS: usize = 100_000;
    let desk = Desk::new();
    for batch in 0..PARCELS / 1_000 {
        let drafts = (0..1_000).map(|at| {
            let parcel = various(batch * 1_000 + at);
            let at = desk::after(1_440 * i64::try_from(batch).unwrap());
            desk::draft_at(Some(DeclarationId(desk::id())), desk::queued(&parcel), at)
        });
        desk::append_all(&desk.store, drafts.collect());
    }
    let lenses = lenses(&desk);
    let reader = desk.reader();
    let (begun, mut steps, mut longest) = (Instant::now(), 0, Duration::ZERO);
    loop {
        let step = Instant::now();
        let left = lenses.catch_up(&reader, 500).unwrap();
        (steps, longest) = (steps + 1, longest.max(step.elapsed()));
        if left == 0 {
            break;
        }
    }
    println!("first look: {:?} in {steps} steps, the longest {longest:?}", begun.elapsed());
    let begun = Instant::now();
    assert_eq!(lenses.catch_up(&reader, 500).unwrap(), 0);
    println!("nothing new: {:?}", begun.elapsed());
    desk.queue(&various(0));
    let begun = Instant::now();
    while lenses.catch_up(&reader, 500).unwrap() > 0 {}
    println!("one more: {:?}", begun.elapsed());
    for lens in Lens::ALL {
        let begun = Instant::now();
        let page = lenses.found(lens, 100).unwrap();
        println!("{lens:?}: {} groups, asked in {:?}", page.total, begun.elapsed());
    }
    let size = std::fs::metadata(desk.folder.path().join("lens.sqlite")).unwrap().len();
    println!("lens.sqlite: {size} bytes");
}

/// A thousand postcodes, a few hundred sellers, forty codes, one IOSS number that half of them use.
fn various(number: usize) -> Parcel {
    let of = |count: usize| number * 7_919 % count;
    Parcel {
        postcode: (1_000 + of(1_000)).to_string(),
        seller: Some(format!("Seller {}", of(331))),
        ioss: Some(format!("IM056{:07}", if number.is_multiple_of(2) { 0 } else { of(53) })),
        invoice: Some(format!("2026-{}", of(99_000))),
        hs: format!("9405{:02}", 11 + of(40)),
        grams: Some(100 + i64::try_from(of(900)).unwrap()),
        ..parcel(
            &format!("LGG-{number}"),
            &format!("Jan{} Peeters{}", of(97), of(89)),
            &format!("Rue Haute {}", of(120)),
            5 + i64::try_from(of(140)).unwrap(),
        )
    }
}
