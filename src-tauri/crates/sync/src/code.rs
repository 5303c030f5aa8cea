//! The enrolment code: what a person types once to join a desk to a hub.
//!
//! Ten secret bytes that the hub knows, and the beginning of the SHA-256 of the certificate by which
//! the desk shall know the hub. Written in Crockford's base 32 (no I, L, O, U) in groups of five, with
//! a check character at the end, so that a slip of the hand is noticed before anything is connected.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

/// Length of the secret in bytes.
pub const SECRET_BYTES: usize = 10;
/// How much of the certificate's SHA-256 the code carries, in bytes.
pub const FINGERPRINT_BYTES: usize = 16;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 26 bytes in digits of five bits, and the check character.
const LENGTH: usize = 43;
const GROUP: usize = 5;

/// What a person types once to join a desk to a hub. Written by its `Display`; its `Debug` keeps the
/// secret.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// Good for one enrolment, for a while.
    pub secret: Secret,
    /// Which certificate the hub shows.
    pub fingerprint: Fingerprint,
}

/// The part of the code that the hub checks.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub [u8; SECRET_BYTES]);

/// The beginning of the SHA-256 of a certificate (DER).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub [u8; FINGERPRINT_BYTES]);

/// The text is no enrolment code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCode {
    /// Too short or too long.
    #[error("An enrolment code has {LENGTH} letters and digits; this one has {found}.")]
    Length { found: usize },
    /// Something that no code contains. `place` counts letters and digits from one.
    #[error("“{found}” at place {place} does not belong in an enrolment code.")]
    Character { found: char, place: usize },
    /// A slip of the hand.
    #[error("The enrolment code holds a typing error.")]
    Check,
}

impl InvalidCode {
    /// Machine code.
    pub fn code(&self) -> &'static str {
        match self {
            InvalidCode::Length { .. } => "code_length",
            InvalidCode::Character { .. } => "code_character",
            InvalidCode::Check => "code_mistyped",
        }
    }

    /// The way out.
    pub fn hint(&self) -> &'static str {
        "Compare it with the code that the hub printed, group by group, or ask for a new one."
    }
}

impl Secret {
    /// As sent when enrolling: RFC 4648 base 32 without padding.
    pub fn to_text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// Reads what [`Secret::to_text`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        BASE32_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }

    /// What the hub keeps in its place: SHA-256, in hexadecimal. The secret is random, so that a plain
    /// hash gives nothing away.
    pub fn hash(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Fingerprint {
    /// Of a certificate in DER.
    pub fn of(certificate: &[u8]) -> Self {
        let hash: [u8; 32] = Sha256::digest(certificate).into();
        Self(*hash.first_chunk().expect("32 bytes begin with 16"))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EnrolmentCode(…, {})", self.fingerprint)
    }
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.secret.0.as_slice(), self.fingerprint.0.as_slice()].concat();
        let mut digits = to_digits(&bytes);
        digits.push(check_of(&digits));
        for (index, digit) in digits.into_iter().enumerate() {
            if index > 0 && index % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(ALPHABET[usize::from(digit)]))?;
        }
        Ok(())
    }
}

impl FromStr for EnrolmentCode {
    type Err = InvalidCode;

    /// Takes small letters, any grouping by blanks or hyphens, and O for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let written = text.chars().filter(|c| !c.is_whitespace() && !"-–—_".contains(*c));
        let digits = written
            .enumerate()
            .map(|(index, found)| {
                digit(found).ok_or(InvalidCode::Character { found, place: index + 1 })
            })
            .collect::<Result<Vec<u8>, _>>()?;
        if digits.len() != LENGTH {
            return Err(InvalidCode::Length { found: digits.len() });
        }
        let (check, digits) = digits.split_last().ok_or(InvalidCode::Check)?;
        if *check != check_of(digits) {
            return Err(InvalidCode::Check);
        }
        let bytes = to_bytes(digits).ok_or(InvalidCode::Check)?;
        let (secret, fingerprint) = bytes.split_at(SECRET_BYTES);
        Ok(Self {
            secret: Secret(secret.try_into().map_err(|_| InvalidCode::Check)?),
            fingerprint: Fingerprint(fingerprint.try_into().map_err(|_| InvalidCode::Check)?),
        })
    }
}

fn digit(written: char) -> Option<u8> {
    let upper = match written.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|letter| char::from(*letter) == upper)?;
    u8::try_from(place).ok()
}

/// The bytes as digits of five bits, the last one filled up with zeros.
fn to_digits(bytes: &[u8]) -> Vec<u8> {
    let bit = |index: usize| bytes.get(index / 8).map_or(0, |byte| byte >> (7 - index % 8) & 1);
    let digit = |index: usize| (0..5).fold(0, |digit, place| digit << 1 | bit(index * 5 + place));
    (0..(bytes.len() * 8).div_ceil(5)).map(digit).collect()
}

/// The bytes of whole digits; `None` where what was filled up is not zero.
fn to_bytes(digits: &[u8]) -> Option<Vec<u8>> {
    let bit = |index: usize| digits[index / 5] >> (4 - index % 5) & 1;
    let bits = digits.len() * 5;
    let bytes = bits / 8;
    let filled = (bytes * 8..bits).all(|index| bit(index) == 0);
    let byte = |index: usize| (0..8).fold(0, |byte, place| byte << 1 | bit(index * 8 + place));
    filled.then(|| (0..bytes).map(byte).collect())
}

/// The digits as a polynomial over the field of 32 elements (x⁵ + x² + 1) at its generator: any one
/// wrong character and any two swapped neighbours give another.
fn check_of(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| times_generator(sum ^ digit))
}

fn times_generator(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}
