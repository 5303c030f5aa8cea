//! The store from outside, as the desk uses it. One program, so that it links once.

mod attachments;
mod consignment;
mod desk;
mod disk_full;
mod kill;
mod lookup;
mod messages;
mod newer_store;
mod queue;
mod rebuild;
mod search;
mod verify;
mod writing;
