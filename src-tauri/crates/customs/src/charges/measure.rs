//! Measures: what is charged on which goods, from where, under which preference.

use chrono::NaiveDate;
use serde::Deserialize;

use super::expression::Expression;
use super::tariff::{Authority, is_for};
use crate::declaration::{Declaration, GoodsItem};
use crate::rule::Dates;

/// One measure of the tariff. Of several for the same tax type the one for the longest part of the
/// commodity code counts, then the one for an additional code, then the one for the origin.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measure {
    pub(crate) id: String,
    pub(crate) tax_type: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    /// Countries whose declarations it is about; those of the text where none are named.
    #[serde(default)]
    pub(super) countries: Vec<String>,
    /// Beginnings of the commodity codes.
    commodity: Vec<String>,
    /// Countries of origin; empty for all.
    #[serde(default)]
    origin: Vec<String>,
    #[serde(default)]
    except_origin: Vec<String>,
    /// Additional codes of which the goods carry one; empty for any.
    #[serde(default)]
    additional_code: Vec<String>,
    /// Preferences (14 11) of which the item claims one; empty for the tariff for everyone.
    #[serde(default)]
    preference: Vec<String>,
    /// Documents of which one must be stated to prove the preferential origin.
    #[serde(default)]
    pub(super) proof: Vec<String>,
    pub(super) duty: Expression,
    #[serde(default)]
    pub(crate) unverified: bool,
    /// Where the rate was read.
    #[serde(rename = "source")]
    _source: String,
}

/// Why it cannot be told which measures apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Undecided {
    /// A tax depends on the origin, which is not stated.
    Origin { tax_type: String },
    /// No measure is for the preference and origin that are claimed.
    Preference { code: String, origin: String },
    /// The preference wants one of these documents.
    Proof { any_of: Vec<String> },
}

/// Whether the measures are to say the customs duty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Duties {
    Wanted,
    /// A relief, the flat duty or a stated rate says it.
    Settled,
}

/// The measures on an item, at most one for each tax type, in the order of tax types.
pub(super) fn on<'a>(
    measures: &'a [Measure],
    declaration: &Declaration,
    item: &GoodsItem,
    authority: &Authority,
    duties: Duties,
    day: NaiveDate,
) -> Result<Vec<&'a Measure>, Undecided> {
    let mut chosen: Vec<&Measure> = Vec::new();
    let country = declaration.country().unwrap_or_default();
    for measure in measures.iter().filter(|measure| measure.is_on(item, country, day)) {
        let is_duty = authority.is_customs_duty(&measure.tax_type);
        if is_duty && duties == Duties::Settled || !measure.fits_preference(item, is_duty) {
            continue;
        }
        match measure.fits_origin(item) {
            None => return Err(Undecided::Origin { tax_type: measure.tax_type.clone() }),
            Some(false) => continue,
            Some(true) => {}
        }
        match chosen.iter_mut().find(|other| other.tax_type == measure.tax_type) {
            Some(other) if measure.rank(item) > other.rank(item) => *other = measure,
            Some(_) => {}
            None => chosen.push(measure),
        }
    }
    chosen.sort_by(|a, b| a.tax_type.cmp(&b.tax_type));
    if duties == Duties::Wanted {
        let of_duty = chosen.iter().find(|chosen| authority.is_customs_duty(&chosen.tax_type));
        is_entitled(item, of_duty.copied())?;
    }
    Ok(chosen)
}

/// A preference that is claimed must have a measure, and its proof.
fn is_entitled(item: &GoodsItem, duty: Option<&Measure>) -> Result<(), Undecided> {
    let Some(code) = claimed(item) else { return Ok(()) };
    match duty {
        None => Err(Undecided::Preference {
            code: code.to_owned(),
            origin: origin(item, true).unwrap_or_default().to_owned(),
        }),
        Some(measure) if !measure.is_proven_by(item) => {
            Err(Undecided::Proof { any_of: measure.proof.clone() })
        }
        Some(_) => Ok(()),
    }
}

impl Measure {
    fn is_on(&self, item: &GoodsItem, country: &str, day: NaiveDate) -> bool {
        let carries = |code: &String| {
            item.additional_codes.contains(code) || item.national_codes.contains(code)
        };
        Dates { from: self.from, until: self.until }.contain(day)
            && is_for(&self.countries, country)
            && self.matched(item).is_some()
            && (self.additional_code.is_empty() || self.additional_code.iter().any(carries))
    }

    /// Only customs duty gives way to a preference; the other taxes hold whatever is claimed.
    fn fits_preference(&self, item: &GoodsItem, is_duty: bool) -> bool {
        let claimed = claimed(item);
        match claimed {
            Some(claimed) if is_duty => self.preference.iter().any(|each| each == claimed),
            claimed => {
                self.preference.is_empty()
                    || claimed.is_some_and(|claimed| self.preference.iter().any(|p| p == claimed))
            }
        }
    }

    /// Whether it is for goods of this origin; `None` where that depends on an origin not stated.
    fn fits_origin(&self, item: &GoodsItem) -> Option<bool> {
        if self.origin.is_empty() && self.except_origin.is_empty() {
            return Some(true);
        }
        let origin = origin(item, !self.preference.is_empty())?;
        let named = |countries: &[String]| countries.iter().any(|country| country == origin);
        Some((self.origin.is_empty() || named(&self.origin)) && !named(&self.except_origin))
    }

    /// Whether it says what to charge on which goods.
    pub(super) fn is_usable(&self) -> bool {
        self.duty.is_usable() && self.commodity.iter().all(|prefix| !prefix.is_empty())
    }

    fn is_proven_by(&self, item: &GoodsItem) -> bool {
        self.proof.is_empty()
            || item.documents.iter().any(|document| self.proof.contains(&document.kind))
    }

    /// Length of the longest beginning of the item's code that the measure names.
    fn matched(&self, item: &GoodsItem) -> Option<usize> {
        let code = item.commodity_code.as_ref().map_or("", |at| at.value.as_str());
        let fits = self.commodity.iter().filter(|prefix| code.starts_with(prefix.as_str()));
        fits.map(String::len).max()
    }

    fn rank(&self, item: &GoodsItem) -> (Option<usize>, bool, bool) {
        (self.matched(item), !self.additional_code.is_empty(), !self.origin.is_empty())
    }
}

/// The preference that the item claims; `None` for the tariff for everyone (14 11: 100).
fn claimed(item: &GoodsItem) -> Option<&str> {
    item.preference.as_ref().map(|at| at.value.as_str()).filter(|code| *code != "100")
}

fn origin(item: &GoodsItem, preferential: bool) -> Option<&str> {
    let preferential = item.preferential_origin.as_ref().filter(|_| preferential);
    preferential.or(item.origin.as_ref()).map(|at| at.value.as_str())
}
