//! PostgreSQL: a pool of connections to whichever server may be written to.

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use bytes::BytesMut;
use postgres::config::TargetSessionAttrs;
use postgres::error::SqlState;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, Statement};
use r2d2::{ManageConnection, Pool, PooledConnection};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::Failed;
use super::server::DatabaseServer;
use super::transaction::{Insert, Kind, Transaction};
use super::value::{Row, Value};
use crate::error::OfficeError;

/// Connections of one hub. Pushes of one office come one after the other anyway.
const CONNECTIONS: u32 = 16;
/// How long to look for a server that may be written to.
const PATIENCE: Duration = Duration::from_secs(5);
const CONNECT: Duration = Duration::from_secs(2);
/// After so long without a sign a server counts as lost.
const SILENCE: Duration = Duration::from_secs(10);
/// A hub that was cut off in mid-transaction must not hold the office's row for ever.
const SESSION: &str = "SET idle_in_transaction_session_timeout = '15s'; SET lock_timeout = '20s'; \
                       SET client_min_messages = warning";

/// Connections to one database.
pub(crate) struct Connections {
    /// Taken out only when this is dropped.
    pool: Option<Pool<Servers>>,
}

/// One connection with what it has prepared.
pub(crate) struct Connection {
    client: Client,
    prepared: HashMap<String, Statement>,
    /// A statement of the transaction under way failed: the server will not commit it, though it
    /// answers `COMMIT` without an error.
    failed: bool,
    /// Not fit for another transaction.
    broken: bool,
}

pub(crate) struct Servers {
    config: Config,
    encryption: MakeRustlsConnect,
}

/// Why no server could be spoken to, down to the first cause.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotConnected(String);

impl From<postgres::Error> for NotConnected {
    fn from(error: postgres::Error) -> Self {
        let causes = std::iter::successors(Some(&error as &dyn Error), |cause| (*cause).source());
        Self(causes.map(ToString::to_string).collect::<Vec<_>>().join(": "))
    }
}

impl ManageConnection for Servers {
    type Connection = Connection;
    type Error = NotConnected;

    fn connect(&self) -> Result<Connection, NotConnected> {
        let mut client = self.config.connect(self.encryption.clone())?;
        client.batch_execute(SESSION)?;
        Ok(Connection { client, prepared: HashMap::new(), failed: false, broken: false })
    }

    fn is_valid(&self, connection: &mut Connection) -> Result<(), NotConnected> {
        Ok(connection.client.simple_query("").map(drop)?)
    }

    fn has_broken(&self, connection: &mut Connection) -> bool {
        connection.broken || connection.client.is_closed()
    }
}

impl Connections {
    pub(super) fn open(server: &DatabaseServer) -> Result<Self, OfficeError> {
        let mut config = server.settings()?;
        let encryption = server.encryption()?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        config
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .tcp_user_timeout(SILENCE)
            .keepalives_idle(SILENCE)
            .keepalives_interval(SILENCE / 5)
            .keepalives_retries(3)
            .application_name("greenlane hub");
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            .connection_timeout(PATIENCE)
            // A round trip before each transaction; a lost connection is noticed and replaced anyway.
            .test_on_check_out(false)
            .build_unchecked(Servers { config, encryption });
        let connections = Self { pool: Some(pool) };
        drop(connections.get().map_err(|failed| failed.error)?);
        Ok(connections)
    }

    /// A connection; for want of one this has waited long enough, and nobody need try again.
    fn get(&self) -> Result<PooledConnection<Servers>, Failed> {
        let pool = self.pool.as_ref().expect("the pool stays until this is dropped");
        loop {
            let connection = pool.get().map_err(|cause| {
                let error = OfficeError::Unreachable { what: cause.to_string() };
                Failed { error, again: false }
            })?;
            if !connection.broken && !connection.client.is_closed() {
                return Ok(connection);
            }
        }
    }

