//! PostgreSQL as Debian installs it, under an account that it accepts.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Failed;
use crate::alone::{answered, command};
use crate::started::Started;
use crate::waiting::until;

/// The account that PostgreSQL runs under where we are root, for it refuses root.
const ACCOUNT: &str = "postgres";

/// Where Debian keeps PostgreSQL's programs, a folder for each version.
const PROGRAMS: &str = "/usr/lib/postgresql";

/// Where a server by itself answers.
const PORT: u16 = 5500;

/// A server by itself, as it is after installing; only its connections are on loopback.
pub(crate) struct Server {
    _process: Started,
}

impl Server {
    /// Starts an empty server in `folder`.
    ///
    /// # Errors
    /// Where PostgreSQL is not installed or does not start.
    pub(crate) fn start(folder: &Path) -> Result<Self, Failed> {
        let folder = folder.join("postgres");
        fs::create_dir(&folder).map_err(|error| Failed::because(folder.display(), error))?;
        give_to_account(&folder)?;
        let data = folder.join("data");
        let programs = programs()?;
        let mut initdb = as_account(&format!("{programs}/initdb"))?;
        initdb
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--pgdata"])
            .arg(&data);
        let output = initdb.output().map_err(|error| Failed::because("initdb", error))?;
        if !output.status.success() {
            return Err(Failed::because("initdb", String::from_utf8_lossy(&output.stderr)));
        }
        let mut postgres = as_account(&format!("{programs}/postgres"))?;
        postgres
            .arg("-D")
            .arg(&data)
            .args(["-p", &PORT.to_string(), "-h", "127.0.0.1", "-k"])
            .arg(&folder);
        let process = Started::new("PostgreSQL", postgres, &folder.with_extension("log"))?;
        let server = Self { _process: process };
        until(Duration::from_secs(30), "PostgreSQL", || server.sql("SELECT 1"))?;
        Ok(server)
    }

    /// Where to connect to.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{PORT}/postgres")
    }

    /// What its shell answers.
    ///
    /// # Errors
    /// Where it does not like the statement.
    pub(crate) fn sql(&self, statement: &str) -> Result<String, Failed> {
        sql(&self.url(), statement)
    }
}

/// What the database's own shell answers, a row a line.
///
/// # Errors
/// Where the database cannot be reached or does not like the statement.
pub(crate) fn sql(url: &str, statement: &str) -> Result<String, Failed> {
    let plain = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"];
    answered("psql", &[&plain[..], &[url, "--command", statement]].concat())
}

/// The folder of the newest version's programs.
///
/// # Errors
/// Where PostgreSQL is not installed.
pub(crate) fn programs() -> Result<String, Failed> {
    let versions = fs::read_dir(PROGRAMS).into_iter().flatten().flatten();
    let folders = versions.map(|entry| entry.path().join("bin"));
    let newest = folders.filter(|folder| folder.join("postgres").exists()).max();
    newest.map(|folder| folder.display().to_string()).ok_or_else(|| {
        Failed::new(format!("There is no PostgreSQL in {PROGRAMS}."))
            .hint("Install Debian's package postgresql.")
    })
}

/// A program that is to run under that account.
///
/// # Errors
/// Where it cannot be told who we are.
pub(crate) fn as_account(program: &str) -> Result<Command, Failed> {
    if !is_root()? {
        return Ok(command(program));
    }
    let mut setpriv = command("setpriv");
    setpriv.args([&format!("--reuid={ACCOUNT}"), &format!("--regid={ACCOUNT}"), "--init-groups"]);
    // The account may not see the folder that we are in.
    setpriv.arg(program).current_dir("/");
    Ok(setpriv)
}

/// Gives a folder to that account.
///
/// # Errors
/// Where there is no such account.
pub(crate) fn give_to_account(folder: &Path) -> Result<(), Failed> {
    if !is_root()? {
        return Ok(());
    }
    let id = |what| {
        let id = answered("id", &[what, ACCOUNT])?;
        id.trim().parse().map_err(|error| Failed::because(ACCOUNT, error))
    };
    chown(folder, Some(id("-u")?), Some(id("-g")?))
        .map_err(|error| Failed::because(folder.display(), error))
}

fn is_root() -> Result<bool, Failed> {
    Ok(answered("id", &["-u"])?.trim() == "0")
}
