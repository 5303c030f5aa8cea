//! A desk as far as the line sees it: a chain of entries, and what came from the others.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use journal::Claimed;
use journal::{AttachmentHash, DeclarationId, DeviceId, Draft, Entry, EntryId, Event, Head};
use link::{Enrolment, HubLine, KeyChoice, enrol};
use sha2::{Digest, Sha256};
use sync::{
    Answer, HubState, LeaseRequest, Link, LinkError, Offer, Page, PullRequest, Push, PushAnswer,
    Role, Subscription,
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::running::Running;

pub(crate) struct Desk {
    pub(crate) line: HubLine,
    pub(crate) folder: TempDir,
    pub(crate) chain: Head,
    pub(crate) unsent: Vec<Entry>,
    /// Everything in the office's order, by number, as this desk was told.
    pub(crate) order: BTreeMap<u64, EntryId>,
    pub(crate) cursor: u64,
    epoch: Uuid,
}

impl Desk {
    pub(crate) fn join(hub: &Running, role: Role) -> Self {
        Self::join_by(hub, role, &hub.url())
    }

    /// Joins through another address, such as a cable's.
    pub(crate) fn join_by(hub: &Running, role: Role, url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let device = DeviceId(Uuid::new_v4());
        let line = join_with(&hub.code(role), url, device, &folder).unwrap();
        Self {
            line,
            folder,
            chain: Head::start(device),
            unsent: vec![],
            order: BTreeMap::new(),
            cursor: 0,
            epoch: Uuid::nil(),
        }
    }

    /// Writes an entry that is not sent yet.
    pub(crate) fn write(&mut self, lrn: &str) -> EntryId {
        let draft = Draft {
            id: EntryId(Uuid::new_v4()),
            subject: Some(DeclarationId::of(None, lrn)),
            event: Event::Claimed(Claimed { claimed: true }),
            actor: "An Peeters".into(),
            at: DateTime::<Utc>::UNIX_EPOCH,
            base_revision: 1,
        };
        let entry = draft.seal(self.chain);
        self.chain = self.chain.after(&entry);
        let id = entry.id;
        self.unsent.push(entry);
        id
    }

    /// Offers everything unsent, at most `most` entries at a time.
    pub(crate) fn push(&mut self, most: usize) -> Result<Vec<Answer>, LinkError> {
        let mut all = vec![];
        while !self.unsent.is_empty() {
            let offers = self.unsent.iter().take(most);
            let offers: Vec<Offer> = offers
                .map(|entry| Offer { entry: entry.clone(), seen: entry.seen, withheld: false })
                .collect();
            let count = offers.len();
            let pushed = self.line.push(&Push { epoch: self.epoch, offers })?;
            match pushed.answer {
                PushAnswer::Done(answers) => all.extend(answers),
                PushAnswer::OtherEpoch => {
                    self.pull(1000)?;
                    continue;
                }
                other => panic!("{other:?}"),
            }
            self.unsent.drain(..count);
        }
        Ok(all)
    }

    /// Reads on until it knows everything, at most `limit` entries at a time.
    pub(crate) fn pull(&mut self, limit: u32) -> Result<HubState, LinkError> {
        loop {
            let request = PullRequest {
                epoch: self.epoch,
                after: self.cursor,
                limit,
                subscription: Subscription::default(),
            };
            let pulled = self.line.pull(&request)?;
            self.epoch = pulled.hub.epoch;
            match pulled.page {
                Page::Entries { after, upto, entries, .. } => {
                    assert_eq!(after, self.cursor);
                    for entry in entries {
                        let before = self.order.insert(entry.sequence, entry.entry.id);
                        assert_eq!(before, None, "an entry came twice");
                    }
                    self.cursor = upto;
                    if upto >= pulled.hub.head {
                        return Ok(pulled.hub);
                    }
                }
                Page::RollBack { to: 0 } if self.cursor == 0 => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// Sends a file from where the hub's copy ends, in parts of `part` bytes.
    pub(crate) fn send_file(&self, bytes: &[u8], part: usize) -> Result<bool, LinkError> {
        let hash = hash_of(bytes);
        let size = bytes.len() as u64;
        let mut held = self.line.file(&hash)?;
        while !held.confirmed {
            let from = usize::try_from(held.held).unwrap();
            let to = (from + part).min(bytes.len());
            held = self.line.send_file(&hash, size, held.held, &bytes[from..to])?;
        }
        Ok(held.confirmed)
    }

    pub(crate) fn fetch_file(
        &self,
        hash: &AttachmentHash,
        size: usize,
        part: u64,
        got: &mut Vec<u8>,
    ) -> Result<(), LinkError> {
        while got.len() < size {
            got.extend(self.line.fetch_file(hash, got.len() as u64, part)?);
        }
        Ok(())
    }
}

pub(crate) fn join_with(
    code: &str,
    url: &str,
    device: DeviceId,
    folder: &TempDir,
) -> Result<HubLine, LinkError> {
    enrol(&Enrolment {
        hub: url,
        code,
        desk_name: "Counter 2",
        device,
        folder: folder.path(),
        keys: KeyChoice::FileOnly,
    })
}

/// Asks for one declaration, for an hour.
pub(crate) fn lease_of(lrn: &str) -> LeaseRequest {
    LeaseRequest {
        id: Uuid::new_v4(),
        label: "Flight LGG 7".into(),
        by: "An Peeters".into(),
        minutes: 60,
        subjects: vec![DeclarationId::of(None, lrn)],
    }
}

pub(crate) fn hash_of(bytes: &[u8]) -> AttachmentHash {
    AttachmentHash(data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)))
}

/// Bytes that look like nothing and are the same each time.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u8::try_from(state >> 56).unwrap()
    };
    (0..length).map(|_| next()).collect()
}
