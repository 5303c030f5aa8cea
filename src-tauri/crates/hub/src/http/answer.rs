//! Answers that say no: a code for machines, a sentence for people, and the way out.

use std::borrow::Cow;
use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::OfficeError;
use serde::Serialize;

/// An answer that says no.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: Cow<'static, str>,
    pub(crate) hint: &'static str,
    /// When to try again.
    pub(crate) retry_after: Option<Duration>,
}

#[derive(Serialize)]
struct Body<'a> {
    code: &'a str,
    message: &'a str,
    hint: &'a str,
}

impl Refused {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
        hint: &'static str,
    ) -> Self {
        Self { status, code, message: message.into(), hint, retry_after: None }
    }

    /// Try again later.
    pub(crate) fn busy(status: StatusCode, code: &'static str, wait: Duration) -> Self {
        let message = "The hub has more to do than it can at the moment.";
        let hint = "The desk tries again by itself.";
        Self { retry_after: Some(wait), ..Self::new(status, code, message, hint) }
    }

    /// The request is not what this address takes.
    pub(crate) fn malformed(what: impl std::fmt::Display) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            format!("The request cannot be read: {what}."),
            "If it came from a desk, bring the desk or the hub up to date.",
        )
    }

    /// A fault of the hub's, which its log tells.
    pub(crate) fn fault(what: &dyn std::fmt::Display) -> Self {
        tracing::error!(%what, "a request failed by a fault of the hub");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "hub_failed",
            "The hub failed to carry this out.",
            "What was acknowledged before is safe. The hub's log tells what went wrong.",
        )
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = Body { code: self.code, message: &self.message, hint: self.hint };
        let mut response = (self.status, Json(body)).into_response();
        if let Some(wait) = self.retry_after {
            let seconds = wait.as_secs().max(1);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<OfficeError> for Refused {
    fn from(error: OfficeError) -> Self {
        let status = status_of(&error);
        if !status.is_server_error() {
            return Self::new(status, error.code(), error.to_string(), error.hint());
        }
        crate::measures::database_error(error.code());
        tracing::error!(code = error.code(), %error, "the database failed");
        let message = "The hub's database did not do what it was asked.";
        let refused = Self::new(status, error.code(), message, error.hint());
        match &error {
            OfficeError::DiskFull { .. } => {
                Self { retry_after: Some(Duration::from_secs(30)), ..refused }
            }
            _ if error.is_passing() => {
                Self { retry_after: Some(Duration::from_secs(2)), ..refused }
            }
            _ => refused,
        }
    }
}

fn status_of(error: &OfficeError) -> StatusCode {
    match error {
        OfficeError::Unreachable { .. }
        | OfficeError::Contended { .. }
        | OfficeError::DiskFull { .. } => StatusCode::SERVICE_UNAVAILABLE,
        OfficeError::UnknownDevice(_) => StatusCode::UNAUTHORIZED,
        OfficeError::DeviceRevoked(_)
        | OfficeError::RoleNotAllowed { .. }
        | OfficeError::CodeUnknown
        | OfficeError::CodeExpired
        | OfficeError::CodeUsed => StatusCode::FORBIDDEN,
        OfficeError::NotEmpty { .. }
        | OfficeError::SubscriptionEnded
        | OfficeError::DeviceTaken(_)
        | OfficeError::FileOffset { .. } => StatusCode::CONFLICT,
        OfficeError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        OfficeError::Altered { .. }
        | OfficeError::FileSize { .. }
        | OfficeError::FileHash { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        OfficeError::FileUnknown { .. }
        | OfficeError::LeaseUnknown
        | OfficeError::Unknown { .. } => StatusCode::NOT_FOUND,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
