//! Writing what was decided: entries, what is kept apart, and what follows for declarations.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, EntryId, Event, Placed, State, Status};
use sync::Refusal;
use sync::merge::Touch;
use sync::subscription::is_settled;

use super::offered::Offered;
use super::waiting::Told;
use crate::declarations::Declared;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::{Kept, bytes_of};
use crate::project::{Projection, moves};
use crate::sql::{Insert, Kind, Transaction, Value};

/// What a push is going to write.
pub(super) struct Placing<'o, 'p> {
    office: &'o Office,
    pusher: DeviceId,
    now: DateTime<Utc>,
    places: Vec<Place<'p>>,
    apart: Vec<Apart<'p>>,
}

/// An entry that was given its place.
pub(super) struct Place<'p> {
    pub(super) offer: &'p Offered<'p>,
    pub(super) sequence: u64,
    pub(super) against: Vec<EntryId>,
    pub(super) touch: Touch,
}

/// A link without a place of its own.
pub(super) struct Apart<'p> {
    pub(super) offer: &'p Offered<'p>,
    /// `None` where the same act has its place under another name.
    pub(super) refusal: Option<Refusal>,
}

const ENTRIES: Insert<'_> = Insert {
    table: "entry",
    columns: &[
        ("office", Kind::Int),
        ("sequence", Kind::Int),
        ("id", Kind::Blob),
        ("device", Kind::Blob),
        ("device_sequence", Kind::Int),
        ("hash", Kind::Blob),
        ("subject", Kind::Blob),
        ("kind", Kind::Text),
        ("touch", Kind::Text),
        ("against", Kind::Blob),
        ("entry", Kind::Blob),
        ("statuses_before", Kind::Text),
        ("statuses_after", Kind::Text),
        ("seen", Kind::Int),
        ("pushed_by", Kind::Blob),
        ("accepted_at", Kind::Int),
    ],
    conflict: "",
};

const APART: Insert<'_> = Insert {
    table: "apart",
    columns: &[
        ("office", Kind::Int),
        ("device", Kind::Blob),
        ("device_sequence", Kind::Int),
        ("id", Kind::Blob),
        ("hash", Kind::Blob),
        ("subject", Kind::Blob),
        ("entry", Kind::Blob),
        ("refusal", Kind::Text),
        ("pushed_by", Kind::Blob),
        ("at", Kind::Int),
    ],
    conflict: "",
};

impl<'o, 'p> Placing<'o, 'p> {
    pub(super) fn new(office: &'o Office, pusher: DeviceId, now: DateTime<Utc>) -> Self {
        Self { office, pusher, now, places: Vec::new(), apart: Vec::new() }
    }

    pub(super) fn count(&self) -> u64 {
        self.places.len() as u64
    }

    pub(super) fn place(&mut self, place: Place<'p>) {
        self.places.push(place);
    }

    pub(super) fn put_apart(&mut self, apart: Apart<'p>) {
        self.apart.push(apart);
    }

    /// Devices whose chains grow.
    pub(super) fn devices(&self) -> BTreeSet<DeviceId> {
        let placed = self.places.iter().map(|place| place.offer.entry.device);
        placed.chain(self.apart.iter().map(|apart| apart.offer.entry.device)).collect()
    }

    /// Writes everything; answers the last number that was given, and what it tells.
    pub(super) fn write(
        self,
        tx: &mut Transaction<'_>,
        head: u64,
    ) -> Result<(u64, Told), OfficeError> {
        let apart: Vec<_> = self.apart.iter().map(|apart| self.apart_row(apart)).collect();
        tx.insert(&APART, &apart)?;
        let mut told = self.told();
        let mut statuses = self.project(tx, &mut told)?;
        let entries: Vec<_> =
            self.places.iter().map(|place| self.entry_row(place, &mut statuses)).collect();
        tx.insert(&ENTRIES, &entries)?;
        let placed = self.places.iter().map(|place| (place.sequence, place.offer.entry));
        self.office.note_opaque(tx, placed)?;
        Ok((self.places.last().map_or(head, |place| place.sequence), told))
    }

    /// Which messages wait from now on, and which no longer do.
    fn told(&self) -> Told {
        let mut told = Told::default();
        for Place { offer, sequence, .. } in &self.places {
            if let Ok(event) = &offer.event {
                told.hear(*sequence, offer.entry, event);
            }
        }
        told
    }

