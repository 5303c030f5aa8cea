//! Stories of a broker's day, told through the command contract on a real store.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

mod bench;
mod charges;
mod deciding;
mod exporting;
mod importing;
mod inspecting;
mod keeping;
mod lenses;
mod office;
mod packs;
mod printing;
mod rates;
mod reading_ahead;
mod reviewing;
mod sending_files;
mod syncing;
mod tariff;
mod whatif;
mod windows;
