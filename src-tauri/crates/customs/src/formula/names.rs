//! The names that formulas can speak of: one table for the compiler, the editor and the README.

use std::sync::LazyLock;

use crate::field::{DocumentPart, Field, Part};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A text: codes, numbers of documents, names, days.
    Text,
    /// An exact decimal number.
    Number,
    /// Several texts.
    Texts,
    /// Goods items, which have the names of `item`.
    Items,
    /// Parties with a number and a role.
    References,
    /// Documents with a kind and a reference.
    Documents,
}

/// A name that formulas know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaName {
    /// As it is written, for example `declaration.importer.name`; in lists with what an element has.
    pub name: String,
    /// What it stands for.
    pub kind: NameKind,
    /// Number of the data element, for example `13 04 016 000`; `None` where it is worked out or not
    /// numbered. Labels are in the dictionary.
    pub data_element: Option<String>,
    /// What must be said beside the data element's label, in English; empty where nothing.
    pub note: &'static str,
}

/// Every name of the declaration and of an item, in the order of the README.
pub fn formula_names() -> &'static [FormulaName] {
    static NAMES: LazyLock<Vec<FormulaName>> = LazyLock::new(|| {
        let told = |root: &'static str| {
            move |known: &Known| FormulaName {
                name: format!("{root}.{}", known.name),
                kind: known.kind(),
                data_element: known.number.clone(),
                note: known.note,
            }
        };
        let declaration = declaration().iter().map(told("declaration"));
        declaration.chain(item().iter().map(told("item"))).collect()
    });
    &NAMES
}

/// A name below `declaration`, `item` or an element of a list, and what it reads.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) reads: Reads,
    number: Option<String>,
    note: &'static str,
}

/// What a name reads.
#[derive(Clone, Debug)]
pub(super) enum Reads {
    Text(Source),
    Number(Source),
    List(List),
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Field(Field),
    /// The day whose rules are applied.
    RulesOf,
    /// The IOSS number: that of fiscal role FR5, of the shipment or an item.
    Ioss,
    TransportDocument,
    ParcelNumber,
    /// Of a party or document that a list holds.
    PartyPart(Part),
    DocumentPart(DocumentPart),
    /// An element of a list of texts.
    Itself,
}

/// A list to go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Items,
    References,
    Documents,
    TransportDocuments,
    Containers,
    AdditionalProcedures,
    NationalCodes,
    AdditionalCodes,
    TaxTypes,
    MethodsOfPayment,
}

impl List {
    pub(super) fn kind(self) -> NameKind {
        match self {
            Self::Items => NameKind::Items,
            Self::References => NameKind::References,
            Self::Documents | Self::TransportDocuments => NameKind::Documents,
            Self::Containers
            | Self::AdditionalProcedures
            | Self::NationalCodes
            | Self::AdditionalCodes
            | Self::TaxTypes
            | Self::MethodsOfPayment => NameKind::Texts,
        }
    }
}

impl Known {
    pub(super) fn kind(&self) -> NameKind {
        match &self.reads {
            Reads::Text(_) => NameKind::Text,
            Reads::Number(_) => NameKind::Number,
            Reads::List(list) => list.kind(),
        }
    }

    fn field(name: &str, field: String, text: bool, number: &str) -> Self {
        let source = Source::Field(
            Field::try_from(field).expect("the table's fields are read in this module's tests"),
        );
        let reads = if text { Reads::Text(source) } else { Reads::Number(source) };
        Self::new(name, reads, number, "")
    }

    fn new(name: &str, reads: Reads, number: &str, note: &'static str) -> Self {
        let number = (!number.is_empty()).then(|| number.to_owned());
        Self { name: name.to_owned(), reads, number, note }
    }
}

