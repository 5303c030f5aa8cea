//! Checks that an office writes itself.

use chrono::NaiveDate;
use customs::formula::{FormulaFault, NameKind, formula_names};
use customs::pack::{OfficeRules, PackError};
use customs::{Declaration, Element, Formula, Language, Packs, dictionary, verdict};
use rstest::rstest;

use crate::samples::{SECOND_ITEM, h1, h7, with};

/// A parcel of a speaker (48.40 USD) and a watch (124.00 USD), each with a document.
fn parcel() -> Element {
    let changes = [
        ("item/Origin/CountryCode", Some("CN")),
        ("item/SupportingDocument/ID", Some("PO-17")),
        ("item/SupportingDocument/TypeCode", Some("N935")),
        ("item[2]/Origin/CountryCode", Some("HK")),
    ];
    with(with(h7(), &SECOND_ITEM), &changes)
}

/// At which items the formula holds in a declaration; `[0]` where it holds for the whole.
fn found(formula: &str, body: &Element) -> Vec<u32> {
    let formula = Formula::parse(formula).unwrap_or_else(|error| panic!("{formula}: {error}"));
    let rules = Packs::builtin().on("2026-11-21".parse().expect("a day"));
    let matches = formula.matches(&Declaration::read(body), body, rules);
    matches.into_iter().map(|found| found.item.unwrap_or_default()).collect()
}

#[rstest]
#[case::batteries_from_china("item.origin == 'CN' && item.value_eur > 40 && item.description.mentions('speaker')", &[1])]
#[case::an_importer("declaration.importer.name == 'Anneke Maes'", &[0])]
#[case::an_importer_however_written("declaration.importer.name.mentions('ANNÉKE maes')", &[0])]
#[case::an_ioss_number("declaration.ioss.startsWith('IM')", &[0])]
#[case::a_dear_item("item.value_eur >= 100", &[2])]
#[case::decimal_below("item.gross_mass < 0.21", &[])]
#[case::decimal_equal("item.gross_mass == 0.21", &[2])]
#[case::decimal_equal_longer("item.gross_mass == 0.2100", &[2])]
#[case::decimal_at_most("item.gross_mass <= 0.62", &[1, 2])]
#[case::decimal_differs("item.gross_mass != 0.62", &[2])]
#[case::literal_first("100 < item.value", &[2])]
#[case::whole_number("item.value == 124", &[2])]
#[case::unsigned("item.value == 124u", &[2])]
#[case::added("item.value + 0.1 + 0.2 == 124.3", &[2])]
#[case::subtracted("item.value - 24 == 100", &[2])]
#[case::multiplied("item.value * 2 == 96.8", &[1])]
#[case::divided("item.value / 8 == 15.5", &[2])]
#[case::negative("item.value > -1", &[1, 2])]
#[case::by_zero("item.value / 0 > 1", &[])]
#[case::too_large("item.value * 99999999999999 * 99999999999999 > 1", &[])]
#[case::currency("item.currency == 'USD'", &[1, 2])]
#[case::one_of("item.origin in ['HK', 'MO']", &[2])]
#[case::not_one_of("!(item.origin in ['HK', 'MO'])", &[1])]
#[case::one_of_numbers("item.value in [48.4, 1]", &[1])]
#[case::in_a_list("'F48' in item.additional_procedures", &[1, 2])]
#[case::in_a_list_not("'C07' in item.additional_procedures", &[])]
#[case::starts("item.commodity_code.startsWith('8518')", &[1])]
#[case::ends("item.commodity_code.endsWith('62')", &[2])]
#[case::contains("item.description.contains('watch')", &[2])]
#[case::contains_as_written("item.description.contains('WATCH')", &[])]
#[case::matches("item.commodity_code.matches('^85(17|99)')", &[2])]
#[case::matches_any_case("item.description.matches('(?i)SPEAKER')", &[1])]
#[case::mentions_a_phrase("item.description.mentions('smart watch', 'drone')", &[2])]
#[case::mentions_whole_words("item.description.mentions('speak')", &[])]
#[case::size_of_a_text("size(item.commodity_code) == 6", &[1, 2])]
#[case::size_of_a_text_after_it("item.origin.size() == 2", &[1, 2])]
#[case::size_of_a_list("size(item.documents) > 0", &[1])]
#[case::count_of_items("declaration.item_count == 2 && size(declaration.items) == 2", &[0])]
#[case::a_document("item.documents.exists(d, d.kind == 'N935' && d.reference.startsWith('PO'))", &[1])]
#[case::no_document("!item.documents.exists(d, d.kind == 'N935')", &[2])]
#[case::all_items("declaration.items.all(i, i.currency == 'USD')", &[0])]
#[case::one_item("declaration.items.exists_one(i, i.value > 100)", &[0])]
#[case::not_one_item("declaration.items.exists_one(i, i.value > 1)", &[])]
#[case::items_and_their_documents("declaration.items.exists(i, i.value < 100 && i.documents.exists(d, d.kind == 'N935'))", &[0])]
#[case::a_list_of_an_item("declaration.items.all(i, 'F48' in i.additional_procedures)", &[0])]
#[case::texts_gone_through("item.additional_procedures.exists(p, p.startsWith('F'))", &[1, 2])]
#[case::a_fiscal_role("declaration.fiscal_references.exists(f, f.role == 'FR5' && f.id == declaration.ioss)", &[0])]
#[case::a_variable_called_item("declaration.items.exists(item, item.value > 100)", &[0])]
#[case::choice("declaration.data_set == 'H7' ? item.value > 100 : item.value > 1", &[2])]
#[case::conditions_compared("(item.origin == 'CN') != has(item.net_mass)", &[1])]
#[case::dates("declaration.rules_of >= '2026-11-01' && declaration.rules_of < '2026-12-01'", &[0])]
#[case::constant("true", &[0])]
#[case::constant_false("false", &[])]
#[case::several_lines("item.origin == 'CN'\n  // dear ones\n  && item.value > 40\n", &[1])]
fn office_checks(#[case] formula: &str, #[case] expected: &[u32]) {
    assert_eq!(found(formula, &parcel()), expected, "{formula}");
}

