//! Sessions of the page: the cookie, whose it is, and that a form really came from our page.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use office::{Party, SESSION_HOURS};

use super::language::Language;
use crate::http::answer::Refused;
use crate::state::Hub;

/// `__Host-`: the browser takes it only over TLS, for this host alone and for all of it.
const SESSION: &str = "__Host-greenlane";
const LANGUAGE: &str = "greenlane-language";

/// Who is signed in.
pub(crate) struct SignedIn {
    pub(crate) party: Party,
    pub(crate) session: String,
}

/// Who is signed in; `None` for nobody.
pub(crate) async fn signed_in(hub: &Hub, headers: &HeaderMap) -> Result<Option<SignedIn>, Refused> {
    let Some(session) = cookie(headers, SESSION).map(str::to_owned) else { return Ok(None) };
    let key = session.clone();
    let party = hub.ask(move |office| office.party_by_session(&key)).await?;
    Ok(party.map(|party| SignedIn { party, session }))
}

/// Sets the session's cookie.
pub(crate) fn begin(session: &str) -> HeaderValue {
    let seconds = SESSION_HOURS * 3600;
    value(&format!(
        "{SESSION}={session}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict"
    ))
}

/// Takes the session's cookie away.
pub(crate) fn end() -> HeaderValue {
    value(&format!("{SESSION}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"))
}

/// Remembers the language that was chosen.
pub(crate) fn remember(language: Language) -> HeaderValue {
    let year = 365 * 24 * 3600;
    let tag = language.tag();
    value(&format!(
        "{LANGUAGE}={tag}; Path=/parcels; Max-Age={year}; Secure; HttpOnly; SameSite=Strict"
    ))
}

/// The language that was chosen earlier, else the one that the browser likes best.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    cookie(headers, LANGUAGE)
        .and_then(Language::of_tag)
        .unwrap_or_else(|| Language::accepted(accepted.unwrap_or_default()))
}

/// Whether a form came from our own page. Browsers say so themselves (`Sec-Fetch-Site`); older ones
/// name the page's origin. Whoever says neither is no browser that somebody is signed in with.
///
/// # Errors
/// It came from elsewhere.
pub(crate) fn from_our_page(headers: &HeaderMap) -> Result<(), Refused> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let ours = match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), _, _) => site == "same-origin",
        (None, Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, origin)| origin == host)
        }
        _ => false,
    };
    ours.then_some(()).ok_or_else(|| {
        Refused::new(
            StatusCode::FORBIDDEN,
            "other_origin",
            "The form was not sent from this hub's own page.",
            "Open the page itself and send the form from there.",
        )
    })
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("cookies are made of letters, digits and signs of ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::browser(&[("sec-fetch-site", "same-origin")], true)]
    #[case::other_site(&[("sec-fetch-site", "cross-site"), ("origin", "https://hub")], false)]
    #[case::sister_site(&[("sec-fetch-site", "same-site")], false)]
    #[case::older_browser(&[("origin", "https://hub:7443"), ("host", "hub:7443")], true)]
    #[case::other_origin(&[("origin", "https://evil.example"), ("host", "hub:7443")], false)]
    #[case::no_origin(&[("origin", "null"), ("host", "hub:7443")], false)]
    #[case::says_nothing(&[("host", "hub:7443")], false)]
    fn forms_from_elsewhere_are_refused(
        #[case] headers: &[(&'static str, &str)],
        #[case] ours: bool,
    ) {
        let headers: HeaderMap =
            headers.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect();
        assert_eq!(from_our_page(&headers).is_ok(), ours);
    }

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=b; __Host-greenlane=ABC; c=d".parse().unwrap());
        assert_eq!(cookie(&headers, SESSION), Some("ABC"));
    }
}
