//! Every data element of a declaration, with its number and label, for reading and amending.

use customs::declaration::DataSet;
use customs::dictionary::{DataElement as Known, Group, dictionary};
use customs::language::Language;
use customs::{Element, Finding, Path};

use crate::contract::DataElement;

const ITEM: &str = "GovernmentAgencyGoodsItem";

/// All values of the body in document order, then those that findings miss.
pub(crate) fn elements(
    body: &Element,
    data_set: &DataSet,
    findings: &[Finding],
    language: Language,
) -> Vec<DataElement> {
    let mut all: Vec<DataElement> = body
        .values()
        .into_iter()
        .filter(|(path, _)| path.attribute().is_none())
        .map(|(path, value)| element(body, &path, value, data_set, findings, language))
        .collect();
    for path in missing(body, findings) {
        all.push(element(body, path, "", data_set, findings, language));
    }
    all
}

/// What an element is called; its path's last names where the dictionary does not know it.
pub(crate) fn label(path: &Path, data_set: &DataSet, language: Language) -> String {
    match dictionary().of_in(path, data_set) {
        Some(known) => known.label.get(language).to_owned(),
        None => {
            let names: Vec<&str> = path.steps().map(|step| step.name).collect();
            names[names.len().saturating_sub(2)..].join(" / ")
        }
    }
}

fn element(
    body: &Element,
    path: &Path,
    value: &str,
    data_set: &DataSet,
    findings: &[Finding],
    language: Language,
) -> DataElement {
    let known = dictionary().of_in(path, data_set);
    DataElement {
        path: path.to_string(),
        number: known.and_then(|known| known.number.clone()),
        label: label(path, data_set, language),
        group: group(path, known).to_owned(),
        item: item_of(body, path),
        value: value.to_owned(),
        unit: ["currencyID", "unitCode", "unitType"]
            .iter()
            .find_map(|name| body.at(path)?.attribute(name).map(str::to_owned)),
        rules: findings
            .iter()
            .filter(|finding| finding.path.as_ref() == Some(path))
            .map(|finding| finding.rule.clone())
            .collect(),
    }
}

fn missing<'f>(body: &Element, findings: &'f [Finding]) -> Vec<&'f Path> {
    let mut paths: Vec<&Path> = findings
        .iter()
        .filter_map(|finding| finding.path.as_ref())
        .filter(|path| *path != &Path::root() && path.attribute().is_none())
        .filter(|path| body.at(path).is_none())
        .collect();
    paths.dedup();
    paths
}

fn group(path: &Path, known: Option<&Known>) -> &'static str {
    let in_item = path.steps().any(|step| step.name == ITEM);
    let in_shipment = path.steps().next().is_some_and(|step| step.name == "GoodsShipment");
    match known.map(|known| known.group) {
        _ if in_item => "item",
        Some(Group::Party) => "party",
        Some(Group::Document) => "document",
        Some(Group::Transport) => "transport",
        Some(Group::Shipment) => "shipment",
        Some(Group::Header | Group::Item) | None => match in_shipment {
            true => "shipment",
            false => "header",
        },
    }
}

/// Number of the goods item that a place belongs to.
pub(crate) fn item_of(body: &Element, path: &Path) -> Option<u32> {
    let depth = path.steps().position(|step| step.name == ITEM)?;
    let item = path
        .steps()
        .take(depth + 1)
        .fold(Path::root(), |path, step| path.child(step.name, step.ordinal));
    let ordinal = path.steps().nth(depth)?.ordinal;
    let written = body.at(&item).and_then(|item| item.text(&["SequenceNumeric"])?.parse().ok());
    written.or_else(|| u32::try_from(ordinal).ok())
}
