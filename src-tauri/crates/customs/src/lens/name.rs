//! Names of people and of sellers, and when two of them are the same.

use std::collections::BTreeSet;

use strsim::osa_distance;

use crate::selectivity::words::words;

/// One edit for so many letters of a word: “Dupont” and “Dupond”, but not “Jan” and “Jean”.
const LETTERS_FOR_AN_EDIT: usize = 5;
/// A word of so many letters names somebody; shorter ones are initials, particles or characters.
const TELLING: usize = 3;
/// Sellers' names are compared one by one up to so many; beyond, only equal ones are the same. A
/// number with more of them is a marketplace's, whatever two of them are.
const COMPARED: usize = 300;

const TITLES: [&str; 13] = [
    "mr", "mrs", "ms", "mme", "mlle", "monsieur", "madame", "dhr", "mevr", "mevrouw", "herr",
    "frau", "dr",
];
/// Legal forms, and the characters of 有限公司, 株式会社 and the like.
const FORMS: [&str; 30] = [
    "co", "ltd", "limited", "inc", "llc", "corp", "company", "gmbh", "ag", "kg", "bv", "nv", "sa",
    "sas", "sarl", "srl", "sprl", "spa", "plc", "pvt", "trading", "有", "限", "公", "司", "株",
    "式", "会", "社", "責",
];

/// A consignee's name: its words without titles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName(Vec<String>);

impl PersonName {
    /// Reads a name as written, in any order of first and last name.
    pub fn read(written: &str) -> Self {
        let mut words = words(written);
        words.retain(|word| !TITLES.contains(&word.as_str()));
        words.sort_unstable();
        Self(words)
    }

    /// Words by which somebody who may be the same can be looked up.
    pub fn telling(&self) -> impl Iterator<Item = &str> {
        let short = self.0.iter().all(|word| word.chars().count() < TELLING);
        self.0
            .iter()
            .filter(move |word| short || word.chars().count() >= TELLING)
            .map(String::as_str)
    }

    /// Whether both may be one person: every word of the shorter name stands in the longer one, which
    /// has one more at most. An initial stands for a word, a slip of the pen is forgiven.
    pub fn is_same(&self, other: &Self) -> bool {
        same_words(&self.0, &other.0)
    }
}

/// A seller's name: its words without the legal form, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerName(Vec<String>);

impl SellerName {
    /// Reads a name as written.
    pub fn read(written: &str) -> Self {
        let all = words(written);
        let telling: Vec<String> =
            all.iter().filter(|word| !FORMS.contains(&word.as_str())).cloned().collect();
        // A name that is nothing but a legal form is a name all the same.
        Self(if telling.is_empty() { all } else { telling })
    }

    /// What equal names have in common, whatever their accents, capitals and legal form.
    pub fn key(&self) -> String {
        self.0.join(" ")
    }
}

/// How many of these sellers are unrelated, as far as their names tell. The names are keys of
/// [`SellerName`].
pub fn unrelated(keys: &BTreeSet<String>) -> usize {
    if keys.len() > COMPARED {
        return keys.len();
    }
    let mut known: Vec<Vec<String>> = Vec::new();
    for key in keys {
        let mut words: Vec<String> = key.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        if !known.iter().any(|other| same_words(other, &words)) {
            known.push(words);
        }
    }
    known.len()
}

fn same_words(one: &[String], two: &[String]) -> bool {
    if one == two {
        return !one.is_empty();
    }
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    if short.len() < 2 || long.len() - short.len() > 1 {
        return false;
    }
    let mut free: Vec<&String> = long.iter().collect();
    let mut told = false;
    // Equal words first, so that no initial takes a whole word's place.
    let mut rest: Vec<&String> = short.iter().collect();
    for likeness in LIKENESSES {
        rest.retain(|word| {
            let Some(at) = free.iter().position(|other| likeness(word, other)) else { return true };
            let other = free.swap_remove(at);
            told |= word.chars().count().min(other.chars().count()) >= TELLING;
            false
        });
    }
    rest.is_empty() && told
}

/// Ways in which two words are one, the surest first.
const LIKENESSES: [fn(&str, &str) -> bool; 3] = [
    |one, two| one == two,
    |one, two| {
        let letters = one.chars().count().min(two.chars().count());
        osa_distance(one, two) <= letters / LETTERS_FOR_AN_EDIT
    },
    |one, two| {
        let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
        short.chars().count() == 1 && long.starts_with(short)
    },
];

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::order("DUPONT Jean", "Jean Dupont", true)]
    #[case::accents("Céline Maes", "CELINE MAES", true)]
    #[case::slip("Jean Dupont", "Jean Dupond", true)]
    #[case::initial("J. Dupont", "Jean Dupont", true)]
    #[case::title("Mme Anneke Maes", "Anneke Maes", true)]
    #[case::middle_name("Jean Marie Dupont", "Jean Dupont", true)]
    #[case::chinese("王伟", "王伟", true)]
    #[case::family("Jean Dupont", "Marie Dupont", false)]
    #[case::brothers("Jan Maes", "Jean Maes", false)]
    #[case::surname_alone("Dupont", "Jean Dupont", false)]
    #[case::initials_alone("J. D.", "Jean Dupont", false)]
    #[case::chinese_others("王伟", "王芳", false)]
    #[case::chinese_longer("王伟", "王伟明", false)]
    #[case::nothing("", "", false)]
    fn people(#[case] one: &str, #[case] two: &str, #[case] same: bool) {
        let (one, two) = (PersonName::read(one), PersonName::read(two));
        assert_eq!((one.is_same(&two), two.is_same(&one)), (same, same), "{one:?} {two:?}");
    }

    #[rstest]
    #[case::legal_forms(&["Hangzhou Linyin E-Commerce Co., Ltd", "HANGZHOU LINYIN E-COMMERCE"], 1)]
    #[case::slip(&["Saigon Woodcraft", "Saigon Woodkraft Ltd"], 1)]
    #[case::chinese(&["深圳市星桥科技有限公司", "深圳市星桥科技"], 1)]
    #[case::others(&["深圳市星桥科技有限公司", "杭州晨光电子有限公司", "Saigon Woodcraft"], 3)]
    #[case::one_town(&["Guangzhou Silk Road Apparel", "Guangzhou Silk Flowers"], 2)]
    fn sellers(#[case] names: &[&str], #[case] expected: usize) {
        let keys = names.iter().map(|name| SellerName::read(name).key()).collect();
        assert_eq!(unrelated(&keys), expected, "{keys:?}");
    }
}
