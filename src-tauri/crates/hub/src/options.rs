//! How a hub is started.

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use office::DatabaseServer;

use crate::inquiry::Settings as FrontSettings;

/// How a hub is started. [`Options::new`] gives what suits one machine.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen. Only this machine, until told otherwise: whoever opens the hub to a network
    /// does so knowingly.
    pub listen: SocketAddr,
    /// The hub's folder: its certificate authority, and its database where no other is named.
    pub data: PathBuf,
    /// `None` for SQLite in the folder.
    pub database: Option<DatabaseServer>,
    /// Which office of the database, by name; it is made where there is none of that name. `None`
    /// for the only one.
    pub office: Option<String>,
    /// By which certificate the hub is known.
    pub tls: Tls,
    /// Whether `/metrics` answers others than this machine.
    pub metrics_for_all: bool,
    /// How merchants, warehouses and transporters are served.
    pub front: FrontSettings,
    /// How much is let in.
    pub limits: Limits,
}

/// By which certificate the hub is known.
#[derive(Clone, Debug)]
pub enum Tls {
    /// An authority of its own, made in the folder on first start. `names` are further names and
    /// numbers by which browsers reach the hub; desks need none.
    OwnAuthority { names: Vec<String> },
    /// A chain and its key, as PEM files, read anew when they change. Desks trust the chain's last
    /// certificate, which therefore should be one that stays.
    Files { certificate: PathBuf, key: PathBuf },
}

/// How much is let in.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests of one desk.
    pub device: Rate,
    /// Requests from one address. Many desks may share one.
    pub address: Rate,
    /// Tries to enrol from one address.
    pub enrol: Rate,
    /// Connections at a time.
    pub connections: usize,
    /// Questions that the database works on at a time; more wait.
    pub database: usize,
    /// Bytes of a push as sent.
    pub push_bytes: usize,
    /// Bytes of any other request's body.
    pub body_bytes: usize,
    /// A sender or reader may pause so long.
    pub silence: Duration,
    /// Requests under way have so long to end when the hub stops.
    pub stopping: Duration,
}

/// So many at once, and so many each second.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub burst: NonZeroU32,
    /// One more each.
    pub every: Duration,
}

/// The port that desks expect.
pub const DEFAULT_PORT: u16 = 7443;

impl Options {
    /// A hub for this machine with everything in one folder.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
            data: data.into(),
            database: None,
            office: None,
            tls: Tls::OwnAuthority { names: Vec::new() },
            metrics_for_all: false,
            front: FrontSettings::default(),
            limits: Limits::default(),
        }
    }
}

impl Rate {
    /// # Panics
    /// Where `burst` is zero: nothing would ever be let in.
    pub const fn new(burst: u32, every: Duration) -> Self {
        Self { burst: NonZeroU32::new(burst).expect("a rate lets something in"), every }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            device: Rate::new(600, Duration::from_millis(5)),
            address: Rate::new(3_000, Duration::from_millis(1)),
            enrol: Rate::new(10, Duration::from_secs(6)),
            connections: 10_000,
            database: 32,
            push_bytes: 16 << 20,
            body_bytes: 1 << 20,
            silence: Duration::from_secs(15),
            stopping: Duration::from_secs(20),
        }
    }
}
