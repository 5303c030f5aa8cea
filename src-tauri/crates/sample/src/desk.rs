//! The whole sample desk: every file below `fixtures/`.

mod guide;

use std::fs;
use std::io;
use std::path::Path;

use crate::h7::{self, AFTERNOON, Flight, MORNING, Options, Size};
use crate::{DAY, SampleFile, bad, invoices, photos, trade};

/// The office's own checks. They are written by hand, where they lie.
const OFFICE: &str = include_str!("../../../../fixtures/packs/office.toml");

/// Rows of each of the two flights.
const ROWS: u64 = 1_000;

/// Writes the sample desk below `dir` and answers the files, in order of their paths.
///
/// Files that stand there already are overwritten; what is no longer part of the sample stays.
///
/// # Errors
/// What the file system answers.
pub fn write(dir: &Path, seed: u64) -> io::Result<Vec<SampleFile>> {
    let files = files(seed)?;
    for file in &files {
        let path = dir.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.bytes)?;
    }
    Ok(files)
}

/// The sample desk's files, in order of their paths.
///
/// # Errors
/// Where a picture cannot be encoded, which would be a mistake of the generator.
pub fn files(seed: u64) -> io::Result<Vec<SampleFile>> {
    let mut files = vec![
        flight("flights/784-12345675.csv", MORNING, seed)?,
        flight("flights/784-44712082.csv", AFTERNOON, seed)?,
        trade::parcel_replies(seed, DAY),
        SampleFile::new("CASES.md", guide::cases()),
        SampleFile::new("README.md", guide::readme()),
        SampleFile::new("packs/office.toml", OFFICE),
    ];
    files.extend(trade::files(seed, DAY));
    files.extend(bad::files(seed));
    files.extend(invoices::files(seed, DAY));
    files.extend(photos::files(seed, DAY)?);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn flight(path: &str, flight: Flight, seed: u64) -> io::Result<SampleFile> {
    let mut bytes = Vec::new();
    h7::write_csv(&mut bytes, Options { size: Size::Rows(ROWS), seed, flight, day: DAY })?;
    Ok(SampleFile::new(path, bytes))
}
