//! Looking anew at the groups that something touched.

use std::collections::BTreeSet;

use customs::lens::{
    Address, Addressed, IOSS_SELLERS, PersonName, SPLIT_PARCELS, SPLIT_VALUE_CENTS, Spread,
    together, unrelated,
};
use rusqlite::{Connection, Row, params};

use super::Lens;
use crate::error::StoreError;

/// A declaration of a group, or a line that stands out in it.
#[derive(Clone, Debug)]
struct Member {
    no: i64,
    day: String,
    value_cents: i64,
    item: u32,
    cents: i64,
}

/// Looks at so many groups at most, and answers how many are left.
pub(super) fn regroup(lens: &Connection, limit: u32) -> Result<u64, StoreError> {
    let sql = "SELECT lens, key FROM stale ORDER BY lens, key LIMIT ?1";
    let keys: Vec<(i64, String)> = lens
        .prepare_cached(sql)?
        .query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (code, key) in keys {
        let what = Lens::of(code)?;
        for table in ["found", "member"] {
            let sql = format!("DELETE FROM {table} WHERE lens = ?1 AND key = ?2");
            lens.prepare_cached(&sql)?.execute((code, &key))?;
        }
        match what {
            Lens::Splitting => splitting(lens, &key)?,
            Lens::ValuePerKg => value_per_kg(lens, &key)?,
            Lens::SharedIoss => shared_ioss(lens, &key)?,
            Lens::SameParcel | Lens::SameInvoice => same_number(lens, what, &key)?,
        }
        let sql = "DELETE FROM stale WHERE lens = ?1 AND key = ?2";
        lens.prepare_cached(sql)?.execute((code, &key))?;
    }
    stale(lens)
}

/// How many groups are to be looked at.
pub(super) fn stale(lens: &Connection) -> Result<u64, StoreError> {
    Ok(lens.prepare_cached("SELECT count(*) FROM stale")?.query_row([], |row| row.get(0))?)
}

fn splitting(lens: &Connection, block: &str) -> Result<(), StoreError> {
    let sql = "SELECT no, day, coalesce(value_cents, 0), consignee, street FROM parcel
               WHERE block = ?1 AND block <> '' ORDER BY no";
    let parcels: Vec<(Member, Addressed)> = lens
        .prepare_cached(sql)?
        .query_map([block], |row| {
            let name = PersonName::read(&row.get::<_, String>(3)?);
            let address = Address::read(&row.get::<_, String>(4)?);
            Ok((member(row)?, Addressed { name, address }))
        })?
        .collect::<Result<_, _>>()?;
    let (members, addressed): (Vec<Member>, Vec<Addressed>) = parcels.into_iter().unzip();
    for group in together(&addressed) {
        let group: Vec<Member> = group.into_iter().map(|at| members[at].clone()).collect();
        let value: i64 = group.iter().map(|parcel| parcel.value_cents).sum();
        if group.len() >= SPLIT_PARCELS && value > SPLIT_VALUE_CENTS {
            keep(lens, (Lens::Splitting, block), &group, 0)?;
        }
    }
    Ok(())
}

fn value_per_kg(lens: &Connection, hs6: &str) -> Result<(), StoreError> {
    lens.prepare_cached("DELETE FROM spread WHERE hs6 = ?1")?.execute([hs6])?;
    let sql = "SELECT count(*) FROM line WHERE hs6 = ?1";
    let count: u64 = lens.prepare_cached(sql)?.query_row([hs6], |row| row.get(0))?;
    let sql =
        "SELECT cents_per_kg FROM line WHERE hs6 = ?1 ORDER BY cents_per_kg LIMIT 1 OFFSET ?2";
    let mut nth = lens.prepare_cached(sql)?;
    let spread = Spread::of(count, |at| nth.query_row((hs6, at), |row| row.get(0)))?;
    let Some(spread) = spread else { return Ok(()) };
    let sql = "INSERT INTO spread (hs6, lines, low, median, high) VALUES (?1, ?2, ?3, ?4, ?5)";
    let row = (hs6, spread.lines, spread.low, spread.median, spread.high);
    lens.prepare_cached(sql)?.execute(row)?;
    let sql = "SELECT no, day, coalesce(value_cents, 0), item, cents_per_kg
        FROM line JOIN parcel USING (no)
        WHERE hs6 = ?1 AND (cents_per_kg <= ?2 OR cents_per_kg >= ?3) ORDER BY no, item";
    let out: Vec<Member> = lens
        .prepare_cached(sql)?
        .query_map((hs6, spread.least(), spread.most()), |row| {
            Ok(Member { item: row.get(3)?, cents: row.get(4)?, ..member(row)? })
        })?
        .collect::<Result<_, _>>()?;
    keep(lens, (Lens::ValuePerKg, hs6), &out, 0)
}

fn shared_ioss(lens: &Connection, ioss: &str) -> Result<(), StoreError> {
    let sql = "SELECT DISTINCT seller_key FROM parcel
               WHERE ioss = ?1 AND ioss <> '' AND seller_key <> ''";
    let sellers: BTreeSet<String> =
        lens.prepare_cached(sql)?.query_map([ioss], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let sellers = unrelated(&sellers);
    if sellers < IOSS_SELLERS {
        return Ok(());
    }
    // A number may have very many parcels: they are found by the number when they are asked for.
    let sql =
        "INSERT INTO found (lens, key, first, parcels, value_cents, from_day, until_day, sellers)
        SELECT ?2, ?1, min(no), count(*), coalesce(sum(value_cents), 0), min(day), max(day), ?3
        FROM parcel WHERE ioss = ?1 AND ioss <> ''";
    lens.prepare_cached(sql)?.execute((ioss, Lens::SharedIoss.code(), sellers))?;
    Ok(())
}

fn same_number(lens: &Connection, what: Lens, key: &str) -> Result<(), StoreError> {
    let sql = "SELECT no, day, coalesce(value_cents, 0) FROM number JOIN parcel USING (no)
               WHERE kind = ?1 AND key = ?2 ORDER BY no";
    let kind = i64::from(what == Lens::SameInvoice);
    let members: Vec<Member> =
        lens.prepare_cached(sql)?.query_map((kind, key), member)?.collect::<Result<_, _>>()?;
    if members.len() > 1 { keep(lens, (what, key), &members, 0) } else { Ok(()) }
}

fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    let (no, day, value_cents) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(Member { no, day, value_cents, item: 0, cents: 0 })
}

/// Keeps a group, which may have nobody in it: then there is none.
fn keep(
    lens: &Connection,
    (what, key): (Lens, &str),
    members: &[Member],
    sellers: usize,
) -> Result<(), StoreError> {
    let Some(first) = members.iter().map(|member| member.no).min() else { return Ok(()) };
    let declarations: BTreeSet<(i64, i64)> =
        members.iter().map(|member| (member.no, member.value_cents)).collect();
    let value: i64 = declarations.iter().map(|(_, value)| value).sum();
    let days = || members.iter().map(|member| &member.day);
    // Two groups of a block differ in their first parcel; the other lenses have one group for a key.
    let sql =
        "INSERT INTO found (lens, key, first, parcels, value_cents, from_day, until_day, sellers)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    lens.prepare_cached(sql)?.execute(params![
        what.code(),
        key,
        first,
        declarations.len(),
        value,
        days().min(),
        days().max(),
        sellers,
    ])?;
    let sql = "INSERT INTO member (lens, key, first, no, item, cents)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = lens.prepare_cached(sql)?;
    for member in members {
        statement.execute((what.code(), key, first, member.no, member.item, member.cents))?;
    }
    Ok(())
}
