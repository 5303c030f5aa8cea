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
