//! Where two different entries claim one number of a desk: it was copied, and the hub had the other's
//! first. What is here takes another name.

use journal::{DeviceId, Entry, EntryId, Hash, Head};
use rusqlite::OptionalExtension;

use super::outbox::RANK_OF_NEXT;
use crate::entries::{self, Kept, uuid};
use crate::error::StoreError;
use crate::payload;
use crate::store::{Reader, Writer};

impl Writer<'_> {
    /// Writes under `device` from now on. What has no place from number `from` on is sealed anew under
    /// that name. Answers how many entries were.
    ///
    /// # Errors
    /// The disk does not take it. The transaction is then given up.
    pub fn renumber(&mut self, device: DeviceId, from: u64) -> Result<u64, StoreError> {
        self.step(|writer| {
            let in_the_way = writer.without_place(writer.device_no, from)?;
            writer.take_name(device)?;
            writer.head = writer.seal_anew(&in_the_way, writer.device_no, writer.head)?;
            Ok(in_the_way.len() as u64)
        })
    }

    /// Makes way where the hub has others' entries under the numbers of `device`, from `from` on: what
    /// is here without a place is sealed anew under `name`, which nobody else has. Without it, what a
    /// restored hub lost would stand for ever in the way of what it took since. Answers how many
    /// entries were sealed anew.
    ///
    /// # Errors
    /// The disk does not take it. The transaction is then given up.
    pub fn make_way(
        &mut self,
        device: DeviceId,
        from: u64,
        name: DeviceId,
    ) -> Result<u64, StoreError> {
        self.step(|writer| {
            let sql = "SELECT no, former FROM device WHERE id = ?1";
            let known = writer
                .connection
                .prepare_cached(sql)?
                .query_row([device.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)));
            let Some((no, former)): Option<(i64, bool)> = known.optional()? else { return Ok(0) };
            let in_the_way = writer.without_place(no, from)?;
            if in_the_way.is_empty() {
                return Ok(0);
            }
            let sql = "INSERT INTO device (id, own, former, partial) VALUES (?1, 0, ?2, 1)
                       RETURNING no";
            let no = writer
                .connection
                .prepare_cached(sql)?
                .query_row((name.0.as_bytes(), former), |row| row.get(0))?;
            writer.seal_anew(&in_the_way, no, Head::start(name))?;
            Ok(in_the_way.len() as u64)
        })
    }

    /// Entries of a desk that the hub does not have, refused ones among them, in that desk's order.
    fn without_place(&self, device: i64, from: u64) -> Result<Vec<Kept>, StoreError> {
        let sql = format!(
            "{} JOIN device ON device.no = entry.device
             WHERE device.no = ?1 AND entry.sequence >= ?2 AND encoding <> ?3
             AND NOT EXISTS (SELECT 1 FROM placed WHERE placed.entry = position)
             ORDER BY entry.sequence",
            entries::columns_from("entry"),
        );
        let values = (device, from, payload::EVICTED);
        entries::load(&self.connection, &sql, values, payload::unpack)
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

    /// Seals entries under another name, after its head; answers its new head. Their ids stay, so that
    /// an undo still finds what it takes back, and how they were sealed before is archived.
    fn seal_anew(&self, all: &[Kept], device: i64, head: Head) -> Result<Head, StoreError> {
        let archive = "INSERT INTO renumbered (entry, device, sequence, previous, hash)
            SELECT position, device, sequence, previous, hash FROM entry WHERE position = ?1";
        let seal = "UPDATE entry SET device = ?2, sequence = ?3, previous = ?4, hash = ?5
            WHERE position = ?1";
        let head = all.iter().try_fold(head, |head, Kept { position, entry, .. }| {
            let entry = entry.renumbered(head);
            let values = (position, device, entry.sequence, entry.previous.0, entry.hash.0);
            self.connection.prepare_cached(archive)?.execute([position])?;
            self.connection.prepare_cached(seal)?.execute(values)?;
            Ok::<_, StoreError>(head.after(&entry))
        })?;
        // A chain has no holes: what was refused under the old name is told under the new one, too.
        let sql = format!(
            "INSERT INTO outbox (entry, rank) SELECT position, {RANK_OF_NEXT}
             FROM refused JOIN entry ON position = refused.entry WHERE entry.device = ?1
             AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.entry = position)"
        );
        self.connection.prepare_cached(&sql)?.execute([device])?;
        Ok(head)
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

    /// How an entry was sealed before it took another name, the first seal first. Empty for
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
