//! Every check there is, the quick ones first; the first that fails ends the run.

mod steps;
mod summary;

use std::path::Path;
use std::time::Instant;

use steps::{FAILOVER, STEPS, Step};
use summary::Outcome;

use crate::Failed;

/// What `test` takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only the step of this name; may be given several times.
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Kills database servers under hubs and desks instead: takes minutes, installs Patroni and etcd.
    #[arg(long)]
    failover: bool,
    /// Names the steps and runs none.
    #[arg(long)]
    list: bool,
}

/// Runs the steps and prints what each took.
///
/// # Errors
/// The first failure, naming its step.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), Failed> {
    let steps = chosen(if options.failover { FAILOVER } else { STEPS }, &options.only)?;
    if options.list {
        steps.iter().for_each(|step| println!("{:<14} {}", step.name, step.what));
        return Ok(());
    }
    let mut outcomes = Vec::new();
    let mut failure = None;
    for step in steps {
        if failure.is_some() {
            outcomes.push((step.name, Outcome::NotRun));
            continue;
        }
        eprintln!("\n== {}: {}", step.name, step.what);
        let start = Instant::now();
        let result = (step.run)(root);
        outcomes.push((step.name, Outcome::after(start.elapsed(), result.is_ok())));
        failure = result.err().map(|failed| failed.in_step(step.name));
    }
    eprintln!("\n{}", summary::table(&outcomes));
    failure.map_or(Ok(()), Err)
}

fn chosen(steps: &'static [Step], only: &[String]) -> Result<Vec<&'static Step>, Failed> {
    if only.is_empty() {
        return Ok(steps.iter().collect());
    }
    if let Some(unknown) = only.iter().find(|name| steps.iter().all(|step| step.name != **name)) {
        return Err(Failed::new(format!("There is no step {unknown}."))
            .hint("`cargo xtask test --list` names them."));
    }
    Ok(steps.iter().filter(|step| only.iter().any(|name| name == step.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_steps_keep_their_order() {
        let names = |only: &[&str]| {
            let only = only.iter().map(ToString::to_string).collect::<Vec<_>>();
            chosen(STEPS, &only).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["clippy", "format"]).unwrap(), ["format", "clippy"]);
        assert_eq!(names(&[]).unwrap().len(), STEPS.len());
        assert!(names(&["clippi"]).unwrap_err().to_string().contains("clippi"));
    }
}
