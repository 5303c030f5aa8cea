//! The releases that a desk has, and which of them count.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::NaiveDate;

use super::office::LAYER as OFFICE;
use super::{PackError, Packs, Release};

/// Releases on top of the packs that come with the program. None of a layer is missing, and each is
/// as old as the one before it or younger.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    releases: Vec<Release>,
}

/// What became of a release that was put on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new.
    New,
    /// It was there already, or this program comes with it.
    Known,
}

/// Why a release was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// Nobody's rules.
    #[error("There is no layer “{layer}” of rules. There are: {known}.")]
    UnknownLayer {
        /// The layer that the release names.
        layer: String,
        /// Those that there are.
        known: String,
    },
    /// One before it is missing.
    #[error(
        "Release {sequence} of the rules {layer} cannot be taken before release {expected}: each \
         holds only what changes."
    )]
    Gap {
        /// The layer.
        layer: String,
        /// The release's number.
        sequence: u32,
        /// The number that comes next.
        expected: u32,
    },
    /// There is another release of that number, or a newer one already.
    #[error(
        "Release {sequence} of the rules {layer} is not the one of that number that this desk has. \
         The newest that it has is {newest}."
    )]
    StepBack {
        /// The layer.
        layer: String,
        /// The release's number.
        sequence: u32,
        /// The newest number.
        newest: u32,
    },
    /// It says that it is older than the one before it.
    #[error(
        "Release {sequence} of the rules {layer} is dated {issued}, before the one that it follows \
         ({after})."
    )]
    Earlier {
        /// The layer.
        layer: String,
        /// The release's number.
        sequence: u32,
        /// Its day.
        issued: NaiveDate,
        /// The day of the release before it.
        after: NaiveDate,
    },
    /// With it the packs cannot be used.
    #[error(transparent)]
    Unusable(#[from] PackError),
}

impl NotTaken {
    /// Stable name of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownLayer { .. } => "rule_pack_unknown_layer",
            Self::Gap { .. } => "rule_pack_gap",
            Self::StepBack { .. } => "rule_pack_step_back",
            Self::Earlier { .. } => "rule_pack_earlier",
            Self::Unusable(error) => error.code(),
        }
    }
}

impl Shelf {
    /// Puts a release on the shelf, once its signature was checked. What stands there stays as it is
    /// where the release is refused.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn take(&mut self, release: Release) -> Result<Taken, NotTaken> {
        let mut with_it = self.clone();
        let taken = with_it.put_back(release)?;
        with_it.packs(None)?;
        *self = with_it;
        Ok(taken)
    }

    /// The same for a release that was taken before: whether it can be used is not tried again.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn put_back(&mut self, release: Release) -> Result<Taken, NotTaken> {
        let layer = release.layer();
        let shipped = shipped(layer).ok_or_else(|| unknown_layer(layer))?;
        if let Some(known) = self.numbered(layer, release.sequence()) {
            return if *known == release {
                Ok(Taken::Known)
            } else {
                Err(self.step_back(&release))
            };
        }
        if release.sequence() <= shipped {
            return Ok(Taken::Known);
        }
        let newest = self.newest(layer).map_or(shipped, Release::sequence);
        if release.sequence() != newest + 1 {
            let (layer, sequence) = (layer.to_owned(), release.sequence());
            return Err(NotTaken::Gap { layer, sequence, expected: newest + 1 });
        }
        let after = self.newest(layer).map(Release::issued);
        if let Some(after) = after.filter(|after| release.issued() < *after) {
            let (layer, sequence) = (layer.to_owned(), release.sequence());
            return Err(NotTaken::Earlier { layer, sequence, issued: release.issued(), after });
        }
        self.releases.push(release);
        Ok(Taken::New)
    }

    /// The packs as they were at the end of a day, or with everything that there is.
    ///
    /// # Errors
    /// A release cannot be used. Those that [`Self::take`] took can be, together.
    pub fn packs(&self, as_of: Option<NaiveDate>) -> Result<Arc<Packs>, PackError> {
        if self.in_force(as_of).is_empty() {
            return Ok(Packs::builtin_shared());
        }
        Packs::layer(&self.texts(as_of)).map(Arc::new)
    }

    /// The texts that these packs are made of, general ones first: those of the program, the releases
    /// in the order of their days, the office's own last.
    pub fn texts(&self, as_of: Option<NaiveDate>) -> Vec<&str> {
        let builtin = Packs::builtin_texts().iter().copied();
        builtin.chain(self.in_force(as_of).into_iter().map(Release::text)).collect()
    }

    /// The releases that count then. Of the office's layer the newest alone: it is written anew as a
    /// whole each time.
    pub fn in_force(&self, as_of: Option<NaiveDate>) -> Vec<&Release> {
        let counts = |release: &&Release| {
            release.sequence() > shipped(release.layer()).unwrap_or_default()
                && as_of.is_none_or(|day| release.issued() <= day)
        };
        let (office, mut published): (Vec<&Release>, Vec<&Release>) =
            self.releases.iter().filter(counts).partition(|release| release.layer() == OFFICE);
        published.sort_by_key(|release| (release.issued(), release.sequence()));
        published.extend(office.into_iter().max_by_key(|release| release.sequence()));
        published
    }

    /// All releases in the order in which they were taken.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The newest of a layer.
    pub fn newest(&self, layer: &str) -> Option<&Release> {
        let of_layer = self.releases.iter().filter(|release| release.layer() == layer);
        of_layer.max_by_key(|release| release.sequence())
    }

    /// The number that the office's next layer gets.
    pub fn next_of_office(&self) -> u32 {
        self.newest(OFFICE).map_or(0, Release::sequence) + 1
    }

    fn numbered(&self, layer: &str, sequence: u32) -> Option<&Release> {
        let mut releases = self.releases.iter();
        releases.find(|known| known.layer() == layer && known.sequence() == sequence)
    }

    fn step_back(&self, release: &Release) -> NotTaken {
        let layer = release.layer().to_owned();
        let newest = self.newest(&layer).map_or(0, Release::sequence);
        NotTaken::StepBack { layer, sequence: release.sequence(), newest }
    }
}

/// The newest release of a layer that this program comes with; `None` where there is no such layer.
fn shipped(layer: &str) -> Option<u32> {
    if layer == OFFICE { Some(0) } else { Packs::builtin().sequences.get(layer).copied() }
}

fn unknown_layer(layer: &str) -> NotTaken {
    let known: Vec<&str> = Packs::builtin().layers().iter().map(|(name, _)| &**name).collect();
    NotTaken::UnknownLayer { layer: layer.to_owned(), known: known.join(", ") }
}
