//! Lists as XML: `Cube` in `Cube` of the central bank, `exchangeRateMonthList` of HMRC.

use chrono::{Days, NaiveDate};
use customs::Element;
use customs::rates::{RateList, RateSource};

use super::gathering::{Gathering, Line};
use super::{unknown, values};
use crate::record::Place;
use crate::refusal::{Refusal, RefusalCode};
use crate::xml::{Part, each_part};

/// # Errors
/// Why the document is no list, or which of its lines are wrong.
pub(super) fn read(bytes: &[u8]) -> Result<RateList, Vec<Refusal>> {
    let mut reading = Reading::default();
    let stopped = each_part(bytes, &mut |place, part| {
        let taken = match part {
            Part::Open(element) => reading.open(place, element),
            Part::Text(text) => {
                reading.text.push_str(text);
                Ok(())
            }
            Part::Close => {
                reading.close();
                Ok(())
            }
        };
        taken.map_err(Box::new)
    });
    match stopped {
        Ok(Some(refusal)) => Err(vec![refusal]),
        // Bytes in memory can be read to their end.
        Ok(None) | Err(_) => match reading.list {
            Some(list) => list.finish(),
            None => Err(vec![unknown("The document has no element.")]),
        },
    }
}

#[derive(Default)]
struct Reading {
    list: Option<Gathering>,
    /// Names of the open elements.
    open: Vec<String>,
    /// The days that the following rates are for.
    span: Option<(NaiveDate, NaiveDate)>,
    /// HMRC: where the line began, and its values.
    line: Option<(Place, Option<String>, Option<String>)>,
    text: String,
    rates: u64,
}

impl Reading {
    fn open(&mut self, place: Place, element: &Element) -> Result<(), Refusal> {
        let attribute = |name: &str| {
            let mut all = element.attributes.iter();
            all.find(|(known, _)| known == name).map(|(_, value)| value.trim())
        };
        let bad = |reason| Refusal::new(place, RefusalCode::BadRate, reason);
        self.text.clear();
        match (self.open.len(), element.name.as_str()) {
            (0, "Envelope") => self.list = Some(Gathering::of(RateSource::Ecb)),
            (0, "exchangeRateMonthList") => {
                self.list = Some(Gathering::of(RateSource::Hmrc));
                self.span = Some(period(attribute("Period").unwrap_or_default()).map_err(bad)?);
            }
            (0, name) => {
                return Err(unknown(format!("<{name}> is no list of exchange rates.")));
            }
            (_, "Cube") => match (attribute("time"), attribute("currency")) {
                (Some(time), _) => {
                    let day = values::day(time).map_err(bad)?;
                    self.span = Some((day, day + Days::new(1)));
                }
                (None, Some(currency)) => {
                    self.take(place, currency, attribute("rate").unwrap_or_default());
                }
                (None, None) => {}
            },
            (1, "exchangeRate") => self.line = Some((place, None, None)),
            _ => {}
        }
        self.open.push(element.name.clone());
        Ok(())
    }

    fn close(&mut self) {
        let name = self.open.pop().unwrap_or_default();
        let text = std::mem::take(&mut self.text).trim().to_owned();
        if let Some((_, currency, rate)) = &mut self.line {
            match name.as_str() {
                "currencyCode" => *currency = Some(text),
                "rateNew" => *rate = Some(text),
                _ => {}
            }
        }
        if name == "exchangeRate"
            && let Some((begun, currency, rate)) = self.line.take()
        {
            self.take(begun, &currency.unwrap_or_default(), &rate.unwrap_or_default());
        }
    }

    fn take(&mut self, place: Place, currency: &str, rate: &str) {
        self.rates += 1;
        let place = Place { record: self.rates, ..place };
        let line = line(self.span, currency, rate);
        if let Some(list) = &mut self.list {
            list.take(place, line);
        }
    }
}

fn line(span: Option<(NaiveDate, NaiveDate)>, currency: &str, rate: &str) -> Result<Line, String> {
    let (from, until) = span.ok_or("The rate stands outside of any day.")?;
    let currency = values::currency(currency)?;
    let units = values::rate(rate, false).map_err(|none| format!("{currency}: {none}"))?;
    Ok(Line { from, until, currency, units })
}

/// `01/Nov/2026 to 30/Nov/2026`.
fn period(text: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let (from, last) = text
        .split_once(" to ")
        .ok_or_else(|| format!("The Period “{text}” does not say from when to when."))?;
    values::span(values::day(from.trim())?, values::day(last.trim())?)
}
