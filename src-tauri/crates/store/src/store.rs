//! The desk's folder: one writer at a time, any number of readers.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use journal::{DeviceId, Draft, Entry, Hash};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::attachments::Attachments;
use crate::entries;
use crate::error::StoreError;
use crate::project::Projector;
use crate::schema::JOURNAL;

/// A desk's files: `journal.sqlite` and `attachments.sqlite` in one folder.
///
/// Several programs may have the same store open. What one has written, the others read at once.
pub struct Store {
    folder: PathBuf,
    device: DeviceId,
    writer: Mutex<Reader>,
    attachments: Attachments,
}

/// A connection that answers questions. It sees what was committed when each question is asked.
pub struct Reader {
    pub(crate) connection: Connection,
}

/// The one open write transaction. Answers questions like a [`Reader`], its own writes included.
pub struct Writer<'s> {
    reader: &'s Reader,
    device: DeviceId,
    device_no: i64,
    sequence: u64,
    head: Hash,
    projector: Projector<'s>,
    /// An entry was refused half-way; nothing of this transaction may be kept.
    broken: bool,
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
        let attachments = Attachments::open(&folder.join("attachments.sqlite"))?;
        let device = own_device(&connection, new_device)?;
        let writer = Mutex::new(Reader { connection });
        Ok(Self { folder: folder.to_owned(), device, writer, attachments })
    }

    /// The desk that this store belongs to.
    pub fn device(&self) -> DeviceId {
        self.device
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
        let mut writer = Writer::begin(&reader, self.device)?;
        let answer = work(&mut writer)?;
        if writer.broken {
            return Err(StoreError::HalfWritten.into());
        }
        writer.projector.finish()?;
        transaction.commit().map_err(StoreError::from)?;
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
    fn begin(reader: &'s Reader, device: DeviceId) -> Result<Self, StoreError> {
        let (device_no, sequence, head) = reader.chain_head(device)?;
        let projector = Projector::new(&reader.connection);
        Ok(Self { reader, device, device_no, sequence, head, projector, broken: false })
    }

    /// Appends an entry to this desk's chain and brings every projection up to date; the live counts
    /// follow at the end of the transaction.
    ///
    /// # Errors
    /// `Unfoldable` where the entry is about a declaration that never came onto the desk. The
    /// transaction is then given up, whatever is done with the error.
    pub fn append(&mut self, draft: Draft) -> Result<Entry, StoreError> {
        if self.broken {
            return Err(StoreError::HalfWritten);
        }
        let head = journal::Head {
            device: self.device,
            sequence: self.sequence,
            hash: self.head,
            seen: 0,
        };
        let (entry, event) = draft.seal_keeping_event(head);
        // Until the projections have followed, the entry stands there alone.
        self.broken = true;
        let position = entries::insert(&self.connection, self.device_no, &entry)?;
        self.projector.apply(position, &entry, event)?;
        self.broken = false;
        self.sequence = entry.sequence;
        self.head = entry.hash;
        Ok(entry)
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
