use sha2::{Digest, Sha256};

use crate::document;
use crate::fonts::Fonts;
use crate::layout::Typesetter;
use crate::model::{Document, DocumentKind, Frame};
use crate::pdf::{self, NotWritten, Properties};
use crate::picture::PhotoError;
use crate::words::Words;

/// A document as PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The bytes of the PDF, A4.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Characters that no font has, in order. Each was printed as a box.
    pub unprintable: Vec<char>,
}

/// Why a document could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A photo of the inspection cannot be read.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// The PDF could not be put together.
    #[error(
        "The {kind} {document_id} could not be written as PDF: {reason}. Keep the message and report it; nothing was printed."
    )]
    NotWritten {
        /// Which document.
        kind: DocumentKind,
        /// Its identifier.
        document_id: String,
        /// What the PDF writer said.
        reason: String,
    },
}

impl RenderError {
    /// The machine code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Photo(error) => error.code(),
            Self::NotWritten { .. } => "document_not_written",
        }
    }
}

/// Renders a document as PDF on A4. The same document and fonts give the same bytes.
///
/// # Errors
/// [`RenderError::Photo`] names the photo that is not an image.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Rendered, RenderError> {
    let typesetter = Typesetter::new(fonts);
    let laid_out = document::lay_out(document, &typesetter)?;
    let pages = u32::try_from(laid_out.sheets.len()).unwrap_or(u32::MAX);
    let pdf =
        pdf::write(laid_out, fonts, &properties(document)).map_err(|NotWritten(reason)| {
            RenderError::NotWritten {
                kind: document.kind(),
                document_id: document.frame().document_id.clone(),
                reason,
            }
        })?;
    Ok(Rendered { pdf, pages, unprintable: typesetter.unprintable() })
}

fn properties(document: &Document) -> Properties {
    let frame = document.frame();
    let title = Words::of(frame.language).title(document.kind());
    let subject = frame.mrn.as_ref().or(frame.lrn.as_ref()).unwrap_or(&frame.document_id);
    Properties {
        title: format!("{title} {subject}"),
        author: frame.office.clone(),
        language: frame.language.code(),
        created: frame.printed_at.timestamp(),
        id: identifier(document.kind(), frame),
    }
}

fn identifier(kind: DocumentKind, frame: &Frame) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in [kind.name(), &frame.document_id, frame.language.code()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(frame.revision.to_be_bytes());
    hash.update(frame.printed_at.timestamp_millis().to_be_bytes());
    let digest = hash.finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id
}
