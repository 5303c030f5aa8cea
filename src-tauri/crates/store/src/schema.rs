//! Opening a file: the settings of a connection, the guard against newer files, the migrations.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::rebuild;

/// One kind of file: how it is recognised and how it comes to its newest form.
pub(crate) struct Schema {
    /// What stands in the file's header (`PRAGMA application_id`).
    pub(crate) application: i32,
    /// Number n of the list takes a file from form n to form n + 1. Only ever added to.
    pub(crate) migrations: &'static [Migration],
    /// Makes anew what is made from the rest.
    pub(crate) renew: fn(&Connection) -> Result<(), StoreError>,
}

/// A step from one form of a file to the next.
pub(crate) struct Migration {
    script: &'static str,
    /// What is made from the rest is made otherwise from here on. At a million declarations that
    /// takes minutes, so a step says so only where it must.
    renews: bool,
}

const fn keeps(script: &'static str) -> Migration {
    Migration { script, renews: false }
}

const fn renews(script: &'static str) -> Migration {
    Migration { script, renews: true }
}

/// How long a writer waits for the one before it.
const PATIENCE: Duration = Duration::from_secs(10);

/// The two projections' places: beside the journal, or beside them for a comparison.
pub(crate) const PROJECTIONS: &str = include_str!("migrations/0002_projections.sql");

pub(crate) const JOURNAL: Schema = Schema {
    application: i32::from_be_bytes(*b"GLjr"),
    migrations: &[
        keeps(include_str!("migrations/0001_journal.sql")),
        renews(PROJECTIONS),
        renews(include_str!("migrations/0003_sync.sql")),
        renews(include_str!("migrations/0004_names.sql")),
        keeps(include_str!("migrations/0005_dictionary.sql")),
    ],
    renew: rebuild::renew,
};

pub(crate) const ATTACHMENTS: Schema = Schema {
    application: i32::from_be_bytes(*b"GLat"),
    migrations: &[
        keeps(include_str!("migrations/attachments_0001.sql")),
        keeps(include_str!("migrations/attachments_0002.sql")),
    ],
    renew: |_| Ok(()),
};

pub(crate) const REFERENCE: Schema = Schema {
    application: i32::from_be_bytes(*b"GLrf"),
    migrations: &[
        keeps(include_str!("migrations/reference_0001.sql")),
        keeps(include_str!("migrations/reference_0002.sql")),
    ],
    renew: |_| Ok(()),
};

pub(crate) const LENSES: Schema = Schema {
    application: i32::from_be_bytes(*b"GLln"),
    migrations: &[keeps(include_str!("migrations/lens_0001.sql"))],
    renew: |_| Ok(()),
};

impl Schema {
    /// Opens the file to read and write, makes it where it is missing, and brings it to the newest
    /// form.
    pub(crate) fn open(&self, path: &Path) -> Result<Connection, StoreError> {
        let mut connection = Connection::open(path)?;
        configure(&connection).map_err(unless_foreign(path))?;
        self.guard(&connection, path)?;
        connection.pragma_update(None, "journal_mode", "wal").or_else(already_wal(&connection))?;
        self.migrate(&mut connection, path)?;
        Ok(connection)
    }

    /// Opens a file that [`Schema::open`] has seen, only to read.
    pub(crate) fn open_reader(&self, path: &Path) -> Result<Connection, StoreError> {
        let connection = self.open_beside(path)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// The same, but temporary tables may be made beside the file's own.
    pub(crate) fn open_beside(&self, path: &Path) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        configure(&connection)?;
        Ok(connection)
    }

    fn known(&self) -> u32 {
        u32::try_from(self.migrations.len()).expect("migrations are few")
    }

    /// Refuses a file that is not ours or newer than this program.
    fn guard(&self, connection: &Connection, path: &Path) -> Result<u32, StoreError> {
        let not_a_store = || StoreError::NotAStore { path: path.to_owned() };
        let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let found =
            number("user_version").map_err(StoreError::from).map_err(unless_foreign(path))?;
        let found = u32::try_from(found).map_err(|_| not_a_store())?;
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let fresh = tables == 0 && found == 0;
        if !fresh && number("application_id")? != i64::from(self.application) {
            return Err(not_a_store());
        }
        if found > self.known() {
            return Err(StoreError::NewerStore {
                path: path.to_owned(),
                found,
                known: self.known(),
            });
        }
        Ok(found)
    }

    fn migrate(&self, connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
        if self.guard(connection, path)? == self.known() {
            return Ok(());
        }
        let steps = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        // Another program may have taken them while this one waited.
        let missing = &self.migrations[self.guard(&steps, path)? as usize..];
        for migration in missing {
            steps.execute_batch(&in_schema(migration.script, "main"))?;
        }
        steps.pragma_update(None, "application_id", self.application)?;
        steps.pragma_update(None, "user_version", self.known())?;
        if missing.iter().any(|migration| migration.renews) {
            (self.renew)(&steps)?;
        }
        Ok(steps.commit()?)
    }
}

/// A file whose very header cannot be read is somebody else's.
fn unless_foreign(path: &Path) -> impl Fn(StoreError) -> StoreError {
    move |error| match error {
        StoreError::Corrupt { .. } => StoreError::NotAStore { path: path.to_owned() },
        error => error,
    }
}

/// A script for the tables of `main` or of `temp`.
pub(crate) fn in_schema(script: &str, schema: &str) -> String {
    script.replace("{schema}", schema)
}

fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -65536;
         PRAGMA temp_store = FILE;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(())
}

/// Two programs that open a new file at once both want to switch its log; the one that is refused
/// finds it switched.
fn already_wal(connection: &Connection) -> impl Fn(rusqlite::Error) -> Result<(), StoreError> {
    move |refused| {
        for _ in 0..200 {
            std::thread::sleep(Duration::from_millis(10));
            if connection.pragma_update(None, "journal_mode", "wal").is_ok() {
                return Ok(());
            }
        }
        Err(refused.into())
    }
}
