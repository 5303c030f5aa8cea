//! One parcel's declaration, as the columns need it.

use std::borrow::Cow;

/// A value that mostly comes straight out of a word table.
pub(crate) type Text = Cow<'static, str>;

/// A declaration of one parcel. Masses are whole grams, amounts whole cents.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) lrn: String,
    pub(crate) additional_type: &'static str,
    pub(crate) acceptance_date: Text,
    pub(crate) declarant: Text,
    pub(crate) representative: Text,
    pub(crate) representative_status: &'static str,
    pub(crate) exporter: Party,
    pub(crate) importer_id: Text,
    pub(crate) importer: Party,
    pub(crate) fiscal_role: &'static str,
    pub(crate) fiscal_id: Text,
    pub(crate) transport_document: Text,
    pub(crate) house_document_type: &'static str,
    pub(crate) house_document: Text,
    pub(crate) previous_document: Text,
    pub(crate) transport_costs: Option<u64>,
    pub(crate) transport_currency: Text,
    pub(crate) gross_mass: u64,
    pub(crate) items: Vec<Item>,
}

/// Name and address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    pub(crate) name: Text,
    pub(crate) street: Text,
    pub(crate) postcode: Text,
    pub(crate) city: Text,
    pub(crate) country: Text,
}

/// One goods item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) additional_procedures: Text,
    pub(crate) value: u64,
    pub(crate) currency: Text,
    pub(crate) gross_mass: u64,
    pub(crate) description: Text,
    pub(crate) commodity: Text,
    pub(crate) origin: Text,
    pub(crate) packages: u64,
    pub(crate) supplementary_units: Option<u64>,
    pub(crate) supporting_document_type: &'static str,
    pub(crate) supporting_document: Text,
}

impl Parcel {
    /// Makes the shipment's gross mass the sum of its items'.
    pub(crate) fn add_up(&mut self) {
        self.gross_mass = self.items.iter().map(|item| item.gross_mass).sum();
    }

    /// Sets the additional procedures of every item.
    pub(crate) fn set_procedures(&mut self, codes: &'static str) {
        for item in &mut self.items {
            item.additional_procedures = codes.into();
        }
    }

    /// Keeps one item, and gives it these goods. The currency counts for transport costs as well.
    pub(crate) fn only_item(
        &mut self,
        what: &'static str,
        hs: &'static str,
        price: (u64, &'static str),
        grams: u64,
    ) {
        self.items.truncate(1);
        let (value, currency) = price;
        self.transport_currency = currency.into();
        if let Some(item) = self.items.first_mut() {
            item.description = what.into();
            item.commodity = hs.into();
            item.value = value;
            item.currency = currency.into();
            item.gross_mass = grams;
        }
        self.add_up();
    }
}

impl Party {
    pub(crate) const fn of(
        name: &'static str,
        street: &'static str,
        postcode: &'static str,
        city: &'static str,
        country: &'static str,
    ) -> Self {
        Self {
            name: Cow::Borrowed(name),
            street: Cow::Borrowed(street),
            postcode: Cow::Borrowed(postcode),
            city: Cow::Borrowed(city),
            country: Cow::Borrowed(country),
        }
    }
}
