//! A cable between desk and hub that can be cut, pulled and made slow.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub(crate) struct Cable {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// Nothing gets through, and nobody is told.
    pulled: AtomicBool,
    /// Each connection carries so many bytes, drawn anew up to this, and is cut; 0 for no end.
    cut_within: AtomicU64,
    /// So many bytes at a time, with a pause after each; 0 for all at once.
    drip: AtomicU64,
    random: Mutex<u64>,
    cuts: AtomicU64,
}

impl Cable {
    /// A cable to this address that carries everything.
    pub(crate) fn to(hub: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State { random: Mutex::new(seed | 1), ..State::default() });
        let carried = Arc::clone(&state);
        thread::spawn(move || {
            for desk in listener.incoming() {
                let (Ok(desk), Ok(hub)) = (desk, TcpStream::connect(hub)) else { continue };
                let left = Arc::new(AtomicU64::new(carried.draw()));
                for (from, to) in [(&desk, &hub), (&hub, &desk)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    let (state, left) = (Arc::clone(&carried), Arc::clone(&left));
                    thread::spawn(move || carry(from, to, &state, &left));
                }
            }
        });
        Self { address, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    pub(crate) fn pull(&self) {
        self.state.pulled.store(true, Ordering::SeqCst);
    }

    pub(crate) fn plug_in(&self) {
        self.state.pulled.store(false, Ordering::SeqCst);
    }

    /// Cuts each connection from now on after at most so many bytes.
    pub(crate) fn cut_within(&self, bytes: u64) {
        self.state.cut_within.store(bytes, Ordering::SeqCst);
    }

    pub(crate) fn drip(&self, bytes: u64) {
        self.state.drip.store(bytes, Ordering::SeqCst);
    }

    pub(crate) fn cuts(&self) -> u64 {
        self.state.cuts.load(Ordering::SeqCst)
    }
}

impl State {
    /// How many bytes the next connection carries.
    fn draw(&self) -> u64 {
        let most = self.cut_within.load(Ordering::SeqCst);
        let mut random = self.random.lock().unwrap();
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        if most == 0 { u64::MAX } else { *random % most }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, state: &State, left: &AtomicU64) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        while state.pulled.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
        }
        let may = left.load(Ordering::SeqCst).min(read as u64);
        left.fetch_sub(may, Ordering::SeqCst);
        let bytes = &buffer[..usize::try_from(may).unwrap()];
        let drip = usize::try_from(state.drip.load(Ordering::SeqCst)).unwrap();
        let drops = bytes.chunks(if drip == 0 { 4096 } else { drip });
        for drop in drops {
            if to.write_all(drop).is_err() {
                return;
            }
            if drip > 0 {
                thread::sleep(Duration::from_millis(1));
            }
        }
        if may < read as u64 {
            state.cuts.fetch_add(1, Ordering::SeqCst);
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
