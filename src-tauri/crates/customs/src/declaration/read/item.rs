//! One goods item.

use rust_decimal::Decimal;

use crate::declaration::{Adjustment, At, GoodsItem, StatedDuty, StatedQuantity};
use crate::money::{Currency, Money};

use super::place::{self, Place};
use super::{documents, party};

/// Reads the item; `position` counts from one and stands in where no number is written.
pub(super) fn read(place: &Place, position: usize, currency: Option<&Currency>) -> GoodsItem {
    let commodity = place.child("Commodity");
    let measure = commodity.as_ref().and_then(|commodity| commodity.child("GoodsMeasure"));
    let of_measure = |name: &str| measure.as_ref().and_then(|measure| measure.decimal(&[name]));
    let procedures = Procedures::read(place);
    GoodsItem {
        number: number(place, position),
        description: commodity.as_ref().and_then(|commodity| commodity.text(&["Description"])),
        commodity_code: commodity.as_ref().and_then(commodity_code),
        national_codes: commodity.as_ref().map(|at| codes_of(at, "GN")).unwrap_or_default(),
        additional_codes: commodity.as_ref().map(|at| codes_of(at, "TRA")).unwrap_or_default(),
        origin: origin(place),
        preferential_origin: preferential_origin(place),
        procedure: procedures.requested,
        previous_procedure: procedures.previous,
        additional_procedures: procedures.additional,
        value: value(place, commodity.as_ref(), currency),
        adjustments: adjustments(place, currency),
        valuation_method: place.text(&["CustomsValuation", "MethodCode"]),
        transport_costs: place
            .money(&["Freight", "rate"], currency)
            .or_else(|| place.money(&["CustomsValuation", "FreightChargeAmount"], currency)),
        statistical_value: place.money(&["StatisticalValueAmount"], None),
        preference: commodity.as_ref().and_then(preference),
        gross_mass: of_measure("GrossMassMeasure"),
        net_mass: of_measure("NetNetWeightMeasure"),
        supplementary_units: of_measure("TariffQuantity"),
        packages: packages(place),
        stated_duties: commodity.as_ref().map(|at| stated_duties(at, currency)).unwrap_or_default(),
        stated_quantities: commodity.as_ref().map(stated_quantities).unwrap_or_default(),
        fiscal_references: party::read_all_with_role(place, "DomesticDutyTaxParty", "RoleCode"),
        exporter: party::read(place, "Exporter").or_else(|| party::read(place, "Consignor")),
        documents: documents::read(place).into_iter().chain(documents::transport(place)).collect(),
        path: place.path.clone(),
    }
}

/// Additions and deductions written below this element's customs valuation.
pub(super) fn adjustments(place: &Place, currency: Option<&Currency>) -> Vec<Adjustment> {
    let Some(valuation) = place.child("CustomsValuation") else { return Vec::new() };
    valuation
        .all("ChargeDeduction")
        .filter_map(|each| {
            let code = each.text(&["ChargesTypeCode"])?.value;
            let amount = each.money(&["OtherChargeDeductionAmount"], currency)?.value;
            Some(Adjustment { code, amount, path: each.path.clone() })
        })
        .collect()
}

fn number(place: &Place, position: usize) -> u32 {
    let written =
        place.element.text(&["SequenceNumeric"]).and_then(|text| text.trim().parse().ok());
    written.unwrap_or_else(|| u32::try_from(position).unwrap_or(u32::MAX))
}

/// The intrinsic value (H7) or the item's amount on the invoice.
fn value(
    place: &Place,
    commodity: Option<&Place>,
    currency: Option<&Currency>,
) -> Option<At<Money>> {
    commodity
        .and_then(|commodity| commodity.money(&["InvoiceLine", "ItemChargeAmount"], currency))
        .or_else(|| place.money(&["CustomsValueAmount"], currency))
}

/// The digits of the commodity code put together: HS, CN and TARIC parts (HS + CN + TRC) or the
/// British pair (TSP + TRC). Additional codes and national codes are not part of it.
fn commodity_code(commodity: &Place) -> Option<At<String>> {
    const PARTS: [&str; 4] = ["HS", "TSP", "CN", "TRC"];
    let parts: Vec<Place> = commodity.all("Classification").collect();
    let mut digits = String::new();
    let mut path = None;
    for kind in PARTS {
        let of_kind = |part: &&Place| part.element.text(&["IdentificationTypeCode"]) == Some(kind);
        let Some(code) = parts.iter().find(of_kind).and_then(|part| part.text(&["ID"])) else {
            continue;
        };
        digits.push_str(&code.value);
        path.get_or_insert(code.path);
    }
    match path {
        Some(path) => Some(At { value: digits, path }),
        None => parts.iter().find(|part| !has_kind(part)).and_then(|part| part.text(&["ID"])),
    }
}

