//! SQLite: one writer, several readers, everything on disk before it is told.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, Value as Stored, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, params_from_iter, vtab};

use super::Failed;
use super::transaction::{Insert, Transaction};
use super::value::{Row, Value};
use crate::error::OfficeError;

/// The file's name in its folder.
pub(crate) const FILE: &str = "office.sqlite";
/// Readers that are kept open while nobody reads.
const READERS: usize = 8;
/// Another program, such as `hub invite`, may write at the same time.
const BUSY: Duration = Duration::from_secs(10);
const STATEMENTS: usize = 128;

/// Connections to one file.
pub(crate) struct Connections {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Connections {
    pub(super) fn open(folder: &Path) -> Result<Self, OfficeError> {
        let fail = |cause: std::io::Error| OfficeError::Folder {
            folder: folder.display().to_string(),
            what: cause.to_string(),
        };
        std::fs::create_dir_all(folder).map_err(fail)?;
        let path = folder.join(FILE);
        let writer = connect(&path)?;
        Ok(Self { path, writer: Mutex::new(writer), readers: Mutex::new(Vec::new()) })
    }

    pub(super) fn write<T>(
        &self,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, Failed> {
        // A panic inside a transaction left nothing behind: the next one rolls it back.
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if !writer.is_autocommit() {
            batch(&writer, "ROLLBACK")?;
        }
        run(&writer, "BEGIN IMMEDIATE", work)
    }

    pub(super) fn read<T>(
        &self,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, Failed> {
        let rested = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = match rested {
            Some(reader) => reader,
            None => connect(&self.path)?,
        };
        let done = run(&reader, "BEGIN", work);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS && reader.is_autocommit() {
            readers.push(reader);
        }
        done
    }
}

fn run<T>(
    connection: &Connection,
    begin: &str,
    work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
) -> Result<T, Failed> {
    connection.execute_batch(begin).map_err(OfficeError::from)?;
    let done = work(&mut Transaction::Sqlite(connection));
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = connection.execute_batch(end).map_err(OfficeError::from);
    match (done, ended) {
        (Ok(done), Ok(())) => Ok(done),
        (Err(error), _) => Err(error.into()),
        (Ok(_), Err(error)) => {
            // Some failures to commit leave the transaction open; the next one must not inherit it.
            let again = connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok();
            Err(Failed { error, again })
        }
    }
}

fn connect(path: &Path) -> Result<Connection, OfficeError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    vtab::array::load_module(&connection)?;
    Ok(connection)
}

pub(super) fn execute(
    connection: &Connection,
    sql: &str,
    params: &[Value],
) -> Result<u64, OfficeError> {
    let mut statement = connection.prepare_cached(&translated(sql))?;
    Ok(statement.execute(params_from_iter(params))? as u64)
}

pub(super) fn query(
    connection: &Connection,
    sql: &str,
    params: &[Value],
) -> Result<Vec<Row>, OfficeError> {
    let mut statement = connection.prepare_cached(&translated(sql))?;
    let width = statement.column_count();
    let mut rows = statement.query(params_from_iter(params))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let values =
            (0..width).map(|column| row.get_ref(column).map_err(OfficeError::from)?.try_into());
        found.push(Row(values.collect::<Result<_, OfficeError>>()?));
    }
    Ok(found)
}

pub(super) fn insert(
    connection: &Connection,
    insert: &Insert<'_>,
    rows: &[Vec<Value>],
) -> Result<(), OfficeError> {
    let names: Vec<&str> = insert.columns.iter().map(|(name, _)| *name).collect();
    let places: Vec<String> = (1..=names.len()).map(|number| format!("?{number}")).collect();
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({}) {}",
        insert.table,
        names.join(", "),
        places.join(", "),
        insert.conflict
    );
    let mut statement = connection.prepare_cached(&sql)?;
    for row in rows {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}

pub(super) fn batch(connection: &Connection, sql: &str) -> Result<(), OfficeError> {
    let sql =
        sql.replace("BIGINT", "INTEGER").replace("BYTEA", "BLOB").replace("\n);", "\n) STRICT;");
    Ok(connection.execute_batch(&sql)?)
}

/// PostgreSQL's way to write parameters and lists in SQLite's.
fn translated(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let mut written = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(at) = rest.find("= ANY($") {
        written.push_str(&rest[..at]);
        rest = &rest[at + "= ANY(".len()..];
        let end = rest.find(')').unwrap_or(rest.len());
        written.push_str("IN (SELECT value FROM rarray(");
        written.push_str(&rest[..end]);
        written.push(')');
        rest = &rest[end..];
    }
    written.push_str(rest);
    Cow::Owned(written.replace('$', "?"))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let array = |values: Vec<Stored>| ToSqlOutput::from_rc(Rc::new(values), c"rarray");
        Ok(match self {
            Value::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Value::Ints(all) => array(all.iter().map(|each| Stored::Integer(*each)).collect()),
            Value::Texts(all) => array(all.iter().map(|each| Stored::Text(each.clone())).collect()),
            Value::Blobs(all) => array(all.iter().map(|each| Stored::Blob(each.clone())).collect()),
        })
    }
}

impl TryFrom<ValueRef<'_>> for Value {
    type Error = OfficeError;

    fn try_from(stored: ValueRef<'_>) -> Result<Self, OfficeError> {
        let damaged = |what: &str| OfficeError::Damaged { what: what.to_owned() };
        match stored {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) => Ok(Value::Int(number)),
            ValueRef::Real(_) => Err(damaged("a column holds a fraction")),
            ValueRef::Text(text) => String::from_utf8(text.to_vec())
                .map(Value::Text)
                .map_err(|_| damaged("a column holds text that is not UTF-8")),
            ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        }
    }
}

impl From<rusqlite::Error> for OfficeError {
    fn from(cause: rusqlite::Error) -> Self {
        let what = cause.to_string();
        match cause.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                OfficeError::Contended { what }
            }
            Some(ErrorCode::DiskFull) => OfficeError::DiskFull { what },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                OfficeError::Damaged { what }
            }
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::ReadOnly) => {
                OfficeError::Unreachable { what }
            }
            _ => OfficeError::Statement { what },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nothing("SELECT 1", "SELECT 1")]
    #[case::parameters(
        "SELECT a FROM t WHERE b = $1 AND c > $12",
        "SELECT a FROM t WHERE b = ?1 AND c > ?12"
    )]
    #[case::lists(
        "SELECT a FROM t WHERE b = ANY($2) AND c = $1 AND d = ANY($3)",
        "SELECT a FROM t WHERE b IN (SELECT value FROM rarray(?2)) AND c = ?1 AND d IN (SELECT value FROM rarray(?3))"
    )]
    fn statements_are_translated(#[case] written: &str, #[case] expected: &str) {
        assert_eq!(translated(written), expected);
    }
}
