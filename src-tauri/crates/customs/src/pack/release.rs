//! A pack text as its publisher hands it out: numbered, dated and signed.
//!
//! A release is a pack text like any other, with a number and a day in its head. It holds what changes
//! and not the whole layer, which is why none may be missing. Its last line is the signature over all
//! bytes before that line:
//!
//! ```toml
//! [pack]
//! layer = "eu"
//! version = "2027-01-01"
//! sequence = 3
//! issued = "2026-12-01"
//! # what changes ...
//! # signed-by PUBLIC-KEY SIGNATURE
//! ```

use chrono::NaiveDate;
use serde::Deserialize;

use super::source::Head;

/// How the line with the signature begins.
const MARK: &str = "# signed-by ";
/// So that no signature over something else can pass for one over rules.
const PURPOSE: &str = "greenlane.rule-pack";

/// A release, read but not yet trusted: whoever takes it checks the signature first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    layer: String,
    version: String,
    sequence: u32,
    issued: NaiveDate,
    text: String,
    /// How many bytes of the text are signed.
    signed: usize,
}

/// A text that is no release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRelease {
    /// It is not TOML, or has no head.
    #[error("This is not a rule pack: {0}")]
    Unreadable(String),
    /// Its head lacks what makes a release of it.
    #[error("The head of the rule pack {layer} has no {missing}.")]
    Incomplete {
        /// The layer.
        layer: String,
        /// What is missing.
        missing: &'static str,
    },
}

impl BadRelease {
    /// Stable name of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "rule_pack_unreadable",
            Self::Incomplete { .. } => "rule_pack_incomplete",
        }
    }
}

/// The head alone; the rest is read when the packs are put together.
#[derive(Deserialize)]
struct Headed {
    pack: Head,
}

impl Release {
    /// Reads the head and finds the signature.
    ///
    /// # Errors
    /// It is no pack text, or its head has no number or no day.
    pub fn read(text: &str) -> Result<Self, BadRelease> {
        let Headed { pack } = toml::from_str(text)
            .map_err(|error: toml::de::Error| BadRelease::Unreadable(error.to_string()))?;
        let incomplete = |missing| BadRelease::Incomplete { layer: pack.layer.clone(), missing };
        if pack.sequence == 0 {
            return Err(incomplete("sequence"));
        }
        Ok(Self {
            issued: pack.issued.ok_or_else(|| incomplete("day of issue"))?,
            signed: signed(text),
            text: text.to_owned(),
            layer: pack.layer,
            version: pack.version,
            sequence: pack.sequence,
        })
    }

    /// The text with a signature at its end, in place of one that it had.
    #[must_use]
    pub fn signed_by(&self, key: &str, signature: &str) -> String {
        let text = &self.text[..self.signed];
        let end = if text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{end}{MARK}{key} {signature}\n")
    }

    /// What a signature of it goes over: a line that says what is signed, then everything before the
    /// line with the signature.
    pub fn signed_text(&self) -> String {
        let text = &self.text[..self.signed];
        let end = if text.ends_with('\n') { "" } else { "\n" };
        format!("{PURPOSE}\n{text}{end}")
    }

    /// Public key and signature, as they are written; `None` where there is no such line.
    pub fn signature(&self) -> Option<(&str, &str)> {
        self.text[self.signed..].trim().strip_prefix(MARK)?.trim().split_once(' ')
    }

    /// Whose rules these are: `eu`.
    pub fn layer(&self) -> &str {
        &self.layer
    }

    /// Its name among people: `2027-01-01`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Its number in the layer, from one.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The day on which it was released.
    pub fn issued(&self) -> NaiveDate {
        self.issued
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// How many bytes come before the line with the signature: only the last line can be one.
fn signed(text: &str) -> usize {
    let without_end = text.trim_end();
    let begin = without_end.rfind('\n').map_or(0, |at| at + 1);
    if without_end[begin..].starts_with(MARK) { begin } else { text.len() }
}
