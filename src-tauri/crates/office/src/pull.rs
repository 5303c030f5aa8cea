//! Giving desks the office's order: pages, with or without a subscription.

mod held;
mod history;
mod page;

use journal::DeviceId;
use sync::codec::stored_page_to_bytes;
use sync::{HubState, Page, PullRequest, Pulled};

use crate::devices::Device;
use crate::error::OfficeError;
use crate::office::{Office, Standing};
use crate::order::Kept;
use crate::sql::Transaction;
use page::KeptPage;

/// The most entries in a page.
pub const MAX_PAGE: u32 = 10_000;

enum Answer {
    Page(KeptPage),
    Other(Page),
}

impl Office {
    /// What follows in the office's order. A page may hold a little more than was asked for: a
    /// declaration that comes into the subscription brings its whole history.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `RoleNotAllowed`, and the database's.
    pub fn pull(&self, device: DeviceId, request: &PullRequest) -> Result<Pulled, OfficeError> {
        let (hub, answer) = self.answer(device, request)?;
        let page = match answer {
            Answer::Other(page) => page,
            Answer::Page(KeptPage { after, upto, entries, passed }) => {
                let entries = entries.iter().map(Kept::sequenced).collect::<Result<_, _>>()?;
                Page::Entries { after, upto, entries, passed }
            }
        };
        Ok(Pulled { hub, page })
    }

    /// The same, ready to be sent, without reading the entries.
    ///
    /// # Errors
    /// As [`Office::pull`].
    pub fn pull_bytes(
        &self,
        device: DeviceId,
        request: &PullRequest,
    ) -> Result<Vec<u8>, OfficeError> {
        let (hub, answer) = self.answer(device, request)?;
        Ok(match answer {
            Answer::Other(page) => Pulled { hub, page }.to_bytes(),
            Answer::Page(KeptPage { after, upto, entries, passed }) => {
                let entries = entries.iter().map(Kept::stored);
                stored_page_to_bytes(&hub, (after, upto), entries, &passed)
            }
        })
    }

    fn answer(
        &self,
        device: DeviceId,
        request: &PullRequest,
    ) -> Result<(HubState, Answer), OfficeError> {
        let now = self.surroundings.now();
        self.sql.read(|tx| {
            let device = self.reader(tx, device)?;
            let standing = self.standing(tx)?;
            let answer = self.page_for(tx, &device, &standing, request, now)?;
            Ok((self.state(&standing), answer))
        })
    }

    fn page_for(
        &self,
        tx: &mut Transaction<'_>,
        device: &Device,
        standing: &Standing,
        request: &PullRequest,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<Answer, OfficeError> {
        if let Some(to) = self.shared_upto(tx, standing, request)? {
            return Ok(Answer::Other(Page::RollBack { to }));
        }
        if request.after < standing.floor {
            let subjects = self.changed_between(tx, request.after, standing.floor)?;
            return Ok(Answer::Other(Page::Resync { floor: standing.floor, subjects }));
        }
        self.entries_page(tx, device, standing.head, request, now).map(Answer::Page)
    }
}
