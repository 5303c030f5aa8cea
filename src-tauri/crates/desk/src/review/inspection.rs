//! The inspection between the journal's form and the contract's.

use journal::{InspectionRecorded, InspectionState};

use crate::contract::{ClosedInspection, InspectionRecord, InspectionView, Measured, Seal};

/// The inspection as people see it.
pub(crate) fn inspection(state: &InspectionState) -> InspectionView {
    InspectionView {
        record: record(&state.record),
        by: state.by.clone(),
        at: state.at,
        closed: state.closed.as_ref().map(|(closed, at)| ClosedInspection {
            result: format!("{:?}", closed.result),
            remarks: closed.remarks.clone(),
            signed_by: closed.signed_by.clone(),
            at: *at,
        }),
    }
}

fn record(recorded: &InspectionRecorded) -> InspectionRecord {
    InspectionRecord {
        control_type: recorded.control_type.clone(),
        measured: recorded
            .measured
            .iter()
            .map(|measured| Measured {
                item: measured.item,
                declared_quantity: measured.declared_quantity,
                quantity: measured.quantity,
                declared_gross_mass: measured.declared_gross_mass,
                gross_mass: measured.gross_mass,
                declared_packages: measured.declared_packages,
                packages: measured.packages,
            })
            .collect(),
        seals: recorded
            .seals
            .iter()
            .map(|seal| Seal { number: seal.number.clone(), intact: seal.intact })
            .collect(),
        remarks: recorded.remarks.clone(),
    }
}
