//! Lines with their outcome, from a CSV file.

use std::path::Path;

use chrono::{Days, NaiveDate};
use customs::history::Line;

use super::periods::Period;
use crate::Failed;

/// Lines in the order of the file.
pub(super) struct Past {
    lines: Vec<Told>,
}

struct Told {
    id: String,
    day: NaiveDate,
    line: Line,
    fraud: bool,
}

/// The columns by name, in the order in which [`told`] takes them.
const COLUMNS: [&str; 15] = [
    "Declaration ID",
    "Date",
    "Fraud",
    "Importer ID",
    "Seller ID",
    "Declarant ID",
    "Office ID",
    "HS6 Code",
    "Country of Origin",
    "Country of Departure",
    "Mode of Transport",
    "Tax Type",
    "Tax Rate",
    "Net Mass",
    "Item Price",
];

impl Past {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read, a column is missing, or a cell is not what its column holds.
    pub(super) fn read(file: &Path) -> Result<Past, Failed> {
        let failed = |error: csv::Error| Failed::because(file.display(), error);
        let mut reader = csv::Reader::from_path(file).map_err(failed)?;
        let headers = reader.headers().map_err(failed)?.clone();
        let at = |name: &str| {
            let place = headers.iter().position(|each| each.trim_start_matches('\u{feff}') == name);
            place.ok_or_else(|| Failed::new(format!("{}: no column {name}", file.display())))
        };
        let columns: Vec<usize> = COLUMNS.into_iter().map(at).collect::<Result<_, _>>()?;
        let mut lines = Vec::new();
        for (index, record) in reader.records().enumerate() {
            let record = record.map_err(failed)?;
            let cells: Vec<&str> =
                columns.iter().map(|at| record.get(*at).unwrap_or_default().trim()).collect();
            let told = told(&cells).map_err(|column| {
                Failed::new(format!("{}: record {}: {column}", file.display(), index + 1))
            })?;
            lines.push(told);
        }
        Ok(Past { lines })
    }

    /// The day after the last.
    pub(super) fn end(&self) -> NaiveDate {
        let last = self.lines.iter().map(|told| told.day).max().unwrap_or_default();
        last.checked_add_days(Days::new(1)).unwrap_or(last)
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// All lines of earlier days with their outcome.
    pub(super) fn before(&self, day: NaiveDate) -> impl Iterator<Item = (&Line, bool)> {
        let earlier = self.lines.iter().filter(move |told| told.day < day);
        earlier.map(|told| (&told.line, told.fraud))
    }

    /// The positions of the period's lines.
    pub(super) fn within(&self, period: Period) -> Vec<usize> {
        let inside = |at: &usize| (period.from..period.until).contains(&self.lines[*at].day);
        (0..self.lines.len()).filter(inside).collect()
    }

    pub(super) fn line(&self, at: usize) -> &Line {
        &self.lines[at].line
    }

    pub(super) fn id(&self, at: usize) -> &str {
        &self.lines[at].id
    }

    pub(super) fn is_fraud(&self, at: usize) -> bool {
        self.lines[at].fraud
    }
}

/// The cells in the order of [`COLUMNS`]; else the column that is amiss.
fn told(cells: &[&str]) -> Result<Told, String> {
    let amiss = |column: usize| format!("{} is {:?}", COLUMNS[column], cells[column]);
    let text = |column: usize| Some(cells[column].to_owned()).filter(|text| !text.is_empty());
    macro_rules! number {
        ($column:expr) => {
            text($column).map(|text| text.parse().map_err(|_| amiss($column))).transpose()?
        };
    }
    Ok(Told {
        id: text(0).ok_or_else(|| amiss(0))?,
        day: cells[1].parse().map_err(|_| amiss(1))?,
        fraud: match cells[2] {
            "0" => false,
            "1" => true,
            _ => return Err(amiss(2)),
        },
        line: Line {
            importer: text(3),
            seller: text(4),
            declarant: text(5),
            office: text(6),
            commodity: text(7),
            origin: text(8),
            dispatch: text(9),
            transport: text(10),
            duty: text(11),
            rate: number!(12),
            net_mass: number!(13),
            value: number!(14),
        },
    })
}
