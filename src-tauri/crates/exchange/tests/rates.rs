//! Lists of exchange rates, in our own samples of the forms that authorities publish.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

use std::io::{Cursor, Write as _};

use customs::rates::{RateList, RateTable};
use exchange::{RatesFile, Refusal, read_rates};
use proptest::prelude::*;
use rstest::rstest;

const BANK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\" xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n\
\t<gesmes:subject>Reference rates</gesmes:subject>\n\
\t<gesmes:Sender>\n\t\t<gesmes:name>European Central Bank</gesmes:name>\n\t</gesmes:Sender>\n\
\t<Cube>\n\
\t\t<Cube time='2026-11-20'>\n\
\t\t\t<Cube currency='USD' rate='1.0912'/>\n\
\t\t\t<Cube currency='JPY' rate='168.10'/>\n\
\t\t</Cube>\n\
\t\t<Cube time=\"2026-11-18\">\n\
\t\t\t<Cube currency=\"USD\" rate=\"1.0900\"/>\n\
\t\t</Cube>\n\
\t</Cube>\n\
</gesmes:Envelope>";

const HMRC: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<exchangeRateMonthList Period=\"01/Nov/2026 to 30/Nov/2026\">\n\
  <exchangeRate>\n    <countryName>Benin</countryName>\n    <countryCode>BJ</countryCode>\n\
    <currencyName>CFA Franc</currencyName>\n    <currencyCode>XOF</currencyCode>\n    <rateNew>766.2127</rateNew>\n  </exchangeRate>\n\
  <exchangeRate>\n    <countryName>Senegal</countryName>\n    <countryCode>SN</countryCode>\n\
    <currencyName>CFA Franc</currencyName>\n    <currencyCode>XOF</currencyCode>\n    <rateNew>766.2127</rateNew>\n  </exchangeRate>\n\
  <exchangeRate>\n    <countryName>Eurozone</countryName>\n    <countryCode>EU</countryCode>\n\
    <currencyName>Euro</currencyName>\n    <currencyCode>EUR</currencyCode>\n    <rateNew>1.1681</rateNew>\n  </exchangeRate>\n\
</exchangeRateMonthList>\n";

const HMRC_CSV: &str = "Country/Territories,Currency,Currency Code,Currency Units per £1,Start date,End date\n\
Benin,CFA Franc,XOF,766.2127,01/11/2026,30/11/2026\n\
\"Bonaire, Saba\",Dollar,USD,1.3404,01/11/2026,30/11/2026\n\
Senegal,CFA Franc,XOF,766.2127,01/11/2026,30/11/2026\n";

const UNION: &str = "Currency;Units per EUR;Valid from;Valid until\r\n\
USD;1,0912;01/12/2026;31/12/2026\r\nVND;28650;01/12/2026;31/12/2026\r\n";

fn read(bytes: &[u8]) -> RatesFile {
    read_rates(Cursor::new(bytes)).unwrap()
}

fn list(bytes: &[u8]) -> RateList {
    match read(bytes) {
        RatesFile::List(list) => list,
        RatesFile::Refused(refused) => panic!("{refused:?}"),
    }
}

fn refused(bytes: &[u8]) -> Vec<Refusal> {
    match read(bytes) {
        RatesFile::Refused(refused) => refused,
        RatesFile::List(list) => panic!("{list:?}"),
    }
}

/// Every table as `from..until USD 1.09 ...`, after the source and its base.
fn told(list: &RateList) -> Vec<String> {
    let table = |table: &RateTable| {
        assert_eq!(table.base, list.base);
        let rates: Vec<String> =
            table.rates.iter().map(|(currency, units)| format!("{currency} {units}")).collect();
        format!("{}..{} {}", table.from, table.until, rates.join(", "))
    };
    let head = format!("{} {}", list.source.as_str(), list.base);
    std::iter::once(head).chain(list.tables.iter().map(table)).collect()
}

