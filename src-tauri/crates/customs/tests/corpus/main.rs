//! Real declarations, read as the product reads them. Skips, saying so, where they are not there.

mod duties;
mod files;
mod judging;
mod reading;
mod xml;
