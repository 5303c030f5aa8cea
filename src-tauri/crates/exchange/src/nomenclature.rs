//! Official files of the nomenclature: TARIC as CSV or spreadsheet, the Combined Nomenclature and the
//! Harmonized System as CSV. What a file is, is seen from its header row and its codes.
//!
//! A file is held in memory as a whole: a nomenclature has some 25,000 lines, and its tree needs all
//! of them. A line that cannot be read is refused by its number, the others come in.

mod columns;
mod language;
mod row;

use std::collections::HashMap;
use std::io::{self, Read};

use customs::nomenclature::{Line, System};

use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};
use crate::table::{Row, table};
use columns::Columns;

/// Largest file that is taken for a nomenclature, in bytes. The real ones have three million.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Refused lines that are kept with their reasons; beyond it only their number.
const REFUSALS_KEPT: usize = 1_000;

/// What a file of the nomenclature holds.
#[derive(Clone, Debug, PartialEq)]
pub struct NomenclatureFile {
    /// As many digits as its longest code has.
    pub system: System,
    /// Its lines by language, as a two-letter code; in the order of the file.
    pub languages: Vec<(Option<String>, Vec<Line>)>,
    /// Lines that did not come in; at most 1,000 are told.
    pub refused: Vec<Refusal>,
    /// How many did not come in.
    pub refused_count: u64,
}

/// Reads a file of the nomenclature.
///
/// Where the file does not say in which language it is, and its commonest small words do not tell
/// either, the language is `None`.
///
/// # Errors
/// What reading the input fails with. That the file is no nomenclature is not an error of reading: it
/// is the refusal inside.
pub fn read_nomenclature<R: Read>(input: R) -> io::Result<Result<NomenclatureFile, Refusal>> {
    let mut bytes = Vec::new();
    input.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let reason = "The file is larger than 64 MiB.";
        return Ok(Err(Refusal::new(first_line(), RefusalCode::UnknownNomenclature, reason)));
    }
    Ok(table(&bytes).and_then(|table| of_rows(&table.rows)))
}

fn of_rows(rows: &[Row]) -> Result<NomenclatureFile, Refusal> {
    let (header, columns) = header(rows)?;
    let mut reading = Reading::default();
    for row in &rows[header + 1..] {
        if row.cells.iter().all(String::is_empty) {
            continue;
        }
        reading.record += 1;
        let place = Place { record: reading.record, line: row.line, ..Place::default() };
        match row::line(&columns, row, place) {
            Ok((language, line)) => reading.take(place, language, line),
            Err(refusal) => reading.refuse(refusal),
        }
    }
    reading.finish(columns.has_suffix())
}

/// The header is among the first rows; spreadsheets have titles above it.
fn header(rows: &[Row]) -> Result<(usize, Columns), Refusal> {
    const TITLES: usize = 20;
    let found = rows.iter().take(TITLES).enumerate();
    let found = found.filter_map(|(at, row)| Some((at, Columns::of(&row.cells)?))).next();
    found.ok_or_else(|| {
        let reason = "No row at its beginning names the columns for code and description.";
        Refusal::new(first_line(), RefusalCode::UnknownNomenclature, reason)
    })
}

fn first_line() -> Place {
    Place { record: 1, line: 1, ..Place::default() }
}

#[derive(Default)]
struct Reading {
    record: u64,
    languages: Vec<(Option<String>, Vec<Line>)>,
    /// Line and digits of each line when it was first seen, by language, code and suffix.
    seen: HashMap<(Option<String>, String, u8), (u64, u8)>,
    longest: u8,
    refused: Vec<Refusal>,
    refused_count: u64,
}

impl Reading {
    fn take(&mut self, place: Place, language: Option<String>, line: Line) {
        let key = (language.clone(), line.code.padded().to_owned(), line.suffix);
        if let Some((first, digits)) = self.seen.get(&key) {
            // The Harmonized System writes a heading that is not divided twice: `0205` and `0205 00`.
            if *digits < line.code.digits() {
                return;
            }
            let reason = format!(
                "The line {} with suffix {} stands on line {first} already.",
                line.code, line.suffix
            );
            return self.refuse(Refusal::new(place, RefusalCode::DuplicateLine, reason));
        }
        self.seen.insert(key, (place.line, line.code.digits()));
        self.longest = self.longest.max(line.code.digits());
        match self.languages.iter_mut().find(|(known, _)| *known == language) {
            Some((_, lines)) => lines.push(line),
            None => self.languages.push((language, vec![line])),
        }
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.refused_count += 1;
        if self.refused.len() < REFUSALS_KEPT {
            self.refused.push(refusal);
        }
    }

    fn finish(mut self, has_suffix: bool) -> Result<NomenclatureFile, Refusal> {
        if self.languages.is_empty() {
            let reason = "No line of the file could be read.";
            let none = Refusal::new(first_line(), RefusalCode::UnknownNomenclature, reason);
            return Err(self.refused.into_iter().next().unwrap_or(none));
        }
        let system = match self.longest {
            _ if has_suffix => System::Taric,
            9.. => System::Taric,
            7..9 => System::Cn,
            _ => System::Hs,
        };
        for (language, lines) in &mut self.languages {
            if language.is_none() {
                *language = language::guess(lines.iter().map(|line| line.description.as_str()));
            }
        }
        let Self { languages, refused, refused_count, .. } = self;
        Ok(NomenclatureFile { system, languages, refused, refused_count })
    }
}
