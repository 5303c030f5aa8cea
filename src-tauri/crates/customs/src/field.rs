//! The words in which rules speak of a declaration: `importer.id`, `item.commodity_code`,
//! `fiscal_reference[FR5].id`, or `@GoodsShipment/TradeTerms/ConditionCode` for any place in the tree.

mod find;
mod parse;
mod place;
mod tree;

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::declaration::At;
use crate::element::Path;
use crate::money::Money;

use tree::Trail;

/// A named piece of a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Field {
    pub(crate) scope: Scope,
    pub(crate) name: Name,
}

/// Whether the declaration has the field once or each item has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Header,
    Item,
}

/// What the field is. A selector in brackets keeps only those with that role or kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    DataSet,
    /// The country whose customs receive the declaration.
    Country,
    Lrn,
    Mrn,
    Ucr,
    Office,
    DeclarationType,
    AdditionalType,
    InvoiceCurrency,
    InvoiceTotal,
    DeliveryTerms,
    Container,
    DispatchCountry,
    DestinationCountry,
    Location,
    LocationKind,
    LocationQualifier,
    LocationId,
    StatedItems,
    TotalPackages,
    ItemCount,
    /// Sum of the items' intrinsic values in euro at the rate of the day.
    TotalValueEur,
    /// Sums over the items, where every item has the value; of amounts only in one currency.
    TotalItemValue,
    TotalItemGrossMass,
    TotalItemPackages,
    Party(Who, Part),
    FiscalReference(Option<String>, Part),
    TransportDocument(Vec<String>, DocumentPart),
    Document(Vec<String>, DocumentPart),
    /// The item's documents and those of the whole declaration, which hold for each item.
    AllDocuments(DocumentPart),
    Description,
    CommodityCode,
    Origin,
    Procedure,
    PreviousProcedure,
    AdditionalProcedure,
    Value,
    /// The item's value in euro at the rate of the day.
    ValueEur,
    /// That value for each kilogram of gross mass.
    ValuePerKgEur,
    Currency,
    ValuationMethod,
    TransportCosts,
    StatisticalValue,
    Preference,
    GrossMass,
    NetMass,
    SupplementaryUnits,
    Packages,
    TaxType,
    MethodOfPayment,
    /// Any place in the tree, from the root or from the item.
    Tree(Vec<String>, Option<String>),
}

/// Which party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Declarant,
    Representative,
    Exporter,
    Importer,
    Consignee,
}

/// Which part of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Id,
    Name,
    Street,
    Postcode,
    City,
    Country,
    Role,
}

/// Which part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentPart {
    Kind,
    Reference,
}

/// One value of a field, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) place: Place<'a>,
}

/// A value as rules compare it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    Number(Decimal),
    Money(&'a Money),
}

/// Where a value stands. Paths are put together only for findings: most values are in order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    At(&'a Path),
    Below(&'a Path, &'static str),
    Attribute(&'a Path, &'static str),
    Tree(Trail<'a>),
    /// The value is worked out and stands nowhere.
    Nowhere,
}

impl Value<'_> {
    /// The value in words.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Money(money) => Cow::Owned(money.to_string()),
        }
    }

    /// The value as a number, where it is one.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            Self::Number(number) => Some(*number),
            Self::Money(money) => Some(money.amount),
        }
    }
}

impl<'a> Spot<'a> {
    fn text(at: &'a At<String>) -> Self {
        Self { value: Value::Text(&at.value), place: Place::At(&at.path) }
    }

    fn number(at: &'a At<Decimal>) -> Self {
        Self { value: Value::Number(at.value), place: Place::At(&at.path) }
    }

    fn money(at: &'a At<Money>) -> Self {
        Self { value: Value::Money(&at.value), place: Place::At(&at.path) }
    }

    fn worked_out(number: Decimal) -> Self {
        Self { value: Value::Number(number), place: Place::Nowhere }
    }
}
