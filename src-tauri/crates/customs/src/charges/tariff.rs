//! Rates, limits and reliefs as dated data.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::Rounding;
use super::measure::Measure;
use crate::declaration::{Declaration, GoodsItem};
use crate::money::Currency;
use crate::rule::Dates;

/// The tariff of one pack text, as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TariffSource {
    /// Data sets on which duty or VAT can be due.
    charged_sets: Vec<String>,
    /// Requested procedures that release goods for free circulation.
    charged_procedures: Vec<String>,
    /// Procedures under which VAT is exempt or suspended though duty is due.
    vat_free_procedures: Vec<String>,
    authority: Vec<Authority>,
    low_value: Vec<LowValue>,
    flat: Vec<Flat>,
    relief: Vec<Relief>,
    /// Procedures under which duty and VAT are worked out but suspended.
    suspensive_procedures: Vec<String>,
    /// Methods of payment (14 03 042) under which the tax is accounted for later and not paid here.
    postponing_methods: Vec<String>,
    pub(super) measure: Vec<Measure>,
    duty: Vec<RateTable>,
    vat: Vec<RateTable>,
}

/// The tariffs of all layers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tariff {
    source: TariffSource,
}

/// The authority of a country: its currency, and how it rounds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Authority {
    countries: Vec<String>,
    pub(crate) currency: Currency,
    pub(crate) round_duty: Rounding,
    pub(crate) round_vat: Rounding,
    /// Tax types that are customs duty, for which a preference is claimed.
    #[serde(default = "customs_duty")]
    customs_duties: Vec<String>,
    /// The tax type of the VAT on a duty, where that is told apart from the VAT on the value.
    #[serde(default)]
    vat_on: HashMap<String, String>,
    /// Valuation methods beside the first under which the item's amount is its customs value.
    #[serde(default)]
    amount_is_value_by: Vec<String>,
}

fn customs_duty() -> Vec<String> {
    vec!["A00".to_owned()]
}

impl Authority {
    /// Whether the tax type is customs duty.
    pub(super) fn is_customs_duty(&self, tax_type: &str) -> bool {
        self.customs_duties.iter().any(|each| each == tax_type)
    }

    /// The tax type of the VAT on that duty, where it has one of its own.
    pub(super) fn vat_on(&self, tax_type: &str) -> Option<&str> {
        self.vat_on.get(tax_type).map(String::as_str)
    }

    /// Whether the amount declared under that valuation method is the customs value.
    pub(super) fn takes_the_amount(&self, method: &str) -> bool {
        self.amount_is_value_by.iter().any(|each| each == method)
    }
}

/// The value up to which a consignment is of low value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LowValue {
    #[serde(default)]
    countries: Vec<String>,
    /// Intrinsic value in euro.
    at_most: Decimal,
}

/// A flat duty for each item line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Flat {
    pub(crate) id: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
    sets: Vec<String>,
    #[serde(default)]
    countries: Vec<String>,
    /// Additional procedures of which the item carries one; empty for any.
    #[serde(default)]
    codes: Vec<String>,
    /// Where a preference is claimed the tariff applies and not the flat duty.
    #[serde(default)]
    not_with_preference: bool,
    /// In euro.
    pub(crate) amount: Decimal,
    /// Intrinsic value of the consignment in euro up to which it applies.
    at_most: Decimal,
}

/// Additional procedures under which a tax is not due, or about which the pack knows too little.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Relief {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    codes: Vec<String>,
    /// Tax types that are not due.
    #[serde(default)]
    free_of: Vec<String>,
    /// Tax types that are due but were or will be paid elsewhere.
    #[serde(default)]
    paid_elsewhere: Vec<String>,
    /// Value of the consignment in euro up to which it applies.
    at_most: Option<Decimal>,
}

