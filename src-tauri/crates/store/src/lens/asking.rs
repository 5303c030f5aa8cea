//! Asking what the lenses found.

use chrono::NaiveDate;
use customs::lens::Spread;
use journal::DeclarationId;
use rusqlite::{Connection, OptionalExtension, Row};

use super::{Lens, Lenses};
use crate::entries::uuid;
use crate::error::StoreError;

/// How many members a group is told with; a group that has more is opened in the queue.
const TOLD: u32 = 50;
/// How many flights, sellers or consignees of a group are named.
const NAMED: u32 = 20;

/// What a lens found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensPage {
    /// The newest first, then the largest.
    pub groups: Vec<LensGroup>,
    /// How many there are altogether.
    pub total: u64,
    /// How many declarations were looked at, and since which day.
    pub declarations: u64,
    pub since: Option<NaiveDate>,
}

/// Declarations that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensGroup {
    /// By which it can be opened. It means the same declarations as long as its first one is in it.
    pub key: String,
    /// What they have in common: six digits of a code, an IOSS number, a parcel's or an invoice's
    /// number as written, a postcode.
    pub common: String,
    pub parcels: u64,
    /// Together, as far as it is known in euro.
    pub value_cents: i64,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Unrelated sellers, where the lens counts them; else 0.
    pub unrelated_sellers: u64,
    pub spread: Option<Spread>,
    pub flights: Vec<Named>,
    pub sellers: Vec<Named>,
    pub consignees: Vec<Named>,
    /// The first of them.
    pub members: Vec<LensMember>,
}

/// A name and how many declarations of the group have it, the commonest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub parcels: u64,
}

/// One declaration of a group, or one line that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensMember {
    pub id: DeclarationId,
    pub lrn: String,
    pub consignee: String,
    pub street: String,
    pub seller: String,
    pub flight: String,
    pub value_cents: Option<i64>,
    /// Item and euro cents for a kilogram of a line that stands out.
    pub line: Option<(u32, i64)>,
}

/// The group that a question is about: a lens, a key, and the first declaration's number.
type Asked<'k> = (i64, &'k str, i64);

