//! Rule packs: rules, code lists, rates and texts as dated data, in layers.
//!
//! A layer is one or more TOML texts, general ones first: the European Union, then a member state.
//! A later text adds rules and lists or replaces those of the same name. Nothing here is compiled in
//! but the checks themselves, so that the law can change without a new program.

mod book;
mod groups;
mod lookup;
mod office;
mod proof;
mod rates;
mod release;
mod shelf;
mod source;
#[cfg(test)]
mod tests;
mod translation;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::charges::Tariff;
use crate::rates::RateTable;
use crate::rule::Rule;
use crate::selectivity::Criterion;

pub use book::RuleSummary;
pub use office::OfficeRules;
pub use release::{BadRelease, Release};
pub use shelf::{NotTaken, Shelf, Taken};
pub(crate) use source::Texts;

use groups::Group;
use source::Source;
use translation::Translation;

/// The layers that come with this version, general ones first.
const BUILTIN: [&str; 16] = [
    include_str!("../data/packs/general.toml"),
    include_str!("../data/packs/eu.toml"),
    include_str!("../data/packs/eu-required.toml"),
    include_str!("../data/packs/eu-elements.toml"),
    include_str!("../data/packs/eu-conditions.toml"),
    include_str!("../data/packs/eu-identifiers.toml"),
    include_str!("../data/packs/eu-parcels.toml"),
    include_str!("../data/packs/eu-lists.toml"),
    include_str!("../data/packs/eu-rates.toml"),
    include_str!("../data/packs/eu-duties.toml"),
    include_str!("../data/packs/eu-selectivity.toml"),
    include_str!("../data/packs/be.toml"),
    include_str!("../data/packs/gb.toml"),
    include_str!("../data/packs/texts/nl.toml"),
    include_str!("../data/packs/texts/de.toml"),
    include_str!("../data/packs/texts/zh.toml"),
];

/// The list of countries that packs have rules of. No pack writes it: it follows from their heads.
const COVERED: &str = "country_with_rules";

/// Rules, lists and rates of all layers.
#[derive(Clone, Debug)]
pub struct Packs {
    rules: Vec<Rule>,
    /// The rules once more, by the declarations that they apply to.
    groups: Vec<Group>,
    texts: HashMap<String, Texts>,
    lists: HashMap<String, HashSet<String>>,
    rates: Vec<RateTable>,
    /// Rates that were imported, those that count before others first.
    imported: Vec<RateTable>,
    tariff: Tariff,
    criteria: Vec<Criterion>,
    layers: Vec<(String, String)>,
    /// The newest release of each layer that came in pieces.
    sequences: HashMap<String, u32>,
    /// Countries, and names of lists of countries, that any of the texts is about.
    countries: Vec<String>,
    hash: String,
}

/// The rules as they were on one day. Cheap to make and to copy.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    packs: &'a Packs,
    date: NaiveDate,
}

/// A pack that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The text is not TOML, or not a pack.
    #[error("Rule pack {position} cannot be read: {reason}")]
    Unreadable {
        /// Which of the texts, from one.
        position: usize,
        /// What is wrong, with its line.
        reason: String,
    },
    /// A rule asks for something that the packs do not have, or says something that has no meaning.
    #[error(
        "Rule {rule} of pack {pack} cannot be used: {reason}. Mend the pack and load it again."
    )]
    Unusable {
        /// Identifier of the rule.
        rule: String,
        /// Layer and version.
        pack: String,
        /// What is wrong.
        reason: String,
    },
}

impl PackError {
    /// Stable name of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "rule_pack_unreadable",
            Self::Unusable { .. } => "rule_pack_unusable",
        }
    }
}

