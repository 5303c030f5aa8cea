//! Inspections, attachments and annotations.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;

/// The inspection as it stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct InspectionView {
    pub record: InspectionRecord,
    pub by: String,
    pub at: DateTime<Utc>,
    pub closed: Option<ClosedInspection>,
}

/// How an inspection was closed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClosedInspection {
    /// A1 ... B1.
    pub result: String,
    pub remarks: String,
    pub signed_by: String,
    pub at: DateTime<Utc>,
}

/// The inspection's record.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct InspectionRecord {
    /// Code of `control_type`.
    pub control_type: Option<String>,
    pub measured: Vec<Measured>,
    pub seals: Vec<Seal>,
    pub remarks: String,
}

/// Measured beside declared. Declared values are filled in by the desk and ignored in requests.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Measured {
    /// `None` for the whole consignment.
    pub item: Option<u32>,
    #[ts(type = "string | null")]
    pub declared_quantity: Option<Decimal>,
    #[ts(type = "string | null")]
    pub quantity: Option<Decimal>,
    /// Kilograms.
    #[ts(type = "string | null")]
    pub declared_gross_mass: Option<Decimal>,
    /// Kilograms.
    #[ts(type = "string | null")]
    pub gross_mass: Option<Decimal>,
    #[ts(type = "string | null")]
    pub declared_packages: Option<Decimal>,
    #[ts(type = "string | null")]
    pub packages: Option<Decimal>,
}

/// A seal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Seal {
    pub number: String,
    pub intact: bool,
}

/// Writes the inspection's record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecordInspection {
    pub id: String,
    pub record: InspectionRecord,
}

/// Closes the inspection; the broker signed in at the desk signs. This cannot be undone.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CloseInspection {
    pub id: String,
    /// A1 ... B1.
    pub result: String,
    pub remarks: String,
}

/// Attaches a file that the host has staged.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachRequest {
    pub id: String,
    /// Staged file.
    pub staged: Uuid,
    pub purpose: AttachmentPurpose,
}

/// What an attachment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentPurpose {
    Photo,
    Document,
    /// The file that the declaration or a message came in.
    Source,
}

/// An attached file. Its bytes are had from the host by `hash`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// SHA-256 in hexadecimal.
    pub hash: String,
    pub name: String,
    pub media_type: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Width and height in pixels.
    pub pixels: Option<(u32, u32)>,
    pub purpose: AttachmentPurpose,
    pub by: String,
    pub at: DateTime<Utc>,
    /// When the hub confirmed the whole file; `None` where it has not, or there is no hub.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Whether its bytes are on this desk; those of others come when they are asked for.
    pub here: bool,
    /// W3C Web Annotations on it, numbered by their order in the declaration.
    pub annotations: Vec<Annotation>,
}

/// A region or note on a photo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Annotation {
    /// Number of the callout, over all photos of the declaration, from one.
    pub number: u32,
    /// W3C Web Annotation. `id`; `target.selector` of type `FragmentSelector` (`xywh=pixel:`) or
    /// `SvgSelector`, absent for a note on the whole photo; bodies: purpose `commenting` the note,
    /// `tagging` the data element's path, `identifying` the rule of the finding.
    #[ts(type = "Record<string, unknown>")]
    pub annotation: Value,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// Puts a region or note on a photo; a known `id` changes that one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AnnotateRequest {
    pub id: String,
    /// The photo.
    pub hash: String,
    #[ts(type = "Record<string, unknown>")]
    pub annotation: Value,
}

/// Takes a region or note off.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RemoveAnnotation {
    pub id: String,
    pub annotation: String,
}
