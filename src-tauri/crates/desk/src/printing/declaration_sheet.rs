//! The declaration with all its data elements.

use documents::model::{DeclarationSheet, ElementRow, Group, GroupKind};

use super::{Material, shared, words};
use crate::contract::DataElement;
use crate::review;

/// The view model.
pub(crate) fn declaration_sheet(material: &Material<'_>) -> DeclarationSheet {
    let declaration = material.declaration;
    let elements =
        review::elements(&material.state.body, &declaration.data_set, &[], material.labels());
    DeclarationSheet {
        frame: material.frame(),
        status: Some(words::status(material.state.status, material.labels()).to_owned()),
        parties: shared::parties(declaration),
        shipment: shared::shipment(declaration),
        groups: groups(elements),
    }
}

/// Header first, then the shipment, then each item; within each the order of the source.
fn groups(elements: Vec<DataElement>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for element in elements {
        let kind = match element.item {
            Some(number) => GroupKind::Item { number },
            None if element.path.starts_with("GoodsShipment/") => GroupKind::Shipment,
            None => GroupKind::Header,
        };
        let row = row(element);
        match groups.iter_mut().find(|group| group.kind == kind) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { kind, rows: vec![row] }),
        }
    }
    groups.sort_by_key(|group| match group.kind {
        GroupKind::Header => (0, 0),
        GroupKind::Shipment => (1, 0),
        GroupKind::Item { number } => (2, number),
        GroupKind::Other { .. } => (3, 0),
    });
    groups
}

fn row(element: DataElement) -> ElementRow {
    let value = match element.unit {
        Some(unit) => format!("{} {unit}", element.value),
        None => element.value,
    };
    ElementRow { number: element.number, name: element.label, value }
}
