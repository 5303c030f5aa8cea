//! The table at the end of a run.

use std::time::Duration;

/// What became of a step.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
}

impl Outcome {
    /// The outcome of a step that took so long.
    pub(super) fn after(took: Duration, passed: bool) -> Self {
        if passed { Self::Passed(took) } else { Self::Failed(took) }
    }
}

/// The steps with their outcome and their seconds, and the sum.
pub(super) fn table(outcomes: &[(&str, Outcome)]) -> String {
    let mut lines = outcomes.iter().map(|(name, outcome)| line(name, *outcome)).collect::<Vec<_>>();
    let took = |outcome: &Outcome| match outcome {
        Outcome::Passed(took) | Outcome::Failed(took) => *took,
        Outcome::NotRun => Duration::ZERO,
    };
    let all = outcomes.iter().map(|(_, outcome)| took(outcome)).sum::<Duration>();
    lines.push(row("all", "", &seconds(all)));
    lines.join("\n")
}

fn line(name: &str, outcome: Outcome) -> String {
    match outcome {
        Outcome::Passed(took) => row(name, "passed", &seconds(took)),
        Outcome::Failed(took) => row(name, "FAILED", &seconds(took)),
        Outcome::NotRun => row(name, "not run", ""),
    }
}

fn row(name: &str, outcome: &str, took: &str) -> String {
    format!("{name:<14} {outcome:<8} {took:>9}").trim_end().to_owned()
}

fn seconds(took: Duration) -> String {
    format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_failed_and_what_was_left_out() {
        let outcomes = [
            ("format", Outcome::after(Duration::from_millis(1250), true)),
            ("clippy", Outcome::after(Duration::from_secs(61), false)),
            ("browser", Outcome::NotRun),
        ];
        let expected = "\
format         passed       1.2 s
clippy         FAILED      61.0 s
browser        not run
all                        62.2 s";
        assert_eq!(table(&outcomes), expected);
    }
}
