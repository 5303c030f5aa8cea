//! What can be said about the nomenclature.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

#[derive(clap::Args)]
pub(crate) struct Tariff {
    #[command(subcommand)]
    pub command: TariffCommand,
}

#[derive(Subcommand)]
pub(crate) enum TariffCommand {
    /// Import official files of the nomenclature: TARIC, CN or HS.
    Import {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Language of files that do not say it, for example en.
        #[arg(long)]
        language: Option<String>,
        /// First day on which the edition holds; else the year in the file's name.
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
    },
    /// Search by words of any language, or by the beginning of a code.
    Search {
        #[arg(required = true)]
        words: Vec<String>,
        /// Only texts of this language.
        #[arg(long)]
        language: Option<String>,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Say what a code means, from its chapter down; without a code list the chapters.
    Show {
        code: Option<String>,
        /// As it was on that day.
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
        /// Product-line suffix of a heading above the code.
        #[arg(long)]
        suffix: Option<u8>,
        #[arg(long)]
        language: Option<String>,
    },
    /// Say which codes may fit a description of goods, and why.
    Suggest {
        #[arg(required = true)]
        text: Vec<String>,
        #[arg(long)]
        language: Option<String>,
    },
    /// List the editions that this desk has.
    Editions,
}
