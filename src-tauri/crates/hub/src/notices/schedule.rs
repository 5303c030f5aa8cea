//! When a message that did not get through is tried again.

use chrono::TimeDelta;

/// Pauses after the first, second ... failed attempt, in seconds: over two days in all.
const PAUSES: [i64; 11] =
    [5, 30, 120, 600, 1_800, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600, 12 * 3_600, 12 * 3_600];

/// How long to wait after the failed attempt of that number; `None` where it was the last. `chance`
/// spreads pauses by a fifth either way, so that what failed together does not come back together.
pub(super) fn pause(attempt: u32, chance: u8) -> Option<TimeDelta> {
    let place = usize::try_from(attempt.saturating_sub(1)).ok()?;
    let millis = PAUSES.get(place)? * 1_000;
    let spread = millis * 2 / 5;
    Some(TimeDelta::milliseconds(millis - spread / 2 + spread * i64::from(chance) / 255))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::first(1, 0, Some(4_000))]
    #[case::first_at_most(1, 255, Some(6_000))]
    #[case::fifth(5, 0, Some(1_440_000))]
    #[case::last(11, 255, Some(51_840_000))]
    #[case::given_up(12, 0, None)]
    fn pauses_grow_until_someone_has_to_look(
        #[case] attempt: u32,
        #[case] chance: u8,
        #[case] millis: Option<i64>,
    ) {
        assert_eq!(pause(attempt, chance), millis.map(TimeDelta::milliseconds));
    }

    #[test]
    fn pauses_never_shrink_by_much() {
        for attempt in 1..11 {
            assert!(pause(attempt, 255) <= pause(attempt + 1, 255), "{attempt}");
        }
    }
}
