//! Clearance documents: view models in, PDF bytes out. The only crate that knows printpdf.
//!
//! [`render`] lays a [`model::Document`] out on A4 and answers the bytes. It reads no clock and no
//! disk; the fonts are parsed once with [`Fonts::from_bytes`] or [`Fonts::load`] and lent to every call.
//!
//! Text is measured, wrapped and cut over pages by `layout`, in whole numbers, so that a document
//! looks the same wherever it is printed. `document` says what stands where, `words` in which words.

mod barcode;
mod document;
#[cfg(test)]
#[allow(unreachable_pub, reason = "the integration tests share this file")]
#[path = "../tests/common/font_files.rs"]
mod font_files;
mod fonts;
mod layout;
pub mod model;
mod pdf;
mod picture;
mod render;
mod words;

pub use fonts::{FontError, Fonts};
pub use model::UnknownName;
pub use picture::PhotoError;
pub use render::{RenderError, Rendered, render};
