//! Broken and hostile files: each is refused for the true reason, and what is whole comes in.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::io::{self, Read};

use exchange::{Record, Refusal, RefusalCode, limits, read};
use rstest::rstest;

fn records(bytes: &[u8]) -> Vec<Record> {
    read(bytes, "test").map(|record| record.unwrap()).collect()
}

/// One word for each record: an LRN, or the code of the refusal.
fn summary(bytes: &[u8]) -> Vec<String> {
    let words = records(bytes).into_iter().map(|record| match record {
        Record::Declaration(found) => {
            found.body.text(&["FunctionalReferenceID"]).unwrap_or("?").to_owned()
        }
        Record::Message(found) => format!("{:?}", found.message.kind),
        Record::Refused(refusal) => refusal.code.to_string(),
    });
    words.collect()
}

fn refusal(bytes: &[u8]) -> Refusal {
    let found = records(bytes).into_iter().find_map(|record| match record {
        Record::Refused(refusal) => Some(refusal),
        _ => None,
    });
    found.unwrap()
}

fn declaration(lrn: &str) -> String {
    format!(
        "<Declaration><FunctionCode>9</FunctionCode><FunctionalReferenceID>{lrn}</FunctionalReferenceID></Declaration>"
    )
}

fn batch(inner: &str) -> String {
    format!("<Batch>{}{inner}{}</Batch>", declaration("A"), declaration("C"))
}

fn around(inner: &str) -> String {
    declaration("B").replace("<FunctionCode>", &format!("{inner}<FunctionCode>"))
}

#[rstest]
#[case::nothing("", &["empty_file"])]
#[case::blank(" \r\n\t", &["empty_file"])]
#[case::mark_only("\u{FEFF}", &["empty_file"])]
#[case::prose("Dear customs, here are the goods.", &["unknown_format"])]
#[case::prose_with_commas("goods, weight\nlamps, 3\n", &["unknown_format"])]
#[case::json("{\"lrn\": 1}", &["unknown_format"])]
#[case::nul_bytes("\0\0\0\0", &["unknown_format"])]
#[case::other_trade("<PurchaseOrder><Line/></PurchaseOrder>", &["unknown_root"])]
#[case::no_element("<?xml version=\"1.0\"?><!-- nothing -->", &["unknown_root"])]
#[case::movement("<CC507C><a/></CC507C>", &["unsupported_message"])]
#[case::bomb("<!DOCTYPE a [<!ENTITY b \"c\">]><Declaration>&b;</Declaration>", &["doctype_forbidden"])]
#[case::lower_case_doctype("<!doctype html><html/>", &["doctype_forbidden"])]
#[case::open_doctype("<!DOCTYPE a [<!ENTITY b \"c\"", &["doctype_forbidden"])]
#[case::text_around("<Declaration/>and more", &["missing_lrn", "broken_xml"])]
#[case::null_element("<null/>", &["unknown_root"])]
#[case::unknown_encoding("<?xml version=\"1.0\" encoding=\"x-none\"?><a/>", &["unknown_encoding"])]
#[case::said_to_be_utf16("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", &["wrong_encoding"])]
#[case::two_documents("<Declaration/><Other/>", &["missing_lrn", "unknown_root"])]
fn is_refused_as_a_whole(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(summary(text.as_bytes()), expected);
}

/// A record that is bad in itself, between two good ones.
#[rstest]
#[case::unknown_entity(around("<x>&nbsp;</x>"), "unknown_entity")]
#[case::control_character(around("<x>a\u{1}b</x>"), "illegal_character")]
#[case::nul(around("<x>a\0b</x>"), "illegal_character")]
#[case::nul_in_an_attribute(around("<x y=\"\0\">v</x>"), "illegal_character")]
#[case::nul_by_reference(around("<x>&#0;</x>"), "unknown_entity")]
#[case::deep(around(&("<x>".repeat(100) + &"</x>".repeat(100))), "too_deep")]
#[case::attributes(around(&format!("<x {}>v</x>", attributes(1001))), "too_many_attributes")]
#[case::attributes_of_an_empty_one(around(&format!("<x {}/>", attributes(1001))), "too_many_attributes")]
#[case::long_in_pieces(around(&format!("<x>{}</x>", format!("{}&amp;", "y".repeat(600_000)).repeat(2))), "value_too_long")]
#[case::no_lrn("<Declaration><FunctionCode>9</FunctionCode></Declaration>".to_owned(), "missing_lrn")]
#[case::template(declaration("{{LRN}}"), "placeholder_reference")]
#[case::other_system("<CC515C><x/></CC515C>".to_owned(), "unsupported_message")]
#[case::reply_to_nothing("<Response><FunctionCode>09</FunctionCode></Response>".to_owned(), "missing_reference")]
fn the_others_come_in(#[case] bad: String, #[case] code: &str) {
    assert_eq!(summary(batch(&bad).as_bytes()), ["A", code, "C"]);
}

fn attributes(count: usize) -> String {
    (0..count).map(|n| format!("a{n}=\"1\" ")).collect()
}

