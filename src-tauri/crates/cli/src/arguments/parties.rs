//! What can be said about merchants, warehouses and transporters.

use clap::{Args, Subcommand};
use office::{DeliveryState, Pace};
use sync::parcel::Stage;
use uuid::Uuid;

use super::{Place, named};

/// What makes parcels a company's, beside its having handed them in.
#[derive(Args)]
pub(crate) struct Claims {
    /// IOSS number of the seller; may be said again for another one, as all of these.
    #[arg(long, value_name = "NUMBER")]
    pub ioss: Vec<String>,
    /// EORI number of importer, exporter, consignee or declarant.
    #[arg(long, value_name = "NUMBER")]
    pub eori: Vec<String>,
    /// Place of the goods as declarations write it (16 15), for example BE532000.
    #[arg(long = "place", value_name = "CODE")]
    pub places: Vec<String>,
    /// The airline's three digits at the beginning of the air waybill.
    #[arg(long, value_name = "DIGITS")]
    pub awb_prefix: Vec<String>,
}

impl Claims {
    pub(crate) fn is_empty(&self) -> bool {
        [&self.ioss, &self.eori, &self.places, &self.awb_prefix].iter().all(|all| all.is_empty())
    }
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Parties {
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub action: Option<PartiesAction>,
}

#[derive(Subcommand)]
pub(crate) enum PartiesAction {
    /// Take back one thing by which parcels were a company's.
    Disclaim {
        /// Its name, or its id.
        party: String,
        /// As the list writes it, for example eori:BE0428759497.
        claim: String,
        #[command(flatten)]
        place: Place,
    },
    /// Shut a company out at once: its keys and sessions are gone, its notices end.
    Revoke {
        /// Its name, or its id.
        party: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Notices {
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub action: Option<NoticesAction>,
}

#[derive(Subcommand)]
pub(crate) enum NoticesAction {
    /// Have a company told of stages from now on.
    Add(AddNotices),
    /// Tell no more. What was not sent yet is dropped.
    End {
        subscription: Uuid,
        #[command(flatten)]
        place: Place,
    },
    /// Messages, the newest first, and why those that failed did.
    Messages {
        /// waiting, sent, or dead: given up.
        #[arg(long, value_parser = known::<DeliveryState>)]
        state: Option<DeliveryState>,
        /// Only this company's, by name or id.
        #[arg(long)]
        party: Option<String>,
        #[arg(long, default_value_t = 100)]
        limit: u32,
        #[command(flatten)]
        place: Place,
    },
    /// Send messages once more, under their old ids.
    Replay {
        #[arg(required_unless_present = "dead", value_name = "MESSAGE")]
        messages: Vec<Uuid>,
        /// All that were given up.
        #[arg(long, conflicts_with = "messages")]
        dead: bool,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args)]
pub(crate) struct AddNotices {
    /// The company's name, or its id.
    pub party: String,
    #[command(flatten)]
    pub target: Target,
    /// A stage to tell of, may be said again; all where none is named: received, in_review, lodged,
    /// accepted, under_control, released, handed_over, stopped.
    #[arg(long = "stage", value_parser = known::<Stage>)]
    pub stages: Vec<Stage>,
    /// at_once, or gathered: hourly, daily (at six in the morning, UTC).
    #[arg(long, default_value = "at_once", value_parser = known::<Pace>)]
    pub pace: Pace,
    /// Of mails: en, fr, nl, de or zh.
    #[arg(long, default_value = "en")]
    pub language: String,
    /// As for `serve`, which has to allow it too: webhooks may call the office's own network.
    #[arg(long)]
    pub webhooks_inside: bool,
    #[command(flatten)]
    pub place: Place,
}

/// How the company is told.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Target {
    /// A program of theirs, by signed requests.
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    /// People, by mail.
    #[arg(long, value_name = "ADDRESS")]
    pub mail: Option<String>,
}

/// A choice by the name that answers give it; dashes do as well.
fn known<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    named(&text.replace('-', "_")).ok_or_else(|| "there is no such choice".to_owned())
}
