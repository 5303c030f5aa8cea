//! What a rule looks at.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::declaration::{Declaration, GoodsItem};
use crate::element::{Element, Path};
use crate::language::Language;
use crate::pack::Rules;

const SHIPMENT: &str = "GoodsShipment";
const ITEM: &str = "GovernmentAgencyGoodsItem";

/// One declaration under the rules of one day.
pub(crate) struct Case<'a> {
    pub(crate) declaration: &'a Declaration,
    pub(crate) body: &'a Element,
    pub(crate) rules: Rules<'a>,
    pub(crate) language: Language,
    /// The country whose customs receive the declaration.
    pub(crate) country: Option<&'a str>,
    total_value_eur: Option<Decimal>,
    /// The items' elements, in the order of the declaration's items.
    items: Vec<&'a Element>,
    /// Looked for when someone asks, and then once.
    numbers: OnceCell<Numbers>,
}

/// Numbers that all documents and parties of the declaration are looked through for.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// Of the seller in the import one-stop shop: that of fiscal role FR5.
    pub(crate) ioss: Option<String>,
    /// Of the air waybill or other document of the whole transport.
    pub(crate) transport: Option<String>,
    /// Of the house waybill or postal item.
    pub(crate) parcel: Option<String>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        declaration: &'a Declaration,
        body: &'a Element,
        rules: Rules<'a>,
        language: Language,
    ) -> Self {
        let total_value_eur = rules.total_value_eur(declaration);
        let items = body.child(SHIPMENT).map(|s| s.all(ITEM).collect()).unwrap_or_default();
        let country = declaration.country();
        let numbers = OnceCell::new();
        Self { declaration, body, rules, language, country, total_value_eur, items, numbers }
    }

    /// The element that holds the item.
    pub(crate) fn element_of(&self, item: &GoodsItem) -> Option<&'a Element> {
        self.items.get(index(&item.path)?).copied()
    }

    /// The item that a place belongs to.
    pub(crate) fn item_at(&self, path: &Path) -> Option<&'a GoodsItem> {
        self.declaration.items.get(index(path)?)
    }

    /// The numbers that identify parcel, flight and seller.
    pub(crate) fn numbers(&self) -> &Numbers {
        let declaration = self.declaration;
        let written = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.numbers.get_or_init(|| Numbers {
            ioss: declaration.fiscal_id("FR5").and_then(written),
            transport: written(declaration.transport_document()),
            parcel: written(declaration.parcel_number()),
        })
    }

    /// Sum of the items' values in euro at the rate of the day; `None` where a value, its currency or
    /// the rate is missing.
    pub(crate) fn total_value_eur(&self) -> Option<Decimal> {
        self.total_value_eur
    }
}

/// Which item a path leads into, from zero. Asked for every rule and item, so nothing is put together.
fn index(path: &Path) -> Option<usize> {
    let item = path.as_str().strip_prefix(SHIPMENT)?.strip_prefix('/')?.strip_prefix(ITEM)?;
    match item.strip_prefix('[') {
        Some(ordinal) => ordinal.split_once(']')?.0.parse::<usize>().ok()?.checked_sub(1),
        None => (item.is_empty() || item.starts_with(['/', '@'])).then_some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::item("GoodsShipment/GovernmentAgencyGoodsItem", Some(0))]
    #[case::below("GoodsShipment/GovernmentAgencyGoodsItem/Origin", Some(0))]
    #[case::attribute("GoodsShipment/GovernmentAgencyGoodsItem@id", Some(0))]
    #[case::twelfth("GoodsShipment/GovernmentAgencyGoodsItem[12]/Origin[2]", Some(11))]
    #[case::longer_name("GoodsShipment/GovernmentAgencyGoodsItems", None)]
    #[case::shipment("GoodsShipment/Importer", None)]
    #[case::header("Declarant/ID", None)]
    fn leads_into(#[case] path: &str, #[case] item: Option<usize>) {
        assert_eq!(index(&path.parse().unwrap()), item);
    }
}