/// Trouble that makes the rest of the file unreadable: what was complete before it comes in.
#[rstest]
#[case::mismatched(around("<x></y>"), "broken_xml")]
#[case::bare_ampersand(around("<x>R & D</x>"), "broken_xml")]
#[case::bad_name(around("<1x/>"), "broken_xml")]
#[case::attribute_twice(around("<x a=\"1\" a=\"2\"/>"), "broken_xml")]
#[case::comment_closed_wrongly(around("<!-- one -> <x/> <!-- two -->"), "broken_xml")]
#[case::doctype_inside(around("<!DOCTYPE x>"), "doctype_forbidden")]
#[case::long_value(around(&format!("<x>{}</x>", "y".repeat(3_000_000))), "value_too_long")]
#[case::long_attribute(around(&format!("<x y=\"{}\"/>", "y".repeat(3_000_000))), "value_too_long")]
#[case::long_comment(around(&format!("<!--{}-->", "y".repeat(3_000_000))), "value_too_long")]
#[case::long_cdata(around(&format!("<x><![CDATA[{}]]></x>", "<".repeat(3_000_000))), "value_too_long")]
fn the_ones_before_come_in(#[case] bad: String, #[case] code: &str) {
    assert_eq!(summary(batch(&bad).as_bytes()), ["A", code]);
}

#[test]
fn a_file_cut_off_anywhere_keeps_what_is_complete() {
    let whole = batch(&declaration("B"));
    for end in 1..whole.len() {
        let found = summary(&whole.as_bytes()[..end]);
        let (last, complete) = found.split_last().unwrap();
        assert_eq!(last, "truncated", "cut at {end}: {found:?}");
        assert_eq!(complete, &["A", "B", "C"][..complete.len()]);
    }
}

#[test]
fn truncation_names_the_element_and_its_line() {
    let refusal = refusal(b"<Declaration>\n <FunctionalReferenceID>L1</FunctionalReferenceID>\n <GoodsShipment>\n  <UCR>");
    assert_eq!(refusal.code, RefusalCode::Truncated);
    assert!(refusal.reason.contains("inside <UCR>, opened on line 4"), "{refusal}");
    assert_eq!(refusal.reference.as_deref(), Some("L1"));
}

#[test]
fn broken_xml_names_line_column_and_element() {
    let refusal = refusal(b"<Declaration>\r\n\r <UCR>\n  </UCX>\n</Declaration>");
    assert_eq!((refusal.place.line, refusal.place.column), (4, Some(3)));
    assert!(refusal.reason.contains("</UCX> on line 4 closes <UCR>"), "{refusal}");
    assert!(refusal.reason.contains("inside <UCR>, opened on line 3"), "{refusal}");
}

#[rstest]
#[case::utf8_said("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")]
#[case::nothing_said("")]
fn latin_1_in_a_utf_8_file_is_refused_where_it_stands(#[case] head: &str) {
    let mut bytes =
        format!("{head}<Batch>{}\n<Declaration><Name>Li", declaration("A")).into_bytes();
    bytes.extend_from_slice(b"\xE8ge</Name></Declaration></Batch>");
    assert_eq!(summary(&bytes), ["A", "wrong_encoding"]);
    let refusal = refusal(&bytes);
    assert_eq!((refusal.place.line, refusal.place.column), (2, Some(22)));
    assert!(refusal.reason.contains("UTF-8"), "{refusal}");
}

#[rstest]
#[case::latin_1("ISO-8859-1", |text: &str| text.chars().map(|c| c as u8).collect())]
#[case::utf_16_little("UTF-16", |text: &str| with_mark(text, u16::to_le_bytes))]
#[case::utf_16_big("UTF-16", |text: &str| with_mark(text, u16::to_be_bytes))]
#[case::utf_8_mark("UTF-8", |text: &str| format!("\u{FEFF}{text}").into_bytes())]
fn other_encodings_are_decoded(#[case] name: &str, #[case] encode: fn(&str) -> Vec<u8>) {
    let text = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n{}", declaration("Liège-é"));
    assert_eq!(summary(&encode(&text)), ["Liège-é"]);
}

fn with_mark(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn utf_16_cut_in_a_character_is_truncated() {
    let mut bytes = with_mark(&declaration("A"), u16::to_le_bytes);
    bytes.truncate(bytes.len() - 1);
    assert_eq!(summary(&bytes), ["truncated"]);
}

/// Yields text for ever and counts what was taken of it.
struct Endless<'a> {
    start: &'a [u8],
    filler: u8,
    taken: &'a std::cell::Cell<u64>,
}

impl Read for Endless<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = if self.start.is_empty() {
            into.fill(self.filler);
            into.len()
        } else {
            self.start.read(into)?
        };
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

#[rstest]
#[case::text("<Declaration><Name>", b'x')]
#[case::tag("<Declaration><", b'x')]
#[case::attribute("<Declaration><Name a=\"", b'x')]
#[case::comment("<Declaration><!--", b' ')]
#[case::cdata("<Declaration><![CDATA[", b'<')]
#[case::white_space("<Declaration>", b'\n')]
fn a_value_without_end_is_given_up_soon(#[case] start: &str, #[case] filler: u8) {
    let taken = std::cell::Cell::new(0);
    let input = Endless { start: start.as_bytes(), filler, taken: &taken };
    let found: Vec<_> = read(input, "endless.xml").map(|record| record.unwrap()).collect();
    assert!(
        matches!(&found[..], [Record::Refused(refusal)] if refusal.code == RefusalCode::ValueTooLong),
        "{found:?}"
    );
    assert!(taken.get() < limits::LONGEST_VALUE + 1024 * 1024, "{} bytes taken", taken.get());
}

#[test]
fn an_error_of_the_input_is_passed_on_and_ends_it() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "no"))
        }
    }
    for start in ["", "<Batch>", "lrn;value\n"] {
        let mut reader = read(start.as_bytes().chain(Fails), "x");
        let error = reader.next().unwrap().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert!(reader.next().is_none());
    }
}
