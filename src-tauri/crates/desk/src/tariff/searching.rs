//! Searching the nomenclature by words of any language, or by the beginning of a code.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use customs::nomenclature::{CODE_LINE, Found, Matches, Tree, found};
use store::{EditionRow, Reference};

use super::{editions_of, lines};
use crate::contract::{TariffFound, TariffLine, TariffSearch, small};
use crate::core::Core;
use crate::error::DeskError;

/// Lines that are told at most.
const MOST: u32 = 200;
/// Lines whose texts are looked at to find the likeliest.
const CANDIDATES: usize = 300;

/// A line that was found, in one language of one edition.
#[derive(Clone)]
pub(super) struct Hit {
    pub(super) edition: usize,
    pub(super) language: String,
    pub(super) found: Found,
}

/// The editions of a day with their trees.
pub(super) struct Shelf<'a> {
    pub(super) reference: &'a Reference,
    pub(super) editions: Vec<(EditionRow, Arc<Tree>)>,
}

/// Searches by words, or by the beginning of a code.
///
/// # Errors
/// Nothing was imported yet, or the file cannot be read.
pub(crate) fn search(core: &Core, request: &TariffSearch) -> Result<TariffFound, DeskError> {
    let begun = core.surroundings.uptime();
    let on = request.on.unwrap_or_else(|| core.today());
    let shelf = Shelf::of(core, on)?;
    let limit = request.limit.min(MOST) as usize;
    let language = request.language.as_deref();
    let (lines, total, all_words) = match digits(&request.text) {
        Some(digits) => shelf.by_code(&digits, language, limit)?,
        None => shelf.by_words(&words(&request.text), language, limit)?,
    };
    let took = core.surroundings.uptime().saturating_sub(begun);
    let took_us = u32::try_from(took.as_micros()).unwrap_or(u32::MAX);
    Ok(TariffFound { on, lines, total: small(total as u64), all_words, took_us })
}

/// The digits of what may be the beginning of a code.
fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let is_code = (2..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_code.then_some(digits)
}

/// The words of a search. One letter alone tells nothing, except in scripts without letters.
fn words(text: &str) -> Vec<String> {
    let tells = |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    text.split_whitespace().filter(tells).map(str::to_owned).collect()
}

impl<'a> Shelf<'a> {
    /// The editions of a day.
    ///
    /// # Errors
    /// Nothing was imported yet, or the file cannot be read.
    pub(super) fn of(core: &'a Core, on: chrono::NaiveDate) -> Result<Self, DeskError> {
        let reference = core.reference()?;
        let with_tree = |row: EditionRow| {
            let tree = reference.tree(&row)?;
            Ok((row, tree))
        };
        let editions = editions_of(core, on)?.into_iter().map(with_tree);
        Ok(Self { reference, editions: editions.collect::<Result<_, DeskError>>()? })
    }

    fn by_code(
        &self,
        digits: &str,
        language: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<TariffLine>, usize, bool), DeskError> {
        let (mut seen, mut at) = (HashSet::new(), Vec::new());
        for (edition, (_, tree)) in self.editions.iter().enumerate() {
            for place in tree.beginning_with(digits) {
                let node = tree.at(place).expect("the range is the tree's own");
                if node.current && seen.insert((node.code.padded().to_owned(), node.suffix)) {
                    at.push((node.code.padded().to_owned(), node.level, edition, place));
                }
            }
        }
        at.sort();
        let lines = at
            .iter()
            .take(limit)
            .map(|(_, _, edition, place)| self.line(*edition, *place, language));
        Ok((lines.collect::<Result<_, _>>()?, at.len(), true))
    }

    fn by_words(
        &self,
        words: &[String],
        language: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<TariffLine>, usize, bool), DeskError> {
        let mut hits = self.hits(words, language, words.len())?;
        let all_words = !hits.is_empty() || words.len() < 2;
        if !all_words {
            hits = self.hits(words, language, 1)?;
            let most = hits.iter().map(|hit| hit.found.words.count_ones()).max().unwrap_or(0);
            hits.retain(|hit| hit.found.words.count_ones() == most);
        }
        let total = hits.len();
        let ranked = self.ranked(hits, words)?;
        let lines = ranked.iter().take(limit).map(|hit| {
            let language = language.unwrap_or(&hit.language);
            self.line(hit.edition, hit.found.place, Some(language))
        });
        Ok((lines.collect::<Result<_, _>>()?, total, all_words))
    }

