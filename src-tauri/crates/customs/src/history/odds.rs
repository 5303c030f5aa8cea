//! Shares and log-odds in whole numbers.

/// Millionths: 220,000 is 22 %.
pub type Share = i64;
/// Millionths of the natural logarithm of the odds: 693,147 doubles them.
pub type LogOdds = i64;

/// One, as a share and as a log-odds.
pub(super) const ONE: i64 = 1_000_000;

/// Steps of the table between two whole log-odds.
const STEPS: i64 = 16;
/// Log-odds beyond which a share does not move any more.
const END: i64 = 14;
const LENGTH: usize = (END * STEPS + 1) as usize;

/// Shares at 0, 1/16, 2/16 ... in trillionths, so that the steps between are exact to a millionth.
const TABLE: [i64; LENGTH] = table();
const TRILLION: i128 = 1_000_000_000_000;
/// The sixteenth root of e, in units of 10^-15.
const ROOT: i128 = 1_064_494_458_917_859;

const fn table() -> [i64; LENGTH] {
    let mut table = [0; LENGTH];
    let one = TRILLION * 1_000;
    let mut odds = one;
    let mut step = 0;
    while step < LENGTH {
        table[step] = (odds * TRILLION / (odds + one)) as i64;
        odds = odds * ROOT / 1_000_000_000_000_000;
        step += 1;
    }
    table
}

/// The share that belongs to the log-odds; right to 50 millionths.
pub(super) fn share(odds: LogOdds) -> Share {
    let far = odds.unsigned_abs().min(END.unsigned_abs() * ONE.unsigned_abs() - 1) as i64 * STEPS;
    let (at, rest) = ((far / ONE) as usize, far % ONE);
    let above = (TABLE[at] + (TABLE[at + 1] - TABLE[at]) * rest / ONE) / ONE;
    if odds < 0 { ONE - above } else { above }
}

/// The log-odds that belong to a share, by halving: the inverse of [`share`].
pub(super) fn log_odds(wanted: Share) -> LogOdds {
    let (mut low, mut high) = (-END * ONE, END * ONE);
    while high - low > 1 {
        let middle = i64::midpoint(low, high);
        if share(middle) < wanted { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    /// Values of 1 / (1 + e^-x), worked out with twelve digits elsewhere.
    #[rstest]
    #[case::even(0, 500_000)]
    #[case::one(1_000_000, 731_059)]
    #[case::minus_one(-1_000_000, 268_941)]
    #[case::double(693_147, 666_667)]
    #[case::between_steps(2_531_250, 926_304)]
    #[case::far(-6_000_000, 2_473)]
    fn shares_are_those_of_the_logistic_function(#[case] odds: LogOdds, #[case] expected: Share) {
        assert!((share(odds) - expected).abs() <= 50, "{}", share(odds));
    }

    proptest! {
        #[test]
        fn a_share_is_between_nothing_and_all_and_rises(odds in any::<i64>(), more in 0..i64::MAX) {
            let (low, high) = (share(odds), share(odds.saturating_add(more)));
            prop_assert!(0 <= low && low <= high && high <= ONE);
        }

        #[test]
        fn log_odds_lead_back(wanted in 1_000..999_000_i64) {
            prop_assert!((share(log_odds(wanted)) - wanted).abs() <= 1);
        }
    }
}
