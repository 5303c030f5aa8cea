//! What follows from the typed view: names for people, numbers of parcels, sums, the country whose
//! rules apply.

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::{Declaration, Document, GoodsItem, Party};

/// Documents that number one parcel: house waybills and postal items.
const HOUSE: [&str; 3] = ["N703", "N714", "N750"];
/// Documents of the whole transport, the one of all parcels first.
const MASTER: [&str; 4] = ["N741", "N740", "N705", "N730"];

impl Declaration {
    /// One line about the goods: the first item's description, and how many items follow.
    pub fn goods_summary(&self) -> String {
        let first = self.items.first().and_then(|item| item.description.as_ref());
        let first = first.map(|at| at.value.as_str()).unwrap_or_default();
        match self.items.len() {
            0 | 1 => first.to_owned(),
            count => format!("{first} + {}", count - 1),
        }
    }

    /// Who receives the goods: the importer, else the consignee; the number where no name is written.
    pub fn consignee_name(&self) -> Option<&str> {
        let named = |party: &'_ Option<Party>| party.as_ref().is_some_and(|p| p.name.is_some());
        let party = match (named(&self.importer), named(&self.consignee)) {
            (false, true) => self.consignee.as_ref(),
            _ => self.importer.as_ref().or(self.consignee.as_ref()),
        }?;
        party.name.as_ref().or(party.id.as_ref()).map(|at| at.value.as_str())
    }

    /// The number of the declarant, under which its LRN is unique.
    pub fn declarant_id(&self) -> Option<&str> {
        self.declarant.as_ref()?.id.as_ref().map(|at| at.value.as_str())
    }

    /// The country whose customs receive the declaration: that of the office, else of the goods'
    /// location, else of the declarant's number. Two letters in capitals.
    pub fn country(&self) -> Option<&str> {
        let location = self.location.as_ref();
        let office = self.office.as_ref().map(|at| at.value.as_str());
        let of_location = location.and_then(|location| location.country.as_ref());
        let office_of_location = location
            .filter(|location| location.qualifier.as_ref().is_some_and(|q| q.value == "V"))
            .and_then(|location| location.identification.as_ref());
        let of_location = [office_of_location, of_location].into_iter().flatten();
        let of_location = of_location.map(|at| at.value.as_str());
        of_location
            .chain(self.declarant_id())
            .fold(office.and_then(country_prefix), |found, text| found.or(country_prefix(text)))
    }

    /// Transport documents of the shipment and of its items.
    pub fn waybills(&self) -> impl Iterator<Item = &Document> {
        let of_items = self.items.iter().flat_map(|item| &item.documents);
        self.transport_documents.iter().chain(of_items.filter(|it| it.is_transport()))
    }

    /// Numbers of the whole transport, that of all parcels first.
    pub fn transport_numbers(&self) -> impl Iterator<Item = &str> {
        let of_kind = |kind: &'static str| self.waybills().filter(move |it| it.kind == kind);
        let is_other = |it: &&Document| !it.is_house() && !MASTER.contains(&it.kind.as_str());
        let others = self.waybills().filter(is_other);
        MASTER.into_iter().flat_map(of_kind).chain(others).map(|it| it.reference.as_str())
    }

    /// Numbers of single parcels: house waybills and postal items, those of the shipment first.
    pub fn parcel_numbers(&self) -> impl Iterator<Item = &str> {
        let of_items = self.items.iter().flat_map(|item| &item.documents);
        let documents = self.waybills().chain(&self.documents);
        let documents = documents.chain(of_items.filter(|it| !it.is_transport()));
        documents.filter(|it| it.is_house()).map(|it| it.reference.as_str())
    }

    /// Number of the air waybill or other document of the whole transport; empty where none is named.
    pub fn transport_document(&self) -> &str {
        self.transport_numbers().next().unwrap_or_default()
    }

    /// The parcel's own number, of its house waybill or postal item; empty where none is named.
    pub fn parcel_number(&self) -> &str {
        self.parcel_numbers().next().unwrap_or_default()
    }

    /// Additional fiscal references of the shipment and of its items.
    pub fn all_fiscal_references(&self) -> impl Iterator<Item = &Party> {
        let of_items = self.items.iter().flat_map(|item| &item.fiscal_references);
        self.fiscal_references.iter().chain(of_items)
    }

    /// The number of the party with that fiscal role, for example FR5.
    pub fn fiscal_id(&self, role: &str) -> Option<&str> {
        self.all_fiscal_references()
            .find(|party| party.role.as_ref().is_some_and(|at| at.value == role))
            .and_then(|party| party.id.as_ref())
            .map(|at| at.value.as_str())
    }

    /// Gross mass in kilograms: of the shipment, else the sum of the items.
    pub fn total_gross_mass(&self) -> Option<Decimal> {
        self.gross_mass.as_ref().map(|at| at.value).or_else(|| {
            sum(self.items.iter().map(|item| item.gross_mass.as_ref().map(|at| at.value)))
        })
    }

    /// Packages: of the shipment, else the sum of the items.
    pub fn total_package_count(&self) -> Option<Decimal> {
        self.total_packages.as_ref().map(|at| at.value).or_else(|| {
            sum(self.items.iter().map(|item| item.packages.as_ref().map(|at| at.value)))
        })
    }
}

impl Document {
    fn is_transport(&self) -> bool {
        self.path.steps().next_back().is_some_and(|step| step.name == "TransportContractDocument")
    }

    fn is_house(&self) -> bool {
        HOUSE.contains(&self.kind.as_str())
    }
}

impl GoodsItem {
    /// Whether the item carries that additional procedure, for example F48.
    pub fn has_additional_procedure(&self, code: &str) -> bool {
        self.additional_procedures.iter().any(|at| at.value == code)
    }
}

/// The sum, where every part is known and there is at least one.
fn sum(parts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    parts.reduce(|sum, part| sum?.checked_add(part?)).flatten()
}

fn country_prefix(text: &str) -> Option<&str> {
    text.get(..2).filter(|prefix| prefix.bytes().all(|byte| byte.is_ascii_uppercase()))
}
