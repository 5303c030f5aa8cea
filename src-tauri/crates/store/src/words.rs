//! What a declaration is found by, and how a search is put to the index. Pure.

use customs::{Declaration, Party};

use crate::row::QueueRow;

/// The words of one declaration, for the index.
pub(crate) fn of(row: &QueueRow, declaration: &Declaration) -> String {
    let mut words = Words::default();
    words.reference(&row.lrn);
    words.reference(&row.mrn);
    let of_items = declaration.items.iter().flat_map(|item| &item.documents);
    let waybills = declaration.waybills();
    for document in waybills.chain(&declaration.documents).chain(of_items) {
        words.reference(&document.reference);
    }
    let parties = [
        &declaration.importer,
        &declaration.consignee,
        &declaration.exporter,
        &declaration.declarant,
        &declaration.representative,
    ];
    for party in parties.into_iter().flatten() {
        words.party(party);
    }
    for item in &declaration.items {
        words.text(item.description.as_ref().map(|at| at.value.as_str()).unwrap_or_default());
        words.reference(
            item.commodity_code.as_ref().map(|at| at.value.as_str()).unwrap_or_default(),
        );
    }
    words.0.join(" ")
}

/// The index's query for what someone typed: every word must begin a word, or a run of words, of the
/// declaration. `None` where nothing was typed that could be searched for.
pub(crate) fn query(typed: &str) -> Option<String> {
    let phrases: Vec<String> = typed
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\" *", spaced(&word.replace('"', " "))))
        .collect();
    (!phrases.is_empty()).then(|| phrases.join(" "))
}

/// Puts spaces around each character of scripts that write without them, so that each becomes a
/// word and a run of them a phrase.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_ideograph(character) {
            out.push(' ');
            out.push(character);
            out.push(' ');
        } else {
            out.push(character);
        }
    }
    out
}

/// Chinese, Japanese and Korean characters that are written without spaces between words.
fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character),
        0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Each text once.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn text(&mut self, text: &str) {
        let text = spaced(text);
        if !text.trim().is_empty() && !self.0.contains(&text) {
            self.0.push(text);
        }
    }

    /// A reference is found by its parts, which the index makes of `157-1234`, and as one word.
    fn reference(&mut self, reference: &str) {
        self.text(reference);
        if !reference.chars().all(char::is_alphanumeric) {
            let together: String = reference.chars().filter(|c| c.is_alphanumeric()).collect();
            self.text(&together);
        }
    }

    fn party(&mut self, party: &Party) {
        self.text(party.name.as_ref().map(|at| at.value.as_str()).unwrap_or_default());
        self.reference(party.id.as_ref().map(|at| at.value.as_str()).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::words("lamp oak", Some(r#""lamp" * "oak" *"#))]
    #[case::reference("157-123", Some(r#""157-123" *"#))]
    #[case::quotes(r#"a"b OR c"#, Some(r#""a b" * "OR" * "c" *"#))]
    #[case::chinese("手机壳", Some(r#"" 手  机  壳 " *"#))]
    #[case::nothing("  ", None)]
    #[case::only_signs("- \" *", None)]
    fn puts_a_search_to_the_index(#[case] typed: &str, #[case] expected: Option<&str>) {
        assert_eq!(query(typed).as_deref(), expected);
    }
}
