//! Split consignments: parcels of one consignee under one transport document.

use customs::{Declaration, Lane};
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use super::Projector;
use crate::code;
use crate::error::StoreError;
use crate::row::QueueRow;

/// From how many parcels on a consignment may have been split.
const PARCELS: i64 = 3;
/// Over what value in euro cents together: the limit of the H7 data set.
const VALUE_CENTS: i64 = 15_000;

/// What a group amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Amount {
    parcels: i64,
    value_cents: i64,
}

impl Amount {
    fn is_split(self) -> bool {
        self.parcels >= PARCELS && self.value_cents > VALUE_CENTS
    }
}

/// By what the parcels of one consignment are known: consignee and transport document. `None` where
/// one of them is missing, and for anything but low-value parcels: nobody splits a full declaration.
pub(crate) fn key(row: &QueueRow, declaration: &Declaration) -> Option<[u8; 16]> {
    let consignee = declaration.importer.as_ref().or(declaration.consignee.as_ref())?;
    let name = consignee.name.as_ref()?;
    if row.data_set != "H7" || row.transport_document.is_empty() {
        return None;
    }
    let mut sha = Sha256::new();
    let postcode = consignee.postcode.as_deref().unwrap_or_default();
    let street = consignee.street.as_deref().unwrap_or_default();
    for text in [name.value.as_str(), postcode, street, &row.transport_document] {
        sha.update(normalised(text));
        sha.update([0]);
    }
    sha.finalize().first_chunk().copied()
}

/// Letters and digits alone, in lower case: “Rue Haute, 5” is “RUE HAUTE 5”.
fn normalised(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The lane that counts for a declaration of a group.
pub(super) fn effective_lane(own: Lane, split: bool) -> Lane {
    if split { own.max(Lane::Yellow) } else { own }
}

impl Projector<'_> {
    /// The group's number; made where it is new.
    pub(super) fn group(&self, key: &[u8; 16]) -> Result<i64, StoreError> {
        let find = "SELECT no FROM consignment WHERE key = ?1";
        let mut find = self.connection.prepare_cached(find)?;
        if let Some(no) = find.query_row([key], |row| row.get(0)).optional()? {
            return Ok(no);
        }
        let sql = "INSERT INTO consignment (key, parcels, value_cents) VALUES (?1, 0, 0)";
        Ok(self.connection.prepare_cached(sql)?.insert([key])?)
    }

    /// Counts parcels and value into a group (or, negative, out of it) and answers whether the group
    /// is split now. The members' lanes follow.
    pub(super) fn count_into(
        &mut self,
        group: i64,
        parcels: i64,
        value_cents: i64,
    ) -> Result<bool, StoreError> {
        // Two statements: one with RETURNING opens a savepoint of its own, at which the search index
        // writes out what it has gathered.
        let sql = "UPDATE consignment SET parcels = parcels + ?2, value_cents = value_cents + ?3
                   WHERE no = ?1";
        self.connection.prepare_cached(sql)?.execute((group, parcels, value_cents))?;
        let sql = "SELECT parcels, value_cents FROM consignment WHERE no = ?1";
        let now = self.connection.prepare_cached(sql)?.query_row([group], |row| {
            Ok(Amount { parcels: row.get(0)?, value_cents: row.get(1)? })
        })?;
        let before =
            Amount { parcels: now.parcels - parcels, value_cents: now.value_cents - value_cents };
        if now.is_split() != before.is_split() {
            self.set_split(group, now.is_split())?;
        }
        if now.parcels == 0 {
            self.connection
                .prepare_cached("DELETE FROM consignment WHERE no = ?1")?
                .execute([group])?;
        }
        Ok(now.is_split())
    }

    fn set_split(&mut self, group: i64, split: bool) -> Result<(), StoreError> {
        let members = "SELECT no, status, lane, own_lane FROM declaration WHERE consignment = ?1";
        let members: Vec<(i64, i64, i64, i64)> = self
            .connection
            .prepare_cached(members)?
            .query_map([group], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<Result<_, _>>()?;
        let sql = "UPDATE declaration SET lane = ?2, split = ?3 WHERE no = ?1";
        for (no, status, old, own) in members {
            let lane = code::lane(effective_lane(code::lane_of(own)?, split));
            self.connection.prepare_cached(sql)?.execute((no, lane, split))?;
            self.count_lane(status, old, -1);
            self.count_lane(status, lane, 1);
        }
        Ok(())
    }
}
