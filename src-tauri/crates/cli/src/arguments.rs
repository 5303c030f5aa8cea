//! What can be said on the command line.

mod hub;
mod packs;
mod parties;
mod rates;
mod sync;
mod tariff;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use desk::contract::{Decision, ExportFormat, LensName, SortField};

pub(crate) use self::hub::*;
pub(crate) use self::packs::*;
pub(crate) use self::parties::*;
pub(crate) use self::rates::*;
pub(crate) use self::sync::*;
pub(crate) use self::tariff::*;

/// Greenlane, the customs broker's desk, without a window.
#[derive(Parser)]
#[command(name = "greenlane", version, about)]
pub(crate) struct Arguments {
    /// The desk's folder.
    #[arg(long, global = true, env = "GREENLANE_STORE", value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// One JSON value on standard output; errors as JSON on standard error.
    #[arg(long, global = true)]
    pub json: bool,
    /// Name under which this is done, where nobody has signed in at the desk.
    #[arg(long, global = true, env = "GREENLANE_BROKER", value_name = "NAME")]
    pub broker: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Import files or folders: WCO DMS XML, ASYCUDA, NCTS, H7 as CSV or XLSX, ZIP archives of these.
    Import {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// What a header of a table means that is not known, by the column's name or its data element
        /// number; remembered at this desk for the next time. `--map "Our ref=lrn"`
        #[arg(long, value_name = "HEADER=ELEMENT")]
        map: Vec<String>,
    },
    /// List the queue.
    Queue(Queue),
    /// Show one declaration: findings, charges, timeline.
    Show { id: String },
    /// Say what the rules find in files, without storing anything.
    Check {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Charges of a declaration.
    Charges { id: String },
    /// The same goods as H7 and as H1, how far from the value limit, and which lines are one.
    WhatIf { id: String },
    /// Decide one or many declarations.
    Decide(Decide),
    /// Take back the last decision, amendment or note.
    Undo,
    /// Take a declaration on.
    Claim {
        id: String,
        /// Give it back instead.
        #[arg(long)]
        release: bool,
    },
    /// Change data elements: PATH=VALUE, or PATH= to take one out.
    Amend {
        id: String,
        #[arg(required = true, value_name = "PATH=VALUE")]
        changes: Vec<String>,
        #[arg(long)]
        reason: String,
    },
    /// List every data element of a declaration with its path.
    Elements { id: String },
    /// Attach a photo (PNG, JPEG) or a document (PDF as well).
    Attach { id: String, file: PathBuf },
    /// Put a region or note on an attached photo.
    Annotate(Annotate),
    /// Record an inspection, or close it.
    Inspect(Inspect),
    /// Print documents as PDF into a folder, or to a printer.
    Print(Print),
    /// Export declarations for other programs.
    Export(Export),
    /// Print the JSON Schema of exports in JSON.
    Schema,
    /// Say what identifier a text is and whether its check digit holds.
    Identify { text: String },
    /// Check the journal's chain, the projections and the attachments.
    Verify,
    /// Make all projections anew from the journal.
    Rebuild,
    /// Say who works at this desk.
    SignIn {
        name: String,
        #[arg(long, default_value = "BE532000")]
        office: String,
        #[arg(long, default_value = "Bierset")]
        office_name: String,
    },
    /// Generate a flight of H7 parcels as CSV.
    Generate(Generate),
    /// Join the office's hub with a one-time code.
    Enrol(Enrol),
    /// Exchange everything with the hub, once.
    Sync,
    /// Set which declarations this desk holds.
    Subscribe(Subscribe),
    /// What two desks did without knowing of each other.
    Conflicts(Conflicts),
    /// Check out a part of the queue for some hours.
    Lease(Lease),
    /// Say where parcels are: tracking number, LRN, MRN or air waybill.
    Parcel {
        #[arg(required = true)]
        numbers: Vec<String>,
    },
    /// What the hub does not have, and what it refused.
    Outbox(Outbox),
    /// Bring a declaration back from the hub.
    Fetch { number: String },
    /// The nomenclature: import it, search it, say what a code means.
    Tariff(Tariff),
    /// The rules that this desk works with: take a release, go back to a day, write the office's own.
    Packs(Packs),
    /// Say what other rules, or another day, would change in the queue. Nothing is written.
    WhatChanges(WhatChanges),
    /// Judge a declaration once more by the rules that its verdict names, or by those of a day, and say
    /// whether the verdict on record says the same. Nothing is written.
    Judge {
        id: String,
        #[arg(long, value_name = "DATE")]
        on: Option<chrono::NaiveDate>,
    },
    /// What this desk's own history shows: split orders, odd values, shared and doubled numbers.
    Lenses(LensesAsked),
    /// Exchange rates: import lists of them, list those of a day.
    Rates(Rates),
    /// Run the office's hub, and look after it.
    Hub(Hub),
}

#[derive(clap::Args)]
pub(crate) struct LensesAsked {
    /// Only this one: splitting, value_per_kg, shared_ioss, same_parcel or same_invoice.
    #[arg(long, value_name = "NAME", value_parser = named_lens)]
    pub lens: Option<LensName>,
    /// Groups of each lens, 200 at most.
    #[arg(long, default_value_t = 20)]
    pub limit: u32,
}

#[derive(clap::Args)]
pub(crate) struct Queue {
    /// A view by its key or name, for example ready, red, held.
    #[arg(long)]
    pub view: Option<String>,
    /// Conditions joined by “and”, for example: lane=red and value>=140 and hs=8517.
    #[arg(long = "where", value_name = "EXPR")]
    pub condition: Option<String>,
    /// What to sort by; a minus in front turns it round.
    #[arg(long, allow_hyphen_values = true)]
    pub sort: Option<String>,
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
    #[arg(long, default_value_t = 0)]
    pub offset: u32,
    /// Only say how many there are.
    #[arg(long)]
    pub count: bool,
}

#[derive(clap::Args)]
pub(crate) struct Decide {
    /// Ids, LRNs or MRNs, and last the decision.
    #[arg(required = true)]
    pub ids: Vec<String>,
    /// What to decide.
    #[arg(value_enum)]
    pub decision: DecisionName,
    #[arg(long)]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum DecisionName {
    Approve,
    Hold,
    Refer,
    Refuse,
}

#[derive(clap::Args)]
pub(crate) struct Annotate {
    pub id: String,
    /// SHA-256 of the photo, as `show` tells it.
    pub photo: String,
    /// Rectangle in pixels: X,Y,WIDTH,HEIGHT. Without it the note is on the whole photo.
    #[arg(long, value_name = "X,Y,W,H")]
    pub rectangle: Option<String>,
    #[arg(long)]
    pub note: String,
    /// Path of the data element that it is about.
    #[arg(long, value_name = "PATH")]
    pub field: Option<String>,
    /// Rule of the finding that it is about.
    #[arg(long)]
    pub rule: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Inspect {
    pub id: String,
    /// Control type of CL716, for example 40.
    #[arg(long)]
    pub control_type: Option<String>,
    /// Kilograms weighed.
    #[arg(long)]
    pub gross_mass: Option<String>,
    /// Packages counted.
    #[arg(long)]
    pub packages: Option<String>,
    /// A seal's number; add “:broken” to a broken one.
    #[arg(long = "seal")]
    pub seals: Vec<String>,
    #[arg(long, default_value = "")]
    pub remarks: String,
    /// Close with this control result (A1 ... B1) and sign.
    #[arg(long, value_name = "RESULT")]
    pub close: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Print {
    #[arg(required = true)]
    pub ids: Vec<String>,
    /// release-note, duty-notice, inspection-report or declaration.
    #[arg(long)]
    pub document: String,
    #[arg(long, default_value = "en")]
    pub language: String,
    /// The folder for the PDFs.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Send it to this printer.
    #[arg(long)]
    pub printer: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Export {
    /// Ids, LRNs or MRNs.
    #[arg(required_unless_present_any = ["view", "condition"])]
    pub ids: Vec<String>,
    /// Those of a view, by its key or name.
    #[arg(long, conflicts_with = "ids")]
    pub view: Option<String>,
    /// Those that meet conditions, as `queue --where` takes them.
    #[arg(long = "where", value_name = "EXPR", conflicts_with = "ids")]
    pub condition: Option<String>,
    #[arg(long, value_enum)]
    pub format: FormatName,
    /// The file, or the folder in which it gets a name of its own.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FormatName {
    /// WCO DMS XML.
    Wco,
    /// H7 as CSV with semicolons.
    H7Csv,
    /// H7 as an Excel workbook.
    H7Xlsx,
    /// JSON; `greenlane schema` prints its schema.
    Json,
}

impl From<FormatName> for ExportFormat {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Wco => ExportFormat::Wco,
            FormatName::H7Csv => ExportFormat::H7Csv,
            FormatName::H7Xlsx => ExportFormat::H7Xlsx,
            FormatName::Json => ExportFormat::Json,
        }
    }
}

#[derive(clap::Args)]
pub(crate) struct Generate {
    #[arg(long)]
    pub declarations: u64,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub out: PathBuf,
}

impl From<DecisionName> for Decision {
    fn from(name: DecisionName) -> Self {
        match name {
            DecisionName::Approve => Decision::Approve,
            DecisionName::Hold => Decision::Hold,
            DecisionName::Refer => Decision::Refer,
            DecisionName::Refuse => Decision::Refuse,
        }
    }
}

fn named_lens(name: &str) -> Result<LensName, &'static str> {
    named(name).ok_or("known are splitting, value_per_kg, shared_ioss, same_parcel, same_invoice")
}

/// A name of a plain enum of the contract, as serde writes it.
pub(crate) fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// A sort field with its direction, for example `-value`.
pub(crate) fn sort(text: &str) -> Option<(SortField, bool)> {
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    Some((named(name)?, descending))
}