    pub(super) fn write<T>(
        &self,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, Failed> {
        self.get()?.run("BEGIN", work)
    }

    pub(super) fn read<T>(
        &self,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, Failed> {
        self.get()?.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
    }
}

impl Drop for Connections {
    /// Closing a connection blocks, which is not allowed on a thread that runs asynchronous tasks.
    fn drop(&mut self) {
        let pool = self.pool.take();
        _ = std::thread::spawn(move || drop(pool)).join();
    }
}

impl Connection {
    fn run<T>(
        &mut self,
        begin: &str,
        work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, OfficeError>,
    ) -> Result<T, Failed> {
        // Should `work` panic, the transaction stays open: nobody else may get this connection.
        self.broken = true;
        self.failed = false;
        self.client.batch_execute(begin).map_err(OfficeError::from)?;
        let done = work(&mut Transaction::Postgres(self));
        let refused =
            OfficeError::Statement { what: "a statement failed that nobody heeded".into() };
        let done = if self.failed { done.and(Err(refused)) } else { done };
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let ended = self.client.batch_execute(end);
        self.broken = ended.is_err();
        match (done, ended) {
            (Ok(done), Ok(())) => Ok(done),
            (Err(error), _) => Err(error.into()),
            // The server said no: it is undone. Where it said nothing, nobody knows.
            (Ok(_), Err(cause)) => {
                let again = cause.as_db_error().is_some_and(|said| !is_shutdown(said.code()));
                Err(Failed { error: cause.into(), again })
            }
        }
    }

    pub(super) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, OfficeError> {
        let statement = self.prepare(sql)?;
        let params = borrowed(params);
        let done = self.client.execute(&statement, &params);
        self.noted(done)
    }

    pub(super) fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, OfficeError> {
        let statement = self.prepare(sql)?;
        let params = borrowed(params);
        let rows = self.client.query(&statement, &params);
        let rows = self.noted(rows)?;
        let values = |row: &postgres::Row| -> Result<Row, postgres::Error> {
            (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>().map(Row)
        };
        Ok(rows.iter().map(values).collect::<Result<_, _>>()?)
    }

    /// One array for each column: the statement is always the same, however many rows there are.
    pub(super) fn insert(
        &mut self,
        insert: &Insert<'_>,
        rows: &[Vec<Value>],
    ) -> Result<(), OfficeError> {
        let names: Vec<&str> = insert.columns.iter().map(|(name, _)| *name).collect();
        let arrays = insert.columns.iter().enumerate();
        let arrays: Vec<String> =
            arrays.map(|(at, (_, kind))| format!("${}::{}[]", at + 1, type_of(*kind))).collect();
        let sql = format!(
            "INSERT INTO {} ({}) SELECT * FROM unnest({}) {}",
            insert.table,
            names.join(", "),
            arrays.join(", "),
            insert.conflict
        );
        let statement = self.prepare(&sql)?;
        let columns: Vec<Column<'_>> = (0..names.len()).map(|at| Column { rows, at }).collect();
        let params: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|each| each as _).collect();
        let done = self.client.execute(&statement, &params);
        self.noted(done).map(drop)
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), OfficeError> {
        let done = self.client.batch_execute(sql);
        self.noted(done)
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, OfficeError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql);
        let statement = self.noted(statement)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn noted<T>(&mut self, done: Result<T, postgres::Error>) -> Result<T, OfficeError> {
        self.failed |= done.is_err();
        Ok(done?)
    }
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|each| each as _).collect()
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "bigint",
        Kind::Text => "text",
        Kind::Blob => "bytea",
    }
}

/// One column of many rows, as an array.
#[derive(Debug)]
struct Column<'r> {
    rows: &'r [Vec<Value>],
    at: usize,
}

impl ToSql for Column<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        let values: Vec<&Value> = self.rows.iter().map(|row| &row[self.at]).collect();
        values.to_sql(ty, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Value::Int(number) if *ty == Type::BOOL => (*number != 0).to_sql(ty, out),
            Value::Int(number) => number.to_sql_checked(ty, out),
            Value::Text(text) => text.to_sql_checked(ty, out),
            Value::Blob(bytes) => bytes.to_sql_checked(ty, out),
            Value::Ints(all) => all.to_sql_checked(ty, out),
            Value::Texts(all) => all.to_sql_checked(ty, out),
            Value::Blobs(all) => all.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'r> FromSql<'r> for Value {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        match *ty {
            Type::INT8 => i64::from_sql(ty, raw).map(Value::Int),
            Type::INT4 => i32::from_sql(ty, raw).map(|number| Value::Int(number.into())),
            Type::BOOL => bool::from_sql(ty, raw).map(|flag| Value::Int(flag.into())),
            Type::BYTEA => Ok(Value::Blob(raw.to_vec())),
            _ => String::from_sql(ty, raw).map(Value::Text),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::BOOL, Type::BYTEA].contains(ty)
            || <String as FromSql>::accepts(ty)
    }
}

/// The server is going, or is not the one that may be written to.
fn is_shutdown(code: &SqlState) -> bool {
    let codes = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::READ_ONLY_SQL_TRANSACTION,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    codes.contains(code) || code.code().starts_with("08")
}

impl From<postgres::Error> for OfficeError {
    fn from(cause: postgres::Error) -> Self {
        let Some(said) = cause.as_db_error() else {
            let what = cause.source().map_or_else(|| cause.to_string(), ToString::to_string);
            return match cause.is_closed()
                || cause.source().is_some_and(|s| s.is::<std::io::Error>())
            {
                true => OfficeError::Unreachable { what },
                false => OfficeError::Statement { what: cause.to_string() },
            };
        };
        let what = said.message().to_owned();
        let contended = [
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::LOCK_NOT_AVAILABLE,
            SqlState::QUERY_CANCELED,
        ];
        match said.code() {
            code if is_shutdown(code) => OfficeError::Unreachable { what },
            code if contended.contains(code) => OfficeError::Contended { what },
            code if *code == SqlState::DISK_FULL => OfficeError::DiskFull { what },
            _ => OfficeError::Statement { what },
        }
    }
}
