//! What the header rows of lists call their columns.

use customs::rates::RateSource;

/// What a header row says that its rows are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// A column for each currency; the first is the day. `None` for a column without a name.
    Wide(Vec<Option<String>>),
    /// A row for each currency.
    Long { source: RateSource, columns: Columns },
}

/// Where each column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) currency: usize,
    pub(super) rate: usize,
    pub(super) from: usize,
    pub(super) until: usize,
}

const CURRENCY: &[&str] = &["currencycode", "isocode", "iso", "isoa3code", "code", "currency"];
/// What follows the pound sign that tells HMRC's rates.
const PER_POUND: &[&str] = &["currencyunitsper1", "unitsper1", "currencyunitspergbp"];
const PER_EURO: &[&str] = &[
    "unitspereur",
    "unitspereuro",
    "currencyunitspereur",
    "currencyunitsper1eur",
    "currencyunitspereuro",
    "currencyunitsper1",
    "rateper1eur",
    "ratepereur",
    "ratepereuro",
    "1eur",
    "eur1",
];
const FROM: &[&str] = &["startdate", "validfrom", "from", "validitystartdate"];
const UNTIL: &[&str] = &["enddate", "validuntil", "validto", "until", "validityenddate"];

impl Header {
    /// Reads a header row; `None` where it is none that is known.
    pub(super) fn of(cells: &[String]) -> Option<Self> {
        wide(cells).map(Self::Wide).or_else(|| long(cells))
    }
}

/// `Date, USD, JPY, ...`, also with a comma at its end.
fn wide(cells: &[String]) -> Option<Vec<Option<String>>> {
    let (first, rest) = cells.split_first()?;
    let mut currencies = vec![None];
    for name in rest.iter().map(|name| name.trim()) {
        let is_code = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_code && !name.is_empty() {
            return None;
        }
        currencies.push(is_code.then(|| name.to_owned()));
    }
    let any = currencies.iter().any(Option::is_some);
    (plain(first) == "date" && any).then_some(currencies)
}

fn long(cells: &[String]) -> Option<Header> {
    let names: Vec<String> = cells.iter().map(|name| plain(name)).collect();
    // The names in the order of preference, for `Currency` stands beside `Currency Code`.
    let find = |called: &[&str]| {
        called.iter().find_map(|wanted| names.iter().position(|name| name == wanted))
    };
    let of_pound = |at: &usize| cells.get(*at).is_some_and(|name| is_of_pound(name));
    let of_euro = |at: &usize| cells.get(*at).is_some_and(|name| is_of_euro(name));
    let pound = find(PER_POUND).filter(of_pound).map(|rate| (RateSource::Hmrc, rate));
    let euro = || find(PER_EURO).filter(of_euro).map(|rate| (RateSource::EuCustoms, rate));
    let (source, rate) = pound.or_else(euro)?;
    let (currency, from, until) = (find(CURRENCY)?, find(FROM)?, find(UNTIL)?);
    Some(Header::Long { source, columns: Columns { currency, rate, from, until } })
}

fn is_of_pound(name: &str) -> bool {
    name.contains('£') || name.to_lowercase().contains("gbp")
}

fn is_of_euro(name: &str) -> bool {
    name.contains('€') || name.to_lowercase().contains("eur")
}

/// A name without what people write differently, and without what is left of a pound sign that was
/// read in the wrong encoding.
fn plain(name: &str) -> String {
    let name = name.replace("Â£", "£");
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::bank("Date,USD,JPY,", "wide")]
    #[case::bank_of_a_day("Date, USD, JPY, ", "wide")]
    #[case::hmrc(
        "Country/Territories,Currency,Currency Code,Currency Units per £1,Start date,End date",
        "hmrc 2 3"
    )]
    #[case::hmrc_badly_decoded(
        "Country,Currency,Currency Code,Currency Units per Â£1,Start Date,End Date",
        "hmrc 2 3"
    )]
    #[case::union("Currency,Units per EUR,Valid from,Valid until", "eu_customs 0 1")]
    #[case::union_with_a_sign("ISO,Currency units per €1,Start date,End date", "eu_customs 0 1")]
    #[case::the_other_way_round("Currency,EUR per unit,Valid from,Valid until", "none")]
    #[case::of_what("Currency,Rate,Valid from,Valid until", "none")]
    #[case::of_one_of_what("Currency Code,Currency Units per 1,Start date,End date", "none")]
    #[case::no_days("Currency,Units per EUR", "none")]
    #[case::no_currency("Date,Value", "none")]
    #[case::day_only("Date", "none")]
    fn a_header_says_what_its_rates_are_for(#[case] header: &str, #[case] expected: &str) {
        let cells: Vec<String> = header.split(',').map(str::to_owned).collect();
        let told = match Header::of(&cells) {
            None => "none".to_owned(),
            Some(Header::Wide(_)) => "wide".to_owned(),
            Some(Header::Long { source, columns: Columns { currency, rate, .. } }) => {
                format!("{} {currency} {rate}", source.as_str())
            }
        };
        assert_eq!(told, expected);
    }
}