impl Lenses {
    /// What a lens found, at most `limit` groups.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn found(&self, lens: Lens, limit: u32) -> Result<LensPage, StoreError> {
        let connection = self.lock();
        // All questions see one and the same state.
        let snapshot = connection.unchecked_transaction()?;
        let sql = "SELECT key, first, parcels, value_cents, from_day, until_day, sellers FROM found
            WHERE lens = ?1 ORDER BY until_day DESC, parcels DESC, key, first LIMIT ?2";
        let mut statement = snapshot.prepare_cached(sql)?;
        let mut rows = statement.query((lens.code(), limit))?;
        let mut groups = Vec::new();
        while let Some(row) = rows.next()? {
            groups.push(group(&snapshot, lens, row)?);
        }
        let one = |sql: &str| snapshot.prepare_cached(sql);
        let total = one("SELECT count(*) FROM found WHERE lens = ?1")?
            .query_row([lens.code()], |row| row.get(0))?;
        let (declarations, since) = one("SELECT count(*), min(day) FROM parcel")?
            .query_row([], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?)))?;
        let since = since.map(|text| day(&text)).transpose()?;
        Ok(LensPage { groups, total, declarations, since })
    }

    /// The declarations of a group, in the order in which they came; none where there is no such group
    /// any more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn members(&self, lens: Lens, key: &str) -> Result<Vec<DeclarationId>, StoreError> {
        let Some((first, key)) = key.split_once('/') else { return Ok(Vec::new()) };
        let Ok(first) = first.parse::<i64>() else { return Ok(Vec::new()) };
        let connection = self.lock();
        let sql = format!("SELECT DISTINCT id FROM ({}) ORDER BY no", members_of(lens));
        let mut statement = connection.prepare_cached(&sql)?;
        let ids = statement
            .query_map((lens.code(), key, first), |row| Ok(DeclarationId(uuid(row, 0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// The members of a group with what is kept of them.
fn members_of(lens: Lens) -> &'static str {
    match lens {
        // Found by the number; the group's first is not asked for, for there is one group only.
        Lens::SharedIoss => {
            "SELECT parcel.*, NULL AS item, NULL AS cents FROM parcel
             WHERE ioss = ?2 AND ioss <> '' AND ?1 IS NOT NULL AND ?3 IS NOT NULL"
        }
        _ => {
            "SELECT parcel.*, item, cents FROM member JOIN parcel USING (no)
             WHERE lens = ?1 AND key = ?2 AND first = ?3"
        }
    }
}

fn group(connection: &Connection, lens: Lens, row: &Row<'_>) -> Result<LensGroup, StoreError> {
    let (key, first): (String, i64) = (row.get(0)?, row.get(1)?);
    let asked: Asked = (lens.code(), &key, first);
    Ok(LensGroup {
        key: format!("{first}/{key}"),
        common: common(connection, lens, asked)?,
        parcels: row.get(2)?,
        value_cents: row.get(3)?,
        from: day(&row.get::<_, String>(4)?)?,
        until: day(&row.get::<_, String>(5)?)?,
        unrelated_sellers: row.get(6)?,
        spread: if lens == Lens::ValuePerKg { spread(connection, &key)? } else { None },
        flights: named(connection, lens, "flight", asked)?,
        sellers: named(connection, lens, "seller", asked)?,
        consignees: named(connection, lens, "consignee", asked)?,
        members: members(connection, lens, asked)?,
    })
}

fn common(connection: &Connection, lens: Lens, asked: Asked<'_>) -> Result<String, StoreError> {
    let (_, key, first) = asked;
    match lens {
        Lens::Splitting => Ok(key.rsplit_once(' ').map_or(key, |(place, _)| place).to_owned()),
        Lens::ValuePerKg | Lens::SharedIoss => Ok(key.to_owned()),
        Lens::SameParcel | Lens::SameInvoice => {
            let kind = i64::from(lens == Lens::SameInvoice);
            let sql = "SELECT written FROM number WHERE kind = ?1 AND key = ?2 AND no = ?3";
            let mut statement = connection.prepare_cached(sql)?;
            Ok(statement.query_row((kind, key, first), |row| row.get(0))?)
        }
    }
}

fn spread(connection: &Connection, hs6: &str) -> Result<Option<Spread>, StoreError> {
    let sql = "SELECT lines, low, median, high FROM spread WHERE hs6 = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let spread = statement.query_row([hs6], |row| {
        let (low, median, high) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Spread { lines: row.get(0)?, low, median, high })
    });
    Ok(spread.optional()?)
}

/// Of a column of `parcel`, never of what somebody typed.
fn named(
    connection: &Connection,
    lens: Lens,
    column: &'static str,
    asked: Asked<'_>,
) -> Result<Vec<Named>, StoreError> {
    let sql = format!(
        "SELECT {column}, count(DISTINCT no) FROM ({}) WHERE {column} <> '' GROUP BY 1
         ORDER BY 2 DESC, 1 LIMIT {NAMED}",
        members_of(lens)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows =
        statement.query_map(asked, |row| Ok(Named { name: row.get(0)?, parcels: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn members(
    connection: &Connection,
    lens: Lens,
    asked: Asked<'_>,
) -> Result<Vec<LensMember>, StoreError> {
    let sql = format!(
        "SELECT id, lrn, consignee, street, seller, flight, value_cents, item, cents FROM ({})
         ORDER BY no, item LIMIT {TOLD}",
        members_of(lens)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(asked, |row| {
        let (item, cents): (Option<u32>, Option<i64>) = (row.get(7)?, row.get(8)?);
        Ok(LensMember {
            id: DeclarationId(uuid(row, 0)?),
            lrn: row.get(1)?,
            consignee: row.get(2)?,
            street: row.get(3)?,
            seller: row.get(4)?,
            flight: row.get(5)?,
            value_cents: row.get(6)?,
            line: item.zip(cents).filter(|_| lens == Lens::ValuePerKg),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn day(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { what: format!("“{text}” is no day") })
}
