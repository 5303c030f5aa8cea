//! What may stand together: the rules by which the hub tells a merge from a conflict.
//!
//! Two entries of one declaration meet when neither author knew of the other. Notes, photos, prints
//! and messages only add up. Different data elements merge. Decisions, values of the same element and
//! inspections never do silently: the later one in the hub's order is contested.

mod lists;
mod touch;
mod values;

use journal::EntryId;

pub use touch::Touch;
use values::Values;

/// An entry that stands in the hub's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub entry: EntryId,
    pub touch: Touch,
}

/// The entries of `standing` with which `new` cannot stand together; empty where it takes effect.
///
/// - `standing`: what takes effect on the same declaration, was written at other desks, and was not
///   known to the author of `new` (its sequence is beyond `Offer::seen`). Contested entries that
///   nobody chose are not among them.
/// - `own`: everything that the author's own desk wrote about the declaration, in its order, contested
///   or not. Where that desk had already written the same as a standing entry (both imported one
///   file, both corrected one value alike), its author knew what stands, if not who wrote it.
pub fn contests(new: &Touch, own: &[Touch], standing: &[Standing]) -> Vec<EntryId> {
    standing
        .iter()
        .filter(|stands| !is_known(&stands.touch, own) && clash(new, stands))
        .map(|stands| stands.entry)
        .collect()
}

/// Whether the desk's own last word on everything that `touch` says is the same.
fn is_known(touch: &Touch, own: &[Touch]) -> bool {
    match touch {
        Touch::Body(hash) => {
            let last = own.iter().rev().find_map(|touch| match touch {
                Touch::Body(hash) => Some(hash),
                _ => None,
            });
            last == Some(hash)
        }
        Touch::Values(values) => values.iter().all(|(path, value)| {
            let last = own.iter().rev().find_map(|touch| match touch {
                Touch::Values(values) => values.get(path),
                _ => None,
            });
            last == Some(value)
        }),
        _ => false,
    }
}

fn clash(new: &Touch, old: &Standing) -> bool {
    match (new, &old.touch) {
        (Touch::TakesBack { entry, .. }, _) if *entry == old.entry => false,
        (Touch::TakesBack { entry, .. }, Touch::TakesBack { entry: same, .. }) if entry == same => {
            false
        }
        (
            Touch::Choice { conflicts, hash, .. },
            Touch::Choice { conflicts: others, hash: other, .. },
        ) if conflicts.iter().any(|conflict| others.contains(conflict)) => hash != other,
        (new, old) => Effect::of(new, false).clashes_with(&Effect::of(old, false)),
    }
}

/// What a touch comes to, whoever's choice or undo it is.
enum Effect<'t> {
    Nothing,
    /// The whole body; `None` where an undo brings back whatever stood before.
    Body(Option<&'t str>),
    Values(Values<'t>),
    Decision {
        approves: bool,
    },
    /// As with the body.
    Inspection(Option<&'t str>),
}

impl<'t> Effect<'t> {
    fn of(touch: &'t Touch, taken_back: bool) -> Self {
        match touch {
            Touch::Adds => Effect::Nothing,
            Touch::Values(values) if values.is_empty() => Effect::Nothing,
            Touch::Body(hash) => Effect::Body((!taken_back).then_some(hash)),
            Touch::Values(values) => Effect::Values(Values { values, taken_back }),
            // Who takes a decision back approves nothing.
            Touch::Decision { approves } => Effect::Decision { approves: *approves && !taken_back },
            Touch::Inspection(hash) => Effect::Inspection((!taken_back).then_some(hash)),
            Touch::Choice { effect, .. } => Self::of(effect, taken_back),
            // An undo that is undone does again what was done first.
            Touch::TakesBack { touched, .. } => Self::of(touched, !taken_back),
        }
    }

    fn clashes_with(&self, old: &Self) -> bool {
        use Effect as E;
        match (self, old) {
            (E::Body(new), E::Body(old)) | (E::Inspection(new), E::Inspection(old)) => {
                new.is_none() || new != old
            }
            (E::Body(_), E::Values(_)) | (E::Values(_), E::Body(_)) => true,
            (E::Values(new), E::Values(old)) => new.clash_with(old),
            (E::Decision { .. }, E::Decision { .. }) => true,
            // It would approve data that its author has not seen.
            (E::Decision { approves }, E::Body(_) | E::Values(_)) => *approves,
            // New data takes an approval away by itself, for all to see.
            (E::Body(_) | E::Values(_), E::Decision { .. }) => false,
            (E::Inspection(_), _) | (_, E::Inspection(_)) => false,
            (E::Nothing, _) | (_, E::Nothing) => false,
        }
    }
}
