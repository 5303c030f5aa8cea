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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::belgian_example(RoundingMode::HalfUp, "59.50", "21", "12.50")]
    #[case::half_up_down(RoundingMode::HalfUp, "59.49", "21", "12.49")]
    #[case::british_vat(RoundingMode::Truncate, "296.24", "20", "59.24")]
    #[case::british_vat(RoundingMode::Truncate, "141.88", "20", "28.37")]
    #[case::british_vat(RoundingMode::Truncate, "2365.53", "20", "473.10")]
    #[case::whole(RoundingMode::Truncate, "1000", "2", "20.00")]
    fn percent_of(
        #[case] mode: RoundingMode,
        #[case] base: Decimal,
        #[case] percent: Decimal,
        #[case] expected: &str,
    ) {
        let amount = Rounding { decimals: 2, mode }.percent_of(base, percent);
        assert_eq!(amount.unwrap().to_string(), expected);
    }

    #[test]
    fn numbers_too_large_to_multiply_have_no_result() {
        let policy = Rounding { decimals: 2, mode: RoundingMode::HalfUp };
        assert_eq!(policy.percent_of(Decimal::MAX, Decimal::ONE_HUNDRED), None);
    }
}
