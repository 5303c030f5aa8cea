//! Stories of a broker's day, told through the command contract on a real store.

mod bench;
mod charges;
mod deciding;
mod importing;
mod inspecting;
mod keeping;
mod printing;
mod reviewing;
