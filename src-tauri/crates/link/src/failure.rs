//! What went wrong on the line, in the words of [`LinkError`].

use std::error::Error as StdError;
use std::io;

use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
use serde::Deserialize;
use sync::LinkError;

/// The hub's word for a refusal.
#[derive(Deserialize)]
pub(crate) struct Said {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// The longest wait that a hub may ask for, in seconds; nobody is sent away for good.
const LONGEST_WAIT: u32 = 300;

/// Tells a line that is down from a server that is not our hub.
pub(crate) fn of_line(hub: &str, error: &reqwest::Error) -> LinkError {
    match certificate_fault(error) {
        Some(what) => LinkError::NotOurHub { hub: hub.to_owned(), what },
        None => unreachable(hub, describe(error)),
    }
}

/// No answer, or one that is no answer.
pub(crate) fn unreachable(hub: &str, what: impl Into<String>) -> LinkError {
    LinkError::Unreachable { hub: hub.to_owned(), what: what.into() }
}

/// What the desk cannot do by itself, for example reading its own files.
pub(crate) fn said(code: &str, message: impl Into<String>, hint: &str) -> LinkError {
    LinkError::Said { code: code.to_owned(), message: message.into(), hint: hint.to_owned() }
}

/// An answer that is not the one hoped for. `retry_after` is the header's text.
pub(crate) fn of_answer(
    hub: &str,
    status: u16,
    retry_after: Option<&str>,
    body: &[u8],
) -> LinkError {
    let seconds = retry_after.and_then(|text| text.parse::<u32>().ok());
    if status == 429 || (status == 503 && seconds.is_some()) {
        return LinkError::Busy { seconds: seconds.unwrap_or(1).clamp(1, LONGEST_WAIT) };
    }
    match serde_json::from_slice::<Said>(body) {
        Ok(Said { code, message, hint }) => LinkError::Said { code, message, hint },
        Err(_) => unreachable(hub, format!("it answered {status} without saying why")),
    }
}

/// Why the other side's certificate was not taken; `None` where that was not what went wrong.
fn certificate_fault(error: &(dyn StdError + 'static)) -> Option<String> {
    let rustls::Error::InvalidCertificate(fault) = tls_fault(error)? else { return None };
    Some(match fault {
        Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } => {
            "its certificate is not valid at this machine's date; check the clock".into()
        }
        _ => "its certificate is not of the authority that this desk trusts".into(),
    })
}

/// The TLS error somewhere below. An `io::Error` does not name what it wraps as its source.
fn tls_fault<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = wrapped.and_then(|inner| tls_fault(inner)) {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// The innermost cause, which is the one that tells something.
fn describe(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".into();
    }
    let mut innermost: &dyn StdError = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const SAID: &[u8] = br#"{"code":"device_revoked","message":"No.","hint":"Ask."}"#;

    #[rstest]
    #[case::too_many(429, Some("7"), SAID, "hub_busy", true)]
    #[case::too_many_without_time(429, None, SAID, "hub_busy", true)]
    #[case::database_away(503, Some("2"), SAID, "hub_busy", true)]
    #[case::refused(403, None, SAID, "device_revoked", false)]
    #[case::a_proxy_answers(502, None, b"<html>", "hub_unreachable", true)]
    fn codes(
        #[case] status: u16,
        #[case] retry_after: Option<&str>,
        #[case] body: &[u8],
        #[case] code: &str,
        #[case] passing: bool,
    ) {
        let error = of_answer("https://hub/", status, retry_after, body);
        assert_eq!((error.code(), error.is_passing()), (code, passing));
    }

    #[test]
    fn nobody_is_sent_away_for_good() {
        let error = of_answer("https://hub/", 429, Some("4000000000"), SAID);
        assert_eq!(error, LinkError::Busy { seconds: LONGEST_WAIT });
    }
}
