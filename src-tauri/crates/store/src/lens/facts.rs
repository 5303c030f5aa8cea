//! What is kept of one declaration, and which groups that touches.

use customs::Declaration;
use customs::lens::{Facts, SellerName, key_of_number};
use journal::State;
use rusqlite::{Connection, params};

use super::Lens;
use crate::error::StoreError;
use crate::row;

/// What the lenses group by, and how the group of a declaration is found.
const GROUPS_OF: [(Lens, &str); 5] = [
    (Lens::Splitting, "SELECT block FROM parcel WHERE no = ?1 AND block <> ''"),
    (Lens::ValuePerKg, "SELECT hs6 FROM line WHERE no = ?1"),
    (Lens::SharedIoss, "SELECT ioss FROM parcel WHERE no = ?1 AND ioss <> ''"),
    (Lens::SameParcel, "SELECT key FROM number WHERE no = ?1 AND kind = 0"),
    (Lens::SameInvoice, "SELECT key FROM number WHERE no = ?1 AND kind = 1"),
];

/// Takes a declaration out; it may not be there.
pub(super) fn remove(lens: &Connection, no: i64) -> Result<(), StoreError> {
    mark(lens, no)?;
    for table in ["parcel", "line", "number"] {
        lens.prepare_cached(&format!("DELETE FROM {table} WHERE no = ?1"))?.execute([no])?;
    }
    Ok(())
}

/// Puts a declaration in that is not there.
pub(super) fn insert(lens: &Connection, no: i64, state: &State) -> Result<(), StoreError> {
    let declaration = Declaration::read(&state.body);
    let charges = &state.verdict.charges;
    let customs_value = charges.customs_value.filter(|_| charges.currency.0 == "EUR");
    let facts = Facts::of(&declaration, customs_value, state.queued_at.date_naive());
    let value_cents = row::of(state, &declaration).value_cents;
    let sql = "INSERT INTO parcel (no, id, block, day, lrn, consignee, street, seller, seller_key,
        flight, ioss, value_cents) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    lens.prepare_cached(sql)?.execute(params![
        no,
        state.id.0.as_bytes(),
        block(&facts),
        facts.day.to_string(),
        facts.lrn,
        facts.consignee,
        facts.street,
        facts.seller,
        SellerName::read(&facts.seller).key(),
        facts.flight,
        facts.ioss,
        value_cents,
    ])?;
    // Two items may have one number; the first counts.
    let sql = "INSERT OR IGNORE INTO line (no, item, hs6, cents_per_kg) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = lens.prepare_cached(sql)?;
    for line in &facts.lines {
        statement.execute((no, line.item, &line.hs6, line.cents_per_kg))?;
    }
    let sql = "INSERT INTO number (kind, key, no, written) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = lens.prepare_cached(sql)?;
    for number in &facts.numbers {
        statement.execute((number.kind as i64, &number.key, no, &number.written))?;
    }
    mark(lens, no)
}

/// Within what parcels may go to the same people: empty for what cannot be told, and for anything but
/// low-value parcels, for nobody splits a full declaration.
fn block(facts: &Facts) -> String {
    let postcode = key_of_number(&facts.postcode);
    if !facts.low_value || postcode.is_empty() {
        return String::new();
    }
    format!("{} {postcode} {}", facts.country.to_uppercase(), facts.day)
}

/// Notes the groups that a declaration is in to be looked at anew.
fn mark(lens: &Connection, no: i64) -> Result<(), StoreError> {
    for (group, sql) in GROUPS_OF {
        let keys = format!("INSERT OR IGNORE INTO stale (lens, key) SELECT ?2, * FROM ({sql})");
        lens.prepare_cached(&keys)?.execute((no, group.code()))?;
    }
    Ok(())
}
