//! One push, from the lock on the office's row to the answer.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, Entry, EntryId, Event};
use serde_json::json;
use sync::{Answer, Outcome, PushAnswer, Pushed, Refusal, Role};
use uuid::Uuid;

use super::chains::{Chains, Link, placed_outcome};
use super::judged::{Stands, Stood};
use super::known::{Known, Same};
use super::offered::{Offered, blocked, id_taken, role_not_allowed};
use super::placing::{Apart, Place, Placing};
use super::quarantine;
use crate::devices::{Device, actor};
use crate::error::{OfficeError, role_name};
use crate::office::{Office, Standing};
use crate::sql::Transaction;

/// A push that is being taken.
pub(super) struct Taking<'o> {
    pub(super) office: &'o Office,
    pub(super) standing: Standing,
    pusher: Pusher,
    pub(super) now: DateTime<Utc>,
}

/// Who pushes.
struct Pusher {
    device: DeviceId,
    role: Role,
    revoked: bool,
    /// Earlier names of the same desk.
    before: HashSet<DeviceId>,
}

/// What came of it.
pub(super) enum Taken {
    Pushed(Pushed),
    Quarantined,
}

/// What becomes of one offer.
enum Fate {
    Placed {
        against: Vec<EntryId>,
        touch: sync::merge::Touch,
    },
    Refused(Refusal),
    /// The same act has its place under another name.
    There(Outcome),
}

impl<'o> Taking<'o> {
    pub(super) fn begin(
        office: &'o Office,
        tx: &mut Transaction<'_>,
        device: DeviceId,
    ) -> Result<Self, OfficeError> {
        let standing = office.locked(tx)?;
        let now = office.surroundings.now();
        let pusher = match device == office.device {
            true => Pusher::hub(device),
            false => Pusher::desk(office, tx, device)?,
        };
        Ok(Self { office, standing, pusher, now })
    }

