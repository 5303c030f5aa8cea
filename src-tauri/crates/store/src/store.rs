//! The desk's folder: one writer at a time, any number of readers.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use journal::{DeviceId, Draft, Entry, Event, Hash, Head, Unfoldable};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::attachments::{Attachments, bytes_of};
use crate::entries;
use crate::error::StoreError;
use crate::kinds;
use crate::payload;
use crate::project::{Arrived, Data, Projected, Projector, files_of};
use crate::schema::JOURNAL;

/// A desk's files: `journal.sqlite` and `attachments.sqlite` in one folder.
///
/// Several programs may have the same store open. What one has written, the others read at once.
pub struct Store {
    folder: PathBuf,
    /// The name under which this desk writes, as far as this program knows.
    device: Mutex<DeviceId>,
    writer: Mutex<Reader>,
    attachments: Attachments,
}

/// A connection that answers questions. It sees what was committed when each question is asked.
pub struct Reader {
    pub(crate) connection: Connection,
}

/// The one open write transaction. Answers questions like a [`Reader`], its own writes included.
pub struct Writer<'s> {
    pub(crate) reader: &'s Reader,
    pub(crate) device_no: i64,
    pub(crate) head: Head,
    pub(crate) projector: Projector<'s>,
    /// A step failed half-way; nothing of this transaction may be kept.
    pub(crate) broken: bool,
}

impl Store {
    /// Opens a desk's folder, and makes it where it is missing. A new desk gets its id from
    /// `new_device`.
    ///
    /// # Errors
    /// `NewerStore` and `NotAStore` leave everything as it was.
    pub fn open(folder: &Path, new_device: impl FnOnce() -> DeviceId) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        let connection = JOURNAL.open(&folder.join("journal.sqlite"))?;
        kinds::catch_up(&connection)?;
        let attachments = Attachments::open(&folder.join("attachments.sqlite"))?;
        let device = own_device(&connection, new_device)?;
        let writer = Mutex::new(Reader { connection });
        Ok(Self { folder: folder.to_owned(), device: Mutex::new(device), writer, attachments })
    }

    /// The name under which this desk writes. It changes when [`Writer::renumber`] gives it another.
    pub fn device(&self) -> DeviceId {
        *self.device.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files' folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Attached files and evidence.
    pub fn attachments(&self) -> &Attachments {
        &self.attachments
    }

    /// A new connection for questions. Opening one takes about a millisecond: keep it.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Ok(Reader { connection: JOURNAL.open_reader(&self.journal_file())? })
    }

    /// Runs `work` in one write transaction. When it answers `Ok`, everything it wrote is on disk;
    /// when it answers `Err`, nothing is.
    ///
    /// # Errors
    /// What `work` says, or why the transaction could not be opened or committed. Waits ten seconds
    /// for another writer before it answers `Busy`.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        // A panic in an earlier transaction rolled it back; the connection is as good as new.
        let reader = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let begin = Transaction::new_unchecked(&reader.connection, TransactionBehavior::Immediate);
        let transaction = begin.map_err(StoreError::from)?;
        let mut writer = Writer::begin(&reader)?;
        let answer = work(&mut writer)?;
        if writer.broken {
            return Err(StoreError::HalfWritten.into());
        }
        writer.projector.finish()?;
        transaction.commit().map_err(StoreError::from)?;
        *self.device.lock().unwrap_or_else(PoisonError::into_inner) = writer.head.device;
        Ok(answer)
    }

    pub(crate) fn with_writer_connection<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&self.writer.lock().unwrap_or_else(PoisonError::into_inner).connection)
    }

    pub(crate) fn journal_file(&self) -> PathBuf {
        self.folder.join("journal.sqlite")
    }
}

impl<'s> Writer<'s> {
    fn begin(reader: &'s Reader) -> Result<Self, StoreError> {
        let (device_no, head) = reader.own_head()?;
        let projector = Projector::new(&reader.connection);
        Ok(Self { reader, device_no, head, projector, broken: false })
    }

