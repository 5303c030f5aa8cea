//! What the queue shows of one declaration, worked out from its state. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use customs::{Declaration, Lane, Severity};
use journal::{DeclarationId, State, Status};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// One row of the queue. Texts that are absent are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    pub id: DeclarationId,
    pub lrn: String,
    /// The authority's, else the one that the source carries.
    pub mrn: String,
    pub data_set: String,
    pub declaration_type: String,
    pub status: Status,
    /// The lane that counts: the rules' own, raised to yellow for a split consignment, and where no
    /// verdict is about all of the data.
    pub lane: Lane,
    /// The consignment was split over several parcels that together are over the limit.
    pub split: bool,
    /// The first item's description, and how many follow.
    pub goods: String,
    pub items: u32,
    pub consignee: String,
    /// Commodity code of the first item.
    pub hs: String,
    /// Country of origin of the first item.
    pub origin: String,
    /// Value of the goods in euro cents; `None` where it is not known in euro.
    pub value_cents: Option<i64>,
    /// Left to pay, in euro cents; `None` where it could not be worked out in euro.
    pub payable_cents: Option<i64>,
    pub errors: u32,
    pub warnings: u32,
    /// The air waybill or other document of the whole transport.
    pub transport_document: String,
    /// The parcel's own number: house waybill or postal item.
    pub parcel: String,
    pub queued_at: DateTime<Utc>,
    /// When the office means to have reviewed it, see [`review_target`].
    pub due_at: DateTime<Utc>,
    /// Empty where nobody took it on.
    pub claimed_by: String,
    pub revision: u32,
    /// Conflicts in which someone has to choose.
    pub conflicts: u32,
    /// The hub does not have all of it.
    pub unsent: bool,
}

/// How soon after it came onto the desk a declaration should have been reviewed. This is the
/// office's own target, not a legal period: parcels wait in a sorting hall, freight in a warehouse.
pub fn review_target(data_set: &str) -> TimeDelta {
    const TARGETS: [(&str, TimeDelta); 1] = [("H7", TimeDelta::hours(4))];
    const OTHERWISE: TimeDelta = TimeDelta::hours(24);
    TARGETS.iter().find(|(name, _)| *name == data_set).map_or(OTHERWISE, |(_, target)| *target)
}

/// The queue's row of a declaration, as far as the declaration alone decides it. Whether the hub has
/// all of it is not known here.
pub fn of(state: &State, declaration: &Declaration) -> QueueRow {
    let text = |at: &Option<customs::declaration::At<String>>| {
        at.as_ref().map(|at| at.value.clone()).unwrap_or_default()
    };
    let first = declaration.items.first();
    let data_set = declaration.data_set.0.clone();
    QueueRow {
        id: state.id,
        lrn: text(&declaration.lrn),
        mrn: state.mrn.clone().unwrap_or_else(|| text(&declaration.mrn)),
        declaration_type: text(&declaration.declaration_type),
        status: state.status,
        lane: lane(state),
        split: false,
        goods: declaration.goods_summary(),
        items: count(declaration.items.len()),
        consignee: declaration.consignee_name().unwrap_or_default().to_owned(),
        hs: first.map(|item| text(&item.commodity_code)).unwrap_or_default(),
        origin: first.map(|item| text(&item.origin)).unwrap_or_default(),
        value_cents: value(state, declaration).and_then(cents),
        payable_cents: payable(state).and_then(cents),
        errors: count(state.verdict.count(Severity::Error)),
        warnings: count(state.verdict.count(Severity::Warning)),
        transport_document: declaration.transport_document().to_owned(),
        parcel: declaration.parcel_number().to_owned(),
        queued_at: state.queued_at,
        due_at: state.queued_at + review_target(&data_set),
        claimed_by: state.claimed_by.clone().unwrap_or_default(),
        revision: state.revision,
        conflicts: count(state.open_conflicts().count()),
        unsent: false,
        data_set,
    }
}

/// The rules' lane; at least yellow where they saw only a part of the data.
fn lane(state: &State) -> Lane {
    if state.unjudged { state.verdict.lane.max(Lane::Yellow) } else { state.verdict.lane }
}

/// The items' values where all are in euro; else the customs value, where the authority counts in
/// euro; else the invoice's total in euro.
fn value(state: &State, declaration: &Declaration) -> Option<Decimal> {
    let euro = |money: &customs::Money| (money.currency.0 == "EUR").then_some(money.amount);
    let of_item = |item: &customs::GoodsItem| item.value.as_ref().and_then(|at| euro(&at.value));
    let items = declaration.items.iter().map(of_item);
    let items = items.reduce(|sum, value| sum?.checked_add(value?)).flatten();
    let charges = &state.verdict.charges;
    let customs_value = charges.customs_value.filter(|_| charges.currency.0 == "EUR");
    let invoice = declaration.invoice_total.as_ref().and_then(|at| euro(&at.value));
    items.or(customs_value).or(invoice)
}

fn payable(state: &State) -> Option<Decimal> {
    let charges = &state.verdict.charges;
    (charges.currency.0 == "EUR" && charges.gaps.is_empty()).then_some(charges.payable)
}

fn cents(amount: Decimal) -> Option<i64> {
    let rounded = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.checked_mul(Decimal::ONE_HUNDRED)?.to_i64()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
