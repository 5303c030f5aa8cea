//! An office for tests: the order that a hub keeps, with desks that push to it and pull from it.

use std::collections::HashMap;

use journal::{Aspect, DeclarationId, DeviceId, Entry, EntryId};
use store::{HubCursor, Prepared};
use sync::{Answer, Offer, Outcome, Refusal, Sequenced};
use uuid::Uuid;

use crate::desk::{self, Desk};

/// What the hub did, in order; a backup is the beginning of it.
#[derive(Clone)]
pub(crate) enum Deed {
    Placed(Box<Sequenced>),
    Refused(Box<Entry>),
}

/// What a hub keeps.
#[derive(Default)]
pub(crate) struct Office {
    pub(crate) epoch: u128,
    /// The last number of each earlier epoch that the next one kept.
    ends: Vec<u64>,
    pub(crate) deeds: Vec<Deed>,
    /// The next so many offers are refused.
    pub(crate) refuse: usize,
    /// Nothing contests anything.
    pub(crate) merges: bool,
    /// Subjects of which something was refused in the push at hand.
    blocked: Vec<DeclarationId>,
}

impl Office {
    pub(crate) fn order(&self) -> Vec<Sequenced> {
        let placed = self.deeds.iter().filter_map(|deed| match deed {
            Deed::Placed(sequenced) => Some((**sequenced).clone()),
            Deed::Refused(_) => None,
        });
        placed.collect()
    }

    pub(crate) fn history(&self, id: DeclarationId) -> Vec<Sequenced> {
        let all = self.order().into_iter();
        all.filter(|sequenced| sequenced.entry.subject == Some(id)).collect()
    }

    /// Takes at most `limit` offers; the desk hears the answers unless the line breaks.
    pub(crate) fn push(&mut self, desk: &Desk, limit: usize, line_breaks: bool) -> usize {
        let offers = desk.reader().outbox(limit).unwrap();
        self.blocked.clear();
        let answers: Vec<Answer> = offers.iter().map(|offer| self.judge(offer)).collect();
        if !line_breaks {
            desk.write(|tx| tx.answer(&answers, desk::noon()));
        }
        answers.len()
    }

    fn judge(&mut self, offer: &Offer) -> Answer {
        let entry = offer.entry.id;
        if let Some(outcome) = self.known(entry) {
            return Answer { entry, outcome, duplicate: true };
        }
        self.check_chain(&offer.entry);
        let blocked = offer.entry.subject.is_some_and(|id| self.blocked.contains(&id));
        let code = match (offer.withheld || blocked, self.refuse) {
            (true, _) => Some("blocked"),
            (false, 0) => None,
            (false, _) => {
                self.refuse -= 1;
                Some("role_not_allowed")
            }
        };
        let outcome = match code {
            Some(code) => {
                self.blocked.extend(offer.entry.subject);
                self.deeds.push(Deed::Refused(Box::new(offer.entry.clone())));
                Outcome::Refused(refusal(code))
            }
            None => self.place(offer),
        };
        Answer { entry, outcome, duplicate: false }
    }

    fn place(&mut self, offer: &Offer) -> Outcome {
        let order = self.order();
        let sequence = order.len() as u64 + 1;
        let aspect = |entry: &Entry| {
            let event = entry.event().unwrap();
            Aspect::of(&event).filter(|_| entry.kind != "queued")
        };
        let against: Vec<EntryId> = order
            .iter()
            .filter(|standing| {
                !self.merges
                    && standing.entry.subject == offer.entry.subject
                    && standing.entry.device != offer.entry.device
                    && standing.sequence > offer.seen
                    && standing.against.is_empty()
                    && aspect(&standing.entry).is_some()
                    && aspect(&standing.entry) == aspect(&offer.entry)
            })
            .map(|standing| standing.entry.id)
            .collect();
        let entry = offer.entry.clone();
        let sequenced = Sequenced { sequence, entry, against: against.clone() };
        self.deeds.push(Deed::Placed(Box::new(sequenced)));
        if against.is_empty() {
            Outcome::Applied { sequence }
        } else {
            Outcome::Contested { sequence, against }
        }
    }

    pub(crate) fn has(&self, id: EntryId) -> bool {
        self.known(id).is_some()
    }

    fn known(&self, id: EntryId) -> Option<Outcome> {
        self.deeds.iter().find_map(|deed| match deed {
            Deed::Placed(known) if known.entry.id == id => Some(if known.against.is_empty() {
                Outcome::Applied { sequence: known.sequence }
            } else {
                Outcome::Contested { sequence: known.sequence, against: known.against.clone() }
            }),
            Deed::Refused(known) if known.id == id => Some(Outcome::Refused(refusal("blocked"))),
            _ => None,
        })
    }

    /// Every desk's chain comes without holes, refused entries included. After a restore others may
    /// relay a part of it first.
    fn check_chain(&self, entry: &Entry) {
        if self.epoch > 0 {
            return;
        }
        let mut heads: HashMap<DeviceId, u64> = HashMap::new();
        for deed in &self.deeds {
            let known = match deed {
                Deed::Placed(sequenced) => &sequenced.entry,
                Deed::Refused(known) => known,
            };
            heads.insert(known.device, known.sequence);
        }
        let head = heads.get(&entry.device).copied().unwrap_or(0);
        assert_eq!(entry.sequence, head + 1, "{} comes out of order", entry.kind);
    }

    /// Brings the desk at most `limit` entries further; after a restore it rolls back first.
    pub(crate) fn pull(&self, desk: &Desk, limit: usize) -> usize {
        let order = self.order();
        let mut after = 0;
        if let Some(cursor) = desk.reader().cursor().unwrap() {
            after = cursor.sequence;
            let since = usize::try_from(cursor.epoch.as_u128()).unwrap();
            if let Some(to) = self.ends[since..].iter().min() {
                after = after.min(*to);
                desk.write(|tx| tx.roll_back(*to, true));
            }
        }
        let page: Vec<Sequenced> =
            order.into_iter().filter(|each| each.sequence > after).take(limit).collect();
        let upto = page.last().map_or(after, |last| last.sequence);
        desk.write(|tx| {
            tx.receive(Prepared::of(page.clone()))?;
            tx.set_cursor(self.cursor(upto))
        });
        page.len()
    }

    pub(crate) fn cursor(&self, sequence: u64) -> HubCursor {
        HubCursor {
            epoch: Uuid::from_u128(self.epoch),
            sequence,
            head: self.order().len() as u64,
            hub_at: desk::noon(),
            heard_at: desk::noon(),
        }
    }

    /// Restores a backup that holds so many deeds.
    pub(crate) fn restore(&mut self, deeds: usize) {
        self.deeds.truncate(deeds);
        self.ends.push(self.order().len() as u64);
        self.epoch += 1;
    }

    /// Exchanges until there is nothing left.
    pub(crate) fn drain(&mut self, desks: &[&Desk]) {
        self.refuse = 0;
        loop {
            let moved = desks.iter().map(|desk| {
                self.pull(desk, 1_000) + self.push(desk, 1_000, false) + self.pull(desk, 1_000)
            });
            if moved.sum::<usize>() == 0 {
                return;
            }
        }
    }
}

pub(crate) fn refusal(code: &str) -> Refusal {
    let text = |text: &str| text.to_owned();
    Refusal { code: code.to_owned(), message: text("No."), hint: text("Ask.") }
}