    /// Lines that have at least so many of the words, in any of the languages; each line of the tariff
    /// once, with the language in which it has most of them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn hits(
        &self,
        words: &[String],
        language: Option<&str>,
        least: usize,
    ) -> Result<Vec<Hit>, DeskError> {
        let mut all: Vec<Hit> = Vec::new();
        if words.is_empty() {
            return Ok(all);
        }
        for (edition, (row, tree)) in self.editions.iter().enumerate() {
            let files = row.files.iter().map(|file| &file.language);
            for spoken in files.filter(|spoken| language.is_none_or(|only| only == *spoken)) {
                let matches = words
                    .iter()
                    .map(|word| Ok(self.reference.matches(row, spoken, word)?))
                    .collect::<Result<Vec<Matches>, DeskError>>()?;
                let found = found(tree, &matches, least).into_iter();
                all.extend(found.map(|found| Hit { edition, language: spoken.clone(), found }));
            }
        }
        all.sort_by_key(coarse);
        let mut seen = HashSet::new();
        all.retain(|hit| seen.insert(self.key(hit)));
        Ok(all)
    }

    fn key(&self, hit: &Hit) -> (String, u8) {
        let node = self.editions[hit.edition].1.at(hit.found.place);
        let node = node.expect("places come from the tree itself");
        (node.code.padded().to_owned(), node.suffix)
    }

    /// The likeliest first: more of the words, the most detailed nomenclature, more words in the line
    /// itself, whole ones first, then texts that begin with
    /// one of them, short texts before long ones, lines that can be declared before headings, and the
    /// order of the tariff.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn ranked(
        &self,
        mut hits: Vec<Hit>,
        words: &[String],
    ) -> Result<Vec<Hit>, DeskError> {
        hits.sort_by_key(coarse);
        hits.truncate(CANDIDATES);
        let mut keyed = Vec::with_capacity(hits.len());
        for hit in hits {
            let (row, tree) = &self.editions[hit.edition];
            let texts = self.reference.texts(row, &hit.language, &[hit.found.place])?;
            let text = texts.into_iter().flatten().next().unwrap_or_default().to_lowercase();
            let begins = words.iter().any(|word| text.starts_with(&word.to_lowercase()));
            let length = text.len();
            let node = tree.at(hit.found.place).expect("places come from the tree itself");
            let is_code = node.suffix == CODE_LINE;
            let key = (coarse(&hit), !begins, length / 16, !is_code, !node.declarable, length);
            keyed.push((key, node.code.clone(), hit));
        }
        keyed.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        Ok(keyed.into_iter().map(|(_, _, hit)| hit).collect())
    }

    /// A line in the contract's words.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn line(
        &self,
        edition: usize,
        place: u32,
        language: Option<&str>,
    ) -> Result<TariffLine, DeskError> {
        let (row, tree) = &self.editions[edition];
        lines::line(self.reference, row, tree, place, language)
    }
}

/// What can be told without the texts. The most detailed nomenclature goes first, and of the same line
/// in several it is the one that is told: texts of the others repeat what stands above theirs, so that
/// their words cannot be compared.
fn coarse(hit: &Hit) -> (Reverse<u32>, usize, Reverse<u32>, Reverse<u32>) {
    let found = &hit.found;
    let words = Reverse(found.words.count_ones());
    (words, hit.edition, Reverse(found.whole), Reverse(found.own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::code("6109 10.00", Some("61091000"))]
    #[case::part("610", Some("610"))]
    #[case::one_digit("6", None)]
    #[case::words("t-shirt", None)]
    #[case::number_and_word("100 pcs", None)]
    #[case::too_long("61091000101", None)]
    fn digits_are_a_code(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(digits(text).as_deref(), expected);
    }
}
