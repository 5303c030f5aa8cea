//! The rule packs that come with the crate, applied to declarations of our own.

mod charge_properties;
mod charges;
mod h1;
mod h7;
mod lanes;
mod measures;
mod never;
mod packs;
mod samples;
mod whatif;
