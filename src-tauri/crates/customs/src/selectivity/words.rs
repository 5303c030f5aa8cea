//! Words in a description of goods, whatever the accents, capitals and punctuation.

use std::collections::HashMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words and phrases to look for, and those in which they mean something else.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Written")]
pub(super) struct Words {
    wanted: Phrases,
    harmless: Phrases,
}

/// As a pack writes them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    any: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

impl From<Written> for Words {
    fn from(written: Written) -> Self {
        Self { wanted: Phrases::new(written.any), harmless: Phrases::new(written.unless) }
    }
}

impl Words {
    /// The first of the phrases that stands among the words, as the pack writes it. What belongs to a
    /// harmless phrase does not count: a massage gun is no gun.
    pub(super) fn first_in(&self, words: &[String]) -> Option<&str> {
        let mut harmless = vec![false; words.len()];
        for (at, phrase) in self.harmless.places_in(words) {
            harmless[at..at + phrase.words.len()].fill(true);
        }
        let meant = |(at, phrase): &(usize, &Phrase)| {
            !harmless[*at..*at + phrase.words.len()].contains(&true)
        };
        self.wanted.places_in(words).find(meant).map(|(_, phrase)| phrase.written.as_str())
    }

    /// How many there are to look for.
    pub(super) fn len(&self) -> usize {
        self.wanted.0.values().map(Vec::len).sum()
    }
}

/// Phrases by their first word.
#[derive(Clone, Debug)]
struct Phrases(HashMap<String, Vec<Phrase>>);

/// A phrase as the pack writes it, and as it is looked for.
#[derive(Clone, Debug)]
struct Phrase {
    written: String,
    words: Vec<String>,
}

impl Phrases {
    fn new(list: Vec<String>) -> Self {
        let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
        for written in list {
            let words = words(&written);
            if let Some(first) = words.first() {
                phrases.entry(first.clone()).or_default().push(Phrase { written, words });
            }
        }
        Self(phrases)
    }

    fn places_in<'p>(&'p self, words: &[String]) -> impl Iterator<Item = (usize, &'p Phrase)> {
        words.iter().enumerate().flat_map(move |(at, word)| {
            let phrases = self.0.get(word).into_iter().flatten();
            let here = phrases.filter(move |phrase| words[at..].starts_with(&phrase.words));
            here.map(move |phrase| (at, phrase))
        })
    }
}

/// The words of a text: letters and digits, without accents, in lower case. Chinese is written
/// without blanks, so each of its characters is a word.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if is_ideograph(letter) {
            words.extend([std::mem::take(&mut word), letter.to_string()]);
        } else if letter.is_alphanumeric() {
            spell(letter, &mut word);
        } else {
            words.push(std::mem::take(&mut word));
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// Letters that stay joined when accents are taken off are written as two.
fn spell(letter: char, word: &mut String) {
    match letter {
        'ß' => word.push_str("ss"),
        'œ' => word.push_str("oe"),
        'æ' => word.push_str("ae"),
        _ => word.push(letter),
    }
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::word("Toy with AMMUNITION inside", Some("ammunition"))]
    #[case::part_of_a_word("ammunitionless gunmetal paint", None)]
    #[case::accents("ARME A FEU ancienne", Some("arme à feu"))]
    #[case::accents_apart("arme a\u{300} feu", Some("arme à feu"))]
    #[case::punctuation("pepper-spray (50 ml)", Some("pepper spray"))]
    #[case::phrase_apart("pepper and spray", None)]
    #[case::joined_letters("Stoßwaffe", Some("stosswaffe"))]
    #[case::wide_letters("ｇｕｎ", Some("gun"))]
    #[case::harmless("massage gun, percussion", None)]
    #[case::harmless_and_not("glue gun for a gun", Some("gun"))]
    #[case::chinese("全新手枪模型", Some("手枪"))]
    #[case::chinese_apart("手机水枪", None)]
    #[case::nothing("", None)]
    fn are_found(#[case] text: &str, #[case] expected: Option<&str>) {
        let list = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let any = ["ammunition", "arme à feu", "pepper spray", "stosswaffe", "gun", "手枪", " - "];
        let words_of = Written { any: list(&any), unless: list(&["massage gun", "glue gun"]) };
        assert_eq!(Words::from(words_of).first_in(&words(text)), expected);
    }
}
