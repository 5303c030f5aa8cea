//! A desk's line to its hub: HTTPS, the desk's key, and the certificate that it trusts.
//!
//! [`enrol`] joins a hub with a one-time code, [`resume`] finds the way back, and [`HubLine`] is a
//! [`sync::Link`]. It has a small runtime of its own, so that its callers need none.
//! With the feature `desk` the line is also what `desk` asks its host for (`HttpsUplink`); the hub's
//! own tests need no desk.

mod address;
mod calls;
mod client;
mod enrol;
mod failure;
mod kept;
mod keys;
mod line;
mod pace;
mod publisher;
mod trust;
#[cfg(feature = "desk")]
mod uplink;
mod watch;

pub use address::{DEFAULT_PORT, parse_address};
pub use enrol::{Enrolment, enrol};
pub use keys::{KeyChoice, KeyPlace};
pub use line::{HubLine, Joined, resume};
pub use publisher::PublisherKey;
#[cfg(feature = "desk")]
pub use uplink::HttpsUplink;
pub use watch::{News, SILENCE};
