//! Taking a file of the nomenclature in: all of it in one transaction, or nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use customs::nomenclature::{Edition, Line, Node, Said, System, Tree};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::looking::nodes_of;
use super::{EditionFile, EditionRow, Reference, index_of};
use crate::error::StoreError;
use crate::schema::REFERENCE;

impl Reference {
    /// Takes the lines of one language into an edition, in the place of those that came before. What
    /// the new file leaves out stays as not current. A cut-off import leaves everything as it was.
    ///
    /// # Errors
    /// The disk does not take it, or another import is under way.
    pub fn import(
        &self,
        system: System,
        from: NaiveDate,
        file: &EditionFile,
        lines: Vec<Line>,
    ) -> Result<EditionRow, StoreError> {
        index_of(0, &file.language)?;
        let connection = REFERENCE.open_beside(&self.path)?;
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        let no = edition_no(&transaction, system, from)?;
        let edition = read(&transaction, no, system, from)?.with(&file.language, lines);
        write(&transaction, no, &edition)?;
        transaction.execute(
            "INSERT OR REPLACE INTO edition_file (edition, language, name, imported_at, lines)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![no, file.language, file.name, file.imported_at.timestamp_millis(), file.lines],
        )?;
        transaction.execute("UPDATE edition SET changes = changes + 1 WHERE no = ?1", [no])?;
        transaction.commit()?;
        let all = self.editions()?;
        let row = all.into_iter().find(|row| row.no == no);
        row.ok_or_else(|| StoreError::Corrupt { what: format!("edition {no} is not there") })
    }
}

fn edition_no(connection: &Connection, system: System, from: NaiveDate) -> Result<i64, StoreError> {
    let key = (system.as_str(), from.to_string());
    let sql = "SELECT no FROM edition WHERE system = ?1 AND begins = ?2";
    if let Some(no) = connection.query_row(sql, key.clone(), |row| row.get(0)).optional()? {
        return Ok(no);
    }
    let sql = "INSERT INTO edition (system, begins, changes) VALUES (?1, ?2, 0)";
    connection.execute(sql, key)?;
    Ok(connection.last_insert_rowid())
}

fn read(
    connection: &Connection,
    no: i64,
    system: System,
    from: NaiveDate,
) -> Result<Edition, StoreError> {
    let nodes = nodes_of(connection, no)?;
    let mut texts: BTreeMap<String, Vec<Option<Said>>> = BTreeMap::new();
    let sql = "SELECT language, place, text, current FROM line_text WHERE edition = ?1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([no])?;
    while let Some(row) = rows.next()? {
        let said = Said { text: row.get(2)?, current: row.get(3)? };
        let texts = texts.entry(row.get(0)?).or_insert_with(|| vec![None; nodes.len()]);
        let place: u32 = row.get(1)?;
        *texts.get_mut(place as usize).ok_or_else(|| StoreError::Corrupt {
            what: format!("a text stands at {place}, where there is no line"),
        })? = Some(said);
    }
    Ok(Edition { system, from, tree: Tree::of(nodes), texts })
}

fn write(connection: &Connection, no: i64, edition: &Edition) -> Result<(), StoreError> {
    for table in ["line", "line_text"] {
        connection.execute(&format!("DELETE FROM {table} WHERE edition = ?1"), [no])?;
    }
    write_lines(connection, no, edition.tree.nodes())?;
    for (language, texts) in &edition.texts {
        write_texts(connection, no, language, texts)?;
    }
    Ok(())
}

fn write_lines(connection: &Connection, no: i64, nodes: &[Node]) -> Result<(), StoreError> {
    let mut insert = connection.prepare(
        "INSERT INTO line (edition, place, code, digits, suffix, level, parent, last, declarable,
             current, unit, valid_from, valid_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    for (place, node) in nodes.iter().enumerate() {
        insert.execute(params![
            no,
            place,
            node.code.padded(),
            node.code.digits(),
            node.suffix,
            node.level,
            node.parent,
            node.last,
            node.declarable,
            node.current,
            node.unit,
            node.valid_from.map(|day| day.to_string()),
            node.valid_until.map(|day| day.to_string()),
        ])?;
    }
    Ok(())
}

/// Writes the texts of one language and makes its index anew. Only what is current can be found.
fn write_texts(
    connection: &Connection,
    no: i64,
    language: &str,
    texts: &[Option<Said>],
) -> Result<(), StoreError> {
    let index = index_of(no, language)?;
    connection.execute_batch(&format!(
        "DROP TABLE IF EXISTS {index};
         CREATE VIRTUAL TABLE {index} USING fts5 (
             text, content = '', columnsize = 0, prefix = '2 3',
             tokenize = 'unicode61 remove_diacritics 2');"
    ))?;
    let mut keep = connection.prepare(
        "INSERT INTO line_text (edition, language, place, text, current)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut enter =
        connection.prepare(&format!("INSERT INTO {index} (rowid, text) VALUES (?1, ?2)"))?;
    for (place, said) in texts.iter().enumerate() {
        let Some(said) = said else { continue };
        keep.execute(params![no, language, place, said.text, said.current])?;
        if said.current {
            enter.execute(params![place, said.text])?;
        }
    }
    Ok(())
}
