//! Notices: signed webhooks and mails that tell merchants, warehouses and transporters of stages.
//!
//! What is to be told stands in the office's database before anyone knows of it here; any number of
//! hubs send it. A message is taken for a while, sent, and marked; a hub that dies in between leaves
//! it to another, which sends it again under the same id.

mod mail;
mod pruning;
mod route;
mod schedule;
mod sending;
mod subscribing;
mod target;
mod webhook;

use std::time::Duration;

use office::Authority;
pub(crate) use pruning::prune;
pub(crate) use route::router;
pub(crate) use sending::send;
pub use subscribing::{NotSubscribed, subscribe};
pub use target::Unreachable;

/// How notices are sent.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The server that takes the office's mails; none are sent without one.
    pub smtp: Option<Smtp>,
    /// Webhooks may go to addresses inside the office's own network, and to this machine without TLS.
    /// Whoever may subscribe can then make the hub call those.
    pub inside: bool,
    /// How long messages that were sent are kept, with what they told. Those that were given up stay
    /// until someone deals with them.
    pub kept: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { smtp: None, inside: false, kept: Duration::from_secs(90 * 24 * 3_600) }
    }
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub tls: MailTls,
    /// Who certifies the server; `None` for those whom everybody trusts.
    pub authority: Option<Authority>,
    /// Name and password.
    pub login: Option<(String, String)>,
    /// Whom mails are from, for example `Customs desk <customs@example.be>`.
    pub from: String,
}

/// How the line to the mail server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// TLS from the first byte (port 465).
    Whole,
    /// `STARTTLS`, without which nothing is sent (port 587).
    Start,
    /// None: for a server on this machine.
    None,
}

impl std::fmt::Debug for Smtp {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { host, port, tls, from, .. } = self;
        write!(f, "Smtp({host}:{port}, {tls:?}, from {from})")
    }
}
