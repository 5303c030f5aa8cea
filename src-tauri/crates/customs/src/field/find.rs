//! Finds a field's values in a declaration.

use rust_decimal::Decimal;

use super::{DocumentPart, Field, Name, Part, Place, Scope, Spot, Value, Who};
use crate::declaration::{At, Declaration, Document, GoodsItem, Party, StatedDuty};
use crate::element::{Element, Path};
use crate::money::Money;
use crate::rule::Case;

impl Field {
    /// All values of the field, in order; fields of items need the item.
    pub(crate) fn values<'a>(
        &'a self,
        case: &Case<'a>,
        item: Option<&'a GoodsItem>,
    ) -> Vec<Spot<'a>> {
        match (self.scope, item) {
            (Scope::Header, _) => self.of_header(case),
            (Scope::Item, Some(item)) => self.of_item(case, item),
            (Scope::Item, None) => {
                case.declaration.items.iter().flat_map(|item| self.of_item(case, item)).collect()
            }
        }
    }

    /// Whether the field has any value.
    pub(crate) fn is_present<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> bool {
        !self.values(case, item).is_empty()
    }

    fn of_header<'a>(&'a self, case: &Case<'a>) -> Vec<Spot<'a>> {
        let d = case.declaration;
        let location = d.location.as_ref();
        match &self.name {
            Name::DataSet => {
                vec![Spot { value: Value::Text(&d.data_set.0), place: Place::Nowhere }]
            }
            Name::Lrn => text(&d.lrn),
            Name::Mrn => text(&d.mrn),
            Name::Ucr => text(&d.ucr),
            Name::Office => text(&d.office),
            Name::DeclarationType => text(&d.declaration_type),
            Name::AdditionalType => text(&d.additional_type),
            Name::DeliveryTerms => text(&d.delivery_terms),
            Name::DispatchCountry => text(&d.dispatch_country),
            Name::DestinationCountry => text(&d.destination_country),
            Name::Location => text(&d.goods_location),
            Name::LocationKind => location.map(|l| text(&l.kind)).unwrap_or_default(),
            Name::LocationQualifier => location.map(|l| text(&l.qualifier)).unwrap_or_default(),
            Name::LocationId => location.map(|l| text(&l.identification)).unwrap_or_default(),
            Name::Container => d.containers.iter().map(Spot::text).collect(),
            Name::InvoiceCurrency => invoice_currency(d),
            Name::InvoiceTotal => d.invoice_total.iter().map(Spot::money).collect(),
            Name::TransportCosts => d.transport_costs.iter().map(Spot::money).collect(),
            Name::GrossMass => number(&d.gross_mass),
            Name::TotalPackages => number(&d.total_packages),
            Name::StatedItems => number(&d.stated_items),
            Name::ItemCount => vec![Spot::worked_out(Decimal::from(d.items.len()))],
            _ => self.of_header_parts(case),
        }
    }

    /// Sums over the items, parties, documents and places in the tree.
    fn of_header_parts<'a>(&'a self, case: &Case<'a>) -> Vec<Spot<'a>> {
        let d = case.declaration;
        match &self.name {
            Name::TotalValueEur => {
                case.total_value_eur().map(Spot::worked_out).into_iter().collect()
            }
            Name::TotalItemGrossMass => total(d, |item| item.gross_mass.as_ref()),
            Name::TotalItemValue => total_value(d).map(Spot::worked_out).into_iter().collect(),
            Name::TotalItemPackages => total(d, |item| item.packages.as_ref()),
            Name::Party(who, part) => {
                party(d, *who).map(|p| of_party(p, *part)).unwrap_or_default()
            }
            Name::FiscalReference(role, part) => fiscal(&d.fiscal_references, role, *part),
            Name::TransportDocument(kinds, part) => documents(d.waybills(), kinds, *part),
            Name::Document(kinds, part) => documents(d.documents.iter(), kinds, *part),
            Name::Tree(names, attribute) => {
                in_tree(case.body, &Path::root(), names, attribute.as_deref())
            }
            _ => Vec::new(),
        }
    }

    fn of_item<'a>(&'a self, case: &Case<'a>, item: &'a GoodsItem) -> Vec<Spot<'a>> {
        match &self.name {
            Name::Description => text(&item.description),
            Name::CommodityCode => text(&item.commodity_code),
            Name::Origin => text(&item.origin),
            Name::Procedure => text(&item.procedure),
            Name::PreviousProcedure => text(&item.previous_procedure),
            Name::AdditionalProcedure => {
                item.additional_procedures.iter().map(Spot::text).collect()
            }
            Name::ValuationMethod => text(&item.valuation_method),
            Name::Preference => text(&item.preference),
            Name::Value => item.value.iter().map(Spot::money).collect(),
            Name::ValueEur => value_eur(case, item).map(Spot::worked_out).into_iter().collect(),
            Name::ValuePerKgEur => value_per_kg(case, item).into_iter().collect(),
            Name::Currency => currency(item),
            Name::TransportCosts => item.transport_costs.iter().map(Spot::money).collect(),
            Name::StatisticalValue => item.statistical_value.iter().map(Spot::money).collect(),
            Name::GrossMass => number(&item.gross_mass),
            Name::NetMass => number(&item.net_mass),
            Name::SupplementaryUnits => number(&item.supplementary_units),
            Name::Packages => number(&item.packages),
            Name::TaxType => duties(item, "TypeCode", |duty| duty.tax_type.as_deref()),
            Name::MethodOfPayment => {
                duties(item, "Payment/MethodCode", |duty| duty.method_of_payment.as_deref())
            }
            Name::Party(Who::Exporter, part) => {
                item.exporter.as_ref().map(|party| of_party(party, *part)).unwrap_or_default()
            }
            Name::FiscalReference(role, part) => fiscal(&item.fiscal_references, role, *part),
            Name::Document(kinds, part) => documents(item.documents.iter(), kinds, *part),
            Name::Tree(names, attribute) => match case.element_of(item) {
                Some(element) => in_tree(element, &item.path, names, attribute.as_deref()),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

fn text(at: &Option<At<String>>) -> Vec<Spot<'_>> {
    at.iter().map(Spot::text).collect()
}

fn number(at: &Option<At<Decimal>>) -> Vec<Spot<'_>> {
    at.iter().map(Spot::number).collect()
}