/// Texts of the declaration that are fields of rules of the same name, with their data elements.
const DECLARATION_TEXTS: [(&str, &str); 16] = [
    ("data_set", ""),
    ("country", ""),
    ("lrn", "12 09 001 000"),
    ("mrn", "12 01 001 000"),
    ("ucr", "12 08 001 000"),
    ("office", ""),
    ("declaration_type", "11 01 001 000"),
    ("additional_type", "11 02 001 000"),
    ("invoice_currency", "14 05 001 000"),
    ("delivery_terms", "14 01 035 000"),
    ("dispatch_country", "16 06 001 000"),
    ("destination_country", "16 03 001 000"),
    ("goods_location.kind", "16 15 045 000"),
    ("goods_location.qualifier", "16 15 046 000"),
    ("goods_location.id", "16 15 036 000"),
    ("representative.role", "13 06 030 000"),
];

const DECLARATION_NUMBERS: [(&str, &str); 7] = [
    ("total_value_eur", ""),
    ("invoice_total", "14 06 001 000"),
    ("transport_costs", "14 15 014 000"),
    ("gross_mass", "18 04 001 000"),
    ("total_packages", "18 06 004 000"),
    ("stated_items", ""),
    ("item_count", ""),
];

const PARTIES: [(&str, &str); 5] = [
    ("declarant", "13 05"),
    ("representative", "13 06"),
    ("exporter", "13 01"),
    ("importer", "13 04"),
    ("consignee", "13 03"),
];

const PARTS: [(&str, &str); 6] = [
    ("id", "017 000"),
    ("name", "016 000"),
    ("street", "018 019"),
    ("postcode", "018 021"),
    ("city", "018 022"),
    ("country", "018 020"),
];

const ITEM_TEXTS: [(&str, &str); 8] = [
    ("description", "18 05 001 000"),
    ("commodity_code", "18 09 056 000"),
    ("origin", "16 08 001 000"),
    ("procedure", "11 09 001 000"),
    ("previous_procedure", "11 09 002 000"),
    ("currency", "14 05 001 000"),
    ("valuation_method", "14 10 001 000"),
    ("preference", "14 11 001 000"),
];

const ITEM_NUMBERS: [(&str, &str); 9] = [
    ("value_eur", ""),
    ("value", "14 08 001 000"),
    ("value_per_kg_eur", ""),
    ("transport_costs", "14 15 014 000"),
    ("statistical_value", "99 06 001 000"),
    ("gross_mass", "18 04 001 000"),
    ("net_mass", "18 01 001 000"),
    ("supplementary_units", "18 02 001 000"),
    ("packages", "18 06 004 000"),
];

/// What stands beside the label, or in its place where there is no data element.
const NOTES: [(&str, &str); 16] = [
    ("data_set", "H7, H1, B1 ..."),
    ("country", "whose customs receive the declaration"),
    ("office", "customs office of declaration"),
    ("additional_type", "A, D, Y ..."),
    ("total_value_eur", "sum of the items' values in euro at the rate of the day"),
    ("invoice_total", "in the currency of the invoice"),
    ("transport_costs", "in the currency declared"),
    ("gross_mass", "in kilograms"),
    ("net_mass", "in kilograms"),
    ("stated_items", "number of items that the header states"),
    ("item_count", "number of items that are there"),
    ("value_eur", "the item's value in euro at the rate of the day, to the cent"),
    ("value", "in the currency declared; 14 14 in H7"),
    ("value_per_kg_eur", "value_eur for each kilogram of gross mass, to the cent"),
    ("packages", "sum over the item's packaging"),
    ("commodity_code", "all its digits together"),
];

