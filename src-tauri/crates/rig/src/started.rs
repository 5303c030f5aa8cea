//! A process that was started, and is not left behind.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failed;
use crate::alone::done;

/// How many lines of its log tell why a process ended.
const TOLD_LINES: usize = 12;

/// A running process. It is killed when this is dropped.
pub(crate) struct Started {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Started {
    /// Starts `command`; what it writes goes to `log`, after what is there.
    ///
    /// # Errors
    /// Where the log or the process cannot be begun.
    pub(crate) fn new(name: &str, mut command: Command, log: &Path) -> Result<Self, Failed> {
        let file = log_file(log)?;
        let errors = file.try_clone().map_err(|error| Failed::because(log.display(), error))?;
        command.stdin(Stdio::null()).stdout(file).stderr(errors);
        Self::spawn(name, command, log)
    }

    /// The same, keeping its input and output for a conversation.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn talking(name: &str, mut command: Command, log: &Path) -> Result<Self, Failed> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log_file(log)?);
        Self::spawn(name, command, log)
    }

    fn spawn(name: &str, mut command: Command, log: &Path) -> Result<Self, Failed> {
        let child = command.spawn().map_err(|error| Failed::because(name, error))?;
        Ok(Self { name: name.to_owned(), child, log: log.to_owned() })
    }

    /// Where to write to it and read from it; once.
    pub(crate) fn conversation(&mut self) -> Option<(ChildStdin, ChildStdout)> {
        Some((self.child.stdin.take()?, self.child.stdout.take()?))
    }

    /// Whether it still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// SIGKILL: no farewell.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself: then there is nothing to kill and something to wait for.
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// SIGTERM, and time to end in good order.
    ///
    /// # Errors
    /// Where it takes longer than `patience`; it is killed then.
    pub(crate) fn end(&mut self, patience: Duration) -> Result<(), Failed> {
        done("kill", &["-TERM", &self.child.id().to_string()])?;
        let deadline = Instant::now() + patience;
        while self.is_running() {
            if Instant::now() > deadline {
                self.kill();
                return Err(self.failed(&format!("did not end within {patience:?}")));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// What is wrong with it, with the end of its log.
    pub(crate) fn failed(&self, what: &str) -> Failed {
        Failed::new(format!("{} {what}.\n{}", self.name, last_lines(&self.log)))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.kill();
    }
}

fn log_file(log: &Path) -> Result<File, Failed> {
    let opened = File::options().create(true).append(true).open(log);
    opened.map_err(|error| Failed::because(log.display(), error))
}

fn last_lines(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().collect::<Vec<_>>();
    let from = lines.len().saturating_sub(TOLD_LINES);
    format!("{}:\n  {}", log.display(), lines[from..].join("\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> (tempfile::TempDir, Started) {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let started = Started::new("sh", command, &folder.path().join("log")).unwrap();
        (folder, started)
    }

    #[test]
    fn ends_when_it_is_asked_to() {
        let (_folder, mut process) = shell("exec sleep 60");
        assert!(process.is_running());
        process.end(Duration::from_secs(5)).unwrap();
        assert!(!process.is_running());
    }

    #[test]
    fn whoever_does_not_end_is_killed_and_told() {
        let (_folder, mut process) =
            shell("trap '' TERM; echo stubborn; while :; do sleep 1; done");
        std::thread::sleep(Duration::from_millis(200));
        let failed = process.end(Duration::from_millis(200)).unwrap_err().to_string();
        assert!(
            failed.contains("did not end within 200ms") && failed.contains("stubborn"),
            "{failed}"
        );
        assert!(!process.is_running());
    }

    #[test]
    fn nothing_is_left_behind() {
        let (_folder, process) = shell("exec sleep 60");
        let folder = format!("/proc/{}", process.child.id());
        assert!(Path::new(&folder).exists());
        drop(process);
        assert!(!Path::new(&folder).exists());
    }
}
