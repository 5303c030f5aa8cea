//! The member states' own numbers: form and check digit.
//!
//! The algorithms are the national ones as they are commonly published; each is tested on a number
//! that is known to be good and, where one is known, on one that is not.

use crate::identifier::digits::{self, doubled, luhn_check_digit, mod_11_10, remainder, weighted};
use crate::identifier::{
    Check, EnterpriseNumber, Identifier, Run, digit, has_form as form, letter, letter_or_digit,
};

/// Whether the number without its country's letters has the form that the country uses.
pub(super) fn has_form(country: &str, number: &str) -> bool {
    let runs: &[&[Run]] = match country {
        "BE" | "PL" => &[&[(10, digit)]],
        "FR" => &[&[(2, letter_or_digit), (9, digit)]],
        "DE" | "PT" | "EE" | "EL" => &[&[(9, digit)]],
        "NL" => &[&[(9, digit), (1, letter), (2, digit)]],
        "LU" | "DK" | "FI" | "HU" | "MT" | "SI" => &[&[(8, digit)]],
        "IT" | "HR" | "LV" => &[&[(11, digit)]],
        "AT" => &[&[(1, letter), (8, digit)]],
        "ES" => &[&[(1, letter_or_digit), (7, digit), (1, letter_or_digit)]],
        "IE" => &[
            &[(7, digit), (1, letter)],
            &[(7, digit), (2, letter)],
            &[(1, digit), (1, letter_or_digit), (5, digit), (1, letter)],
        ],
        "SE" => &[&[(12, digit)]],
        "SK" => &[&[(10, digit)]],
        "CY" => &[&[(8, digit), (1, letter)]],
        "CZ" => &[&[(8, digit)], &[(9, digit)], &[(10, digit)]],
        "BG" => &[&[(9, digit)], &[(10, digit)]],
        "LT" | "XI" => &[&[(9, digit)], &[(12, digit)]],
        "RO" => return (2..=10).contains(&number.len()) && number.chars().all(|c| digit(&c)),
        _ => return false,
    };
    let country_specific = match country {
        "AT" => number.starts_with('U'),
        "NL" => number.get(9..).is_some_and(|rest| rest.starts_with('B')),
        _ => true,
    };
    runs.iter().any(|runs| form(number, runs)) && country_specific
}

/// Whether the check digit of a number in its country's form holds.
pub(super) fn check(country: &str, number: &str) -> Check {
    match country {
        "BE" => EnterpriseNumber::parse(number).map_or(Check::None, |number| number.check()),
        "FR" => france(number),
        "DE" => last_digit(number, mod_11_10),
        "NL" => netherlands(number),
        "LU" => Check::of(format!("{:02}", remainder(&number[..6], 89)), &number[6..]),
        "IT" => last_digit(number, luhn_check_digit),
        "AT" => austria(number),
        "ES" => spain(number),
        "PT" => last_digit(number, portugal),
        "PL" => poland(number),
        "IE" => ireland(number),
        _ => Check::None,
    }
}

fn last_digit(number: &str, expected: fn(&str) -> u32) -> Check {
    let (rest, last) = number.split_at(number.len() - 1);
    Check::of(expected(rest).to_string(), last)
}

/// The key before the nine digits of the company; keys with letters are not computed here.
fn france(number: &str) -> Check {
    let (key, company) = number.split_at(2);
    if !key.bytes().all(|byte| byte.is_ascii_digit()) {
        return Check::None;
    }
    Check::of(format!("{:02}", (12 + 3 * remainder(company, 97)) % 97), key)
}

/// Two schemes: the old one checks the ninth digit, that of 2020 the whole number with its letters.
fn netherlands(number: &str) -> Check {
    let old = weighted(&number[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    if old < 10 && old.to_string() == number[8..9] {
        return Check::Holds;
    }
    let as_digits = |text: &str| -> String {
        text.chars().filter_map(|c| c.to_digit(36)).map(|value| value.to_string()).collect()
    };
    if remainder(&as_digits(&format!("NL{number}")), 97) == 1 {
        return Check::Holds;
    }
    Check::Fails { expected: if old < 10 { old.to_string() } else { String::new() } }
}

fn austria(number: &str) -> Check {
    let alternating = digits::of(&number[1..8])
        .enumerate()
        .map(|(index, digit)| if index % 2 == 0 { digit } else { doubled(digit) });
    let sum: u32 = alternating.sum::<u32>() + 4;
    Check::of(((10 - sum % 10) % 10).to_string(), &number[8..])
}

/// Companies: a letter, seven digits and a control that is a digit or a letter. Persons: eight
/// digits, or X, Y, Z and seven, and a letter.
fn spain(number: &str) -> Check {
    const PERSONS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let (first, rest) = number.split_at(1);
    let (middle, control) = rest.split_at(7);
    let person = match first {
        "X" | "K" | "L" | "M" => Some("0"),
        "Y" => Some("1"),
        "Z" => Some("2"),
        digit if digit.bytes().all(|byte| byte.is_ascii_digit()) => Some(digit),
        _ => None,
    };
    if let Some(first) = person {
        let index = remainder(&format!("{first}{middle}"), 23) as usize;
        return Check::of(char::from(PERSONS[index]), control);
    }
    let expected = luhn_check_digit(middle);
    let letter = char::from(b"JABCDEFGHI"[expected as usize % 10]);
    match control.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Check::of(expected.to_string(), control),
        false => Check::of(letter, control),
    }
}

fn portugal(without_check_digit: &str) -> u32 {
    let rest = 11 - weighted(without_check_digit, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    if rest > 9 { 0 } else { rest }
}

/// A remainder of ten is never given out.
fn poland(number: &str) -> Check {
    match weighted(&number[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 {
        10 => Check::Fails { expected: String::new() },
        expected => Check::of(expected.to_string(), &number[9..]),
    }
}

/// A letter after seven digits; a second letter counts nine times its place in the alphabet. The old
/// form with a sign in second place is not computed here.
fn ireland(number: &str) -> Check {
    const LETTERS: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    if !number[..7].bytes().all(|byte| byte.is_ascii_digit()) {
        return Check::None;
    }
    let second = number[8..].bytes().next().map_or(0, |letter| u32::from(letter - b'A') + 1);
    // W as second letter counts nothing, as if it were not there.
    let second = if second == 23 { 0 } else { second };
    let sum = weighted(&number[..7], &[8, 7, 6, 5, 4, 3, 2]) + 9 * second;
    Check::of(char::from(LETTERS[sum as usize % 23]), &number[7..8])
}