fn party(declaration: &Declaration, who: Who) -> Option<&Party> {
    match who {
        Who::Declarant => declaration.declarant.as_ref(),
        Who::Representative => declaration.representative.as_ref(),
        Who::Exporter => declaration.exporter.as_ref(),
        Who::Importer => declaration.importer.as_ref(),
        Who::Consignee => declaration.consignee.as_ref(),
    }
}

fn of_party(party: &Party, part: Part) -> Vec<Spot<'_>> {
    match part {
        Part::Id => text(&party.id),
        Part::Name => text(&party.name),
        Part::Country => text(&party.country),
        Part::Role => text(&party.role),
        Part::Street => plain(&party.street, &party.path, "Address/Line"),
        Part::Postcode => plain(&party.postcode, &party.path, "Address/PostcodeID"),
        Part::City => plain(&party.city, &party.path, "Address/CityName"),
    }
}

fn plain<'a>(value: &'a Option<String>, path: &'a Path, below: &'static str) -> Vec<Spot<'a>> {
    let spot =
        |value: &'a String| Spot { value: Value::Text(value), place: Place::Below(path, below) };
    value.iter().map(spot).collect()
}

fn fiscal<'a>(parties: &'a [Party], role: &Option<String>, part: Part) -> Vec<Spot<'a>> {
    let wanted = |party: &&Party| match role {
        Some(role) => party.role.as_ref().is_some_and(|at| at.value == *role),
        None => true,
    };
    parties.iter().filter(wanted).flat_map(|party| of_party(party, part)).collect()
}

