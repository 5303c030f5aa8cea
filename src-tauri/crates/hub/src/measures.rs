//! What the hub counts, for Prometheus.

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Buckets for the time a request takes, in seconds.
const SECONDS: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

static EXPORT: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Counts from now on. There is one set of counters in a program, whoever asks first begins it.
pub(crate) fn begin() {
    EXPORT.get_or_init(|| {
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS);
        match builder
            .map_err(|e| e.to_string())
            .and_then(|b| b.install_recorder().map_err(|e| e.to_string()))
        {
            Ok(handle) => Some(handle),
            Err(error) => {
                tracing::error!(%error, "nothing is counted");
                None
            }
        }
    });
}

/// Everything counted so far, as Prometheus reads it; `None` where nothing is counted.
pub(crate) fn export() -> Option<String> {
    let handle = EXPORT.get()?.as_ref()?;
    handle.run_upkeep();
    Some(handle.render())
}

/// A request was answered.
pub(crate) fn request(method: &str, route: &str, status: u16, took: Duration) {
    let labels = [
        ("method", method.to_owned()),
        ("route", route.to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("greenlane_http_requests_total", &labels).increment(1);
    metrics::histogram!("greenlane_http_request_seconds", "route" => route.to_owned()).record(took);
}

/// Entries that desks pushed, by what became of them.
pub(crate) fn entries(outcome: &'static str, count: u64) {
    if count > 0 {
        metrics::counter!("greenlane_entries_total", "outcome" => outcome).increment(count);
    }
}

/// Desks that watch, one more or one less.
pub(crate) fn desk_watches(begins: bool) {
    let desks = metrics::gauge!("greenlane_desks_connected");
    if begins { desks.increment(1) } else { desks.decrement(1) }
}

/// The database did not do what it was asked.
pub(crate) fn database_error(code: &'static str) {
    metrics::counter!("greenlane_database_errors_total", "code" => code).increment(1);
}
