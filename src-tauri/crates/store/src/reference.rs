//! Reference data: the nomenclature and exchange rates, in a file of its own.
//!
//! `reference.sqlite` holds nothing that cannot be imported again, so it may be thrown away. It is
//! no part of the journal and is not synced.

mod keeping;
mod looking;
mod rates;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use customs::nomenclature::{System, Tree};
use rusqlite::Connection;

pub use rates::{RateFile, RateListRow, RateSpan, RatesTaken};

use crate::error::StoreError;
use crate::schema::REFERENCE;

const FILE: &str = "reference.sqlite";

/// The desk's reference data.
pub struct Reference {
    path: PathBuf,
    /// For questions; an import has a connection of its own, so that nobody waits for it.
    connection: Mutex<Connection>,
    /// Trees by edition, with how often the edition had changed when they were read.
    trees: Mutex<HashMap<i64, (i64, Arc<Tree>)>>,
}

/// An edition of a nomenclature and the files that it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// Its number in this file.
    pub no: i64,
    pub system: System,
    /// First day on which it held.
    pub from: NaiveDate,
    /// By language.
    pub files: Vec<EditionFile>,
    pub(crate) changes: i64,
}

/// The newest file of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFile {
    /// Two letters.
    pub language: String,
    /// Name of the file.
    pub name: String,
    pub imported_at: DateTime<Utc>,
    /// Lines that came in with it.
    pub lines: u32,
}

impl Reference {
    /// Whether there is such a file in the desk's folder.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(FILE).exists()
    }

    /// Opens the file in the desk's folder, and makes it where it is missing.
    ///
    /// # Errors
    /// `NewerStore` and `NotAStore` leave everything as it was.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let connection = Mutex::new(REFERENCE.open(&path)?);
        Ok(Self { path, connection, trees: Mutex::default() })
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The search index of one language of an edition. Both parts come from checked values, for a table's
/// name cannot be a parameter.
fn index_of(edition: i64, language: &str) -> Result<String, StoreError> {
    let is_language = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_language {
        return Err(StoreError::Corrupt { what: format!("“{language}” is no language") });
    }
    Ok(format!("words_{edition}_{language}"))
}
