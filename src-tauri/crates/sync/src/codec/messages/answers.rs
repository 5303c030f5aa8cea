//! What became of a push.

use journal::{DeviceId, EntryId};
use minicbor::{Decode, Encode};

use super::WrittenHub;
use crate::codec::packing::{pack, unpack};
use crate::codec::{Id, Malformed, at_most, entry_ids, id, ids, read, uuid, write};
use crate::wire::{Answer, MAX_OFFERS, Outcome, PushAnswer, Pushed, Refusal};

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenPushed {
    #[n(0)]
    hub: WrittenHub,
    #[n(1)]
    answer: WrittenPushAnswer,
}

#[derive(Encode, Decode)]
#[cbor(map)]
enum WrittenPushAnswer {
    #[n(0)]
    Done {
        #[n(0)]
        answers: Vec<WrittenAnswer>,
    },
    #[n(1)]
    Forked {
        #[n(0)]
        device: Id,
        #[n(1)]
        sequence: u64,
    },
    #[n(2)]
    Behind {
        #[n(0)]
        device: Id,
        #[n(1)]
        sequence: u64,
    },
    #[n(3)]
    OtherEpoch,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenAnswer {
    #[n(0)]
    entry: Id,
    #[n(1)]
    outcome: WrittenOutcome,
    #[n(2)]
    #[cbor(default)]
    duplicate: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
enum WrittenOutcome {
    #[n(0)]
    Applied {
        #[n(0)]
        sequence: u64,
    },
    #[n(1)]
    Contested {
        #[n(0)]
        sequence: u64,
        #[n(1)]
        against: Vec<Id>,
    },
    #[n(2)]
    Refused {
        #[n(0)]
        code: String,
        #[n(1)]
        message: String,
        #[n(2)]
        hint: String,
    },
}

impl Pushed {
    /// Packed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let answer = match &self.answer {
            PushAnswer::Done(answers) => {
                WrittenPushAnswer::Done { answers: answers.iter().map(WrittenAnswer::of).collect() }
            }
            PushAnswer::Forked { device, sequence } => {
                WrittenPushAnswer::Forked { device: id(device.0), sequence: *sequence }
            }
            PushAnswer::Behind { device, sequence } => {
                WrittenPushAnswer::Behind { device: id(device.0), sequence: *sequence }
            }
            PushAnswer::OtherEpoch => WrittenPushAnswer::OtherEpoch,
        };
        pack(&write(&WrittenPushed { hub: WrittenHub::of(&self.hub), answer }))
    }

    /// Reads what [`Pushed::to_bytes`] wrote.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        const WHAT: &str = "answer to a push";
        let written: WrittenPushed = read(WHAT, &unpack(WHAT, bytes)?)?;
        let answer = match written.answer {
            WrittenPushAnswer::Done { answers } => {
                at_most(WHAT, "answers", MAX_OFFERS, answers.len())?;
                let answers = answers.into_iter().map(WrittenAnswer::read);
                PushAnswer::Done(answers.collect::<Result<_, _>>()?)
            }
            WrittenPushAnswer::Forked { device, sequence } => {
                PushAnswer::Forked { device: DeviceId(uuid(device)), sequence }
            }
            WrittenPushAnswer::Behind { device, sequence } => {
                PushAnswer::Behind { device: DeviceId(uuid(device)), sequence }
            }
            WrittenPushAnswer::OtherEpoch => PushAnswer::OtherEpoch,
        };
        Ok(Pushed { hub: written.hub.read()?, answer })
    }
}

impl WrittenAnswer {
    fn of(answer: &Answer) -> Self {
        let outcome = match &answer.outcome {
            Outcome::Applied { sequence } => WrittenOutcome::Applied { sequence: *sequence },
            Outcome::Contested { sequence, against } => {
                WrittenOutcome::Contested { sequence: *sequence, against: ids(against) }
            }
            Outcome::Refused(refusal) => WrittenOutcome::Refused {
                code: refusal.code.clone(),
                message: refusal.message.clone(),
                hint: refusal.hint.clone(),
            },
        };
        Self { entry: id(answer.entry.0), outcome, duplicate: answer.duplicate }
    }

    fn read(self) -> Result<Answer, Malformed> {
        let outcome = match self.outcome {
            WrittenOutcome::Applied { sequence } => Outcome::Applied { sequence },
            WrittenOutcome::Contested { sequence, against } => {
                Outcome::Contested { sequence, against: entry_ids("answer to a push", against)? }
            }
            WrittenOutcome::Refused { code, message, hint } => {
                Outcome::Refused(Refusal { code, message, hint })
            }
        };
        Ok(Answer { entry: EntryId(uuid(self.entry)), outcome, duplicate: self.duplicate })
    }
}