#[rstest]
#[case::bank_in_xml(
    BANK.as_bytes(),
    &["ecb EUR", "2026-11-18..2026-11-19 USD 1.0900", "2026-11-20..2026-11-21 JPY 168.10, USD 1.0912"]
)]
#[case::bank_in_csv(
    b"Date,USD,JPY,RUB,\n2026-11-20,1.0912,168.10,N/A,\n2026-11-18,1.0900,,N/A,\n",
    &["ecb EUR", "2026-11-18..2026-11-19 USD 1.0900", "2026-11-20..2026-11-21 JPY 168.10, USD 1.0912"]
)]
#[case::bank_of_a_day_in_csv(
    b"Date, USD, JPY, \n20 November 2026, 1.0912, 168.10, \n",
    &["ecb EUR", "2026-11-20..2026-11-21 JPY 168.10, USD 1.0912"]
)]
#[case::hmrc_in_xml(
    HMRC.as_bytes(), &["hmrc GBP", "2026-11-01..2026-12-01 EUR 1.1681, XOF 766.2127"]
)]
#[case::hmrc_in_csv(
    HMRC_CSV.as_bytes(), &["hmrc GBP", "2026-11-01..2026-12-01 USD 1.3404, XOF 766.2127"]
)]
#[case::union_in_csv(
    UNION.as_bytes(), &["eu_customs EUR", "2026-12-01..2027-01-01 USD 1.0912, VND 28650"]
)]
fn a_list_is_known_by_its_content(#[case] bytes: &[u8], #[case] expected: &[&str]) {
    assert_eq!(told(&list(bytes)), expected);
    let marked = [b"\xEF\xBB\xBF", bytes].concat();
    assert_eq!(told(&list(&marked)), expected);
}

#[test]
fn the_pound_sign_may_be_in_another_encoding() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(HMRC_CSV);
    assert_eq!(list(&bytes), list(HMRC_CSV.as_bytes()));
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_bank_packs_its_csv() {
    let csv = b"Date,USD,\n2026-11-20,1.0912,\n";
    assert_eq!(list(&zipped(&[("eurofxref.csv", csv)])), list(csv));
    let two = zipped(&[("a.csv", csv), ("b.csv", csv)]);
    assert_eq!(refused(&two)[0].code.as_str(), "damaged_spreadsheet");
    let bomb = vec![b' '; 65 * 1024 * 1024];
    assert_eq!(refused(&zipped(&[("a.csv", &bomb)]))[0].code.as_str(), "archive_too_large");
}

/// What is no list, or cannot be read as one.
#[rstest]
#[case::nothing("", "empty_file")]
#[case::blank(" \r\n", "empty_file")]
#[case::prose("Dear customs, here are the rates.", "unknown_rate_list")]
#[case::declaration("<Declaration/>", "unknown_rate_list")]
#[case::no_element("<?xml version=\"1.0\"?>", "unknown_rate_list")]
#[case::no_rate("<Envelope><Cube/></Envelope>", "unknown_rate_list")]
#[case::header_alone("Date,USD\n", "unknown_rate_list")]
#[case::of_what(
    "Currency,Rate,Valid from,Valid until\nUSD,1.1,01/11/2026,30/11/2026\n",
    "unknown_rate_list"
)]
#[case::the_other_way_round(
    "Currency,EUR per unit,Valid from,Valid until\nUSD,0.9,01/11/2026,30/11/2026\n",
    "unknown_rate_list"
)]
#[case::nul("\0\0\0\0", "empty_file")]
#[case::not_a_workbook("PK\x03\x04nothing", "damaged_spreadsheet")]
#[case::bomb("<!DOCTYPE a [<!ENTITY b \"c\">]><Envelope>&b;</Envelope>", "doctype_forbidden")]
#[case::cut_off(
    "<Envelope><Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.1'/>",
    "truncated"
)]
#[case::broken("<Envelope></Cube>", "broken_xml")]
#[case::no_period("<exchangeRateMonthList><exchangeRate/></exchangeRateMonthList>", "bad_rate")]
#[case::period_backwards(
    "<exchangeRateMonthList Period='30/Nov/2026 to 01/Nov/2026'/>",
    "bad_rate"
)]
#[case::no_such_day("<Envelope><Cube><Cube time='2026-11-31'/></Cube></Envelope>", "bad_rate")]
fn is_refused_as_a_whole(#[case] text: &str, #[case] code: &str) {
    let refused = refused(text.as_bytes());
    assert_eq!((refused.len(), refused[0].code.as_str()), (1, code), "{refused:?}");
    assert!(!refused[0].reason.is_empty() && !refused[0].hint.is_empty());
}

