//! Webhooks after the Standard Webhooks convention: id, moment and body are signed together.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use office::{Due, Secret};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use serde_json::json;
use sha2::Sha256;

use super::target::{Outside, checked};

/// A receiver has so long to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Why a message did not get through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotSent {
    pub(super) why: String,
    /// Trying again cannot help.
    pub(super) for_good: bool,
}

impl NotSent {
    pub(super) fn now(why: impl Into<String>) -> Self {
        Self { why: why.into(), for_good: false }
    }

    pub(super) fn for_good(why: impl Into<String>) -> Self {
        Self { why: why.into(), for_good: true }
    }
}

/// A client that goes nowhere but where it is sent.
pub(super) fn client(inside: bool) -> Result<Client, reqwest::Error> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring knows the protocol's present versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(Outside { inside })
        // A redirect could lead where the check did not look.
        .redirect(Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .user_agent(concat!("Greenlane/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// Sends one message.
///
/// # Errors
/// The receiver was not reached, or did not answer that it took it.
pub(super) async fn send(
    client: &Client,
    due: &Due,
    now: DateTime<Utc>,
    inside: bool,
) -> Result<(), NotSent> {
    let url = checked(&due.subscription.wants.target, inside)
        .map_err(|error| NotSent::for_good(error.to_string()))?;
    let (id, moment) = (due.id.to_string(), now.timestamp().to_string());
    let body = body(due);
    let answer = client
        .post(url)
        .header("content-type", "application/json")
        .header("webhook-id", &id)
        .header("webhook-timestamp", &moment)
        .header("webhook-signature", signature(&due.secret, &id, &moment, &body))
        .body(body)
        .send()
        .await
        .map_err(|error| NotSent::now(told(&error)))?;
    match answer.status() {
        status if status.is_success() => Ok(()),
        StatusCode::GONE => Err(NotSent::for_good("The receiver answered 410: it wants no more.")),
        status => Err(NotSent::now(format!("The receiver answered {}.", status.as_u16()))),
    }
}

/// What is sent: the same bytes at every attempt.
fn body(due: &Due) -> String {
    let parcels =
        due.notices.iter().map(|notice| json!({ "reached": notice.stage, "parcel": notice.facts }));
    let event = json!({
        "type": "parcel.stage_reached",
        "timestamp": due.created_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        "data": { "parcels": parcels.collect::<Vec<_>>() },
    });
    event.to_string()
}

/// `v1,` and the base64 of HMAC-SHA256 over id, moment and body with dots between them.
fn signature(secret: &Secret, id: &str, moment: &str, body: &str) -> String {
    let encoded = secret.0.strip_prefix("whsec_").unwrap_or(&secret.0);
    let key = BASE64.decode(encoded.as_bytes()).unwrap_or_else(|_| encoded.as_bytes().to_vec());
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length will do");
    mac.update(format!("{id}.{moment}.{body}").as_bytes());
    format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()))
}

/// The innermost cause, without the address: it may hold a secret of the receiver's.
fn told(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return format!("The receiver did not answer within {} seconds.", PATIENCE.as_secs());
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    format!("The receiver was not reached: {cause}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The convention's own example: receivers' libraries must come to the same.
    #[test]
    fn signatures_are_those_of_the_convention() {
        let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned());
        let signed = signature(
            &secret,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
