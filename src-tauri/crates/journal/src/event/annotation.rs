//! Files attached to a declaration, and regions and notes on them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::id::AttachmentHash;

/// A file was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Hash of its bytes.
    pub file: AttachmentHash,
    /// Its name, without folders.
    pub name: String,
    /// Media type found by looking at the bytes, for example `image/png`.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// Width and height in pixels, for pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<(u32, u32)>,
    /// What it is for.
    pub purpose: AttachmentPurpose,
}

/// What an attachment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentPurpose {
    /// Taken during an inspection.
    Photo,
    /// Invoice, certificate and the like.
    Document,
}

/// A region or note on an attachment: written, or changed when the id is known already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotated {
    /// The attachment it is on.
    pub file: AttachmentHash,
    /// W3C Web Annotation with an `id`, a `target.selector` (`FragmentSelector` `xywh=pixel:` or
    /// `SvgSelector` polygon) and textual bodies: purpose `commenting` is the note, `tagging` the
    /// data element path, `identifying` the rule of the finding.
    pub annotation: Value,
}

/// A region or note was taken off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnotationRemoved {
    /// The annotation's `id`.
    pub id: String,
}
