//! A line as the criteria see it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// One line of a past or a present declaration. What is not known is `None`, and no criterion speaks of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Who imports: EORI or any number that stays the same.
    pub importer: Option<String>,
    /// Who sells.
    pub seller: Option<String>,
    /// Who declares.
    pub declarant: Option<String>,
    /// Customs office.
    pub office: Option<String>,
    /// Commodity code, six digits or more.
    pub commodity: Option<String>,
    /// Country of origin.
    pub origin: Option<String>,
    /// Country of dispatch.
    pub dispatch: Option<String>,
    /// Mode of transport.
    pub transport: Option<String>,
    /// Kind of duty: the preference or the regime of the rate.
    pub duty: Option<String>,
    /// Rate of duty in percent.
    pub rate: Option<Decimal>,
    /// Net mass in kilograms.
    pub net_mass: Option<Decimal>,
    /// Value, of all lines in one currency.
    pub value: Option<Decimal>,
}

impl Line {
    /// The first digits of the commodity code; `None` where it has fewer.
    pub(super) fn digits(&self, count: usize) -> Option<&str> {
        self.commodity.as_deref()?.get(..count)
    }

    /// The band of the mass: each is twice as heavy as the one before; the first is up to a gram.
    pub(super) fn mass_band(&self) -> Option<u32> {
        Some(band(self.grams()?))
    }

    /// The band of the value: each is twice the one before.
    pub(super) fn value_band(&self) -> Option<u32> {
        Some(band(whole(self.value?)?))
    }

    /// The band of the value of a kilogram; `None` where there is no mass.
    pub(super) fn value_per_kg_band(&self) -> Option<u32> {
        let grams = self.grams()?;
        Some(band(whole(self.value?)?.checked_mul(1000)?.checked_div(grams)?))
    }

    fn grams(&self) -> Option<u64> {
        whole(self.net_mass?.checked_mul(Decimal::ONE_THOUSAND)?)
    }
}

fn whole(amount: Decimal) -> Option<u64> {
    amount.trunc().to_u64()
}

/// 0 for nothing, 1 for 1, 2 for 2 and 3, 3 for 4 to 7, and so on.
fn band(amount: u64) -> u32 {
    amount.checked_ilog2().map_or(0, |power| power + 1)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn line(value: Option<&str>, mass: Option<&str>) -> Line {
        let decimal = |text: &str| text.parse().unwrap();
        Line { value: value.map(decimal), net_mass: mass.map(decimal), ..Line::default() }
    }

    #[rstest]
    #[case::a_gram_is_the_first(Some("0.001"), Some(1))]
    #[case::a_kilogram(Some("1"), Some(10))]
    #[case::just_under_two(Some("2.047"), Some(11))]
    #[case::twice_as_heavy(Some("2.048"), Some(12))]
    #[case::no_mass_is_its_own_band(Some("0"), Some(0))]
    #[case::unknown(None, None)]
    #[case::negative_is_not_known(Some("-1"), None)]
    fn mass_has_bands(#[case] mass: Option<&str>, #[case] expected: Option<u32>) {
        assert_eq!(line(None, mass).mass_band(), expected);
    }

    #[rstest]
    #[case::five_a_kilogram("10", "2", Some(3))]
    #[case::no_mass("10", "0", None)]
    #[case::too_large_to_count("79228162514264337593543950335", "1", None)]
    fn value_of_a_kilogram_has_bands(
        #[case] value: &str,
        #[case] mass: &str,
        #[case] expected: Option<u32>,
    ) {
        assert_eq!(line(Some(value), Some(mass)).value_per_kg_band(), expected);
    }

    #[rstest]
    #[case::heading(4, Some("8507"))]
    #[case::longer_than_written(8, None)]
    fn a_code_has_its_first_digits(#[case] count: usize, #[case] expected: Option<&str>) {
        let line = Line { commodity: Some("850760".into()), ..Line::default() };
        assert_eq!(line.digits(count), expected);
    }
}
