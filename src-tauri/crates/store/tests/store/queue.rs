//! The queue: what a row shows, filters, order, pages, neighbours and counts.

use customs::Lane;
use journal::{Claimed, Decision, DeclarationId, Status};
use proptest::prelude::*;
use rstest::rstest;
use rust_decimal::Decimal;
use store::{Filter, LaneCount, QueueQuery, QueueRow, Reader, Sort};

use crate::desk::{self, Desk, Parcel};

const SORTS: [Sort; 9] = [
    Sort::Lane,
    Sort::Lrn,
    Sort::Goods,
    Sort::Hs,
    Sort::Origin,
    Sort::Value,
    Sort::Charges,
    Sort::Due,
    Sort::Queued,
];

fn all(reader: &Reader, filter: &Filter, sort: Sort, descending: bool) -> Vec<QueueRow> {
    let filter = filter.clone();
    let query = QueueQuery { filter, sort, descending, offset: 0, limit: 1_000 };
    reader.queue(&query).unwrap().rows
}

fn lrns(desk: &Desk, filter: &Filter) -> Vec<String> {
    let reader = desk.store.reader().unwrap();
    let rows = all(&reader, filter, Sort::Queued, false);
    assert_eq!(reader.count(filter).unwrap(), rows.len() as u64);
    rows.into_iter().map(|row| row.lrn).collect()
}

#[test]
fn a_row_shows_what_the_declaration_says() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel { errors: 2, lane: Lane::Red, ..Parcel::new("LGG-1") });
    let row = desk.store.reader().unwrap().row(id).unwrap();
    let expected = QueueRow {
        id,
        lrn: "LGG-1".into(),
        mrn: String::new(),
        data_set: "H7".into(),
        declaration_type: row.declaration_type.clone(),
        status: Status::Queued,
        lane: Lane::Red,
        split: false,
        goods: "LED lamp".into(),
        items: 1,
        consignee: "Jan LGG-1".into(),
        hs: "940521".into(),
        origin: "CN".into(),
        value_cents: Some(2_500),
        payable_cents: Some(250),
        errors: 2,
        warnings: 0,
        transport_document: "157-12345675".into(),
        parcel: "LGGELGG-1".into(),
        queued_at: desk::noon(),
        due_at: desk::after(240),
        claimed_by: String::new(),
        revision: 1,
        conflicts: 0,
        unsent: true,
    };
    assert_eq!(row, expected);
}

#[rstest]
#[case::euro("EUR", Some(2_500))]
#[case::another_currency("CNY", None)]
fn a_value_is_known_only_in_euro(#[case] currency: &'static str, #[case] cents: Option<i64>) {
    let desk = Desk::new();
    let id = desk.queue(&Parcel { currency, ..Parcel::new("LGG-1") });
    assert_eq!(desk.store.reader().unwrap().row(id).unwrap().value_cents, cents);
}

#[test]
fn a_decision_moves_the_row_and_the_counts() {
    let desk = Desk::new();
    let (one, two) = (desk.queue(&Parcel::new("LGG-1")), desk.queue(&Parcel::new("LGG-2")));
    let approved = desk.decide(one, Decision::Approve);
    assert_eq!(lrns(&desk, &Filter::status(Status::Queued)), ["LGG-2"]);
    assert_eq!(lrns(&desk, &Filter::status(Status::Approved)), ["LGG-1"]);
    desk.append(Some(one), desk::undone(approved));
    desk.append(Some(two), Claimed { claimed: true });
    let reader = desk.store.reader().unwrap();
    let count = LaneCount { status: Status::Queued, lane: Lane::Green, count: 2 };
    assert_eq!(reader.counts().unwrap(), vec![count]);
    assert_eq!(reader.row(one).unwrap().revision, 3);
    assert_eq!(reader.row(two).unwrap().claimed_by, "An Peeters");
}

/// Five declarations, told apart by every filter there is.
fn mixed_desk() -> Desk {
    let desk = Desk::new();
    desk.queue(&Parcel { value: Decimal::new(99, 0), ..Parcel::new("A") });
    desk.queue(&Parcel { lane: Lane::Red, errors: 1, ..Parcel::new("B") });
    desk.queue(&Parcel { origin: "US".into(), hs: "640299".into(), ..Parcel::new("C") });
    desk.queue(&Parcel { data_set: "H1", waybill: "020-81140743".into(), ..Parcel::new("D") });
    let e = desk.queue(&Parcel { currency: "CNY", ..Parcel::new("E") });
    desk.decide(e, Decision::Hold);
    desk.append(Some(e), Claimed { claimed: true });
    desk
}

