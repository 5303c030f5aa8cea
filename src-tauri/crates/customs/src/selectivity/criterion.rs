//! A criterion as a pack writes it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::fired::FiredCriterion;
use super::known::PartyRole;
use super::sight::Sight;
use super::words::Words;
use crate::declaration::GoodsItem;
use crate::field::Scope;
use crate::finding::Severity;
use crate::lane::Lane;
use crate::language::Language;
use crate::rule::{Condition, Dates, all_hold, placeholders, render};
use crate::text::Text;

/// A reason to look closer. All that is written must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Criterion {
    /// Identifier that stays the same over the years, for example `GL-SEL-001`.
    pub(crate) id: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    lane: Lane,
    /// Holds where there are findings of exactly this severity.
    findings: Option<Severity>,
    #[serde(default)]
    when: When,
    /// Holds where the description of an item has one of these; of an item for which `when` holds.
    words: Option<Words>,
    /// Holds where the party of that role was in no earlier declaration.
    first_time: Option<PartyRole>,
    /// Holds for so many of a million declarations, by lot.
    sample: Option<u32>,
    pub(crate) reason: Text,
    #[serde(default)]
    source: String,
    #[serde(default)]
    unverified: bool,
}

/// Conditions, and how the pack writes them.
#[derive(Clone, Debug, Default)]
struct When {
    conditions: Vec<Condition>,
    told: Vec<String>,
}

type Facts = BTreeMap<&'static str, String>;

const FACTS: [&str; 11] = [
    "count",
    "first",
    "item",
    "code",
    "origin",
    "value",
    "word",
    "description",
    "role",
    "party",
    "lot",
];

impl Criterion {
    /// Why the criterion cannot be used, if so.
    pub(crate) fn amiss(&self) -> Option<String> {
        let texts = Language::ALL.map(|language| self.reason.written(language));
        let unknown = texts.into_iter().flat_map(placeholders);
        if let Some(name) = unknown.into_iter().find(|name| !FACTS.contains(name)) {
            return Some(format!("its reason speaks of {{{name}}}, which it does not know"));
        }
        let asks_nothing = self.findings.is_none()
            && self.when.conditions.is_empty()
            && self.words.is_none()
            && self.first_time.is_none()
            && self.sample.is_none();
        let ends_early = self.from.zip(self.until).is_some_and(|(from, until)| until <= from);
        match () {
            () if asks_nothing => Some("it asks for nothing".to_owned()),
            () if ends_early => Some("it ends before it begins".to_owned()),
            () if self.reason.en.is_empty() => Some("it has no reason in English".to_owned()),
            () => None,
        }
    }

    /// What the criterion saw; `None` where it does not fire.
    pub(super) fn fired(&self, sight: &Sight) -> Option<FiredCriterion> {
        if !(Dates { from: self.from, until: self.until }).contain(sight.case.rules.date()) {
            return None;
        }
        let mut facts = Facts::new();
        self.see_findings(sight, &mut facts)?;
        self.see_goods(sight, &mut facts)?;
        self.see_party(sight, &mut facts)?;
        self.see_lot(sight, &mut facts)?;
        if let Some(value) = sight.case.total_value_eur() {
            facts.insert("value", value.to_string());
        }
        let told: Vec<(&str, String)> = facts.iter().map(|(k, v)| (*k, v.clone())).collect();
        Some(FiredCriterion {
            id: self.id.clone(),
            lane: self.lane,
            reason: render(self.reason.get(sight.case.language), &told),
            threshold: self.threshold(),
            facts: facts.into_iter().map(|(name, fact)| (name.to_owned(), fact)).collect(),
            source: self.source.clone(),
            unverified: self.unverified,
        })
    }

    fn see_findings(&self, sight: &Sight, facts: &mut Facts) -> Option<()> {
        let Some(severity) = self.findings else { return Some(()) };
        let mut found = sight.findings.iter().filter(|finding| finding.severity == severity);
        let first = found.next()?;
        facts.insert("first", first.title.clone());
        facts.insert("count", (1 + found.count()).to_string());
        Some(())
    }

    /// The first item for which the conditions hold and whose description has the words; where
    /// neither is about items, the declaration as a whole.
    fn see_goods(&self, sight: &Sight, facts: &mut Facts) -> Option<()> {
        let case = sight.case;
        let conditions = &self.when.conditions;
        let of_items = conditions.iter().any(|condition| condition.field.scope == Scope::Item);
        if self.words.is_none() && !of_items {
            return all_hold(conditions, case, None).then_some(());
        }
        let word = |at: usize| match &self.words {
            Some(words) => words.first_in(sight.description(at)).map(Some),
            None => Some(None),
        };
        let mut items = case.declaration.items.iter().enumerate();
        let (item, word) = items.find_map(|(at, item)| {
            let word = word(at)?;
            all_hold(conditions, case, Some(item)).then_some((item, word))
        })?;
        see_item(item, facts);
        facts.extend(word.map(|word| ("word", word.to_owned())));
        Some(())
    }

    fn see_party(&self, sight: &Sight, facts: &mut Facts) -> Option<()> {
        let Some(role) = self.first_time else { return Some(()) };
        let party = role.of(sight.case.declaration)?;
        if sight.known.was_met(role, party)? {
            return None;
        }
        let named = party.name.as_ref().or(party.id.as_ref());
        facts.insert("role", role.name().to_owned());
        facts.insert("party", named.map(|at| at.value.clone()).unwrap_or_default());
        Some(())
    }

    fn see_lot(&self, sight: &Sight, facts: &mut Facts) -> Option<()> {
        let Some(sample) = self.sample else { return Some(()) };
        let lot = sight.known.lot(sight.case.declaration)?;
        facts.insert("lot", lot.to_string());
        (lot < sample).then_some(())
    }

    /// What the criterion asks for, in the words of the pack.
    fn threshold(&self) -> String {
        let severity =
            self.findings.map(|severity| format!("findings {severity:?}").to_lowercase());
        let words = self.words.as_ref().map(|words| format!("one of {} phrases", words.len()));
        let party = self.first_time.map(|role| format!("first time {}", role.name()));
        let sample = self.sample.map(|sample| format!("lot below {sample} of 1000000"));
        let all = [severity, words, party, sample].into_iter().flatten();
        self.when.told.iter().cloned().chain(all).collect::<Vec<_>>().join("; ")
    }
}

fn see_item(item: &GoodsItem, facts: &mut Facts) {
    let all = [
        ("code", &item.commodity_code),
        ("origin", &item.origin),
        ("description", &item.description),
    ];
    facts.insert("item", item.number.to_string());
    for (name, at) in all {
        facts.extend(at.as_ref().map(|at| (name, at.value.clone())));
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tables = Vec::<toml::Table>::deserialize(deserializer)?;
        let told = tables.iter().map(told).collect();
        let conditions: Result<Vec<Condition>, _> =
            tables.into_iter().map(|table| toml::Value::Table(table).try_into()).collect();
        Ok(Self { conditions: conditions.map_err(serde::de::Error::custom)?, told })
    }
}

/// A condition as a line: `total_value_eur at least 140, at most 150`.
fn told(condition: &toml::Table) -> String {
    let field = condition.get("field").and_then(toml::Value::as_str).unwrap_or_default();
    let asked = condition.iter().filter(|(name, _)| *name != "field");
    let asked = asked.map(|(name, value)| format!("{} {}", name.replace('_', " "), plain(value)));
    format!("{field} {}", asked.collect::<Vec<_>>().join(", "))
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
