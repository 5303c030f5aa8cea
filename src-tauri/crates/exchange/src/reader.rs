//! Recognises what a file is and reads it record by record.

use std::io::{self, Read};

use crate::dms;
use crate::h7::{Lines, Mapping, RowSource, Rows, Separator, UnknownHeader};
use crate::ncts;
use crate::record::{Format, Place, Record};
use crate::refusal::{Refusal, RefusalCode};
use crate::sad;
use crate::source::{Fault, Source};
use crate::xml::{Documents, Found};

/// Reads the records of a file. `name` is the file's name, for the reasons only: the format is
/// recognised by the content.
///
/// Workbooks and archives cannot be read in one go: [`each_file`](crate::each_file) takes them.
pub fn read<'r>(input: impl Read + 'r, name: &str) -> Reader<'r> {
    read_mapped(input, name, &Mapping::default())
}

/// As [`read`], with what the headers of a table mean that are not known by themselves.
pub fn read_mapped<'r>(input: impl Read + 'r, name: &str, mapping: &Mapping) -> Reader<'r> {
    Reader { mapping: mapping.clone(), ..Reader::new(name, State::Unopened(Box::new(input))) }
}

/// The records of one file, in order. After an [`io::Error`] of the input there are no more.
pub struct Reader<'r> {
    name: String,
    state: State<'r>,
    /// What the last record was, for a file of XML.
    xml: Format,
    mapping: Mapping,
    /// Of a table that has been read to its end.
    unknown: Vec<UnknownHeader>,
    records: u64,
}

/// Asked for chunks of 32 KiB, so that which input it is costs nothing.
type Input<'r> = Box<dyn Read + 'r>;

enum State<'r> {
    Unopened(Input<'r>),
    Refused(Box<Refusal>),
    Xml(Box<Documents<Input<'r>>>),
    H7(Box<Rows<'r>>),
    Done,
}

impl<'r> Reader<'r> {
    fn new(name: &str, state: State<'r>) -> Self {
        let (mapping, unknown) = (Mapping::default(), Vec::new());
        Self { name: name.to_owned(), state, xml: Format::WcoXml, mapping, unknown, records: 0 }
    }

    /// The format, once the first record has been read; `None` for a file that is neither.
    pub fn format(&self) -> Option<Format> {
        match &self.state {
            State::Xml(_) => Some(self.xml),
            State::H7(rows) => Some(rows.format()),
            State::Unopened(_) | State::Refused(_) | State::Done => None,
        }
    }

    /// The name of what is read, for reasons and reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The headers of a table that are not known, with values below them and the columns that they may
    /// mean; as far as the rows have been read. Nothing for other files.
    pub fn unknown_headers(&self) -> Vec<UnknownHeader> {
        match &self.state {
            State::H7(rows) => rows.unknown(),
            _ => self.unknown.clone(),
        }
    }

    /// A file of which nothing can be read but why.
    pub(crate) fn of_refusal(name: &str, refusal: Refusal) -> Self {
        Self::new(name, State::Refused(Box::new(refusal)))
    }

    /// The rows of a sheet.
    pub(crate) fn of_rows(name: &str, rows: impl RowSource + 'r, mapping: &Mapping) -> Self {
        Self::new(name, State::H7(Box::new(Rows::new(rows, mapping))))
    }

    fn open(&mut self, input: Input<'r>) -> io::Result<Option<Refusal>> {
        let mut source = match Source::open(input)? {
            Ok(source) => source,
            Err(none) => return Ok(Some(none.refusal())),
        };
        let start = source.place();
        let refused = |code, reason: String| Ok(Some(Refusal::new(start, code, reason)));
        let first = match first_sign(&mut source, &self.mapping) {
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
            Some(_) => match Separator::of(source.peek(), &self.mapping) {
                Some(separator) => {
                    let rows = Rows::new(Lines::new(source, separator), &self.mapping);
                    self.state = State::H7(Box::new(rows));
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
                self.xml = found.format;
                Record::Message(found)
            }
            Record::Refused(mut found) => {
                found.place = at(found.place);
                Record::Refused(found)
            }
        }
    }
}

impl Iterator for Reader<'_> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = match self.found()? {
            Err(error) => {
                let begun = match &self.state {
                    State::H7(rows) => rows.begun().map(str::to_owned),
                    _ => None,
                };
                self.unknown = self.unknown_headers();
                self.state = State::Done;
                let refused = |cause: Unreadable| Record::Refused(cause.refusal(begun));
                error.downcast().map(refused)
            }
            found => found,
        };
        Some(found.map(|record| self.numbered(record)))
    }
}

impl Reader<'_> {
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
                Found::Tree { place, root } if ncts::reads(&root.name) => {
                    ncts::interpret(place, root)
                }
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
    pub(crate) fn refusal(self, begun: Option<String>) -> Refusal {
        Refusal::of_file(self.code, self.reason).about(begun)
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
fn first_sign<R: Read>(source: &mut Source<R>, mapping: &Mapping) -> io::Result<Option<u8>> {
    let first = source.skip(|byte| byte.is_ascii_whitespace() && byte != b'\t')?;
    match first {
        Some(b'\t') if Separator::of(source.peek(), mapping) != Some(Separator::Tab) => {
            source.skip(|byte| byte.is_ascii_whitespace())
        }
        first => Ok(first),
    }
}

/// What a file that is neither XML nor a table of H7 may be, from its first bytes.
fn guess(head: &[u8]) -> &'static str {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF", "is a PDF, not data"),
        (b"PK\x03\x04", "is an archive in an archive; unpack it first"),
        (b"\x1F\x8B", "is compressed with gzip; unpack it first"),
        (b"{", "is JSON, which is not read"),
        (b"\xFF\xD8\xFF", "is a picture"),
        (b"\x89PNG", "is a picture"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
    known.map_or("is neither XML nor a CSV file with the column names of H7", |(_, what)| what)
}
