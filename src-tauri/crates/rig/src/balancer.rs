//! One address for several hubs: each connection goes to the next one that answers.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::Failed;

/// A hub that does not take a connection in this time is passed over.
const TO_CONNECT: Duration = Duration::from_secs(1);

/// Takes connections at `listen` until the program ends.
///
/// # Errors
/// Where the address is taken.
pub(crate) fn begin(listen: SocketAddr, hubs: Vec<SocketAddr>) -> Result<(), Failed> {
    let listener = TcpListener::bind(listen).map_err(|error| Failed::because(listen, error))?;
    let turn = AtomicUsize::new(0);
    thread::spawn(move || {
        for desk in listener.incoming().flatten() {
            let first = turn.fetch_add(1, Ordering::Relaxed);
            let hubs = hubs.iter().cycle().skip(first % hubs.len()).take(hubs.len());
            let mut connected =
                hubs.filter_map(|hub| TcpStream::connect_timeout(hub, TO_CONNECT).ok());
            // Where no hub answers the desk sees its connection closed.
            if let Some(hub) = connected.next() {
                carry_both_ways(desk, hub);
            }
        }
    });
    Ok(())
}

fn carry_both_ways(desk: TcpStream, hub: TcpStream) {
    let (Ok(desk_too), Ok(hub_too)) = (desk.try_clone(), hub.try_clone()) else { return };
    thread::spawn(move || carry(desk, hub));
    thread::spawn(move || carry(hub_too, desk_too));
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    // However the one side ends, the other is told.
    drop(io::copy(&mut from, &mut to));
    drop(to.shutdown(Shutdown::Both));
    drop(from.shutdown(Shutdown::Both));
}
