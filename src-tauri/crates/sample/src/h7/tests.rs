use std::collections::BTreeSet;

use super::{AFTERNOON, CASES, MORNING, Options, Size, parcel_at};
use crate::check;
use crate::{DAY, SEED};

/// LRNs of the sample's parcels one of whose identifiers does not hold.
fn broken(holds: fn(&super::parcel::Parcel) -> bool) -> BTreeSet<String> {
    [(MORNING, 0..860), (AFTERNOON, 1000..1800)]
        .into_iter()
        .flat_map(|(flight, numbers)| {
            let options = Options { size: Size::Rows(0), seed: SEED, flight, day: DAY };
            numbers.map(move |number| parcel_at(options, number))
        })
        .filter(|parcel| !holds(parcel))
        .map(|parcel| parcel.lrn)
        .collect()
}

fn planted(names: &[&str]) -> BTreeSet<String> {
    CASES.iter().filter(|case| names.contains(&case.name)).flat_map(|case| case.lrns(DAY)).collect()
}

fn is_eori(text: &str) -> bool {
    text.is_empty() || text[2..10].parse().is_ok_and(|stem| check::belgian_eori(stem) == text)
}

#[test]
fn eoris_hold_but_for_the_planted_one() {
    let broken = broken(|parcel| {
        [&parcel.declarant, &parcel.representative, &parcel.importer_id]
            .iter()
            .all(|id| is_eori(id))
    });
    assert_eq!(broken, planted(&["declarant_check_digit"]));
}

#[test]
fn air_waybills_hold_but_for_the_planted_one() {
    let broken = broken(|parcel| {
        let serial = parcel.transport_document[4..11].parse().unwrap();
        check::air_waybill("784", serial) == parcel.transport_document
    });
    assert_eq!(broken, planted(&["air_waybill_check_digit"]));
}

#[test]
fn postal_items_hold_but_for_the_planted_one() {
    let broken = broken(|parcel| {
        let number = &parcel.house_document;
        parcel.house_document_type != "N750"
            || check::postal_item(&number[..2], number[2..10].parse().unwrap(), &number[11..])
                == **number
    });
    assert_eq!(broken, planted(&["postal_item_check_digit"]));
}

#[test]
fn previous_documents_are_movement_references() {
    assert!(broken(|p| check::mrn(&p.previous_document[..17]) == p.previous_document).is_empty());
}

#[test]
fn fiscal_references_fit_the_procedure_but_for_the_planted_ones() {
    let broken = broken(|parcel| {
        let procedures = &parcel.items[0].additional_procedures;
        let ioss = parcel.fiscal_id.strip_prefix("IM").is_some_and(|digits| {
            digits.len() == 10
                && !digits.starts_with('9')
                && digits.bytes().all(|d| d.is_ascii_digit())
        });
        match procedures.as_ref() {
            "F48" => parcel.fiscal_role == "FR5" && ioss,
            "F49" => parcel.fiscal_role == "FR4" && is_eori(&parcel.fiscal_id),
            "F53" => parcel.fiscal_role != "FR5",
            "C08" => parcel.fiscal_role.is_empty(),
            _ => false,
        }
    });
    let expected = planted(&[
        "ioss_missing",
        "ioss_malformed",
        "ioss_unknown_state",
        "fr5_without_f48",
        "f49_without_fr4",
        "c07_after_july",
        "c07_before_july",
        "private_gift_with_ioss",
    ]);
    assert_eq!(broken, expected);
}
