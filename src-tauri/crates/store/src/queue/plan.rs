//! That the desk's views are answered from an index, whatever the number of rows.

use journal::{DeviceId, Status};
use rstest::rstest;
use rusqlite::params_from_iter;
use uuid::Uuid;

use super::{Filter, QueueQuery, Sort, page};
use crate::store::Store;

/// How SQLite means to answer, one step a line.
fn plan(query: &QueueQuery) -> String {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), || DeviceId(Uuid::from_u128(1))).unwrap();
    let reader = store.reader().unwrap();
    let (sql, condition) = page(query);
    let mut statement = reader.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = statement
        .query_map(params_from_iter(condition.values), |row| row.get::<_, String>(3))
        .unwrap();
    steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n")
}

fn view(filter: Filter, sort: Sort) -> QueueQuery {
    QueueQuery { filter, sort, limit: 50, ..QueueQuery::default() }
}

fn queued() -> Filter {
    Filter::status(Status::Queued)
}

/// These show their first rows without reading or sorting the others.
#[rstest]
#[case::to_review(view(queued(), Sort::Lane), "declaration_view (status=?)")]
#[case::one_lane(
    view(Filter { lanes: vec![customs::Lane::Red], ..queued() }, Sort::Lane),
    "declaration_view (status=? AND lane=?)"
)]
#[case::with_errors(view(Filter { errors_only: true, ..queued() }, Sort::Lane), "declaration_errors (status=?)")]
#[case::split_consignments(view(Filter { split_only: true, ..queued() }, Sort::Lane), "declaration_split (status=?)")]
#[case::in_conflict(view(Filter { in_conflict: true, ..queued() }, Sort::Lane), "declaration_conflicts (status=?)")]
#[case::everything(view(Filter::default(), Sort::Lane), "declaration_urgency")]
#[case::everything_by_lrn(view(Filter::default(), Sort::Lrn), "declaration_lrn")]
#[case::by_lrn(view(queued(), Sort::Lrn), "declaration_by_lrn (status=?)")]
#[case::by_goods(view(queued(), Sort::Goods), "declaration_by_goods (status=?)")]
#[case::by_hs(view(queued(), Sort::Hs), "declaration_by_hs (status=?)")]
#[case::by_origin(view(queued(), Sort::Origin), "declaration_by_origin (status=?)")]
#[case::by_value(view(queued(), Sort::Value), "declaration_by_value (status=?)")]
#[case::by_charges(view(queued(), Sort::Charges), "declaration_by_charges (status=?)")]
#[case::by_due(view(queued(), Sort::Due), "declaration_by_due (status=?)")]
fn views_read_only_what_they_show(#[case] query: QueueQuery, #[case] index: &str) {
    let plan = plan(&query);
    assert!(plan.contains(&format!("USING INDEX {index}")), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

/// These find their few rows by an index and sort only those.
#[rstest]
#[case::transport_document(
    Filter { transport_document: Some("157-1".into()), ..Filter::default() },
    "declaration_transport (transport_document=?)"
)]
#[case::consignment(
    Filter { consignment_of: Some(journal::DeclarationId(Uuid::from_u128(1))), ..Filter::default() },
    "declaration_consignment (consignment=?)"
)]
#[case::mine(
    Filter { claimed_by: Some("An".into()), ..Filter::default() },
    "declaration_claimed (claimed_by=?)"
)]
fn filters_read_only_what_they_find(#[case] filter: Filter, #[case] index: &str) {
    let plan = plan(&view(filter, Sort::Lane));
    assert!(plan.contains(&format!("USING INDEX {index}")), "{plan}");
}

#[test]
fn a_search_asks_the_index_first() {
    let plan = plan(&view(Filter { search: Some("lamp".into()), ..Filter::default() }, Sort::Lane));
    assert!(plan.contains("USING INTEGER PRIMARY KEY (rowid=?)"), "{plan}");
}
