//! Lists of exchange rates: euro reference rates of the European Central Bank, and what customs publish
//! for a month. What a file is, is seen from its root element or its header row.
//!
//! | list | form | seen in |
//! | --- | --- | --- |
//! | ECB | XML of a day, of 90 days, of all days: `Cube` in `Cube` | public programs that read it |
//! | ECB | CSV, a column for each currency, a row for each day; also in its ZIP | public programs that read it |
//! | HMRC | XML, `exchangeRateMonthList`; CSV | the program that publishes it |
//! | customs of the Union | CSV: currency, units per euro, first day, last day | unverified: no real file could be compared |
//!
//! Rates stay as they were published: units of the currency for one of the list's base. A list whose
//! header does not say for what its rates are is refused, for its rates might be the other way round.
//!
//! A file is held in memory as a whole, and comes in as a whole or not at all.

mod columns;
mod document;
mod gathering;
mod sheet;
mod values;

use std::io::{self, Cursor, Read};

use customs::rates::RateList;

use crate::limits::LARGEST_RATES;
use crate::refusal::{Refusal, RefusalCode};

/// What a file of exchange rates holds.
#[derive(Clone, Debug, PartialEq)]
pub enum RatesFile {
    /// A list of which every line could be read.
    List(RateList),
    /// Why it does not come in: the file as a whole, or the lines that are wrong; at most 1,000.
    Refused(Vec<Refusal>),
}

/// Reads a list of exchange rates.
///
/// # Errors
/// What reading the input fails with. That the file is no list is not an error of reading.
pub fn read_rates<R: Read>(input: R) -> io::Result<RatesFile> {
    let mut bytes = Vec::new();
    input.take(LARGEST_RATES + 1).read_to_end(&mut bytes)?;
    let read = if bytes.len() as u64 > LARGEST_RATES {
        Err(vec![unknown("The file is larger than 64 MiB.")])
    } else {
        recognised(bytes)
    };
    Ok(read.map_or_else(RatesFile::Refused, RatesFile::List))
}

fn recognised(bytes: Vec<u8>) -> Result<RateList, Vec<Refusal>> {
    let bytes = unpacked(bytes).map_err(|refusal| vec![refusal])?;
    match first_sign(&bytes) {
        None => {
            Err(vec![Refusal::of_file(RefusalCode::EmptyFile, "There is nothing in the file.")])
        }
        Some(b'<') => document::read(&bytes),
        Some(_) => sheet::read(&bytes),
    }
}

/// The one file of an archive, as the central bank packs its CSV; workbooks and all else as they are.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let archive = zip::ZipArchive::new(Cursor::new(&bytes));
    let Some(mut archive) = archive.ok().filter(|archive| archive.len() == 1) else {
        return Ok(bytes);
    };
    let damaged = |why: &dyn std::fmt::Display| {
        let reason = format!("The archive cannot be unpacked ({why}).");
        Refusal::of_file(RefusalCode::DamagedArchive, reason)
    };
    let file = archive.by_index(0).map_err(|why| damaged(&why))?;
    let mut inside = Vec::new();
    file.take(LARGEST_RATES + 1).read_to_end(&mut inside).map_err(|why| damaged(&why))?;
    if inside.len() as u64 > LARGEST_RATES {
        let reason = "The archive unpacks to more than 64 MiB.";
        return Err(Refusal::of_file(RefusalCode::ArchiveTooLarge, reason));
    }
    Ok(inside)
}

/// The first byte that is neither blank nor part of a byte order mark or of UTF-16.
fn first_sign(bytes: &[u8]) -> Option<u8> {
    let before = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF)
    };
    bytes.iter().copied().find(|byte| !before(byte))
}

fn unknown(reason: impl Into<String>) -> Refusal {
    Refusal::of_file(RefusalCode::UnknownRateList, reason)
}
