//! Lengths on paper, in whole thousandths of a point.
//!
//! Whole numbers make a layout the same on every machine; floats come in only where printpdf asks
//! for them.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length or a position on a page. Positions count from the top left corner, downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Length(i64);

impl Length {
    pub(crate) const ZERO: Self = Self(0);

    /// Thousandths of a point.
    pub(crate) const fn thousandths(value: i64) -> Self {
        Self(value)
    }

    /// Tenths of a point: `Length::pt10(95)` is 9.5 pt.
    pub(crate) const fn pt10(tenths: i64) -> Self {
        Self(tenths * 100)
    }

    /// Whole points.
    pub(crate) const fn pt(points: i64) -> Self {
        Self(points * 1_000)
    }

    /// Millimetres: 72/25.4 points each.
    pub(crate) const fn mm(millimetres: i64) -> Self {
        Self(millimetres * 360_000 / 127)
    }

    /// Hundredths of a millimetre.
    pub(crate) const fn mm100(hundredths: i64) -> Self {
        Self(hundredths * 3_600 / 127)
    }

    /// The length in thousandths of a point.
    pub(crate) const fn in_thousandths(self) -> i64 {
        self.0
    }

    /// This length times `numerator / denominator`, rounded towards zero.
    pub(crate) const fn scaled(self, numerator: i64, denominator: i64) -> Self {
        Self(self.0 * numerator / denominator)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Self(self.0 / divisor)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}