#[rstest]
#[case::nothing_asked(Filter::default(), "A B C D E")]
#[case::status(Filter::status(Status::Held), "E")]
#[case::two_statuses(Filter { statuses: vec![Status::Held, Status::Queued], ..Filter::default() }, "A B C D E")]
#[case::lane(Filter { lanes: vec![Lane::Red, Lane::Yellow], ..Filter::default() }, "B")]
#[case::data_set(Filter { data_sets: vec!["H1".into()], ..Filter::default() }, "D")]
#[case::transport_document(Filter { transport_document: Some("020-81140743".into()), ..Filter::default() }, "D")]
#[case::chapter(Filter { hs_prefix: Some("64".into()), ..Filter::default() }, "C")]
#[case::whole_code(Filter { hs_prefix: Some("940521".into()), ..Filter::default() }, "A B D E")]
#[case::origin(Filter { origin: Some("US".into()), ..Filter::default() }, "C")]
#[case::value_from(Filter { value_from: Some(2_501), ..Filter::default() }, "A")]
#[case::value_to(Filter { value_to: Some(2_500), ..Filter::default() }, "B C D")]
#[case::errors(Filter { errors_only: true, ..Filter::default() }, "B")]
#[case::due(Filter { due_before: Some(desk::after(241)), ..Filter::default() }, "A B C E")]
#[case::claimed(Filter { claimed_by: Some("An Peeters".into()), ..Filter::default() }, "E")]
#[case::unclaimed(Filter { claimed_by: Some(String::new()), ..Filter::default() }, "A B C D")]
#[case::since(Filter { queued_from: Some(desk::after(1)), ..Filter::default() }, "")]
#[case::until(Filter { queued_before: Some(desk::after(1)), ..Filter::default() }, "A B C D E")]
#[case::file(Filter { file: Some(desk::file(1)), ..Filter::default() }, "A B C D E")]
#[case::another_file(Filter { file: Some(desk::file(2)), ..Filter::default() }, "")]
#[case::no_file(Filter { file: Some(journal::AttachmentHash("x".into())), ..Filter::default() }, "")]
#[case::search(Filter { search: Some("020-811".into()), ..Filter::default() }, "D")]
#[case::both(Filter { search: Some("lamp".into()), lanes: vec![Lane::Red], ..Filter::default() }, "B")]
#[case::quotes_are_no_sql(Filter { origin: Some("' OR 1 --".into()), ..Filter::default() }, "")]
fn a_filter_lets_through(#[case] filter: Filter, #[case] expected: &str) {
    assert_eq!(lrns(&mixed_desk(), &filter).join(" "), expected);
}

#[test]
fn the_gravest_and_most_urgent_comes_first() {
    let desk = mixed_desk();
    let reader = desk.store.reader().unwrap();
    let rows = all(&reader, &Filter::default(), Sort::default(), false);
    let order: Vec<&str> = rows.iter().map(|row| row.lrn.as_str()).collect();
    // Red first; among green ones D is due last.
    assert_eq!(order, ["B", "A", "C", "E", "D"]);
}

#[test]
fn the_next_one_is_found_from_one_that_is_decided() {
    let desk = Desk::new();
    let ids: Vec<_> = ["A", "B", "C"].iter().map(|lrn| desk.queue(&Parcel::new(lrn))).collect();
    desk.decide(ids[1], Decision::Approve);
    let reader = desk.store.reader().unwrap();
    let queued = Filter::status(Status::Queued);
    let next = |id| reader.next_after(id, &queued, Sort::Lane, false).unwrap();
    assert_eq!(next(ids[1]), Some(ids[2]));
    assert_eq!(next(ids[0]), Some(ids[2]));
    assert_eq!(next(ids[2]), None);
    assert_eq!(reader.position_of(ids[1], &queued, Sort::Lane, false).unwrap(), None);
    assert_eq!(reader.position_of(ids[2], &queued, Sort::Lane, false).unwrap(), Some(1));
    let unknown = DeclarationId(desk::id());
    assert_eq!(
        reader.next_after(unknown, &queued, Sort::Lane, false).unwrap_err().code(),
        "unknown_declaration"
    );
}

fn parcels() -> impl Strategy<Value = Vec<Parcel>> {
    let parcel = (0usize..4, 0u8..3, "[ab]", prop_oneof![Just("EUR"), Just("USD")], 0i64..4);
    prop::collection::vec(parcel, 1..25).prop_map(|parcels| {
        let parcels = parcels.into_iter().enumerate();
        parcels
            .map(|(index, (lane, set, word, currency, value))| Parcel {
                lane: Lane::ALL[lane],
                data_set: ["H7", "H1", "B1"][usize::from(set)],
                goods: word.clone(),
                hs: word.to_uppercase(),
                origin: word,
                currency,
                value: Decimal::from(value),
                ..Parcel::new(&format!("L{}", index % 7))
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Pages, neighbours and positions all tell the same order.
    #[test]
    fn every_way_through_the_queue_is_the_same(parcels in parcels(), descending: bool) {
        let desk = Desk::new();
        let drafts = parcels.iter().map(|parcel| {
            desk::draft(Some(DeclarationId(desk::id())), desk::queued(parcel))
        });
        desk::append_all(&desk.store, drafts.collect());
        let reader = desk.store.reader().unwrap();
        let filters = [Filter::default(), Filter { lanes: vec![Lane::Green, Lane::Red], ..Filter::default() }];
        for (sort, filter) in SORTS.into_iter().flat_map(|sort| filters.iter().map(move |f| (sort, f))) {
            let rows = all(&reader, filter, sort, descending);
            let ids: Vec<DeclarationId> = rows.iter().map(|row| row.id).collect();
            for (index, id) in ids.iter().enumerate() {
                let next = reader.next_after(*id, filter, sort, descending).unwrap();
                prop_assert_eq!(next.as_ref(), ids.get(index + 1), "{:?}", sort);
                let position = reader.position_of(*id, filter, sort, descending).unwrap();
                prop_assert_eq!(position, Some(index as u64), "{:?}", sort);
            }
            let query = QueueQuery { filter: filter.clone(), sort, descending, offset: 3, limit: 4 };
            let page = reader.queue(&query).unwrap();
            let expected: Vec<QueueRow> = rows.iter().skip(3).take(4).cloned().collect();
            prop_assert_eq!(page.rows, expected);
            prop_assert_eq!(page.total, rows.len() as u64);
        }
    }
}
