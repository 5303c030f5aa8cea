//! The rule packs that come with the crate, applied to declarations of our own.

mod charge_properties;
mod charges;
mod conditions;
mod countries;
mod danish;
mod documents;
mod elements;
mod exports;
mod formula_meaning;
mod formulas;
mod h1;
mod h7;
mod imports;
mod lanes;
mod measures;
mod never;
mod packs;
mod rates;
mod samples;
mod whatif;
