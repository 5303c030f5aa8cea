//! What can be said about the hub that this desk joined, and about parcels.

use clap::{Args, Subcommand};

#[derive(Args)]
pub(crate) struct Enrol {
    /// The hub's address, for example hub.office.example:7443.
    #[arg(long, value_name = "URL")]
    pub hub: String,
    /// The one-time code of `greenlane hub invite`. It also names the hub's certificate.
    #[arg(long)]
    pub code: String,
    /// What the others call this desk; the machine's name where none is given.
    #[arg(long)]
    pub name: Option<String>,
}

#[derive(Args)]
pub(crate) struct Conflicts {
    /// Only those of this declaration (id, LRN or MRN).
    #[arg(long, value_name = "ID")]
    pub of: Option<String>,
    /// Also those that were answered, and those in which both sides agreed.
    #[arg(long)]
    pub all: bool,
    #[command(subcommand)]
    pub action: Option<ConflictAction>,
}

#[derive(Subcommand)]
pub(crate) enum ConflictAction {
    /// Choose between the sides of a conflict.
    Resolve {
        /// The conflict, or the declaration that has one.
        id: String,
        /// mine or theirs (or standing, contested); for single values ELEMENT=mine, ELEMENT=theirs
        /// or ELEMENT==VALUE. Elements that are not named keep what stands.
        #[arg(long, required = true, value_name = "SIDE")]
        take: Vec<String>,
        #[arg(long)]
        reason: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct Lease {
    #[command(subcommand)]
    pub action: Option<LeaseAction>,
}

#[derive(Subcommand)]
pub(crate) enum LeaseAction {
    /// Who checked out what.
    List,
    /// Check out a part of the queue: the most urgent that nobody else has.
    Take(TakeLease),
    /// Give a lease back.
    Return { id: uuid::Uuid },
}

#[derive(Args)]
pub(crate) struct TakeLease {
    /// A view by its key or name.
    #[arg(long)]
    pub view: Option<String>,
    /// Conditions as those of `queue --where`.
    #[arg(long = "where", visible_alias = "filter", value_name = "EXPR")]
    pub condition: Option<String>,
    /// A flight by its air waybill.
    #[arg(long, value_name = "AWB")]
    pub flight: Option<String>,
    /// At most so many.
    #[arg(long)]
    pub count: Option<u32>,
    #[arg(long, default_value_t = 4)]
    pub hours: u32,
    /// What the others see; otherwise the view or flight.
    #[arg(long)]
    pub label: Option<String>,
}

#[derive(Args)]
pub(crate) struct Outbox {
    #[command(subcommand)]
    pub action: Option<OutboxAction>,
}

#[derive(Subcommand)]
pub(crate) enum OutboxAction {
    /// Deal with an entry that the hub refused.
    Settle {
        entry: uuid::Uuid,
        /// Write the same again, on top of what is known now.
        #[arg(long, conflicts_with = "set_aside", required_unless_present = "set_aside")]
        write_again: bool,
        /// Leave it; it stays on record.
        #[arg(long)]
        set_aside: bool,
    },
}

#[derive(Args)]
pub(crate) struct Subscribe {
    /// Hold declarations in these statuses only, joined by commas; what is open is always held.
    #[arg(long, value_name = "STATUS,...")]
    pub statuses: Option<String>,
    /// Hold what came into the queue within so many days only.
    #[arg(long)]
    pub days: Option<u32>,
}
