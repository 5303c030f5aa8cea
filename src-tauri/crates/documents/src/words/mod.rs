//! The texts of the documents, one table for each language.
//!
//! A new language is a file with one more [`Words`] and a line in [`Words::of`]; the compiler asks
//! for every text.

mod de;
mod en;
mod format;
mod fr;
mod nl;
mod zh;

use crate::model::{
    DocumentKind, GroupKind, Language, Measure, PartyRole, ReferenceKind, SealState,
};

/// Every text that documents print by themselves.
pub(crate) struct Words {
    pub(crate) release_note: &'static str,
    pub(crate) duty_notice: &'static str,
    pub(crate) inspection_report: &'static str,
    pub(crate) declaration: &'static str,

    pub(crate) revision: &'static str,
    pub(crate) rules_of: &'static str,
    pub(crate) data_as_of: &'static str,
    pub(crate) document: &'static str,
    pub(crate) printed: &'static str,
    pub(crate) by: &'static str,
    pub(crate) page: &'static str,
    pub(crate) of: &'static str,

    pub(crate) exporter: &'static str,
    pub(crate) consignee: &'static str,
    pub(crate) importer: &'static str,
    pub(crate) declarant: &'static str,
    pub(crate) representative: &'static str,
    pub(crate) fiscal_reference: &'static str,

