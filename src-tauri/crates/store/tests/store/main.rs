//! The store from outside, as the desk uses it. One program, so that it links once.

mod desk;
mod queue;
mod verify;
