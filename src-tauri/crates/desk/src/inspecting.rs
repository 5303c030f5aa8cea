//! Inspections: the record, the photos, what is drawn on them, and the signature.

mod files;

use customs::Declaration;
use customs::declaration::At;
use journal::{
    Annotated, AnnotationRemoved, AttachmentHash, AttachmentPurpose, ControlResult, DeclarationId,
    Event, InspectionClosed, InspectionRecorded, Measured, Seal, State,
};
use rust_decimal::Decimal;
use store::Writer;

use crate::contract::{
    self, AnnotateRequest, AttachRequest, CloseInspection, DeclarationView, RecordInspection,
    RemoveAnnotation,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::{annotation, printing, showing};

/// Writes the inspection's record. The declared figures are taken from the declaration as it stands.
///
/// # Errors
/// The inspection is closed, or the authority has had its last word.
pub(crate) fn record(
    core: &Core,
    request: &RecordInspection,
) -> Result<DeclarationView, DeskError> {
    change(core, &request.id, |state| {
        let declaration = Declaration::read(&state.body);
        let record = &request.record;
        Ok(Event::from(InspectionRecorded {
            control_type: record.control_type.clone().filter(|code| !code.is_empty()),
            measured: record.measured.iter().map(|line| measured(line, &declaration)).collect(),
            seals: record.seals.iter().map(seal).collect(),
            remarks: record.remarks.clone(),
        }))
    })
}

/// Closes the inspection and signs it.
///
/// # Errors
/// Nobody is signed in, the result is none, or it is closed already.
pub(crate) fn close(core: &Core, request: &CloseInspection) -> Result<DeclarationView, DeskError> {
    let signed_by = core.actor()?;
    let result = result(&request.result)?;
    change(core, &request.id, |state| {
        if state.inspection.is_none() {
            let lrn = printing::lrn(&Declaration::read(&state.body));
            return Err(DeskError::NotInspected { lrn });
        }
        let remarks = request.remarks.trim().to_owned();
        Ok(Event::from(InspectionClosed { result, remarks, signed_by: signed_by.clone() }))
    })
}

/// Attaches a staged file: a photo (PNG, JPEG) or a document (PDF as well).
///
/// # Errors
/// The file is none of these, is too large, or the inspection is closed.
pub(crate) fn attach(core: &Core, request: &AttachRequest) -> Result<DeclarationView, DeskError> {
    let purpose = match request.purpose {
        contract::AttachmentPurpose::Photo => AttachmentPurpose::Photo,
        contract::AttachmentPurpose::Document | contract::AttachmentPurpose::Source => {
            AttachmentPurpose::Document
        }
    };
    // The file is kept before the entry that names it: a crash in between leaves an orphan to sweep,
    // never an entry without its evidence.
    let attached = files::keep(core, &core.staging.get(request.staged)?, purpose)?;
    let view = change(core, &request.id, |_| Ok(Event::from(attached.clone())))?;
    core.staging.forget(request.staged);
    Ok(view)
}

/// Puts a region or note on a photo, or changes one.
///
/// # Errors
/// The annotation cannot be drawn or printed, or there is no such photo.
pub(crate) fn annotate(
    core: &Core,
    request: &AnnotateRequest,
) -> Result<DeclarationView, DeskError> {
    annotation::check(&request.annotation)?;
    let file = AttachmentHash(request.hash.clone());
    change(core, &request.id, |state| {
        if state.attachments.iter().all(|known| known.attached.file != file) {
            let lrn = printing::lrn(&Declaration::read(&state.body));
            return Err(DeskError::UnknownAttachment { lrn, hash: request.hash.clone() });
        }
        let annotation = request.annotation.clone();
        Ok(Event::from(Annotated { file: file.clone(), annotation }))
    })
}

/// Takes a region or note off.
///
/// # Errors
/// There is no such annotation, or the inspection is closed.
pub(crate) fn remove_annotation(
    core: &Core,
    request: &RemoveAnnotation,
) -> Result<DeclarationView, DeskError> {
    change(core, &request.id, |state| {
        if state.annotations.iter().all(|known| known.id != request.annotation) {
            return Err(DeskError::BadAnnotation(format!(
                "there is none with the id {}",
                request.annotation
            )));
        }
        Ok(Event::from(AnnotationRemoved { id: request.annotation.clone() }))
    })
}

fn change(
    core: &Core,
    text: &str,
    event: impl Fn(&State) -> Result<Event, DeskError>,
) -> Result<DeclarationView, DeskError> {
    let actor = core.actor()?;
    let id: DeclarationId = core.write(|writer: &mut Writer<'_>| {
        let state = core.state(writer, text)?;
        let lrn = || printing::lrn(&Declaration::read(&state.body));
        if state.inspection.as_ref().is_some_and(|inspection| inspection.closed.is_some()) {
            return Err(DeskError::InspectionClosed(lrn()));
        }
        let event = event(&state)?;
        let about_inspection =
            matches!(event, Event::InspectionRecorded(_) | Event::InspectionClosed(_));
        if about_inspection && !state.status.allows_inspection() {
            return Err(DeskError::NotAllowed {
                lrn: lrn(),
                status: state.status,
                wanted: "inspected",
            });
        }
        writer.append(core.draft(Some(state.id), event, &actor, state.revision))?;
        Ok(state.id)
    })?;
    showing::shown(core, id)
}

fn measured(line: &contract::Measured, declaration: &Declaration) -> Measured {
    let value = |at: &Option<At<Decimal>>| at.as_ref().map(|at| at.value);
    let item =
        line.item.and_then(|number| declaration.items.iter().find(|item| item.number == number));
    let (quantity, mass, packages) = match item {
        Some(item) => {
            (value(&item.supplementary_units), value(&item.gross_mass), value(&item.packages))
        }
        None => (None, declaration.total_gross_mass(), declaration.total_package_count()),
    };
    Measured {
        item: line.item,
        declared_quantity: quantity,
        quantity: line.quantity,
        declared_gross_mass: mass,
        gross_mass: line.gross_mass,
        declared_packages: packages,
        packages: line.packages,
    }
}

fn seal(seal: &contract::Seal) -> Seal {
    Seal { number: seal.number.trim().to_owned(), intact: seal.intact }
}

fn result(code: &str) -> Result<ControlResult, DeskError> {
    use ControlResult as R;
    let all = [R::A1, R::A2, R::A3, R::A4, R::A5, R::B1];
    let found = all.into_iter().find(|result| format!("{result:?}") == code);
    found.ok_or_else(|| DeskError::UnknownResult(code.to_owned()))
}
