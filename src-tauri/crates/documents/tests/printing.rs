//! Every document, in every language, read back by other people's programs.

mod common;

use common::{render, stories, tools};
use documents::model::{Document, DocumentKind, Frame, Language, ReleaseNote};
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
fn text_of_every_document(
    #[values(Language::En, Language::Fr, Language::Nl, Language::De, Language::Zh)]
    language: Language,
) {
    for document in stories::all(language) {
        let name = format!("{}-{}", document.kind(), language.code());
        let Some(rendered) = render(&document) else { return };
        let pdf = tools::saved(&name, &rendered.pdf);
        let Some(text) = tools::text(&pdf) else { return };
        insta::assert_snapshot!(name, text);
        assert_eq!(rendered.unprintable, []);
    }
}

#[rstest]
fn every_document_is_sound(
    #[values(Language::En, Language::Fr, Language::Nl, Language::De, Language::Zh)]
    language: Language,
) {
    for document in stories::all(language) {
        let Some(rendered) = render(&document) else { return };
        let pdf =
            tools::saved(&format!("sound-{}-{}", document.kind(), language.code()), &rendered.pdf);
        let Some(sound) = tools::check(&pdf) else { return };
        assert_eq!(sound, Ok(()), "{}", pdf.display());
    }
}

#[test]
fn the_barcode_reads_as_the_mrn_on_every_page() {
    let document = Document::ReleaseNote(stories::many_items(Language::En, 99));
    let Some(rendered) = render(&document) else { return };
    let pdf = tools::saved("barcode", &rendered.pdf);
    for page in 1..=rendered.pages {
        let Some(read) = tools::barcode(&pdf, page) else { return };
        assert_eq!(read, stories::MRN, "page {page}");
    }
}

#[rstest]
#[case::none(None)]
#[case::not_code_128(Some("26BE-ÉTÉ"))]
#[case::far_too_long(Some("26BE532000A7K2M0J426BE532000A7K2M0J426BE532000A7K2M0J4"))]
fn no_barcode_without_an_mrn_that_one_can_carry(#[case] mrn: Option<&str>) {
    let mut note = stories::release_note(Language::En);
    note.frame.mrn = mrn.map(str::to_owned);
    let Some(rendered) = render(&Document::ReleaseNote(note)) else { return };
    let pdf = tools::saved(&format!("no-barcode-{}", mrn.map_or(0, str::len)), &rendered.pdf);
    let Some(read) = tools::barcode(&pdf, 1) else { return };
    assert_eq!(read, "");
    let Some(characters) = tools::characters(&pdf) else { return };
    assert!(characters.contains(mrn.unwrap_or_default()));
}

