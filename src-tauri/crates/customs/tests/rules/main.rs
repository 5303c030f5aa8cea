//! The rule packs that come with the crate, applied to declarations of our own.

mod charges;
mod conditions;
mod countries;
mod danish;
mod documents;
mod elements;
mod exports;
mod h1;
mod h7;
mod imports;
mod lanes;
mod never;
mod packs;
mod samples;
