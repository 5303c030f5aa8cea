//! In which language texts are, by their commonest small words.

/// Small words that stand in most texts of a language and hardly in those of others.
const SMALL_WORDS: [(&str, &[&str]); 7] = [
    ("en", &["of", "the", "with", "other", "than", "not"]),
    ("fr", &["des", "du", "les", "pour", "autres", "ou"]),
    ("de", &["und", "oder", "mit", "von", "andere", "aus"]),
    ("nl", &["van", "het", "voor", "andere", "met", "een"]),
    ("es", &["los", "las", "del", "para", "con", "demás"]),
    ("it", &["di", "della", "altri", "per", "non", "delle"]),
    ("pt", &["os", "das", "dos", "outros", "para", "com"]),
];

/// How many texts are looked at.
const ENOUGH: usize = 2_000;

/// The language of texts; `None` where no language stands out.
pub(super) fn guess<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts = [0_u32; SMALL_WORDS.len()];
    for text in texts.take(ENOUGH) {
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let word = word.to_lowercase();
            for (count, (_, small)) in counts.iter_mut().zip(&SMALL_WORDS) {
                *count += u32::from(small.contains(&word.as_str()));
            }
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(counts[*at]));
    let (best, second) = (order[0], order[1]);
    let stands_out = counts[best] > 0 && counts[best] >= 2 * counts[second];
    stands_out.then(|| SMALL_WORDS[best].0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::english(&["Of cotton, other than of the kind", "Horses; not of pure breed"], Some("en"))]
    #[case::french(&["Chemises pour hommes, ou des tissus", "les autres"], Some("fr"))]
    #[case::german(&["T-Shirts und Unterhemden, aus Gewirken oder Gestricken"], Some("de"))]
    #[case::dutch(&["T-shirts, van katoen, met het oog op", "andere, voor de jacht"], Some("nl"))]
    #[case::names_only(&["Tritium", "Cobalt 60"], None)]
    #[case::nothing(&[], None)]
    fn small_words_tell(#[case] texts: &[&str], #[case] expected: Option<&str>) {
        assert_eq!(guess(texts.iter().copied()).as_deref(), expected);
    }
}
