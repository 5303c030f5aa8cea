//! Files that are attached: what they are is found out by looking at them.

use std::fs::File;
use std::io::{BufReader, Read};

use journal::{Attached, AttachmentPurpose};

use crate::core::Core;
use crate::desk::media_type;
use crate::error::DeskError;
use crate::staging::StagedFile;

const MEGABYTE: u64 = 1024 * 1024;
/// The largest photo: more than any phone takes, less than what would make the screen stutter.
const LARGEST_PHOTO: u64 = 50 * MEGABYTE;
const LARGEST_DOCUMENT: u64 = 100 * MEGABYTE;
/// More pixels than any camera has; a small file can unpack to a picture that fills the memory.
const MOST_PIXELS: u64 = 200_000_000;

/// Looks at a file and keeps its bytes.
///
/// # Errors
/// It is too large, or not what it should be.
pub(crate) fn keep(
    core: &Core,
    file: &StagedFile,
    purpose: AttachmentPurpose,
) -> Result<Attached, DeskError> {
    let size = std::fs::metadata(&file.path).map_err(|cause| io(file, cause))?.len();
    check_size(file, size, purpose)?;
    let media_type = media_type(&start_of(file)?);
    let pixels = match (purpose, media_type) {
        (_, "image/png" | "image/jpeg") => Some(pixels(file)?),
        (AttachmentPurpose::Document, "application/pdf") => None,
        (AttachmentPurpose::Document, _) => {
            return Err(DeskError::NotADocument { name: file.name.clone() });
        }
        (AttachmentPurpose::Photo, _) => {
            return Err(not_a_picture(file, "its bytes are neither PNG nor JPEG"));
        }
    };
    let mut writer = core.store.attachments().writer()?;
    let mut bytes = File::open(&file.path).map_err(|cause| io(file, cause))?;
    std::io::copy(&mut bytes, &mut writer).map_err(|cause| io(file, cause))?;
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name).to_owned();
    Ok(Attached {
        file: writer.finish()?,
        name,
        media_type: media_type.to_owned(),
        size,
        pixels,
        purpose,
    })
}

fn check_size(file: &StagedFile, size: u64, purpose: AttachmentPurpose) -> Result<(), DeskError> {
    let (limit, what) = match purpose {
        AttachmentPurpose::Photo => (LARGEST_PHOTO, "photo"),
        AttachmentPurpose::Document => (LARGEST_DOCUMENT, "document"),
    };
    if size <= limit {
        return Ok(());
    }
    Err(DeskError::TooLarge {
        name: file.name.clone(),
        size_mb: size.div_ceil(MEGABYTE),
        limit_mb: limit / MEGABYTE,
        what,
    })
}

fn start_of(file: &StagedFile) -> Result<Vec<u8>, DeskError> {
    let mut start = Vec::new();
    let opened = File::open(&file.path).map_err(|cause| io(file, cause))?;
    opened.take(512).read_to_end(&mut start).map_err(|cause| io(file, cause))?;
    Ok(start)
}

/// Width and height; decodes the whole picture, so that a broken one is refused now and not at the
/// printer.
fn pixels(file: &StagedFile) -> Result<(u32, u32), DeskError> {
    let open = || File::open(&file.path).map(BufReader::new).map_err(|cause| io(file, cause));
    let guessed = |reader| image::ImageReader::new(reader).with_guessed_format();
    let sized = guessed(open()?).map_err(|cause| io(file, cause))?;
    let (width, height) =
        sized.into_dimensions().map_err(|cause| not_a_picture(file, &cause.to_string()))?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(not_a_picture(file, &format!("it has {width} × {height} pixels")));
    }
    let whole = guessed(open()?).map_err(|cause| io(file, cause))?;
    whole.decode().map_err(|cause| not_a_picture(file, &cause.to_string()))?;
    Ok((width, height))
}

fn not_a_picture(file: &StagedFile, cause: &str) -> DeskError {
    DeskError::NotAPicture { name: file.name.clone(), cause: cause.to_owned() }
}

fn io(file: &StagedFile, cause: std::io::Error) -> DeskError {
    match cause.kind() {
        std::io::ErrorKind::StorageFull => DeskError::Store(store::StoreError::DiskFull),
        _ => DeskError::Io { what: format!("“{}”", file.name), cause },
    }
}
