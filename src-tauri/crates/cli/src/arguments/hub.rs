//! What can be said about a hub that runs (or shall run) on this machine.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Claims, Notices, Parties};

#[derive(Args)]
pub(crate) struct Hub {
    #[command(subcommand)]
    pub action: HubAction,
}

#[derive(Subcommand)]
pub(crate) enum HubAction {
    /// Serve an office until Ctrl+C or a termination signal.
    Serve(Box<Serve>),
    /// Make a one-time code: for a desk, or for a company to sign in with. Also beside a running hub.
    Invite(Box<Invite>),
    /// Companies that ask where their parcels are, and shutting one out.
    Parties(Box<Parties>),
    /// Who is told of stages, what became of the messages, and sending them again.
    Notices(Box<Notices>),
    /// The office's devices.
    Devices {
        #[command(flatten)]
        place: Place,
    },
    /// Shut a device out at once. What it offers from then on is kept apart, see `recover`.
    Revoke {
        device: uuid::Uuid,
        #[command(flatten)]
        place: Place,
    },
    /// What the hub did not take from desks, the latest first, with the reason and what to do.
    Refused {
        /// Only what this desk offered.
        #[arg(long)]
        device: Option<uuid::Uuid>,
        #[arg(long, default_value_t = 100)]
        limit: u32,
        #[command(flatten)]
        place: Place,
    },
    /// Take in after all what a device offered that was shut out.
    Recover {
        device: uuid::Uuid,
        /// An entry that is not to be taken, as `refused` names it; may be said again.
        #[arg(long, value_name = "ENTRY")]
        leave_out: Vec<uuid::Uuid>,
        #[command(flatten)]
        place: Place,
    },
    /// Administrative acts, oldest first, and whether their chain holds.
    Audit {
        #[command(flatten)]
        place: Place,
        /// Those that follow this number.
        #[arg(long, default_value_t = 0)]
        after: u64,
        #[arg(long, default_value_t = 1_000)]
        limit: u32,
    },
    /// Write the whole office into a file, while work goes on.
    Backup {
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Put a backup into an empty folder or database. Desks offer again what it lacks.
    Restore {
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Args)]
pub(crate) struct Invite {
    #[command(flatten)]
    pub place: Place,
    /// A merchant, warehouse or transporter signs in at /parcels; the others enrol a desk.
    #[arg(long, value_enum)]
    pub role: RoleName,
    /// For whom: the company's name, or the desk as the audit calls it.
    #[arg(long, default_value = "")]
    pub name: String,
    /// How long the code is good for: three days for a desk and two weeks for a company, unless said.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=8_760))]
    pub hours: Option<u32>,
    #[command(flatten)]
    pub claims: Claims,
    /// The address under which companies reach the hub.
    #[arg(long, value_name = "URL", env = "GREENLANE_ADDRESS")]
    pub address: Option<String>,
}

/// Where an office is kept.
#[derive(Args)]
pub(crate) struct Place {
    /// The hub's folder: its certificate, and its database where no other is named.
    #[arg(long, value_name = "DIR", env = "GREENLANE_HUB", default_value = "greenlane-hub")]
    pub data: PathBuf,
    /// postgres://...; SQLite in the folder where none is given.
    #[arg(long, value_name = "URL", env = "GREENLANE_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// A PEM file with who certifies the PostgreSQL server; then nothing is said to any other one,
    /// and all of it encrypted.
    #[arg(long, value_name = "FILE", env = "GREENLANE_DATABASE_CA", requires = "database")]
    pub database_ca: Option<PathBuf>,
    /// Which office of the database, by name; the only one where none is given.
    #[arg(long, value_name = "NAME")]
    pub office: Option<String>,
    /// A certificate chain of one's own, as PEM.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub certificate: Option<PathBuf>,
    /// Its key, as PEM.
    #[arg(long, value_name = "FILE", requires = "certificate")]
    pub key: Option<PathBuf>,
    /// A further name or number by which browsers reach the hub, for its own certificate.
    #[arg(long = "reached-as", value_name = "NAME")]
    pub names: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub place: Place,
    /// Where to listen. Only this machine, until told otherwise: 0.0.0.0:7443 is for everyone.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7443")]
    pub listen: SocketAddr,
    #[arg(long, value_enum, default_value = "text")]
    pub log: LogName,
    /// A folder whose files are taken in as manifests.
    #[arg(long, value_name = "DIR")]
    pub intake: Option<PathBuf>,
    /// The address that merchants and others use, for links in mails.
    #[arg(long, value_name = "URL", env = "GREENLANE_ADDRESS")]
    pub address: Option<String>,
    /// Measures are told to others than this machine too.
    #[arg(long)]
    pub metrics_for_all: bool,
    #[command(flatten)]
    pub mail: Mail,
    /// Webhooks may call addresses inside the office's own network.
    #[arg(long)]
    pub webhooks_inside: bool,
    /// How many days notices that were sent are kept, with what they told. Dead letters stay.
    #[arg(long, value_name = "DAYS", default_value_t = 90,
        value_parser = clap::value_parser!(u16).range(1..=3_650))]
    pub keep_notices: u16,
}

/// The server that takes the office's mails.
#[derive(Args)]
pub(crate) struct Mail {
    /// HOST:PORT of the mail server; without it no mails are sent.
    #[arg(long = "smtp", value_name = "HOST:PORT", requires = "mail_from")]
    pub server: Option<String>,
    /// Whom mails are from.
    #[arg(long = "mail-from", id = "mail_from", value_name = "ADDRESS")]
    pub from: Option<String>,
    #[arg(long = "smtp-tls", value_enum, default_value = "start")]
    pub tls: TlsName,
    /// A PEM file with who certifies the mail server, where it is nobody whom everyone trusts; then
    /// nobody else is.
    #[arg(long = "smtp-ca", value_name = "FILE", requires = "server")]
    pub authority: Option<PathBuf>,
    #[arg(long = "smtp-user", env = "GREENLANE_SMTP_USER", requires = "smtp_password")]
    pub user: Option<String>,
    /// Better given in the environment than on the command line, which others can see.
    #[arg(
        long = "smtp-password",
        id = "smtp_password",
        env = "GREENLANE_SMTP_PASSWORD",
        hide_env_values = true
    )]
    pub password: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LogName {
    Json,
    Text,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum TlsName {
    /// From the first byte (port 465).
    Whole,
    /// STARTTLS (port 587).
    Start,
    /// None: for a server on this machine.
    None,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum RoleName {
    Broker,
    Supervisor,
    Inspector,
    Merchant,
    Warehouse,
    Transporter,
    #[value(alias = "read-only")]
    ReadOnly,
}

impl From<RoleName> for sync::Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Broker => Self::Broker,
            RoleName::Supervisor => Self::Supervisor,
            RoleName::Inspector => Self::Inspector,
            RoleName::Merchant => Self::Merchant,
            RoleName::Warehouse => Self::Warehouse,
            RoleName::Transporter => Self::Transporter,
            RoleName::ReadOnly => Self::ReadOnly,
        }
    }
}
