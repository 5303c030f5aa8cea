//! Rates of a file put together to tables, and all that is wrong with its lines.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use customs::rates::{RateList, RateSource, RateTable};
use rust_decimal::Decimal;

use super::unknown;
use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};

/// Refused lines that are told.
const REFUSALS_KEPT: usize = 1_000;

/// One rate of a line.
pub(super) struct Line {
    pub(super) from: NaiveDate,
    /// First day on which it does not hold any more.
    pub(super) until: NaiveDate,
    pub(super) currency: String,
    pub(super) units: Decimal,
}

/// A list that is being read.
pub(super) struct Gathering {
    source: RateSource,
    tables: BTreeMap<(NaiveDate, NaiveDate), BTreeMap<String, Decimal>>,
    refused: Vec<Refusal>,
}

impl Gathering {
    pub(super) fn of(source: RateSource) -> Self {
        Self { source, tables: BTreeMap::new(), refused: Vec::new() }
    }

    /// Takes a line in. A currency may come again with the same rate: customs list it for each country
    /// that uses it.
    pub(super) fn take(&mut self, place: Place, line: Result<Line, String>) {
        let line = match line {
            Ok(line) => line,
            Err(reason) => return self.refuse(place, RefusalCode::BadRate, reason),
        };
        let table = self.tables.entry((line.from, line.until)).or_default();
        match table.entry(line.currency) {
            Entry::Vacant(free) => {
                free.insert(line.units);
            }
            Entry::Occupied(known) if *known.get() == line.units => {}
            Entry::Occupied(known) => {
                let (currency, first, other) = (known.key(), known.get(), line.units);
                let reason = format!(
                    "{currency} has the rate {first} for {} already, and {other} here.",
                    line.from
                );
                self.refuse(place, RefusalCode::ContradictingRates, reason);
            }
        }
    }

    fn refuse(&mut self, place: Place, code: RefusalCode, reason: String) {
        if self.refused.len() < REFUSALS_KEPT {
            self.refused.push(Refusal::new(place, code, reason));
        }
    }

    /// All of the list, or all that is wrong with it.
    pub(super) fn finish(self) -> Result<RateList, Vec<Refusal>> {
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        if self.tables.is_empty() {
            return Err(vec![unknown("The list holds no rate.")]);
        }
        let base = self.source.base();
        let table = |((from, until), rates)| {
            let base = base.clone();
            RateTable { base, from, until, rates, unverified: false, list: None }
        };
        let tables = self.tables.into_iter().map(table).collect();
        Ok(RateList { source: self.source, base, tables })
    }
}
