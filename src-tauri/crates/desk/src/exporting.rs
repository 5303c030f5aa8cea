//! Declarations as a file for other programs.
//!
//! The file is made whole before anyone gets it: in the desk's folder of this run, from which the page
//! saves it, or beside the place where the command line wants it, which it then takes in one step. So
//! nothing half-written is ever found under its name. One declaration is held in memory at a time.

mod hashed;

use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use customs::Element;
use exchange::write::{Target, Unheld, WriteError, write};
use journal::DeclarationId;
use store::Reader;
use tempfile::NamedTempFile;

use crate::contract::{
    ExportChoice, ExportFormat, ExportRequest, Exported, Failure, NotExported, small,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::queueing;
use hashed::Hashed;

/// What is not in a file is told that often, so that an answer stays small.
const TOLD: usize = 500;

/// Files that were made for the page, newest last.
#[derive(Default)]
pub(crate) struct Files(Mutex<Vec<(String, PathBuf)>>);

impl Files {
    /// A broker saves a file when it is made; older ones need not be kept.
    const KEPT: usize = 4;

    fn keep(&self, hash: &str, path: PathBuf) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.push((hash.to_owned(), path));
        if files.len() > Self::KEPT {
            let (_, oldest) = files.remove(0);
            if files.iter().all(|(_, path)| *path != oldest) {
                // What cannot be deleted now goes with the folder when the desk closes.
                let _ = std::fs::remove_file(oldest);
            }
        }
    }

    /// Where the file with this hash is.
    pub(crate) fn find(&self, hash: &str) -> Option<PathBuf> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().find(|(known, _)| known == hash).map(|(_, path)| path.clone())
    }
}

/// Makes a file that the host gets by its hash.
///
/// # Errors
/// No declaration can be exported so, one cannot be read, or the disk does not take the file.
pub(crate) fn export(core: &Core, request: &ExportRequest) -> Result<Exported, DeskError> {
    let (file, exported) = make(core, request, core.staging.folder())?;
    let path = core.staging.folder().join(core.surroundings.new_id().to_string());
    file.persist(&path).map_err(|error| not_written(&exported.file_name, error.error))?;
    core.exports.keep(&exported.hash, path);
    Ok(exported)
}

/// Makes a file at a place; in a folder it gets the suggested name. Answers where it is.
///
/// # Errors
/// As [`export`]; there is no new file then, and an old one of the same name is as it was.
pub(crate) fn export_to(
    core: &Core,
    request: &ExportRequest,
    place: &Path,
) -> Result<(PathBuf, Exported), DeskError> {
    let folder = match place.parent() {
        _ if place.is_dir() => place,
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (file, exported) = make(core, request, folder)?;
    let path = if place.is_dir() { place.join(&exported.file_name) } else { place.to_owned() };
    file.persist(&path).map_err(|error| not_written(&path.display().to_string(), error.error))?;
    Ok((path, exported))
}

/// The file under a name of its own, with everything in it on the disk.
fn make(
    core: &Core,
    request: &ExportRequest,
    folder: &Path,
) -> Result<(NamedTempFile, Exported), DeskError> {
    let target = target(request.format);
    core.ask(|reader| {
        let ids = chosen(core, reader, &request.which)?;
        let failed = |cause| not_written(&folder.display().to_string(), cause);
        let mut file = temporary(folder).map_err(failed)?;
        let mut missing = Missing::default();
        let bodies = ids.iter().map(|id| body(reader, *id));
        let mut out = Hashed::new(BufWriter::new(file.as_file_mut()));
        let written = write(target, bodies, &mut out, |unheld| missing.take(&unheld));
        let declarations = written.map_err(|error| error.named(folder))?;
        let (hash, size) = out.finish();
        if declarations == 0 {
            return Err(DeskError::NothingToExport { why: missing.first() });
        }
        file.as_file_mut().sync_all().map_err(failed)?;
        let file_name = file_name(core, reader, &ids, target)?;
        let exported = Exported {
            hash,
            file_name,
            size: size.to_string(),
            declarations: small(declarations),
            refused: missing.refused,
            left_out: missing.left_out,
            missing: missing.told,
        };
        Ok((file, exported))
    })
}

/// A file without its name yet, which whoever may read new files of this user may read.
fn temporary(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn chosen(
    core: &Core,
    reader: &Reader,
    which: &ExportChoice,
) -> Result<Vec<DeclarationId>, DeskError> {
    match which {
        ExportChoice::Named { ids } => ids.iter().map(|id| core.find(reader, id)).collect(),
        ExportChoice::Filtered { filter, sort } => {
            let filter = queueing::filter(core, filter)?;
            Ok(reader.queued_ids(&filter, queueing::sort(sort.field), sort.descending)?)
        }
    }
}

fn body(reader: &Reader, id: DeclarationId) -> Result<Element, Failed> {
    Ok(reader.state(id).map_err(DeskError::from)?.body)
}

/// What broke a file off: the desk's own trouble, or that of the disk.
enum Failed {
    Desk(DeskError),
    Write(WriteError),
}

impl From<DeskError> for Failed {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<WriteError> for Failed {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl Failed {
    fn named(self, folder: &Path) -> DeskError {
        match self {
            Self::Desk(error) => error,
            Self::Write(WriteError::Io(cause)) => not_written(&folder.display().to_string(), cause),
            Self::Write(error) => {
                not_written(&folder.display().to_string(), std::io::Error::other(error))
            }
        }
    }
}

fn not_written(place: &str, cause: std::io::Error) -> DeskError {
    DeskError::NotExported { place: place.to_owned(), cause }
}

/// What is not in the file.
#[derive(Default)]
struct Missing {
    refused: u32,
    left_out: u32,
    told: Vec<NotExported>,
}

impl Missing {
    fn take(&mut self, unheld: &Unheld) {
        let count = if unheld.is_whole() { &mut self.refused } else { &mut self.left_out };
        *count = count.saturating_add(1);
        if self.told.len() < TOLD {
            self.told.push(NotExported {
                reference: unheld.reference.clone(),
                whole: unheld.is_whole(),
                path: unheld.path().map(ToString::to_string),
                failure: Failure {
                    code: unheld.code().to_owned(),
                    message: unheld.reason(),
                    hint: unheld.hint().to_owned(),
                },
            });
        }
    }

    /// Why there is nothing in the file.
    fn first(&self) -> String {
        let first = self.told.first().map(|each| each.failure.message.clone());
        first.unwrap_or_else(|| "No declaration was chosen.".to_owned())
    }
}

fn target(format: ExportFormat) -> Target {
    match format {
        ExportFormat::Wco => Target::Wco,
        ExportFormat::H7Csv => Target::H7Csv,
        ExportFormat::H7Xlsx => Target::H7Xlsx,
        ExportFormat::Json => Target::Json,
    }
}

/// The LRN of a single declaration; else how many there are and when it was.
fn file_name(
    core: &Core,
    reader: &Reader,
    ids: &[DeclarationId],
    target: Target,
) -> Result<String, DeskError> {
    let name = match ids {
        [id] => crate::printing::safe(&reader.row(*id)?.lrn),
        several => {
            let now = core.surroundings.local(core.surroundings.now());
            format!("{} declarations {}", several.len(), now.format("%Y-%m-%d %H%M"))
        }
    };
    Ok(format!("{name}.{}", target.extension()))
}