#[test]
fn deep_nesting_ends() {
    let deep = format!("<Envelope>{}", "<Cube>".repeat(100_000));
    assert_eq!(refused(deep.as_bytes())[0].code.as_str(), "too_deep");
}

/// One bad line keeps the whole list out, and is named with what is wrong.
#[rstest]
#[case::rate(&BANK.replace("1.0912", "1,0912"), 9, "bad_rate", "USD: “1,0912” is no rate")]
#[case::no_rate(&BANK.replace(" rate='1.0912'", ""), 9, "bad_rate", "USD: “” is no rate")]
#[case::currency(&BANK.replace("'JPY'", "'Yen'"), 10, "bad_rate", "“Yen” is no currency")]
#[case::outside_of_a_day(&BANK.replace(" time='2026-11-20'", ""), 9, "bad_rate", "outside of any day")]
#[case::contradiction(&BANK.replace("'JPY'", "'USD'"), 10, "contradicting_rates", "USD has the rate 1.0912")]
#[case::hmrc_contradiction(&HMRC.replacen("766.2127", "766", 1), 10, "contradicting_rates", "XOF")]
#[case::hmrc_no_currency(&HMRC.replace("<currencyCode>EUR</currencyCode>", ""), 17, "bad_rate", "“” is no currency")]
#[case::csv_rate(&HMRC_CSV.replace("1.3404", "n/a"), 3, "bad_rate", "USD: “n/a” is no rate")]
#[case::csv_day(&HMRC_CSV.replacen("30/11/2026", "31/11/2026", 1), 2, "bad_rate", "“31/11/2026” is no day")]
#[case::csv_span(&HMRC_CSV.replacen("30/11/2026", "30/11/2028", 1), 2, "bad_rate", "cannot hold from 2026-11-01")]
#[case::wide_day("Date,USD\n2026-11-20,1.1\n20.11,1.1\n", 3, "bad_rate", "“20.11” is no day")]
#[case::wide_rate("Date,USD,JPY\n2026-11-20,1.1,-\n", 2, "bad_rate", "JPY: “-” is no rate")]
#[case::wide_columns(
    "Date,USD\n2026-11-20,1.1,2.2\n",
    2,
    "bad_rate",
    "more columns than the header"
)]
#[case::union_both_signs(&UNION.replace("28650", "28.650,00"), 3, "bad_rate", "VND: “28.650,00”")]
fn a_bad_line_is_named_and_nothing_comes_in(
    #[case] text: &str,
    #[case] line: u64,
    #[case] code: &str,
    #[case] reason: &str,
) {
    let refused = refused(text.as_bytes());
    let first = &refused[0];
    assert_eq!((first.place.line, first.code.as_str()), (line, code), "{refused:?}");
    assert!(first.reason.contains(reason), "{}", first.reason);
}

#[test]
fn all_bad_lines_are_named_up_to_a_thousand() {
    let text = format!("Date,USD\n{}", "2026-11-20,x\n".repeat(1_500));
    assert_eq!(refused(text.as_bytes()).len(), 1_000);
}

proptest! {
    /// Whatever stands in a file, it is a list or it is refused.
    #[test]
    fn any_bytes_end_in_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    /// The same for lists with bytes changed in them: what comes in has no rate of zero or below.
    #[test]
    fn a_spoilt_list_ends_in_an_answer(
        which in 0..4_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = [BANK, HMRC, HMRC_CSV, UNION][which].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let RatesFile::List(list) = read(&bytes) {
            let rates = list.tables.iter().flat_map(|table| table.rates.values());
            prop_assert!(rates.into_iter().all(|units| units.is_sign_positive() && !units.is_zero()));
        }
    }
}
