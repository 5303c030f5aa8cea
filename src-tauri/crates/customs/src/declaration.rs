//! What Greenlane understands of a declaration's body: the typed view that rules, charges, the
//! queue and the documents read. Written values are kept as text; what is a number is a decimal.
//!
//! Data element numbers are those of the EU Customs Data Model 6.1 (Annex B of Del. Reg. 2015/2446).

mod derived;
mod read;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::element::Path;
use crate::money::{Currency, Money};

/// The data set of Annex B that a declaration follows, such as `H1`, `H7` or `B1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DataSet(pub String);

impl DataSet {
    /// Whether it is one of these, for example `["H1", "H7"]`.
    pub fn is_any(&self, names: &[&str]) -> bool {
        names.contains(&self.0.as_str())
    }
}

/// A value together with the place in the body where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub path: Path,
}

/// The typed view of one declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declaration {
    /// Stated in the source, or inferred from the procedure where the source names none.
    pub data_set: DataSet,
    /// The office that the declaration is lodged with, else the one where the goods are presented.
    pub office: Option<At<String>>,
    /// Currency of the invoice (14 05): that of the total invoiced, which also holds for item amounts
    /// written without one.
    pub invoice_currency: Option<Currency>,
    /// Number of goods items that the header states; not every data set asks for it.
    pub stated_items: Option<At<Decimal>>,
    /// 11 01: IM, EX or CO.
    pub declaration_type: Option<At<String>>,
    /// 11 02: A, D, Y ...
    pub additional_type: Option<At<String>>,
    /// 12 09.
    pub lrn: Option<At<String>>,
    /// 12 01 of the authority: present when the source already carries one.
    pub mrn: Option<At<String>>,
    /// 12 08.
    pub ucr: Option<At<String>>,
    /// When the declaration was accepted, if the source says so (ISO date). Rules of this day apply.
    pub acceptance_date: Option<chrono::NaiveDate>,
    /// 13 05.
    pub declarant: Option<Party>,
    /// 13 06, with its status (1 declarant, 2 direct, 3 indirect) as the role.
    pub representative: Option<Party>,
    /// 13 01, of the header or shipment.
    pub exporter: Option<Party>,
    /// 13 04.
    pub importer: Option<Party>,
    /// 13 03 consignee, where the source names one beside the importer (exports do).
    pub consignee: Option<Party>,
    /// 13 16 additional fiscal references; the role is FR1 to FR7, the id a VAT or IOSS number.
    pub fiscal_references: Vec<Party>,
    /// 12 05 transport documents: air waybill, house waybill, parcel number.
    pub transport_documents: Vec<Document>,
    /// 12 03, 12 04 and 12 01 of the header and shipment.
    pub documents: Vec<Document>,
    /// 16 15, one line of text for people, for example `BE532000 (V, authorised place B)`.
    pub goods_location: Option<At<String>>,
    /// 16 15 in its parts, for checks.
    pub location: Option<GoodsLocation>,
    /// 19 07 container numbers.
    pub containers: Vec<At<String>>,
    /// 14 01 Incoterm.
    pub delivery_terms: Option<At<String>>,
    /// 14 04 additions to and deductions from the price, of the shipment.
    pub adjustments: Vec<Adjustment>,
    /// 16 06 country of dispatch (imports), 16 07 of export.
    pub dispatch_country: Option<At<String>>,
    /// 16 03 country of destination.
    pub destination_country: Option<At<String>>,
    /// 14 15 (H7) or 14 04 AK: transport and insurance costs to the destination, of the shipment.
    pub transport_costs: Option<At<Money>>,
    /// 14 06 total amount invoiced.
    pub invoice_total: Option<At<Money>>,
    /// 18 04 gross mass of the shipment, in kilograms.
    pub gross_mass: Option<At<Decimal>>,
    /// 18 06 total packages of the shipment.
    pub total_packages: Option<At<Decimal>>,
    /// Goods items in order.
    pub items: Vec<GoodsItem>,
}

/// A person or company named in the declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// EORI, VAT or IOSS number, as written.
    pub id: Option<At<String>>,
    /// Name.
    pub name: Option<At<String>>,
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// City.
    pub city: Option<String>,
    /// ISO 3166 letter code.
    pub country: Option<At<String>>,
    /// What the party does: representative status, fiscal role.
    pub role: Option<At<String>>,
    /// The element that holds the party.
    pub path: Path,
}