/// `item.net_mass` is not there, `item.value` is.
#[rstest]
#[case::compared("item.net_mass > 1", false)]
#[case::compared_otherwise("item.net_mass <= 1", false)]
#[case::equal("item.preference == '100'", false)]
#[case::different("item.preference != '100'", false)]
#[case::not("!(item.net_mass > 1)", false)]
#[case::reckoned("item.net_mass + item.value > 0", false)]
#[case::among("item.preference in ['100']", false)]
#[case::not_among("!(item.preference in ['100'])", false)]
#[case::mentioned("item.preference.contains('1')", false)]
#[case::asked("has(item.net_mass)", false)]
#[case::asked_not("!has(item.net_mass)", true)]
#[case::asked_of_a_party("has(declaration.consignee.id)", false)]
#[case::asked_of_another("has(declaration.importer.name)", true)]
#[case::guarded("!has(item.preference) || item.preference != '100'", true)]
#[case::or_true("item.net_mass > 1 || item.value > 1", true)]
#[case::true_or("item.value > 1 || item.net_mass > 1", true)]
#[case::or_false("item.net_mass > 1 || item.value < 1", false)]
#[case::and_true("item.net_mass > 1 && item.value > 1", false)]
#[case::not_and_false("!(item.net_mass > 1 && item.value < 1)", true)]
#[case::choice("item.net_mass > 1 ? true : true", false)]
#[case::any("declaration.items.exists(i, i.net_mass > 1 || i.value > 1)", true)]
#[case::all("declaration.items.all(i, i.net_mass > 1)", false)]
#[case::none("!declaration.items.exists(i, i.net_mass > 1)", false)]
#[case::one("declaration.items.exists_one(i, i.net_mass > 1)", false)]
fn what_is_not_there_is_unknown(#[case] formula: &str, #[case] expected: bool) {
    assert_eq!(!found(formula, &h7()).is_empty(), expected, "{formula}");
}

