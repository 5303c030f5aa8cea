//! What was declared before: the commodity codes that went through with a description.

use customs::nomenclature::GoodsCode;
use journal::Status;
use rusqlite::Params;

use crate::code;
use crate::error::StoreError;
use crate::store::Reader;
use crate::words;

/// A commodity code, and how many declarations went through with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredCode {
    pub code: GoodsCode,
    pub declarations: u32,
}

/// How many declarations that say something alike are looked at.
const ALIKE: u32 = 2_000;

impl Reader {
    /// The codes of declarations of one item with exactly this description, without regard to case,
    /// that a broker approved or the authority released; the commonest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn declared_as(&self, goods: &str) -> Result<Vec<DeclaredCode>, StoreError> {
        let sql = "SELECT hs, count(*) FROM declaration
                   WHERE status IN (?1, ?2) AND goods = ?3 AND items = 1
                   GROUP BY hs ORDER BY count(*) DESC, hs";
        self.declared(
            sql,
            (code::status(Status::Approved), code::status(Status::Released), goods.trim()),
        )
    }

    /// The same for declarations in which all these words begin a word.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn declared_like(&self, typed: &str) -> Result<Vec<DeclaredCode>, StoreError> {
        let Some(query) = words::query(typed) else { return Ok(Vec::new()) };
        let sql = "SELECT hs, count(*) FROM declaration
                   WHERE no IN (SELECT rowid FROM search WHERE search MATCH ?3 LIMIT ?4)
                       AND status IN (?1, ?2) AND items = 1
                   GROUP BY hs ORDER BY count(*) DESC, hs";
        self.declared(
            sql,
            (code::status(Status::Approved), code::status(Status::Released), query, ALIKE),
        )
    }

    fn declared(&self, sql: &str, with: impl Params) -> Result<Vec<DeclaredCode>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(with, |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let mut codes = Vec::new();
        for row in rows {
            let (text, declarations) = row?;
            // What is no code teaches nothing.
            if let Ok(code) = text.parse() {
                codes.push(DeclaredCode { code, declarations });
            }
        }
        Ok(codes)
    }
}
