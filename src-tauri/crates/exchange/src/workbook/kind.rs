//! What a file of Office is, from its content.

use std::io::{self, Read};

use crate::refusal::{Refusal, RefusalCode};

/// What an archive is, from the names of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Files that a sender packed together.
    Files,
    /// An Excel workbook as it has been written since 2007.
    Workbook,
    /// A document that is not read, and what it is.
    Other(&'static str),
}

impl Kind {
    /// What it is, now that it has a file of this name too.
    pub(crate) fn with(self, name: &[u8]) -> Self {
        let is = |known: &[u8]| {
            let alike =
                |(a, b): (&u8, &u8)| a.eq_ignore_ascii_case(b) || (*a == b'\\' && *b == b'/');
            name.len() == known.len() && name.iter().zip(known).all(alike)
        };
        match self {
            Self::Workbook => Self::Workbook,
            _ if is(b"xl/workbook.xml") => Self::Workbook,
            _ if is(b"xl/workbook.bin") => Self::Other("a binary Excel workbook (.xlsb)"),
            Self::Files if is(b"[Content_Types].xml") => {
                Self::Other("a document of Office, but no Excel workbook")
            }
            Self::Files if is(b"META-INF/manifest.xml") => {
                Self::Other("an OpenDocument file, such as .ods")
            }
            known => known,
        }
    }
}

/// How files of Office begin that were written before 2007, or that open with a password.
pub(crate) const OLE: &[u8; 8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Why such a file is not read. An encrypted workbook lies in one, in a stream of this name.
///
/// # Errors
/// Those of `input`.
pub(crate) fn of_ole(input: impl Read, name: &str) -> io::Result<Refusal> {
    let encrypted: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    Ok(if holds(input, &encrypted)? {
        let reason = format!("The workbook “{name}” opens with a password.");
        Refusal::of_file(RefusalCode::EncryptedWorkbook, reason)
    } else {
        let reason = format!(
            "“{name}” is an Excel workbook of the kind before 2007 (.xls), or another old document of Office."
        );
        Refusal::of_file(RefusalCode::UnsupportedWorkbook, reason)
    })
}

fn holds(mut input: impl Read, wanted: &[u8]) -> io::Result<bool> {
    let mut seen = Vec::new();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let count = match input.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if count == 0 {
            return Ok(false);
        }
        seen.extend_from_slice(&chunk[..count]);
        if seen.windows(wanted.len()).any(|window| window == wanted) {
            return Ok(true);
        }
        // The name may lie across two chunks.
        seen.drain(..seen.len().saturating_sub(wanted.len()));
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::files(&["a.csv", "b.xml"], Kind::Files)]
    #[case::excel(&["[Content_Types].xml", "xl/workbook.xml"], Kind::Workbook)]
    #[case::written_on_windows(&["[Content_Types].xml", "xl\\workbook.xml"], Kind::Workbook)]
    #[case::binary(&["[Content_Types].xml", "xl/workbook.bin"], Kind::Other("a binary Excel workbook (.xlsb)"))]
    #[case::word(&["[Content_Types].xml", "word/document.xml"], Kind::Other("a document of Office, but no Excel workbook"))]
    #[case::open_document(&["mimetype", "META-INF/manifest.xml"], Kind::Other("an OpenDocument file, such as .ods"))]
    fn recognises(#[case] names: &[&str], #[case] expected: Kind) {
        let kind = names.iter().fold(Kind::Files, |kind, name| kind.with(name.as_bytes()));
        assert_eq!(kind, expected);
    }

    #[rstest]
    #[case::encrypted(64 * 1024 - 5, RefusalCode::EncryptedWorkbook)]
    #[case::old(0, RefusalCode::UnsupportedWorkbook)]
    fn tells_encrypted_from_old(#[case] before: usize, #[case] expected: RefusalCode) {
        let mut bytes = vec![0; before];
        if before > 0 {
            bytes.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
        }
        assert_eq!(of_ole(bytes.as_slice(), "a.xls").unwrap().code, expected);
    }
}
