//! Streets and house numbers as people write them, and when two of them are the same.

use strsim::osa_distance;

use crate::selectivity::words::words;

/// One edit for so many letters of a street's name: a slip of the pen. Four letters or fewer must be
/// equal, for “Pont” and “Port” are two streets.
const LETTERS_FOR_AN_EDIT: usize = 5;

/// Kinds of streets with the ways in which they are written.
const KINDS: [(&str, &[&str]); 9] = [
    ("rue", &["rue", "r"]),
    ("avenue", &["avenue", "ave", "av"]),
    ("boulevard", &["boulevard", "boul", "blvd", "bld", "bd"]),
    ("chaussee", &["chaussee", "chee", "chss", "ch"]),
    ("place", &["place", "pl"]),
    ("route", &["route", "rte"]),
    ("square", &["square", "sq"]),
    ("straat", &["straat", "strasse", "str"]),
    ("steenweg", &["steenweg", "stwg", "stw"]),
];
/// Written as one word with the name: Kerkstraat, Hauptstr.
const ENDINGS: [&str; 3] = ["strasse", "straat", "str"];
/// Small words that one leaves out and the next does not.
const ARTICLES: [&str; 14] =
    ["de", "du", "des", "d", "l", "la", "le", "les", "van", "der", "den", "het", "t", "the"];
/// What stands before the number of a flat.
const BOX: [&str; 12] = [
    "bte",
    "boite",
    "bus",
    "box",
    "app",
    "appt",
    "apt",
    "appartement",
    "wohnung",
    "whg",
    "flat",
    "unit",
];
/// What stands beside a house number and says nothing.
const BESIDE_NUMBER: [&str; 8] = ["no", "nr", "n", "num", "numero", "number", "号", "號"];

/// A street and house number, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `rue`, `avenue` ...; `None` where none is written, or it is part of the name.
    kind: Option<&'static str>,
    /// The name's letters and digits without blanks.
    name: String,
    /// House number with its letter, for example `12a`.
    number: Option<String>,
    /// Number of the flat or letter box.
    flat: Option<String>,
}

impl Address {
    /// Takes apart what is written, for example `R. HORS CHATEAU 12 bte 3`.
    pub fn read(written: &str) -> Self {
        let mut words = words(written);
        words.retain(|word| !BESIDE_NUMBER.contains(&word.as_str()));
        let flat = take_flat(&mut words);
        let (number, second) = take_numbers(&mut words);
        let (kind, name) = street(&words);
        Self { kind, name, number, flat: flat.or(second) }
    }

    /// The house number, by which addresses that cannot be the same are told apart quickly.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// Whether both are the same place, as far as can be told in one postcode: the same house number,
    /// no two different flats, and a street that is the same but for a slip of the pen. Without a
    /// house number nothing can be told.
    pub fn is_same(&self, other: &Self) -> bool {
        let same_number = self.number.is_some() && self.number == other.number;
        let differs = |one: &Option<String>, two: &Option<String>| match (one, two) {
            (Some(one), Some(two)) => one != two,
            _ => false,
        };
        let other_kind = matches!((self.kind, other.kind), (Some(one), Some(two)) if one != two);
        same_number
            && !differs(&self.flat, &other.flat)
            && !other_kind
            && alike(&self.name, &other.name)
    }
}

fn alike(one: &str, two: &str) -> bool {
    let letters = one.chars().count().min(two.chars().count());
    letters > 0 && osa_distance(one, two) <= letters / LETTERS_FOR_AN_EDIT
}

/// Takes the flat out: a word for it that is not the first, and what follows.
fn take_flat(words: &mut Vec<String>) -> Option<String> {
    let at = words.iter().skip(1).position(|word| BOX.contains(&word.as_str()))? + 1;
    // “Bus” may end a street's name; then nothing follows.
    let flat = words.get(at + 1)?.clone();
    words.drain(at..=at + 1);
    Some(flat)
}

