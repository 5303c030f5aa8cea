//! Packages of the system: which, what for, and installing those that are missing.

use std::path::Path;

use crate::Failed;
use crate::process::{Program, find};

/// What a package is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// To compile the app.
    Build,
    /// To run it.
    Run,
    /// To test it.
    Test,
    /// To test what happens when a database server dies; not in the normal run.
    Failover,
}

/// Debian's packages, by what they are needed for.
const PACKAGES: &[(&str, Need, &str)] = &[
    ("build-essential", Need::Build, "compiles SQLite and zstd, links everything"),
    ("pkg-config", Need::Build, "finds the system's libraries"),
    ("libwebkit2gtk-4.1-dev", Need::Build, "the web view of the window"),
    ("librsvg2-dev", Need::Build, "draws the desktop's icons"),
    ("cups-client", Need::Run, "`lp` hands documents to a printer"),
    ("chromium", Need::Test, "the browser of the end-to-end tests"),
    ("chromium-driver", Need::Test, "drives Chromium"),
    ("webkit2gtk-driver", Need::Test, "drives the real window"),
    ("xvfb", Need::Test, "a display for the real window where there is none"),
    ("xauth", Need::Test, "xvfb-run asks for it"),
    ("xdotool", Need::Test, "real keys for the system's own dialogs"),
    ("dbus-daemon", Need::Test, "dbus-run-session, a session bus for the real window"),
    ("iproute2", Need::Test, "brings loopback up where the network is taken away"),
    ("util-linux", Need::Test, "unshare takes the network away"),
    ("poppler-utils", Need::Test, "reads and renders the printed documents"),
    ("zbar-tools", Need::Test, "reads barcodes back from the rendered page"),
    ("python3-aiosmtpd", Need::Test, "the mail server that the tests of notices start"),
    ("qpdf", Need::Test, "checks that the printed documents are sound PDF"),
    ("cups", Need::Test, "the print server that the tests start for themselves"),
    ("postgresql", Need::Test, "the database server that the tests start for themselves"),
    ("postgresql", Need::Failover, "the three nodes"),
    ("patroni", Need::Failover, "keeps three PostgreSQL nodes together"),
    ("etcd-server", Need::Failover, "where Patroni writes down who leads"),
];

/// Installs the missing ones of the packages for `needs`.
///
/// # Errors
/// Where it may not install them: the failure holds the command to type.
pub(super) fn install(root: &Path, needs: &[Need]) -> Result<(), Failed> {
    if find("apt-get").is_none() {
        eprintln!("No apt-get here: taking it that these are there: {}", wanted(needs).join(" "));
        return Ok(());
    }
    let missing =
        wanted(needs).into_iter().filter(|name| !is_installed(root, name)).collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(rights) = rights(root) else { return Err(not_allowed(&missing)) };
    eprintln!("Installing {}", missing.join(" "));
    apt_get(root, rights).args(["update"]).run()?;
    apt_get(root, rights).args(["install", "--yes"]).args(missing).run()
}

fn wanted(needs: &[Need]) -> Vec<&'static str> {
    PACKAGES.iter().filter(|(_, need, _)| needs.contains(need)).map(|(name, ..)| *name).collect()
}

fn is_installed(root: &Path, package: &str) -> bool {
    let asked =
        Program::new("dpkg-query", root).args(["--show", "--showformat=${Status}", package]);
    asked.quiet_output().is_some_and(|status| status.ends_with(" installed"))
}

/// By what right packages may be installed.
#[derive(Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights(root: &Path) -> Option<Rights> {
    let id = Program::new("id", root).args(["-u"]).quiet_output()?;
    if id.trim() == "0" {
        return Some(Rights::Root);
    }
    Program::new("sudo", root).args(["-n", "true"]).succeeds().then_some(Rights::Sudo)
}

fn apt_get(root: &Path, rights: Rights) -> Program {
    let quiet = "DEBIAN_FRONTEND=noninteractive";
    match rights {
        Rights::Root => Program::new("env", root).args([quiet, "apt-get"]),
        Rights::Sudo => Program::new("sudo", root).args(["-n", "env", quiet, "apt-get"]),
    }
}

fn not_allowed(missing: &[&str]) -> Failed {
    Failed::new(format!(
        "Packages are missing that this account may not install: {}.",
        missing.join(" ")
    ))
    .hint(format!("Type this and start again:\n\n  sudo apt-get install {}\n", missing.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_needs_nothing_that_only_tests_need() {
        let running = wanted(&[Need::Build, Need::Run]);
        assert!(running.contains(&"libwebkit2gtk-4.1-dev"));
        assert!(!running.contains(&"xvfb"));
    }

    #[test]
    fn whoever_may_not_install_is_told_the_command() {
        let told = not_allowed(&["xvfb", "xauth"]).to_string();
        assert!(told.contains("sudo apt-get install xvfb xauth"), "{told}");
    }
}
