//! Where the fonts for documents are.

use std::path::{Path, PathBuf};

use documents::Fonts;

/// The folder with the fonts: `GREENLANE_FONTS`, else beside the program as installed, else in the
/// development tree that the program was built in. `None` where there is none.
pub fn find_fonts() -> Option<PathBuf> {
    let named = std::env::var_os("GREENLANE_FONTS").map(PathBuf::from);
    let program = std::env::current_exe().ok();
    let beside = program.iter().flat_map(|program| around(program));
    named.into_iter().chain(beside).find(|folder| folder.join(Fonts::REGULAR).is_file())
}

fn around(program: &Path) -> Vec<PathBuf> {
    const INSTALLED: [&str; 4] = [
        "fonts",
        "resources/fonts",
        "../Resources/resources/fonts",
        "../lib/Greenlane/resources/fonts",
    ];
    let folder = program.parent().unwrap_or(program);
    let installed = INSTALLED.iter().map(|place| folder.join(place));
    let development = folder.ancestors().map(|above| above.join("src-tauri/resources/fonts"));
    installed.chain(development).collect()
}