#[rstest]
#[case::nothing("", "formula_length", 1)]
#[case::only_blanks("  \n ", "formula_length", 1)]
#[case::not_closed("item.origin == 'CN", "formula_unreadable", 16)]
#[case::not_complete("item.origin ==", "formula_unreadable", 15)]
#[case::one_equals_sign("item.origin = 'CN'", "formula_unreadable", 13)]
#[case::words_for_and("item.value > 4 and item.value < 5", "formula_unreadable", 16)]
#[case::too_many_brackets("((((((((((((((((((((true))))))))))))))))))))", "formula_too_deep", 18)]
#[case::unknown("item.orign == 'CN'", "formula_unknown_name", 1)]
#[case::unknown_later("item.value > 1 && item.shoe_size > 1", "formula_unknown_name", 19)]
#[case::unknown_after_an_accent(
    "item.origin == 'é' && item.shoe_size > 1",
    "formula_unknown_name",
    23
)]
#[case::no_root("value_eur > 40", "formula_unknown_name", 1)]
#[case::a_whole_party("declaration.importer == 'x'", "formula_unknown_name", 1)]
#[case::of_a_variable("item.documents.exists(d, d.number == '1')", "formula_unknown_name", 26)]
#[case::variable_outside(
    "item.documents.exists(d, d.kind == '1') && d.kind == '1'",
    "formula_unknown_name",
    44
)]
#[case::number_with_text("item.value_eur > '40'", "formula_incomparable", 16)]
#[case::text_with_number("item.commodity_code == 851762", "formula_incomparable", 21)]
#[case::condition_ordered("has(item.value) > false", "formula_incomparable", 17)]
#[case::no_condition("item.value_eur", "formula_wrong_kind", 1)]
#[case::number_as_text("item.value.contains('1')", "formula_wrong_kind", 1)]
#[case::text_as_number("item.origin + 'x' == 'CNx'", "formula_wrong_kind", 1)]
#[case::text_as_condition("!item.origin", "formula_wrong_kind", 2)]
#[case::text_as_list("item.origin.exists(o, o == 'C')", "formula_wrong_kind", 1)]
#[case::null("item.origin == null", "formula_not_supported", 16)]
#[case::float_of_many_digits("item.value > 0.12345678901234567", "formula_not_supported", 14)]
#[case::bytes("item.origin == b'CN'", "formula_not_supported", 16)]
#[case::remainder("item.value % 2 == 0", "formula_not_supported", 12)]
#[case::unknown_function("item.origin.lower() == 'cn'", "formula_not_supported", 18)]
#[case::unknown_global("double(item.origin) > 1", "formula_not_supported", 7)]
#[case::place_in_a_list("item.documents[0].kind == 'N935'", "formula_not_supported", 15)]
#[case::filter("size(item.documents.filter(d, d.kind == 'N935')) > 1", "formula_not_supported", 27)]
#[case::map("item.documents.map(d, d.kind) == ['N935']", "formula_not_supported", 19)]
#[case::has_of_a_list("has(item.documents)", "formula_not_supported", 5)]
#[case::in_a_list_of_documents("'N935' in item.documents", "formula_not_supported", 11)]
#[case::mentions_a_name("item.description.mentions(item.origin)", "formula_not_supported", 26)]
#[case::mentions_nothing("item.description.mentions('-')", "formula_not_supported", 26)]
#[case::list_of_names("item.origin in [item.preference]", "formula_not_supported", 17)]
#[case::map_literal("{'a': 1}", "formula_not_supported", 1)]
#[case::message("item{a: 1}", "formula_not_supported", 5)]
#[case::pattern("item.origin.matches('(')", "formula_pattern", 21)]
#[case::huge_pattern("item.origin.matches('(a{500}){500}')", "formula_pattern", 21)]
#[case::pattern_of_a_name("item.origin.matches(item.currency)", "formula_pattern", 21)]
#[case::items_for_each_item(
    "item.value > 1 && declaration.items.exists(i, i.value > 1)",
    "formula_too_costly",
    19
)]
#[case::count_for_each_item(
    "size(declaration.containers) > 1 && item.value > 1",
    "formula_too_costly",
    6
)]
#[case::items_for_each_of_them(
    "declaration.items.exists(i, declaration.items.exists(j, j.value > 1))",
    "formula_too_costly",
    29
)]
#[case::documents_for_each(
    "item.documents.exists(d, item.documents.exists(e, e.kind == d.kind))",
    "formula_too_costly",
    26
)]
fn refuses_with_the_place(#[case] formula: &str, #[case] code: &str, #[case] column: usize) {
    let error = Formula::parse(formula).expect_err("the formula is refused");
    assert_eq!((error.code(), error.column), (code, column), "{error}");
    assert!(!error.hint().is_empty());
}

