//! A small generator of our own, so that one seed gives the same bytes for ever: a dependency may
//! change its streams between versions, this one may not.

/// SplitMix64: a counter and a mixing function, after Steele, Lea and Flood (2014).
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// The stream number `stream` of a seed. Streams of one seed are independent of each other, so
    /// that a record does not change when another before it does.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self { state: seed ^ stream.wrapping_mul(0xD134_2543_DE82_EF95) };
        random.state = random.next();
        random
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from zero up to, and without, `bound`; zero where `bound` is zero.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        u64::try_from((u128::from(self.next()) * u128::from(bound)) >> 64)
            .expect("a product of two 64 bit numbers shifted by 64 bits has 64 bits")
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, (low, high): (u64, u64)) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// Like [`Self::between`], but nearer the low end: most of what people order is cheap.
    pub(crate) fn low_between(&mut self, range: (u64, u64)) -> u64 {
        self.between(range).min(self.between(range))
    }

    /// True in `per_mille` of a thousand cases.
    pub(crate) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of a table, all equally likely. The table must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, table: &'a [T]) -> &'a T {
        &table[self.index(table.len())]
    }

    /// One of a table, by the weight that `weight` gives. The table must not be empty.
    pub(crate) fn weighted<'a, T>(&mut self, table: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
        let mut left = self.below(table.iter().map(&weight).sum());
        for row in table {
            match left.checked_sub(weight(row)) {
                Some(rest) => left = rest,
                None => return row,
            }
        }
        &table[table.len() - 1]
    }

    /// A number of `count` decimal digits, leading zeros kept.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.digit())).collect()
    }

    fn digit(&mut self) -> u8 {
        u8::try_from(self.below(10)).expect("below ten")
    }

    fn index(&mut self, length: usize) -> usize {
        let bound = u64::try_from(length).expect("tables are short");
        usize::try_from(self.below(bound)).expect("below the table's length")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The reference values for this seed that other implementations publish.
    #[test]
    fn is_split_mix_64() {
        let mut random = Random { state: 1_234_567 };
        let drawn: Vec<u64> = (0..3).map(|_| random.next()).collect();
        let expected =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(drawn, expected);
    }

    proptest! {
        #[test]
        fn stays_within_bounds(seed: u64, low in 0u64..1000, more in 0u64..1000) {
            let mut random = Random::new(seed, 1);
            let drawn = random.between((low, low + more));
            prop_assert!((low..=low + more).contains(&drawn));
        }

        #[test]
        fn never_picks_what_weighs_nothing(seed: u64) {
            let table = [("never", 0), ("often", 9), ("never", 0), ("seldom", 1), ("never", 0)];
            let mut random = Random::new(seed, 2);
            prop_assert_ne!(random.weighted(&table, |(_, weight)| *weight).0, "never");
        }
    }
}
