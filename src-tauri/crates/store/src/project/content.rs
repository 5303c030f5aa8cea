//! What a declaration was when it was last imported: the same record again adds nothing.

use customs::Element;
use journal::{AmendmentCause, Event, Placed, State};
use sha2::{Digest, Sha256};

use super::Projector;
use crate::error::StoreError;

/// Hash of an element's stored form, by which a record or message is known again.
pub fn content_hash(body: &Element) -> [u8; 32] {
    let bytes = serde_json::to_vec(body).expect("elements have no keys and serialise always");
    Sha256::digest(bytes).into()
}

impl Projector<'_> {
    /// Keeps the hash of the body that was imported last, whatever became of it since.
    pub(super) fn content_of(&self, no: i64, entries: &[Placed]) -> Result<(), StoreError> {
        for (index, entry) in entries.iter().enumerate().rev() {
            // Most entries are neither; their payloads need not be read.
            if !matches!(entry.kind.as_str(), "queued" | "amended") {
                continue;
            }
            let body = match entry.event() {
                Ok(Event::Queued(queued)) => Some(queued.body),
                Ok(Event::Amended(amended))
                    if matches!(amended.cause, AmendmentCause::Import { .. }) =>
                {
                    amended.body.or_else(|| body_after(&entries[..=index]))
                }
                _ => None,
            };
            if let Some(body) = body {
                return self.set_content(no, &content_hash(&body));
            }
        }
        Ok(())
    }

    pub(super) fn set_content(&self, no: i64, hash: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "INSERT INTO content (declaration, hash) VALUES (?1, ?2)
                   ON CONFLICT (declaration) DO UPDATE SET hash = excluded.hash";
        self.connection.prepare_cached(sql)?.execute((no, hash))?;
        Ok(())
    }
}

/// The data as they stood after the last of these entries.
fn body_after(entries: &[Placed]) -> Option<Element> {
    let subject = entries.last()?.subject?;
    State::fold(subject, entries).ok().map(|state| state.body)
}
