//! Messages that were seen, that wait for their declaration, and the MRNs they make known.

use journal::{Entry, EntryId, Event, MessageReceived};

use super::{Projector, content_hash};
use crate::entries;
use crate::error::StoreError;
use crate::payload;

impl Projector<'_> {
    pub(super) fn message(
        &self,
        position: i64,
        about: i64,
        entry: &Entry,
        received: &MessageReceived,
    ) -> Result<(), StoreError> {
        self.message_seen(position, &content_hash(&received.message.body))?;
        if entry.subject.is_none() {
            return self.wait(position, entry.id, received);
        }
        if let Some(waited_as) = received.waited_as {
            self.stop_waiting(position, waited_as)?;
        }
        self.learn_mrn(about, received)
    }

    pub(crate) fn message_seen(&self, position: i64, hash: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO message_seen (hash, entry) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((hash, position))?;
        Ok(())
    }

    /// The message that waited as this entry has found its declaration.
    pub(crate) fn stop_waiting(&self, position: i64, waited_as: EntryId) -> Result<(), StoreError> {
        let found = "INSERT OR IGNORE INTO found_message (waited_as, entry) VALUES (?1, ?2)";
        self.connection.prepare_cached(found)?.execute((waited_as.0.as_bytes(), position))?;
        let sql = "DELETE FROM waiting_message
                   WHERE entry = (SELECT position FROM entry WHERE id = ?1)";
        self.connection.prepare_cached(sql)?.execute([waited_as.0.as_bytes()])?;
        Ok(())
    }

    pub(super) fn take_message_back(
        &self,
        position: i64,
        about: i64,
        entry: &Entry,
        received: &MessageReceived,
    ) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM message_seen WHERE hash = ?1 AND entry = ?2",
            "DELETE FROM waiting_message WHERE ?1 IS NOT NULL AND entry = ?2",
        ] {
            let hash = content_hash(&received.message.body);
            self.connection.prepare_cached(sql)?.execute((hash, position))?;
        }
        let Some(subject) = entry.subject else { return Ok(()) };
        if let Some(waited_as) = received.waited_as {
            self.wait_again(position, waited_as)?;
        }
        let Some(mrn) = &received.message.mrn else { return Ok(()) };
        let sql = "DELETE FROM known_mrn WHERE mrn = ?1 AND declaration = ?2";
        self.connection.prepare_cached(sql)?.execute((mrn, about))?;
        // Another message may have named the same MRN.
        let others = entries::history(self.connection, subject, payload::unpack_or_empty)?.entries;
        for other in others.iter().filter(|other| other.id != entry.id) {
            if let Ok(Event::MessageReceived(other)) = other.event() {
                self.learn_mrn(about, &other)?;
            }
        }
        Ok(())
    }

    fn wait_again(&self, position: i64, waited_as: EntryId) -> Result<(), StoreError> {
        let sql = "DELETE FROM found_message WHERE waited_as = ?1 AND entry = ?2";
        self.connection.prepare_cached(sql)?.execute((waited_as.0.as_bytes(), position))?;
        let Some(waiting) = entries::kept(self.connection, waited_as)? else { return Ok(()) };
        match waiting.entry.event() {
            Ok(Event::MessageReceived(received))
                if waiting.entry.subject.is_none() && !waiting.is_refused(self.connection)? =>
            {
                self.wait(waiting.position, waited_as, &received)
            }
            _ => Ok(()),
        }
    }

    fn wait(
        &self,
        position: i64,
        id: EntryId,
        received: &MessageReceived,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO waiting_message (entry, lrn, mrn) SELECT ?1, ?2, ?3
                   WHERE NOT EXISTS (SELECT 1 FROM found_message WHERE waited_as = ?4)";
        let message = &received.message;
        let values = (position, &message.lrn, &message.mrn, id.0.as_bytes());
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    fn learn_mrn(&self, no: i64, received: &MessageReceived) -> Result<(), StoreError> {
        let Some(mrn) = &received.message.mrn else { return Ok(()) };
        let sql = "INSERT OR IGNORE INTO known_mrn (mrn, declaration) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute((mrn, no))?;
        Ok(())
    }
}