/// The names below `declaration`.
pub(super) fn declaration() -> &'static [Known] {
    static NAMES: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let mut names = Vec::new();
        names.extend(DECLARATION_TEXTS.map(|(name, number)| plain(name, name, true, number)));
        names.extend(DECLARATION_NUMBERS.map(|(name, number)| plain(name, name, false, number)));
        for (party, number) in PARTIES {
            names.extend(PARTS.map(|(part, below)| {
                let name = format!("{party}.{part}");
                Known::field(&name, name.clone(), true, &format!("{number} {below}"))
            }));
        }
        let text = |name, source, number, note| Known::new(name, Reads::Text(source), number, note);
        let list = |name, list, number, note| Known::new(name, Reads::List(list), number, note);
        names.extend([
            text("rules_of", Source::RulesOf, "", "the day whose rules apply, as 2026-11-21"),
            text("ioss", Source::Ioss, "13 16 034 000", "IOSS number: that of role FR5"),
            text("transport_document", Source::TransportDocument, "12 05 001 000", "air waybill"),
            text("parcel_number", Source::ParcelNumber, "12 05 001 000", "house waybill, parcel"),
            list("containers", List::Containers, "19 07 063 000", ""),
            list("fiscal_references", List::References, "13 16 034 000", "each with id, role"),
            list("transport_documents", List::TransportDocuments, "12 05 001 000", DOCUMENT),
            list("documents", List::Documents, "12 03 001 000", DOCUMENT),
            list("items", List::Items, "", "each with what item has"),
        ]);
        names
    });
    &NAMES
}

const DOCUMENT: &str = "each with kind, reference";

/// The names below `item`.
pub(super) fn item() -> &'static [Known] {
    static NAMES: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let of_item = |text: bool| {
            move |(name, number): (&str, &str)| plain(name, &format!("item.{name}"), text, number)
        };
        let mut names: Vec<Known> = ITEM_TEXTS.into_iter().map(of_item(true)).collect();
        names.extend(ITEM_NUMBERS.into_iter().map(of_item(false)));
        names.extend(PARTS.map(|(part, below)| {
            let name = format!("exporter.{part}");
            Known::field(&name, format!("item.{name}"), true, &format!("13 01 {below}"))
        }));
        let list = |name, list, number, note| Known::new(name, Reads::List(list), number, note);
        names.extend([
            list(
                "additional_procedures",
                List::AdditionalProcedures,
                "11 10 001 000",
                "F48, C07 ...",
            ),
            list("national_codes", List::NationalCodes, "18 09 060 000", "national codes"),
            list("additional_codes", List::AdditionalCodes, "18 09 058 000", "of TARIC"),
            list("tax_types", List::TaxTypes, "14 03 039 000", ""),
            list("methods_of_payment", List::MethodsOfPayment, "14 03 038 000", ""),
            list("fiscal_references", List::References, "13 16 034 000", "each with id, role"),
            list("documents", List::Documents, "12 03 001 000", DOCUMENT),
        ]);
        names
    });
    &NAMES
}

/// What an element of such a list has; the element itself is the name that is empty.
pub(super) fn of_elements(kind: NameKind) -> &'static [Known] {
    static ITSELF: LazyLock<Vec<Known>> =
        LazyLock::new(|| vec![Known::new("", Reads::Text(Source::Itself), "", "")]);
    static REFERENCE: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let part = |name, part| Known::new(name, Reads::Text(Source::PartyPart(part)), "", "");
        vec![part("id", Part::Id), part("role", Part::Role)]
    });
    static DOCUMENT: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let part = |name, part| Known::new(name, Reads::Text(Source::DocumentPart(part)), "", "");
        vec![part("kind", DocumentPart::Kind), part("reference", DocumentPart::Reference)]
    });
    match kind {
        NameKind::Items => item(),
        NameKind::References => &REFERENCE,
        NameKind::Documents => &DOCUMENT,
        NameKind::Texts | NameKind::Text | NameKind::Number => &ITSELF,
    }
}

fn plain(name: &str, field: &str, text: bool, number: &str) -> Known {
    let note = NOTES.iter().find(|(noted, _)| *noted == name).map_or("", |(_, note)| note);
    Known { note, ..Known::field(name, field.to_owned(), text, number) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::dictionary::dictionary;

    #[test]
    fn every_name_stands_once_and_says_what_it_is() {
        let mut seen = HashSet::new();
        for name in formula_names() {
            assert!(seen.insert(&name.name), "{} stands twice", name.name);
            let label = name.data_element.as_ref().and_then(|it| dictionary().numbered(it));
            assert!(label.is_some() || !name.note.is_empty(), "{name:?}");
        }
        assert!(seen.len() > 80, "{}", seen.len());
    }
}
