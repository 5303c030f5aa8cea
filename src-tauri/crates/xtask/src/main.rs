//! Development tasks: `cargo xtask run`, `test`, `bench`, `evaluate-selectivity`, `generate`,
//! `install`.

mod bench;
mod evaluate;
mod failed;
mod generate;
mod process;
mod run;
mod set_up;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub(crate) use failed::Failed;

/// Development tasks of Greenlane.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what is missing, builds the app and opens it on a sample desk.
    Run(run::Options),
    /// Runs every check there is.
    Test(test::Options),
    /// Measures the release build beside others, in one run.
    Bench,
    /// How much of the fraud learnt criteria find, beside random choice and gradient boosting.
    EvaluateSelectivity(evaluate::Options),
    /// Makes again what is made from something else: fixtures, the contract's TypeScript, icons.
    Generate(generate::Options),
    /// Installs what `run` and `test` need, and nothing else.
    Install,
}

fn main() -> ExitCode {
    let root = root();
    let outcome = match Arguments::parse().task {
        Task::Run(options) => run::run(&root, &options),
        Task::Test(options) => test::run(&root, &options),
        Task::Bench => bench::run(&root),
        Task::EvaluateSelectivity(options) => evaluate::run(&root, &options),
        Task::Generate(options) => generate::run(&root, &options),
        Task::Install => set_up::for_tests(&root),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("\n{failed}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace: three above this crate's.
fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(3).expect("the crate lies in src-tauri/crates/xtask").to_owned()
}
