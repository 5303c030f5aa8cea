//! Which lines a search means, from where its words stand. Pure: the words are looked up elsewhere.

use super::Tree;

/// Where one typed word stands in the texts of one language: places in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Lines in whose own text a word begins with it.
    pub begun: Vec<u32>,
    /// Of these, lines in whose text it stands as a whole word.
    pub whole: Vec<u32>,
}

/// A line that a search means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub place: u32,
    /// Which of the words stand in its text or in those of the lines above it: bit n for word n.
    pub words: u64,
    /// How much these words tell: one that stands in few lines tells more.
    pub weight: u32,
    /// How many of the words stand whole in its own text, and how many begin one there.
    pub whole: u32,
    pub own: u32,
}

/// At most so many words of a search count.
const MOST_WORDS: usize = 32;

/// The lines that a search means, in the order of the tariff. Words beyond the 32nd are passed
/// over.
///
/// A text of the nomenclature is read together with those above it: "of cotton" below "T-shirts"
/// means cotton T-shirts. So a line has a word when it stands in its own text or above it, and of a
/// branch in which all lines have the same words only the topmost is an answer. `least` is how many
/// of the words a line must have. Lines that are not current are left out.
pub fn found(tree: &Tree, words: &[Matches], least: usize) -> Vec<Found> {
    let words = &words[..words.len().min(MOST_WORDS)];
    let mut had: Vec<u64> = vec![0; tree.nodes().len()];
    let mut begins: Vec<u64> = had.clone();
    for (bit, word) in words.iter().enumerate() {
        for place in &word.begun {
            if let Some(begins) = begins.get_mut(*place as usize) {
                *begins |= 1 << bit;
            }
        }
    }
    let weights: Vec<u32> = words.iter().map(|word| weight(tree, word)).collect();
    let mut all = Vec::new();
    for (place, node) in tree.nodes().iter().enumerate() {
        let above = node.parent.map_or(0, |parent| had[parent as usize]);
        had[place] = above | begins[place];
        let has = had[place];
        if node.current && has != above && has.count_ones() as usize >= least.max(1) {
            all.push(answer(place, has, begins[place], (words, &weights)));
        }
    }
    all
}

fn answer(place: usize, has: u64, begins: u64, (words, weights): (&[Matches], &[u32])) -> Found {
    let place = u32::try_from(place).expect("a nomenclature has less lines than that");
    let of = |mask: u64| (0..words.len()).filter(move |bit| mask & (1 << bit) != 0);
    let stands_whole = |bit: &usize| words[*bit].whole.binary_search(&place).is_ok();
    Found {
        place,
        words: has,
        weight: of(has).map(|bit| weights[bit]).sum(),
        whole: u32::try_from(of(begins).filter(stands_whole).count()).unwrap_or(u32::MAX),
        own: begins.count_ones(),
    }
}

/// The binary logarithm of how many lines there are for each that has the word, in eighths.
fn weight(tree: &Tree, word: &Matches) -> u32 {
    let lines = tree.nodes().len() as u64 + 1;
    let with = word.begun.len() as u64 + 1;
    let ratio = (lines / with).max(1);
    let whole = ratio.ilog2();
    // The part behind the point, to an eighth, along a straight line between two powers.
    let eighths = ((ratio - (1 << whole)) * 8) >> whole;
    whole * 8 + u32::try_from(eighths).unwrap_or(0) + 1
}

#[cfg(test)]
mod tests;
