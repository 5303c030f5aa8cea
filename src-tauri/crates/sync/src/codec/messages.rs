//! Pushes, pulls and their answers.

mod answers;
mod pages;

use std::borrow::Cow;

use journal::Entry;
use minicbor::{Decode, Encode};

use super::packing::{pack, unpack};
use super::{Id, Malformed, at_most, decode_entry, encode_entry, id, moment, read, uuid, write};
use crate::subscription::named_statuses;
use crate::wire::{HubState, MAX_OFFERS, Offer, PullRequest, Push, Subscription};

pub use pages::{
    Stored, sequenced_from_bytes, sequenced_to_bytes, stored_page_to_bytes, stored_to_bytes,
};

/// An entry inside a message is a byte string: whoever passes it on need not read it.
#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenOffer<'b> {
    #[b(0)]
    #[cbor(with = "minicbor::bytes")]
    entry: Cow<'b, [u8]>,
    #[n(1)]
    seen: u64,
    #[n(2)]
    #[cbor(default)]
    withheld: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenPush<'b> {
    #[n(0)]
    epoch: Id,
    #[b(1)]
    offers: Vec<WrittenOffer<'b>>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenHub {
    #[n(0)]
    epoch: Id,
    #[n(1)]
    head: u64,
    #[n(2)]
    floor: u64,
    #[n(3)]
    at: i64,
    /// Left out where it is 0.
    #[n(4)]
    revisions: Option<u64>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WrittenPull<'b> {
    #[n(0)]
    epoch: Id,
    #[n(1)]
    after: u64,
    #[n(2)]
    limit: u32,
    #[b(3)]
    statuses: Vec<Cow<'b, str>>,
    #[n(4)]
    days: Option<u32>,
}

impl Push {
    /// Packed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let offers = self.offers.iter().map(|offer| WrittenOffer {
            entry: Cow::Owned(encode_entry(&offer.entry)),
            seen: offer.seen,
            withheld: offer.withheld,
        });
        pack(&write(&WrittenPush { epoch: id(self.epoch), offers: offers.collect() }))
    }

    /// Reads what [`Push::to_bytes`] wrote.
    ///
    /// # Errors
    /// What is wrong with the bytes; more than [`MAX_OFFERS`] entries.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let bytes = unpack("push", bytes)?;
        let written: WrittenPush<'_> = read("push", &bytes)?;
        at_most("push", "entries", MAX_OFFERS, written.offers.len())?;
        let offers = written.offers.into_iter().map(|offer| {
            let entry: Entry = decode_entry(&offer.entry)?;
            Ok(Offer { entry, seen: offer.seen, withheld: offer.withheld })
        });
        Ok(Push { epoch: uuid(written.epoch), offers: offers.collect::<Result<_, _>>()? })
    }
}

impl PullRequest {
    /// Not packed: it is smaller than what packing adds.
    pub fn to_bytes(&self) -> Vec<u8> {
        write(&WrittenPull {
            epoch: id(self.epoch),
            after: self.after,
            limit: self.limit,
            statuses: self.subscription.status_names().into_iter().map(Cow::Owned).collect(),
            days: self.subscription.days,
        })
    }

    /// Reads what [`PullRequest::to_bytes`] wrote.
    ///
    /// # Errors
    /// What is wrong with the bytes; a status that this program does not know.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        const WHAT: &str = "pull request";
        let written: WrittenPull<'_> = read(WHAT, bytes)?;
        let statuses =
            named_statuses(written.statuses.iter().map(AsRef::as_ref)).map_err(|unknown| {
                Malformed::Content {
                    what: WHAT, cause: format!("no status is called “{unknown}”")
                }
            })?;
        Ok(PullRequest {
            epoch: uuid(written.epoch),
            after: written.after,
            limit: written.limit,
            subscription: Subscription { statuses, days: written.days },
        })
    }
}

impl WrittenHub {
    fn of(hub: &HubState) -> Self {
        Self {
            epoch: id(hub.epoch),
            head: hub.head,
            floor: hub.floor,
            at: hub.at.timestamp_millis(),
            revisions: (hub.revisions > 0).then_some(hub.revisions),
        }
    }

    fn read(self) -> Result<HubState, Malformed> {
        Ok(HubState {
            epoch: uuid(self.epoch),
            head: self.head,
            floor: self.floor,
            at: moment("hub's state", self.at)?,
            revisions: self.revisions.unwrap_or_default(),
        })
    }
}
