//! What can be said about exchange rates.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

#[derive(clap::Args)]
pub(crate) struct Rates {
    #[command(subcommand)]
    pub command: RatesCommand,
}

#[derive(Subcommand)]
pub(crate) enum RatesCommand {
    /// Import lists of the European Central Bank, of HMRC, or of the Union's customs.
    Import {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the rates of a day with where each comes from, and the lists that this desk has.
    List {
        /// Without it today.
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
}
