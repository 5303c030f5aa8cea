//! The print commands: what can be printed, to look at, for good, and to which printer.

use std::io::Write;
use std::sync::PoisonError;

use customs::Declaration;
use documents::model::{DocumentKind, Language};
use documents::{Rendered, render};
use journal::{DeclarationId, EntryId, Event, Printed, State};
use sha2::{Digest, Sha256};

use super::{Material, document, file_name, lrn, printer, refusal};
use crate::contract::{
    DocumentChoice, Documents, Preview, PreviewRequest, PrintRecord, PrintRequest, Printers,
    Prints, PrintsRequest, ShowRequest,
};
use crate::core::Core;
use crate::desk::blob;
use crate::error::DeskError;

/// Which documents can be printed, and why others cannot.
///
/// # Errors
/// There is no such declaration.
pub(crate) fn documents(core: &Core, request: &ShowRequest) -> Result<Documents, DeskError> {
    let state = core.ask(|reader| core.state(reader, &request.id))?;
    let declaration = Declaration::read(&state.body);
    let choice = |kind: DocumentKind| DocumentChoice {
        document: kind.name().to_owned(),
        refused: refusal(kind, &state, &declaration).map(Into::into),
    };
    Ok(Documents {
        documents: DocumentKind::ALL.into_iter().map(choice).collect(),
        languages: Language::ALL.iter().map(|language| language.code().to_owned()).collect(),
    })
}

/// Makes a document to look at; nothing is recorded.
///
/// # Errors
/// The document cannot be had for this declaration, or the fonts are missing.
pub(crate) fn preview(core: &Core, request: &PreviewRequest) -> Result<Preview, DeskError> {
    let id = EntryId(core.surroundings.new_id());
    let (_, rendered) = make(core, &request.id, &request.document, &request.language, id)?;
    let hash =
        Sha256::digest(&rendered.pdf).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let unprintable = rendered.unprintable.iter().map(ToString::to_string).collect();
    let mut previews = core.previews.lock().unwrap_or_else(PoisonError::into_inner);
    if previews.len() >= PREVIEWS_KEPT {
        previews.clear();
    }
    previews.insert(hash.clone(), rendered.pdf);
    Ok(Preview { hash, pages: rendered.pages, unprintable })
}

/// A broker leafs through a few documents; what was looked at long ago is made again when asked for.
const PREVIEWS_KEPT: usize = 32;

/// Makes a document, records it and, if a printer is named, sends it there.
///
/// # Errors
/// The document cannot be had, or the printer does not take it (the print is on record then all the
/// same, without a printer, and can be sent again).
pub(crate) fn print(core: &Core, request: &PrintRequest) -> Result<PrintRecord, DeskError> {
    let actor = core.actor()?;
    let id = EntryId(core.surroundings.new_id());
    let (state, rendered) = make(core, &request.id, &request.document, &request.language, id)?;
    let file = core.store.attachments().put(&rendered.pdf)?;
    let lrn = lrn(&Declaration::read(&state.body));
    let name = file_name(&lrn, &request.document, state.revision, &request.language);
    let sent = request.printer.as_deref().map(|printer| send(printer, &name, &rendered.pdf));
    let printed = Printed {
        document: request.document.clone(),
        language: request.language.clone(),
        file: file.clone(),
        pages: rendered.pages,
        revision: state.revision,
        printer: request.printer.clone().filter(|_| matches!(sent, Some(Ok(())))),
    };
    let mut draft =
        core.draft(Some(state.id), Event::from(printed.clone()), &actor, state.revision);
    draft.id = id;
    let at = draft.at;
    core.write(|writer| Ok::<_, DeskError>(writer.append(draft)?))?;
    sent.unwrap_or(Ok(()))?;
    Ok(record(state.id, lrn, printed, actor, at))
}

/// All prints, newest first.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn prints(core: &Core, request: &PrintsRequest) -> Result<Prints, DeskError> {
    core.ask(|reader| {
        let rows = reader.prints(request.offset.into(), request.limit.min(500).into())?;
        let prints = rows.into_iter().map(|row| PrintRecord {
            declaration: row.declaration.0,
            file_name: file_name(&row.lrn, &row.document, row.revision, &row.language),
            lrn: row.lrn,
            document: row.document,
            language: row.language,
            hash: row.file.0,
            pages: row.pages,
            revision: row.revision,
            superseded: row.superseded,
            printer: row.printer,
            by: row.actor,
            at: row.at,
        });
        let total = u32::try_from(reader.print_count()?).unwrap_or(u32::MAX);
        Ok(Prints { prints: prints.collect(), total })
    })
}

/// Printers of this machine.
pub(crate) fn printers() -> Printers {
    Printers { printers: printer::printers() }
}

fn make(
    core: &Core,
    text: &str,
    kind: &str,
    language: &str,
    document_id: EntryId,
) -> Result<(State, Rendered), DeskError> {
    let broker = core.broker()?.ok_or(DeskError::NotSignedIn)?;
    let kind: DocumentKind = kind.parse()?;
    let language: Language = language.parse()?;
    let (state, changed) = core.ask(|reader| {
        let state = core.state(reader, text)?;
        let changed = reader.entries_of(state.id)?.last().map(|entry| entry.at);
        Ok::<_, DeskError>((state, changed))
    })?;
    let now = core.surroundings.local(core.surroundings.now());
    let view_model = document(
        kind,
        &Material {
            state: &state,
            declaration: &Declaration::read(&state.body),
            broker: &broker,
            document_id: document_id.to_string(),
            language,
            now,
            data_as_of: core.surroundings.local(changed.unwrap_or(state.queued_at)),
            photo: &|hash| Ok(blob(core, &hash.0)?.bytes),
        },
    )?;
    let rendered = render(&view_model, core.fonts()?)?;
    Ok((state, rendered))
}

fn send(printer: &str, title: &str, pdf: &[u8]) -> Result<(), DeskError> {
    let failed = |cause: std::io::Error| DeskError::Printer {
        printer: printer.to_owned(),
        cause: cause.to_string(),
    };
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().map_err(failed)?;
    file.write_all(pdf).and_then(|()| file.flush()).map_err(failed)?;
    printer::send(printer, title, file.path())
}

fn record(
    id: DeclarationId,
    lrn: String,
    printed: Printed,
    by: String,
    at: chrono::DateTime<chrono::Utc>,
) -> PrintRecord {
    PrintRecord {
        declaration: id.0,
        file_name: file_name(&lrn, &printed.document, printed.revision, &printed.language),
        lrn,
        document: printed.document,
        language: printed.language,
        hash: printed.file.0,
        pages: printed.pages,
        revision: printed.revision,
        superseded: false,
        printer: printed.printer,
        by,
        at,
    }
}
