//! A nomenclature as it stood from a day on, and how a newer file goes into it.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::{CODE_LINE, GoodsCode, Line, Node, System, Tree};

/// A nomenclature as it stood from a day on, in all languages that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub system: System,
    /// The first day on which it held.
    pub from: NaiveDate,
    pub tree: Tree,
    /// What each line says in each language, by the line's place.
    pub texts: BTreeMap<String, Vec<Option<Said>>>,
}

/// What a line says in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    /// It stands in the newest file of its language.
    pub current: bool,
}

/// A line with all that is said of it, while editions are put together.
struct Told {
    node: Node,
    said: BTreeMap<String, Said>,
}

type Key = (String, u8);

impl Edition {
    /// An edition of which nothing has come yet.
    pub fn empty(system: System, from: NaiveDate) -> Self {
        Self { system, from, tree: Tree::default(), texts: BTreeMap::new() }
    }

    /// The edition with a file of one language in the place of the former file of that language.
    ///
    /// Nothing is lost: a line that no file holds any more stays, not current, for what old
    /// declarations refer to. Where files differ about a line's place, unit or days, the one that
    /// came last is believed.
    #[must_use]
    pub fn with(self, language: &str, lines: Vec<Line>) -> Self {
        let (system, from) = (self.system, self.from);
        let mut told = self.told();
        for line in told.values_mut() {
            if let Some(said) = line.said.get_mut(language) {
                said.current = false;
            }
        }
        for line in lines {
            let key = (line.code.padded().to_owned(), line.suffix);
            let said = Said { text: line.description.clone(), current: true };
            let unit = line.unit.clone();
            let entry = told
                .entry(key)
                .or_insert_with(|| Told { node: Node::of(line.clone()), said: BTreeMap::new() });
            let known_unit = entry.node.unit.take();
            entry.node = Node::of(line);
            entry.node.unit = unit.or(known_unit);
            entry.said.insert(language.to_owned(), said);
        }
        told.retain(|_, line| !line.said.is_empty());
        add_missing_headings(&mut told);
        Self::of(system, from, told)
    }

    fn told(self) -> BTreeMap<Key, Told> {
        let mut texts = self.texts;
        let nodes = self.tree.nodes().to_vec().into_iter().enumerate();
        let told = nodes.map(|(place, node)| {
            let said = texts.iter_mut().filter_map(|(language, said)| {
                Some((language.clone(), said.get_mut(place)?.take()?))
            });
            let said = said.collect();
            ((node.code.padded().to_owned(), node.suffix), Told { node, said })
        });
        told.collect()
    }

    fn of(system: System, from: NaiveDate, told: BTreeMap<Key, Told>) -> Self {
        let count = told.len();
        let mut texts: BTreeMap<String, Vec<Option<Said>>> = BTreeMap::new();
        let mut nodes = Vec::with_capacity(count);
        for (place, (_, mut line)) in told.into_iter().enumerate() {
            line.node.current = line.said.is_empty() || line.said.values().any(|said| said.current);
            nodes.push(line.node);
            for (language, said) in line.said {
                texts.entry(language).or_insert_with(|| vec![None; count])[place] = Some(said);
            }
        }
        Self { system, from, tree: Tree::grow(nodes), texts }
    }

    /// What a line says in a language.
    pub fn text(&self, language: &str, place: u32) -> Option<&str> {
        let said = self.texts.get(language)?.get(place as usize)?.as_ref()?;
        Some(&said.text)
    }
}

/// Files of the Combined Nomenclature hold its last lines only. Their chapters and headings are added
/// without a text, so that there is a way down to them.
fn add_missing_headings(told: &mut BTreeMap<Key, Told>) {
    let mut missing = HashSet::new();
    for (padded, _) in told.keys() {
        for digits in [2_u8, 4] {
            let head = format!("{:0<10}", &padded[..usize::from(digits)]);
            if !told.contains_key(&(head.clone(), CODE_LINE)) {
                missing.insert((head, digits));
            }
        }
    }
    for (head, digits) in missing {
        let Ok(code) = GoodsCode::with_digits(&head, digits) else { continue };
        let line = Line {
            code,
            suffix: CODE_LINE,
            indent: None,
            description: String::new(),
            unit: None,
            valid_from: None,
            valid_until: None,
        };
        let bare = Told { node: Node::of(line), said: BTreeMap::new() };
        told.insert((head, CODE_LINE), bare);
    }
}

/// The edition that holds on a day, of those that begin on these days: the newest that had begun, else
/// the oldest there is.
pub fn in_force<T>(editions: &[T], from: impl Fn(&T) -> NaiveDate, day: NaiveDate) -> Option<&T> {
    let begun =
        editions.iter().filter(|edition| from(edition) <= day).max_by_key(|each| from(each));
    begun.or_else(|| editions.iter().min_by_key(|edition| from(edition)))
}

#[cfg(test)]
mod tests;
