//! One file that holds an office, the same for both databases.
//!
//! zstd over: a line of JSON that says what it is; then for each table its name, its columns and its
//! rows; then SHA-256 over all of that. It is taken from one unchanging view, while work goes on.

mod format;
mod tables;

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use journal::DeviceId;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::error::OfficeError;
use crate::office::{Office, begin_epoch};
use crate::schema::MIGRATIONS;
use crate::sql::{Database, Insert, Sql, Transaction, Value, migrate, migrate_as};
use crate::surroundings::{Surroundings, in_milliseconds};
use format::{Reading, Writing};
use tables::{TABLES, Table};

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupInfo {
    /// Always `greenlane office backup`.
    pub what: String,
    /// Version of the file's form.
    pub version: u32,
    /// Steps of the schema that its tables follow.
    pub schema: Vec<i64>,
    /// The office's name.
    pub office: String,
    /// The last sequence number in it.
    pub head: u64,
    /// When it was taken.
    pub at: DateTime<Utc>,
}

const WHAT: &str = "greenlane office backup";
const VERSION: u32 = 1;

impl Office {
    /// Writes the whole office into a file, while work goes on. The file appears under its name once
    /// it is whole.
    ///
    /// # Errors
    /// `File`, and the database's.
    pub fn backup(&self, to: &Path) -> Result<BackupInfo, OfficeError> {
        let unfinished = to.with_extension("unfinished");
        let info = self.sql.read(|tx| {
            let file = File::create(&unfinished).map_err(|cause| unusable(&cause))?;
            self.write_backup(tx, BufWriter::new(file))
        })?;
        fs::rename(&unfinished, to).map_err(|cause| unusable(&cause))?;
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            self.note(tx, now, "hub", "backed_up", &json!({ "head": info.head }))
        })?;
        Ok(info)
    }

    fn write_backup(
        &self,
        tx: &mut Transaction<'_>,
        file: BufWriter<File>,
    ) -> Result<BackupInfo, OfficeError> {
        let standing = self.standing(tx)?;
        let info = BackupInfo {
            what: WHAT.into(),
            version: VERSION,
            schema: MIGRATIONS.iter().map(|step| step.number).collect(),
            office: standing.name.clone(),
            head: standing.head,
            at: self.surroundings.now(),
        };
        let mut writing = Writing::begin(file, &info).map_err(|cause| unusable(&cause))?;
        for table in TABLES {
            writing.table(table).map_err(|cause| unusable(&cause))?;
            self.write_table(tx, table, &mut writing)?;
        }
        let mut file = writing.end().map_err(|cause| unusable(&cause))?;
        file.flush().and_then(|()| file.get_ref().sync_all()).map_err(|cause| unusable(&cause))?;
        Ok(info)
    }

    fn write_table(
        &self,
        tx: &mut Transaction<'_>,
        table: &Table,
        writing: &mut Writing<BufWriter<File>>,
    ) -> Result<(), OfficeError> {
        let mut last: Option<Vec<Value>> = None;
        loop {
            let sql = table.select(last.is_some());
            let mut params = vec![Value::from(self.number)];
            params.extend(last.take().unwrap_or_default());
            let rows = tx.query(&sql, &params)?;
            let Some(end) = rows.last() else { return Ok(()) };
            last = Some(table.key_of(end));
            for row in &rows {
                writing.row(row.values()).map_err(|cause| unusable(&cause))?;
            }
        }
    }

    /// Puts a backup into an empty database. The office begins a new history where the backup ends:
    /// desks notice, and offer again what it lacks.
    ///
    /// # Errors
    /// `NotEmpty`, `BackupDamaged`, `NewerSchema`; nothing of it is kept then.
    pub fn restore(
        database: &Database,
        from: &Path,
        by: &str,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, OfficeError> {
        let mut reading =
            Reading::open(BufReader::new(File::open(from).map_err(|cause| unusable(&cause))?))?;
        let info = reading.info::<BackupInfo>()?;
        if info.what != WHAT || info.version > VERSION {
            return Err(damaged("it is no backup of this program, or of a newer one"));
        }
        let sql = Sql::open(database)?;
        migrate_as(&sql, MIGRATIONS, &info.schema)?;
        drop(reading);
        let (number, device) = sql.transaction(|tx| {
            refuse_unless_empty(tx)?;
            let mut reading =
                Reading::open(BufReader::new(File::open(from).map_err(|cause| unusable(&cause))?))?;
            reading.info::<BackupInfo>()?;
            load(tx, &mut reading)?;
            let row = tx.one("SELECT office, device FROM office", &[])?;
            Ok((row.int(0)?, DeviceId(row.uuid(1)?)))
        })?;
        migrate(&sql, MIGRATIONS)?;
        let surroundings = in_milliseconds(surroundings);
        let office = Self { sql, surroundings, number, device };
        office.begin_again(by, &info)?;
        office.understand()?;
        Ok(office)
    }

    fn begin_again(&self, by: &str, info: &BackupInfo) -> Result<(), OfficeError> {
        let (epoch, now) = (self.surroundings.new_id(), self.surroundings.now());
        self.sql.transaction(|tx| {
            let head = self.locked(tx)?.head;
            let last = "SELECT max(number) FROM epoch WHERE office = $1";
            let last = tx.one(last, &[self.number.into()])?.number(0)?;
            begin_epoch(tx, self.number, last + 1, epoch, head, now)?;
            let sql = "UPDATE office SET epoch = $2 WHERE office = $1";
            tx.execute(sql, &[self.number.into(), epoch.into()])?;
            let detail = json!({ "head": head, "taken_at": info.at, "epoch": epoch });
            self.note(tx, now, by, "restored", &detail)
        })
    }
}

/// Rows that are put in at once.
const BATCH: usize = 500;
/// About as many bytes are put in at once.
const BATCH_BYTES: usize = 16 << 20;

fn load(
    tx: &mut Transaction<'_>,
    reading: &mut Reading<BufReader<File>>,
) -> Result<(), OfficeError> {
    while let Some((table, columns)) = reading.table()? {
        let known = TABLES.iter().find(|known| known.name == table);
        let known = known.ok_or_else(|| damaged("it holds a table that is not known"))?;
        let columns = known.columns_of(&columns)?;
        let insert = Insert { table: known.name, columns: &columns, conflict: "" };
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while let Some(row) = reading.row(columns.len())? {
            bytes += row.iter().map(Value::size).sum::<usize>();
            rows.push(row);
            if rows.len() == BATCH || bytes > BATCH_BYTES {
                tx.insert(&insert, &rows)?;
                (rows, bytes) = (Vec::new(), 0);
            }
        }
        tx.insert(&insert, &rows)?;
    }
    reading.end()
}

fn refuse_unless_empty(tx: &mut Transaction<'_>) -> Result<(), OfficeError> {
    match tx.first("SELECT name FROM office", &[])? {
        None => Ok(()),
        Some(row) => Err(OfficeError::NotEmpty { name: row.text(0)?.to_owned() }),
    }
}

fn unusable(cause: &std::io::Error) -> OfficeError {
    OfficeError::File { what: cause.to_string() }
}

fn damaged(what: &str) -> OfficeError {
    OfficeError::BackupDamaged { what: what.to_owned() }
}
