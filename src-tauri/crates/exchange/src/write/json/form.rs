//! The form of one declaration. `data/declarations.schema.json` says what each field means.

use customs::declaration::{Adjustment, At, Document, GoodsItem, GoodsLocation, Party, StatedDuty};
use customs::{Declaration, Element, Money, dictionary};
use rust_decimal::Decimal;
use serde::Serialize;

/// Structs whose absent and empty fields are left out.
macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {
        $($(#[$doc])*
        #[derive(Serialize)]
        pub(super) struct $name {
            $(#[serde(skip_serializing_if = "Absent::is_absent")]
            $field: $kind,)+
        })+
    };
}

trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for u32 {
    fn is_absent(&self) -> bool {
        false
    }
}

forms! {
    /// A declaration.
    DeclarationForm {
        lrn: Option<String>,
        mrn: Option<String>,
        ucr: Option<String>,
        data_set: Option<String>,
        declaration_type: Option<String>,
        additional_declaration_type: Option<String>,
        acceptance_date: Option<String>,
        customs_office: Option<String>,
        declarant: Option<PartyForm>,
        representative: Option<PartyForm>,
        exporter: Option<PartyForm>,
        importer: Option<PartyForm>,
        consignee: Option<PartyForm>,
        additional_fiscal_references: Vec<PartyForm>,
        transport_documents: Vec<DocumentForm>,
        documents: Vec<DocumentForm>,
        location_of_goods: Option<LocationForm>,
        containers: Vec<String>,
        delivery_terms: Option<String>,
        additions_and_deductions: Vec<AdjustmentForm>,
        country_of_dispatch: Option<String>,
        country_of_destination: Option<String>,
        transport_and_insurance_costs: Option<AmountForm>,
        total_amount_invoiced: Option<AmountForm>,
        invoice_currency: Option<String>,
        gross_mass: Option<String>,
        total_packages: Option<String>,
        goods_items: Vec<ItemForm>,
        elements: Vec<ElementForm>,
    }

    /// A party; what it does is its role.
    PartyForm {
        identification_number: Option<String>,
        name: Option<String>,
        street_and_number: Option<String>,
        postcode: Option<String>,
        city: Option<String>,
        country: Option<String>,
        role: Option<String>,
    }

    DocumentForm {
        r#type: Option<String>,
        reference_number: Option<String>,
    }

    LocationForm {
        r#type: Option<String>,
        qualifier: Option<String>,
        identification: Option<String>,
        country: Option<String>,
    }

    AmountForm {
        amount: Option<String>,
        currency: Option<String>,
    }

    AdjustmentForm {
        code: Option<String>,
        amount: Option<String>,
        currency: Option<String>,
    }

    ItemForm {
        number: u32,
        description: Option<String>,
        commodity_code: Option<String>,
        national_additional_codes: Vec<String>,
        country_of_origin: Option<String>,
        requested_procedure: Option<String>,
        previous_procedure: Option<String>,
        additional_procedures: Vec<String>,
        value: Option<AmountForm>,
        additions_and_deductions: Vec<AdjustmentForm>,
        valuation_method: Option<String>,
        transport_and_insurance_costs: Option<AmountForm>,
        statistical_value: Option<AmountForm>,
        preference: Option<String>,
        gross_mass: Option<String>,
        net_mass: Option<String>,
        supplementary_units: Option<String>,
        packages: Option<String>,
        duties_and_taxes: Vec<DutyForm>,
        additional_fiscal_references: Vec<PartyForm>,
        exporter: Option<PartyForm>,
        documents: Vec<DocumentForm>,
    }

    /// A duty or tax as the declarant stated it.
    DutyForm {
        tax_type: Option<String>,
        rate: Option<String>,
        method_of_payment: Option<String>,
    }

    /// One value as it is written in the declaration.
    ElementForm {
        path: Option<String>,
        data_element: Option<String>,
        value: Option<String>,
    }
}

