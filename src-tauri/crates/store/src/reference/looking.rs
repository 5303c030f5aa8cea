//! Asking the nomenclature: editions, trees, texts, and where words stand.

use std::sync::{Arc, PoisonError};

use chrono::{DateTime, NaiveDate};
use customs::nomenclature::{GoodsCode, Matches, Node, System, Tree};
use rusqlite::{Connection, OptionalExtension, Row};

use super::{EditionFile, EditionRow, Reference, index_of};
use crate::error::StoreError;

impl Reference {
    /// All editions, the most detailed system first, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn editions(&self) -> Result<Vec<EditionRow>, StoreError> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT no, system, begins, changes FROM edition")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })?;
        let mut editions = Vec::new();
        for row in rows {
            let (no, system, begins, changes) = row?;
            let known = System::ALL.into_iter().find(|known| known.as_str() == system);
            let system = known.ok_or_else(|| corrupt(&system, "nomenclature"))?;
            let from = begins.parse().map_err(|_| corrupt(&begins, "day"))?;
            editions.push(EditionRow { no, system, from, files: files(&connection, no)?, changes });
        }
        editions.sort_by_key(|edition| (edition.system, std::cmp::Reverse(edition.from)));
        Ok(editions)
    }

    /// The tree of an edition. It is read once and then kept in memory.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn tree(&self, edition: &EditionRow) -> Result<Arc<Tree>, StoreError> {
        let lock = || self.trees.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&edition.no).cloned();
        if let Some((_, tree)) = known.filter(|(changes, _)| *changes == edition.changes) {
            return Ok(tree);
        }
        let tree = Arc::new(Tree::of(nodes_of(&self.lock(), edition.no)?));
        lock().insert(edition.no, (edition.changes, Arc::clone(&tree)));
        Ok(tree)
    }

    /// What lines say in a language, in the order in which they are named.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn texts(
        &self,
        edition: &EditionRow,
        language: &str,
        places: &[u32],
    ) -> Result<Vec<Option<String>>, StoreError> {
        let connection = self.lock();
        let sql = "SELECT text FROM line_text WHERE edition = ?1 AND language = ?2 AND place = ?3";
        let mut statement = connection.prepare_cached(sql)?;
        let text = |place: &u32| {
            let found = statement.query_row((edition.no, language, place), |row| row.get(0));
            Ok(found.optional()?)
        };
        places.iter().map(text).collect()
    }

    /// Where a word stands in the texts of a language, without regard to case and accents. Parts of a
    /// word that are joined by signs, as in `T-shirt`, have to follow each other.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn matches(
        &self,
        edition: &EditionRow,
        language: &str,
        word: &str,
    ) -> Result<Matches, StoreError> {
        let index = index_of(edition.no, language)?;
        let connection = self.lock();
        let sql = format!("SELECT rowid FROM {index} WHERE {index} MATCH ?1 ORDER BY rowid");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut places = |query: String| -> Result<Vec<u32>, StoreError> {
            let rows = statement.query_map([query], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let phrase = word.replace('"', " ");
        Ok(Matches {
            begun: places(format!("\"{phrase}\" *"))?,
            whole: places(format!("\"{phrase}\""))?,
        })
    }
}

/// The lines of an edition, in the order of the tariff.
pub(super) fn nodes_of(connection: &Connection, edition: i64) -> Result<Vec<Node>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT code, digits, suffix, level, parent, last, declarable, current, unit, valid_from,
             valid_until
         FROM line WHERE edition = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([edition])?;
    let mut nodes = Vec::new();
    while let Some(row) = rows.next()? {
        nodes.push(node(row)?);
    }
    Ok(nodes)
}

fn node(row: &Row<'_>) -> Result<Node, StoreError> {
    let code: String = row.get(0)?;
    Ok(Node {
        code: GoodsCode::with_digits(&code, row.get(1)?).map_err(|_| corrupt(&code, "code"))?,
        suffix: row.get(2)?,
        level: row.get(3)?,
        parent: row.get(4)?,
        last: row.get(5)?,
        declarable: row.get(6)?,
        current: row.get(7)?,
        unit: row.get(8)?,
        valid_from: day(row, 9)?,
        valid_until: day(row, 10)?,
    })
}

fn day(row: &Row<'_>, column: usize) -> Result<Option<NaiveDate>, StoreError> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| corrupt(&text, "day"))).transpose()
}

fn files(connection: &Connection, edition: i64) -> Result<Vec<EditionFile>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT language, name, imported_at, lines FROM edition_file WHERE edition = ?1",
    )?;
    let rows = statement.query_map([edition], |row| {
        let at = DateTime::from_timestamp_millis(row.get(2)?).unwrap_or_default();
        Ok(EditionFile {
            language: row.get(0)?,
            name: row.get(1)?,
            imported_at: at,
            lines: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn corrupt(text: &str, what: &str) -> StoreError {
    StoreError::Corrupt { what: format!("“{text}” is no {what}") }
}
