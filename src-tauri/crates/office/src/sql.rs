//! A thin layer that lets every statement be written once, for SQLite and for PostgreSQL.
//!
//! Statements are PostgreSQL's: `$1` for parameters, `column = ANY($1)` for lists, `BIGINT` and
//! `BYTEA` in migrations. What differs is translated here and nowhere else.

mod authority;
mod migrate;
mod postgres;
mod server;
mod sqlite;
mod transaction;
mod value;

use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

pub use authority::{Authority, NoAuthority};
pub(crate) use migrate::{Migration, migrate, migrate_as};
pub use server::DatabaseServer;
pub(crate) use transaction::{Insert, Kind, Transaction};
pub(crate) use value::{Row, Value};

use crate::error::OfficeError;

/// Where an office is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in this folder: one machine.
    Folder(PathBuf),
    /// PostgreSQL: any number of hubs. With several hosts in the address the one that may be written
    /// to is found, also after a failover.
    Server(DatabaseServer),
}

/// Connections to the database.
pub(crate) enum Sql {
    Sqlite(sqlite::Connections),
    Postgres(postgres::Connections),
}

/// How often a transaction is begun anew that another one got in the way of.
const ATTEMPTS: u32 = 6;
/// How long to wait before that, times the number of the attempt.
const PAUSE: Duration = Duration::from_millis(15);

impl Sql {
    /// Opens the database; makes the folder and the file where there is none.
    ///
    /// # Errors
    /// It cannot be reached or read.
    pub(crate) fn open(database: &Database) -> Result<Self, OfficeError> {
        match database {
            Database::Folder(folder) => sqlite::Connections::open(folder).map(Sql::Sqlite),
            Database::Server(server) => postgres::Connections::open(server).map(Sql::Postgres),
        }
    }

    /// Does `work` in one transaction that may write. It is done again from the beginning where
    /// another transaction got in the way or a connection was found lost before the end; so it must
    /// not do anything but write. Where it is not known whether the end was reached, it is an error:
    /// whoever asked asks again, and what is written here can be asked for twice.
    ///
    /// # Errors
    /// Those of `work`, and those of the database.
    pub(crate) fn transaction<T>(
        &self,
        mut work: impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        retry(|| match self {
            Sql::Sqlite(connections) => connections.write(&mut work),
            Sql::Postgres(connections) => connections.write(&mut work),
        })
    }

    /// Does `work` on one unchanging view of the database.
    ///
    /// # Errors
    /// Those of `work`, and those of the database.
    pub(crate) fn read<T>(
        &self,
        mut work: impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        retry(|| match self {
            Sql::Sqlite(connections) => connections.read(&mut work),
            Sql::Postgres(connections) => connections.read(&mut work),
        })
    }
}

/// How a transaction ended that did not succeed.
pub(super) struct Failed {
    error: OfficeError,
    /// Nothing of it can have been kept, and trying again may help.
    again: bool,
}

impl From<OfficeError> for Failed {
    fn from(error: OfficeError) -> Self {
        Self { error, again: true }
    }
}

fn retry<T>(mut attempt: impl FnMut() -> Result<T, Failed>) -> Result<T, OfficeError> {
    let mut lost = false;
    for number in 1.. {
        let failed = match attempt() {
            Ok(done) => return Ok(done),
            Err(failed) => failed,
        };
        let again = match failed.error {
            _ if !failed.again => false,
            OfficeError::Contended { .. } => number < ATTEMPTS,
            // A connection that had rested in the pool while the server went: once more with a new one.
            OfficeError::Unreachable { .. } => !std::mem::replace(&mut lost, true),
            _ => false,
        };
        if !again {
            return Err(failed.error);
        }
        sleep(PAUSE * number);
    }
    unreachable!("the last attempt returns")
}