/// Percentages by the beginning of the commodity code; the longest that fits counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateTable {
    pub(crate) id: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    pub(crate) unverified: bool,
    /// The rate of everything that no prefix fits.
    default: Option<Decimal>,
    rates: HashMap<String, Decimal>,
    /// Rates by national additional code, which count before the commodity code.
    #[serde(default)]
    national: HashMap<String, Decimal>,
}

impl Tariff {
    /// Takes over the tariff of a later text; tables for countries of the text come first.
    pub(crate) fn extend(&mut self, source: TariffSource, countries: &[String]) {
        let own = &mut self.source;
        own.charged_sets.extend(source.charged_sets);
        own.charged_procedures.extend(source.charged_procedures);
        own.vat_free_procedures.extend(source.vat_free_procedures);
        own.suspensive_procedures.extend(source.suspensive_procedures);
        own.postponing_methods.extend(source.postponing_methods);
        own.authority.splice(0..0, source.authority);
        own.low_value.extend(source.low_value.into_iter().map(|mut limit| {
            if limit.countries.is_empty() {
                limit.countries = countries.to_vec();
            }
            limit
        }));
        own.flat.extend(source.flat.into_iter().map(|mut flat| {
            if flat.countries.is_empty() {
                flat.countries = countries.to_vec();
            }
            flat
        }));
        own.relief.extend(source.relief);
        own.measure.extend(source.measure.into_iter().map(|mut measure| {
            if measure.countries.is_empty() {
                measure.countries = countries.to_vec();
            }
            measure
        }));
        let with_countries = |mut table: RateTable| {
            if table.countries.is_empty() {
                table.countries = countries.to_vec();
            }
            table
        };
        own.duty.splice(0..0, source.duty.into_iter().map(with_countries));
        own.vat.splice(0..0, source.vat.into_iter().map(with_countries));
    }

    /// Whether anything can be due on the declaration at all.
    pub(crate) fn charges_on(&self, declaration: &Declaration) -> bool {
        self.source.charged_sets.contains(&declaration.data_set.0)
    }

    pub(crate) fn authority(&self, country: Option<&str>) -> Option<&Authority> {
        let country = country?;
        self.source
            .authority
            .iter()
            .find(|authority| authority.countries.iter().any(|each| each == country))
    }

    /// Whether the requested procedure makes duty due; an item without procedure counts.
    pub(crate) fn charges_procedure(&self, procedure: Option<&str>) -> bool {
        procedure.is_none_or(|code| {
            self.source.charged_procedures.iter().any(|c| c == code) || self.suspends(code)
        })
    }

    /// Whether what is due under the requested procedure is suspended.
    pub(super) fn suspends(&self, procedure: &str) -> bool {
        self.source.suspensive_procedures.iter().any(|code| code == procedure)
    }

    /// Whether the method of payment puts the tax off.
    pub(super) fn postpones(&self, method: &str) -> bool {
        self.source.postponing_methods.iter().any(|code| code == method)
    }

    pub(super) fn source(&self) -> &TariffSource {
        &self.source
    }

    /// The first measure that could not be worked out, for the pack's proof.
    pub(crate) fn unusable_measure(&self) -> Option<&Measure> {
        self.source.measure.iter().find(|measure| !measure.is_usable())
    }

    pub(crate) fn is_vat_free(&self, procedure: Option<&str>) -> bool {
        procedure.is_some_and(|code| self.source.vat_free_procedures.iter().any(|c| c == code))
    }

    /// Intrinsic value in euro up to which a consignment to that country is of low value.
    pub(crate) fn low_value_limit(&self, country: Option<&str>) -> Option<Decimal> {
        let country = country?;
        let limits = &self.source.low_value;
        limits.iter().find(|limit| is_for(&limit.countries, country)).map(|limit| limit.at_most)
    }

