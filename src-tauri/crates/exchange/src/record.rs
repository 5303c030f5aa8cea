//! What a file holds, one record at a time.

use std::fmt;

use customs::declaration::DataSet;
use customs::{AuthorityMessage, Element};
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// One record of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A whole declaration.
    Declaration(DeclarationRecord),
    /// A message about a declaration: a reply of the authority or a later request of the declarant.
    Message(Box<MessageRecord>),
    /// Something that cannot come in, with the reason.
    Refused(Refusal),
}

/// A declaration as it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclarationRecord {
    /// Where it starts.
    pub place: Place,
    /// What it was written in.
    pub format: Format,
    /// Its elements under their WCO names, all of them.
    pub body: Element,
    /// The data set that the source states (`ProcedureCategory`), for example `H7`.
    pub data_set: Option<DataSet>,
}

/// A message as it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRecord {
    /// Where it starts.
    pub place: Place,
    /// What it was written in.
    pub format: Format,
    /// What it says.
    pub message: AuthorityMessage,
}

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// WCO DMS XML: declarations of any data set and the replies to them.
    WcoXml,
    /// H7 as CSV with a header row.
    H7Csv,
    /// H7 as a sheet of an Excel workbook with a header row.
    H7Xlsx,
    /// Declarations of the transit system (NCTS) and the answers to them.
    NctsXml,
    /// The single administrative document as ASYCUDA World writes it in XML.
    SadXml,
}

impl Format {
    /// The stable name, as `--json` writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WcoXml => "wco_xml",
            Self::H7Csv => "h7_csv",
            Self::H7Xlsx => "h7_xlsx",
            Self::NctsXml => "ncts_xml",
            Self::SadXml => "sad_xml",
        }
    }
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Which record of the file, from one.
    pub record: u64,
    /// Line, from one. `\n`, `\r\n` and a lone `\r` each end a line.
    pub line: u64,
    /// Character in the line, from one, where it is known.
    pub column: Option<u64>,
    /// Bytes before it. In a file that is not UTF-8: before it in the same text as UTF-8.
    pub offset: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {}, line {}", self.record, self.line)?;
        self.column.map_or(Ok(()), |column| write!(f, ", column {column}"))
    }
}
