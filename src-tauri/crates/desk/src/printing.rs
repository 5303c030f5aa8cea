//! Clearance documents: from a declaration's state to the documents' view models, and to printers.

mod declaration_sheet;
pub(crate) mod desk;
mod duty_notice;
mod inspection_report;
pub(crate) mod printer;
mod release_note;
mod shared;
mod words;

use chrono::{DateTime, FixedOffset};
use customs::Declaration;
use customs::language::Language;
use documents::model::{Document, DocumentKind, Frame};
use journal::{Aspect, AttachmentHash, State};

use crate::contract::Broker;
use crate::error::DeskError;

/// What a document is made of.
pub(crate) struct Material<'a> {
    /// The declaration as it stands.
    pub state: &'a State,
    /// Its typed view.
    pub declaration: &'a Declaration,
    /// Who prints.
    pub broker: &'a Broker,
    /// Identifier of this print.
    pub document_id: String,
    /// Language of the document.
    pub language: documents::model::Language,
    /// Now, in the desk's time zone.
    pub now: DateTime<FixedOffset>,
    /// When the declaration last changed, in the desk's time zone.
    pub data_as_of: DateTime<FixedOffset>,
    /// Fetches a photo's bytes.
    pub photo: &'a dyn Fn(&AttachmentHash) -> Result<Vec<u8>, DeskError>,
}

/// Makes the view model of a document.
///
/// # Errors
/// The declaration has no release message, no inspection or no charges; or a photo cannot be read.
pub(crate) fn document(kind: DocumentKind, material: &Material<'_>) -> Result<Document, DeskError> {
    refusal(kind, material.state, material.declaration).map_or(Ok(()), Err)?;
    match kind {
        DocumentKind::ReleaseNote => {
            release_note::release_note(material).map(Document::ReleaseNote)
        }
        DocumentKind::DutyNotice => Ok(Document::DutyNotice(duty_notice::duty_notice(material))),
        DocumentKind::InspectionReport => {
            inspection_report::inspection_report(material).map(Document::InspectionReport)
        }
        DocumentKind::Declaration => {
            Ok(Document::Declaration(declaration_sheet::declaration_sheet(material)))
        }
    }
}

/// Why a document cannot be had; `None` where it can.
pub(crate) fn refusal(
    kind: DocumentKind,
    state: &State,
    declaration: &Declaration,
) -> Option<DeskError> {
    let lrn = || lrn(declaration);
    match kind {
        // What two desks left open must not stand on paper as if it were settled.
        DocumentKind::ReleaseNote | DocumentKind::DutyNotice if state.is_contested() => {
            Some(DeskError::InConflict { lrn: lrn(), wanted: "printed as settled" })
        }
        DocumentKind::InspectionReport if is_inspection_contested(state) => {
            Some(DeskError::InConflict { lrn: lrn(), wanted: "printed as inspected" })
        }
        DocumentKind::ReleaseNote if state.release().is_none() => {
            Some(DeskError::NotReleased { lrn: lrn() })
        }
        DocumentKind::InspectionReport if state.inspection.is_none() => {
            Some(DeskError::NotInspected { lrn: lrn() })
        }
        DocumentKind::DutyNotice if !duty_notice::has_charges(state) => {
            let gaps = &state.verdict.charges.gaps;
            let why =
                gaps.first().cloned().unwrap_or_else(|| "nothing is to be paid on it.".to_owned());
            Some(DeskError::NoCharges { lrn: lrn(), why })
        }
        _ => None,
    }
}

fn is_inspection_contested(state: &State) -> bool {
    state.open_conflicts().any(|conflict| conflict.aspect == Aspect::Inspection)
}

/// The LRN, for sentences.
pub(crate) fn lrn(declaration: &Declaration) -> String {
    declaration.lrn.as_ref().map(|at| at.value.clone()).unwrap_or_default()
}

/// What a saved document is called: LRN, document, revision and language, without what file systems
/// forbid.
pub(crate) fn file_name(lrn: &str, document: &str, revision: u32, language: &str) -> String {
    format!("{} {document} r{revision} {language}.pdf", safe(lrn))
}

/// A text without what file systems forbid in names.
pub(crate) fn safe(text: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    text.chars().map(|c| if allowed(c) { c } else { '_' }).collect()
}

impl Material<'_> {
    fn frame(&self) -> Frame {
        let declared = self.declaration.mrn.as_ref().map(|at| at.value.clone());
        Frame {
            document_id: self.document_id.clone(),
            revision: self.state.revision,
            lrn: self.declaration.lrn.as_ref().map(|at| at.value.clone()),
            mrn: self.state.mrn.clone().or(declared),
            language: self.language,
            rules_of: Some(self.state.verdict.rules_of),
            data_as_of: self.data_as_of,
            printed_at: self.now,
            printed_by: self.broker.name.clone(),
            office: format!("{} {}", self.broker.office, self.broker.office_name).trim().to_owned(),
            notice: words::notice(self.state.status, self.labels()).map(str::to_owned),
        }
    }

    fn labels(&self) -> Language {
        Language::of_tag(self.language.code())
    }

    fn local(&self, at: DateTime<chrono::Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(self.now.offset())
    }
}
