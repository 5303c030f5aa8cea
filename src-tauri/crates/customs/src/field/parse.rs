//! Reads a field's name as rules write it.

use super::tree::DEEPEST;
use super::{DocumentPart, Field, Name, Part, Scope, Who};

/// The text names no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not a field of a declaration. Fields are listed in customs/src/field/parse.rs; any place is written @GoodsShipment/..."
)]
pub(crate) struct UnknownField(String);

/// Fields without parts, of the declaration.
const HEADER: [(&str, Name); 24] = [
    ("data_set", Name::DataSet),
    ("country", Name::Country),
    ("lrn", Name::Lrn),
    ("mrn", Name::Mrn),
    ("ucr", Name::Ucr),
    ("office", Name::Office),
    ("declaration_type", Name::DeclarationType),
    ("additional_type", Name::AdditionalType),
    ("invoice_currency", Name::InvoiceCurrency),
    ("invoice_total", Name::InvoiceTotal),
    ("delivery_terms", Name::DeliveryTerms),
    ("container", Name::Container),
    ("dispatch_country", Name::DispatchCountry),
    ("destination_country", Name::DestinationCountry),
    ("goods_location", Name::Location),
    ("goods_location.kind", Name::LocationKind),
    ("goods_location.qualifier", Name::LocationQualifier),
    ("goods_location.id", Name::LocationId),
    ("transport_costs", Name::TransportCosts),
    ("gross_mass", Name::GrossMass),
    ("total_packages", Name::TotalPackages),
    ("stated_items", Name::StatedItems),
    ("item_count", Name::ItemCount),
    ("total_value_eur", Name::TotalValueEur),
];

/// Sums over items, of the declaration.
const SUMS: [(&str, Name); 3] = [
    ("total_item_gross_mass", Name::TotalItemGrossMass),
    ("total_item_packages", Name::TotalItemPackages),
    ("total_item_value", Name::TotalItemValue),
];

/// Fields without parts, of an item.
const ITEM: [(&str, Name); 20] = [
    ("description", Name::Description),
    ("commodity_code", Name::CommodityCode),
    ("origin", Name::Origin),
    ("procedure", Name::Procedure),
    ("previous_procedure", Name::PreviousProcedure),
    ("additional_procedure", Name::AdditionalProcedure),
    ("value", Name::Value),
    ("value_eur", Name::ValueEur),
    ("value_per_kg_eur", Name::ValuePerKgEur),
    ("currency", Name::Currency),
    ("valuation_method", Name::ValuationMethod),
    ("transport_costs", Name::TransportCosts),
    ("statistical_value", Name::StatisticalValue),
    ("preference", Name::Preference),
    ("gross_mass", Name::GrossMass),
    ("net_mass", Name::NetMass),
    ("supplementary_units", Name::SupplementaryUnits),
    ("packages", Name::Packages),
    ("tax_type", Name::TaxType),
    ("method_of_payment", Name::MethodOfPayment),
];

impl TryFrom<String> for Field {
    type Error = UnknownField;

    fn try_from(written: String) -> Result<Self, UnknownField> {
        let (scope, rest) = match written.strip_prefix("item.") {
            Some(rest) => (Scope::Item, rest),
            None => match written.strip_prefix("item@") {
                Some(_) => (Scope::Item, &written[4..]),
                None => (Scope::Header, written.as_str()),
            },
        };
        let name = tree(rest).or_else(|| plain(scope, rest)).or_else(|| with_part(scope, rest));
        match name {
            Some(name) => Ok(Self { scope, name }),
            None => Err(UnknownField(written)),
        }
    }
}

fn tree(text: &str) -> Option<Name> {
    let path = text.strip_prefix('@')?;
    let (elements, attribute) = match path.split_once('@') {
        Some((elements, attribute)) => (elements, Some(attribute.to_owned())),
        None => (path, None),
    };
    let names: Vec<String> = elements.split('/').map(str::to_owned).collect();
    (names.len() <= DEEPEST).then_some(Name::Tree(names, attribute))
}

fn plain(scope: Scope, text: &str) -> Option<Name> {
    let found = |table: &[(&str, Name)]| {
        table.iter().find(|(name, _)| *name == text).map(|(_, name)| name.clone())
    };
    match scope {
        Scope::Header => found(&HEADER).or_else(|| found(&SUMS)),
        Scope::Item => found(&ITEM),
    }
}

/// Fields with a part after the last point, and perhaps a selector in brackets before it.
fn with_part(scope: Scope, text: &str) -> Option<Name> {
    let (head, part) = text.rsplit_once('.')?;
    let (head, selector) = match head.split_once('[') {
        Some((head, rest)) => (head, Some(rest.strip_suffix(']')?)),
        None => (head, None),
    };
    let kinds = || selector.map(|s| s.split('|').map(str::to_owned).collect()).unwrap_or_default();
    Some(match (head, scope, selector) {
        ("fiscal_reference", ..) => {
            Name::FiscalReference(selector.map(str::to_owned), party_part(part)?)
        }
        ("transport_document", Scope::Header, _) => {
            Name::TransportDocument(kinds(), document_part(part)?)
        }
        ("all_documents", Scope::Item, None) => Name::AllDocuments(document_part(part)?),
        ("document", ..) => Name::Document(kinds(), document_part(part)?),
        ("exporter", _, None) => Name::Party(Who::Exporter, party_part(part)?),
        (_, Scope::Header, None) => Name::Party(who(head)?, party_part(part)?),
        _ => return None,
    })
}

fn who(text: &str) -> Option<Who> {
    Some(match text {
        "declarant" => Who::Declarant,
        "representative" => Who::Representative,
        "importer" => Who::Importer,
        "consignee" => Who::Consignee,
        _ => return None,
    })
}

fn party_part(text: &str) -> Option<Part> {
    Some(match text {
        "id" => Part::Id,
        "name" => Part::Name,
        "street" => Part::Street,
        "postcode" => Part::Postcode,
        "city" => Part::City,
        "country" => Part::Country,
        "role" => Part::Role,
        _ => return None,
    })
}

fn document_part(text: &str) -> Option<DocumentPart> {
    Some(match text {
        "kind" => DocumentPart::Kind,
        "reference" => DocumentPart::Reference,
        _ => return None,
    })
}
