//! What can be said about the rules that a desk works with.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

#[derive(clap::Args)]
pub(crate) struct Packs {
    #[command(subcommand)]
    pub command: PacksCommand,
}

#[derive(Subcommand)]
pub(crate) enum PacksCommand {
    /// Say which rules are in force, and where they come from.
    List,
    /// Take a release that a publisher signed.
    Take { file: PathBuf },
    /// Take the releases of a publisher from now on.
    Trust { name: String, key: String },
    /// Work by the rules of a day, or by all that there are.
    BackTo {
        #[arg(value_name = "DATE|all")]
        day: String,
    },
    /// Keep the office's own rules; without a file print them.
    Office { file: Option<PathBuf> },
    /// Judge anew, by the rules in force, what waits for someone.
    Apply,
    /// Make a publisher's key: the secret one in a new file, the public one on standard output.
    Key { file: PathBuf },
    /// Sign a release, in its place.
    Sign {
        file: PathBuf,
        /// The file with the publisher's secret key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

/// Other rules than those in force.
#[derive(clap::Args)]
pub(crate) struct WhatChanges {
    /// With this release.
    #[arg(long, value_name = "FILE", group = "rules")]
    pub release: Option<PathBuf>,
    /// With these rules of the office.
    #[arg(long, value_name = "FILE", group = "rules")]
    pub office: Option<PathBuf>,
    /// With the rules as they were on a day, or `all`.
    #[arg(long, value_name = "DATE|all", group = "rules")]
    pub back_to: Option<String>,
    /// On that day; today without it.
    #[arg(long, value_name = "DATE")]
    pub on: Option<NaiveDate>,
}