    /// The flat duty for the item in a consignment of that value.
    pub(crate) fn flat(
        &self,
        declaration: &Declaration,
        item: &GoodsItem,
        consignment_eur: Option<Decimal>,
        day: NaiveDate,
    ) -> Option<&Flat> {
        self.source.flat.iter().find(|flat| {
            Dates { from: Some(flat.from), until: flat.until }.contain(day)
                && flat.sets.contains(&declaration.data_set.0)
                && is_for(&flat.countries, declaration.country().unwrap_or_default())
                && consignment_eur.is_some_and(|value| value <= flat.at_most)
                && (flat.codes.is_empty() || has_any(item, &flat.codes))
                && !(flat.not_with_preference && claims_preference(item))
        })
    }

    /// The relief from a tax type that one of the item's additional procedures gives.
    pub(crate) fn is_free_of(
        &self,
        tax_type: &str,
        item: &GoodsItem,
        consignment_eur: Option<Decimal>,
        day: NaiveDate,
    ) -> bool {
        self.reliefs(item, consignment_eur, day).any(|r| r.free_of.iter().any(|t| t == tax_type))
    }

    /// Whether the tax is paid elsewhere, for example under IOSS.
    pub(crate) fn is_paid_elsewhere(
        &self,
        tax_type: &str,
        item: &GoodsItem,
        consignment_eur: Option<Decimal>,
        day: NaiveDate,
    ) -> bool {
        let mut reliefs = self.reliefs(item, consignment_eur, day);
        reliefs.any(|relief| relief.paid_elsewhere.iter().any(|t| t == tax_type))
    }

    /// An additional procedure that changes what is due in a way that the pack does not know.
    pub(crate) fn unknown_relief<'a>(&self, item: &'a GoodsItem) -> Option<&'a str> {
        let known = |code: &str| {
            self.source.relief.iter().any(|relief| relief.codes.iter().any(|each| each == code))
        };
        item.additional_procedures
            .iter()
            .map(|at| at.value.as_str())
            .find(|code| code.starts_with(['C', 'F']) && !known(code))
    }

    pub(crate) fn duty(
        &self,
        code: &str,
        country: &str,
        day: NaiveDate,
    ) -> Option<(&RateTable, Decimal)> {
        find(&self.source.duty, code, &[], country, day)
    }

    pub(crate) fn vat(
        &self,
        code: &str,
        national: &[String],
        country: &str,
        day: NaiveDate,
    ) -> Option<(&RateTable, Decimal)> {
        find(&self.source.vat, code, national, country, day)
    }

    fn reliefs(
        &self,
        item: &GoodsItem,
        consignment_eur: Option<Decimal>,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Relief> {
        self.source.relief.iter().filter(move |relief| {
            Dates { from: relief.from, until: relief.until }.contain(day)
                && has_any(item, &relief.codes)
                && relief.at_most.is_none_or(|limit| consignment_eur.is_some_and(|v| v <= limit))
        })
    }
}

fn find<'a>(
    tables: &'a [RateTable],
    code: &str,
    national: &[String],
    country: &str,
    day: NaiveDate,
) -> Option<(&'a RateTable, Decimal)> {
    tables
        .iter()
        .filter(|table| Dates { from: table.from, until: table.until }.contain(day))
        .filter(|table| is_for(&table.countries, country))
        .find_map(|table| Some((table, table.rate(code, national)?)))
}

impl RateTable {
    fn rate(&self, code: &str, national: &[String]) -> Option<Decimal> {
        let by_national = national.iter().find_map(|code| self.national.get(code));
        let by_prefix =
            || (2..=code.len()).rev().find_map(|length| self.rates.get(code.get(..length)?));
        by_national.or_else(by_prefix).copied().or(self.default)
    }
}

/// Whether something is for the country; without countries it is for all.
pub(super) fn is_for(countries: &[String], country: &str) -> bool {
    countries.is_empty() || countries.iter().any(|each| each == country)
}

fn has_any(item: &GoodsItem, codes: &[String]) -> bool {
    item.additional_procedures.iter().any(|at| codes.contains(&at.value))
}

/// Preferences that begin with 1 are the tariff for everyone.
fn claims_preference(item: &GoodsItem) -> bool {
    item.preference.as_ref().is_some_and(|at| !at.value.starts_with('1'))
}
