//! What an entry lays its hand on.

use std::collections::BTreeMap;

use journal::{Choice, Decision, EntryId, Event, Resolved};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::values;

/// What an entry lays its hand on; small enough to keep beside every entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// Nothing that another could want otherwise.
    #[default]
    Adds,
    /// The whole body: SHA-256 of its stored form, in hexadecimal.
    Body(String),
    /// Single values: path and what stands there from now on. Beside the paths stands, as
    /// `GoodsShipment/GovernmentAgencyGoodsItem[3+]`, each repeated element that may be a new one:
    /// nothing of it stood there before.
    Values(BTreeMap<String, Option<String>>),
    /// The broker's decision; `true` where it approves the data as it stands.
    Decision { approves: bool },
    /// The inspection: SHA-256 of the record or result, in hexadecimal.
    Inspection(String),
    /// The answer to a conflict: the contested entries, SHA-256 of the whole answer, and what
    /// follows from it for data, decision or inspection.
    Choice {
        conflicts: Vec<EntryId>,
        hash: String,
        #[serde(default)]
        effect: Box<Touch>,
    },
    /// Takes an entry back; what that one touched.
    TakesBack { entry: EntryId, touched: Box<Touch> },
}

impl Touch {
    /// What an event touches.
    ///
    /// `touch_of` answers what an earlier entry touches that this one takes back or chooses. For an
    /// entry that is taken back and has no effect (contested, and nobody chose it) it answers `None`,
    /// as for one that is unknown: then there is nothing that anybody else could mind.
    pub fn of(event: &Event, mut touch_of: impl FnMut(EntryId) -> Option<Touch>) -> Self {
        match event {
            Event::Queued(queued) => Touch::Body(hash_of(&queued.body)),
            Event::Amended(amended) => match &amended.body {
                Some(body) => Touch::Body(hash_of(body)),
                None => Touch::Values(values::of(&amended.changes)),
            },
            Event::Decided(decided) => {
                Touch::Decision { approves: decided.decision == Decision::Approve }
            }
            Event::InspectionRecorded(record) => Touch::Inspection(hash_of(&("recorded", record))),
            Event::InspectionClosed(closed) => Touch::Inspection(hash_of(&("closed", closed))),
            Event::Resolved(resolved) => Touch::Choice {
                conflicts: resolved.conflicts.clone(),
                hash: hash_of(&(&resolved.conflicts, resolved.choice, &resolved.changes)),
                effect: Box::new(effect_of(resolved, touch_of)),
            },
            Event::Undone(undone) => Touch::TakesBack {
                entry: undone.entry,
                touched: Box::new(touch_of(undone.entry).unwrap_or_default()),
            },
            Event::Claimed(_)
            | Event::MessageReceived(_)
            | Event::Attached(_)
            | Event::Annotated(_)
            | Event::AnnotationRemoved(_)
            | Event::Printed(_)
            | Event::Imported(_)
            | Event::HandedOver(_)
            | Event::Judged(_)
            | Event::Unknown { .. } => Touch::Adds,
        }
    }

    /// The form in which the hub keeps it beside the entry.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a touch has string keys and serialises without failing")
    }

    /// Reads what [`Touch::to_json`] wrote.
    ///
    /// # Errors
    /// The text was written by something else, or by a newer program.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// What an answer changes: nothing where the standing values are kept.
fn effect_of(resolved: &Resolved, touch_of: impl FnMut(EntryId) -> Option<Touch>) -> Touch {
    if !resolved.changes.is_empty() || resolved.verdict.is_some() {
        return Touch::Values(values::of(&resolved.changes));
    }
    if resolved.choice == Choice::Standing {
        return Touch::Adds;
    }
    // Of several contested decisions or inspections the last one is what takes effect.
    resolved.conflicts.iter().rev().copied().find_map(touch_of).unwrap_or_default()
}

/// SHA-256 of the stored form, in hexadecimal.
fn hash_of(value: &impl Serialize) -> String {
    let stored = serde_json::to_vec(value)
        .expect("what a payload holds has string keys and serialises without failing");
    data_encoding::HEXLOWER.encode(&Sha256::digest(stored))
}
