//! Recognises what a file is and reads it record by record.

use std::io::{self, Read};

use crate::dms;
use crate::h7::{Rows, Separator};
use crate::record::{Format, Place, Record};
use crate::refusal::{Refusal, RefusalCode};
use crate::sad;
use crate::source::{Fault, NoEncoding, Source};
use crate::xml::{Documents, Found};

/// Reads the records of a file. `name` is the file's name, for the reasons only: the format is
/// recognised by the content.
pub fn read<R: Read>(input: R, name: &str) -> Reader<R> {
    Reader { name: name.to_owned(), state: State::Unopened(input), xml: Format::WcoXml, records: 0 }
}

/// The records of one file, in order. After an [`io::Error`] of the input there are no more.
pub struct Reader<R: Read> {
    name: String,
    state: State<R>,
    /// What the last record was, for a file of XML.
    xml: Format,
    records: u64,
}

enum State<R: Read> {
    Unopened(R),
    Refused(Box<Refusal>),
    Xml(Box<Documents<R>>),
    H7(Box<Rows<R>>),
    Done,
}

impl<R: Read> Reader<R> {
    /// The format, once the first record has been read; `None` for a file that is neither.
    pub fn format(&self) -> Option<Format> {
        match self.state {
            State::Xml(_) => Some(self.xml),
            State::H7(_) => Some(Format::H7Csv),
            State::Unopened(_) | State::Refused(_) | State::Done => None,
        }
    }

    /// The name of what is read, for reasons and reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A file of which nothing can be read but why.
    pub(crate) fn of_refusal(name: &str, refusal: Refusal) -> Self {
        let state = State::Refused(Box::new(refusal));
        Self { name: name.to_owned(), state, xml: Format::WcoXml, records: 0 }
    }

    fn open(&mut self, input: R) -> io::Result<Option<Refusal>> {
        let mut source = match Source::open(input)? {
            Ok(source) => source,
            Err(none) => return Ok(Some(no_encoding(&none))),
        };
        let start = source.place();
        let refused = |code, reason: String| Ok(Some(Refusal::new(start, code, reason)));
        let first = match first_sign(&mut source) {
            Ok(first) => first,
            Err(error) => match source.take_fault() {
                Some(Fault::Io(error)) => return Err(error),
                None => return Err(error),
                Some(_) => {
                    let reason = format!(
                        "“{}” does not hold the text that its first bytes announce.",
                        self.name
                    );
                    return refused(RefusalCode::WrongEncoding, reason);
                }
            },
        };
        match first {
            None => refused(RefusalCode::EmptyFile, format!("“{}” is empty.", self.name)),
            Some(b'<') => {
                self.state = State::Xml(Box::new(Documents::new(source)));
                Ok(None)
            }
            Some(_) => match Separator::of(source.peek()) {
                Some(separator) => {
                    self.state = State::H7(Box::new(Rows::new(source, separator)));
                    Ok(None)
                }
                None => {
                    let what = guess(source.peek());
                    refused(RefusalCode::UnknownFormat, format!("“{}” {what}.", self.name))
                }
            },
        }
    }

    fn numbered(&mut self, record: Record) -> Record {
        self.records += 1;
        let number = self.records;
        let at = |place: Place| Place { record: number, ..place };
        match record {
            Record::Declaration(mut found) => {
                found.place = at(found.place);
                self.xml = found.format;
                Record::Declaration(found)
            }
            Record::Message(mut found) => {
                found.place = at(found.place);
                Record::Message(found)
            }
            Record::Refused(mut found) => {
                found.place = at(found.place);
                Record::Refused(found)
            }
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = match self.found()? {
            Err(error) => {
                let begun = match &self.state {
                    State::H7(rows) => rows.begun().map(str::to_owned),
                    _ => None,
                };
                self.state = State::Done;
                error.downcast::<Unreadable>().map(|cause| cause.refused(begun))
            }
            found => found,
        };
        Some(found.map(|record| self.numbered(record)))
    }
}

impl<R: Read> Reader<R> {
    fn found(&mut self) -> Option<io::Result<Record>> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Unopened(input) => match self.open(input) {
                Ok(None) => {}
                Ok(Some(refusal)) => return Some(Ok(Record::Refused(refusal))),
                Err(error) => return Some(Err(error)),
            },
            State::Refused(refusal) => return Some(Ok(Record::Refused(*refusal))),
            reading => self.state = reading,
        }
        Some(match &mut self.state {
            State::Xml(documents) => documents.next()?.map(|found| match found {
                Found::Tree { place, root } if root.name == sad::ROOT => {
                    sad::interpret(place, root)
                }
                Found::Tree { place, root } => dms::interpret(place, root),
                Found::Refused(refusal) => Record::Refused(refusal),
            }),
            State::H7(rows) => rows.next()?,
            State::Unopened(_) | State::Refused(_) | State::Done => return None,
        })
    }
}

/// Why an input cannot be read on, where that is the fault of what it holds: one more record that is
/// refused. Travels as an [`io::Error`].
#[derive(Debug)]
pub(crate) struct Unreadable {
    code: RefusalCode,
    reason: String,
}

impl Unreadable {
    pub(crate) fn error(code: RefusalCode, reason: String) -> io::Error {
        io::Error::other(Self { code, reason })
    }

    /// `begun`: the reference of what was not read to its end.
    fn refused(self, begun: Option<String>) -> Record {
        let place = Place { line: 1, column: Some(1), ..Place::default() };
        Record::Refused(Refusal::new(place, self.code, self.reason).about(begun))
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Unreadable {}

/// The first byte that is not blank. A header separated by tabs may begin with one: its first column
/// has no name.
fn first_sign<R: Read>(source: &mut Source<R>) -> io::Result<Option<u8>> {
    let first = source.skip(|byte| byte.is_ascii_whitespace() && byte != b'\t')?;
    match first {
        Some(b'\t') if Separator::of(source.peek()) != Some(Separator::Tab) => {
            source.skip(|byte| byte.is_ascii_whitespace())
        }
        first => Ok(first),
    }
}

fn no_encoding(none: &NoEncoding) -> Refusal {
    let place = Place { line: 1, column: Some(1), ..Place::default() };
    match none {
        NoEncoding::Unknown(label) => {
            let reason = format!(
                "The file says that it is written in “{label}”, which is no known encoding."
            );
            Refusal::new(place, RefusalCode::UnknownEncoding, reason)
        }
        NoEncoding::Contradicted(label) => {
            let reason =
                format!("The file says that it is written in {label}, but its bytes are not.");
            Refusal::new(place, RefusalCode::WrongEncoding, reason)
        }
    }
}

/// What a file that is neither XML nor H7 CSV may be, from its first bytes.
fn guess(head: &[u8]) -> &'static str {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF", "is a PDF, not data"),
        (
            b"PK\x03\x04",
            "is an archive in an archive, or an Excel workbook; unpack it, or save its sheet as CSV",
        ),
        (b"\xD0\xCF\x11\xE0", "is an old Excel or Word document; save its sheet as CSV"),
        (b"\x1F\x8B", "is compressed with gzip; unpack it first"),
        (b"{", "is JSON, which is not read"),
        (b"\xFF\xD8\xFF", "is a picture"),
        (b"\x89PNG", "is a picture"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
    known.map_or("is neither XML nor a CSV file with the column names of H7", |(_, what)| what)
}
