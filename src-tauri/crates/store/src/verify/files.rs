//! Whether the files that entries name are here, with the bytes that they had.

use std::io::Read;

use journal::AttachmentHash;
use sha2::{Digest, Sha256};

use super::{Check, VerifyStep};
use crate::attachments::{Attachments, bytes_of, text_of};
use crate::error::StoreError;
use crate::store::Reader;

impl Check<'_> {
    pub(super) fn files(
        &mut self,
        reader: &Reader,
        attachments: &Attachments,
    ) -> Result<(), StoreError> {
        self.integrity("attachments", &attachments.open_reader()?)?;
        let mut named: Vec<[u8; 32]> = reader.named_files()?.into_iter().collect();
        named.sort_unstable();
        let total = named.len() as u64;
        for hash in named.into_iter().map(text_of) {
            self.file(reader, attachments, &hash)?;
            self.verified.files += 1;
            self.tell(VerifyStep::Files, self.verified.files, total);
        }
        Ok(())
    }

    fn file(
        &mut self,
        reader: &Reader,
        attachments: &Attachments,
        hash: &AttachmentHash,
    ) -> Result<(), StoreError> {
        let altered = match attachments.reader(hash) {
            // What the hub has comes from there when somebody asks for it.
            Err(StoreError::UnknownAttachment { .. }) if !reader.must_be_here(hash)? => {
                return Ok(());
            }
            Err(StoreError::UnknownAttachment { hash }) => {
                let sentence = format!("The file {hash} that an entry names is not here.");
                self.report("file_missing", sentence);
                return Ok(());
            }
            reader => hash_of(reader?).as_ref() != Some(hash),
        };
        if altered {
            let sentence = format!("The file {hash} was altered after it was stored.");
            self.report("file_altered", sentence);
        }
        Ok(())
    }
}

impl Reader {
    /// Whether this desk alone has the file: an entry of its own names it, and no hub has confirmed it.
    fn must_be_here(&self, hash: &AttachmentHash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM named_file WHERE hash = ?1 AND sending = 1";
        Ok(self.connection.prepare_cached(sql)?.exists([bytes_of(hash)?])?)
    }
}

/// `None` where the bytes cannot be read to the end.
fn hash_of(mut bytes: impl Read) -> Option<AttachmentHash> {
    let mut sha = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match bytes.read(&mut buffer).ok()? {
            0 => return Some(text_of(sha.finalize().into())),
            count => sha.update(&buffer[..count]),
        }
    }
}
