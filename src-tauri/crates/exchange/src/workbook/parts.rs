//! The parts of a workbook, looked at before its parser sees them. What an archive or a part says of
//! its own size is not believed.

use std::io::{self, Read, Seek};

use zip::read::{Config, ZipReadOptions};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use crate::archive::{Guarded, budget, is_of_the_content};
use crate::limits::{LARGEST_PART, LARGEST_SHEET};
use crate::reader::Unreadable;
use crate::refusal::{Refusal, RefusalCode};
use crate::xml;

use super::Trouble;

/// More parts than a workbook has.
const MOST_PARTS: usize = 10_000;

/// Unpacks every part once, without keeping it, and lets our own reader of XML go through it.
///
/// # Errors
/// The first part that cannot be what it should be, or the input's.
pub(super) fn check<R: Read + Seek>(input: R, size: u64, name: &str) -> Result<(), Trouble> {
    let mut left = budget(size);
    let mut archive =
        ZipIterable::try_new(input, Config::default()).map_err(|error| damaged(error, name))?;
    if archive.len() > MOST_PARTS {
        let reason = format!("The workbook “{name}” has {} parts.", archive.len());
        return Err(refused(RefusalCode::WorkbookTooLarge, reason));
    }
    let entries = archive.files().map_err(|error| damaged(error, name))?;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| damaged(error, name))?;
        if entry.is_dir() {
            continue;
        }
        let part = String::from_utf8_lossy(entry.name_raw()).to_lowercase().replace('\\', "/");
        let path = format!("{name}/{part}");
        let file = entry
            .with_reader(entries.reader_mut(), ZipReadOptions::default())
            .map_err(|error| damaged(error, name))?;
        part_fits(Guarded::new(file, &mut left, &path), &part, name)?;
    }
    Ok(())
}

fn part_fits(file: impl Read, part: &str, name: &str) -> Result<(), Trouble> {
    let most = if is_sheet(part) { LARGEST_SHEET } else { LARGEST_PART };
    let mut file = Limited { file, left: most };
    let about = |refusal: Refusal| {
        let reason = format!("In the part {part} of “{name}”: {}", refusal.reason);
        Trouble::Refused(Refusal {
            reason,
            hint: RefusalCode::DamagedWorkbook.hint().to_owned(),
            ..refusal
        })
    };
    let read = if part.ends_with(".xml") || part.ends_with(".rels") {
        xml::soundness(&mut file, &is_plausible)
    } else {
        io::copy(&mut file, &mut io::sink()).map(|_| None)
    };
    match read {
        Ok(None) => Ok(()),
        Ok(Some(refusal)) => Err(about(refusal)),
        Err(error) => Err(match error.downcast::<Unreadable>() {
            Ok(cause) => Trouble::Refused(cause.refusal(None)),
            Err(error) => Trouble::Io(error),
        }),
    }
}

fn is_sheet(part: &str) -> bool {
    part.starts_with("xl/worksheets/")
}

/// The parser makes room for as many texts as a part says that it has.
fn is_plausible(attribute: &str, value: &str) -> bool {
    attribute != "uniqueCount" || value.parse::<u64>().is_ok_and(|count| count <= LARGEST_PART / 8)
}

/// No part unpacks to more than it may.
struct Limited<F> {
    file: F,
    left: u64,
}

impl<F: Read> Read for Limited<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => {
                self.left = left;
                Ok(count)
            }
            None => {
                let reason = "A part of the workbook unpacks to more than any sheet is.".to_owned();
                Err(Unreadable::error(RefusalCode::WorkbookTooLarge, reason))
            }
        }
    }
}

fn damaged(error: ZipError, name: &str) -> Trouble {
    match error {
        ZipError::Io(error) if !is_of_the_content(&error) => Trouble::Io(error),
        error => {
            let reason = format!("The workbook “{name}” is damaged or was cut off ({error}).");
            refused(RefusalCode::DamagedWorkbook, reason)
        }
    }
}

fn refused(code: RefusalCode, reason: String) -> Trouble {
    Trouble::Refused(Refusal::of_file(code, reason))
}
