//! The view models: what each document shows, already read out of the declaration and its entries.
//!
//! Texts are printed as they are. Labels, code texts, dates and numbers follow the frame's language.

mod declaration;
mod duty_notice;
mod frame;
mod inspection;
mod release;
mod shared;

use serde::{Deserialize, Serialize};

pub use declaration::{DeclarationSheet, ElementRow, Group, GroupKind};
pub use duty_notice::{DutyLine, DutyNotice, DutyRate, WorkedOutBy};
pub use frame::{DocumentKind, Frame, Language, UnknownName};
pub use inspection::{
    Callout, Comparison, Finding, InspectionReport, Measure, Photo, PixelPoint, Seal, SealState,
    Shape, Signature,
};
pub use release::{Release, ReleaseNote, ReleasedItem};
pub use shared::{Amount, Party, PartyRole, Reference, ReferenceKind, Shipment};

/// One document to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "document", rename_all = "kebab-case")]
pub enum Document {
    /// The authority's release, for whoever hands out the goods.
    ReleaseNote(ReleaseNote),
    /// What is to be paid, and how it was worked out.
    DutyNotice(DutyNotice),
    /// What was found when the goods were looked at.
    InspectionReport(InspectionReport),
    /// All data elements of the declaration.
    Declaration(DeclarationSheet),
}

impl Document {
    /// Which of the documents this is.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::ReleaseNote(_) => DocumentKind::ReleaseNote,
            Self::DutyNotice(_) => DocumentKind::DutyNotice,
            Self::InspectionReport(_) => DocumentKind::InspectionReport,
            Self::Declaration(_) => DocumentKind::Declaration,
        }
    }

    /// What every document has: identifiers, dates, language.
    pub fn frame(&self) -> &Frame {
        match self {
            Self::ReleaseNote(note) => &note.frame,
            Self::DutyNotice(notice) => &notice.frame,
            Self::InspectionReport(report) => &report.frame,
            Self::Declaration(sheet) => &sheet.frame,
        }
    }
}
