//! The queue between the contract's form and the store's.

use chrono::{DateTime, TimeDelta, Utc};
use customs::identifier::{in_one_word, scanned};
use journal::DeclarationId;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::contract::{self, QueueRow, SortField};

/// A filter of the contract; `now` is what “due within” counts from.
pub(crate) fn filter(filter: &contract::Filter, now: DateTime<Utc>) -> store::Filter {
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    store::Filter {
        statuses: filter.statuses.iter().map(|status| (*status).into()).collect(),
        lanes: filter.lanes.iter().map(|lane| (*lane).into()).collect(),
        data_sets: filter.data_sets.clone(),
        search: filter.search.as_deref().and_then(searched),
        transport_document: text(&filter.transport_document),
        hs_prefix: text(&filter.commodity),
        origin: text(&filter.origin),
        value_from: filter.value_from.and_then(cents),
        value_to: filter.value_to.and_then(cents),
        errors_only: filter.with_errors == Some(true),
        due_before: filter
            .due_within_minutes
            .map(|minutes| now + TimeDelta::minutes(minutes.into())),
        claimed_by: text(&filter.claimed_by),
        split_only: filter.split == Some(true),
        in_conflict: filter.in_conflict == Some(true),
        consignment_of: filter.grouped_with.map(DeclarationId),
        ..store::Filter::default()
    }
}

/// What someone typed or a barcode reader read: a number in one word, as the index has it, also where
/// it was written in groups.
fn searched(typed: &str) -> Option<String> {
    let text = scanned(typed);
    (!text.is_empty()).then(|| in_one_word(text).unwrap_or_else(|| text.to_owned()))
}

/// A sort field of the contract.
pub(crate) fn sort(field: SortField) -> store::Sort {
    match field {
        SortField::Urgency => store::Sort::Lane,
        SortField::Lrn => store::Sort::Lrn,
        SortField::Goods => store::Sort::Goods,
        SortField::Commodity => store::Sort::Hs,
        SortField::Origin => store::Sort::Origin,
        SortField::Value => store::Sort::Value,
        SortField::Charges => store::Sort::Charges,
        SortField::Due => store::Sort::Due,
        SortField::Queued => store::Sort::Queued,
    }
}

/// A row of the store.
pub(crate) fn row(row: &store::QueueRow) -> QueueRow {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let euro = |cents: Option<i64>| cents.map(|cents| Decimal::new(cents, 2));
    QueueRow {
        id: row.id.0,
        lane: row.lane.into(),
        status: row.status.into(),
        lrn: row.lrn.clone(),
        mrn: text(&row.mrn),
        data_set: row.data_set.clone(),
        goods: row.goods.clone(),
        items: row.items,
        consignee: row.consignee.clone(),
        commodity: text(&row.hs),
        origin: text(&row.origin),
        value: euro(row.value_cents),
        charges: euro(row.payable_cents),
        transport_document: text(&row.transport_document),
        parcel: text(&row.parcel),
        errors: row.errors,
        warnings: row.warnings,
        split: row.split,
        queued_at: row.queued_at,
        due_at: row.due_at,
        claimed_by: text(&row.claimed_by),
        revision: row.revision,
        conflict: row.conflicts > 0,
        lease: None,
        unsent: row.unsent,
    }
}

fn cents(amount: Decimal) -> Option<i64> {
    amount.checked_mul(Decimal::ONE_HUNDRED)?.round().to_i64()
}

/// The same names on both sides, translated one by one so that neither side can drift unnoticed.
macro_rules! same_names {
    ($ours:path => $theirs:path { $($name:ident),+ $(,)? }) => {
        impl From<$theirs> for $ours {
            fn from(value: $theirs) -> Self {
                type Theirs = $theirs;
                match value { $(Theirs::$name => Self::$name,)+ }
            }
        }

        impl From<$ours> for $theirs {
            fn from(value: $ours) -> Self {
                type Ours = $ours;
                match value { $(Ours::$name => Self::$name,)+ }
            }
        }
    };
}

same_names!(contract::Lane => customs::Lane { Green, Blue, Yellow, Red });
same_names!(contract::Decision => journal::Decision { Approve, Hold, Refer, Refuse });
same_names!(contract::Status => journal::Status {
    Queued, Approved, Held, Referred, Refused, Lodged, Accepted, UnderControl, Released, NotReleased,
    Rejected, Invalidated,
});

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::read_by_a_scanner("]C0LX155337957CN\r", Some("LX155337957CN"))]
    #[case::as_on_the_label("LX 155 337 957 CN", Some("LX155337957CN"))]
    #[case::words(" brass lamp", Some("brass lamp"))]
    #[case::nothing("  \n", None)]
    fn searches_for(#[case] typed: &str, #[case] expected: Option<&str>) {
        assert_eq!(searched(typed).as_deref(), expected);
    }
}
