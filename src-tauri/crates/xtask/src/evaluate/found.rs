//! What is found when the first lines of a ranking are inspected.

use std::cmp::Reverse;

use super::corpus::Past;
use super::periods::Period;

/// Positions of lines, the one to inspect first at the front.
pub(super) type Ranking = Vec<usize>;

/// How many draws random choice is the mean of.
const DRAWS: u64 = 100;

/// What an inspection of some lines found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Lines that were inspected, and all there were.
    pub(super) inspected: usize,
    pub(super) lines: usize,
    /// Fraud among those inspected, and among all.
    pub(super) hits: usize,
    pub(super) fraud: usize,
}

impl Found {
    /// Inspects that share, in percent, of each ranking from its front, and counts over all of them.
    pub(super) fn among_first(rankings: &[Ranking], percent: usize, past: &Past) -> Found {
        let mut found = Found { inspected: 0, lines: 0, hits: 0, fraud: 0 };
        for ranking in rankings {
            let inspected = (ranking.len() * percent + 50) / 100;
            let fraud = |part: &[usize]| part.iter().filter(|at| past.is_fraud(**at)).count();
            found.inspected += inspected;
            found.lines += ranking.len();
            found.hits += fraud(&ranking[..inspected]);
            found.fraud += fraud(ranking);
        }
        found
    }

    /// The part of the fraud that was found, in tenths of a percent.
    pub(super) fn recall(&self) -> usize {
        tenths(self.hits, self.fraud)
    }

    /// The part of the inspected lines that were fraud, in tenths of a percent.
    pub(super) fn precision(&self) -> usize {
        tenths(self.hits, self.inspected)
    }
}

fn tenths(part: usize, whole: usize) -> usize {
    (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0)
}

/// The highest score first; a draw decides between equals.
pub(super) fn by_score(mut scored: Vec<(usize, i64)>, seed: u64) -> Ranking {
    scored.sort_by_key(|(at, score)| (Reverse(*score), drawn(seed, *at)));
    scored.into_iter().map(|(at, _)| at).collect()
}

/// What random choice finds for each share: the mean of many draws.
pub(super) fn draws(past: &Past, periods: &[Period], seed: u64, shares: &[usize]) -> Vec<Found> {
    let draw = |draw: u64| -> Vec<Ranking> {
        let alike = |period: &Period| past.within(*period).into_iter().map(|at| (at, 0)).collect();
        periods.iter().map(|period| by_score(alike(period), mixed(seed) ^ draw)).collect()
    };
    let drawn: Vec<Vec<Ranking>> = (0..DRAWS).map(draw).collect();
    let mean = |percent: &usize| {
        let all = drawn.iter().map(|rankings| Found::among_first(rankings, *percent, past));
        let all: Vec<Found> = all.collect();
        let hits: usize = all.iter().map(|found| found.hits).sum();
        Found { hits: (hits + all.len() / 2) / all.len(), ..all[0] }
    };
    shares.iter().map(mean).collect()
}

/// A number for the line that looks as if drawn.
fn drawn(seed: u64, at: usize) -> u64 {
    mixed(mixed(seed).wrapping_add(at as u64))
}

/// SplitMix64.
fn mixed(state: u64) -> u64 {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
