//! Where the fonts lie that tests set documents in. Unit tests and integration tests share this file.

use std::path::{Path, PathBuf};

const REGULAR: &str = "NotoSans_400Regular.ttf";
const BOLD: &str = "NotoSans_700Bold.ttf";
const HAN: &str = "NotoSansSC_400Regular.ttf";

/// The bytes of Noto Sans Regular, Bold and Noto Sans SC, or `None` (after saying so) where they
/// are not installed. With `CI=true` that is a failure.
pub fn font_files() -> Option<[Vec<u8>; 3]> {
    let found = places().into_iter().find(|files| files.iter().all(|file| file.exists()));
    if found.is_none() {
        skip("the fonts are not installed (npm install in ui/, or set GREENLANE_FONTS)");
    }
    found.map(|files| files.map(|file| std::fs::read(file).unwrap()))
}

/// Says loudly that something is not tested here; fails instead where everything must be.
pub fn skip(why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{why}");
    eprintln!("SKIPPED: {why}");
}

fn places() -> Vec<[PathBuf; 3]> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let packages = root.join("ui/node_modules/@expo-google-fonts");
    let named = std::env::var_os("GREENLANE_FONTS").map(PathBuf::from);
    named
        .into_iter()
        .chain([root.join("src-tauri/resources/fonts")])
        .map(|folder| [REGULAR, BOLD, HAN].map(|name| folder.join(name)))
        .chain([[
            packages.join("noto-sans/400Regular").join(REGULAR),
            packages.join("noto-sans/700Bold").join(BOLD),
            packages.join("noto-sans-sc/400Regular").join(HAN),
        ]])
        .collect()
}
