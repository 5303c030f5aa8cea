//! What other desks are called. Only the hub knows, and what it said is kept.

use std::collections::HashMap;

use journal::DeviceId;
use sync::link::DeskName;

use crate::entries::uuid;
use crate::error::StoreError;
use crate::store::{Reader, Writer};

impl Writer<'_> {
    /// Keeps what the hub calls its desks. Those that are here and not among them have no name; the
    /// hub does not have to be asked for them again.
    ///
    /// # Errors
    /// The disk does not take it. The transaction is then given up.
    pub fn name_desks(&mut self, told: &[DeskName]) -> Result<(), StoreError> {
        self.step(|writer| {
            let mut name =
                writer.connection.prepare_cached("UPDATE device SET name = ?2 WHERE id = ?1")?;
            for desk in told {
                name.execute((desk.device.0.as_bytes(), &desk.name))?;
            }
            let sql = "UPDATE device SET name = '' WHERE name IS NULL AND own = 0 AND former = 0";
            writer.connection.prepare_cached(sql)?.execute([])?;
            Ok(())
        })
    }
}

impl Reader {
    /// Whether another desk's entries are here and the hub was never asked what it is called.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_unasked_desk(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM device WHERE name IS NULL AND own = 0 AND former = 0";
        Ok(self.connection.prepare_cached(sql)?.exists([])?)
    }

    /// What desks are called, those without a name left out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn desk_names(&self) -> Result<HashMap<DeviceId, String>, StoreError> {
        let sql = "SELECT id, name FROM device WHERE name <> ''";
        let mut statement = self.connection.prepare_cached(sql)?;
        let names = statement.query_map([], |row| Ok((DeviceId(uuid(row, 0)?), row.get(1)?)))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}
