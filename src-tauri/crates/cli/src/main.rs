//! `greenlane`: the desk's use cases without a window, for scripts, servers and tests.
//!
//! With `--json` one JSON value goes to standard output and errors as JSON to standard error. The
//! exit status is 0 when done, 1 when it failed, 2 when it was done but some inputs were refused.

mod arguments;
mod commands;
mod console;
mod files;
mod told;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use console::Console;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console { json: arguments.json };
    match commands::run(&arguments, &console) {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => {
            console.failure(&failure);
            ExitCode::FAILURE
        }
    }
}
