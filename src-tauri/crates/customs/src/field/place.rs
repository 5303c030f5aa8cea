//! Where a field stands in the body, or would stand if it were there.

use super::{Field, Name, Part, Place, Scope, Who};
use crate::declaration::{Declaration, GoodsItem};
use crate::element::Path;

impl Place<'_> {
    /// The place as a path; `None` for values that are worked out.
    pub(crate) fn path(&self) -> Option<Path> {
        match self {
            Self::At(path) => Some((*path).clone()),
            Self::Below(path, names) => Some(below(path, names)),
            Self::Attribute(path, name) => Some(path.with_attribute(name)),
            Self::Tree(trail) => Some(trail.path()),
            Self::Nowhere => None,
        }
    }
}

impl Field {
    /// Where the field would stand; used where it has no value.
    pub(crate) fn expected_path(
        &self,
        declaration: &Declaration,
        item: Option<&GoodsItem>,
    ) -> Option<Path> {
        if let Name::Tree(names, attribute) = &self.name {
            let base = self.base(item);
            let path = names.iter().fold(base, |path, name| path.child(name, 1));
            return Some(match attribute {
                Some(attribute) => path.with_attribute(attribute),
                None => path,
            });
        }
        let names = match self.scope {
            Scope::Header => self.in_header(declaration)?,
            Scope::Item => self.in_item()?,
        };
        Some(below(&self.base(item), &names))
    }

    fn base(&self, item: Option<&GoodsItem>) -> Path {
        match (self.scope, item) {
            (Scope::Item, Some(item)) => item.path.clone(),
            (Scope::Item, None) => {
                Path::root().child("GoodsShipment", 1).child("GovernmentAgencyGoodsItem", 1)
            }
            (Scope::Header, _) => Path::root(),
        }
    }

    fn in_header(&self, declaration: &Declaration) -> Option<String> {
        let fixed = match &self.name {
            Name::Lrn => "FunctionalReferenceID",
            Name::Mrn => "ID",
            Name::Ucr => "GoodsShipment/UCR/TraderAssignedReferenceID",
            Name::Office => "DeclarationOfficeID",
            Name::DeclarationType | Name::AdditionalType => "TypeCode",
            Name::InvoiceTotal => "InvoiceAmount",
            Name::DeliveryTerms => "GoodsShipment/TradeTerms/ConditionCode",
            Name::Container => "GoodsShipment/Consignment/TransportEquipment/ID",
            Name::DispatchCountry => "GoodsShipment/DispatchCountry/ID",
            Name::DestinationCountry => "GoodsShipment/Destination/CountryCode",
            Name::Location | Name::LocationKind => {
                "GoodsShipment/Consignment/GoodsLocation/TypeCode"
            }
            Name::LocationQualifier => "GoodsShipment/Consignment/GoodsLocation/IdentificationType",
            Name::LocationId => "GoodsShipment/Consignment/GoodsLocation/Name",
            Name::TransportCosts => "GoodsShipment/Consignment/Freight/rate",
            Name::GrossMass => "GoodsShipment/GoodsMeasure/GrossMassMeasure",
            Name::TotalPackages => "TotalPackageQuantity",
            Name::StatedItems => "GoodsItemQuantity",
            Name::TransportDocument(..) => "GoodsShipment/Consignment/TransportContractDocument/ID",
            Name::Document(..) => "GoodsShipment/SupportingDocument/ID",
            Name::FiscalReference(..) => "GoodsShipment/DomesticDutyTaxParty/ID",
            Name::Party(who, part) => {
                return Some(format!("{}/{}", element_of(*who, declaration), part_of(*part)));
            }
            _ => return None,
        };
        Some(fixed.to_owned())
    }

    fn in_item(&self) -> Option<String> {
        let fixed = match &self.name {
            Name::Description => "Commodity/Description",
            Name::CommodityCode => "Commodity/Classification/ID",
            Name::Origin => "Origin/CountryCode",
            Name::Procedure | Name::AdditionalProcedure => "GovernmentProcedure/CurrentCode",
            Name::PreviousProcedure => "GovernmentProcedure/PreviousCode",
            Name::Value => "Commodity/InvoiceLine/ItemChargeAmount",
            Name::ValuationMethod => "CustomsValuation/MethodCode",
            Name::TransportCosts => "Freight/rate",
            Name::StatisticalValue => "StatisticalValueAmount",
            Name::Preference => "Commodity/DutyTaxFee/DutyRegimeCode",
            Name::GrossMass => "Commodity/GoodsMeasure/GrossMassMeasure",
            Name::NetMass => "Commodity/GoodsMeasure/NetNetWeightMeasure",
            Name::SupplementaryUnits => "Commodity/GoodsMeasure/TariffQuantity",
            Name::Packages => "Packaging/QuantityQuantity",
            Name::TaxType => "Commodity/DutyTaxFee/TypeCode",
            Name::MethodOfPayment => "Commodity/DutyTaxFee/Payment/MethodCode",
            Name::FiscalReference(..) => "DomesticDutyTaxParty/ID",
            Name::Document(..) | Name::AllDocuments(_) => "SupportingDocument/ID",
            Name::Party(_, part) => return Some(format!("Consignor/{}", part_of(*part))),
            Name::Currency => {
                return Some("Commodity/InvoiceLine/ItemChargeAmount@currencyID".to_owned());
            }
            _ => return None,
        };
        Some(fixed.to_owned())
    }
}

/// Steps down from a path, each the first of its name.
fn below(path: &Path, names: &str) -> Path {
    let (elements, attribute) = match names.split_once('@') {
        Some((elements, attribute)) => (elements, Some(attribute)),
        None => (names, None),
    };
    let path = elements.split('/').fold(path.clone(), |path, name| path.child(name, 1));
    match attribute {
        Some(attribute) => path.with_attribute(attribute),
        None => path,
    }
}

/// An importing declaration names the exporter below the shipment, an exporting one at the header.
fn element_of(who: Who, declaration: &Declaration) -> &'static str {
    let exporting = declaration.declaration_type.as_ref().is_some_and(|at| at.value == "EX");
    match who {
        Who::Declarant => "Declarant",
        Who::Representative => "Agent",
        Who::Exporter if exporting => "Exporter",
        Who::Exporter => "GoodsShipment/Consignor",
        Who::Importer => "GoodsShipment/Importer",
        Who::Consignee => "GoodsShipment/Consignee",
    }
}

fn part_of(part: Part) -> &'static str {
    match part {
        Part::Id => "ID",
        Part::Name => "Name",
        Part::Street => "Address/Line",
        Part::Postcode => "Address/PostcodeID",
        Part::City => "Address/CityName",
        Part::Country => "Address/CountryCode",
        Part::Role => "FunctionCode",
    }
}
