//! The office's server: HTTPS for desks and people, one certificate authority, limits, measures.
//!
//! [`serve`] runs it until it is told to stop, [`Server`] is a running one for tests, [`invite`] makes
//! a code for a desk, [`subscribe`] has a party told of stages. What the office keeps is the crate
//! `office`'s; handlers ask it on threads that may wait.

mod error;
mod head;
mod http;
mod inquiry;
mod intake;
mod invite;
mod logs;
mod measures;
mod notices;
mod options;
mod patience;
mod server;
mod state;
mod surroundings;
mod tls;

pub use error::HubError;
pub use inquiry::Settings as FrontSettings;
pub use invite::{Code, invite};
pub use logs::{LogFormat, write_log};
pub use notices::{
    MailTls, NotSubscribed, Settings as NoticeSettings, Smtp, Unreachable, subscribe,
};
pub use options::{DEFAULT_PORT, Limits, Options, Rate, Tls};
pub use server::{Server, serve};
pub use surroundings::SystemSurroundings;
pub use tls::Trusted;
