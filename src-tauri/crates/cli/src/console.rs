//! What goes to standard output and standard error.

use std::io::Write;
use std::process::ExitCode;

use desk::contract::Failure;
use serde::Serialize;
use serde_json::json;

/// How to speak: to people, or to programs.
pub(crate) struct Console {
    pub json: bool,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Done, but the answer is that something is wrong.
    Unsound,
    /// Done, but some inputs were refused.
    SomeRefused,
}

impl Outcome {
    /// 0 done, 1 failed, 2 done but some inputs were refused.
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Unsound => ExitCode::from(1),
            Outcome::SomeRefused => ExitCode::from(2),
        }
    }

    /// Done, or done with refusals.
    pub(crate) fn with_refused(some: bool) -> Self {
        if some { Outcome::SomeRefused } else { Outcome::Done }
    }
}

impl Console {
    /// The answer: as JSON, or as the text for people.
    pub(crate) fn answer<T: Serialize>(&self, answer: &T, text: impl FnOnce(&T) -> String) {
        let text = if self.json {
            serde_json::to_string(answer).expect("answers have string keys")
        } else {
            text(answer).trim_end().to_owned()
        };
        // Whoever closes the pipe has read enough (`greenlane show X | head`); what was asked for is
        // done all the same.
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// Why it failed.
    pub(crate) fn failure(&self, failure: &Failure) {
        if self.json {
            eprintln!("{}", json!(failure));
        } else {
            eprintln!("{} {}", failure.message, failure.hint);
        }
    }
}
