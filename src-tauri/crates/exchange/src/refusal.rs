//! Why a record does not come in.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::record::Place;

/// A record that was not taken in: where it stands, why, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Where it stands.
    pub place: Place,
    /// The reason, for machines.
    pub code: RefusalCode,
    /// The reason, for a broker.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
    /// LRN or MRN, where one was read before the trouble began.
    pub reference: Option<String>,
}

impl Refusal {
    pub(crate) fn new(place: Place, code: RefusalCode, reason: impl Into<String>) -> Self {
        Self { place, code, reason: reason.into(), hint: code.hint().to_owned(), reference: None }
    }

    /// Of a file as a whole.
    pub(crate) fn of_file(code: RefusalCode, reason: impl Into<String>) -> Self {
        Self::new(Place { line: 1, column: Some(1), ..Place::default() }, code, reason)
    }

    pub(crate) fn about(mut self, reference: Option<impl Into<String>>) -> Self {
        self.reference = reference.map(Into::into);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.place, self.reason, self.hint)
    }
}

impl std::error::Error for Refusal {}

/// Declares the codes once: variant, stable name, hint.
macro_rules! refusal_codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $hint:literal;)+) => {
        /// The reasons for a refusal. Their names are stable; new ones may be added.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl RefusalCode {
            /// All of them.
            pub const ALL: &'static [RefusalCode] = &[$(Self::$variant,)+];

            /// The stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What to do about it.
            pub fn hint(self) -> &'static str {
                match self { $(Self::$variant => $hint,)+ }
            }
        }
    };
}

