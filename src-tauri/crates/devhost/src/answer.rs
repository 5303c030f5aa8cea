//! What the desk answers, as HTTP.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use desk::contract::Failure;

/// A failure of the desk as an answer: 422 with the failure as JSON.
pub(crate) struct Refused(pub(crate) Failure);

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Json(self.0)).into_response()
    }
}

/// A failure of the host itself.
pub(crate) fn host_failure(code: &str, error: &dyn std::fmt::Display, hint: &str) -> Failure {
    Failure { code: code.to_owned(), message: format!("devhost: {error}."), hint: hint.to_owned() }
}

/// Carries out the desk's blocking work away from the threads that serve.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Refused> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer.map_err(Refused),
        Err(error) => {
            let hint = "This is a fault of Greenlane; what was written before is safe.";
            Err(Refused(host_failure("command_crashed", &error, hint)))
        }
    }
}