/// Where the goods can be examined (16 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsLocation {
    /// 16 15 045: A designated, B authorised, C approved, D other.
    pub kind: Option<At<String>>,
    /// 16 15 046: T postcode, U UN/LOCODE, V office, W GPS, X EORI, Y authorisation, Z address.
    pub qualifier: Option<At<String>>,
    /// The office, authorisation, UN/LOCODE ... that the qualifier speaks of.
    pub identification: Option<At<String>>,
    /// Country of the location's address.
    pub country: Option<At<String>>,
    /// The element that holds the location.
    pub path: Path,
}

/// An addition to the price or a deduction from it (14 04).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Two letters: A. adds, B. deducts.
    pub code: String,
    /// The amount.
    pub amount: Money,
    /// The element that holds the adjustment.
    pub path: Path,
}

/// A document named in the declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Code of the document type, for example N740 or N935; empty where none is written.
    pub kind: String,
    /// Reference number.
    pub reference: String,
    /// The element that holds the document.
    pub path: Path,
}

/// One goods item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsItem {
    /// 11 03, as written; the position where none is written.
    pub number: u32,
    /// 18 05.
    pub description: Option<At<String>>,
    /// 18 09: HS6, CN8 or TARIC digits put together, as written.
    pub commodity_code: Option<At<String>>,
    /// National additional codes (18 09 060), for example of VAT rates.
    pub national_codes: Vec<String>,
    /// TARIC additional codes (18 09 058), for example of a producer with an anti-dumping duty of its own.
    pub additional_codes: Vec<String>,
    /// 16 08 country of origin.
    pub origin: Option<At<String>>,
    /// 16 09 country of preferential origin.
    pub preferential_origin: Option<At<String>>,
    /// 11 09 requested procedure, for example 40.
    pub procedure: Option<At<String>>,
    /// 11 09 previous procedure, for example 00.
    pub previous_procedure: Option<At<String>>,
    /// 11 10 additional procedures, for example C07, F48.
    pub additional_procedures: Vec<At<String>>,
    /// 14 14 intrinsic value (H7) or 14 08 item amount invoiced.
    pub value: Option<At<Money>>,
    /// 14 04 additions to and deductions from this item's price.
    pub adjustments: Vec<Adjustment>,
    /// 14 10 valuation method, 1 to 6.
    pub valuation_method: Option<At<String>>,
    /// 14 15 or 14 04 AK of the item.
    pub transport_costs: Option<At<Money>>,
    /// 99 06 statistical value.
    pub statistical_value: Option<At<Money>>,
    /// 14 11 preference.
    pub preference: Option<At<String>>,
    /// 18 04 in kilograms.
    pub gross_mass: Option<At<Decimal>>,
    /// 18 01 in kilograms.
    pub net_mass: Option<At<Decimal>>,
    /// 18 02 supplementary units.
    pub supplementary_units: Option<At<Decimal>>,
    /// 18 06 number of packages, summed over the item's packaging.
    pub packages: Option<At<Decimal>>,
    /// 14 03 duty lines stated by the declarant: tax type, rate in percent, base.
    pub stated_duties: Vec<StatedDuty>,
    /// 14 03 040 quantities that duties are measured by, beside mass and supplementary units.
    pub stated_quantities: Vec<StatedQuantity>,
    /// 13 16 of the item.
    pub fiscal_references: Vec<Party>,
    /// 13 01 of the item.
    pub exporter: Option<Party>,
    /// 12 01, 12 03, 12 04, 12 05 of the item.
    pub documents: Vec<Document>,
    /// The element that holds the item.
    pub path: Path,
}

/// A duty or tax line as the declarant stated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDuty {
    /// A00, B00 ...
    pub tax_type: Option<String>,
    /// Ad valorem rate in percent.
    pub rate: Option<Decimal>,
    /// 14 03 040: the amount that the rate applies to.
    pub base: Option<Money>,
    /// Method of payment (A, E, G ...).
    pub method_of_payment: Option<String>,
    /// The element that holds the line.
    pub path: Path,
}

/// A quantity of goods as a tax base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedQuantity {
    /// Code of the measurement unit, such as `LTR`, `HLT`, `LPA`; `ASV` is percent of alcohol by volume.
    pub unit: String,
    /// How many of them.
    pub quantity: Decimal,
}
