//! The queue: what a row shows, filters, order, pages, neighbours and counts.

use crate::desk::{self, Desk, Parcel};
use customs::Lane;
use journal::{Decision, Status};
use store::{Filter, QueueQuery};

#[test]
fn a_row_shows_what_the_declaration_says() {
    let desk = Desk::new();
    let id = desk.queue(&Parcel { errors: 2, lane: Lane::Red, ..Parcel::new("LGG-1") });
    let row = desk.store.reader().unwrap().row(id).unwrap();
    assert_eq!((row.lrn.as_str(), row.data_set.as_str(), row.lane), ("LGG-1", "H7", Lane::Red));
    assert_eq!(
        (row.goods.as_str(), row.hs.as_str(), row.origin.as_str()),
        ("LED lamp", "940521", "CN")
    );
    assert_eq!((row.value_cents, row.payable_cents), (Some(2_500), Some(250)));
    assert_eq!((row.errors, row.warnings, row.items), (2, 0, 1));
    assert_eq!(
        (row.transport_document.as_str(), row.parcel.as_str()),
        ("157-12345675", "LGGELGG-1")
    );
    assert_eq!(row.consignee, "Jan LGG-1");
    assert_eq!(row.queued_at, desk::noon());
    assert_eq!(row.due_at, desk::after(240));
}

#[test]
fn a_decision_moves_the_row_and_the_counts() {
    let desk = Desk::new();
    let (one, two) = (desk.queue(&Parcel::new("LGG-1")), desk.queue(&Parcel::new("LGG-2")));
    desk.decide(one, Decision::Approve);
    let reader = desk.store.reader().unwrap();
    let page = reader
        .queue(&QueueQuery {
            filter: Filter::status(Status::Queued),
            limit: 10,
            ..QueueQuery::default()
        })
        .unwrap();
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), vec![two]);
    assert_eq!(page.total, 1);
    assert_eq!(reader.count(&Filter::status(Status::Approved)).unwrap(), 1);
    assert_eq!(reader.row(one).unwrap().status, Status::Approved);
}
