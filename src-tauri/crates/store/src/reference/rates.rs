//! Lists of exchange rates: taking one in, all of it in one transaction or nothing, and asking for them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use customs::rates::{RateList, RateSource, RateTable};
use customs::{Currency, rates::ListUsed};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use rust_decimal::Decimal;

use super::Reference;
use crate::error::StoreError;
use crate::schema::REFERENCE;

/// A file with a list of exchange rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateFile {
    pub name: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub hash: String,
    pub imported_at: DateTime<Utc>,
}

/// What a list brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RatesTaken {
    /// Tables for days that had none of this source.
    pub new: u32,
    /// Tables that took the place of others for the same days. Those stay, as replaced.
    pub replaced: u32,
    /// Tables that are here already, rate for rate.
    pub known: u32,
}

/// A list that was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateListRow {
    pub source: RateSource,
    pub file: RateFile,
    /// First day of its tables, and the first day after them.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// Tables of it that count, and those that later lists have replaced.
    pub current: u32,
    pub replaced: u32,
}

/// A table that counts, without its rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateSpan {
    /// Its number in this file.
    pub no: i64,
    pub source: RateSource,
    /// The days that it was published for: the first, and the first after them.
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Reference {
    /// Takes a list in. Its tables replace those of the same source for the very same days, where their
    /// rates are others. A file that was taken in before changes nothing.
    ///
    /// # Errors
    /// The disk does not take it, or another import is under way.
    pub fn import_rates(&self, file: &RateFile, list: &RateList) -> Result<RatesTaken, StoreError> {
        let connection = REFERENCE.open_beside(&self.path)?;
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let sql = "SELECT 1 FROM rate_list WHERE hash = ?1";
        if transaction.query_row(sql, [&file.hash], |_| Ok(())).optional()?.is_some() {
            let known = u32::try_from(list.tables.len()).unwrap_or(u32::MAX);
            return Ok(RatesTaken { known, ..RatesTaken::default() });
        }
        transaction.execute(
            "INSERT INTO rate_list (source, hash, name, imported_at) VALUES (?1, ?2, ?3, ?4)",
            params![
                list.source.as_str(),
                file.hash,
                file.name,
                file.imported_at.timestamp_millis()
            ],
        )?;
        let no = transaction.last_insert_rowid();
        let mut taken = RatesTaken::default();
        for table in &list.tables {
            take(&transaction, no, list.source, table, &mut taken)?;
        }
        transaction.commit()?;
        Ok(taken)
    }

    /// The lists, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn rate_lists(&self) -> Result<Vec<RateListRow>, StoreError> {
        let connection = self.lock();
        // A list of which every table was here already has none of its own.
        let mut statement = connection.prepare_cached(
            "SELECT rate_list.source, hash, name, imported_at, min(begins), max(ends),
                 count(*) FILTER (WHERE replaced_by IS NULL),
                 count(*) FILTER (WHERE replaced_by IS NOT NULL)
             FROM rate_list JOIN rate_table ON rate_table.list = rate_list.no
             GROUP BY rate_list.no ORDER BY rate_list.no DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut lists = Vec::new();
        while let Some(row) = rows.next()? {
            lists.push(RateListRow {
                source: source(&row.get::<_, String>(0)?)?,
                file: RateFile {
                    hash: row.get(1)?,
                    name: row.get(2)?,
                    imported_at: DateTime::from_timestamp_millis(row.get(3)?).unwrap_or_default(),
                },
                from: day(&row.get::<_, String>(4)?)?,
                until: day(&row.get::<_, String>(5)?)?,
                current: row.get(6)?,
                replaced: row.get(7)?,
            });
        }
        Ok(lists)
    }

    /// The tables that count, those of the newest list first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn rate_spans(&self) -> Result<Vec<RateSpan>, StoreError> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT no, source, begins, ends FROM rate_table WHERE replaced_by IS NULL
             ORDER BY list DESC, no",
        )?;
        let mut rows = statement.query([])?;
        let mut spans = Vec::new();
        while let Some(row) = rows.next()? {
            spans.push(RateSpan {
                no: row.get(0)?,
                source: source(&row.get::<_, String>(1)?)?,
                from: day(&row.get::<_, String>(2)?)?,
                until: day(&row.get::<_, String>(3)?)?,
            });
        }
        Ok(spans)
    }

    /// A table with its rates and the list that it stands in, for the days that it was published for.
    ///
    /// # Errors
    /// There is none of that number, or the file cannot be read.
    pub fn rate_table(&self, no: i64) -> Result<RateTable, StoreError> {
        let connection = self.lock();
        let sql = "SELECT base, begins, ends, rate_table.source, hash
                   FROM rate_table JOIN rate_list ON rate_list.no = list WHERE rate_table.no = ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let texts = statement.query_row([no], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        });
        let (base, begins, ends, source, hash): (String, String, String, String, String) = texts?;
        let (from, until) = (day(&begins)?, day(&ends)?);
        Ok(RateTable {
            base: Currency(base),
            from,
            until,
            rates: rates(&connection, no)?,
            unverified: false,
            list: Some(ListUsed { source, published: from, hash }),
        })
    }

    /// Changes whenever anything in the file was changed, by whichever program.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(self.lock().pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

fn take(
    connection: &Connection,
    list: i64,
    source: RateSource,
    table: &RateTable,
    taken: &mut RatesTaken,
) -> Result<(), StoreError> {
    let key = (source.as_str(), table.from.to_string(), table.until.to_string());
    let mut current = connection.prepare_cached(
        "SELECT no FROM rate_table
         WHERE source = ?1 AND begins = ?2 AND ends = ?3 AND replaced_by IS NULL",
    )?;
    let current: Option<i64> = current.query_row(key.clone(), |row| row.get(0)).optional()?;
    match current {
        Some(no) if rates(connection, no)? == table.rates => {
            taken.known += 1;
            return Ok(());
        }
        Some(no) => {
            connection
                .prepare_cached("UPDATE rate_table SET replaced_by = ?2 WHERE no = ?1")?
                .execute((no, list))?;
            taken.replaced += 1;
        }
        None => taken.new += 1,
    }
    let mut keep = connection.prepare_cached(
        "INSERT INTO rate_table (list, source, begins, ends, base) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    keep.execute(params![list, key.0, key.1, key.2, table.base.0])?;
    let no = connection.last_insert_rowid();
    let mut keep = connection
        .prepare_cached("INSERT INTO rate (rates, currency, units) VALUES (?1, ?2, ?3)")?;
    for (currency, units) in &table.rates {
        keep.execute((no, currency, units.to_string()))?;
    }
    Ok(())
}

fn rates(connection: &Connection, no: i64) -> Result<BTreeMap<String, Decimal>, StoreError> {
    let sql = "SELECT currency, units FROM rate WHERE rates = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([no])?;
    let mut rates = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let units: String = row.get(1)?;
        let units = units.parse().map_err(|_| corrupt(&units, "rate"))?;
        rates.insert(row.get(0)?, units);
    }
    Ok(rates)
}

fn source(name: &str) -> Result<RateSource, StoreError> {
    RateSource::of_name(name).ok_or_else(|| corrupt(name, "source of exchange rates"))
}

fn day(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| corrupt(text, "day"))
}

fn corrupt(text: &str, what: &str) -> StoreError {
    StoreError::Corrupt { what: format!("“{text}” is no {what}") }
}