    pub(crate) continued: &'static str,
    pub(crate) parties: &'static str,
    pub(crate) shipment: &'static str,
    pub(crate) goods: &'static str,
    pub(crate) data_set: &'static str,
    pub(crate) goods_location: &'static str,
    pub(crate) dispatch_country: &'static str,
    pub(crate) destination_country: &'static str,
    pub(crate) packages: &'static str,
    pub(crate) gross_mass: &'static str,
    pub(crate) net_mass: &'static str,
    pub(crate) quantity: &'static str,
    pub(crate) items: &'static str,
    pub(crate) item: &'static str,
    pub(crate) description: &'static str,
    pub(crate) commodity_code: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) value: &'static str,
    pub(crate) transport_document: &'static str,
    pub(crate) previous_document: &'static str,
    pub(crate) supporting_document: &'static str,
    pub(crate) ucr: &'static str,

    pub(crate) released: &'static str,
    pub(crate) released_at: &'static str,
    pub(crate) control_result: &'static str,
    pub(crate) no_control_result: &'static str,
    pub(crate) customs_office: &'static str,
    pub(crate) message: &'static str,
    pub(crate) received_from: &'static str,
    pub(crate) received_at: &'static str,

    pub(crate) to_pay: &'static str,
    pub(crate) nothing_to_pay: &'static str,
    pub(crate) worked_out_by: &'static str,
    pub(crate) worked_out_by_desk: &'static str,
    pub(crate) worked_out_by_authority: &'static str,
    pub(crate) payment_reference: &'static str,
    pub(crate) customs_value: &'static str,
    pub(crate) duties: &'static str,
    pub(crate) tax: &'static str,
    pub(crate) base: &'static str,
    pub(crate) rate: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) payable: &'static str,
    pub(crate) how_worked_out: &'static str,
    pub(crate) totals: &'static str,
    pub(crate) total: &'static str,
    pub(crate) gaps: &'static str,
    pub(crate) whole_declaration: &'static str,

    pub(crate) inspection_open: &'static str,
    pub(crate) control_types: &'static str,
    pub(crate) place: &'static str,
    pub(crate) inspected_at: &'static str,
    pub(crate) measured_goods: &'static str,
    pub(crate) measure: &'static str,
    pub(crate) declared: &'static str,
    pub(crate) measured: &'static str,
    pub(crate) difference: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) seals: &'static str,
    pub(crate) seal_number: &'static str,
    pub(crate) state: &'static str,
    pub(crate) seal_intact: &'static str,
    pub(crate) seal_broken: &'static str,
    pub(crate) seal_missing: &'static str,
    pub(crate) seal_new: &'static str,
    pub(crate) findings: &'static str,
    pub(crate) no_findings: &'static str,
    pub(crate) finding: &'static str,
    pub(crate) field: &'static str,
    pub(crate) photos: &'static str,
    pub(crate) photo: &'static str,
    pub(crate) number: &'static str,
    pub(crate) remarks: &'static str,
    pub(crate) signed_by: &'static str,
    pub(crate) signed_at: &'static str,
    pub(crate) not_signed: &'static str,

    pub(crate) status: &'static str,
    pub(crate) header: &'static str,
    pub(crate) element: &'static str,
    pub(crate) name: &'static str,

    /// What stands between the whole part of a number and its decimals.
    pub(crate) decimal_mark: char,
    /// Whether the currency stands before the amount.
    pub(crate) currency_first: bool,
    pub(crate) months: [&'static str; 12],
    pub(crate) months_short: [&'static str; 12],
    /// How a date is written, with `{day}`, `{month}` and `{year}`.
    pub(crate) date: &'static str,
    /// The same with the short name of the month.
    pub(crate) short_date: &'static str,
    /// The first day of a month: `1` or `1er`.
    pub(crate) first_day: &'static str,

    /// CL390: control result codes.
    pub(crate) control_result_codes: &'static [(&'static str, &'static str)],
    /// CL716: control type codes.
    pub(crate) control_type_codes: &'static [(&'static str, &'static str)],
    /// CL098: tax types, and our own for costs.
    pub(crate) tax_type_codes: &'static [(&'static str, &'static str)],
}

impl Words {
    /// The table of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &en::WORDS,
            Language::Fr => &fr::WORDS,
            Language::Nl => &nl::WORDS,
            Language::De => &de::WORDS,
            Language::Zh => &zh::WORDS,
        }
    }

    pub(crate) fn title(&self, kind: DocumentKind) -> &'static str {
        match kind {
            DocumentKind::ReleaseNote => self.release_note,
            DocumentKind::DutyNotice => self.duty_notice,
            DocumentKind::InspectionReport => self.inspection_report,
            DocumentKind::Declaration => self.declaration,
        }
    }

    /// The role's name and its data element number.
    pub(crate) fn role(&self, role: PartyRole) -> (&'static str, &'static str) {
        match role {
            PartyRole::Exporter => (self.exporter, "13 01"),
            PartyRole::Consignee => (self.consignee, "13 03"),
            PartyRole::Importer => (self.importer, "13 04"),
            PartyRole::Declarant => (self.declarant, "13 05"),
            PartyRole::Representative => (self.representative, "13 06"),
            PartyRole::FiscalReference => (self.fiscal_reference, "13 16"),
        }
    }

    /// The reference's name and its data element number.
    pub(crate) fn reference(&self, kind: ReferenceKind) -> (&'static str, &'static str) {
        match kind {
            ReferenceKind::Transport => (self.transport_document, "12 05"),
            ReferenceKind::Previous => (self.previous_document, "12 01"),
            ReferenceKind::Supporting => (self.supporting_document, "12 03"),
            ReferenceKind::Ucr => (self.ucr, "12 08"),
        }
    }

    pub(crate) fn measure(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::Quantity => self.quantity,
            Measure::GrossMass => self.gross_mass,
            Measure::NetMass => self.net_mass,
            Measure::Packages => self.packages,
        }
    }

    pub(crate) fn seal_state(&self, state: SealState) -> &'static str {
        match state {
            SealState::Intact => self.seal_intact,
            SealState::Broken => self.seal_broken,
            SealState::Missing => self.seal_missing,
            SealState::New => self.seal_new,
        }
    }

    pub(crate) fn group(&self, kind: &GroupKind) -> String {
        match kind {
            GroupKind::Header => self.header.to_owned(),
            GroupKind::Shipment => self.shipment.to_owned(),
            GroupKind::Item { number } => format!("{} {number}", self.item),
            GroupKind::Other { title } => title.clone(),
        }
    }

    /// `A2 Considered satisfactory`; the code alone where its text is not known.
    pub(crate) fn control_result_text(&self, code: &str) -> String {
        with_text(code, self.control_result_codes)
    }

    pub(crate) fn control_type_text(&self, code: &str) -> String {
        with_text(code, self.control_type_codes)
    }

    pub(crate) fn tax_type_text(&self, code: &str) -> String {
        with_text(code, self.tax_type_codes)
    }
}

fn with_text(code: &str, texts: &[(&str, &str)]) -> String {
    match texts.iter().find(|(known, _)| *known == code) {
        Some((_, text)) => format!("{code} {text}"),
        None => code.to_owned(),
    }
}
