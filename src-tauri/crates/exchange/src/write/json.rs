//! JSON by a published schema (`data/declarations.schema.json`, draft 2020-12).
//!
//! One document holds all declarations. Each has what Greenlane understands of it, in the terms of the
//! EU Customs Data Model, and beside it every data element that was written, so that nothing is lost.
//! Amounts, masses and quantities are decimals as text, days ISO 8601. What is absent is left out.

mod form;

use std::io::Write;

use customs::Element;

use super::{File, Unheld, WriteError};

/// Version of the form. Fields are only added within one; whatever else changes makes a new one.
pub const VERSION: u32 = 1;

/// The schema that every document of [`VERSION`] obeys, as JSON.
pub fn schema() -> &'static str {
    include_str!("../../data/declarations.schema.json")
}

/// A document.
pub(super) struct Document<W> {
    out: W,
    is_first: bool,
}

impl<W: Write> Document<W> {
    pub(super) fn start(mut out: W) -> Result<Self, WriteError> {
        let head = "{\"format\":\"greenlane-declarations\"";
        write!(out, "{head},\"version\":{VERSION},\"declarations\":[")?;
        Ok(Self { out, is_first: true })
    }
}

impl<W: Write> File for Document<W> {
    fn add(&mut self, body: &Element, _tell: &mut dyn FnMut(Unheld)) -> Result<bool, WriteError> {
        let between = if self.is_first { "\n" } else { ",\n" };
        self.is_first = false;
        self.out.write_all(between.as_bytes())?;
        serde_json::to_writer(&mut self.out, &form::declaration(body))
            .map_err(std::io::Error::from)?;
        Ok(true)
    }

    fn finish(mut self) -> Result<(), WriteError> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}
