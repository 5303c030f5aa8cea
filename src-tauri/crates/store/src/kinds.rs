//! Which kinds of entries the program knew that made the projections. One that knows others makes
//! them anew: what an earlier program kept without understanding it counts from then on.

use std::collections::BTreeSet;

use journal::Event;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::rebuild;

const SETTING: &str = "folded_kinds";

/// Makes the projections anew where entries are here that another program read otherwise.
///
/// # Errors
/// The disk does not take it; all is as before then.
pub(crate) fn catch_up(connection: &Connection) -> Result<(), StoreError> {
    let known = known();
    if before(connection)?.as_ref() == Some(&known) {
        return Ok(());
    }
    let step = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // A store without this note was written when there were no other kinds than today's.
    let before = before(&step)?.unwrap_or_else(|| known.clone());
    if any_entry_of(&step, known.symmetric_difference(&before))? {
        rebuild::renew(&step)?;
    }
    let list: Vec<&str> = known.iter().map(String::as_str).collect();
    let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2)
               ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    step.execute(sql, (SETTING, list.join("\n")))?;
    Ok(step.commit()?)
}

/// Each as its name and its payload's version.
fn known() -> BTreeSet<String> {
    Event::known().map(|(kind, version)| format!("{kind} {version}")).collect()
}

fn before(connection: &Connection) -> Result<Option<BTreeSet<String>>, StoreError> {
    let sql = "SELECT value FROM setting WHERE key = ?1";
    let list: Option<String> = connection.query_row(sql, [SETTING], |row| row.get(0)).optional()?;
    Ok(list.map(|list| list.lines().map(str::to_owned).collect()))
}

fn any_entry_of<'k>(
    connection: &Connection,
    mut kinds: impl Iterator<Item = &'k String>,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM entry WHERE kind || ' ' || version = ?1 LIMIT 1";
    let mut statement = connection.prepare(sql)?;
    kinds.try_fold(false, |found, kind| Ok(found || statement.exists([kind])?))
}
