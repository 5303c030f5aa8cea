use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An amount with the ISO 4217 code of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The amount, printed with at least two decimals.
    pub value: Decimal,
    /// For example `EUR`.
    pub currency: String,
}

/// What a party does in the declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 13 01.
    Exporter,
    /// 13 03.
    Consignee,
    /// 13 04.
    Importer,
    /// 13 05.
    Declarant,
    /// 13 06.
    Representative,
    /// 13 16.
    FiscalReference,
}

/// A person or company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// What the party does.
    pub role: PartyRole,
    /// EORI, VAT or IOSS number.
    pub id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Address, one line each.
    pub address: Vec<String>,
}

/// What a reference of the shipment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    /// 12 05 transport document: air waybill, house waybill, parcel number.
    Transport,
    /// 12 01 previous document.
    Previous,
    /// 12 03 supporting document.
    Supporting,
    /// 12 08 reference number, UCR.
    Ucr,
}

/// A document that the shipment refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceKind,
    /// Code of its type, for example N740; empty where none is known.
    pub code: String,
    /// Its number.
    pub number: String,
}

/// The shipment in a few figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// Data set and declaration type, for example `H7` or `H1 · IM A`.
    pub declaration: String,
    /// 16 15 location of goods, one line.
    pub goods_location: Option<String>,
    /// 16 06 country of dispatch.
    pub dispatch_country: Option<String>,
    /// 16 03 country of destination.
    pub destination_country: Option<String>,
    /// 18 06 total packages.
    pub packages: Option<Decimal>,
    /// 18 04 gross mass in kilograms.
    pub gross_mass: Option<Decimal>,
    /// Documents that the shipment travels under.
    pub references: Vec<Reference>,
}
