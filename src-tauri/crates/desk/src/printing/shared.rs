//! Parties and shipment, which every document shows.

use customs::Declaration;
use customs::declaration::Document;
use documents::model::{Party, PartyRole, Reference, ReferenceKind, Shipment};

/// Everybody named, in the order in which documents print them.
pub(crate) fn parties(declaration: &Declaration) -> Vec<Party> {
    let single = [
        (PartyRole::Exporter, &declaration.exporter),
        (PartyRole::Consignee, &declaration.consignee),
        (PartyRole::Importer, &declaration.importer),
        (PartyRole::Declarant, &declaration.declarant),
        (PartyRole::Representative, &declaration.representative),
    ];
    let single =
        single.into_iter().filter_map(|(role, named)| named.as_ref().map(|p| party(role, p)));
    let fiscal = declaration.all_fiscal_references().map(|p| party(PartyRole::FiscalReference, p));
    single.chain(fiscal).collect()
}

fn party(role: PartyRole, party: &customs::Party) -> Party {
    let town =
        [&party.postcode, &party.city].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let country = party.country.as_ref().map(|at| at.value.clone());
    let lines = [party.street.clone(), Some(town), country];
    Party {
        role,
        id: party.id.as_ref().map(|at| at.value.clone()),
        name: party.name.as_ref().map(|at| at.value.clone()),
        address: lines.into_iter().flatten().filter(|line| !line.is_empty()).collect(),
    }
}

/// The shipment in a few figures.
pub(crate) fn shipment(declaration: &Declaration) -> Shipment {
    let kind = crate::review::declaration_type(declaration);
    let parts = [declaration.data_set.0.as_str(), kind.as_str()];
    let text =
        |at: &Option<customs::declaration::At<String>>| at.as_ref().map(|at| at.value.clone());
    Shipment {
        declaration: parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        goods_location: text(&declaration.goods_location),
        dispatch_country: text(&declaration.dispatch_country),
        destination_country: text(&declaration.destination_country),
        packages: declaration.total_package_count(),
        gross_mass: declaration.total_gross_mass(),
        references: references(declaration),
    }
}

fn references(declaration: &Declaration) -> Vec<Reference> {
    let transport =
        declaration.transport_documents.iter().map(|d| reference(ReferenceKind::Transport, d));
    let others = declaration.documents.iter().map(|document| {
        let previous =
            document.path.steps().next_back().is_some_and(|step| step.name == "PreviousDocument");
        let kind = if previous { ReferenceKind::Previous } else { ReferenceKind::Supporting };
        reference(kind, document)
    });
    let ucr = declaration.ucr.iter().map(|at| Reference {
        kind: ReferenceKind::Ucr,
        code: String::new(),
        number: at.value.clone(),
    });
    transport.chain(others).chain(ucr).filter(|reference| !reference.number.is_empty()).collect()
}

fn reference(kind: ReferenceKind, document: &Document) -> Reference {
    Reference { kind, code: document.kind.clone(), number: document.reference.clone() }
}