/// What [`Packs::hash`] is of packs put together from these texts.
pub fn hash_of(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    texts.iter().for_each(|text| hash.update(text.as_bytes()));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Packs {
    /// The packs that come with this version.
    pub fn builtin() -> &'static Packs {
        Self::shared()
    }

    /// The same, to be kept beside packs that came later.
    pub fn builtin_shared() -> Arc<Packs> {
        Arc::clone(Self::shared())
    }

    fn shared() -> &'static Arc<Packs> {
        static PACKS: LazyLock<Arc<Packs>> = LazyLock::new(|| {
            let packs = Packs::layer(&BUILTIN);
            Arc::new(packs.expect("the packs that come with the crate are read in its tests"))
        });
        &PACKS
    }

    /// The texts of [`Self::builtin`], general ones first.
    pub fn builtin_texts() -> &'static [&'static str] {
        &BUILTIN
    }

    /// Puts layers together, general ones first.
    ///
    /// # Errors
    /// [`PackError`] where a text is no pack, or a rule cannot be used.
    pub fn layer(texts: &[&str]) -> Result<Packs, PackError> {
        let mut packs = Packs::empty();
        for (index, text) in texts.iter().enumerate() {
            let unreadable = |reason| PackError::Unreadable { position: index + 1, reason };
            packs.read(text).map_err(unreadable)?;
        }
        packs.hash = hash_of(texts);
        packs.rates.sort_by_key(|table| std::cmp::Reverse(table.from));
        packs.lists.insert(COVERED.to_owned(), packs.covered());
        proof::all_rules_can_be_used(&packs)?;
        packs.groups = groups::by_reach(&packs.rules, &packs.lists);
        Ok(packs)
    }

    /// The rules of that day.
    pub fn on(&self, date: NaiveDate) -> Rules<'_> {
        Rules { packs: self, date }
    }

    /// SHA-256 over the bytes of all layers, in lower-case hexadecimal digits. Imported rates are not
    /// in it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Layers with their versions, for example `eu 2026-11-01, be 2026-11-01`.
    pub fn version(&self) -> String {
        let layers: Vec<String> =
            self.layers.iter().map(|(layer, version)| format!("{layer} {version}")).collect();
        layers.join(", ")
    }

    fn empty() -> Self {
        Self {
            rules: Vec::new(),
            groups: Vec::new(),
            texts: HashMap::new(),
            lists: HashMap::new(),
            rates: Vec::new(),
            imported: Vec::new(),
            tariff: Tariff::default(),
            criteria: Vec::new(),
            layers: Vec::new(),
            sequences: HashMap::new(),
            countries: Vec::new(),
            hash: String::new(),
        }
    }

    /// Adds a layer's rules, or its texts in one more language.
    fn read(&mut self, text: &str) -> Result<(), String> {
        let told = |error: toml::de::Error| error.to_string();
        if Translation::is_one(text).map_err(told)? {
            let translation = toml::from_str(text).map_err(told)?;
            return self.translate(translation).map_err(|name| format!("nothing is called {name}"));
        }
        self.add(toml::from_str(text).map_err(told)?);
        Ok(())
    }

    fn add(&mut self, source: Source) {
        let pack = format!("{} {}", source.pack.layer, source.pack.version);
        match self.layers.iter_mut().find(|(layer, _)| *layer == source.pack.layer) {
            Some((_, version)) => version.clone_from(&source.pack.version),
            None => self.layers.push((source.pack.layer.clone(), source.pack.version.clone())),
        }
        let newest = self.sequences.entry(source.pack.layer.clone()).or_default();
        *newest = (*newest).max(source.pack.sequence);
        self.countries.extend(source.pack.countries.iter().cloned());
        for rule in source.rules() {
            self.add_rule(Rule { pack: pack.clone(), ..rule });
        }
        self.texts.extend(source.texts);
        for (name, codes) in source.lists {
            self.lists.insert(name, codes.split_whitespace().map(str::to_owned).collect());
        }
        self.rates.extend(source.rates.into_iter().map(RateTable::from));
        self.tariff.extend(source.tariff, &source.pack.countries);
        for criterion in source.criterion {
            match self.criteria.iter_mut().find(|known| known.id == criterion.id) {
                Some(known) => *known = criterion,
                None => self.criteria.push(criterion),
            }
        }
    }

    fn covered(&self) -> HashSet<String> {
        let codes = |name: &String| match self.lists.get(name) {
            Some(area) => area.iter().cloned().collect(),
            None => vec![name.clone()],
        };
        self.countries.iter().flat_map(codes).collect()
    }

    fn add_rule(&mut self, rule: Rule) {
        match self.rules.iter_mut().find(|known| known.id == rule.id) {
            Some(known) => *known = rule,
            None => self.rules.push(rule),
        }
    }
}
