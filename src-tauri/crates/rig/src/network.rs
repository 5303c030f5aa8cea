//! A network of its own: a switch, and a cable to each host that can be pulled.
//!
//! Every host is a network namespace. Its cable is a veth pair: `eth0` at the host, an end named
//! after the host at the switch. The addresses are of the block that is kept for documentation.

use std::net::{IpAddr, Ipv4Addr};

use crate::Failed;
use crate::alone::done;
use crate::programs::Place;

const SWITCH: &str = "switch";

/// The switch. Gone with the world that the rig made for itself.
pub(crate) struct Network;

/// Which end of a cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The host is not told, but by the missing carrier: as when a cable is pulled.
    Switch,
    /// The host itself puts its interface down: as in flight mode.
    Host,
}

impl Network {
    /// A switch with nothing plugged in. We sit at the switch ourselves.
    ///
    /// # Errors
    /// Where the kernel has no bridges.
    pub(crate) fn new() -> Result<Self, Failed> {
        done("ip", &["link", "add", SWITCH, "type", "bridge"])?;
        done("ip", &["address", "add", &format!("{}/24", address(254)), "dev", SWITCH])?;
        done("ip", &["link", "set", SWITCH, "up"])?;
        Ok(Self)
    }

    /// Plugs a host in, at the address of that number.
    ///
    /// # Errors
    /// Where the kernel has no veth pairs.
    pub(crate) fn add(&self, host: &str, number: u8) -> Result<Place, Failed> {
        done("ip", &["netns", "add", host])?;
        let pair = ["link", "add", host, "type", "veth", "peer", "name", "eth0", "netns", host];
        done("ip", &pair)?;
        done("ip", &["link", "set", host, "master", SWITCH, "up"])?;
        done("ip", &["-n", host, "link", "set", "lo", "up"])?;
        let with_mask = format!("{}/24", address(number));
        done("ip", &["-n", host, "address", "add", &with_mask, "dev", "eth0"])?;
        done("ip", &["-n", host, "link", "set", "eth0", "up"])?;
        Ok(Place::Network(host.to_owned()))
    }

    /// Pulls a host's cable, where it is not pulled yet.
    ///
    /// # Errors
    /// Where there is no such host.
    pub(crate) fn pull(&self, host: &str, end: End) -> Result<(), Failed> {
        self.set(host, end, "down")
    }

    /// Plugs it in again.
    ///
    /// # Errors
    /// Where there is no such host.
    pub(crate) fn plug_in(&self, host: &str, end: End) -> Result<(), Failed> {
        self.set(host, end, "up")
    }

    fn set(&self, host: &str, end: End, state: &str) -> Result<(), Failed> {
        match end {
            End::Switch => done("ip", &["link", "set", host, state]),
            End::Host => done("ip", &["-n", host, "link", "set", "eth0", state]),
        }
    }
}

/// The address of that number.
pub(crate) fn address(number: u8) -> IpAddr {
    Ipv4Addr::new(192, 0, 2, number).into()
}