/// The form of a declaration.
pub(super) fn declaration(body: &Element) -> DeclarationForm {
    let read = Declaration::read(body);
    DeclarationForm {
        lrn: text(read.lrn),
        mrn: text(read.mrn),
        ucr: text(read.ucr),
        data_set: Some(read.data_set.0).filter(|name| !name.is_empty()),
        declaration_type: text(read.declaration_type),
        additional_declaration_type: text(read.additional_type),
        acceptance_date: read.acceptance_date.map(|day| day.format("%Y-%m-%d").to_string()),
        customs_office: text(read.office),
        declarant: read.declarant.map(party),
        representative: read.representative.map(party),
        exporter: read.exporter.map(party),
        importer: read.importer.map(party),
        consignee: read.consignee.map(party),
        additional_fiscal_references: each(read.fiscal_references, party),
        transport_documents: each(read.transport_documents, document),
        documents: each(read.documents, document),
        location_of_goods: read.location.map(location),
        containers: read.containers.into_iter().map(|at| at.value).collect(),
        delivery_terms: text(read.delivery_terms),
        additions_and_deductions: each(read.adjustments, adjustment),
        country_of_dispatch: text(read.dispatch_country),
        country_of_destination: text(read.destination_country),
        transport_and_insurance_costs: money(read.transport_costs),
        total_amount_invoiced: money(read.invoice_total),
        invoice_currency: read.invoice_currency.map(|currency| currency.0),
        gross_mass: decimal(read.gross_mass),
        total_packages: decimal(read.total_packages),
        goods_items: each(read.items, item),
        elements: elements(body),
    }
}

fn item(item: GoodsItem) -> ItemForm {
    ItemForm {
        number: item.number,
        description: text(item.description),
        commodity_code: text(item.commodity_code),
        national_additional_codes: item.national_codes,
        country_of_origin: text(item.origin),
        requested_procedure: text(item.procedure),
        previous_procedure: text(item.previous_procedure),
        additional_procedures: item.additional_procedures.into_iter().map(|at| at.value).collect(),
        value: money(item.value),
        additions_and_deductions: each(item.adjustments, adjustment),
        valuation_method: text(item.valuation_method),
        transport_and_insurance_costs: money(item.transport_costs),
        statistical_value: money(item.statistical_value),
        preference: text(item.preference),
        gross_mass: decimal(item.gross_mass),
        net_mass: decimal(item.net_mass),
        supplementary_units: decimal(item.supplementary_units),
        packages: decimal(item.packages),
        duties_and_taxes: each(item.stated_duties, duty),
        additional_fiscal_references: each(item.fiscal_references, party),
        exporter: item.exporter.map(party),
        documents: each(item.documents, document),
    }
}

fn party(party: Party) -> PartyForm {
    PartyForm {
        identification_number: text(party.id),
        name: text(party.name),
        street_and_number: party.street,
        postcode: party.postcode,
        city: party.city,
        country: text(party.country),
        role: text(party.role),
    }
}

fn document(document: Document) -> DocumentForm {
    DocumentForm {
        r#type: Some(document.kind).filter(|kind| !kind.is_empty()),
        reference_number: Some(document.reference).filter(|reference| !reference.is_empty()),
    }
}

fn location(location: GoodsLocation) -> LocationForm {
    LocationForm {
        r#type: text(location.kind),
        qualifier: text(location.qualifier),
        identification: text(location.identification),
        country: text(location.country),
    }
}

fn adjustment(adjustment: Adjustment) -> AdjustmentForm {
    AdjustmentForm {
        code: Some(adjustment.code),
        amount: Some(adjustment.amount.amount.to_string()),
        currency: Some(adjustment.amount.currency.0),
    }
}

fn duty(duty: StatedDuty) -> DutyForm {
    DutyForm {
        tax_type: duty.tax_type,
        rate: duty.rate.map(|rate| rate.to_string()),
        method_of_payment: duty.method_of_payment,
    }
}

/// Every value with its place and, where it is known, its data element number.
fn elements(body: &Element) -> Vec<ElementForm> {
    let form = |(path, value): (customs::Path, &str)| ElementForm {
        data_element: dictionary().of(&path).and_then(|element| element.number.clone()),
        path: Some(path.to_string()),
        value: Some(value.to_owned()),
    };
    body.values().into_iter().map(form).collect()
}

fn each<T, U>(all: Vec<T>, form: impl Fn(T) -> U) -> Vec<U> {
    all.into_iter().map(form).collect()
}

fn text(at: Option<At<String>>) -> Option<String> {
    at.map(|at| at.value)
}

fn decimal(at: Option<At<Decimal>>) -> Option<String> {
    at.map(|at| at.value.to_string())
}

fn money(at: Option<At<Money>>) -> Option<AmountForm> {
    let money = at?.value;
    Some(AmountForm { amount: Some(money.amount.to_string()), currency: Some(money.currency.0) })
}