/// Takes the house number out, and a flat's number that is written behind it without a word. It
/// stands first (76 place de l'Hôtel-de-Ville) or last (Rue du 11 Novembre 5).
fn take_numbers(words: &mut Vec<String>) -> (Option<String>, Option<String>) {
    let is_number = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
    let is_letter =
        |word: &String| word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    if words.len() > 1 && is_number(&words[0]) {
        return (Some(words.remove(0)), None);
    }
    let last_of_name =
        words.iter().rposition(|word| !is_number(word) && !is_letter(word)).map_or(0, |at| at + 1);
    let Some(first) = words[last_of_name..].iter().position(is_number) else { return (None, None) };
    let tail: Vec<String> = words.split_off(last_of_name + first);
    let mut numbers = tail.into_iter().fold(Vec::<String>::new(), |mut numbers, word| {
        // “12 B” is “12B”.
        match numbers.last_mut() {
            Some(number) if is_letter(&word) => number.push_str(&word),
            _ => numbers.push(word),
        }
        numbers
    });
    let second = (numbers.len() > 1).then(|| numbers.remove(1));
    (numbers.into_iter().next(), second)
}

fn street(words: &[String]) -> (Option<&'static str>, String) {
    let mut kind = None;
    let mut name = String::new();
    for (at, word) in words.iter().enumerate() {
        let of_kind = KINDS.iter().find(|(_, ways)| ways.contains(&word.as_str()));
        match of_kind {
            // “R.” is a street only where it stands first.
            Some((known, _)) if kind.is_none() && (at == 0 || word.len() > 1) => {
                kind = Some(*known);
            }
            _ if ARTICLES.contains(&word.as_str()) => {}
            _ => {
                let ending = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
                let stem = ending.filter(|stem| stem.len() > 2 && kind.is_none());
                kind = if stem.is_some() { Some("straat") } else { kind };
                name.push_str(stem.unwrap_or(word));
            }
        }
    }
    (kind, name)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::abbreviated("Rue Hors-Château 12", "R. HORS CHATEAU 12 bte 3")]
    #[case::number_first("12, rue Hors-Château", "Rue Hors Chateau 12")]
    #[case::slip("Rue Hors-Château 12", "Rue Hors-Chateaux 12")]
    #[case::letter("Kerkstraat 5 B", "Kerkstr. 5b")]
    #[case::german("Hauptstraße 7", "HAUPTSTR 7")]
    #[case::avenue("Av. Jean Jaurès 86", "86 avenue Jean-Jaurès")]
    #[case::article("Rue de l'Église 4", "rue eglise 4")]
    #[case::number_in_the_name("Rue du 11 Novembre 5", "R du 11 novembre, 5")]
    #[case::flat_without_a_word("Rue Haute 12/3", "Rue Haute 12 boîte 3")]
    #[case::sign_for_number("Rue Haute n° 12", "Rue Haute 12")]
    #[case::chinese("机场路 1428 号", "机场路1428")]
    #[case::kind_left_out("Hors-Château 12", "Rue Hors-Château 12")]
    #[case::boulevard("Bd. d'Avroy 10", "Boulevard d’Avroy 10")]
    #[case::steenweg("Leuvense stwg 3", "Leuvense Steenweg 3")]
    fn same(#[case] one: &str, #[case] two: &str) {
        let (one, two) = (Address::read(one), Address::read(two));
        assert!(one.is_same(&two) && two.is_same(&one), "{one:?} {two:?}");
    }

    #[rstest]
    #[case::neighbours("Rue Hors-Château 12", "Rue Hors-Château 14")]
    #[case::flats("Rue Haute 12 bte 3", "Rue Haute 12 bte 4")]
    #[case::flats_without_a_word("Rue Haute 12/3", "Rue Haute 12/4")]
    #[case::letters("Rue Haute 12a", "Rue Haute 12b")]
    #[case::short_names("Rue du Pont 1", "Rue du Port 1")]
    #[case::other_street("Rue Haute 5", "Rue Basse 5")]
    #[case::other_kind("Rue Jean Jaurès 5", "Avenue Jean Jaurès 5")]
    #[case::no_number("Rue Haute", "Rue Haute")]
    #[case::number_on_one_side("Rue Haute", "Rue Haute 5")]
    #[case::nothing("", "")]
    #[case::only_numbers("12", "12")]
    #[case::day_of_another_month("Rue du 11 Novembre 5", "Rue du 4 Septembre 5")]
    fn not_the_same(#[case] one: &str, #[case] two: &str) {
        let (one, two) = (Address::read(one), Address::read(two));
        assert!(!one.is_same(&two) && !two.is_same(&one), "{one:?} {two:?}");
    }
}
