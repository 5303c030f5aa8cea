//! Parcel inquiry: where is it, since when, who says so, and what comes next.
//!
//! For merchants, warehouses and transporters: a page for people (`/parcels`), the same for programs
//! (`/v1/parcels`), and word of goods that were handed over (`/v1/handovers`).

mod api;
mod asked;
mod asker;
mod assets;
mod document;
mod events;
mod export;
mod forms;
mod front;
pub(crate) mod language;
mod moments;
mod page;
mod session;
mod web;
pub(crate) mod words;

pub(crate) use api::api;
pub(crate) use asker::{Asker, either};
pub(crate) use front::Front;
pub use front::Settings;
pub(crate) use moments::moment;
pub(crate) use web::pages;