refusal_codes! {
    /// Nothing but white space.
    EmptyFile = "empty_file", "Ask the sender for the file again.";
    /// Neither XML nor H7 CSV.
    UnknownFormat = "unknown_format", "Import WCO DMS XML, a declaration of ASYCUDA World, messages of NCTS, or H7 as CSV or Excel workbook (.xlsx) with a header row that names at least LRN, value and goods.";
    /// A document of Office that is not a workbook of the kind that is read.
    UnsupportedWorkbook = "unsupported_workbook", "Open it in Excel or LibreOffice and save it as Excel workbook (.xlsx) or as CSV UTF-8.";
    /// A workbook that contradicts itself, or was cut off.
    DamagedWorkbook = "damaged_workbook", "Open it in Excel or LibreOffice, look whether all is there, and save it anew as Excel workbook (.xlsx).";
    /// A workbook that opens with a password.
    EncryptedWorkbook = "encrypted_workbook", "Open it in Excel with its password, remove the password (File, Info, Protect Workbook), save it and import it again.";
    /// A workbook that is larger than workbooks are, or unpacks beyond measure.
    WorkbookTooLarge = "workbook_too_large", "Save the sheet as CSV UTF-8: that is read at any size.";
    /// An archive, or a file in it, that is not what it says.
    DamagedArchive = "damaged_archive", "What could be unpacked came in. Ask the sender for the archive again.";
    /// A file packed by a method that is not read, or an archive in several parts.
    UnsupportedArchive = "unsupported_archive", "Unpack it yourself, and import what is in it.";
    /// A file of an archive that opens with a password.
    Encrypted = "encrypted", "Unpack it with its password, and import what is in it.";
    /// More files than there can be, or one that grows beyond measure when it is unpacked.
    ArchiveTooLarge = "archive_too_large", "No data is packed like this, but attacks are. Ask the sender what it is.";
    /// The XML declaration names an encoding that does not exist.
    UnknownEncoding = "unknown_encoding", "Ask the sender to write the file as UTF-8.";
    /// The bytes are not in the encoding that the file states.
    WrongEncoding = "wrong_encoding", "Save the file as UTF-8 (in Excel: “CSV UTF-8”), or ask the sender to.";
    /// Not well-formed XML.
    BrokenXml = "broken_xml", "Records before this place came in. Ask the sender for a well-formed file.";
    /// The file ends in the middle of something.
    Truncated = "truncated", "Records before this place came in. The file was cut off: fetch it again.";
    /// A document type declaration.
    DoctypeForbidden = "doctype_forbidden", "Customs messages have none, and it can be used for attacks. Ask the sender for the file without it.";
    /// A character reference by a name that XML does not define.
    UnknownEntity = "unknown_entity", "Write the character itself, or &amp; for an ampersand.";
    /// A control character.
    IllegalCharacter = "illegal_character", "Remove the control character from the value and import again.";
    /// XML, but no declaration, reply or known message.
    UnknownRoot = "unknown_root", "Import declarations or replies of customs as WCO DMS XML.";
    /// A known message that is neither a declaration nor a reply to one.
    UnsupportedMessage = "unsupported_message", "Handle it in the system that it belongs to; Greenlane keeps declarations and the replies to them.";
    /// A value, tag or comment beyond 1 MiB.
    ValueTooLong = "value_too_long", "No data element is this long. Ask the sender to check the file.";
    /// Nested beyond 64 levels.
    TooDeep = "too_deep", "No customs message is nested like this. Ask the sender to check the file.";
    /// More than 1,000 attributes on one element.
    TooManyAttributes = "too_many_attributes", "No customs message has elements like this. Ask the sender to check the file.";
    /// More elements or text than a declaration with 9,999 goods items can have.
    RecordTooLarge = "record_too_large", "A declaration holds 9,999 goods items at most. Ask the sender to split it.";
    /// A declaration without an LRN.
    MissingLrn = "missing_lrn", "Give the declaration an LRN (12 09); without one no reply can be matched to it.";
    /// An LRN such as `{{LRN}}`.
    PlaceholderReference = "placeholder_reference", "This is a template. Fill in the reference and import again.";
    /// A message that names no declaration.
    MissingReference = "missing_reference", "A reply needs an LRN or MRN to find its declaration. Ask the sender for the complete message.";
    /// A required column is not in the header.
    MissingColumns = "missing_columns", "Add the column to the header row and import again.";
    /// Two columns of the header mean the same data element.
    DuplicateColumn = "duplicate_column", "Keep one of the two columns and import again.";
    /// A header and no rows.
    NoRows = "no_rows", "The file holds no declaration. Check the export that made it.";
    /// A row with more or fewer columns than the header.
    WrongColumnCount = "wrong_column_count", "Check the row for a missing or extra separator; put a value that holds one in double quotes.";
    /// A double quote that is never closed.
    UnclosedQuote = "unclosed_quote", "Close the double quote, or write two for one that belongs to the value.";
    /// Rows of one LRN state different shipments.
    ContradictingRows = "contradicting_rows", "Rows of one LRN must agree on everything but the goods item. Give the second declaration its own LRN, or mend the value.";
    /// A number of a spreadsheet that no longer is what was typed.
    LostDigits = "lost_digits", "Excel shortens what it takes for a number. Format the column as text, enter the value again as it is on the paper, and import again.";
    /// A cell that shows an error, or a formula without a result.
    CellError = "cell_error", "Mend the formula, or write the value itself into the cell; save the workbook and import again.";
    /// A goods item number that comes twice in one declaration.
    DuplicateItem = "duplicate_item", "Number the goods items of an LRN 1, 2, 3 and so on.";
    /// More than 9,999 goods items.
    TooManyItems = "too_many_items", "A declaration holds 9,999 goods items at most. Split it over several LRNs.";
    /// No file of the nomenclature.
    UnknownNomenclature = "unknown_nomenclature", "Import the nomenclature of TARIC as CSV or spreadsheet, or the Combined Nomenclature or the Harmonized System as CSV; its header row names at least code and description.";
    /// A file that begins as a spreadsheet and cannot be read.
    DamagedSpreadsheet = "damaged_spreadsheet", "Open it in your spreadsheet program and save it again, as XLSX or as CSV.";
    /// A line of the nomenclature whose code is none.
    BadGoodsCode = "bad_goods_code", "Codes have 2, 4, 6, 8 or 10 digits. Spreadsheets take zeros at the beginning away: format the column as text.";
    /// A line of the nomenclature with another fault.
    BadLine = "bad_line", "Mend the line in the file, or fetch the file again.";
    /// A line of the nomenclature that says nothing.
    MissingDescription = "missing_description", "Fetch the file again; every line of the nomenclature has a text.";
    /// No list of exchange rates, or one that does not say what its rates are for.
    UnknownRateList = "unknown_rate_list", "Import euro reference rates of the European Central Bank as XML or CSV, the monthly rates of HMRC as XML or CSV, or a list of customs as CSV whose header row names currency code, units per EUR, valid from and valid until.";
    /// A rate, currency or day that is none.
    BadRate = "bad_rate", "Nothing of the file came in. Fetch it again, or mend the line.";
    /// Two rates of one currency for the same days.
    ContradictingRates = "contradicting_rates", "Nothing of the file came in. Keep the rate that the authority published.";
    /// A line of the nomenclature that comes twice.
    DuplicateLine = "duplicate_line", "The first of the two came in. Take one of them out of the file.";
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
