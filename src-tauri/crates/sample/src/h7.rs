//! Flights of H7 parcels as semicolon CSV: one row a goods item, consecutive rows of one LRN a
//! declaration.

mod cases;
mod column;
mod draw;
mod parcel;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use chrono::NaiveDate;

pub use cases::{CASES, Case};
pub use column::names as column_names;

use crate::random::Random;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How much of it.
    pub size: Size,
    /// Same seed, same bytes.
    pub seed: u64,
    /// Which flight the parcels came on.
    pub flight: Flight,
    /// The desk's day.
    pub day: NaiveDate,
}

/// How long a file is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So many declarations.
    Declarations(u64),
    /// So many rows; the last declaration loses the items that do not fit any more.
    Rows(u64),
}

/// A flight, and how its forwarder writes the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flight {
    /// Number of the day's first parcel on it; makes the LRNs and decides which cases are planted.
    pub first: u64,
    /// The flight's number of the day: the last two digits of its LRNs.
    pub number: u8,
    /// Serial of the air waybill, seven digits.
    pub air_waybill: u64,
    /// Order of the columns.
    pub layout: Layout,
    /// Whether the file begins with the UTF-8 byte order mark.
    pub byte_order_mark: bool,
}

/// Order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// As [`column_names`] lists them.
    Canonical,
    /// The same columns dealt out in another order, as another forwarder's export has them.
    Shuffled,
}

/// The morning's flight; also what a large file is made of.
pub const MORNING: Flight = Flight {
    first: 0,
    number: 3,
    air_waybill: 1_234_567,
    layout: Layout::Canonical,
    byte_order_mark: true,
};

/// The afternoon's flight, from another forwarder.
pub const AFTERNOON: Flight = Flight {
    first: 1000,
    number: 4,
    air_waybill: 4_471_208,
    layout: Layout::Shuffled,
    byte_order_mark: false,
};

/// Declarations on one air waybill; a larger file goes on with the next waybill.
const PARCELS_A_FLIGHT: u64 = 4_000;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Declarations.
    pub declarations: u64,
    /// Rows without the header.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Flight {
    /// LRN of the parcel with this number of the day.
    pub fn lrn(&self, parcel: u64, day: NaiveDate) -> String {
        format!("LGG-{}-{:07}-{:02}", day.format("%y"), 48_217 + parcel, self.number)
    }

    fn waybill(&self, parcel: u64) -> String {
        let serial = self.air_waybill + (parcel - self.first) / PARCELS_A_FLIGHT * 1_117;
        crate::check::air_waybill("784", serial)
    }
}

/// Writes a flight, row by row: memory does not grow with the file.
///
/// # Errors
/// What `out` answers.
pub fn write_csv(out: &mut impl Write, options: Options) -> io::Result<Summary> {
    let columns = column::order(options.flight.layout);
    let mut summary = Summary::default();
    let mut row = Vec::with_capacity(1024);
    if options.flight.byte_order_mark {
        row.extend_from_slice("\u{feff}".as_bytes());
    }
    column::write_header(&columns, &mut row);
    summary.bytes += flush(out, &mut row)?;
    for index in options.flight.first.. {
        let Some(most) = options.size.rows_left(&summary) else { break };
        let parcel = parcel_at(options, index);
        for (number, item) in parcel.items.iter().enumerate().take(most) {
            column::write_row(&columns, &parcel, number, item, &mut row);
            summary.rows += 1;
        }
        summary.declarations += 1;
        summary.bytes += flush(out, &mut row)?;
    }
    Ok(summary)
}

/// The parcel with this number of the day, planted cases included.
fn parcel_at(options: Options, index: u64) -> parcel::Parcel {
    let mut random = Random::new(options.seed, index);
    let mut parcel = draw::parcel(&mut random, options, index);
    cases::plant(&mut parcel, index);
    parcel
}

impl Size {
    /// How many rows the next declaration may have; `None` when the file is long enough.
    fn rows_left(self, so_far: &Summary) -> Option<usize> {
        match self {
            Self::Declarations(count) => (so_far.declarations < count).then_some(usize::MAX),
            Self::Rows(count) => {
                let left = count.checked_sub(so_far.rows).filter(|left| *left > 0)?;
                usize::try_from(left).ok()
            }
        }
    }
}

fn flush(out: &mut impl Write, row: &mut Vec<u8>) -> io::Result<u64> {
    out.write_all(row)?;
    let written = u64::try_from(row.len()).expect("a row's length fits 64 bits");
    row.clear();
    Ok(written)
}
