//! The nomenclature: importing it, searching it, what a code means, which code fits.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::RefusedRecord;

/// Whose nomenclature it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TariffSystem {
    /// The Union's integrated tariff, ten digits.
    Taric,
    /// The Combined Nomenclature, eight digits.
    Cn,
    /// The Harmonized System, six digits.
    Hs,
}

/// The editions that this desk has, the most detailed nomenclature first, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffEditions {
    pub editions: Vec<TariffEdition>,
}

/// One nomenclature as it stood from a day on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffEdition {
    pub system: TariffSystem,
    /// The first day on which it held.
    pub from: NaiveDate,
    /// It is the one of today.
    pub in_force: bool,
    /// Its lines, and how many of them goods can be declared under.
    pub lines: u32,
    pub declarable: u32,
    pub files: Vec<TariffFile>,
}

/// The newest file of one language.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffFile {
    /// Two letters.
    pub language: String,
    pub name: String,
    pub imported_at: DateTime<Utc>,
    pub lines: u32,
}

/// Imports staged files of the nomenclature.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportNomenclature {
    pub staged: Vec<Uuid>,
    /// Language of files that do not say it; without it their words tell.
    pub language: Option<String>,
    /// The first day on which the edition holds; without it the year in the file's name, else the
    /// newest date in the file.
    pub from: Option<NaiveDate>,
}

/// What became of the files.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct NomenclatureReport {
    pub files: Vec<NomenclatureImported>,
    /// Lines that came in, and lines or files that did not.
    pub lines: u32,
    pub refused: u32,
}

/// What became of one file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NomenclatureImported {
    /// The file's name; on the command line the path as it was given.
    pub path: String,
    /// What it was recognised as, and from which day it holds; `None` where it was refused.
    pub system: Option<TariffSystem>,
    pub from: Option<NaiveDate>,
    pub languages: Vec<String>,
    pub lines: u32,
    /// At most 1,000 are told; `NomenclatureReport.refused` counts all.
    pub refused: Vec<RefusedRecord>,
}

/// Searches by words, or by the beginning of a code.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffSearch {
    pub text: String,
    /// Search texts of this language only; without it all.
    pub language: Option<String>,
    /// By the editions of this day; without it today.
    pub on: Option<NaiveDate>,
    /// 200 at most.
    pub limit: u32,
}

/// What was found, the likeliest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffFound {
    pub on: NaiveDate,
    pub lines: Vec<TariffLine>,
    pub total: u32,
    /// False where no line has all the words; these have most of them.
    pub all_words: bool,
    /// How long it took, in microseconds.
    pub took_us: u32,
}

/// One line of the nomenclature.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffLine {
    pub system: TariffSystem,
    /// Its digits, without blanks.
    pub code: String,
    /// Product-line suffix: 80 for a code, others for headings above one.
    pub suffix: u8,
    /// Goods can be declared under it: a code with no line below.
    pub declarable: bool,
    /// There are lines below it.
    pub has_below: bool,
    /// It stands in the newest file of its edition.
    pub current: bool,
    /// Supplementary unit, as the official files write it.
    pub unit: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    /// What it says, in the language that was asked for where there is a text in it.
    pub text: String,
    pub language: String,
    /// The lines above it, chapter first.
    pub path: Vec<TariffStep>,
}

/// A line above another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TariffStep {
    pub code: String,
    pub suffix: u8,
    pub text: String,
}

/// Asks for a line and those right below it; without a code for the chapters.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffShow {
    pub code: Option<String>,
    /// Without it the code itself (80).
    pub suffix: Option<u8>,
    pub language: Option<String>,
    /// As it was on this day; without it today.
    pub on: Option<NaiveDate>,
}

/// What a code means on a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TariffView {
    pub on: NaiveDate,
    pub system: TariffSystem,
    /// The first day of the edition that was asked.
    pub edition: NaiveDate,
    /// False where the edition begins after that day: no older one is here.
    pub of_its_day: bool,
    /// `None` for the chapters.
    pub line: Option<TariffLine>,
    /// False where the code is not in the nomenclature; the line is then the nearest above it.
    pub exact: bool,
    /// The line holds on that day.
    pub in_force: bool,
    /// What it says in every language there is.
    pub texts: Vec<TariffText>,
    pub below: Vec<TariffLine>,
}

/// A text in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TariffText {
    pub language: String,
    pub text: String,
}

/// Asks which codes may fit a description of goods.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SuggestCodes {
    pub text: String,
    pub language: Option<String>,
    pub on: Option<NaiveDate>,
}

/// Codes that may fit, the likeliest first. A broker decides.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SuggestedCodes {
    pub suggestions: Vec<SuggestedCode>,
}

/// A code that may fit, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SuggestedCode {
    pub code: String,
    /// What the nomenclature says of it; `None` where it does not know it.
    pub line: Option<TariffLine>,
    pub reasons: Vec<SuggestionReason>,
}

/// Why a code may fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SuggestionReason {
    pub kind: SuggestionKind,
    /// How many declarations went through with the code.
    pub declarations: u32,
    /// The words that were found.
    pub words: Vec<String>,
}

/// Where a suggestion comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// Approved or released declarations of this desk with this very description.
    SameDescription,
    /// Approved or released declarations of this desk that have the same words.
    LikeDescription,
    /// The words stand in the nomenclature, in the line or above it.
    Nomenclature,
}
