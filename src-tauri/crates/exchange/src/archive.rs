//! The files in a ZIP archive, one after the other.
//!
//! Nothing is unpacked to a disk and no list of the files is held: an archive of any size costs the
//! memory of one record, or of one workbook. Archives in archives are refused, so that nothing can nest
//! for ever.

mod member;

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use zip::SUPPORTED_COMPRESSION_METHODS;
use zip::read::{Config, ZipFileEntry, ZipReadOptions};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use crate::h7::Mapping;
use crate::limits::{LARGEST_WORKBOOK, MOST_FILES, MOST_TIMES_UNPACKED, UNPACKED_UNSEEN};
use crate::reader::{Reader, Unreadable, read_mapped};
use crate::refusal::{Refusal, RefusalCode};
use crate::workbook::{Kind, OLE, each_table, of_ole};
pub(crate) use member::Guarded;
use member::{is_litter, shown};

/// An archive begins with a file, or, where it holds none, with its end.
const BEGINNINGS: [&[u8; 4]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Reads the records of a file, or, where it is a ZIP archive, those of each file in it. `visit` gets
/// a reader for each, under the name `name` or `name/member`; what cannot be read in an archive is a
/// reader with one refusal. `mapping` says what headers mean that are not known by themselves.
///
/// # Errors
/// Those of `visit`, after which no more is read; `visit` gets those of `input`.
pub fn each_file<R: Read + Seek, E>(
    mut input: R,
    name: &str,
    mapping: &Mapping,
    mut visit: impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let head = match head(&mut input).and_then(|head| input.rewind().map(|()| head)) {
        Ok(head) => head,
        Err(error) => return visit(Err(error)),
    };
    if head == OLE {
        visit(of_ole(input, name).map(|refusal| Reader::of_refusal(name, refusal)))
    } else if !is_archive(&head) {
        visit(Ok(read_mapped(input, name, mapping)))
    } else {
        match kind(&mut input) {
            Kind::Workbook => each_table(input, name, mapping, &mut visit),
            Kind::Other(what) => visit(Ok(Reader::of_refusal(name, other_document(name, what)))),
            Kind::Files => unpack(input, name, mapping, visit),
        }
    }
}

/// What can be read of a file, if it is there.
type Found<'f> = io::Result<Reader<'f>>;

fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(OLE.len());
    input.take(OLE.len() as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn is_archive(head: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| head.starts_with(*beginning))
}

/// What an archive is; of one that cannot be looked into, unpacking tells the reason.
fn kind(input: &mut (impl Read + Seek)) -> Kind {
    let Ok(mut archive) = ZipIterable::try_new(input, Config::default()) else {
        return Kind::Files;
    };
    if archive.len() > MOST_FILES {
        return Kind::Files;
    }
    let Ok(entries) = archive.files() else { return Kind::Files };
    entries.flatten().fold(Kind::Files, |kind, entry| kind.with(entry.name_raw()))
}

fn other_document(name: &str, what: &str) -> Refusal {
    let reason = format!("“{name}” is {what}.");
    Refusal::of_file(RefusalCode::UnsupportedWorkbook, reason)
}

/// How many bytes an archive of this size may unpack to.
pub(crate) fn budget(size: u64) -> u64 {
    UNPACKED_UNSEEN.saturating_add(size.saturating_mul(MOST_TIMES_UNPACKED))
}

fn unpack<R: Read + Seek, E>(
    mut input: R,
    name: &str,
    mapping: &Mapping,
    mut visit: impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut left = match input.seek(SeekFrom::End(0)) {
        Ok(size) => budget(size),
        Err(error) => return visit(Err(error)),
    };
    let mut archive = match ZipIterable::try_new(input, Config::default()) {
        Ok(archive) => archive,
        Err(error) => return visit(unreadable(error, name, name)),
    };
    if archive.len() > MOST_FILES {
        let reason = format!("“{name}” holds {} files, more than {MOST_FILES}.", archive.len());
        let refusal = Refusal::of_file(RefusalCode::ArchiveTooLarge, reason);
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
            Ok(file) => each_in(Guarded::new(file, &mut left, &path), &path, mapping, &mut visit)?,
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
    visit(Ok(Reader::of_refusal(name, Refusal::of_file(RefusalCode::EmptyFile, reason))))
}

/// Reads a file of an archive. A workbook is held while it is read: its parts lie in any order.
fn each_in<E>(
    mut file: impl Read,
    path: &str,
    mapping: &Mapping,
    visit: &mut impl FnMut(Found<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let head = match head(&mut file) {
        Ok(head) => head,
        Err(error) => return visit(untold(error, path)),
    };
    if head == OLE {
        let told = of_ole(file, path);
        return visit(told.map_or_else(
            |error| untold(error, path),
            |refusal| Ok(Reader::of_refusal(path, refusal)),
        ));
    }
    if !is_archive(&head) {
        return visit(Ok(read_mapped(Cursor::new(head).chain(file), path, mapping)));
    }
    let mut bytes = head;
    if let Err(error) = file.take(LARGEST_WORKBOOK).read_to_end(&mut bytes) {
        return visit(untold(error, path));
    }
    match kind(&mut Cursor::new(&bytes)) {
        Kind::Workbook => each_table(Cursor::new(bytes), path, mapping, visit),
        Kind::Other(what) => visit(Ok(Reader::of_refusal(path, other_document(path, what)))),
        Kind::Files => visit(Ok(read_mapped(bytes.as_slice(), path, mapping))),
    }
}

/// Why a file of an archive cannot be read, where that is the archive's fault.
fn untold<'f>(error: io::Error, path: &str) -> Found<'f> {
    let told = |cause: Unreadable| Reader::of_refusal(path, cause.refusal(None));
    error.downcast().map(told)
}

fn name_of(entry: &ZipFileEntry<'_>) -> String {
    let name = entry.name().unwrap_or_else(|_| String::from_utf8_lossy(entry.name_raw()));
    shown(name.strip_prefix("./").unwrap_or(&name))
}

/// Why a file cannot be unpacked, as its archive has it.
fn closed(entry: &ZipFileEntry<'_>, path: &str) -> Option<Refusal> {
    if entry.encrypted() {
        let reason = format!("“{path}” is encrypted with a password.");
        return Some(Refusal::of_file(RefusalCode::Encrypted, reason));
    }
    let method = entry.compression();
    (!SUPPORTED_COMPRESSION_METHODS.contains(&method)).then(|| {
        let reason = format!("“{path}” is packed by a method that is not read ({method}).");
        Refusal::of_file(RefusalCode::UnsupportedArchive, reason)
    })
}

/// What the archive says of itself does not hold; or the disk it lies on fails.
fn unreadable<'f>(error: ZipError, archive: &str, path: &str) -> Found<'f> {
    let refusal = match error {
        ZipError::Io(error) if !is_of_the_content(&error) => return Err(error),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            let reason = format!("“{path}” is packed in a way that is not read ({error}).");
            Refusal::of_file(RefusalCode::UnsupportedArchive, reason)
        }
        error => {
            let reason = format!("“{archive}” is damaged or was cut off ({error}).");
            Refusal::of_file(RefusalCode::DamagedArchive, reason)
        }
    };
    Ok(Reader::of_refusal(path, refusal))
}

pub(crate) fn is_of_the_content(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    matches!(error.kind(), UnexpectedEof | InvalidData | InvalidInput | Other)
}
