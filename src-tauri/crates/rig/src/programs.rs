//! Where our own programs lie: beside this one.

use std::path::PathBuf;
use std::process::Command;

use crate::Failed;

/// One of our programs, as it was built with this one.
///
/// # Errors
/// Where it was not built.
pub(crate) fn own(name: &str) -> Result<PathBuf, Failed> {
    let here = std::env::current_exe().map_err(|error| Failed::because(name, error))?;
    let path = here.with_file_name(name);
    if path.is_file() {
        return Ok(path);
    }
    Err(Failed::new(format!("There is no {}.", path.display()))
        .hint("Build all programs: cargo build --workspace --bins"))
}

/// Runs the command line `greenlane` to its end and answers what it wrote.
///
/// # Errors
/// Where it was not built, or says no.
pub(crate) fn greenlane(arguments: &[&str]) -> Result<String, Failed> {
    let program = own("greenlane")?;
    crate::alone::answered(&program.display().to_string(), arguments)
}

/// Where a program runs: here, or in a network of its own.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Here,
    /// In the network namespace of this name.
    Network(String),
}

impl Place {
    /// One of our programs, to be started in this place.
    ///
    /// # Errors
    /// Where it was not built.
    pub(crate) fn program(&self, name: &str) -> Result<Command, Failed> {
        let program = own(name)?;
        let mut command = match self {
            Place::Here => Command::new(program),
            Place::Network(network) => {
                let mut nsenter = crate::alone::command("nsenter");
                nsenter.arg(format!("--net=/run/netns/{network}")).arg(program);
                nsenter
            }
        };
        // A keychain would be the developer's own.
        command.env("GREENLANE_KEY_PLACE", "file").env_remove("GREENLANE_STORE");
        Ok(command)
    }
}
