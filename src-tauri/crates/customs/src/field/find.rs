//! Finds a field's values in a declaration.
//!
//! Values are shown one by one to whoever asks, and nothing is put together for them: a declaration
//! is asked hundreds of questions, and most find nothing wrong.

use std::ops::ControlFlow;

use rust_decimal::Decimal;

use super::tree::Trail;
use super::{DocumentPart, Field, Name, Part, Place, Scope, Spot, Value, Who};
use crate::declaration::{At, Declaration, Document, GoodsItem, Party, StatedDuty};
use crate::element::{Path, ROOT};
use crate::money::Money;
use crate::rule::Case;

/// Sees one value after the other, and says when it has seen enough.
pub(super) type See<'s, 'a> = &'s mut dyn FnMut(Spot<'a>) -> ControlFlow<()>;

impl Field {
    /// Whether any value of the field is so; fields of items need the item, else all items are asked.
    pub(crate) fn any<'a>(
        &'a self,
        case: &Case<'a>,
        item: Option<&'a GoodsItem>,
        is: impl Fn(&Spot<'a>) -> bool,
    ) -> bool {
        let mut see = |spot| match is(&spot) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        };
        self.visit(case, item, &mut see).is_break()
    }

    /// The values of the field that are so, in order.
    pub(crate) fn those<'a>(
        &'a self,
        case: &Case<'a>,
        item: Option<&'a GoodsItem>,
        are: impl Fn(&Spot<'a>) -> bool,
    ) -> Vec<Spot<'a>> {
        let mut found = Vec::new();
        let mut see = |spot| {
            if are(&spot) {
                found.push(spot);
            }
            ControlFlow::Continue(())
        };
        let _ = self.visit(case, item, &mut see);
        found
    }

    /// How many values of the field are so.
    pub(crate) fn count<'a>(
        &'a self,
        case: &Case<'a>,
        item: Option<&'a GoodsItem>,
        are: impl Fn(&Spot<'a>) -> bool,
    ) -> usize {
        let mut count = 0;
        let mut see = |spot| {
            count += usize::from(are(&spot));
            ControlFlow::Continue(())
        };
        let _ = self.visit(case, item, &mut see);
        count
    }

    /// The first value of the field.
    pub(crate) fn first<'a>(
        &'a self,
        case: &Case<'a>,
        item: Option<&'a GoodsItem>,
    ) -> Option<Spot<'a>> {
        let mut first = None;
        let mut see = |spot| {
            first = Some(spot);
            ControlFlow::Break(())
        };
        let _ = self.visit(case, item, &mut see);
        first
    }

    /// Whether the field has any value.
    pub(crate) fn is_present<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> bool {
        self.any(case, item, |_| true)
    }

    fn visit<'a>(
        &'a self,
        case: &Case<'a>,
        item: Option<&'a GoodsItem>,
        see: See<'_, 'a>,
    ) -> ControlFlow<()> {
        match (self.scope, item) {
            (Scope::Header, _) => self.visit_header(case, see),
            (Scope::Item, Some(item)) => self.visit_item(case, item, see),
            (Scope::Item, None) => {
                case.declaration.items.iter().try_for_each(|item| self.visit_item(case, item, see))
            }
        }
    }

    fn visit_header<'a>(&'a self, case: &Case<'a>, see: See<'_, 'a>) -> ControlFlow<()> {
        let d = case.declaration;
        let location = d.location.as_ref();
        let spot = match &self.name {
            Name::DataSet => data_set(d),
            Name::Country => country(case),
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
            Name::LocationKind => location.and_then(|l| text(&l.kind)),
            Name::LocationQualifier => location.and_then(|l| text(&l.qualifier)),
            Name::LocationId => location.and_then(|l| text(&l.identification)),
            Name::InvoiceCurrency => invoice_currency(d),
            Name::InvoiceTotal => money(&d.invoice_total),
            Name::TransportCosts => money(&d.transport_costs),
            Name::GrossMass => number(&d.gross_mass),
            Name::TotalPackages => number(&d.total_packages),
            Name::StatedItems => number(&d.stated_items),
            Name::ItemCount => Some(Spot::worked_out(Decimal::from(d.items.len()))),
            Name::TotalValueEur => case.total_value_eur().map(Spot::worked_out),
            Name::TotalItemGrossMass => total(d, |item| item.gross_mass.as_ref()),
            Name::TotalItemValue => total_value(d).map(Spot::worked_out),
            Name::TotalItemPackages => total(d, |item| item.packages.as_ref()),
            Name::Party(who, part) => party(d, *who).and_then(|p| of_party(p, *part)),
            _ => return self.visit_repeated_in_header(case, see),
        };
        show(spot, see)
    }

    /// What a declaration can have several times.
    fn visit_repeated_in_header<'a>(
        &'a self,
        case: &Case<'a>,
        see: See<'_, 'a>,
    ) -> ControlFlow<()> {
        let d = case.declaration;
        match &self.name {
            Name::Container => show(d.containers.iter().map(Spot::text), see),
            Name::FiscalReference(role, part) => {
                show(fiscal(&d.fiscal_references, role, *part), see)
            }
            Name::TransportDocument(kinds, part) => {
                show(documents(d.waybills(), kinds, *part), see)
            }
            Name::Document(kinds, part) => show(documents(d.documents.iter(), kinds, *part), see),
            Name::Tree(names, attribute) => {
                let trail = Trail::new(&ROOT, names, attribute.as_deref());
                trail.visit(case.body, see)
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn visit_item<'a>(
        &'a self,
        case: &Case<'a>,
        item: &'a GoodsItem,
        see: See<'_, 'a>,
    ) -> ControlFlow<()> {
        let spot = match &self.name {
            Name::Description => text(&item.description),
            Name::CommodityCode => text(&item.commodity_code),
            Name::Origin => text(&item.origin),
            Name::Procedure => text(&item.procedure),
            Name::PreviousProcedure => text(&item.previous_procedure),
            Name::ValuationMethod => text(&item.valuation_method),
            Name::Preference => text(&item.preference),
            Name::Value => money(&item.value),
            Name::ValueEur => value_eur(case, item).map(Spot::worked_out),
            Name::ValuePerKgEur => value_per_kg(case, item),
            Name::Currency => item.value.as_ref().and_then(currency),
            Name::TransportCosts => money(&item.transport_costs),
            Name::StatisticalValue => money(&item.statistical_value),
            Name::GrossMass => number(&item.gross_mass),
            Name::NetMass => number(&item.net_mass),
            Name::SupplementaryUnits => number(&item.supplementary_units),
            Name::Packages => number(&item.packages),
            Name::Party(Who::Exporter, part) => {
                item.exporter.as_ref().and_then(|party| of_party(party, *part))
            }
            _ => return self.visit_repeated_in_item(case, item, see),
        };
        show(spot, see)
    }

    /// What an item can have several times.
    fn visit_repeated_in_item<'a>(
        &'a self,
        case: &Case<'a>,
        item: &'a GoodsItem,
        see: See<'_, 'a>,
    ) -> ControlFlow<()> {
        match &self.name {
            Name::AdditionalProcedure => {
                show(item.additional_procedures.iter().map(Spot::text), see)
            }
            Name::TaxType => show(duties(item, "TypeCode", |duty| duty.tax_type.as_deref()), see),
            Name::MethodOfPayment => {
                let method = |duty: &'a StatedDuty| duty.method_of_payment.as_deref();
                show(duties(item, "Payment/MethodCode", method), see)
            }
            Name::FiscalReference(role, part) => {
                show(fiscal(&item.fiscal_references, role, *part), see)
            }
            Name::Document(kinds, part) => {
                show(documents(item.documents.iter(), kinds, *part), see)
            }
            Name::AllDocuments(part) => {
                let all = item.documents.iter().chain(&case.declaration.documents);
                show(documents(all, &[], *part), see)
            }
            Name::Tree(names, attribute) => match case.element_of(item) {
                Some(element) => {
                    Trail::new(&item.path, names, attribute.as_deref()).visit(element, see)
                }
                None => ControlFlow::Continue(()),
            },
            _ => ControlFlow::Continue(()),
        }
    }
}

