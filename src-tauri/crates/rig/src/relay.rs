//! Carries questions to a desk that only answers on the loopback of its own network.
//!
//! A line of JSON in is a command of the desk's contract; the line out is the status and the answer.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{ChildStdin, ChildStdout};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::programs::Place;
use crate::started::Started;
use crate::{Failed, http};

/// What the relay's process takes.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Where the desk answers.
    desk: SocketAddr,
}

/// The relay's process: answers line after line until there are no more.
///
/// # Errors
/// Where its input or output breaks.
pub(crate) fn run(options: &Options) -> Result<(), Failed> {
    let told = |error| Failed::because("the relay broke", error);
    for line in std::io::stdin().lines() {
        let answer = match http::post(options.desk, "/api/desk", &line.map_err(told)?) {
            Ok(answer) => format!("{} {}", answer.status, answer.body),
            Err(failed) => format!("503 {}", json!({ "message": failed.to_string() })),
        };
        println!("{answer}");
        std::io::stdout().flush().map_err(told)?;
    }
    Ok(())
}

/// A line to a desk. Threads may share it; they wait for each other.
pub(crate) struct Relay {
    name: String,
    line: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    _process: Started,
}

impl Relay {
    /// A line to the desk that answers at `desk` in `place`.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(crate) fn new(
        name: &str,
        place: &Place,
        desk: SocketAddr,
        log: &Path,
    ) -> Result<Self, Failed> {
        let mut command = place.program("rig")?;
        command.args(["relay", &desk.to_string()]);
        let mut process = Started::talking(name, command, log)?;
        let (input, output) = process.conversation().ok_or_else(|| Failed::new("no line"))?;
        let line = Mutex::new((input, BufReader::new(output)));
        Ok(Self { name: name.to_owned(), line, _process: process })
    }

    /// Asks the desk.
    ///
    /// # Errors
    /// What the desk answers, or that it does not.
    pub(crate) fn ask(&self, command: &str, request: &Value) -> Result<Value, Failed> {
        let question = json!({ "command": command, "request": request }).to_string();
        let answer = self.carry(&question).map_err(|error| Failed::because(&self.name, error))?;
        let (status, body) = answer.split_once(' ').unwrap_or(("503", "null"));
        let body: Value = serde_json::from_str(body.trim()).unwrap_or_else(|_| body.into());
        if status == "200" {
            return Ok(body);
        }
        Err(Failed::because(format!("{}: {command}", self.name), body))
    }

    fn carry(&self, question: &str) -> std::io::Result<String> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let (input, output) = &mut *line;
        writeln!(input, "{question}")?;
        input.flush()?;
        let mut answer = String::new();
        output.read_line(&mut answer)?;
        Ok(answer)
    }
}