/// Codes beside the commodity code: `GN` national ones, `TRA` those of TARIC.
fn codes_of(commodity: &Place, kind: &str) -> Vec<String> {
    commodity
        .all("Classification")
        .filter(|part| part.element.text(&["IdentificationTypeCode"]) == Some(kind))
        .filter_map(|part| part.text(&["ID"]).map(|at| at.value))
        .collect()
}

fn has_kind(part: &Place) -> bool {
    part.element.text(&["IdentificationTypeCode"]).is_some()
}

/// Country of origin: of type 1 (non-preferential) or without a type; type 2 is preferential origin.
fn origin(place: &Place) -> Option<At<String>> {
    place
        .all("Origin")
        .find(|origin| matches!(origin.element.text(&["TypeCode"]), None | Some("1")))
        .and_then(|origin| origin.text(&["CountryCode"]))
}

/// Country of preferential origin, of type 2.
fn preferential_origin(place: &Place) -> Option<At<String>> {
    place
        .all("Origin")
        .find(|origin| origin.element.text(&["TypeCode"]) == Some("2"))
        .and_then(|origin| origin.text(&["CountryCode"]))
}

/// The preference may stand in any of the duty lines, most often in one of its own.
fn preference(commodity: &Place) -> Option<At<String>> {
    commodity.all("DutyTaxFee").find_map(|fee| fee.text(&["DutyRegimeCode"]))
}

#[derive(Default)]
struct Procedures {
    requested: Option<At<String>>,
    previous: Option<At<String>>,
    additional: Vec<At<String>>,
}

impl Procedures {
    /// A code of three characters without a previous procedure is an additional one; the first of
    /// the others is the procedure.
    fn read(item: &Place) -> Self {
        let mut procedures = Self::default();
        for place in item.all("GovernmentProcedure") {
            let current = place.text(&["CurrentCode"]);
            let previous = place.text(&["PreviousCode"]);
            match current {
                Some(code) if code.value.chars().count() == 3 && previous.is_none() => {
                    procedures.additional.push(code);
                }
                current if procedures.requested.is_none() => {
                    procedures.requested = current;
                    procedures.previous = previous;
                }
                _ => {}
            }
        }
        procedures
    }
}

fn packages(place: &Place) -> Option<At<Decimal>> {
    let counts: Vec<At<Decimal>> =
        place.all("Packaging").filter_map(|each| each.decimal(&["QuantityQuantity"])).collect();
    let sum = counts.iter().try_fold(Decimal::ZERO, |sum, count| sum.checked_add(count.value))?;
    let path = counts.into_iter().next()?.path;
    Some(At { value: sum, path })
}

fn stated_duties(commodity: &Place, currency: Option<&Currency>) -> Vec<StatedDuty> {
    commodity
        .all("DutyTaxFee")
        .map(|each| StatedDuty {
            tax_type: each.text(&["TypeCode"]).map(|at| at.value),
            rate: each.element.text(&["TaxRateNumeric"]).and_then(place::number),
            base: each.money(&["AdValoremTaxBaseAmount"], currency).map(|at| at.value),
            method_of_payment: each.text(&["Payment", "MethodCode"]).map(|at| at.value),
            path: each.path.clone(),
        })
        .filter(|duty| {
            duty.tax_type.is_some() || duty.rate.is_some() || duty.method_of_payment.is_some()
        })
        .collect()
}

fn stated_quantities(commodity: &Place) -> Vec<StatedQuantity> {
    let fees: Vec<Place> = commodity.all("DutyTaxFee").collect();
    let bases = fees.iter().flat_map(|fee| fee.all("SpecificTaxBaseQuantity"));
    bases
        .filter_map(|base| {
            let unit = base.element.attribute("unitCode")?.to_owned();
            let quantity = base.element.value.as_deref().and_then(place::number)?;
            Some(StatedQuantity { unit, quantity })
        })
        .collect()
}
