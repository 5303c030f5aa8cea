//! The command line of Greenlane, as scripts use it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Failed;
use crate::process::Program;

/// What of `fixtures/` makes a day; `bad/` is for looking at refusals.
const DAY: [&str; 3] = ["fixtures/flights", "fixtures/declarations", "fixtures/replies"];

/// Who works at the sample desk, for the office that `sign-in` takes when none is named.
const BROKER: &str = "Sample broker";

/// Some inputs were refused, each named with its reason; the rest was done.
const DONE_BUT_FOR_SOME: i32 = 2;

/// Imports the sample day into a new desk.
///
/// # Errors
/// Where the import fails; nothing is left behind then.
pub(super) fn import(root: &Path, desk: &Path) -> Result<(), Failed> {
    let told = |error| Failed::because("the sample desk cannot be made", error);
    let begun = desk.with_extension("begun");
    if begun.exists() {
        std::fs::remove_dir_all(&begun).map_err(told)?;
    }
    let greenlane = Greenlane::at(root, &begun);
    greenlane.ask(&["sign-in", BROKER])?;
    let report = greenlane.ask(&[&["import"], &DAY[..]].concat())?;
    eprintln!(
        "Imported fixtures/: {} declarations, {} messages, {} refused",
        report["declarations"], report["messages"], report["refused"]
    );
    std::fs::rename(&begun, desk).map_err(told)
}

/// Greenlane's command line on one desk.
pub(super) struct Greenlane<'a> {
    root: &'a Path,
    desk: &'a Path,
}

impl<'a> Greenlane<'a> {
    /// On the desk in a folder.
    pub(super) fn at(root: &'a Path, desk: &'a Path) -> Self {
        Self { root, desk }
    }

    /// Answers what a command answers.
    pub(super) fn ask<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Value, Failed> {
        let answer =
            self.program().args(["--json"]).args(arguments).output(&[0, DONE_BUT_FOR_SOME])?;
        serde_json::from_str(&answer)
            .map_err(|error| Failed::because("greenlane did not answer JSON", error))
    }

    fn program(&self) -> Program {
        let binary: PathBuf = self.root.join("target/debug/greenlane");
        Program::new(binary, self.root)
            .args(["--store".as_ref(), self.desk.as_os_str()])
            .args(["--broker", BROKER])
    }
}
