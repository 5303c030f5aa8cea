//! Which files the entries name: attachments, printed documents and the evidence of imports.

use journal::{AmendmentCause, AttachmentHash, Event};

use super::Projector;
use crate::attachments::bytes_of;
use crate::error::StoreError;

impl Projector<'_> {
    pub(super) fn name_files(&self, event: &Event) -> Result<(), StoreError> {
        for file in files_of(event) {
            let sql = "INSERT INTO named_file (hash) SELECT ?1
                       WHERE NOT EXISTS (SELECT 1 FROM named_file WHERE hash = ?1)";
            self.connection.prepare_cached(sql)?.execute([bytes_of(file)?])?;
        }
        Ok(())
    }
}

/// The files that an event names.
pub(crate) fn files_of(event: &Event) -> Vec<&AttachmentHash> {
    match event {
        Event::Queued(queued) => vec![&queued.source.file],
        Event::Amended(amended) => match &amended.cause {
            AmendmentCause::Import { source } => vec![&source.file],
            AmendmentCause::Broker { .. } => Vec::new(),
        },
        Event::MessageReceived(received) => vec![&received.source.file],
        Event::Attached(attached) => vec![&attached.file],
        Event::Printed(printed) => vec![&printed.file],
        Event::Imported(imported) => {
            imported.files.iter().filter_map(|file| file.file.as_ref()).collect()
        }
        _ => Vec::new(),
    }
}
