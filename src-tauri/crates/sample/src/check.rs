//! Check digits, worked out so that sample identifiers hold, or fail on purpose.
//!
//! `customs::identifier` reads identifiers, this makes them; the tests hold the one against the other.

/// An MRN of 18 characters from its first 17: ISO 6346 letter values, weighted with powers of two.
pub(crate) fn mrn(stem: &str) -> String {
    format!("{stem}{}", iso_6346(stem))
}

/// A container number of 11 characters from its first 10.
pub(crate) fn container(stem: &str) -> String {
    format!("{stem}{}", iso_6346(stem))
}

/// An air waybill number: airline prefix, serial of seven digits, serial modulo seven.
pub(crate) fn air_waybill(airline: &str, serial: u64) -> String {
    let serial = serial % 10_000_000;
    format!("{airline}-{serial:07}{}", serial % 7)
}

/// An EORI of a Belgian enterprise from the first eight digits of its enterprise number.
///
/// The sample uses numbers from 0999 on, which no register has reached.
pub(crate) fn belgian_eori(stem: u64) -> String {
    format!("BE{:08}{:02}", stem, 97 - stem % 97)
}

/// A postal item number (UPU S10): two letters, eight digits, check digit, country.
pub(crate) fn postal_item(service: &str, serial: u64, country: &str) -> String {
    let digits = format!("{:08}", serial % 100_000_000);
    let sum: u64 = digits.bytes().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(d, w)| digit(d) * w).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        check => check,
    };
    format!("{service}{digits}{check}{country}")
}

/// The same identifier with its last digit made wrong.
pub(crate) fn spoil(identifier: &str) -> String {
    let Some(at) = identifier.rfind(|c: char| c.is_ascii_digit()) else {
        return identifier.to_owned();
    };
    let wrong = match &identifier[at..=at] {
        "0" => '1',
        "1" => '2',
        "2" => '3',
        "3" => '4',
        "4" => '5',
        "5" => '6',
        "6" => '2',
        _ => '4',
    };
    format!("{}{wrong}{}", &identifier[..at], &identifier[at + 1..])
}

fn iso_6346(stem: &str) -> u64 {
    let sum: u64 = stem.bytes().enumerate().map(|(place, c)| value(c) << place).sum();
    sum % 11 % 10
}

/// Letters count from ten, leaving out the multiples of eleven.
fn value(c: u8) -> u64 {
    if c.is_ascii_digit() {
        return digit(c);
    }
    let letter = u64::from(c.to_ascii_uppercase().saturating_sub(b'A'));
    let value = letter + 10;
    value + value.saturating_sub(1) / 10
}

fn digit(c: u8) -> u64 {
    u64::from(c.saturating_sub(b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::ends_on_seven("23DKLGV1MZKBVB8LA7")]
    #[case::remainder_ten_is_zero("20GB32VVZI0YMFGVR0")]
    fn makes_movement_reference_numbers(#[case] expected: &str) {
        assert_eq!(mrn(&expected[..17]), expected);
    }

    #[rstest]
    #[case("CSQU3054383")]
    #[case("MWCU6059784")]
    #[case("TASU1170000")]
    fn makes_container_numbers(#[case] expected: &str) {
        assert_eq!(container(&expected[..10]), expected);
    }

    #[test]
    fn makes_other_identifiers() {
        assert_eq!(air_waybill("176", 1_234_567), "176-12345675");
        assert_eq!(belgian_eori(4_287_594), "BE0428759497");
        assert_eq!(postal_item("RR", 28_704_377, "IN"), "RR287043775IN");
        assert_eq!(postal_item("RR", 47_312_482, "DK"), "RR473124829DK");
    }

    #[rstest]
    #[case("BE0428759497")]
    #[case("784-12345675")]
    #[case("RR287043775IN")]
    fn spoils_one_digit_and_nothing_else(#[case] good: &str) {
        let bad = spoil(good);
        let changed = good.chars().zip(bad.chars()).filter(|(a, b)| a != b).count();
        assert_eq!((bad.len(), changed), (good.len(), 1));
    }
}
