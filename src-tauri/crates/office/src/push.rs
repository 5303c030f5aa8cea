//! Taking what desks offer: one transaction, under the office's row, in which everything is decided.

mod chains;
mod judged;
mod known;
mod offered;
mod opaque;
mod own;
mod placing;
mod quarantine;
mod refused;
mod taking;
mod waiting;

use journal::DeviceId;
use sync::wire::MAX_OFFERS;
use sync::{Push, Pushed};

use crate::error::OfficeError;
use crate::office::Office;
use offered::Offered;
use taking::{Taken, Taking};

pub use own::OwnEvent;
pub use quarantine::Quarantined;
pub use refused::RefusedEntry;

impl Office {
    /// Takes what a device offers. When this answers, all of it is on disk. Whatever goes wrong
    /// before that, the same push may be sent again.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked` (what was offered is kept apart), `TooLarge`, `Altered`, and
    /// the database's.
    pub fn push(&self, device: DeviceId, push: &Push) -> Result<Pushed, OfficeError> {
        if push.offers.len() > MAX_OFFERS {
            let what = format!("{} entries", push.offers.len());
            return Err(OfficeError::TooLarge { what, limit: MAX_OFFERS as u64 });
        }
        let mut offered = push.offers.iter().map(Offered::read).collect::<Result<Vec<_>, _>>()?;
        if push.epoch.is_nil() {
            // Who has not heard of any history yet cannot have known what is in this one.
            offered.iter_mut().for_each(|offer| offer.seen = 0);
        }
        let taken = self.sql.transaction(|tx| {
            let mut taking = Taking::begin(self, tx, device)?;
            taking.take(tx, push.epoch, &offered)
        })?;
        match taken {
            Taken::Pushed(pushed) => Ok(pushed),
            Taken::Quarantined => Err(OfficeError::DeviceRevoked(device)),
        }
    }
}
