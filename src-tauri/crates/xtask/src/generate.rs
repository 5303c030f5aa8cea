//! What is made from something else and kept: `fixtures/`, the contract's TypeScript, the icon.

mod icon;

use std::fs;
use std::path::Path;

use crate::Failed;
use crate::process::Program;

/// What `generate` takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Writes nothing; fails where a file is not what would be written.
    #[arg(long)]
    check: bool,
}

/// Writes all that is made, or checks that it is current.
///
/// # Errors
/// Where a file cannot be written; with `--check`, where one is not as it would be written.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), Failed> {
    if options.check {
        check_icon(root)?;
        test(root, "sample", "desk").run()?;
        return test(root, "desk", "contract").run();
    }
    write_icon(root)?;
    Program::cargo(root)
        .args(["run", "--quiet", "-p", "sample", "--example", "regenerate"])
        .run()?;
    test(root, "desk", "contract").env("UPDATE_CONTRACT", "1").run()
}

/// Checks that the icon is as it would be drawn. The rest is compared by the tests of its crates.
///
/// # Errors
/// Names the files that differ.
pub(crate) fn check_icon(root: &Path) -> Result<(), Failed> {
    let folder = icon::folder(root);
    let drawn = icon::files()?;
    let differs =
        |name: &str, bytes: &[u8]| fs::read(folder.join(name)).ok().as_deref() != Some(bytes);
    let names = drawn.iter().filter(|(name, bytes)| differs(name, bytes)).map(|(name, _)| *name);
    let names = names.collect::<Vec<_>>().join(", ");
    if names.is_empty() {
        return Ok(());
    }
    Err(Failed::new(format!("Not as they would be drawn: {names} in src-tauri/icons."))
        .hint("Run `cargo xtask generate` and look at what changed."))
}

fn write_icon(root: &Path) -> Result<(), Failed> {
    let folder = icon::folder(root);
    for (name, bytes) in icon::files()? {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| Failed::because(path.display(), error))?;
    }
    Ok(())
}

fn test(root: &Path, package: &str, test: &str) -> Program {
    Program::cargo(root).args(["test", "--quiet", "--package", package, "--test", test])
}
