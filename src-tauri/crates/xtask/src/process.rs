//! Other programs: said aloud, run from the workspace's folder, their failure told.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failed;

/// A program with its arguments, to be run in a folder.
pub(crate) struct Program {
    command: Command,
}

impl Program {
    /// A program by name or path, run in `folder`.
    pub(crate) fn new(name: impl AsRef<OsStr>, folder: &Path) -> Self {
        let mut command = Command::new(name);
        command.current_dir(folder);
        Self { command }
    }

    /// The Cargo that runs this task.
    pub(crate) fn cargo(root: &Path) -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), root)
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Adds a variable to the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it, its output where ours goes.
    ///
    /// # Errors
    /// Where it cannot be started or ends with anything but 0.
    pub(crate) fn run(mut self) -> Result<(), Failed> {
        let line = self.line();
        eprintln!("$ {line}");
        let status = self.command.status().map_err(|error| Failed::because(&line, error))?;
        if status.success() { Ok(()) } else { Err(Failed::new(format!("{line}: {status}"))) }
    }

    /// Runs it and answers what it wrote; its errors go where ours go.
    ///
    /// # Errors
    /// Where it cannot be started, ends with another status than those, or writes what is not text.
    pub(crate) fn output(mut self, statuses: &[i32]) -> Result<String, Failed> {
        let line = self.line();
        let output = self.command.stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| Failed::because(&line, error))?;
        if !output.status.code().is_some_and(|status| statuses.contains(&status)) {
            return Err(Failed::new(format!("{line}: {}", output.status)));
        }
        String::from_utf8(output.stdout).map_err(|error| Failed::because(&line, error))
    }

    /// What it wrote, where it ran and ended with 0; quietly.
    pub(crate) fn quiet_output(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it runs and ends with 0, quietly.
    pub(crate) fn succeeds(mut self) -> bool {
        let quiet = self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words.map(|word| shown(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
    }
}

/// A word as one would type it.
fn shown(word: &str) -> String {
    let plain =
        !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || "'\"$&|;".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// The program of that name on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_failure_names_the_command_as_one_would_type_it() {
        let failed = Program::new("sh", Path::new("/")).args(["-c", "exit 3"]).run().unwrap_err();
        assert!(failed.to_string().starts_with("sh -c 'exit 3': "), "{failed}");
    }

    #[test]
    fn output_is_what_the_program_wrote() {
        let shell = |script| Program::new("sh", Path::new("/")).args(["-c", script]);
        assert_eq!(shell("echo yes").output(&[0]).unwrap(), "yes\n");
        assert_eq!(shell("echo some; exit 2").output(&[0, 2]).unwrap(), "some\n");
        assert!(shell("echo no; exit 1").output(&[0, 2]).is_err());
    }
}
