//! The inspection report: what was declared, what was found, and where on the photos.

use customs::Path;
use documents::model::{
    Callout, Comparison, Finding, InspectionReport, Measure, Photo, PixelPoint, Seal, SealState,
    Shape, Signature,
};
use journal::{AttachmentPurpose, AttachmentState, InspectionRecorded, Measured};

use super::{Material, lrn, shared};
use crate::annotation::{self, Region};
use crate::error::DeskError;
use crate::review;

/// The view model.
///
/// # Errors
/// Nothing was recorded, or a photo cannot be read.
pub(crate) fn inspection_report(material: &Material<'_>) -> Result<InspectionReport, DeskError> {
    let declaration = material.declaration;
    let inspection = material
        .state
        .inspection
        .as_ref()
        .ok_or_else(|| DeskError::NotInspected { lrn: lrn(declaration) })?;
    let closed = inspection.closed.as_ref();
    let remarks = [Some(&inspection.record.remarks), closed.map(|(closed, _)| &closed.remarks)];
    let remarks: Vec<&str> =
        remarks.into_iter().flatten().map(String::as_str).filter(|text| !text.is_empty()).collect();
    Ok(InspectionReport {
        frame: material.frame(),
        result: closed.map(|(closed, _)| format!("{:?}", closed.result)),
        control_types: inspection.record.control_type.iter().cloned().collect(),
        place: declaration.goods_location.as_ref().map(|at| at.value.clone()),
        inspected_at: Some(material.local(inspection.at)),
        parties: shared::parties(declaration),
        shipment: shared::shipment(declaration),
        comparisons: comparisons(&inspection.record),
        seals: seals(&inspection.record),
        findings: findings(material),
        photos: photos(material)?,
        remarks: (!remarks.is_empty()).then(|| remarks.join("\n")),
        signature: closed.map(|(closed, at)| Signature {
            name: closed.signed_by.clone(),
            signed_at: material.local(*at),
        }),
    })
}

fn comparisons(record: &InspectionRecorded) -> Vec<Comparison> {
    record.measured.iter().flat_map(compared).collect()
}

/// The pairs of one line of which at least one figure is known.
fn compared(measured: &Measured) -> impl Iterator<Item = Comparison> {
    let item = measured.item;
    [
        (Measure::Quantity, measured.declared_quantity, measured.quantity, ""),
        (Measure::GrossMass, measured.declared_gross_mass, measured.gross_mass, "kg"),
        (Measure::Packages, measured.declared_packages, measured.packages, ""),
    ]
    .into_iter()
    .filter(|(_, declared, found, _)| declared.is_some() || found.is_some())
    .map(move |(measure, declared, measured, unit)| Comparison {
        item,
        measure,
        declared,
        measured,
        unit: unit.to_owned(),
    })
}

fn seals(record: &InspectionRecorded) -> Vec<Seal> {
    let state = |intact| if intact { SealState::Intact } else { SealState::Broken };
    let seals = record.seals.iter();
    seals.map(|seal| Seal { number: seal.number.clone(), state: state(seal.intact) }).collect()
}

/// Notes on photos are the findings; each names the declaration's field that it is tied to.
fn findings(material: &Material<'_>) -> Vec<Finding> {
    let notes = material.state.annotations.iter().filter_map(|state| {
        let text = annotation::note(&state.annotation)?;
        let path: Option<Path> = annotation::field(&state.annotation).and_then(|p| p.parse().ok());
        let item = path.and_then(|path| review::item_of(&material.state.body, &path));
        Some(Finding { item, field: field(material, &state.annotation), text })
    });
    notes.collect()
}

fn photos(material: &Material<'_>) -> Result<Vec<Photo>, DeskError> {
    let photos = material.state.attachments.iter();
    photos
        .filter(|attachment| attachment.attached.purpose == AttachmentPurpose::Photo)
        .map(|attachment| photo(material, attachment))
        .collect()
}

fn photo(material: &Material<'_>, attachment: &AttachmentState) -> Result<Photo, DeskError> {
    let file = &attachment.attached.file;
    let on_it = review::numbered(material.state).filter(|(_, state)| state.file == *file);
    let callouts = on_it.filter_map(|(number, state)| {
        Some(Callout {
            number,
            shape: shape(annotation::region(&state.annotation)?),
            text: annotation::note(&state.annotation).unwrap_or_default(),
            field: field(material, &state.annotation),
        })
    });
    Ok(Photo {
        name: attachment.attached.name.clone(),
        caption: None,
        callouts: callouts.collect(),
        bytes: (material.photo)(file)?,
    })
}

fn shape(region: Region) -> Shape {
    match region {
        Region::Rectangle { x, y, width, height } => Shape::Rectangle { x, y, width, height },
        Region::Polygon(corners) => Shape::Polygon {
            points: corners.into_iter().map(|(x, y)| PixelPoint { x, y }).collect(),
        },
    }
}

fn field(material: &Material<'_>, annotation: &serde_json::Value) -> Option<String> {
    let path: Path = annotation::field(annotation)?.parse().ok()?;
    let data_set = &material.declaration.data_set;
    let label = review::label(&path, data_set, material.labels());
    let known = customs::dictionary::dictionary().of_in(&path, data_set);
    Some(match known.and_then(|known| known.number.as_ref()) {
        Some(number) => format!("{label} ({number})"),
        None => label,
    })
}
