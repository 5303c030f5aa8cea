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
use desk::contract::Failure;

/// Reading declarations makes many small values; this allocator hands them out faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misunderstood(&error),
    };
    let console = Console { json: arguments.json };
    match commands::run(&arguments, &console) {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => {
            console.failure(&failure);
            ExitCode::FAILURE
        }
    }
}

/// Help and version are answers; anything else is a failure like any other, not "some refused",
/// which is what clap's own exit status would mean here.
fn misunderstood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    let json = std::env::args().any(|argument| argument == "--json");
    if json {
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
        Console { json }.failure(&Failure {
            code: "usage".to_owned(),
            message: first.to_owned(),
            hint: "`greenlane --help` lists the commands.".to_owned(),
        });
    } else {
        eprint!("{error}");
    }
    ExitCode::FAILURE
}
