//! Taking another name, after the hub found that two desks write under this one.

use journal::{DeviceId, Entry, EntryId, Hash, Head};

use crate::entries::{self, Kept, uuid};
use crate::error::StoreError;
use crate::payload;
use crate::store::{Reader, Writer};

impl Writer<'_> {
    /// Writes under `device` from now on. Entries from number `from` on that the hub does not have
    /// are sealed anew under that name: their ids stay, so that an undo still finds what it takes
    /// back, and how they were sealed before is archived. What the hub has, or had before it was
    /// restored, stays under the old name: other desks know it so.
    /// Answers how many were sealed anew.
    ///
    /// # Errors
    /// The disk does not take it. The transaction is then given up.
    pub fn renumber(&mut self, device: DeviceId, from: u64) -> Result<u64, StoreError> {
        self.step(|writer| {
            let unsent = writer.unsent_from(from)?;
            writer.take_name(device)?;
            for kept in &unsent {
                writer.seal_anew(kept)?;
            }
            Ok(unsent.len() as u64)
        })
    }

    fn unsent_from(&self, from: u64) -> Result<Vec<Kept>, StoreError> {
        let sql = format!(
            "{} CROSS JOIN entry ON position = outbox.entry JOIN device ON device.no = entry.device
             WHERE device.no = ?1 AND entry.sequence >= ?2 AND rank IS NULL
             AND NOT EXISTS (SELECT 1 FROM refused WHERE refused.entry = position)
             ORDER BY entry.sequence",
            entries::columns_from("outbox"),
        );
        entries::load(&self.connection, &sql, (self.device_no, from), payload::unpack)
    }

    fn take_name(&mut self, device: DeviceId) -> Result<(), StoreError> {
        let connection = &self.reader.connection;
        connection.execute("UPDATE device SET own = 0, former = 1 WHERE own = 1", [])?;
        let sql = "INSERT INTO device (id, own) VALUES (?1, 1)
                   ON CONFLICT (id) DO UPDATE SET own = 1, former = 0 RETURNING no";
        self.device_no =
            connection.prepare_cached(sql)?.query_row([device.0.as_bytes()], |row| row.get(0))?;
        let (sequence, hash) = self.reader.head(device)?;
        self.head = Head { device, sequence, hash, seen: self.head.seen };
        Ok(())
    }

    fn seal_anew(&mut self, kept: &Kept) -> Result<(), StoreError> {
        let sql = "INSERT INTO renumbered (entry, device, sequence, previous, hash)
                   SELECT position, device, sequence, previous, hash FROM entry WHERE position = ?1";
        self.connection.prepare_cached(sql)?.execute([kept.position])?;
        let entry = kept.entry.renumbered(self.head);
        let sql = "UPDATE entry SET device = ?2, sequence = ?3, previous = ?4, hash = ?5
                   WHERE position = ?1";
        let values =
            (kept.position, self.device_no, entry.sequence, entry.previous.0, entry.hash.0);
        self.connection.prepare_cached(sql)?.execute(values)?;
        self.head = self.head.after(&entry);
        Ok(())
    }
}

impl Reader {
    /// Earlier names of this desk, and its present one: what they wrote was written here.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn own_devices(&self) -> Result<Vec<DeviceId>, StoreError> {
        let sql = "SELECT id FROM device WHERE own = 1 OR former = 1 ORDER BY own DESC, no";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([], |row| Ok(DeviceId(uuid(row, 0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// How an entry was sealed before the desk took another name, the first seal first. Empty for
    /// most.
    ///
    /// # Errors
    /// `UnknownEntry`.
    pub fn former_seals(&self, id: EntryId) -> Result<Vec<Entry>, StoreError> {
        let now = entries::kept(&self.connection, id)?.ok_or(StoreError::UnknownEntry(id))?;
        let sql = "SELECT device.id, sequence, previous, hash FROM renumbered
                   JOIN device ON device.no = renumbered.device WHERE entry = ?1
                   ORDER BY renumbered.no";
        let mut statement = self.connection.prepare_cached(sql)?;
        let seals = statement.query_map([now.position], |row| {
            Ok(Entry {
                device: DeviceId(uuid(row, 0)?),
                sequence: row.get(1)?,
                previous: Hash(row.get(2)?),
                hash: Hash(row.get(3)?),
                ..now.entry.clone()
            })
        })?;
        Ok(seals.collect::<Result<_, _>>()?)
    }

    /// Whether entries of that desk came from the hub, so that its chain here may have holes.
    pub(crate) fn is_partial(&self, device: DeviceId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM device WHERE id = ?1 AND partial = 1";
        Ok(self.connection.prepare_cached(sql)?.exists([device.0.as_bytes()])?)
    }
}