fn show<'a>(spots: impl IntoIterator<Item = Spot<'a>>, see: See<'_, 'a>) -> ControlFlow<()> {
    spots.into_iter().try_for_each(see)
}

fn text(at: &Option<At<String>>) -> Option<Spot<'_>> {
    at.as_ref().map(Spot::text)
}

fn number(at: &Option<At<Decimal>>) -> Option<Spot<'_>> {
    at.as_ref().map(Spot::number)
}

fn money(at: &Option<At<Money>>) -> Option<Spot<'_>> {
    at.as_ref().map(Spot::money)
}

fn data_set(declaration: &Declaration) -> Option<Spot<'_>> {
    let set = declaration.data_set.0.as_str();
    (!set.is_empty()).then_some(Spot { value: Value::Text(set), place: Place::Nowhere })
}

fn country<'a>(case: &Case<'a>) -> Option<Spot<'a>> {
    case.country.map(|country| Spot { value: Value::Text(country), place: Place::Nowhere })
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

fn of_party(party: &Party, part: Part) -> Option<Spot<'_>> {
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

fn plain<'a>(value: &'a Option<String>, path: &'a Path, below: &'static str) -> Option<Spot<'a>> {
    let value = Value::Text(value.as_deref()?);
    Some(Spot { value, place: Place::Below(path, below) })
}

