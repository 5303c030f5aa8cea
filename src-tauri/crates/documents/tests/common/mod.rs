//! What the tests share: the fonts, the stories, and the tools that read a PDF back.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "test binaries share it, and each uses a part of it"
)]

pub mod font_files;
pub mod stories;
pub mod tools;

use std::sync::OnceLock;

use documents::{Fonts, Rendered, model::Document};

/// The fonts, parsed once for all tests; `None` where they are not installed.
pub fn fonts() -> Option<&'static Fonts> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let [regular, bold, han] = font_files::font_files()?;
            Some(Fonts::from_bytes(&regular, &bold, Some(&han)).unwrap())
        })
        .as_ref()
}

/// Renders a document, or `None` where the fonts are missing.
pub fn render(document: &Document) -> Option<Rendered> {
    Some(documents::render(document, fonts()?).unwrap())
}
