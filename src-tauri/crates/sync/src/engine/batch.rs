//! How much goes into one request: less after a request that broke off, more as they go well.

use super::event::Step;

/// One measure of a request.
#[derive(Clone, Debug)]
struct Batch {
    size: usize,
    least: usize,
    most: usize,
    /// The size at which a request last broke off, and how many went well since.
    broke_at: Option<(usize, u32)>,
}

/// So many requests must go well before one is tried again that is as large as the one that broke.
const PATIENCE: u32 = 8;

impl Batch {
    fn new(least: usize, start: usize, most: usize) -> Self {
        Self { size: start, least, most, broke_at: None }
    }

    fn grow(&mut self) {
        let mut most = self.most;
        if let Some((size, went_well)) = &mut self.broke_at {
            *went_well += 1;
            if *went_well < PATIENCE {
                most = (*size / 2).max(self.least);
            } else {
                self.broke_at = None;
            }
        }
        self.size = (self.size * 2).min(most).max(self.size);
    }

    /// Whether it could still become smaller.
    fn halve(&mut self) -> bool {
        let before = self.size;
        self.broke_at = Some((before, 0));
        self.size = (before / 2).max(self.least);
        self.size < before
    }
}

/// The measures of all requests.
#[derive(Clone, Debug)]
pub(super) struct Batches {
    offers: Batch,
    bytes: Batch,
    entries: Batch,
    declarations: Batch,
    sent: Batch,
    fetched: Batch,
}

impl Default for Batches {
    /// A line of 20 kB at a time gets everything through at the least sizes, short of an entry that is
    /// larger by itself. The first requests are small, so that the first news are quick; none is so
    /// large that a decision at the desk would have to wait long for the page to be written.
    fn default() -> Self {
        Self {
            offers: Batch::new(1, 250, crate::wire::MAX_OFFERS),
            bytes: Batch::new(4 << 10, 512 << 10, 8 << 20),
            entries: Batch::new(8, 500, 2_000),
            declarations: Batch::new(1, 50, 500),
            sent: Batch::new(4 << 10, 64 << 10, 256 << 10),
            fetched: Batch::new(4 << 10, 64 << 10, 256 << 10),
        }
    }
}

impl Batches {
    pub(super) fn push(&self) -> Step {
        Step::Push { offers: self.offers.size, bytes: self.bytes.size }
    }

    pub(super) fn pull(&self) -> Step {
        Step::Pull { limit: u32::try_from(self.entries.size).unwrap_or(u32::MAX) }
    }

    pub(super) fn histories(&self) -> Step {
        Step::FetchHistories { declarations: self.declarations.size }
    }

    pub(super) fn send_file(&self) -> Step {
        Step::SendFile { bytes: self.sent.size }
    }

    pub(super) fn fetch_file(&self) -> Step {
        Step::FetchFile { bytes: self.fetched.size }
    }

    pub(super) fn went_well(&mut self, step: Step) {
        self.of(step).into_iter().for_each(Batch::grow);
    }

    /// Notes that a request broke off; whether the next one is smaller.
    pub(super) fn broke(&mut self, step: Step) -> bool {
        self.of(step).into_iter().filter_map(|batch| batch.halve().then_some(())).count() > 0
    }

    fn of(&mut self, step: Step) -> Vec<&mut Batch> {
        match step {
            Step::Push { .. } => vec![&mut self.offers, &mut self.bytes],
            Step::Pull { .. } => vec![&mut self.entries],
            Step::FetchHistories { .. } => vec![&mut self.declarations],
            Step::SendFile { .. } => vec![&mut self.sent],
            Step::FetchFile { .. } => vec![&mut self.fetched],
            Step::Renumber | Step::RollBack { .. } | Step::GoOnFrom { .. } => vec![],
        }
    }
}
