//! What the history says about one line, in full.

use super::criterion::{CRITERIA, Criterion};
use super::learn::History;
use super::line::Line;
use super::odds::{LogOdds, ONE, Share, share};
use crate::language::Language;
use crate::words::words;

/// What the history expects of a line, and all of the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The log-odds of findings: what is usual, and the weights of all reasons.
    pub score: LogOdds,
    /// The same as a share. An estimate to sort by, not a probability that anyone promised.
    pub expected: Share,
    /// The share over all lines.
    pub usual: Share,
    /// What each criterion that knows the line's group has to say, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What one criterion says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which one.
    pub criterion: Criterion,
    /// Each part's value in the line, in the order of the criterion's parts.
    pub values: Vec<String>,
    /// Past lines of the group.
    pub lines: u32,
    /// How many of them had findings.
    pub findings: u32,
    /// What it adds to the score beside the other criteria; negative where it speaks for the line.
    pub weight: LogOdds,
}

impl History {
    /// What it expects of the line. Groups that it never saw say nothing.
    pub fn look(&self, line: &Line) -> Outlook {
        let known = CRITERIA.iter().zip(&self.groups).filter_map(|(criterion, groups)| {
            let group = groups.get(&criterion.group(line)?)?;
            Some(Reason {
                criterion: *criterion,
                values: criterion.parts.iter().filter_map(|part| part.of(line)).collect(),
                lines: group.lines,
                findings: group.findings,
                weight: group.weight,
            })
        });
        let mut reasons: Vec<Reason> = known.collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight.abs()));
        let score = self.usual + reasons.iter().map(|reason| reason.weight).sum::<LogOdds>();
        Outlook { score, expected: share(score), usual: self.usual(), reasons }
    }

    /// The score alone; what [`Self::look`] would say of a line, without the reasons.
    pub fn score(&self, line: &Line) -> LogOdds {
        let known = CRITERIA
            .iter()
            .zip(&self.groups)
            .filter_map(|(criterion, groups)| Some(groups.get(&criterion.group(line)?)?.weight));
        self.usual + known.sum::<LogOdds>()
    }
}

impl Outlook {
    /// The reasons as sentences: `subheading 850440, origin CN: 3 of 7 lines had findings, 19 % is usual`.
    pub fn sentences(&self, language: Language) -> Vec<String> {
        self.reasons.iter().map(|reason| reason.sentence(self.usual, language)).collect()
    }
}

impl Reason {
    fn sentence(&self, usual: Share, language: Language) -> String {
        let facts = [
            ("group", self.group(language)),
            ("findings", self.findings.to_string()),
            ("lines", self.lines.to_string()),
            ("usual", ((usual * 100 + ONE / 2) / ONE).to_string()),
        ];
        words().history.sentence.say(language, &facts)
    }

    /// `subheading 850440, origin CN`.
    fn group(&self, language: Language) -> String {
        let parts = self.criterion.parts.iter().zip(&self.values);
        let named = parts.map(|(part, value)| format!("{} {value}", part.label(language)));
        named.collect::<Vec<_>>().join(", ")
    }
}
