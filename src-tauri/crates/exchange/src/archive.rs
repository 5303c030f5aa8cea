//! The files in a ZIP archive, one after the other.
//!
//! Nothing is unpacked to a disk and no list of the files is held: an archive of any size costs the
//! memory of one record. Archives in archives are refused, so that nothing can nest for ever.

mod member;

use std::io::{self, Read, Seek, SeekFrom};

use zip::SUPPORTED_COMPRESSION_METHODS;
use zip::read::{Config, ZipFileEntry, ZipReadOptions};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use crate::limits::{MOST_FILES, MOST_TIMES_UNPACKED, UNPACKED_UNSEEN};
use crate::reader::{Reader, read};
use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};
use member::{Guarded, is_litter, shown};

/// An archive begins with a file, or, where it holds none, with its end.
const BEGINNINGS: [&[u8; 4]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Reads the records of a file, or, where it is a ZIP archive, those of each file in it. `visit` gets
/// a reader for each, under the name `name` or `name/member`; what cannot be read in an archive is a
/// reader with one refusal.
///
/// # Errors
/// Those of `visit`, after which no more is read; `visit` gets those of `input`.
pub fn each_file<R: Read + Seek, E>(
    mut input: R,
    name: &str,
    mut visit: impl FnMut(io::Result<Reader<&mut dyn Read>>) -> Result<(), E>,
) -> Result<(), E> {
    match is_archive(&mut input) {
        Ok(true) => unpack(input, name, visit),
        Ok(false) => visit(Ok(read(&mut input, name))),
        Err(error) => visit(Err(error)),
    }
}

/// What can be read of a file, if it is there.
type Found<'f> = io::Result<Reader<&'f mut dyn Read>>;

fn is_archive(input: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut head = Vec::with_capacity(4);
    input.by_ref().take(4).read_to_end(&mut head)?;
    input.seek(SeekFrom::Start(0))?;
    Ok(BEGINNINGS.iter().any(|beginning| head == *beginning))
}

fn unpack<R: Read + Seek, E>(
    mut input: R,
    name: &str,
    mut visit: impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut left = match input.seek(SeekFrom::End(0)) {
        Ok(size) => UNPACKED_UNSEEN.saturating_add(size.saturating_mul(MOST_TIMES_UNPACKED)),
        Err(error) => return visit(Err(error)),
    };
    let mut archive = match ZipIterable::try_new(input, Config::default()) {
        Ok(archive) => archive,
        Err(error) => return visit(unreadable(error, name, name)),
    };
    if let Some(refusal) = unfit(&mut archive, name) {
        return visit(Ok(Reader::of_refusal(name, refusal)));
    }
    let entries = match archive.files() {
        Ok(entries) => entries,
        Err(error) => return visit(unreadable(error, name, name)),
    };
    let mut any = false;
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return visit(unreadable(error, name, name)),
        };
        let inside = name_of(&entry);
        if entry.is_dir() || is_litter(&inside) {
            continue;
        }
        any = true;
        let path = format!("{name}/{inside}");
        if let Some(refusal) = closed(&entry, &path) {
            visit(Ok(Reader::of_refusal(&path, refusal)))?;
            continue;
        }
        match entry.with_reader(entries.reader_mut(), ZipReadOptions::default()) {
            Ok(file) => visit(Ok(read(&mut Guarded::new(file, &mut left, &path), &path)))?,
            Err(error) => visit(unreadable(error, name, &path))?,
        }
        if left == 0 {
            return Ok(());
        }
    }
    if any {
        return Ok(());
    }
    let reason = format!("“{name}” is an archive without files.");
    visit(Ok(Reader::of_refusal(name, whole(RefusalCode::EmptyFile, reason))))
}

/// Why nothing is taken out of an archive at all.
fn unfit<R: Read + Seek>(archive: &mut ZipIterable<R>, name: &str) -> Option<Refusal> {
    if archive.len() > MOST_FILES {
        let reason = format!("“{name}” holds {} files, more than {MOST_FILES}.", archive.len());
        return Some(whole(RefusalCode::ArchiveTooLarge, reason));
    }
    let of_office = |entry: &ZipFileEntry<'_>| entry.name_raw() == b"[Content_Types].xml";
    archive.files().ok()?.flatten().any(|entry| of_office(&entry)).then(|| {
        let reason = format!(
            "“{name}” is an Excel workbook or another document of Office; save its sheet as CSV."
        );
        whole(RefusalCode::UnknownFormat, reason)
    })
}

fn name_of(entry: &ZipFileEntry<'_>) -> String {
    let name = entry.name().unwrap_or_else(|_| String::from_utf8_lossy(entry.name_raw()));
    shown(name.strip_prefix("./").unwrap_or(&name))
}

/// Why a file cannot be unpacked, as its archive has it.
fn closed(entry: &ZipFileEntry<'_>, path: &str) -> Option<Refusal> {
    if entry.encrypted() {
        let reason = format!("“{path}” is encrypted with a password.");
        return Some(whole(RefusalCode::Encrypted, reason));
    }
    let method = entry.compression();
    (!SUPPORTED_COMPRESSION_METHODS.contains(&method)).then(|| {
        let reason = format!("“{path}” is packed by a method that is not read ({method}).");
        whole(RefusalCode::UnsupportedArchive, reason)
    })
}

/// What the archive says of itself does not hold; or the disk it lies on fails.
fn unreadable<'f>(error: ZipError, archive: &str, path: &str) -> Found<'f> {
    let refusal = match error {
        ZipError::Io(error) if !is_of_the_content(&error) => return Err(error),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            let reason = format!("“{path}” is packed in a way that is not read ({error}).");
            whole(RefusalCode::UnsupportedArchive, reason)
        }
        error => {
            let reason = format!("“{archive}” is damaged or was cut off ({error}).");
            whole(RefusalCode::DamagedArchive, reason)
        }
    };
    Ok(Reader::of_refusal(path, refusal))
}

fn is_of_the_content(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    matches!(error.kind(), UnexpectedEof | InvalidData | InvalidInput | Other)
}

fn whole(code: RefusalCode, reason: String) -> Refusal {
    Refusal::new(Place { line: 1, column: Some(1), ..Place::default() }, code, reason)
}
