//! Arithmetic of check digits that several identifiers share.

/// Digits of a text, in order.
pub(super) fn of(text: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    text.chars().filter_map(|c| c.to_digit(10))
}

/// The digits' sum, each times its weight.
pub(super) fn weighted(text: &str, weights: &[u32]) -> u32 {
    of(text).zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// ISO 6346: each character's value times a power of two by its position, modulo 11; ten counts as
/// zero. Letters count from ten and leave out the multiples of eleven. Source for MRN and GRN:
/// DGXXI/0879/99 Rev. 1, which takes the algorithm over.
pub(super) fn iso_6346(text: &str) -> char {
    let (sum, _) = text
        .chars()
        .fold((0u32, 1u32), |(sum, power), c| ((sum + value(c) * power) % 11, power * 2 % 11));
    char::from_digit(sum % 10, 10).unwrap_or('0')
}

fn value(c: char) -> u32 {
    let Some(base) = c.to_digit(36) else { return 0 };
    // A is 10, B is 12: 11, 22 and 33 are left out.
    match base {
        0..=10 => base,
        11..=20 => base + 1,
        21..=30 => base + 2,
        _ => base + 3,
    }
}

/// Luhn's sum: every second digit from the right of the whole number, doubled, digits added up.
pub(super) fn luhn_check_digit(without_check_digit: &str) -> u32 {
    let sum: u32 = of(without_check_digit)
        .rev()
        .enumerate()
        .map(|(index, digit)| if index % 2 == 0 { doubled(digit) } else { digit })
        .sum();
    (10 - sum % 10) % 10
}

/// Twice the digit, its digits added up.
pub(super) fn doubled(digit: u32) -> u32 {
    let twice = digit * 2;
    twice / 10 + twice % 10
}

/// ISO 7064 mod 11,10.
pub(super) fn mod_11_10(without_check_digit: &str) -> u32 {
    let product = of(without_check_digit).fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10
}

/// Remainder of a long number given in decimal digits.
pub(super) fn remainder(digits: &str, modulus: u32) -> u32 {
    of(digits).fold(0, |remainder, digit| (remainder * 10 + digit) % modulus)
}