fn documents<'a>(
    documents: impl Iterator<Item = &'a Document>,
    kinds: &[String],
    part: DocumentPart,
) -> Vec<Spot<'a>> {
    documents
        .filter(|document| kinds.is_empty() || kinds.contains(&document.kind))
        .filter_map(|document| {
            let (value, below) = match part {
                DocumentPart::Kind => (&document.kind, "TypeCode"),
                DocumentPart::Reference => (&document.reference, "ID"),
            };
            let place = Place::Below(&document.path, below);
            (!value.is_empty()).then_some(Spot { value: Value::Text(value), place })
        })
        .collect()
}

fn currency(item: &GoodsItem) -> Vec<Spot<'_>> {
    item.value.iter().filter_map(at_currency).collect()
}

fn at_currency(at: &At<Money>) -> Option<Spot<'_>> {
    let code = at.value.currency.0.as_str();
    let place = Place::Tree(at.path.with_attribute("currencyID"));
    (!code.is_empty()).then_some(Spot { value: Value::Text(code), place })
}

fn invoice_currency(declaration: &Declaration) -> Vec<Spot<'_>> {
    declaration
        .invoice_currency
        .iter()
        .map(|currency| Spot {
            value: Value::Text(&currency.0),
            place: Place::Tree(Path::root().child("InvoiceAmount", 1).with_attribute("currencyID")),
        })
        .collect()
}

fn value_eur(case: &Case, item: &GoodsItem) -> Option<Decimal> {
    case.rules.in_eur(&item.value.as_ref()?.value)
}

/// Euro for a kilogram of gross mass, to the cent; the finding stands at the value.
fn value_per_kg<'a>(case: &Case<'a>, item: &'a GoodsItem) -> Option<Spot<'a>> {
    let mass = item.gross_mass.as_ref()?.value;
    let each = value_eur(case, item)?.checked_div(mass)?.round_dp(2);
    Some(Spot { value: Value::Number(each), place: Place::At(&item.value.as_ref()?.path) })
}

/// Sum of the items' amounts, where all are in the currency of the invoice.
fn total_value(declaration: &Declaration) -> Option<Decimal> {
    let currency = declaration.invoice_currency.as_ref()?;
    let amount = |item: &GoodsItem| {
        let value = &item.value.as_ref()?.value;
        (value.currency == *currency).then_some(value.amount)
    };
    declaration.items.iter().map(amount).reduce(|sum, part| sum?.checked_add(part?)).flatten()
}

fn duties<'a>(
    item: &'a GoodsItem,
    below: &'static str,
    part: impl Fn(&'a StatedDuty) -> Option<&'a str>,
) -> Vec<Spot<'a>> {
    let spot = |duty: &'a crate::declaration::StatedDuty| {
        part(duty)
            .map(|value| Spot { value: Value::Text(value), place: Place::Below(&duty.path, below) })
    };
    item.stated_duties.iter().filter_map(spot).collect()
}

/// The sum over the items, where every item has the value and there is at least one.
fn total<'a>(
    declaration: &'a Declaration,
    part: impl Fn(&'a GoodsItem) -> Option<&'a At<Decimal>>,
) -> Vec<Spot<'a>> {
    let parts = declaration.items.iter().map(|item| part(item).map(|at| at.value));
    let sum = parts.reduce(|sum, part| sum?.checked_add(part?)).flatten();
    sum.map(Spot::worked_out).into_iter().collect()
}

fn in_tree<'a>(
    element: &'a Element,
    here: &Path,
    names: &'a [String],
    attribute: Option<&str>,
) -> Vec<Spot<'a>> {
    let Some((name, rest)) = names.split_first() else {
        let (value, path) = match attribute {
            Some(attribute) => (element.attribute(attribute), here.with_attribute(attribute)),
            None => (element.value.as_deref(), here.clone()),
        };
        let spot = |value| Spot { value: Value::Text(value), place: Place::Tree(path) };
        return value.filter(|v| !v.trim().is_empty()).map(spot).into_iter().collect();
    };
    element
        .all(name)
        .enumerate()
        .flat_map(|(index, child)| in_tree(child, &here.child(name, index + 1), rest, attribute))
        .collect()
}
