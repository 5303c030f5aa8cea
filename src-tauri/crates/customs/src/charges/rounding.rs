//! How an authority rounds.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

/// A named policy: how many decimals, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Digits after the point.
    pub decimals: u32,
    /// Which way.
    pub mode: RoundingMode,
}

/// Which way amounts are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// Half a unit goes up: 12.495 is 12.50.
    HalfUp,
    /// Whatever is left over is dropped: 59.248 is 59.24.
    Truncate,
}

impl Rounding {
    /// The amount as the authority writes it, with exactly so many decimals.
    pub fn apply(self, amount: Decimal) -> Decimal {
        let strategy = match self.mode {
            RoundingMode::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            RoundingMode::Truncate => RoundingStrategy::ToZero,
        };
        let mut rounded = amount.round_dp_with_strategy(self.decimals, strategy);
        rounded.rescale(self.decimals);
        rounded
    }

    /// So many percent of the base; `None` where the numbers are too large to multiply.
    pub fn percent_of(self, base: Decimal, percent: Decimal) -> Option<Decimal> {
        let amount = base.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
        Some(self.apply(amount))
    }
}
