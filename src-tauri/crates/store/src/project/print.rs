//! What was imported and what was printed.

use journal::{Imported, Printed};

use super::Projector;
use crate::error::StoreError;

impl Projector<'_> {
    pub(super) fn imported(&self, position: i64, imported: &Imported) -> Result<(), StoreError> {
        let sum = |count: fn(&journal::ImportedFile) -> u64| -> u64 {
            imported.files.iter().map(count).sum()
        };
        let sql = "INSERT INTO import_run
            (entry, files, declarations, unchanged, amended, messages, refused, cancelled)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute((
            position,
            imported.files.len(),
            sum(|file| file.declarations),
            sum(|file| file.unchanged),
            sum(|file| file.amended),
            sum(|file| file.messages),
            sum(|file| file.refused.len() as u64),
            imported.cancelled,
        ))?;
        Ok(())
    }

    pub(super) fn printed(
        &self,
        position: i64,
        no: i64,
        printed: &Printed,
    ) -> Result<(), StoreError> {
        let Some(file) = self.file_number(&printed.file)? else { return Ok(()) };
        let sql = "INSERT INTO print
            (entry, declaration, document, language, file, pages, revision, printer)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection.prepare_cached(sql)?.execute((
            position,
            no,
            &printed.document,
            &printed.language,
            file,
            printed.pages,
            printed.revision,
            &printed.printer,
        ))?;
        Ok(())
    }
}
