//! Learning the weights.

use std::collections::HashMap;

use super::criterion::CRITERIA;
use super::line::Line;
use super::odds::{LogOdds, ONE, Share, log_odds, share};

/// How slowly a group is believed, and how often all are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caution {
    /// Every group counts as if it had been seen this much more, agreeing with what its parents say.
    /// In units of information: a line whose outcome was open (50 %) brings a quarter of one.
    pub prior: i64,
    /// Rounds over all criteria; the weights settle within about ten.
    pub rounds: u32,
}

impl Default for Caution {
    /// As found on past lines, with later ones of the past as the judge.
    fn default() -> Self {
        Self { prior: 2, rounds: 10 }
    }
}

/// What was learnt from lines whose outcome is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    pub(super) lines: u32,
    pub(super) findings: u32,
    pub(super) usual: LogOdds,
    pub(super) groups: Vec<HashMap<String, Group>>,
}

/// Lines that agree in what a criterion looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) lines: u32,
    pub(super) findings: u32,
    /// What belonging to it adds to the log-odds.
    pub(super) weight: LogOdds,
}

impl History {
    /// Learns from lines and whether each had findings. The same lines give the same history, to the bit.
    pub fn learn<'a>(
        past: impl IntoIterator<Item = (&'a Line, bool)>,
        caution: Caution,
    ) -> History {
        let past: Vec<(&Line, bool)> = past.into_iter().collect();
        let outcomes: Vec<bool> = past.iter().map(|(_, found)| *found).collect();
        let findings = outcomes.iter().filter(|found| **found).count();
        let usual = usual(outcomes.len(), findings);
        let mut grouped: Vec<Grouped> = CRITERIA
            .iter()
            .map(|criterion| Grouped::new(past.iter().map(|(line, _)| criterion.group(line))))
            .collect();
        let mut sums = vec![usual; outcomes.len()];
        for _ in 0..caution.rounds {
            for each in &mut grouped {
                each.adjust(&outcomes, &mut sums, caution.prior);
            }
        }
        let groups = grouped.into_iter().map(|each| each.told(&outcomes)).collect();
        History { lines: count(outcomes.len()), findings: count(findings), usual, groups }
    }

    /// How many lines it was learnt from.
    pub fn lines(&self) -> u32 {
        self.lines
    }

    /// The share of lines with findings over all.
    pub fn usual(&self) -> Share {
        share(self.usual)
    }
}

/// The log-odds of all lines together, as if two more had been seen, one of them with findings.
fn usual(lines: usize, findings: usize) -> LogOdds {
    let (lines, findings) = (i64::from(count(lines)), i64::from(count(findings)));
    log_odds((findings + 1) * ONE / (lines + 2))
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// The lines by one criterion: each line's group as a number, and the weights.
struct Grouped {
    numbers: HashMap<String, usize>,
    /// The number of each line's group; `None` where the criterion has nothing to say of the line.
    of_line: Vec<Option<usize>>,
    weights: Vec<LogOdds>,
}

impl Grouped {
    fn new(groups: impl Iterator<Item = Option<String>>) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let of_line = groups
            .map(|group| {
                let next = numbers.len();
                group.map(|group| *numbers.entry(group).or_insert(next))
            })
            .collect();
        let weights = vec![0; numbers.len()];
        Self { numbers, of_line, weights }
    }

    /// One step of Newton's method for each group, with the other criteria as they stand: towards
    /// what its lines showed beyond what was expected of them, held back by the prior.
    fn adjust(&mut self, outcomes: &[bool], sums: &mut [LogOdds], prior: i64) {
        let mut beyond = vec![0_i64; self.weights.len()];
        let mut information = vec![0_i64; self.weights.len()];
        for ((group, outcome), sum) in self.of_line.iter().zip(outcomes).zip(sums.iter()) {
            if let Some(group) = *group {
                let expected = share(*sum);
                beyond[group] += if *outcome { ONE - expected } else { -expected };
                information[group] += expected * (ONE - expected) / ONE;
            }
        }
        let steps: Vec<LogOdds> = (self.weights.iter())
            .zip(beyond.iter().zip(&information))
            .map(|(weight, (beyond, information))| {
                ONE * (beyond - prior * weight) / (information + prior * ONE).max(1)
            })
            .collect();
        for (weight, step) in self.weights.iter_mut().zip(&steps) {
            *weight += step;
        }
        for (group, sum) in self.of_line.iter().zip(sums) {
            *sum += group.map_or(0, |group| steps[group]);
        }
    }

    fn told(self, outcomes: &[bool]) -> HashMap<String, Group> {
        let mut groups: Vec<Group> = self
            .weights
            .iter()
            .map(|weight| Group { weight: *weight, ..Group::default() })
            .collect();
        for (group, outcome) in self.of_line.iter().zip(outcomes) {
            if let Some(group) = *group {
                groups[group].lines += 1;
                groups[group].findings += u32::from(*outcome);
            }
        }
        self.numbers.into_iter().map(|(name, number)| (name, groups[number])).collect()
    }
}
