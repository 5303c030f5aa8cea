//! Lenses over the desk's own history, in a file of their own.
//!
//! `lens.sqlite` is made from the journal and holds nothing else, so it may be thrown away. It is no
//! projection: importing does not wait for it. [`Lenses::catch_up`] reads what came since it was asked
//! last, a part at a time, each part in one transaction with how far it came.

mod asking;
mod changes;
mod facts;
mod grouping;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::schema::LENSES;
use crate::store::Reader;

pub use asking::{LensGroup, LensMember, LensPage, Named};

/// The desk's lenses.
pub struct Lenses {
    path: PathBuf,
    /// For questions; catching up has a connection of its own, so that nobody waits for it.
    connection: Mutex<Connection>,
}

/// From which side the history is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lens {
    /// Several parcels a day to the same people, together over the limit of value.
    Splitting,
    /// Values per kilogram far from those of the same six digits.
    ValuePerKg,
    /// One IOSS number, several unrelated sellers.
    SharedIoss,
    /// One parcel number in several declarations.
    SameParcel,
    /// One invoice number of one seller in several declarations.
    SameInvoice,
}

impl Lens {
    pub const ALL: [Self; 5] =
        [Self::Splitting, Self::ValuePerKg, Self::SharedIoss, Self::SameParcel, Self::SameInvoice];

    /// How it is kept in the file.
    const fn code(self) -> i64 {
        self as i64
    }

    fn of(code: i64) -> Result<Self, StoreError> {
        let unknown = || StoreError::Corrupt { what: format!("there is no lens {code}") };
        Self::ALL.into_iter().find(|lens| lens.code() == code).ok_or_else(unknown)
    }
}

impl Lenses {
    /// Opens the file in the desk's folder, and makes it where it is missing.
    ///
    /// # Errors
    /// `NewerStore` and `NotAStore` leave everything as it was.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("lens.sqlite");
        let connection = Mutex::new(LENSES.open(&path)?);
        Ok(Self { path, connection })
    }

    /// Reads at most `limit` entries of the journal that were not read yet, then looks at as many of
    /// the groups that they touch. Answers how many of both are left; 0 when all is done.
    ///
    /// # Errors
    /// A file cannot be read, or the disk does not take it; what was read before stands.
    pub fn catch_up(&self, reader: &Reader, limit: u32) -> Result<u64, StoreError> {
        let connection = LENSES.open_beside(&self.path)?;
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let mut left = reader.snapshot(|reader| changes::read(&transaction, reader, limit))?;
        if left == 0 {
            left = grouping::regroup(&transaction, limit)?;
        } else {
            left += grouping::stale(&transaction)?;
        }
        transaction.commit()?;
        Ok(left)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