#[rstest]
#[case::one(1, 1)]
#[case::ninety_nine(99, 4)]
#[case::the_most_there_can_be(999, 27)]
fn items_run_over_pages(#[case] items: u32, #[case] pages: u32) {
    let document = Document::ReleaseNote(stories::many_items(Language::En, items));
    let Some(rendered) = render(&document) else { return };
    assert_eq!(rendered.pages, pages);
    let pdf = tools::saved(&format!("items-{items}"), &rendered.pdf);
    let Some(text) = tools::text(&pdf) else { return };
    for (page, text) in (1..).zip(text.split_terminator('\u{c}')) {
        assert!(text.contains("Commodity code"), "page {page} has no table header");
        assert!(text.contains(&format!("Page {page} of {pages}")), "page {page} has no number");
        assert!(text.contains("LRN GL26-LGG-0048127"), "page {page} has no LRN");
    }
    let numbers: Vec<u32> = text
        .lines()
        .filter(|line| line.contains("850440"))
        .map(|line| line.split_whitespace().next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(numbers, (1..=items).collect::<Vec<_>>());
}

#[test]
fn a_value_longer_than_a_page_runs_on() {
    let mut note = stories::release_note(Language::En);
    note.items[1].description = stories::unbroken(20_000);
    let Some(rendered) = render(&Document::ReleaseNote(note)) else { return };
    let pdf = tools::saved("long-value", &rendered.pdf);
    let Some(characters) = tools::characters(&pdf) else { return };
    let letters = |text: &str| text.chars().filter(char::is_ascii_uppercase).count();
    assert!(rendered.pages > 3);
    assert!(letters(&characters) >= letters(&stories::unbroken(20_000)));
}

#[test]
fn characters_without_a_glyph_are_boxes_and_are_reported() {
    let mut note = stories::release_note(Language::En);
    note.items[0].description = "Робот 🤖 สวัสดี ok".to_owned();
    let Some(rendered) = render(&Document::ReleaseNote(note)) else { return };
    let mut expected: Vec<char> = "🤖สวัสดี".chars().collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(rendered.unprintable, expected);
    let pdf = tools::saved("boxes", &rendered.pdf);
    let Some(characters) = tools::characters(&pdf) else { return };
    assert!(characters.contains("Робот\u{fffd}"), "{characters}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for document in stories::all(Language::Fr) {
        let Some(first) = render(&document) else { return };
        assert!(Some(first) == render(&document), "{}", document.kind());
    }
}

#[test]
fn hostile_frames_stay_on_the_page() {
    let long = "Ünbröken".repeat(40);
    let note = stories::release_note(Language::En);
    let frame = Frame {
        document_id: long.clone(),
        lrn: Some(long.clone()),
        mrn: Some(long.clone()),
        office: long.clone(),
        printed_by: long.clone(),
        notice: Some(long.clone()),
        ..note.frame
    };
    let document = Document::ReleaseNote(ReleaseNote { frame, ..note });
    let Some(rendered) = render(&document) else { return };
    let pdf = tools::saved("hostile-frame", &rendered.pdf);
    let Some(characters) = tools::characters(&pdf) else { return };
    // LRN, MRN, office, document id, broker and notice on every page.
    let expected = 6 * 40 * rendered.pages as usize;
    assert_eq!(characters.matches('Ü').count(), expected);
}

#[test]
fn a_header_leaves_room_whatever_is_written_in_it() {
    let mut note = stories::release_note(Language::En);
    let lrn = stories::unbroken(50_000);
    note.frame = Frame { lrn: Some(lrn.clone()), mrn: Some(lrn), ..note.frame };
    let Some(rendered) = render(&Document::ReleaseNote(note)) else { return };
    assert!(rendered.pages <= 2);
    let pdf = tools::saved("endless-lrn", &rendered.pdf);
    let Some(characters) = tools::characters(&pdf) else { return };
    assert!(characters.contains('…') && characters.contains("аккумуляторный"));
}

#[test]
fn a_photo_that_is_no_image_is_named() {
    let mut report = stories::inspection_report(Language::En);
    report.photos[1].bytes = b"GIF89a".to_vec();
    let Some(fonts) = common::fonts() else { return };
    let error = documents::render(&Document::InspectionReport(report), fonts).unwrap_err();
    assert_eq!(error.code(), "photo_unreadable");
    assert!(error.to_string().contains("contents.png"), "{error}");
}

#[rstest]
#[case::release_note("release-note", Some(DocumentKind::ReleaseNote))]
#[case::declaration("declaration", Some(DocumentKind::Declaration))]
#[case::unknown("invoice", None)]
fn documents_have_names(#[case] name: &str, #[case] expected: Option<DocumentKind>) {
    assert_eq!(name.parse().ok(), expected);
    assert!(expected.is_none_or(|kind| kind.name() == name));
}

#[test]
fn an_unknown_language_is_told_which_there_are() {
    let error = "it".parse::<Language>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "There is no document language called \"it\". Use one of: en, fr, nl, de, zh."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_character_can_be_read_back(
        name in "[A-Za-zÀ-ÖØ-öø-ÿĀ-žА-яΑ-Ρα-ω一-龥0-9 &’.,]{1,90}",
        description in "[a-zé中文電子ЖΩ0-9 ]{0,600}",
    ) {
        let mut note = stories::release_note(Language::En);
        note.items.truncate(1);
        note.items[0].description = description.clone();
        note.parties[0].name = Some(name.clone());
        let document = Document::ReleaseNote(note);
        let Some(rendered) = render(&document) else { return Ok(()) };
        prop_assert_eq!(&rendered.unprintable, &[]);
        let pdf = tools::saved("read-back", &rendered.pdf);
        let Some(characters) = tools::characters(&pdf) else { return Ok(()) };
        for text in [name, description] {
            for character in text.chars().filter(|c| !c.is_whitespace()) {
                prop_assert!(characters.contains(character), "{} is not on the page", character);
            }
        }
    }
}
