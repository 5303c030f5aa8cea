//! How values per kilogram of like goods are spread, in whole euro cents.

/// Fewer lines than that say nothing: with 20 the lowest twentieth is one line.
pub const FEWEST: u64 = 20;
/// The quantiles between which most lines are, in percent.
pub const LOW: u64 = 5;
pub const HIGH: u64 = 95;
/// A line stands out where it is also so many times above or below the median. Where values lie close
/// together, one in twenty is below the low quantile and means nothing.
pub const FAR: i64 = 3;

/// Quantiles of the value per kilogram, in euro cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many lines they are made of.
    pub lines: u64,
    pub low: i64,
    pub median: i64,
    pub high: i64,
}

impl Spread {
    /// Reads the quantiles from values in rising order, of which `nth` answers that at a place from 0;
    /// `None` for fewer than [`FEWEST`].
    ///
    /// # Errors
    /// What `nth` says.
    pub fn of<E>(
        lines: u64,
        mut nth: impl FnMut(u64) -> Result<i64, E>,
    ) -> Result<Option<Self>, E> {
        if lines < FEWEST {
            return Ok(None);
        }
        let mut at = |percent| nth(rank(lines, percent));
        Ok(Some(Self { lines, low: at(LOW)?, median: at(50)?, high: at(HIGH)? }))
    }

    /// Lines of this value and less stand out.
    pub fn least(&self) -> i64 {
        // Where most are worth nothing, nothing is little.
        if self.median == 0 { -1 } else { self.low.min(self.median / FAR) }
    }

    /// Lines of this value and more stand out.
    pub fn most(&self) -> i64 {
        self.high.max(self.median.saturating_mul(FAR)).max(1)
    }
}

/// The place from 0 of a quantile among so many values, by the nearest rank.
pub fn rank(count: u64, percent: u64) -> u64 {
    (count * percent).div_ceil(100).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn spread(values: &[i64]) -> Option<Spread> {
        let nth = |at: u64| Ok::<_, ()>(values[usize::try_from(at).unwrap()]);
        Spread::of(values.len() as u64, nth).unwrap()
    }

    #[rstest]
    #[case::lowest(20, 5, 0)]
    #[case::median(20, 50, 9)]
    #[case::highest(20, 95, 18)]
    #[case::hundred(100, 5, 4)]
    #[case::one(1, 5, 0)]
    fn ranks(#[case] count: u64, #[case] percent: u64, #[case] place: u64) {
        assert_eq!(rank(count, percent), place);
    }

    #[test]
    fn too_few_say_nothing() {
        assert_eq!(spread(&(1..20).collect::<Vec<_>>()), None);
    }

    #[test]
    fn a_narrow_spread_has_none_that_stand_out() {
        let values: Vec<i64> = (1_000..1_100).collect();
        let spread = spread(&values).unwrap();
        assert_eq!((spread.low, spread.median, spread.high), (1_004, 1_049, 1_094));
        assert!(values.iter().all(|value| *value > spread.least() && *value < spread.most()));
    }

    #[test]
    fn where_most_are_worth_nothing_only_what_is_worth_something_stands_out() {
        let mut values = vec![0; 20];
        values.push(5);
        let spread = spread(&values).unwrap();
        assert_eq!((spread.least(), spread.most()), (-1, 1));
    }

    #[test]
    fn what_is_far_from_the_rest_stands_out() {
        let mut values = vec![90];
        values.extend(1_000..1_030);
        values.push(9_000);
        let spread = spread(&values).unwrap();
        let out: Vec<i64> = values
            .into_iter()
            .filter(|value| *value <= spread.least() || *value >= spread.most())
            .collect();
        assert_eq!(out, [90, 9_000]);
    }
}
