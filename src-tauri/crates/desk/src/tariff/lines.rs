//! Lines of the nomenclature in the contract's words.

use customs::nomenclature::{Node, Tree};
use store::{EditionRow, Reference};

use crate::contract::{TariffLine, TariffStep, TariffText};
use crate::error::DeskError;

/// The line at a place, with those above it.
///
/// # Errors
/// The file cannot be read.
pub(super) fn line(
    reference: &Reference,
    edition: &EditionRow,
    tree: &Tree,
    place: u32,
    language: Option<&str>,
) -> Result<TariffLine, DeskError> {
    let node = tree.at(place).expect("places come from the tree itself");
    let path = tree.path(place);
    let mut said = said(reference, edition, &path, language)?;
    let (language, text) = said.pop().unwrap_or_default();
    let above = path.iter().zip(said).map(|(place, (_, text))| {
        let node = tree.at(*place).expect("places come from the tree itself");
        TariffStep { code: node.code.written().to_owned(), suffix: node.suffix, text }
    });
    Ok(TariffLine {
        system: edition.system.into(),
        code: code_of(node).to_owned(),
        suffix: node.suffix,
        declarable: node.declarable,
        has_below: node.last > place,
        current: node.current,
        unit: node.unit.clone(),
        valid_from: node.valid_from,
        valid_until: node.valid_until,
        text,
        language,
        path: above.collect(),
    })
}

/// Its digits. A heading that is not divided is declared with six digits at least.
fn code_of(node: &Node) -> &str {
    let digits = if node.declarable { node.code.digits().max(6) } else { node.code.digits() };
    &node.code.padded()[..usize::from(digits)]
}

/// What each line says: in the language that is asked for, else in the first that has a text.
fn said(
    reference: &Reference,
    edition: &EditionRow,
    places: &[u32],
    wanted: Option<&str>,
) -> Result<Vec<(String, String)>, DeskError> {
    let mut said = vec![(String::new(), String::new()); places.len()];
    for language in languages(edition, wanted) {
        let texts = reference.texts(edition, language, places)?;
        for (said, text) in said.iter_mut().zip(texts) {
            if let Some(text) = text.filter(|_| said.0.is_empty()) {
                *said = (language.to_owned(), text);
            }
        }
        if said.iter().all(|(language, _)| !language.is_empty()) {
            break;
        }
    }
    Ok(said)
}

/// The languages of an edition, the wanted one first, then English.
fn languages<'a>(edition: &'a EditionRow, wanted: Option<&str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = edition.files.iter().map(|file| file.language.as_str()).collect();
    all.sort_by_key(|language| (Some(*language) != wanted, *language != "en"));
    all
}

/// What a line says in every language there is.
///
/// # Errors
/// The file cannot be read.
pub(super) fn texts(
    reference: &Reference,
    edition: &EditionRow,
    place: u32,
) -> Result<Vec<TariffText>, DeskError> {
    let mut all = Vec::new();
    for file in &edition.files {
        let text = reference.texts(edition, &file.language, &[place])?.into_iter().flatten();
        all.extend(text.map(|text| TariffText { language: file.language.clone(), text }));
    }
    Ok(all)
}
