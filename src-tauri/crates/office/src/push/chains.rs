//! How far each device's chain is known, and what became of its links.

use std::collections::HashMap;

use journal::{DeviceId, EntryId, Hash};
use sync::{Outcome, PushAnswer, Refusal};

use super::offered::Offered;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::ids_of;
use crate::sql::{Insert, Kind, Row, Transaction, Value};

/// The chains of all devices whose entries a push holds.
pub(super) struct Chains {
    heads: HashMap<DeviceId, (u64, Hash)>,
    /// Links that were offered and are known.
    known: HashMap<(DeviceId, u64), Known>,
}

/// A link that the hub has.
pub(super) struct Known {
    hash: Hash,
    outcome: Outcome,
}

/// Where an offer belongs.
pub(super) enum Link {
    /// It was dealt with; this is what became of it.
    Known(Outcome),
    /// It follows what is known.
    Next,
    /// It does not fit: the answer to the whole push.
    Broken(PushAnswer),
}

const HEADS: Insert<'_> = Insert {
    table: "chain",
    columns: &[
        ("office", Kind::Int),
        ("device", Kind::Blob),
        ("sequence", Kind::Int),
        ("hash", Kind::Blob),
    ],
    conflict: "ON CONFLICT (office, device) DO UPDATE
        SET sequence = excluded.sequence, hash = excluded.hash",
};

impl Chains {
    /// Reads what is known about these offers.
    pub(super) fn load(
        office: &Office,
        tx: &mut Transaction<'_>,
        offered: &[Offered<'_>],
    ) -> Result<Self, OfficeError> {
        let mut spans: HashMap<DeviceId, (u64, u64)> = HashMap::new();
        for Offered { entry, .. } in offered {
            let span = spans.entry(entry.device).or_insert((entry.sequence, entry.sequence));
            *span = (span.0.min(entry.sequence), span.1.max(entry.sequence));
        }
        let devices = Value::ids(spans.keys().map(|device| device.0));
        let sql = "SELECT device, sequence, hash FROM chain WHERE office = $1 AND device = ANY($2)";
        let rows = tx.query(sql, &[office.number.into(), devices])?;
        let heads = rows
            .iter()
            .map(|row| Ok((DeviceId(row.uuid(0)?), (row.number(1)?, row.hash(2)?))))
            .collect::<Result<HashMap<_, _>, OfficeError>>()?;
        let mut chains = Self { heads, known: HashMap::new() };
        for (device, (first, last)) in spans {
            if chains.head(device).0 >= first {
                chains.learn(office, tx, device, first, last)?;
            }
        }
        Ok(chains)
    }

    fn learn(
        &mut self,
        office: &Office,
        tx: &mut Transaction<'_>,
        device: DeviceId,
        first: u64,
        last: u64,
    ) -> Result<(), OfficeError> {
        let placed = "SELECT device_sequence, hash, sequence, against FROM entry
            WHERE office = $1 AND device = $2 AND device_sequence >= $3 AND device_sequence <= $4";
        let span: [Value; 4] = [office.number.into(), device.into(), first.into(), last.into()];
        for row in tx.query(placed, &span)? {
            let outcome = placed_outcome(row.number(2)?, ids_of(row.blob(3)?)?);
            self.known.insert((device, row.number(0)?), Known { hash: row.hash(1)?, outcome });
        }
        // A link that is in the order under another name: what became of it stands there.
        let apart =
            "SELECT a.device_sequence, a.hash, a.refusal, e.sequence, e.against FROM apart a
            LEFT JOIN entry e ON e.office = a.office AND e.id = a.id AND a.refusal = ''
            WHERE a.office = $1 AND a.device = $2
              AND a.device_sequence >= $3 AND a.device_sequence <= $4";
        for row in tx.query(apart, &span)? {
            let outcome = match row.optional(3, Row::number)? {
                Some(sequence) => placed_outcome(sequence, ids_of(row.blob(4)?)?),
                None => Outcome::Refused(read_refusal(row.text(2)?)?),
            };
            self.known.insert((device, row.number(0)?), Known { hash: row.hash(1)?, outcome });
        }
        Ok(())
    }

    /// Where the chain of a device ends.
    pub(super) fn head(&self, device: DeviceId) -> (u64, Hash) {
        self.heads.get(&device).copied().unwrap_or((0, Hash::ZERO))
    }

    /// Where an offer belongs.
    pub(super) fn place(&self, offered: &Offered<'_>) -> Link {
        let entry = offered.entry;
        let (device, sequence) = (entry.device, entry.sequence);
        let (head, hash) = self.head(device);
        if sequence > head + 1 {
            return Link::Broken(PushAnswer::Behind { device, sequence: head });
        }
        if sequence == head + 1 {
            return match entry.previous == hash {
                true => Link::Next,
                // Already the one before is another.
                false => Link::Broken(PushAnswer::Forked { device, sequence: head }),
            };
        }
        match self.known.get(&(device, sequence)) {
            Some(known) if known.hash == entry.hash => Link::Known(known.outcome.clone()),
            _ => Link::Broken(PushAnswer::Forked { device, sequence }),
        }
    }

    /// Moves a device's head to an entry that follows it.
    pub(super) fn follow(&mut self, offered: &Offered<'_>, outcome: Outcome) {
        let entry = offered.entry;
        self.heads.insert(entry.device, (entry.sequence, entry.hash));
        let known = Known { hash: entry.hash, outcome };
        self.known.insert((entry.device, entry.sequence), known);
    }

    /// Writes the heads of these devices.
    pub(super) fn save(
        &self,
        office: &Office,
        tx: &mut Transaction<'_>,
        devices: impl IntoIterator<Item = DeviceId>,
    ) -> Result<(), OfficeError> {
        let row = |device: DeviceId| {
            let (sequence, hash) = self.head(device);
            vec![office.number.into(), device.into(), sequence.into(), hash.into()]
        };
        let rows: Vec<Vec<Value>> = devices.into_iter().map(row).collect();
        tx.insert(&HEADS, &rows)
    }
}

/// What became of an entry that has its place.
pub(super) fn placed_outcome(sequence: u64, against: Vec<EntryId>) -> Outcome {
    match against.is_empty() {
        true => Outcome::Applied { sequence },
        false => Outcome::Contested { sequence, against },
    }
}

pub(super) fn read_refusal(json: &str) -> Result<Refusal, OfficeError> {
    serde_json::from_str(json).map_err(|cause| OfficeError::Damaged { what: cause.to_string() })
}
