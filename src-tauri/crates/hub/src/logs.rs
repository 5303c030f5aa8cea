//! The hub's log, on standard error. Requests are told by route, status, time and device; never by
//! their query, body or headers, which hold people's numbers, codes and signatures.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What is logged where the environment variable `RUST_LOG` says nothing else.
const USUAL: &str = "info,hyper=warn,rustls=warn,tokio_postgres=warn";

/// Writes the log of this program to standard error from now on. A log that is written already stays
/// as it is.
pub fn write_log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL));
    write_log_to(format, filter, std::io::stderr);
}

fn write_log_to(
    format: LogFormat,
    filter: EnvFilter,
    writer: impl for<'w> MakeWriter<'w> + Send + Sync + 'static,
) {
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer);
    let begun = match format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    if begun.is_err() {
        tracing::debug!("a log is written already");
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn each_line_is_one_object_with_what_is_known_of_the_request() {
        let lines = Lines::default();
        let written = lines.clone();
        write_log_to(LogFormat::Json, EnvFilter::new("info"), move || written.clone());
        let span = tracing::info_span!("request", id = 7, route = "/v1/push");
        span.in_scope(|| tracing::info!(status = 200, "answered"));
        tracing::debug!("not told");
        let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        let line: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
        assert_eq!((&line["message"], &line["status"]), (&"answered".into(), &200.into()));
        assert_eq!(line["span"]["route"], "/v1/push");
    }
}