fn fiscal<'a>(
    parties: &'a [Party],
    role: &'a Option<String>,
    part: Part,
) -> impl Iterator<Item = Spot<'a>> {
    let wanted = move |party: &&Party| match role {
        Some(role) => party.role.as_ref().is_some_and(|at| at.value == *role),
        None => true,
    };
    parties.iter().filter(wanted).filter_map(move |party| of_party(party, part))
}

fn documents<'a>(
    documents: impl Iterator<Item = &'a Document>,
    kinds: &'a [String],
    part: DocumentPart,
) -> impl Iterator<Item = Spot<'a>> {
    documents.filter(|document| kinds.is_empty() || kinds.contains(&document.kind)).filter_map(
        move |document| {
            let (value, below) = match part {
                DocumentPart::Kind => (&document.kind, "TypeCode"),
                DocumentPart::Reference => (&document.reference, "ID"),
            };
            let place = Place::Below(&document.path, below);
            (!value.is_empty()).then_some(Spot { value: Value::Text(value), place })
        },
    )
}

fn currency(at: &At<Money>) -> Option<Spot<'_>> {
    let code = at.value.currency.0.as_str();
    let place = Place::Attribute(&at.path, "currencyID");
    (!code.is_empty()).then_some(Spot { value: Value::Text(code), place })
}

fn invoice_currency(declaration: &Declaration) -> Option<Spot<'_>> {
    let value = Value::Text(&declaration.invoice_currency.as_ref()?.0);
    Some(Spot { value, place: Place::Below(&ROOT, "InvoiceAmount@currencyID") })
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
) -> impl Iterator<Item = Spot<'a>> {
    item.stated_duties.iter().filter_map(move |duty| {
        let value = Value::Text(part(duty)?);
        Some(Spot { value, place: Place::Below(&duty.path, below) })
    })
}

/// The sum over the items, where every item has the value and there is at least one.
fn total<'a>(
    declaration: &'a Declaration,
    part: impl Fn(&'a GoodsItem) -> Option<&'a At<Decimal>>,
) -> Option<Spot<'a>> {
    let parts = declaration.items.iter().map(|item| part(item).map(|at| at.value));
    parts.reduce(|sum, part| sum?.checked_add(part?)).flatten().map(Spot::worked_out)
}
