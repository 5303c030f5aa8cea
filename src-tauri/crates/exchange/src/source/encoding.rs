//! Which encoding a file is in, from its first bytes.

use crate::refusal::{Refusal, RefusalCode};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding of a file and what stands before its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Encoded {
    /// The encoding.
    pub(crate) encoding: &'static Encoding,
    /// Length of the byte order mark.
    pub(crate) mark: usize,
    /// The text starts with `<`, so all of it must be in the encoding.
    pub(crate) xml: bool,
}

/// The encoding that the XML declaration names cannot be it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoEncoding {
    /// There is none of that name.
    Unknown(String),
    /// It takes two bytes a character, and the declaration itself is written in single bytes.
    Contradicted(String),
}

impl NoEncoding {
    pub(crate) fn refusal(&self) -> Refusal {
        match self {
            Self::Unknown(label) => {
                let reason = format!(
                    "The file says that it is written in “{label}”, which is no known encoding."
                );
                Refusal::of_file(RefusalCode::UnknownEncoding, reason)
            }
            Self::Contradicted(label) => {
                let reason =
                    format!("The file says that it is written in {label}, but its bytes are not.");
                Refusal::of_file(RefusalCode::WrongEncoding, reason)
            }
        }
    }
}

impl Encoded {
    pub(crate) fn is_utf8(self) -> bool {
        self.encoding == UTF_8
    }

    pub(crate) fn decoder(self) -> Option<Decoder> {
        let passes = self.is_utf8() && !self.xml;
        (!passes).then(|| self.encoding.new_decoder_without_bom_handling())
    }
}

/// Settles the encoding: a byte order mark wins, then the shape of `<` in UTF-16, then what the XML
/// declaration names (W3C XML 1.0, appendix F); otherwise UTF-8.
///
/// # Errors
/// The XML declaration names an encoding that the WHATWG Encoding Standard does not know, or one
/// that its own bytes contradict.
pub(crate) fn sniff(head: &[u8]) -> Result<Encoded, NoEncoding> {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        let text = head[mark..].trim_ascii_start();
        let xml = encoding != UTF_8 || text.starts_with(b"<");
        return Ok(Encoded { encoding, mark, xml });
    }
    let plain = |encoding, xml| Ok(Encoded { encoding, mark: 0, xml });
    match head {
        [b'<', 0, ..] => return plain(UTF_16LE, true),
        [0, b'<', ..] => return plain(UTF_16BE, true),
        _ => {}
    }
    let text = head.trim_ascii_start();
    let Some(label) = declared(text) else { return plain(UTF_8, text.starts_with(b"<")) };
    let named = || String::from_utf8_lossy(label).into_owned();
    match Encoding::for_label(label) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            Err(NoEncoding::Contradicted(named()))
        }
        Some(encoding) => plain(encoding, true),
        None => Err(NoEncoding::Unknown(named())),
    }
}

/// The encoding that `<?xml ... encoding="..."?>` names.
fn declared(text: &[u8]) -> Option<&[u8]> {
    let declaration = text.strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = &declaration[..end];
    let at = declaration.windows(8).position(|word| word == b"encoding")?;
    let value = declaration[at + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let end = value.iter().position(|byte| byte == quote)?;
    Some(&value[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::none(b"<Declaration/>", "UTF-8", 0)]
    #[case::mark(b"\xEF\xBB\xBFlrn;value", "UTF-8", 3)]
    #[case::utf8(br#"<?xml version="1.0" encoding="utf-8"?>"#, "UTF-8", 0)]
    #[case::latin1(br#"<?xml version="1.0" encoding='ISO-8859-1' ?>"#, "windows-1252", 0)]
    #[case::utf16_mark(b"\xFF\xFE<\0?\0", "UTF-16LE", 2)]
    #[case::utf16_bare(b"\0<\0?", "UTF-16BE", 0)]
    #[case::not_in_the_declaration(br#"<?xml version="1.0"?><a encoding="x"/>"#, "UTF-8", 0)]
    #[case::blank_line_first(b"\r\n<?xml encoding=\"iso-8859-15\"?>", "ISO-8859-15", 0)]
    #[case::empty(b"", "UTF-8", 0)]
    fn settles_the_encoding(#[case] head: &[u8], #[case] name: &str, #[case] mark: usize) {
        let encoded = sniff(head).unwrap();
        assert_eq!((encoded.encoding.name(), encoded.mark), (name, mark));
    }

    #[rstest]
    #[case::made_up(br#"<?xml version="1.0" encoding="KLINGON-1"?>"#, NoEncoding::Unknown("KLINGON-1".into()))]
    #[case::utf16_said_in_bytes(br#"<?xml version="1.0" encoding="UTF-16"?>"#, NoEncoding::Contradicted("UTF-16".into()))]
    fn refuses_an_encoding_that_cannot_be(#[case] head: &[u8], #[case] expected: NoEncoding) {
        assert_eq!(sniff(head), Err(expected));
    }
}
