//! Development only: real hubs, desks, databases and cables, broken on purpose and counted afterwards.
//!
//! `sim` tries what can go wrong thousands of times, in one process and by its own clock. Here the
//! same is done a few times with the programs as they are shipped: see each trial's module.

mod alone;
mod chance;
mod cluster;
mod failed;
mod http;
mod started;
mod trial;
mod waiting;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub(crate) use failed::Failed;

/// Trials of Greenlane with real processes, networks and servers.
#[derive(Parser)]
#[command(name = "rig")]
struct Arguments {
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
    /// Three PostgreSQL nodes whose primary is killed, and writers that count what was confirmed.
    Cluster(trial::cluster::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = alone::go_on_alone().and_then(|()| match arguments.trial {
        Trial::Cluster(options) => trial::cluster::run(&options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("\n{failed}");
            ExitCode::FAILURE
        }
    }
}