    /// Appends an entry to this desk's chain and brings every projection up to date; the live counts
    /// follow at the end of the transaction.
    ///
    /// # Errors
    /// `Unfoldable` where the entry is about a declaration that never came onto the desk, `Evicted`
    /// where the declaration is on the hub only. The transaction is then given up, whatever is done
    /// with the error.
    pub fn append(&mut self, draft: Draft) -> Result<Entry, StoreError> {
        self.step(|writer| writer.append_step(draft))
    }

    fn append_step(&mut self, draft: Draft) -> Result<Entry, StoreError> {
        files_of(&draft.event).into_iter().try_for_each(|file| bytes_of(file).map(drop))?;
        let (entry, event) = draft.seal_keeping_event(self.head);
        let taken = || StoreError::Forked { device: entry.device, sequence: entry.sequence };
        let packed = payload::pack(&entry.payload);
        let position = entries::insert(&self.connection, self.device_no, &entry, &packed)?
            .ok_or_else(taken)?;
        let sql = "INSERT INTO outbox (entry) VALUES (?1)";
        self.connection.prepare_cached(sql)?.execute([position])?;
        self.project(position, &entry, event)?;
        self.head = self.head.after(&entry);
        Ok(entry)
    }

    fn project(&mut self, position: i64, entry: &Entry, event: Event) -> Result<(), StoreError> {
        let Some(id) = entry.subject else {
            return self.projector.enter(position, position, true, (entry, &event));
        };
        let no = entries::number_of(&self.connection, id)?.unwrap_or(position);
        self.projector.enter(position, no, true, (entry, &event))?;
        let projected = match event {
            Event::Queued(queued) if no == position => {
                self.projector.show_arrived(no, Arrived::of(id, entry, true, queued))?;
                Projected::Shown
            }
            _ if no == position => Projected::NeverQueued,
            event => self.projector.project(no, id, Data::after(&event))?,
        };
        match projected {
            Projected::Shown => Ok(()),
            Projected::Evicted => Err(StoreError::Evicted(id)),
            Projected::NeverQueued => Err(Unfoldable::NeverQueued(id).into()),
        }
    }

    /// Does one step, all of it or, with the whole transaction, nothing.
    pub(crate) fn step<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.broken {
            return Err(StoreError::HalfWritten);
        }
        self.broken = true;
        let done = work(self)?;
        self.broken = false;
        Ok(done)
    }

    /// Keeps a setting of this desk. Settings are not part of the journal.
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.connection.prepare_cached(sql)?.execute((key, value))?;
        Ok(())
    }
}

impl Deref for Writer<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        self.reader
    }
}

impl Reader {
    /// This desk's number and where its chain ends.
    fn own_head(&self) -> Result<(i64, Head), StoreError> {
        let sql = "SELECT device.no, device.id, coalesce(entry.sequence, 0), entry.hash,
                coalesce((SELECT sequence FROM hub_cursor), 0)
            FROM device LEFT JOIN entry ON entry.device = device.no
            WHERE own = 1 ORDER BY entry.sequence DESC LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| {
            let hash = row.get::<_, Option<[u8; 32]>>(3)?.map_or(Hash::ZERO, Hash);
            let device = DeviceId(entries::uuid(row, 1)?);
            Ok((row.get(0)?, Head { device, sequence: row.get(2)?, hash, seen: row.get(4)? }))
        })?)
    }

    /// A setting of this desk.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Runs several questions on one and the same state of the store.
    ///
    /// # Errors
    /// What `work` says.
    pub fn snapshot<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return work(self);
        }
        let transaction = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let answer = work(self)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(answer)
    }
}

fn own_device(
    connection: &Connection,
    new_device: impl FnOnce() -> DeviceId,
) -> Result<DeviceId, StoreError> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let known = transaction
        .query_row("SELECT id FROM device WHERE own = 1", [], |row| row.get::<_, [u8; 16]>(0))
        .optional()?;
    let device = match known {
        Some(id) => DeviceId(uuid::Uuid::from_bytes(id)),
        None => {
            let device = new_device();
            let insert = "INSERT INTO device (id, own) VALUES (?1, 1)";
            transaction.execute(insert, [device.0.as_bytes()])?;
            device
        }
    };
    transaction.commit()?;
    Ok(device)
}
