//! What stands already about the declarations of a push, and what a new entry contests.

use std::collections::HashMap;

use journal::{DeclarationId, DeviceId, EntryId, Event};
use sync::merge::{Standing, Touch, contests};

use super::offered::Offered;
use crate::error::OfficeError;
use crate::office::Office;
use crate::sql::{Transaction, Value};

/// The entries of some declarations, as far as the merge rules ask.
#[derive(Default)]
pub(super) struct Stood {
    subjects: HashMap<DeclarationId, Vec<Stands>>,
}

/// One entry of the order.
pub(super) struct Stands {
    pub(super) id: EntryId,
    pub(super) device: DeviceId,
    pub(super) sequence: u64,
    pub(super) contested: bool,
    pub(super) touch: Touch,
}

impl Stood {
    /// Reads what stands about the declarations that are offered something.
    pub(super) fn load(
        office: &Office,
        tx: &mut Transaction<'_>,
        offered: &[Offered<'_>],
    ) -> Result<Self, OfficeError> {
        let mut subjects: Vec<_> = offered.iter().filter_map(|offer| offer.entry.subject).collect();
        subjects.sort();
        subjects.dedup();
        let mut stood = Self::default();
        let sql = "SELECT subject, id, device, sequence, octet_length(against), touch FROM entry
            WHERE office = $1 AND subject = ANY($2) ORDER BY subject, sequence";
        let ids = Value::ids(subjects.iter().map(|subject| subject.0));
        for row in tx.query(sql, &[office.number.into(), ids])? {
            let touch = Touch::from_json(row.text(5)?);
            let touch = touch.map_err(|cause| OfficeError::Damaged { what: cause.to_string() })?;
            let stands = Stands {
                id: EntryId(row.uuid(1)?),
                device: DeviceId(row.uuid(2)?),
                sequence: row.number(3)?,
                contested: row.int(4)? > 0,
                touch,
            };
            stood.add(DeclarationId(row.uuid(0)?), stands);
        }
        Ok(stood)
    }

    /// Takes in an entry that was just given its place.
    pub(super) fn add(&mut self, subject: DeclarationId, stands: Stands) {
        self.subjects.entry(subject).or_default().push(stands);
    }

    /// What an event touches, and the entries with which it cannot stand together.
    pub(super) fn judge(
        &self,
        subject: Option<DeclarationId>,
        author: DeviceId,
        seen: u64,
        event: &Event,
    ) -> (Touch, Vec<EntryId>) {
        let all = self.about(subject);
        let touch = touch_among(all, event);
        if touch == Touch::Adds {
            return (touch, Vec::new());
        }
        let (own, others): (Vec<_>, Vec<_>) =
            all.iter().partition(|stands| stands.device == author);
        let own: Vec<Touch> = own.into_iter().map(|stands| stands.touch.clone()).collect();
        let standing: Vec<Standing> = others
            .into_iter()
            .filter(|stands| !stands.contested && stands.sequence > seen)
            .map(|stands| Standing { entry: stands.id, touch: stands.touch.clone() })
            .collect();
        let against = contests(&touch, &own, &standing);
        (touch, against)
    }

    /// Who wrote an entry of the declaration.
    pub(super) fn author_of(
        &self,
        subject: Option<DeclarationId>,
        entry: EntryId,
    ) -> Option<DeviceId> {
        self.about(subject).iter().find(|stands| stands.id == entry).map(|stands| stands.device)
    }

    fn about(&self, subject: Option<DeclarationId>) -> &[Stands] {
        subject.and_then(|subject| self.subjects.get(&subject)).map_or(&[], Vec::as_slice)
    }
}

/// What an event touches where `all` stands.
pub(super) fn touch_among(all: &[Stands], event: &Event) -> Touch {
    let chooses = matches!(event, Event::Resolved(_));
    Touch::of(event, |id| {
        let target = all.iter().find(|stands| stands.id == id)?;
        let counts = chooses || !target.contested || is_chosen(all, id);
        counts.then(|| target.touch.clone())
    })
}

/// Whether someone chose the contested entry, so that it has its effect after all.
fn is_chosen(all: &[Stands], contested: EntryId) -> bool {
    all.iter().any(|stands| match &stands.touch {
        Touch::Choice { conflicts, effect, .. } => {
            !stands.contested && conflicts.contains(&contested) && **effect != Touch::Adds
        }
        _ => false,
    })
}
