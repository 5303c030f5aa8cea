//! Findings, parties and items.

use customs::Declaration;
use customs::declaration::{At, GoodsItem, Party};

use crate::contract::{self, Finding, ItemView, PartyView, Severity};

/// A finding of the rules.
pub(crate) fn finding(found: &customs::Finding) -> Finding {
    Finding {
        rule: found.rule.clone(),
        severity: found.severity.into(),
        title: found.title.clone(),
        detail: found.detail.clone(),
        hint: found.hint.clone(),
        data_element: found.data_element.clone(),
        path: found.path.as_ref().map(ToString::to_string),
        item: found.item,
        source: found.source.clone(),
        pack: found.pack.clone(),
        rules_of: found.rules_of,
        unverified: found.unverified,
        filter: None,
    }
}

/// 11 01 and 11 02 together, for example `IM A`.
pub(crate) fn declaration_type(declaration: &Declaration) -> String {
    let text = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
    let parts = [text(&declaration.declaration_type), text(&declaration.additional_type)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Everybody named, in the order in which brokers read them.
pub(crate) fn parties(declaration: &Declaration) -> Vec<PartyView> {
    let single = [
        ("importer", &declaration.importer),
        ("consignee", &declaration.consignee),
        ("exporter", &declaration.exporter),
        ("declarant", &declaration.declarant),
        ("representative", &declaration.representative),
    ];
    let fiscal = declaration.all_fiscal_references().map(|reference| party("fiscal", reference));
    single
        .into_iter()
        .filter_map(|(role, p)| p.as_ref().map(|p| party(role, p)))
        .chain(fiscal)
        .collect()
}

fn party(role: &str, party: &Party) -> PartyView {
    PartyView {
        role: role.to_owned(),
        role_code: party.role.as_ref().map(|at| at.value.clone()),
        id: party.id.as_ref().map(|at| at.value.clone()),
        name: party.name.as_ref().map(|at| at.value.clone()),
        address: address(party),
        country: party.country.as_ref().map(|at| at.value.clone()),
        path: party.path.to_string(),
    }
}

fn address(party: &Party) -> Option<String> {
    let town =
        [&party.postcode, &party.city].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let lines = [party.street.clone(), Some(town)];
    let text =
        lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
}

/// The goods items, each with the gravest finding on it.
pub(crate) fn items(declaration: &Declaration, findings: &[Finding]) -> Vec<ItemView> {
    declaration.items.iter().map(|goods| item(goods, findings)).collect()
}

fn item(item: &GoodsItem, findings: &[Finding]) -> ItemView {
    ItemView {
        number: item.number,
        description: item.description.as_ref().map(|at| at.value.clone()).unwrap_or_default(),
        commodity: item.commodity_code.as_ref().map(|at| at.value.clone()),
        origin: item.origin.as_ref().map(|at| at.value.clone()),
        procedure: procedure(item),
        value: item.value.as_ref().map(|at| at.value.amount),
        currency: item.value.as_ref().map(|at| at.value.currency.0.clone()),
        gross_mass: item.gross_mass.as_ref().map(|at| at.value),
        net_mass: item.net_mass.as_ref().map(|at| at.value),
        packages: item.packages.as_ref().map(|at| at.value),
        supplementary_units: item.supplementary_units.as_ref().map(|at| at.value),
        worst: worst(item.number, findings),
        path: item.path.to_string(),
    }
}

fn procedure(item: &GoodsItem) -> String {
    let codes = [&item.procedure, &item.previous_procedure].into_iter().flatten();
    codes
        .chain(&item.additional_procedures)
        .map(|at| at.value.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn worst(number: u32, findings: &[Finding]) -> Option<Severity> {
    findings
        .iter()
        .filter(|finding| finding.item == Some(number))
        .map(|finding| finding.severity)
        .max_by_key(|severity| super::gravity(*severity))
}

impl From<customs::Severity> for contract::Severity {
    fn from(severity: customs::Severity) -> Self {
        match severity {
            customs::Severity::Note => Self::Note,
            customs::Severity::Warning => Self::Warning,
            customs::Severity::Error => Self::Error,
        }
    }
}
