//! A world of one's own: processes, mounts and network apart from the machine's.
//!
//! Whatever a trial starts, mounts or plugs in ends with it, also where the trial itself is killed:
//! the kernel takes the namespaces away with their first process.

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};

use crate::Failed;

/// Set in the world of its own.
const ALONE: &str = "GREENLANE_RIG_ALONE";

/// What is taken apart. With the first process all others end.
const APART: [&str; 6] = ["--pid", "--fork", "--kill-child", "--mount-proc", "--net", "--mount"];

/// What an account that is not root needs besides: to be itself in a world where it may do this.
const AS_ONESELF: [&str; 2] = ["--map-current-user", "--keep-caps"];

/// A shell is the first process, for a shell also buries the children of others that have ended:
/// PostgreSQL's processes when its first is killed. Patroni would wait for them for ever.
const FIRST_PROCESS: [&str; 4] = ["sh", "-c", "\"$@\"; exit $?", "sh"];

/// Goes on alone: comes back only there, for the program is begun anew with the same arguments.
///
/// # Errors
/// Where this account may not make namespaces.
pub(crate) fn go_on_alone() -> Result<(), Failed> {
    if std::env::var_os(ALONE).is_some() {
        return loopback_up();
    }
    let program = std::env::current_exe().map_err(|error| Failed::because("no program", error))?;
    let mut command = unshare()?;
    command.args(FIRST_PROCESS).arg(program).args(std::env::args_os().skip(1)).env(ALONE, "1");
    Err(Failed::because("unshare cannot be started", command.exec()))
}

fn unshare() -> Result<Command, Failed> {
    for more in [&[][..], &AS_ONESELF] {
        let mut tried = Command::new("unshare");
        tried.args(APART).args(more).args(["mount", "-t", "tmpfs", "none", "/run"]);
        tried.stdout(Stdio::null()).stderr(Stdio::null());
        if tried.status().is_ok_and(|status| status.success()) {
            let mut command = Command::new("unshare");
            command.args(APART).args(more);
            return Ok(command);
        }
    }
    Err(Failed::new("This account may not make network, process and mount namespaces, which these trials need.")
        .hint("Run it as root, or let accounts make user namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0)."))
}

/// `/run` becomes our own, for the names of network namespaces.
fn loopback_up() -> Result<(), Failed> {
    done("mount", &["-t", "tmpfs", "none", "/run"])?;
    done("ip", &["link", "set", "lo", "up"])
}

/// Runs a small program of the system to its end.
///
/// # Errors
/// Where it is not there or ends with anything but 0; tells what it wrote.
pub(crate) fn done(program: &str, arguments: &[&str]) -> Result<(), Failed> {
    answered(program, arguments).map(|_| ())
}

/// The same, answering what it wrote.
///
/// # Errors
/// As above.
pub(crate) fn answered(program: &str, arguments: &[&str]) -> Result<String, Failed> {
    let line = || format!("{program} {}", arguments.join(" "));
    let output = command(program).args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| Failed::because(line(), error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failed::because(line(), said(output.status, &output.stderr)))
}

fn said(status: ExitStatus, errors: &[u8]) -> String {
    let errors = String::from_utf8_lossy(errors);
    if errors.trim().is_empty() { status.to_string() } else { errors.trim().to_owned() }
}

/// A program of the system, also one that lies where only root looks.
pub(crate) fn command(program: &str) -> Command {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new(program);
    command.env("PATH", format!("{path}:/usr/sbin:/sbin"));
    command
}
