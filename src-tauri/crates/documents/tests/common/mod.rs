//! What the tests share: the fonts, the stories, and the tools that read a PDF back.
#![allow(dead_code, reason = "each test binary uses its own part of it")]

pub mod stories;
pub mod tools;

use std::path::PathBuf;
use std::sync::OnceLock;

use documents::{Fonts, Rendered, model::Document};

/// The fonts, or `None` (after saying so) where none are installed. With `CI=true` that is a failure.
pub fn fonts() -> Option<&'static Fonts> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS
        .get_or_init(|| match font_files() {
            Some([regular, bold, han]) => {
                let read = |path| std::fs::read(path).unwrap();
                Some(Fonts::from_bytes(&read(regular), &read(bold), Some(&read(han))).unwrap())
            }
            None => {
                skip("the fonts are not installed (npm install in ui/, or set GREENLANE_FONTS)");
                None
            }
        })
        .as_ref()
}

/// Renders a document, or `None` where the fonts are missing.
pub fn render(document: &Document) -> Option<Rendered> {
    Some(documents::render(document, fonts()?).unwrap())
}

/// Says loudly that something is not tested here; fails instead where everything must be.
pub fn skip(why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{why}");
    eprintln!("SKIPPED: {why}");
}

fn font_files() -> Option<[PathBuf; 3]> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let packages = root.join("ui/node_modules/@expo-google-fonts");
    let from_packages = [
        packages.join("noto-sans/400Regular").join(Fonts::REGULAR),
        packages.join("noto-sans/700Bold").join(Fonts::BOLD),
        packages.join("noto-sans-sc/400Regular").join(Fonts::HAN),
    ];
    let named = std::env::var_os("GREENLANE_FONTS").map(PathBuf::from);
    let folders = named.into_iter().chain([root.join("src-tauri/resources/fonts")]);
    folders
        .map(|folder| [Fonts::REGULAR, Fonts::BOLD, Fonts::HAN].map(|name| folder.join(name)))
        .chain([from_packages])
        .find(|files| files.iter().all(|file| file.exists()))
}
