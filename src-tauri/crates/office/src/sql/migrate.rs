//! Brings a database to this program's schema, and refuses one that is ahead of it.

use std::collections::BTreeSet;

use super::Sql;
use super::transaction::Transaction;
use super::value::Value;
use crate::error::OfficeError;

/// One step of the schema. Numbers only rise; a step is never changed once it was released.
pub(crate) struct Migration {
    pub(crate) number: i64,
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

const MADE: &str = "CREATE TABLE IF NOT EXISTS migration (
    number BIGINT PRIMARY KEY,
    name   TEXT NOT NULL
);";

/// Brings an empty database to the steps that another one had, and no further.
///
/// # Errors
/// `NewerSchema` where one of `numbers` is not known.
pub(crate) fn migrate_as(
    sql: &Sql,
    migrations: &[Migration],
    numbers: &[i64],
) -> Result<(), OfficeError> {
    let known = |number: &&i64| migrations.iter().any(|step| step.number == **number);
    if let Some(unknown) = numbers.iter().find(|number| !known(number)) {
        return Err(OfficeError::NewerSchema { number: *unknown });
    }
    apply(sql, migrations, |number| numbers.contains(&number))
}

/// Applies what is missing, all or nothing; several hubs may start at once.
///
/// # Errors
/// `NewerSchema` where a step was applied that this program does not know.
pub(crate) fn migrate(sql: &Sql, migrations: &[Migration]) -> Result<(), OfficeError> {
    apply(sql, migrations, |_| true)
}

fn apply(
    sql: &Sql,
    migrations: &[Migration],
    wanted: impl Fn(i64) -> bool,
) -> Result<(), OfficeError> {
    sql.transaction(|tx| {
        tx.lock_schema()?;
        tx.batch(MADE)?;
        let applied = applied(tx)?;
        let known = |number: &i64| migrations.iter().any(|step| step.number == *number);
        if let Some(unknown) = applied.iter().find(|number| !known(number)) {
            return Err(OfficeError::NewerSchema { number: *unknown });
        }
        for step in
            migrations.iter().filter(|step| wanted(step.number) && !applied.contains(&step.number))
        {
            tx.batch(step.sql)?;
            let noted = "INSERT INTO migration (number, name) VALUES ($1, $2)";
            tx.execute(noted, &[step.number.into(), Value::from(step.name)])?;
        }
        Ok(())
    })
}

fn applied(tx: &mut Transaction<'_>) -> Result<BTreeSet<i64>, OfficeError> {
    tx.query("SELECT number FROM migration", &[])?.iter().map(|row| row.int(0)).collect()
}
