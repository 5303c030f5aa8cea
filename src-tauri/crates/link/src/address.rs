//! The hub's address as people type it.

use reqwest::Url;
use sync::LinkError;

/// The port that hubs listen on unless told otherwise.
pub const DEFAULT_PORT: u16 = 7443;

/// Makes a base address of what was typed: `hub`, `hub:8443`, `10.0.0.5`, `[::1]`, `https://hub/`.
///
/// A scheme other than `https` is refused: without TLS anybody on the way could read the office's
/// declarations.
///
/// # Errors
/// `hub_address` where it is none.
pub fn parse_address(typed: &str) -> Result<Url, LinkError> {
    let typed = typed.trim();
    let (rest, has_scheme) = match typed.split_once("://") {
        Some(("https", rest)) => (rest, true),
        Some(_) => return Err(no_address(typed, "A hub is reached by https only.")),
        None => (typed, false),
    };
    let rest = if !has_scheme && rest.parse::<std::net::Ipv6Addr>().is_ok() {
        format!("[{rest}]")
    } else {
        rest.to_owned()
    };
    let mut url = Url::parse(&format!("https://{rest}"))
        .map_err(|error| no_address(typed, &format!("It cannot be read: {error}.")))?;
    if url.host_str().is_none_or(str::is_empty) || !url.username().is_empty() {
        return Err(no_address(typed, "It names no host."));
    }
    if url.port().is_none() && !names_port(&rest) {
        url.set_port(Some(DEFAULT_PORT)).map_err(|()| no_address(typed, "It takes no port."))?;
    }
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// Whether a port was written. The parser drops 443, which is the scheme's own.
fn names_port(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let after_host = authority.rsplit_once(']').map_or(authority, |(_, after)| after);
    after_host.contains(':')
}

fn no_address(typed: &str, what: &str) -> LinkError {
    LinkError::Said {
        code: "hub_address".into(),
        message: format!("`{typed}` is not the address of a hub. {what}"),
        hint:
            "Write the hub's name or number, for example hub.office.example or 192.168.1.20:7443."
                .into(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::bare_name("hub.office.example", "https://hub.office.example:7443/")]
    #[case::with_port("hub:8443", "https://hub:8443/")]
    #[case::standard_port("hub:443", "https://hub/")]
    #[case::ipv4("192.168.1.20", "https://192.168.1.20:7443/")]
    #[case::ipv6("::1", "https://[::1]:7443/")]
    #[case::ipv6_with_port("[::1]:99", "https://[::1]:99/")]
    #[case::whole(" https://hub:7443/parcels?x=1#y ", "https://hub:7443/")]
    #[case::scheme_without_port("https://hub", "https://hub:7443/")]
    fn is_read(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(parse_address(typed).unwrap().as_str(), expected);
    }

    #[rstest]
    #[case::empty("")]
    #[case::no_tls("http://hub:7443")]
    #[case::no_host("https://:7443")]
    #[case::password("https://me:secret@hub")]
    #[case::blanks("my hub")]
    fn is_refused(#[case] typed: &str) {
        assert_eq!(parse_address(typed).unwrap_err().code(), "hub_address");
    }
}
