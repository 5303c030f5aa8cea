//! What is known beside the declaration: the desk's past, and the luck of the draw.

use sha2::{Digest, Sha256};

use super::fired::FiredCriterion;
use crate::declaration::{Declaration, Party};

/// A party that a criterion may ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// Who sends the goods.
    Exporter,
    /// Who imports them.
    Importer,
    /// Who declares them.
    Declarant,
}

/// Answers what a declaration does not say itself. `None` where it is not known: the criterion that
/// asked is silent then.
pub trait Known {
    /// Whether the party was in an earlier declaration.
    fn was_met(&self, role: PartyRole, party: &Party) -> Option<bool>;
    /// The declaration's lot in the random sample: 0 to 999,999. See [`lot`].
    fn lot(&self, declaration: &Declaration) -> Option<u32>;
}

/// Knows nothing: neither parties nor lots.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Known for Nothing {
    fn was_met(&self, _: PartyRole, _: &Party) -> Option<bool> {
        None
    }

    fn lot(&self, _: &Declaration) -> Option<u32> {
        None
    }
}

/// What was known when a verdict was reached, as far as its criteria fired: to tell it again, in
/// another language or under other rules.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a>(pub &'a [FiredCriterion]);

impl Known for Recorded<'_> {
    fn was_met(&self, role: PartyRole, _: &Party) -> Option<bool> {
        let first_time = |fired: &FiredCriterion| fired.fact("role") == Some(role.name());
        Some(!self.0.iter().any(first_time))
    }

    fn lot(&self, _: &Declaration) -> Option<u32> {
        self.0.iter().find_map(|fired| fired.fact("lot")?.parse().ok())
    }
}

/// The lot of a declaration in an office's random sample: SHA-256 over seed, declarant and LRN, each
/// with its length before it, modulo a million. The same declaration always draws the same, so nobody
/// can lodge until the lot is good, and whoever has the seed can draw again years later. `None` without
/// an LRN. Keep the seed to the office: with it one could choose a reference that is not drawn.
pub fn lot(seed: &str, declaration: &Declaration) -> Option<u32> {
    let lrn = &declaration.lrn.as_ref()?.value;
    let declarant = declaration.declarant.as_ref().and_then(|party| party.id.as_ref());
    let declarant = declarant.map_or("", |id| id.value.as_str());
    let mut hash = Sha256::new();
    for part in [seed, declarant, lrn] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let hash = hash.finalize();
    let drawn = hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    u32::try_from(drawn % 1_000_000).ok()
}

impl PartyRole {
    /// As packs and verdicts write it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Exporter => "exporter",
            Self::Importer => "importer",
            Self::Declarant => "declarant",
        }
    }

    /// The party of that role.
    pub(super) fn of(self, declaration: &Declaration) -> Option<&Party> {
        match self {
            Self::Exporter => declaration.exporter.as_ref(),
            Self::Importer => declaration.importer.as_ref(),
            Self::Declarant => declaration.declarant.as_ref(),
        }
    }
}