    /// Takes the offers; with nothing written where the answer is about the whole push.
    pub(super) fn take(
        &mut self,
        tx: &mut Transaction<'_>,
        epoch: Uuid,
        offered: &[Offered<'_>],
    ) -> Result<Taken, OfficeError> {
        if self.pusher.revoked {
            let names = self.pusher.names();
            quarantine::keep(self.office, tx, &names, offered, self.now)?;
            return Ok(Taken::Quarantined);
        }
        if !epoch.is_nil() && epoch != self.standing.epoch {
            return Ok(self.pushed(PushAnswer::OtherEpoch));
        }
        let authors = self.authors(tx, offered)?;
        let mut chains = Chains::load(self.office, tx, offered)?;
        let mut stood = Stood::load(self.office, tx, offered)?;
        let known = Known::load(self.office, tx, offered)?;
        let mut placing = Placing::new(self.office, self.pusher.device, self.now);
        let (mut answers, mut refused) = (Vec::with_capacity(offered.len()), HashSet::new());
        for offer in offered {
            let (outcome, duplicate) = match chains.place(offer) {
                Link::Broken(answer) => return Ok(self.pushed(answer)),
                Link::Known(outcome) => (outcome, true),
                Link::Next => {
                    let fate = self.fate(offer, &authors, &stood, &known, &refused)?;
                    let outcome = self.settle(offer, fate, &mut stood, &mut placing);
                    chains.follow(offer, outcome.0.clone());
                    outcome
                }
            };
            if matches!(outcome, Outcome::Refused(_)) {
                refused.extend(offer.entry.subject.map(|subject| (offer.entry.device, subject)));
            }
            answers.push(Answer { entry: offer.entry.id, outcome, duplicate });
        }
        self.write(tx, offered, &chains, placing, &answers)?;
        Ok(self.pushed(PushAnswer::Done(answers)))
    }

    fn write(
        &mut self,
        tx: &mut Transaction<'_>,
        offered: &[Offered<'_>],
        chains: &Chains,
        placing: Placing<'_, '_>,
        answers: &[Answer],
    ) -> Result<(), OfficeError> {
        let new = offered.iter().zip(answers).filter(|(_, answer)| !answer.duplicate);
        let moved: BTreeSet<DeviceId> = placing.devices();
        let relayed = new.filter(|(offer, _)| offer.entry.device != self.pusher.device).count();
        chains.save(self.office, tx, moved)?;
        let (head, told) = placing.write(tx, self.standing.head)?;
        self.standing.head = head;
        self.deliver(tx, &told)?;
        self.office.move_head(tx, self.standing.head)?;
        self.office.heard(tx, self.pusher.device, self.now)?;
        if relayed > 0 {
            let by = actor(self.pusher.device);
            self.office.note(tx, self.now, &by, "relayed", &json!({ "entries": relayed }))?;
        }
        Ok(())
    }

    /// The roles of those who wrote what is offered. Only who may relay offers what others wrote.
    fn authors(
        &self,
        tx: &mut Transaction<'_>,
        offered: &[Offered<'_>],
    ) -> Result<HashMap<DeviceId, Role>, OfficeError> {
        let mut roles = HashMap::from([(self.pusher.device, self.pusher.role)]);
        for Offered { entry, .. } in offered {
            if roles.contains_key(&entry.device) {
                continue;
            }
            let own = self.pusher.before.contains(&entry.device);
            if !own && !self.pusher.role.may_relay() {
                let what = "offering what other desks wrote";
                return Err(OfficeError::RoleNotAllowed { role: self.pusher.role, what });
            }
            // Of a device that the hub forgot when it was restored, who relays answers for the role.
            let known = self.office.device_in(tx, entry.device)?;
            let hub = (entry.device == self.office.device).then_some(Role::Supervisor);
            let role = known.map(|device| device.role).or(hub).unwrap_or(self.pusher.role);
            roles.insert(entry.device, role);
        }
        Ok(roles)
    }

    fn fate(
        &self,
        offer: &Offered<'_>,
        authors: &HashMap<DeviceId, Role>,
        stood: &Stood,
        known: &Known,
        refused: &HashSet<(DeviceId, DeclarationId)>,
    ) -> Result<Fate, OfficeError> {
        let entry = offer.entry;
        match known.find(entry)? {
            Some(Same::Act(outcome)) => return Ok(Fate::There(outcome)),
            Some(Same::IdOnly) => return Ok(Fate::Refused(id_taken())),
            None => {}
        }
        let is_blocked = |subject| refused.contains(&(entry.device, subject));
        if offer.withheld || entry.subject.is_some_and(is_blocked) {
            return Ok(Fate::Refused(blocked()));
        }
        let role = authors.get(&entry.device).copied().unwrap_or(self.pusher.role);
        let event = match &offer.event {
            _ if !role.may_write(&entry.kind) => {
                return Ok(Fate::Refused(role_not_allowed(&role_name(role), &entry.kind)));
            }
            Err(refusal) => return Ok(Fate::Refused(refusal.clone())),
            Ok(event) => event,
        };
        if let Event::Undone(undone) = event
            && !role.may_take_back_others()
            && !stood
                .author_of(entry.subject, undone.entry)
                .is_some_and(|author| self.is_own(entry.device, author))
        {
            return Ok(Fate::Refused(role_not_allowed(&role_name(role), "undone")));
        }
        let seen = offer.seen.min(self.standing.head);
        let (touch, against) = stood.judge(entry.subject, self.author(entry, event), seen, event);
        Ok(Fate::Placed { against, touch })
    }

    /// Whether a desk wrote it, be it under an earlier name.
    fn is_own(&self, device: DeviceId, author: DeviceId) -> bool {
        author == device || (device == self.pusher.device && self.pusher.before.contains(&author))
    }

    /// Whose word it is. What is handed in at the hub is the sender's, and each sender's is another's.
    fn author(&self, entry: &Entry, event: &Event) -> DeviceId {
        let handed_in = entry.device == self.office.device && matches!(event, Event::Queued(_));
        if handed_in { DeviceId(Uuid::nil()) } else { entry.device }
    }

    fn settle<'p>(
        &self,
        offer: &'p Offered<'p>,
        fate: Fate,
        stood: &mut Stood,
        placing: &mut Placing<'_, 'p>,
    ) -> (Outcome, bool) {
        match fate {
            Fate::Placed { against, touch } => {
                let sequence = self.standing.head + placing.count() + 1;
                if let Some(subject) = offer.entry.subject {
                    let (id, device) = (offer.entry.id, offer.entry.device);
                    let (contested, touch) = (!against.is_empty(), touch.clone());
                    stood.add(subject, Stands { id, device, sequence, contested, touch });
                }
                placing.place(Place { offer, sequence, against: against.clone(), touch });
                (placed_outcome(sequence, against), false)
            }
            Fate::Refused(refusal) => {
                placing.put_apart(Apart { offer, refusal: Some(refusal.clone()) });
                (Outcome::Refused(refusal), false)
            }
            Fate::There(outcome) => {
                placing.put_apart(Apart { offer, refusal: None });
                (outcome, true)
            }
        }
    }

    fn pushed(&self, answer: PushAnswer) -> Taken {
        Taken::Pushed(Pushed { hub: self.office.state(&self.standing), answer })
    }
}

impl Pusher {
    fn hub(device: DeviceId) -> Self {
        Self { device, role: Role::Supervisor, revoked: false, before: HashSet::new() }
    }

    /// Its own and those before.
    fn names(&self) -> HashSet<DeviceId> {
        self.before.iter().copied().chain([self.device]).collect()
    }

    fn desk(
        office: &Office,
        tx: &mut Transaction<'_>,
        device: DeviceId,
    ) -> Result<Self, OfficeError> {
        let known = office.device_in(tx, device)?.ok_or(OfficeError::UnknownDevice(device))?;
        let mut before = HashSet::new();
        let mut earlier = known.before;
        while let Some(name) = earlier.filter(|name| before.insert(*name)) {
            earlier = office.device_in(tx, name)?.and_then(|Device { before, .. }| before);
        }
        Ok(Self { device, role: known.role, revoked: known.revoked_at.is_some(), before })
    }
}
