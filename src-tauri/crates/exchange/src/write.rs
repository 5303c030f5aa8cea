//! Declarations out of the desk, as streams. Pure: writes to anything that implements
//! [`std::io::Write`], one declaration at a time.
//!
//! | [`Target`] | what is written |
//! | --- | --- |
//! | `wco` | WCO DMS XML: read again it gives the same elements |
//! | `h7-csv`, `h7-xlsx` | H7 with the columns that are read, one row for each goods item |
//! | `json` | the published form, see [`schema`] |
//!
//! What a form cannot hold is told as [`Unheld`] and never left out in silence.

mod h7;
mod json;
mod unheld;
mod wco;

use std::io::{self, Write};

use customs::Element;
use thiserror::Error;

pub use json::{VERSION, schema};
pub use unheld::{Unheld, Why};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// WCO DMS XML.
    Wco,
    /// H7 as CSV with semicolons.
    H7Csv,
    /// H7 as an Excel workbook.
    H7Xlsx,
    /// JSON by our published schema.
    Json,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Wco, Self::H7Csv, Self::H7Xlsx, Self::Json];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wco => "wco",
            Self::H7Csv => "h7-csv",
            Self::H7Xlsx => "h7-xlsx",
            Self::Json => "json",
        }
    }

    /// How the names of such files end, without the point.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Wco => "xml",
            Self::H7Csv => "csv",
            Self::H7Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// Why writing broke off.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Whatever the bytes go to does not take them.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The workbook could not be put together.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Writes declarations one after another and answers how many there are in what was written. `tell`
/// hears what could not be held, in order.
///
/// # Errors
/// What an item of `declarations` says, or the output does not take the bytes.
pub fn write<W, E>(
    target: Target,
    declarations: impl IntoIterator<Item = Result<Element, E>>,
    out: W,
    mut tell: impl FnMut(Unheld),
) -> Result<u64, E>
where
    W: Write + Send,
    E: From<WriteError>,
{
    let mut declarations = declarations.into_iter();
    // Some forms are others for a single declaration.
    let first = declarations.next().transpose()?;
    let second = declarations.next().transpose()?;
    let several = second.is_some();
    let all = first.into_iter().chain(second).map(Ok).chain(declarations);
    let tell: &mut dyn FnMut(Unheld) = &mut tell;
    match target {
        Target::Wco => each(wco::Messages::start(out, several)?, all, tell),
        Target::H7Csv => each(h7::Sheet::start(h7::Csv::new(out)?)?, all, tell),
        Target::H7Xlsx => each(h7::Sheet::start(h7::Workbook::new(out)?)?, all, tell),
        Target::Json => each(json::Document::start(out)?, all, tell),
    }
}

/// A file that declarations are added to.
trait File {
    /// Adds one; answers whether it is in the file now.
    fn add(&mut self, body: &Element, tell: &mut dyn FnMut(Unheld)) -> Result<bool, WriteError>;

    /// Ends the file.
    fn finish(self) -> Result<(), WriteError>;
}

fn each<E: From<WriteError>>(
    mut file: impl File,
    declarations: impl Iterator<Item = Result<Element, E>>,
    tell: &mut dyn FnMut(Unheld),
) -> Result<u64, E> {
    let mut written = 0;
    for body in declarations {
        written += u64::from(file.add(&body?, tell)?);
    }
    file.finish()?;
    Ok(written)
}
