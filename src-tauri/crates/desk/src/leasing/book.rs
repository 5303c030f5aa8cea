//! The leases as the hub last told them, kept so that they are known without a line too.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId};
use serde::{Deserialize, Serialize};
use store::Reader;
use sync::Lease;

use crate::contract::RowLease;
use crate::core::Core;
use crate::error::DeskError;
use crate::syncing::changed;

const SETTING: &str = "leases";

/// All leases that ran at some moment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Book {
    /// When the hub told them; `None` where it never did.
    pub as_of: Option<DateTime<Utc>>,
    pub leases: Vec<Lease>,
    /// Which lease holds a declaration.
    #[serde(skip)]
    by_subject: HashMap<DeclarationId, usize>,
}

impl Book {
    /// What the hub told.
    pub(crate) fn new(as_of: DateTime<Utc>, leases: Vec<Lease>) -> Self {
        Self { as_of: Some(as_of), leases, by_subject: HashMap::new() }.indexed()
    }

    /// What was kept.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(crate) fn kept(reader: &Reader) -> Result<Self, DeskError> {
        let text = reader.setting(SETTING)?;
        // A book that cannot be read any more is asked for anew; nothing else hangs on it.
        let kept: Option<Self> = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(kept.unwrap_or_default().indexed())
    }

    /// Leases that run at a moment of this desk's clock, which is off the hub's by `offset`.
    pub(crate) fn running(&self, hub_now: DateTime<Utc>) -> impl Iterator<Item = &Lease> {
        self.leases.iter().filter(move |lease| lease.until > hub_now)
    }

    /// Who has a declaration.
    pub(crate) fn of(
        &self,
        subject: DeclarationId,
        hub_now: DateTime<Utc>,
        device: DeviceId,
    ) -> Option<RowLease> {
        let lease = self.leases.get(*self.by_subject.get(&subject)?)?;
        (lease.until > hub_now).then(|| RowLease {
            by: lease.by.clone(),
            mine: lease.device == device,
            until: lease.until,
        })
    }

    fn indexed(mut self) -> Self {
        for (place, lease) in self.leases.iter().enumerate() {
            self.by_subject.extend(lease.subjects.iter().map(|subject| (*subject, place)));
        }
        self
    }
}

/// Keeps what the hub told.
///
/// # Errors
/// The store does not take it.
pub(crate) fn keep(core: &Core, leases: Vec<Lease>) -> Result<(), DeskError> {
    let book = Book::new(core.surroundings.now(), leases);
    let text = serde_json::to_string(&book).expect("a book of leases has string keys");
    let same = core.syncing.book().leases == book.leases;
    core.store.write(|writer| {
        writer.set_setting(SETTING, &text)?;
        if same { Ok(()) } else { changed(writer) }
    })?;
    core.syncing.set_book(Arc::new(book));
    Ok(())
}
