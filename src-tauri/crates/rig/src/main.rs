//! Development only: real hubs, desks, databases and cables, broken on purpose and counted afterwards.
//!
//! `sim` tries what can go wrong thousands of times, in one process and by its own clock. Here the
//! same is done a few times with the programs as they are shipped: see each trial's module.

mod alone;
mod audit;
mod balancer;
mod bench;
mod chance;
mod cluster;
mod desk;
mod failed;
mod http;
mod hub;
mod network;
mod postgres;
mod programs;
mod relay;
mod started;
mod trial;
mod waiting;
mod writing;

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
    /// Twenty desks and two hubs on those nodes.
    Failover(trial::failover::Options),
    /// Three desks whose hub is killed in the middle of its work.
    HubKilled(trial::hub_killed::Options),
    /// Three desks whose hub has a full disk for a while.
    FullDisk,
    /// Two desks and a hub whose cables are pulled at random.
    Cable(trial::cable::Options),
    /// Measures the hub, beside the database by itself.
    Bench(bench::Options),
    /// Carries questions to a desk in another network. Started by the trials.
    #[command(hide = true)]
    Relay(relay::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.trial) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("\n{failed}");
            ExitCode::FAILURE
        }
    }
}

fn run(trial: &Trial) -> Result<(), Failed> {
    if let Trial::Relay(options) = trial {
        return relay::run(options);
    }
    alone::go_on_alone()?;
    match trial {
        Trial::Cluster(options) => trial::cluster::run(options),
        Trial::Failover(options) => trial::failover::run(options),
        Trial::HubKilled(options) => trial::hub_killed::run(options),
        Trial::FullDisk => trial::full_disk::run(),
        Trial::Cable(options) => trial::cable::run(options),
        Trial::Bench(options) => bench::run(options),
        Trial::Relay(_) => Ok(()),
    }
}
