//! Development only: seeded simulation of many desks and a hub, with faults.
//!
//! One seed is one story: some desks and an office, made of the real store, exchange and office,
//! do a few dozen things on a line that loses, doubles and delays, on machines that crash, are cloned
//! and restored. Then everything heals, time runs, and the [`oracles`] say whether anything was lost.
//! The same seed always gives the same story; `cargo run -p sim -- --seed N --trace` tells it.

mod clock;
mod deeds;
mod dice;
mod disk;
mod extras;
mod line;
mod machine;
mod mutant;
mod oracles;
mod parcels;
mod seat;
mod world;

pub use mutant::Mutant;
pub use world::{Broken, Story, run, run_in};