#[rstest]
#[case::letter("item.orign == 'CN'", Some("item.origin"))]
#[case::plural("item.document.exists(d, d.kind == '1')", Some("item.documents"))]
#[case::of_a_party("declaration.importer.nam == 'x'", Some("declaration.importer.name"))]
#[case::of_a_variable("item.documents.exists(d, d.knd == '1')", Some("d.kind"))]
#[case::nothing_like_it("item.shoe_size > 1", None)]
fn names_that_are_nearly_right_are_guessed(#[case] formula: &str, #[case] expected: Option<&str>) {
    let error = Formula::parse(formula).expect_err("the name is not known");
    let FormulaFault::UnknownName { near, .. } = error.fault else { panic!("{error}") };
    assert_eq!(near.as_deref(), expected);
}

#[test]
fn the_place_counts_lines_and_characters() {
    let error = Formula::parse("item.origin == 'Liège'\n  && item.orign == 'é'").unwrap_err();
    assert_eq!((error.line, error.column), (2, 6));
    assert_eq!(
        error.to_string(),
        "Line 2, column 6: “item.orign” is not known. Did you mean item.origin?"
    );
}

#[test]
fn a_long_formula_is_read_and_a_longer_one_refused() {
    let numbers: Vec<String> = (0..120).map(|each| format!("'BE0{each:09}'")).collect();
    let long = format!("declaration.importer.id in [{}]", numbers.join(","));
    assert!(Formula::parse(&long).is_ok());
    let error = Formula::parse(&format!("{long}{}", " ".repeat(2_000))).unwrap_err();
    assert_eq!(error.code(), "formula_length");
}

#[rstest]
#[case::value_that_is_there(
    "item.origin == 'CN'",
    Some("GoodsShipment/GovernmentAgencyGoodsItem/Origin/CountryCode"),
    Some("CN")
)]
#[case::value_that_is_not(
    "!has(item.preference)",
    Some("GoodsShipment/GovernmentAgencyGoodsItem/Commodity/DutyTaxFee/DutyRegimeCode"),
    None
)]
#[case::first_that_is_there(
    "!has(item.preference) && item.origin == 'CN'",
    Some("GoodsShipment/GovernmentAgencyGoodsItem/Origin/CountryCode"),
    Some("CN")
)]
#[case::worked_out(
    "item.value_eur > 1",
    Some("GoodsShipment/GovernmentAgencyGoodsItem/Commodity/InvoiceLine/ItemChargeAmount"),
    Some("41.72")
)]
#[case::of_the_declaration(
    "declaration.importer.postcode == '4000'",
    Some("GoodsShipment/Importer/Address/PostcodeID"),
    Some("4000")
)]
#[case::nowhere("declaration.rules_of > '2026-01-01'", None, None)]
fn tells_where_it_holds(
    #[case] formula: &str,
    #[case] path: Option<&str>,
    #[case] value: Option<&str>,
) {
    let body = with(parcel(), &[("item/Commodity/InvoiceLine/ItemChargeAmount", Some("48.40"))]);
    let rules = Packs::builtin().on("2026-11-21".parse().unwrap());
    let found = Formula::parse(formula).unwrap().matches(&Declaration::read(&body), &body, rules);
    let place = found[0].path.as_ref().map(ToString::to_string);
    if formula.contains("value_eur") {
        // The rate is a sample: what counts is that the value is that of the day.
        assert!(found[0].value.is_some());
        assert_eq!(place.as_deref(), path);
        return;
    }
    assert_eq!((place.as_deref(), found[0].value.as_deref()), (path, value));
}

