//! Where webhooks may go: to the outside and over TLS, unless the office allows more.
//!
//! Whoever may subscribe could otherwise make the hub call what only the hub can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Why nothing is sent to an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// Nothing that could be called.
    #[error("“{0}” is no address of the web.")]
    Malformed(String),
    /// Without TLS anybody on the way could read it.
    #[error("The address must begin with https://.")]
    NotSecure,
    /// Addresses are shown in lists and logs.
    #[error("The address must not hold a name or password.")]
    Credentials,
    /// Only the hub can reach it, and the office does not allow it.
    #[error("{0} is not an address of the public network.")]
    Inside(String),
}

impl Unreachable {
    /// Machine code; stable.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "target_malformed",
            Self::NotSecure => "target_not_secure",
            Self::Credentials => "target_with_credentials",
            Self::Inside(_) => "target_not_public",
        }
    }
}

/// The address, if webhooks may go there. Names are looked up, and checked, when something is sent.
pub(crate) fn checked(text: &str, inside: bool) -> Result<Url, Unreachable> {
    let url = Url::parse(text).map_err(|_| Unreachable::Malformed(text.to_owned()))?;
    let host = url.host_str().ok_or_else(|| Unreachable::Malformed(text.to_owned()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Unreachable::Credentials);
    }
    let number = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
    let here = host == "localhost" || number.is_some_and(|number| number.is_loopback());
    match url.scheme() {
        "https" => {}
        "http" if here && inside => {}
        _ => return Err(Unreachable::NotSecure),
    }
    if !inside && (host == "localhost" || number.is_some_and(|number| !is_public(number))) {
        return Err(Unreachable::Inside(host.to_owned()));
    }
    Ok(url)
}

/// Looks names up and leaves out addresses that webhooks must not go to: the check and the
/// connection see the very same addresses.
pub(super) struct Outside {
    pub(super) inside: bool,
}

impl Resolve for Outside {
    fn resolve(&self, name: Name) -> Resolving {
        let inside = self.inside;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> =
                found.filter(|address| inside || is_public(address.ip())).collect();
            if allowed.is_empty() {
                return Err(Unreachable::Inside(name.as_str().to_owned()).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether an address belongs to the public network.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let special = (a == 192 && b == 0 && c == 0) || (a == 198 && (b == 18 || b == 19));
    !(a == 0
        || a >= 224
        || shared
        || special
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Only 2000::/3 is given out; in it, documentation and the ways to carry IPv4 inside.
    let given_out = first & 0xe000 == 0x2000;
    let documentation = (first == 0x2001 && second == 0x0db8) || first == 0x3fff;
    given_out && !documentation && first != 0x2002 && !(first == 0x2001 && second == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::name("https://hooks.example.com/parcels", None)]
    #[case::number("https://93.184.216.34/", None)]
    #[case::plain("http://hooks.example.com/", Some("target_not_secure"))]
    #[case::other_scheme("file:///etc/passwd", Some("target_malformed"))]
    #[case::gopher("gopher://example.com/", Some("target_not_secure"))]
    #[case::nonsense("hooks", Some("target_malformed"))]
    #[case::password("https://a:b@example.com/", Some("target_with_credentials"))]
    #[case::this_machine("https://localhost/", Some("target_not_public"))]
    #[case::loopback("https://127.0.0.1/", Some("target_not_public"))]
    #[case::as_one_number("https://2130706433/", Some("target_not_public"))]
    #[case::hexadecimal("https://0x7f.1/", Some("target_not_public"))]
    #[case::private("https://10.1.2.3/", Some("target_not_public"))]
    #[case::cloud_metadata("https://169.254.169.254/latest", Some("target_not_public"))]
    #[case::shared("https://100.64.0.1/", Some("target_not_public"))]
    #[case::any("https://0.0.0.0/", Some("target_not_public"))]
    #[case::loopback_v6("https://[::1]/", Some("target_not_public"))]
    #[case::mapped("https://[::ffff:10.0.0.1]/", Some("target_not_public"))]
    #[case::local_v6("https://[fd00::1]/", Some("target_not_public"))]
    #[case::carried("https://[2002:a00:1::]/", Some("target_not_public"))]
    fn webhooks_go_outside_only(#[case] url: &str, #[case] refused: Option<&str>) {
        assert_eq!(checked(url, false).err().map(|error| error.code()), refused);
    }

    #[rstest]
    #[case::this_machine("http://127.0.0.1:8080/", None)]
    #[case::network("https://10.1.2.3/", None)]
    #[case::network_without_tls("http://10.1.2.3/", Some("target_not_secure"))]
    fn an_office_may_allow_its_own_network(#[case] url: &str, #[case] refused: Option<&str>) {
        assert_eq!(checked(url, true).err().map(|error| error.code()), refused);
    }
}
