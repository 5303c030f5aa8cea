//! How much of the fraud criteria find that were learnt from history, beside random choice and a
//! gradient-boosted baseline.
//!
//! Whoever learns sees lines of earlier days only, and whoever ranks does not see what came of a line.

mod baseline;
mod corpus;
mod found;
mod periods;
mod report;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use customs::history::{Caution, History};

use crate::Failed;
use baseline::Baseline;
use corpus::Past;
use found::{Found, Ranking, by_score, draws};
use periods::{Period, weeks, whole};

/// Shares of the lines that are inspected, in percent.
const SHARES: [usize; 4] = [1, 2, 5, 10];

/// How to evaluate.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Lines with a date and whether fraud was found, as CSV.
    #[arg(long, default_value = "../shared/corpus/korean-import-lines.csv")]
    lines: PathBuf,
    /// The first day that is tested; all days before it are there to learn from.
    #[arg(long, default_value = "2020-10-01")]
    test_from: NaiveDate,
    /// Tests the days from this one up to the tested ones instead, for work on the criteria: what is
    /// chosen by looking at the test is not tested by it.
    #[arg(long)]
    validate_from: Option<NaiveDate>,
    /// Decides between equals, and seeds random choice and the baseline.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Leaves the baseline out, and with it Python.
    #[arg(long)]
    without_baseline: bool,
}

/// One way to learn and test: once, or again before each week.
struct Table {
    name: &'static str,
    periods: Vec<Period>,
}

/// What each way to choose found, for each of [`SHARES`].
struct Outcome {
    table: Table,
    random: Vec<Found>,
    ours: Vec<Found>,
    baseline: Option<Vec<Found>>,
}

/// Evaluates, prints the tables, and leaves them as JSON in `target/evaluate`.
///
/// # Errors
/// Where the lines cannot be read, or the baseline cannot be installed or run.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), Failed> {
    let file = root.join(&options.lines);
    if !file.is_file() {
        eprintln!("Skipped: there are no lines at {}", options.lines.display());
        return Ok(());
    }
    let past = Past::read(&file)?;
    let baseline = match options.without_baseline {
        true => None,
        false => Some(Baseline::install(root, &file, options.seed)?),
    };
    let tables = tables(&past, options)?;
    let outcomes: Result<Vec<Outcome>, Failed> = tables
        .into_iter()
        .map(|table| evaluate(&past, table, options.seed, baseline.as_ref()))
        .collect();
    report::leave(root, &past, options, &outcomes?)
}

fn tables(past: &Past, options: &Options) -> Result<Vec<Table>, Failed> {
    let (from, until) = match options.validate_from {
        Some(day) => (day, options.test_from),
        None => (options.test_from, past.end()),
    };
    let learnt = past.before(from).count();
    if learnt == 0 || past.within(Period { from, until }).is_empty() {
        return Err(Failed::new(format!("No lines before {from}, or none from then to {until}"))
            .hint("Choose a day within the lines by --test-from."));
    }
    Ok(vec![
        Table { name: "learnt once", periods: whole(from, until) },
        Table { name: "learnt anew before each week", periods: weeks(from, until) },
    ])
}

fn evaluate(
    past: &Past,
    table: Table,
    seed: u64,
    baseline: Option<&Baseline>,
) -> Result<Outcome, Failed> {
    let rankings = |score: &dyn Fn(Period) -> Vec<(usize, i64)>| -> Vec<Ranking> {
        table.periods.iter().map(|period| by_score(score(*period), seed)).collect()
    };
    let ours = rankings(&|period| scored(past, period));
    let scores = baseline.map(|baseline| baseline.scores(past, &table.periods)).transpose()?;
    let baseline = scores.map(|scores| {
        let of = |period| past.within(period).into_iter().map(|at| (at, scores[&at])).collect();
        rankings(&of)
    });
    let found = |rankings: &[Ranking]| -> Vec<Found> {
        SHARES.iter().map(|share| Found::among_first(rankings, *share, past)).collect()
    };
    Ok(Outcome {
        random: draws(past, &table.periods, seed, &SHARES),
        ours: found(&ours),
        baseline: baseline.as_deref().map(found),
        table,
    })
}

/// The period's lines with what the days before it say of them.
fn scored(past: &Past, period: Period) -> Vec<(usize, i64)> {
    let history = History::learn(past.before(period.from), Caution::default());
    past.within(period).into_iter().map(|at| (at, history.score(past.line(at)))).collect()
}

#[cfg(test)]
mod tests;