    /// Brings the declarations up to date; answers each one's statuses before and after.
    fn project(
        &self,
        tx: &mut Transaction<'_>,
        told: &mut Told,
    ) -> Result<HashMap<DeclarationId, (String, String)>, OfficeError> {
        let mut touched: BTreeMap<DeclarationId, Vec<&Place<'_>>> = BTreeMap::new();
        for place in &self.places {
            if let Some(subject) = place.offer.entry.subject {
                touched.entry(subject).or_default().push(place);
            }
        }
        let subjects: Vec<DeclarationId> = touched.keys().copied().collect();
        let before = self.office.statuses_of(tx, &subjects)?;
        touched.retain(|_, places| {
            places.iter().any(|p| !p.against.is_empty() || moves(&p.offer.entry.kind))
        });
        let mut earlier = self.earlier(tx, touched.keys().copied())?;
        let mut declared = Vec::new();
        for (subject, places) in &touched {
            let earlier = earlier.remove(subject).unwrap_or_default();
            let Some(projection) = project(*subject, earlier, places) else { continue };
            declared.push(Declared::after(projection, before.get(subject).map(String::as_str)));
        }
        self.office.write_declarations(tx, &declared)?;
        let mut statuses: HashMap<_, _> = before
            .into_iter()
            .map(|(subject, statuses)| (subject, (statuses.clone(), statuses)))
            .collect();
        for Declared { projection, statuses: after } in declared {
            told.lrns.push(projection.lrn);
            told.mrns.extend(projection.mrns);
            statuses.entry(projection.subject).or_default().1 = after;
        }
        Ok(statuses)
    }

    /// The entries that stood before this push.
    fn earlier(
        &self,
        tx: &mut Transaction<'_>,
        subjects: impl Iterator<Item = DeclarationId>,
    ) -> Result<HashMap<DeclarationId, Vec<Placed>>, OfficeError> {
        let subjects: Vec<_> = subjects.collect();
        let mut earlier: HashMap<DeclarationId, Vec<Placed>> = HashMap::new();
        for kept in self.office.entries_of(tx, &subjects, u64::MAX)?.iter().map(Kept::placed) {
            let placed = kept?;
            if let Some(subject) = placed.subject {
                earlier.entry(subject).or_default().push(placed);
            }
        }
        // Another hub, of a newer program, may have understood more of them than this one.
        let placed = earlier.values().flatten().filter_map(|p| Some((p.sequence?, &p.entry)));
        self.office.note_opaque(tx, placed)?;
        Ok(earlier)
    }

    fn entry_row(
        &self,
        place: &Place<'_>,
        statuses: &mut HashMap<DeclarationId, (String, String)>,
    ) -> Vec<Value> {
        let entry = place.offer.entry;
        let known = entry.subject.and_then(|subject| statuses.get_mut(&subject));
        let (before, after) = known.map_or_else(Default::default, |known| {
            let after = known.1.clone();
            let midway = midway(&known.0, &after).to_owned();
            (std::mem::replace(&mut known.0, midway), after)
        });
        vec![
            self.office.number.into(),
            place.sequence.into(),
            entry.id.into(),
            entry.device.into(),
            entry.sequence.into(),
            entry.hash.into(),
            entry.subject.into(),
            entry.kind.as_str().into(),
            place.touch.to_json().into(),
            bytes_of(&place.against).into(),
            place.offer.encoded.clone().into(),
            before.into(),
            after.into(),
            place.offer.seen.into(),
            self.pusher.into(),
            self.now.into(),
        ]
    }

    fn apart_row(&self, apart: &Apart<'_>) -> Vec<Value> {
        let entry = apart.offer.entry;
        let refusal = apart
            .refusal
            .as_ref()
            .map(|refusal| serde_json::to_string(refusal).expect("a refusal is three texts"));
        vec![
            self.office.number.into(),
            entry.device.into(),
            entry.sequence.into(),
            entry.id.into(),
            entry.hash.into(),
            entry.subject.into(),
            apart.offer.encoded.clone().into(),
            refusal.unwrap_or_default().into(),
            self.pusher.into(),
            self.now.into(),
        ]
    }
}

/// What follows from a declaration's entries; `None` where they do not make one yet.
fn project(
    subject: DeclarationId,
    earlier: Vec<Placed>,
    places: &[&Place<'_>],
) -> Option<Projection> {
    if let ([], [place]) = (earlier.as_slice(), places)
        && let Ok(Event::Queued(queued)) = &place.offer.event
    {
        return Some(Projection::of(&State::queued(subject, place.offer.entry, queued.clone())));
    }
    let mut entries = earlier;
    entries.extend(places.iter().map(|place| Placed {
        entry: place.offer.entry.clone(),
        sequence: Some(place.sequence),
        contests: place.against.clone(),
    }));
    Projection::fold(subject, &entries).ok()
}

/// How an entry in the middle of a push finds its declaration. All of the push together takes it from
/// `before` to `after`. Who held it while it was open gets every entry of the push, and who got it with
/// the first of them gets the others, wherever a page ends.
fn midway<'s>(before: &'s str, after: &'s str) -> &'s str {
    let last = before.rsplit(',').next().unwrap_or_default();
    let status: Option<Status> = serde_json::from_value(last.into()).ok();
    if status.is_some_and(|status| !is_settled(status)) { before } else { after }
}
