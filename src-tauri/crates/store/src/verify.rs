//! Checking that everything is as it was written.

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Machine code, for example `chain_altered`.
    pub code: &'static str,
    /// What is wrong, and where.
    pub sentence: String,
}

/// What a check looked at and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    pub attachments: u64,
    pub problems: Vec<Problem>,
}

impl Problem {
    pub(crate) fn unreadable(entry: &journal::Entry, why: &str) -> Self {
        Self { code: "entry_unreadable", sentence: format!("Entry {}: {why}", entry.id) }
    }
}

impl crate::Store {
    /// Checks everything. Not complete yet.
    pub fn verify(&self, _progress: impl FnMut(u64)) -> Result<Verified, crate::StoreError> {
        Ok(Verified::default())
    }
}
