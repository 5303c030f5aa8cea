//! Why the desk does not do something: a code for machines, a sentence for people, the way out.

use journal::Status;
use store::StoreError;
use sync::LinkError;
use uuid::Uuid;

use crate::contract::Failure;
use crate::packs::PacksError;

/// A command that was not carried out. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("No declaration here has the id, LRN or MRN “{0}”.")]
    UnknownDeclaration(String),
    #[error("{count} declarations have the LRN or MRN “{text}”.")]
    Ambiguous { text: String, count: usize },
    #[error("{lrn} is {}, so it cannot be {wanted}.", spoken(*status))]
    NotAllowed { lrn: String, status: Status, wanted: &'static str },
    #[error("{lrn} has changed since you opened it (revision {current}, you saw {seen}).")]
    Moved { lrn: String, seen: u32, current: u32 },
    #[error("Nobody is signed in at this desk.")]
    NotSignedIn,
    #[error("{wanted} needs a reason.")]
    ReasonNeeded { wanted: &'static str },
    #[error("The new values are those that {0} has already.")]
    NothingChanges(String),
    #[error("{0}")]
    BadPath(#[from] customs::element::InvalidPath),
    #[error("The inspection of {0} is closed and signed.")]
    InspectionClosed(String),
    #[error("“{0}” is not a control result.")]
    UnknownResult(String),
    #[error("The file is not here any more.")]
    NotStaged,
    #[error("“{name}” is {size_mb} MB; {limit_mb} MB is the most a {what} may have.")]
    TooLarge { name: String, size_mb: u64, limit_mb: u64, what: &'static str },
    #[error("“{name}” is not a picture that Greenlane can show: {cause}.")]
    NotAPicture { name: String, cause: String },
    #[error("“{name}” is not a document that Greenlane keeps: it is neither PDF, PNG nor JPEG.")]
    NotADocument { name: String },
    #[error("{lrn} has no attachment {hash}.")]
    UnknownAttachment { lrn: String, hash: String },
    #[error("The annotation cannot be kept: {0}.")]
    BadAnnotation(String),
    #[error("{lrn} has no release message, so no release note can be printed.")]
    NotReleased { lrn: String },
    #[error("{lrn} has not been inspected, so there is no inspection report.")]
    NotInspected { lrn: String },
    #[error("{lrn} has no charges: {why}")]
    NoCharges { lrn: String, why: String },
    #[error("{0}")]
    UnknownName(#[from] documents::model::UnknownName),
    #[error("{0}")]
    Fonts(#[from] documents::FontError),
    #[error("The document could not be made: {0}")]
    Rendering(#[from] documents::RenderError),
    #[error("The printer “{printer}” did not take the document: {cause}")]
    Printer { printer: String, cause: String },
    #[error("Nothing was exported. {why}")]
    NothingToExport { why: String },
    #[error("The export could not be written to {place}: {cause}.")]
    NotExported { place: String, cause: std::io::Error },
    #[error("There is no file with the hash {0} here.")]
    UnknownBlob(String),
    #[error("There is no view “{0}” to remove.")]
    UnknownView(String),
    #[error("There is no code list “{0}”.")]
    UnknownList(String),
    #[error("{0}.")]
    BadMapping(#[from] exchange::NotMapped),
    #[error("This import is not known any more.")]
    UnknownJob,
    #[error("{what} could not be read: {cause}")]
    Io { what: String, cause: std::io::Error },
    #[error("This desk works by itself: it has not joined a hub.")]
    NoHub,
    #[error("This program cannot join a hub.")]
    NoUplink,
    #[error("This desk needs a name by which the others know it.")]
    DeskUnnamed,
    #[error("{what}, the hub has to be asked, and the line is down.")]
    NeedsHub { what: &'static str },
    #[error("{0}")]
    Link(#[from] LinkError),
    #[error("The hub knows no declaration with the number “{0}”.")]
    UnknownToHub(String),
    #[error("There is no conflict {0} here.")]
    UnknownConflict(Uuid),
    #[error("{by} has answered this conflict about {lrn} already.")]
    ConflictAnswered { lrn: String, by: String },
    #[error("Both sides came to the same about {0}; there is nothing to choose.")]
    NothingToChoose(String),
    #[error("Only a conflict about data can be combined.")]
    NotCombinable,
    #[error("Two desks contradict each other about {lrn}, so it cannot be {wanted}.")]
    InConflict { lrn: String, wanted: &'static str },
    #[error("The entry {0} is none that the hub refused and that waits for somebody.")]
    NotRefused(Uuid),
    #[error("A “{kind}” entry cannot be written once more.")]
    CannotWriteAgain { kind: String },
    #[error("A lease runs for a minute at least and for {hours} hours at most.")]
    LeaseTooLong { hours: u32 },
    #[error("Nothing of this part of the queue waits for a decision without being checked out.")]
    NothingToLease,
    #[error("{count} numbers are too many for one inquiry; {limit} is the most.")]
    TooManyNumbers { count: usize, limit: usize },
    #[error("No nomenclature was imported at this desk yet.")]
    NoNomenclature,
    #[error("{0}")]
    NoCode(#[from] customs::nomenclature::NoGoodsCode),
    #[error("The nomenclature has no code {0}, and no chapter for it.")]
    UnknownCode(customs::nomenclature::GoodsCode),
    #[error("{0}")]
    Rules(#[from] PacksError),
    #[error("This run over the queue is not known any more.")]
    UnknownRun,
    #[error("{0}")]
    Journal(#[from] journal::Unfoldable),
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl DeskError {
    /// The machine code.
    pub fn code(&self) -> &str {
        match self {
            Self::UnknownDeclaration(_) => "unknown_declaration",
            Self::Ambiguous { .. } => "ambiguous_reference",
            Self::NotAllowed { .. } => "not_allowed",
            Self::Moved { .. } => "revision_moved",
            Self::NotSignedIn => "not_signed_in",
            Self::ReasonNeeded { .. } => "reason_needed",
            Self::NothingChanges(_) => "nothing_changes",
            Self::BadPath(_) => "bad_path",
            Self::InspectionClosed(_) => "inspection_closed",
            Self::UnknownResult(_) => "unknown_result",
            Self::NotStaged => "not_staged",
            Self::TooLarge { .. } => "too_large",
            Self::NotAPicture { .. } => "not_a_picture",
            Self::NotADocument { .. } => "not_a_document",
            Self::UnknownAttachment { .. } => "unknown_attachment",
            Self::BadAnnotation(_) => "bad_annotation",
            Self::NotReleased { .. } => "not_released",
            Self::NotInspected { .. } => "not_inspected",
            Self::NoCharges { .. } => "no_charges",
            Self::UnknownName(error) => error.code(),
            Self::Fonts(error) => error.code(),
            Self::Rendering(error) => error.code(),
            Self::Printer { .. } => "printer_failed",
            Self::NothingToExport { .. } => "nothing_to_export",
            Self::NotExported { .. } => "not_exported",
            Self::UnknownBlob(_) => "unknown_blob",
            Self::UnknownView(_) => "unknown_view",
            Self::UnknownList(_) => "unknown_list",
            Self::BadMapping(_) => "bad_mapping",
            Self::UnknownJob => "unknown_import",
            Self::Io { .. } => "io",
            Self::NoHub => "no_hub",
            Self::NoUplink => "no_uplink",
            Self::DeskUnnamed => "desk_unnamed",
            Self::NeedsHub { .. } => "needs_hub",
            Self::Link(error) => error.code(),
            Self::UnknownToHub(_) => "unknown_to_hub",
            Self::UnknownConflict(_) => "unknown_conflict",
            Self::ConflictAnswered { .. } => "conflict_answered",
            Self::NothingToChoose(_) => "nothing_to_choose",
            Self::NotCombinable => "not_combinable",
            Self::InConflict { .. } => "in_conflict",
            Self::NotRefused(_) => "not_refused",
            Self::CannotWriteAgain { .. } => "cannot_write_again",
            Self::LeaseTooLong { .. } => "lease_too_long",
            Self::NothingToLease => "nothing_to_lease",
            Self::TooManyNumbers { .. } => "too_many_numbers",
            Self::NoNomenclature => "no_nomenclature",
            Self::NoCode(_) => "no_code",
            Self::UnknownCode(_) => "unknown_code",
            Self::Rules(error) => error.code(),
            Self::UnknownRun => "unknown_run",
            Self::Journal(_) => "corrupt",
            Self::Store(error) => error.code(),
        }
    }

    /// The way out.
    pub fn hint(&self) -> String {
        match self {
            Self::UnknownDeclaration(_) => {
                "Search for it in the queue, or import the file it is in."
            }
            Self::Ambiguous { .. } => "Use the id that the queue shows instead.",
            Self::NotAllowed { .. } => "Its timeline says what led there.",
            Self::Moved { .. } => "Look at the new version and decide again.",
            Self::NotSignedIn => "Give your name first: every decision is signed.",
            Self::ReasonNeeded { .. } => "Say why in a few words; the timeline keeps it.",
            Self::NothingChanges(_) => "Change a value, or leave it.",
            Self::BadPath(_) => "Choose the element from the declaration's list.",
            Self::InspectionClosed(_) => {
                "A signed record stays as it is. Add a note to the declaration instead."
            }
            Self::UnknownResult(_) => "Use A1, A2, A3, A4, A5 or B1.",
            Self::BadMapping(_) => {
                "Choose a column by its name or its data element number; `header_mappings` lists them."
            }
            Self::NotStaged => "Choose or drop the file again.",
            Self::TooLarge { .. } => {
                "Take the photo at a lower resolution, or attach a smaller file."
            }
            Self::NotAPicture { .. } => "Attach a PNG or JPEG file.",
            Self::NoHub => "Join one with the code that your supervisor gives you.",
            Self::NoUplink => "Use the desktop app or `greenlane enrol`.",
            Self::DeskUnnamed => "Give it one, for example “Counter 2”.",
            Self::NeedsHub { .. } => {
                "Try again when the line is back. Everything else can be done meanwhile."
            }
            Self::Link(error) => return error.hint().to_owned(),
            Self::UnknownToHub(_) => "Check the number, or ask whoever handed the parcel in.",
            Self::UnknownConflict(_) | Self::ConflictAnswered { .. } => "Reload the conflicts.",
            Self::NothingToChoose(_) => "It is on record only.",
            Self::NotCombinable => "Choose one of the two sides.",
            Self::InConflict { .. } => "Answer the conflict first; both sides are shown there.",
            Self::NotRefused(_) => "Reload the outbox.",
            Self::CannotWriteAgain { .. } => {
                "Do it anew where it was done, or import the file again; then set this one aside."
            }
            Self::LeaseTooLong { .. } => "Choose a shorter time; it can be checked out again.",
            Self::NothingToLease => "Choose another view, or look who has checked it out.",
            Self::TooManyNumbers { .. } => "Ask in several parts.",
            Self::NoNomenclature => {
                "Import the official files on the page Tariff, or with `greenlane tariff import`."
            }
            Self::NoCode(_) => "Type digits; blanks and points between them do not matter.",
            Self::UnknownCode(_) => "Check the first two digits, or search by words.",
            Self::NotADocument { .. } => "Attach a PDF, PNG or JPEG file.",
            Self::UnknownAttachment { .. } => "Attach the file first.",
            Self::BadAnnotation(_) => "Draw the region again.",
            Self::NotReleased { .. } => {
                "Import the authority's reply, or print the declaration instead."
            }
            Self::NotInspected { .. } => "Record an inspection first.",
            Self::NoCharges { .. } => "Print the declaration instead.",
            Self::UnknownName(_) => "",
            Self::Fonts(_) => {
                "Install Greenlane again, or set GREENLANE_FONTS to the folder with the fonts."
            }
            Self::Rendering(_) => {
                "Print another document of this declaration, and tell us which one failed."
            }
            Self::Printer { .. } => {
                "The document is saved. Choose another printer, or save it as PDF."
            }
            Self::NothingToExport { .. } => {
                "Choose declarations of H7, or export as WCO XML or JSON."
            }
            Self::NotExported { .. } => {
                "Choose another folder, or make room on the disk. What was there is as it was."
            }
            Self::Rules(error) => error.hint(),
            Self::UnknownRun => "Start it again.",
            Self::UnknownBlob(_) | Self::UnknownView(_) | Self::UnknownJob => "Reload the screen.",
            Self::UnknownList(_) => "See the reference data for the lists there are.",
            Self::Io { .. } => "Check that the file is there and may be read.",
            Self::Journal(_) => {
                "Run `greenlane verify` and keep a copy of the store before anything else."
            }
            Self::Store(error) => return error.hint().to_string(),
        }
        .to_owned()
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Self { code: error.code().to_owned(), message: error.to_string(), hint: error.hint() }
    }
}

fn spoken(status: Status) -> &'static str {
    match status {
        Status::Queued => "waiting for a decision",
        Status::Approved => "approved",
        Status::Held => "held",
        Status::Referred => "referred for inspection",
        Status::Refused => "refused",
        Status::Lodged => "with the authority",
        Status::Accepted => "accepted by the authority",
        Status::UnderControl => "under the authority's control",
        Status::Released => "released",
        Status::NotReleased => "not released",
        Status::Rejected => "rejected by the authority",
        Status::Invalidated => "invalidated",
    }
}
