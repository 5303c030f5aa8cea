//! The UI's packages, the built UI, and the fonts that come with the packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::Failed;
use crate::process::Program;

/// The oldest Node that the UI's packages support.
const NODE: (u32, u32) = (20, 19);

/// The fonts that documents are set in: folder in the package and file.
const FONTS: [(&str, &str); 3] = [
    ("noto-sans/400Regular", "NotoSans_400Regular.ttf"),
    ("noto-sans/700Bold", "NotoSans_700Bold.ttf"),
    ("noto-sans-sc/400Regular", "NotoSansSC_400Regular.ttf"),
];

/// What the built UI is made from, in `ui/`.
const SOURCES: [&str; 5] =
    ["src", "index.html", "package.json", "package-lock.json", "vite.config.ts"];

/// Makes sure of Node.
pub(super) fn check_node(root: &Path) -> Result<(), Failed> {
    let hint = format!("Install Node {}.{} or newer: https://nodejs.org", NODE.0, NODE.1);
    let version = Program::new("node", root).args(["--version"]).output(&[0]);
    let version = version.map_err(|failed| failed.hint(&hint))?;
    if major_and_minor(&version).is_some_and(|found| found >= NODE) {
        return Ok(());
    }
    Err(Failed::new(format!("Node {} is too old.", version.trim())).hint(hint))
}

fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.').map(str::parse::<u32>);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Installs the UI's packages where the lock file is newer, and puts the fonts in their place.
pub(super) fn install(root: &Path) -> Result<(), Failed> {
    let ui = root.join("ui");
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < changed(&ui.join("package-lock.json")) {
        Program::new("npm", &ui).args(["ci", "--no-audit", "--no-fund"]).run()?;
    }
    for (package, file) in FONTS {
        let from = ui.join("node_modules/@expo-google-fonts").join(package).join(file);
        copy_if_changed(&from, &super::fonts(root).join(file))?;
    }
    Ok(())
}

/// Builds the UI.
pub(crate) fn build(root: &Path) -> Result<(), Failed> {
    Program::new("npm", &root.join("ui")).args(["run", "--silent", "build"]).run()
}

/// Builds the UI where its sources are newer.
pub(super) fn build_if_changed(root: &Path) -> Result<(), Failed> {
    let ui = root.join("ui");
    let newest = SOURCES.iter().filter_map(|source| newest(&ui.join(source))).max();
    if changed(&ui.join("dist/index.html")) > newest { Ok(()) } else { build(root) }
}

fn copy_if_changed(from: &Path, to: &Path) -> Result<(), Failed> {
    let told = |error| Failed::because(format!("{} cannot be copied", from.display()), error);
    let size = fs::metadata(from).map_err(told)?.len();
    if fs::metadata(to).is_ok_and(|there| there.len() == size) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().expect("a font lies in a folder")).map_err(told)?;
    fs::copy(from, to).map(|_| ()).map_err(told)
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// When the newest file at or below a path was changed.
fn newest(path: &Path) -> Option<SystemTime> {
    let Ok(entries) = fs::read_dir(path) else { return changed(path) };
    let below = entries.flatten().map(|entry| entry.path()).collect::<Vec<PathBuf>>();
    below.iter().filter_map(|path| newest(path)).chain(changed(path)).max()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::as_node_writes_it("v20.19.2\n", Some((20, 19)))]
    #[case::newer("v24.1.0", Some((24, 1)))]
    #[case::no_version("node", None)]
    fn node_version(#[case] written: &str, #[case] expected: Option<(u32, u32)>) {
        assert_eq!(major_and_minor(written), expected);
    }

    #[test]
    fn the_newest_file_below_a_folder_counts() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        let file = folder.path().join("deep/file");
        fs::write(&file, "").unwrap();
        let later = changed(&file).unwrap() + std::time::Duration::from_secs(60);
        fs::File::open(&file).unwrap().set_modified(later).unwrap();
        assert_eq!(newest(folder.path()), Some(later));
    }

    #[test]
    fn copying_makes_the_folder_and_leaves_what_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a"), folder.path().join("fonts/a"));
        fs::write(&from, "one").unwrap();
        copy_if_changed(&from, &to).unwrap();
        fs::write(&to, "two").unwrap();
        copy_if_changed(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "two", "the same size stays");
    }
}
