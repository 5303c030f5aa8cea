//! How often someone may ask.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use axum::http::StatusCode;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use journal::DeviceId;

use super::answer::Refused;
use crate::options::{Limits, Rate};

/// Counts requests by address and by device.
pub(crate) struct Turnstile {
    address: DefaultKeyedRateLimiter<IpAddr>,
    enrol: DefaultKeyedRateLimiter<IpAddr>,
    device: DefaultKeyedRateLimiter<DeviceId>,
}

impl Turnstile {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            address: limiter(limits.address),
            enrol: limiter(limits.enrol),
            device: limiter(limits.device),
        }
    }

    /// Any request from this address.
    pub(crate) fn address(&self, address: IpAddr) -> Result<(), Refused> {
        let code = "too_many_from_address";
        pass(&self.address, &whole_network(address), code)
    }

    /// A try to enrol, or another guess at a secret.
    pub(crate) fn enrol(&self, address: IpAddr) -> Result<(), Refused> {
        pass(&self.enrol, &whole_network(address), "too_many_tries")
    }

    /// Any request of this device.
    pub(crate) fn device(&self, device: DeviceId) -> Result<(), Refused> {
        pass(&self.device, &device, "too_many_from_device")
    }

    /// Forgets who has not asked for long, so that the memory does not fill.
    pub(crate) fn forget_the_quiet(&self) {
        self.address.retain_recent();
        self.enrol.retain_recent();
        self.device.retain_recent();
    }
}

fn limiter<K: Clone + Hash + Eq>(rate: Rate) -> DefaultKeyedRateLimiter<K> {
    let every = rate.every.max(Duration::from_nanos(1));
    let quota = Quota::with_period(every).expect("the period is longer than nothing");
    RateLimiter::keyed(quota.allow_burst(rate.burst))
}

fn pass<K: Clone + Hash + Eq>(
    limiter: &DefaultKeyedRateLimiter<K>,
    who: &K,
    code: &'static str,
) -> Result<(), Refused> {
    limiter.check_key(who).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        Refused::busy(StatusCode::TOO_MANY_REQUESTS, code, wait + Duration::from_millis(999))
    })
}

/// One household has a whole /64 of IPv6 addresses, and counts once.
fn whole_network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn lets_a_burst_in_and_then_says_when_to_come_again() {
        let limits = Limits { enrol: Rate::new(3, Duration::from_secs(60)), ..Limits::default() };
        let turnstile = Turnstile::new(&limits);
        let (one, other) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let let_in = (0..5).filter(|_| turnstile.enrol(one).is_ok()).count();
        assert_eq!(let_in, 3);
        let refused = turnstile.enrol(one).unwrap_err();
        let wait = refused.retry_after.unwrap().as_secs();
        assert!((1..=61).contains(&wait), "{wait}");
        assert!(turnstile.enrol(other).is_ok(), "others are not held up");
    }

    #[rstest]
    #[case::ipv4("10.0.0.1", "10.0.0.1")]
    #[case::ipv4_in_ipv6("::ffff:10.0.0.1", "10.0.0.1")]
    #[case::ipv6("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    fn networks(#[case] address: &str, #[case] counted: &str) {
        assert_eq!(whole_network(address.parse().unwrap()), counted.parse::<IpAddr>().unwrap());
    }
}
