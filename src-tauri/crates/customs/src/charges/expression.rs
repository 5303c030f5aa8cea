//! How a duty is measured: percentages, amounts per unit, their sum, and bounds.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::quantity::Unit;
use crate::charge::Rate;
use crate::money::Currency;

/// `12 % + 147 EUR/100 kg`, with `MIN` and `MAX` as a tariff writes them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expression {
    /// Components that add up.
    sum: Vec<Component>,
    /// The duty is not less than these together.
    #[serde(default)]
    at_least: Vec<Component>,
    /// And not more than these.
    #[serde(default)]
    at_most: Vec<Component>,
}

/// One component of a duty.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Component {
    /// Percent of the customs value.
    AdValorem { percent: Decimal },
    /// An amount for so many units.
    Specific {
        amount: Decimal,
        #[serde(default = "Currency::eur")]
        currency: Currency,
        #[serde(default = "one")]
        per: Decimal,
        unit: Unit,
    },
}

/// What a component yields, not rounded yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) base: Decimal,
    pub(super) rate: Rate,
    pub(super) exact: Decimal,
}

/// What an expression needs to know of an item.
pub(super) struct Goods<'a> {
    /// In the authority's currency.
    pub(super) customs_value: Decimal,
    /// How many of a unit the item holds, where that is stated.
    pub(super) quantity: &'a dyn Fn(Unit) -> Option<Decimal>,
    /// An amount in the authority's currency.
    pub(super) convert: &'a dyn Fn(Decimal, &Currency) -> Option<Decimal>,
}

/// Why an expression yields nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unmeasured {
    Quantity(Unit),
    ExchangeRate(Currency),
    TooLarge,
}

impl Expression {
    /// The components that make up the duty: those of the sum, or of the bound that it meets.
    pub(super) fn parts(&self, goods: &Goods) -> Result<Vec<Part>, Unmeasured> {
        let mut parts = measured(&self.sum, goods)?;
        if !self.at_least.is_empty() {
            let least = measured(&self.at_least, goods)?;
            if total(&least)? > total(&parts)? {
                parts = least;
            }
        }
        if !self.at_most.is_empty() {
            let most = measured(&self.at_most, goods)?;
            if total(&most)? < total(&parts)? {
                parts = most;
            }
        }
        Ok(parts)
    }

    /// Whether it is nothing but a percentage, which the rate of its line tells already.
    pub(super) fn is_plain(&self) -> bool {
        let alone = self.at_least.is_empty() && self.at_most.is_empty();
        alone && matches!(self.sum[..], [Component::AdValorem { .. }])
    }

    /// Whether it has any component to sum.
    pub(super) fn is_usable(&self) -> bool {
        let all = || self.sum.iter().chain(&self.at_least).chain(&self.at_most);
        !self.sum.is_empty() && all().all(Component::is_usable)
    }
}

/// What the parts add up to.
pub(super) fn total(parts: &[Part]) -> Result<Decimal, Unmeasured> {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.exact));
    sum.ok_or(Unmeasured::TooLarge)
}

fn measured(components: &[Component], goods: &Goods) -> Result<Vec<Part>, Unmeasured> {
    components.iter().map(|component| component.part(goods)).collect()
}

impl Component {
    fn part(&self, goods: &Goods) -> Result<Part, Unmeasured> {
        match self {
            Self::AdValorem { percent } => {
                let base = goods.customs_value;
                let exact = base.checked_mul(*percent).ok_or(Unmeasured::TooLarge)?;
                let exact = exact.checked_div(Decimal::ONE_HUNDRED).ok_or(Unmeasured::TooLarge)?;
                Ok(Part { base, rate: Rate::Percent(*percent), exact })
            }
            Self::Specific { amount, currency, per, unit } => {
                let quantity = (goods.quantity)(*unit).ok_or(Unmeasured::Quantity(*unit))?;
                let base = quantity.checked_div(*per).ok_or(Unmeasured::TooLarge)?;
                let rate = (goods.convert)(*amount, currency)
                    .ok_or_else(|| Unmeasured::ExchangeRate(currency.clone()))?;
                let exact = base.checked_mul(rate).ok_or(Unmeasured::TooLarge)?;
                Ok(Part { base, rate: Rate::PerUnit(rate), exact })
            }
        }
    }

    fn is_usable(&self) -> bool {
        match self {
            Self::AdValorem { percent } => *percent >= Decimal::ZERO,
            Self::Specific { amount, per, .. } => *amount >= Decimal::ZERO && *per > Decimal::ZERO,
        }
    }
}

fn one() -> Decimal {
    Decimal::ONE
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", joined(&self.sum))?;
        if !self.at_least.is_empty() {
            write!(f, " MIN {}", joined(&self.at_least))?;
        }
        if !self.at_most.is_empty() {
            write!(f, " MAX {}", joined(&self.at_most))?;
        }
        Ok(())
    }
}

fn joined(components: &[Component]) -> String {
    components.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ")
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AdValorem { percent } => write!(f, "{percent} %"),
            Self::Specific { amount, currency, per, unit } if *per == Decimal::ONE => {
                write!(f, "{amount} {currency}/{unit}")
            }
            Self::Specific { amount, currency, per, unit } => {
                write!(f, "{amount} {currency}/{per} {unit}")
            }
        }
    }
}
