//! Statements inside a transaction.

use super::value::{Row, Value};
use super::{postgres, sqlite};
use crate::error::OfficeError;

/// A transaction that is under way.
pub(crate) enum Transaction<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut postgres::Connection),
}

/// Many rows for one table, in one statement.
pub(crate) struct Insert<'a> {
    pub(crate) table: &'a str,
    pub(crate) columns: &'a [(&'a str, Kind)],
    /// `ON CONFLICT ...`, or nothing.
    pub(crate) conflict: &'a str,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Text,
    Blob,
}

impl Transaction<'_> {
    /// Answers how many rows were touched.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, OfficeError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::execute(connection, sql, params),
            Transaction::Postgres(connection) => connection.execute(sql, params),
        }
    }

    /// # Errors
    /// The database's.
    pub(crate) fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, OfficeError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::query(connection, sql, params),
            Transaction::Postgres(connection) => connection.query(sql, params),
        }
    }

    /// The first row, where there is one.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn first(
        &mut self,
        sql: &str,
        params: &[Value],
    ) -> Result<Option<Row>, OfficeError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The one row of a count, a maximum and the like.
    ///
    /// # Errors
    /// The database's; there is no row.
    pub(crate) fn one(&mut self, sql: &str, params: &[Value]) -> Result<Row, OfficeError> {
        let missing =
            || OfficeError::Damaged { what: "a row that is always there is missing".into() };
        self.first(sql, params)?.ok_or_else(missing)
    }

    /// Adds rows; each holds the columns' values in their order.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn insert(
        &mut self,
        insert: &Insert<'_>,
        rows: &[Vec<Value>],
    ) -> Result<(), OfficeError> {
        if rows.is_empty() {
            return Ok(());
        }
        match self {
            Transaction::Sqlite(connection) => sqlite::insert(connection, insert, rows),
            Transaction::Postgres(connection) => connection.insert(insert, rows),
        }
    }

    /// Statements of a migration, without parameters.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), OfficeError> {
        match self {
            Transaction::Sqlite(connection) => sqlite::batch(connection, sql),
            Transaction::Postgres(connection) => connection.batch(sql),
        }
    }

    /// What follows a `SELECT` whose rows nobody else may change until the end. SQLite has one writer
    /// at a time and needs nothing.
    pub(crate) fn for_update(&self) -> &'static str {
        match self {
            Transaction::Sqlite(_) => "",
            Transaction::Postgres(_) => " FOR UPDATE",
        }
    }

    /// What follows a `SELECT` that looks for rows which nobody else is about to change.
    pub(crate) fn skip_locked(&self) -> &'static str {
        match self {
            Transaction::Sqlite(_) => "",
            Transaction::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// Keeps other hubs from migrating until the end of the transaction.
    ///
    /// # Errors
    /// The database's.
    pub(crate) fn lock_schema(&mut self) -> Result<(), OfficeError> {
        match self {
            Transaction::Sqlite(_) => Ok(()),
            Transaction::Postgres(connection) => {
                connection.batch("SELECT pg_advisory_xact_lock(7236835521)")
            }
        }
    }
}
