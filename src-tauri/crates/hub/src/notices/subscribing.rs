//! Taking a subscription: only what can be told is taken, whoever asks for it.

use office::{Channel, NewSubscription, Office, OfficeError, Secret, Subscription};
use uuid::Uuid;

use super::target::Unreachable;
use super::{mail, target};
use crate::inquiry::language::Language;

/// The most subscriptions of one party that run.
const MOST: usize = 50;

/// Why somebody is not told.
#[derive(Debug, thiserror::Error)]
pub enum NotSubscribed {
    /// Mails are not written in it.
    #[error("“{0}” is none of the languages of notices.")]
    Language(String),
    /// No mail can get there.
    #[error("“{0}” is no e-mail address.")]
    Address(String),
    /// No webhook can get there, or none may.
    #[error(transparent)]
    Target(#[from] Unreachable),
    /// One party cannot make the hub call any number of addresses.
    #[error("There are {MOST} subscriptions already.")]
    TooMany,
    /// There is no such party, or the database's.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl NotSubscribed {
    /// Machine code; stable.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Language(_) => "language_unknown",
            Self::Address(_) => "target_malformed",
            Self::Target(unreachable) => unreachable.code(),
            Self::TooMany => "too_many_subscriptions",
            Self::Office(error) => error.code(),
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Language(_) => "Choose en, fr, nl, de or zh.",
            Self::Address(_) => "Write it as name@example.com.",
            Self::Target(_) => {
                "Give an https address that the hub can reach over the public network."
            }
            Self::TooMany => "End one that is not needed any more.",
            Self::Office(error) => error.hint(),
        }
    }
}

/// Has a party told from now on. `inside`: webhooks may go to the office's own network.
///
/// # Errors
/// What it wants cannot be told; the office's.
pub fn subscribe(
    office: &Office,
    party: Uuid,
    wants: &NewSubscription,
    inside: bool,
    by: &str,
) -> Result<(Subscription, Secret), NotSubscribed> {
    check(wants, inside)?;
    let own = office.subscriptions(Some(party))?;
    if own.iter().filter(|each| each.ended_at.is_none()).count() >= MOST {
        return Err(NotSubscribed::TooMany);
    }
    Ok(office.subscribe(party, wants, by)?)
}

fn check(wants: &NewSubscription, inside: bool) -> Result<(), NotSubscribed> {
    if Language::of_tag(&wants.language).is_none() {
        return Err(NotSubscribed::Language(wants.language.clone()));
    }
    match wants.channel {
        Channel::Email if mail::is_address(&wants.target) => Ok(()),
        Channel::Email => Err(NotSubscribed::Address(wants.target.clone())),
        Channel::Webhook => Ok(target::checked(&wants.target, inside).map(drop)?),
    }
}