/// Every name can be asked, whatever its kind, of a parcel and of a standard declaration.
#[test]
fn every_name_can_be_asked() {
    for name in formula_names() {
        let path = &name.name;
        let formula = match name.kind {
            NameKind::Text => format!("has({path}) || {path} == 'x'"),
            NameKind::Number => format!("has({path}) || {path} > 0.5"),
            NameKind::Texts => format!("size({path}) > 0 || 'x' in {path}"),
            NameKind::Items => format!("{path}.exists(i, has(i.description))"),
            NameKind::References => format!("{path}.exists(f, has(f.id) && has(f.role))"),
            NameKind::Documents => format!("{path}.exists(d, has(d.kind) && has(d.reference))"),
        };
        for body in [h7(), h1(), Element::new("Declaration")] {
            let times = found(&formula, &body).len();
            assert!(times <= 1, "{formula}");
        }
    }
}

/// Names that hold a value in one of the samples; the others are proven by their fields alone.
#[test]
fn most_names_have_a_value_somewhere() {
    let bodies = [h7(), h1(), parcel(), crate::samples::b1()];
    let asked = formula_names().iter().filter(|name| {
        let formula = match name.kind {
            NameKind::Text | NameKind::Number => format!("has({})", name.name),
            _ => format!("size({}) > 0", name.name),
        };
        bodies.iter().any(|body| !found(&formula, body).is_empty())
    });
    let asked = asked.count();
    assert!(asked >= 50, "{asked} of {}", formula_names().len());
}

const OFFICE: &str = include_str!("../../../../../fixtures/packs/office.toml");

fn with_office(text: &str) -> Result<Packs, PackError> {
    let office =
        OfficeRules::release(text, 1, NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"))?;
    let mut texts = Packs::builtin_texts().to_vec();
    texts.push(office.text());
    Packs::layer(&texts)
}

#[test]
fn an_office_s_layer_speaks_beside_the_others() {
    let packs = with_office(OFFICE).unwrap();
    let told = |body: &Element, language| {
        let day = "2026-11-21".parse().unwrap();
        let findings = verdict(body, &packs, day, language).1.findings;
        let ours = findings.into_iter().filter(|finding| finding.rule.starts_with("OFFICE"));
        ours.map(|f| (f.rule, f.item, f.title, f.pack)).collect::<Vec<_>>()
    };
    let english = told(&parcel(), Language::English);
    let said: Vec<(&str, Option<u32>, &str)> = english
        .iter()
        .map(|(rule, item, title, _)| (rule.as_str(), *item, title.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "OFFICE-001",
                Some(1),
                "Batteries from China over EUR 40: Bluetooth speaker, portable"
            ),
            ("OFFICE-002", None, "This importer always needs a look"),
            ("OFFICE-004", Some(2), "Dear for its mass: 542.24"),
        ]
    );
    assert!(english.iter().all(|(.., pack)| pack == "office 2026-11-20 no. 1"));
    let dutch = told(&parcel(), Language::Dutch);
    assert_eq!(dutch[1].2, "Deze importeur moet altijd bekeken worden");
    assert_eq!(told(&h1(), Language::English), []);
}

#[test]
fn a_formula_of_a_pack_is_refused_with_its_place() {
    let wrong = OFFICE.replace("item.value_per_kg_eur > 400", "item.value_per_kilo > 400");
    let error = with_office(&wrong).expect_err("the pack is refused");
    assert_eq!(error.code(), "rule_pack_unreadable");
    let told = error.to_string();
    assert!(told.contains("Line 1, column 1: “item.value_per_kilo” is not known"), "{told}");
}

/// The table of names in the README of the rule packs.
pub(crate) fn table() -> String {
    let rows = formula_names().iter().map(|name| {
        let label = name.data_element.as_deref().and_then(|it| dictionary().numbered(it));
        let label = label.map(|element| element.label.get(Language::English)).unwrap_or_default();
        let what = match (label, name.note) {
            ("", note) => note.to_owned(),
            (label, "") => label.to_owned(),
            (label, note) => format!("{label}, {note}"),
        };
        let kind = match name.kind {
            NameKind::Text => "text",
            NameKind::Number => "number",
            _ => "list",
        };
        let number = name.data_element.as_deref().unwrap_or_default();
        format!("| `{}` | {kind} | {what} | {number} |\n", name.name)
    });
    format!(
        "| name | kind | what | data element |\n| --- | --- | --- | --- |\n{}",
        rows.collect::<String>()
    )
}
