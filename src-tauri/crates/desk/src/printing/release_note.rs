//! The release note: only from a stored release message.

use customs::declaration::GoodsItem;
use documents::model::{Amount, Release, ReleaseNote, ReleasedItem};
use journal::MessageState;

use super::{Material, lrn, shared};
use crate::error::DeskError;

/// The view model.
///
/// # Errors
/// No release message is stored.
pub(crate) fn release_note(material: &Material<'_>) -> Result<ReleaseNote, DeskError> {
    let declaration = material.declaration;
    let told =
        material.state.release().ok_or_else(|| DeskError::NotReleased { lrn: lrn(declaration) })?;
    Ok(ReleaseNote {
        frame: material.frame(),
        release: release(material, told),
        parties: shared::parties(declaration),
        shipment: shared::shipment(declaration),
        items: declaration.items.iter().map(item).collect(),
    })
}

fn release(material: &Material<'_>, told: &MessageState) -> Release {
    let message = &told.message;
    Release {
        released_at: material.local(message.issued.unwrap_or(told.received_at)),
        control_result: message.control_result.clone(),
        office: material.declaration.office.as_ref().map(|at| at.value.clone()),
        // The message itself does not say who sends it: say whose customs it concerns, and the file.
        received_from: material.declaration.country().map_or_else(
            || told.source.name.clone(),
            |country| format!("{country} · {}", told.source.name),
        ),
        received_at: material.local(told.received_at),
        message: message.code.clone(),
        message_id: message.reference.clone(),
    }
}

fn item(item: &GoodsItem) -> ReleasedItem {
    ReleasedItem {
        number: item.number,
        description: item.description.as_ref().map(|at| at.value.clone()).unwrap_or_default(),
        commodity_code: item.commodity_code.as_ref().map(|at| at.value.clone()),
        origin: item.origin.as_ref().map(|at| at.value.clone()),
        packages: item.packages.as_ref().map(|at| at.value),
        gross_mass: item.gross_mass.as_ref().map(|at| at.value),
        value: item
            .value
            .as_ref()
            .map(|at| Amount { value: at.value.amount, currency: at.value.currency.0.clone() }),
    }
}
