//! A real hub on a free port, with TLS, and the desk's real line to it.

mod cable;
mod cut;
mod desk;
mod enrolling;
mod exchanging;
mod guarding;
mod limiting;
mod raw;
mod running;
mod secrets;
mod serving;
mod watching;
