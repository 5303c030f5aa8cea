use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// The documents by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// `release-note`
    ReleaseNote,
    /// `duty-notice`
    DutyNotice,
    /// `inspection-report`
    InspectionReport,
    /// `declaration`
    Declaration,
}

impl DocumentKind {
    /// Every kind, in the order in which menus show them.
    pub const ALL: [Self; 4] =
        [Self::ReleaseNote, Self::DutyNotice, Self::InspectionReport, Self::Declaration];

    /// The stable name, such as `release-note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReleaseNote => "release-note",
            Self::DutyNotice => "duty-notice",
            Self::InspectionReport => "inspection-report",
            Self::Declaration => "declaration",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is not one of ours; the sentence lists those that are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no {what} called \"{name}\". Use one of: {known}.")]
pub struct UnknownName {
    what: &'static str,
    name: String,
    known: String,
}

impl UnknownName {
    /// The machine code of the error.
    pub fn code(&self) -> &'static str {
        "unknown_name"
    }
}

impl FromStr for DocumentKind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| UnknownName {
            what: "document",
            name: name.to_owned(),
            known: Self::ALL.map(Self::name).join(", "),
        })
    }
}

/// The languages that documents are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
    /// Dutch.
    Nl,
    /// German.
    De,
    /// Chinese, in simplified characters.
    Zh,
}

impl Language {
    /// Every language there is a table of words for.
    pub const ALL: [Self; 5] = [Self::En, Self::Fr, Self::Nl, Self::De, Self::Zh];

    /// The ISO 639-1 code, such as `fr`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Nl => "nl",
            Self::De => "de",
            Self::Zh => "zh",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|language| language.code() == name).ok_or_else(|| UnknownName {
            what: "document language",
            name: name.to_owned(),
            known: Self::ALL.map(Self::code).join(", "),
        })
    }
}

/// What every document carries in its header and footer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Identifier of this print, shown in the footer.
    pub document_id: String,
    /// Revision of the declaration that is printed, from 1.
    pub revision: u32,
    /// 12 09.
    pub lrn: Option<String>,
    /// 12 01 of the authority; with one, the document carries a barcode.
    pub mrn: Option<String>,
    /// Language of labels, code texts, dates and numbers.
    pub language: Language,
    /// The day whose rules were applied.
    pub rules_of: Option<NaiveDate>,
    /// How fresh the data is, in the desk's time zone.
    pub data_as_of: DateTime<FixedOffset>,
    /// When it was printed, in the desk's time zone. Also the PDF's date.
    pub printed_at: DateTime<FixedOffset>,
    /// Name of the broker who printed it.
    pub printed_by: String,
    /// Name of the office that printed it.
    pub office: String,
    /// A line that every page shows in a box, such as "Desk draft, not lodged with customs".
    pub notice: Option<String>,
}
