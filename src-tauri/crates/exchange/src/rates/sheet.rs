//! Lists as CSV or workbook.

use chrono::Days;
use customs::rates::{RateList, RateSource};

use super::columns::{Columns, Header};
use super::gathering::{Gathering, Line};
use super::{unknown, values};
use crate::record::Place;
use crate::refusal::Refusal;
use crate::table::{Row, Table, table};

/// Rows above the header at most; spreadsheets have titles there.
const TITLES: usize = 20;

/// What the central bank writes where it has no rate.
const NOT_AVAILABLE: &str = "N/A";

/// # Errors
/// Why the file is no list, or which of its lines are wrong.
pub(super) fn read(bytes: &[u8]) -> Result<RateList, Vec<Refusal>> {
    let Table { rows, separator } = table(bytes).map_err(|refusal| vec![refusal])?;
    let mut titles = rows.iter().take(TITLES).enumerate();
    let Some((at, header)) = titles.find_map(|(at, row)| Some((at, Header::of(&row.cells)?)))
    else {
        let reason = "No row at its beginning is the header of a list of exchange rates, or it does \
                      not say for how much of what its rates are.";
        return Err(vec![unknown(reason)]);
    };
    let decimal_comma = separator == Some(b';');
    let mut list = Gathering::of(match &header {
        Header::Wide(_) => RateSource::Ecb,
        Header::Long { source, .. } => *source,
    });
    let filled = rows[at + 1..].iter().filter(|row| row.cells.iter().any(|cell| !is_blank(cell)));
    for (index, row) in filled.enumerate() {
        let place = Place { record: index as u64 + 1, line: row.line, ..Place::default() };
        match &header {
            Header::Wide(currencies) => {
                of_a_day(row, currencies, decimal_comma)
                    .into_iter()
                    .for_each(|line| list.take(place, line));
            }
            Header::Long { columns, .. } => {
                list.take(place, of_a_currency(row, columns, decimal_comma));
            }
        }
    }
    list.finish()
}

/// The rates of a row that is a day.
fn of_a_day(
    row: &Row,
    currencies: &[Option<String>],
    decimal_comma: bool,
) -> Vec<Result<Line, String>> {
    let from = match values::day(cell(row, 0)) {
        Ok(day) => day,
        Err(none) => return vec![Err(none)],
    };
    if row.cells.iter().skip(currencies.len()).any(|cell| !is_blank(cell)) {
        return vec![Err("The row has more columns than the header.".to_owned())];
    }
    let named = currencies.iter().enumerate();
    let named = named.filter_map(|(at, name)| Some((cell(row, at), name.as_ref()?)));
    let given = named.filter(|(text, _)| !text.is_empty() && *text != NOT_AVAILABLE);
    let line = |(text, currency): (&str, &String)| {
        let units =
            values::rate(text, decimal_comma).map_err(|none| format!("{currency}: {none}"))?;
        let until = from + Days::new(1);
        Ok(Line { from, until, currency: currency.clone(), units })
    };
    given.map(line).collect()
}

/// The rate of a row that is a currency.
fn of_a_currency(row: &Row, columns: &Columns, decimal_comma: bool) -> Result<Line, String> {
    let currency = values::currency(cell(row, columns.currency))?;
    let units = values::rate(cell(row, columns.rate), decimal_comma)
        .map_err(|none| format!("{currency}: {none}"))?;
    let (from, last) = (cell(row, columns.from), cell(row, columns.until));
    let (from, until) = values::span(values::day(from)?, values::day(last)?)?;
    Ok(Line { from, until, currency, units })
}

fn cell(row: &Row, at: usize) -> &str {
    row.cells.get(at).map_or("", |text| text.trim())
}

fn is_blank(cell: &str) -> bool {
    cell.trim().is_empty()
}
