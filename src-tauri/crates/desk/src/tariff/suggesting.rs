//! Which codes may fit a description: what went through before, and what the nomenclature says.

use std::collections::HashSet;

use customs::nomenclature::{CODE_LINE, GoodsCode, Tree};
use store::DeclaredCode;

use super::searching::{Hit, Shelf};
use super::showing::find;
use crate::contract::{
    SuggestCodes, SuggestedCode, SuggestedCodes, SuggestionKind, SuggestionReason,
};
use crate::core::Core;
use crate::error::DeskError;

/// Suggestions of each kind.
const MOST: usize = 5;

/// Codes that may fit a description, each with its reasons. What a broker or the authority let
/// through under the same description comes first, then under the same words, then what the words of
/// the nomenclature say.
///
/// # Errors
/// The store or the file with the nomenclature cannot be read.
pub(crate) fn suggest(core: &Core, request: &SuggestCodes) -> Result<SuggestedCodes, DeskError> {
    let on = request.on.unwrap_or_else(|| core.today());
    let words = words(&request.text);
    let shelf = match Shelf::of(core, on) {
        Ok(shelf) => Some(shelf),
        Err(DeskError::NoNomenclature) => None,
        Err(error) => return Err(error),
    };
    let mut all =
        Collected { shelf: shelf.as_ref(), language: request.language.clone(), all: Vec::new() };
    let same = core.ask(|reader| reader.declared_as(&request.text))?;
    all.declared(&same, SuggestionKind::SameDescription, &[])?;
    if !words.is_empty() {
        let like = core.ask(|reader| reader.declared_like(&words.join(" ")))?;
        all.declared(&without(like, &same), SuggestionKind::LikeDescription, &words)?;
    }
    all.nomenclature(&words)?;
    Ok(SuggestedCodes { suggestions: all.all })
}

/// The words that say what goods are: no numbers, no signs around them, each once.
fn words(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '(' | ')'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .filter(|word| seen.insert(word.to_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// Declarations with the very same description also have the same words; they count once.
fn without(like: Vec<DeclaredCode>, same: &[DeclaredCode]) -> Vec<DeclaredCode> {
    let counted = |code: &GoodsCode| {
        same.iter().find(|each| each.code == *code).map_or(0, |each| each.declarations)
    };
    let rest = like.into_iter().map(|each| DeclaredCode {
        declarations: each.declarations.saturating_sub(counted(&each.code)),
        code: each.code,
    });
    rest.filter(|each| each.declarations > 0).collect()
}

/// The singular finds the plural by its beginning; so the plural is cut.
fn stem(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 3 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

struct Collected<'a> {
    shelf: Option<&'a Shelf<'a>>,
    language: Option<String>,
    all: Vec<SuggestedCode>,
}

impl Collected<'_> {
    fn declared(
        &mut self,
        codes: &[DeclaredCode],
        kind: SuggestionKind,
        words: &[String],
    ) -> Result<(), DeskError> {
        for declared in codes.iter().take(MOST) {
            let declarations = declared.declarations;
            let reason = SuggestionReason { kind, declarations, words: words.to_vec() };
            self.add(&declared.code, reason)?;
        }
        Ok(())
    }

    fn nomenclature(&mut self, words: &[String]) -> Result<(), DeskError> {
        let Some(shelf) = self.shelf else { return Ok(()) };
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        let mut hits = shelf.hits(&stems, None, 1)?;
        hits.retain(|hit| is_code(shelf, hit));
        let best = hits.iter().map(|hit| hit.found.weight).max().unwrap_or(0);
        // What tells much less than the best is noise.
        hits.retain(|hit| hit.found.weight * 4 >= best * 3);
        let mut ranked = shelf.ranked(hits, &stems)?;
        ranked.sort_by_key(|hit| std::cmp::Reverse(hit.found.weight));
        for hit in ranked.iter().take(MOST) {
            let node = shelf.editions[hit.edition].1.at(hit.found.place);
            let code = node.expect("places come from the tree itself").code.clone();
            let found = words.iter().enumerate();
            let found = found.filter(|(bit, _)| hit.found.words & (1 << bit) != 0);
            let words = found.map(|(_, word)| word.clone()).collect();
            let kind = SuggestionKind::Nomenclature;
            self.add(&code, SuggestionReason { kind, declarations: 0, words })?;
        }
        Ok(())
    }

    /// A code that is suggested already gets one more reason.
    fn add(&mut self, code: &GoodsCode, reason: SuggestionReason) -> Result<(), DeskError> {
        let same = |known: &&mut SuggestedCode| {
            known.code.parse::<GoodsCode>().is_ok_and(|known| known.padded() == code.padded())
        };
        if let Some(known) = self.all.iter_mut().find(same) {
            known.reasons.push(reason);
            return Ok(());
        }
        let line = match self.shelf {
            None => None,
            Some(shelf) => {
                let trees: Vec<&Tree> = shelf.editions.iter().map(|(_, tree)| &**tree).collect();
                let found = find(&trees, code, CODE_LINE).filter(|(_, _, exact)| *exact);
                let line = found.map(|(edition, place, _)| {
                    shelf.line(edition, place, self.language.as_deref())
                });
                line.transpose()?
            }
        };
        let code = code.written().to_owned();
        self.all.push(SuggestedCode { code, line, reasons: vec![reason] });
        Ok(())
    }
}

/// Chapters and lines that are headings only are no answer to which code fits.
fn is_code(shelf: &Shelf<'_>, hit: &Hit) -> bool {
    let node = shelf.editions[hit.edition].1.at(hit.found.place);
    node.is_some_and(|node| node.suffix == CODE_LINE && node.code.digits() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::parcel("Cotton T-shirts, 5 pcs (blue)", &["Cotton", "T-shirts", "pcs", "blue"])]
    #[case::twice("Lamp / LAMP", &["Lamp"])]
    #[case::numbers("12 x 40", &[])]
    fn words_that_say_what_goods_are(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(words(text), expected);
    }

    #[rstest]
    #[case::plural("T-shirts", "T-shirt")]
    #[case::glass("glass", "glass")]
    #[case::short("gas", "gas")]
    fn plurals_are_cut(#[case] word: &str, #[case] expected: &str) {
        assert_eq!(stem(word), expected);
    }
}
