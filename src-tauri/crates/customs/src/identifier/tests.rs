use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn check(kind: Kind, text: &str) -> Check {
    kind.read(text).unwrap_or_else(|| panic!("{text} has not the form of a {kind}")).check
}

#[rstest]
#[case("24GB000246J8NY33L7")]
#[case("23DKLGV1MZKBVB8LA7")]
#[case("23DKD0SCLWDRSIPKR0")]
#[case("21DKRSYEMQS5OOTGR1")]
#[case("22ITZXBZYUTJFLJXK6")]
#[case("21GB556IESSWMPZWR9")]
#[case("23GB5SCPZSPYDAUAA1")]
#[case("18GBJCM3USAFD2WD51")]
#[case::remainder_ten("20GB32VVZI0YMFGVR0")]
#[case::remainder_ten("21GB7X8M7S6NG8N6R0")]
#[case::remainder_ten("24GBA4ZYBWXU1BSA00")]
fn mrn_holds(#[case] mrn: &str) {
    assert_eq!(check(Kind::Mrn, mrn), Check::Holds);
}

#[rstest]
#[case::enterprise(Kind::EnterpriseNumber, "0428759497")]
#[case::enterprise_with_dots(Kind::EnterpriseNumber, "0403.019.261")]
#[case::enterprise(Kind::EnterpriseNumber, "0202239951")]
#[case::enterprise_with_country(Kind::EnterpriseNumber, "BE 0697.449.992")]
#[case::eori_be(Kind::Eori, "BE0428759497")]
#[case::vat_be(Kind::Vat, "BE0428759497")]
#[case::vat_fr(Kind::Vat, "FR23334175221")]
#[case::vat_de(Kind::Vat, "DE136695976")]
#[case::vat_nl_old(Kind::Vat, "NL004495445B01")]
#[case::vat_nl_2020(Kind::Vat, "NL002455799B11")]
#[case::vat_it(Kind::Vat, "IT00743110157")]
#[case::vat_lu(Kind::Vat, "LU15027442")]
#[case::vat_at(Kind::Vat, "ATU13585627")]
#[case::vat_es(Kind::Vat, "ESB64717838")]
#[case::vat_pl(Kind::Vat, "PL8567346215")]
#[case::vat_ie(Kind::Vat, "IE6433435F")]
#[case::vat_ie_2013(Kind::Vat, "IE6433435OA")]
#[case::vat_pt(Kind::Vat, "PT501964843")]
#[case::s10(Kind::S10, "RR473124829DK")]
#[case::s10(Kind::S10, "RR287043775IN")]
#[case::s10_five(Kind::S10, "CP123456785BE")]
#[case::s10_remainder_zero(Kind::S10, "EE999999995CN")]
#[case::awb(Kind::Awb, "176-12345675")]
#[case::awb(Kind::Awb, "020-81140743")]
#[case::container(Kind::Container, "CSQU3054383")]
#[case::container(Kind::Container, "MWCU6059784")]
#[case::container_remainder_ten(Kind::Container, "TASU1170000")]
#[case::container(Kind::Container, "BICU1234565")]
fn holds(#[case] kind: Kind, #[case] text: &str) {
    assert_eq!(check(kind, text), Check::Holds);
}

#[rstest]
#[case::mrn(Kind::Mrn, "22DK1V0QQK2S6J7TU2", "1")]
#[case::mrn_of_the_printing_guidelines(Kind::Mrn, "23CH9876AB889012J4", "9")]
#[case::mrn_typed_in(Kind::Mrn, "20GB34F7Y1O2CX8PT2", "5")]
#[case::mrn_typed_in(Kind::Mrn, "25GBCDS123456789B1", "2")]
#[case::mrn_typed_in(Kind::Mrn, "24DKCYYKR9EOCPTEB5", "3")]
#[case::grn(Kind::Grn, "23DKLGV1MZKBVB8L1", "5")]
#[case::enterprise(Kind::EnterpriseNumber, "0431150351", "50")]
#[case::enterprise_of_manuals(Kind::EnterpriseNumber, "0123456789", "49")]
#[case::eori_be(Kind::Eori, "BE0123456789", "49")]
#[case::vat_be(Kind::Vat, "BE0123456789", "49")]
#[case::vat_fr(Kind::Vat, "FR84323140391", "81")]
#[case::vat_de(Kind::Vat, "DE136695978", "6")]
#[case::vat_nl(Kind::Vat, "NL123456789B90", "2")]
#[case::vat_it(Kind::Vat, "IT00743110158", "7")]
#[case::vat_es(Kind::Vat, "ESB64717839", "8")]
#[case::s10(Kind::S10, "RR473124828DK", "9")]
#[case::awb_never_seven_or_more(Kind::Awb, "176-12345677", "5")]
#[case::container(Kind::Container, "CSQU3054384", "3")]
fn fails(#[case] kind: Kind, #[case] text: &str, #[case] expected: &str) {
    assert_eq!(check(kind, text), Check::Fails { expected: expected.to_owned() });
}

#[rstest]
#[case::ioss_algorithm_is_not_public(Kind::Ioss, "IM0561234567")]
#[case::eori_elsewhere(Kind::Eori, "GB553202734852")]
#[case::office(Kind::CustomsOffice, "BE532000")]
#[case::commodity(Kind::CommodityCode, "8517 62")]
#[case::lrn(Kind::Lrn, "LGG-26-0048217-03")]
#[case::ucr(Kind::Ucr, "6GB553202734852-12345")]
fn has_no_check_digit(#[case] kind: Kind, #[case] text: &str) {
    assert_eq!(check(kind, text), Check::None);
}

#[rstest]
#[case::mrn_too_short(Kind::Mrn, "24GB000246J8NY33L")]
#[case::mrn_last_is_a_letter(Kind::Mrn, "24GB000246J8NY33LL")]
#[case::ioss_unknown_state(Kind::Ioss, "IM5532027340")]
#[case::ioss_of_an_intermediary(Kind::Ioss, "IN0561234567")]
#[case::intermediary_of_no_state(Kind::IossIntermediary, "IN5532027340")]
#[case::vat_without_country(Kind::Vat, "0428759497")]
#[case::vat_not_a_member_state(Kind::Vat, "GB123456789")]
#[case::vat_nl_too_short(Kind::Vat, "NLSGH")]
#[case::commodity_seven_digits(Kind::CommodityCode, "8517621")]
#[case::container_category(Kind::Container, "CSQA3054383")]
#[case::awb_ten_digits(Kind::Awb, "176-1234567")]
#[case::lrn_too_long(Kind::Lrn, "12345678901234567890123")]
#[case::lrn_placeholder(Kind::Lrn, "{{LRN}}")]
#[case::eori_placeholder(Kind::Eori, "{{DeclarantEORI}}")]
#[case::office_too_long(Kind::CustomsOffice, "BE5320001")]
#[case::empty(Kind::Ucr, " ")]
fn has_another_form(#[case] kind: Kind, #[case] text: &str) {
    assert_eq!(kind.read(text), None);
}

#[rstest]
#[case("784-12345675", &[Kind::Awb])]
#[case("be0428759497", &[Kind::EnterpriseNumber, Kind::Vat, Kind::Eori])]
#[case("24GB000246J8NY33L7", &[Kind::Mrn])]
#[case("23CH9876AB889012J4", &[Kind::Mrn])]
#[case("IM0561234567", &[Kind::Ioss, Kind::Eori])]
#[case("IN0561234567", &[Kind::IossIntermediary, Kind::Eori])]
#[case("]C0LX155337957CN\r\n", &[Kind::S10])]
#[case("BE532000", &[Kind::CustomsOffice, Kind::Eori])]
#[case("851762", &[Kind::CommodityCode])]
#[case("6GB553202734852-12345", &[Kind::Ucr])]
#[case("LGG/26/17", &[Kind::Lrn])]
#[case("Rue Hors-Château 12", &[])]
fn identifies(#[case] text: &str, #[case] expected: &[Kind]) {
    let found: Vec<Kind> = identify(text).into_iter().map(|identified| identified.kind).collect();
    assert_eq!(found, expected);
}

#[rstest]
#[case("24GB000246J8NY33L7", "Given in 2024 in GB, transit with entry summary declaration.")]
#[case("21GB556IESSWMPZWR9", "Given in 2021 in GB, import.")]
#[case("18GBJCM3USAFD2WD51", "Given in 2018 in GB.")]
#[case("RR287043775IN", "A registered item posted in IN.")]
#[case("QQ123456785BE", "A postal item posted in BE.")]
#[case("8517 62", "Chapter 85 of the Harmonized System.")]
#[case(
    "176-12345677",
    "An air waybill of the airline with prefix 176. The last digit should be 5."
)]
fn explains(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(identify(text)[0].explanation(Language::English), expected);
}

#[rstest]
#[case(Language::French, "Attribué en 2021 en GB, importation.")]
#[case(Language::Dutch, "Toegekend in 2021 in GB, invoer.")]
#[case(Language::German, "Vergeben 2021 in GB, Einfuhr.")]
#[case(Language::Chinese, "2021 年由 GB 赋予，进口。")]
fn explains_in(#[case] language: Language, #[case] expected: &str) {
    assert_eq!(identify("21GB556IESSWMPZWR9")[0].explanation(language), expected);
}

#[rstest]
#[case::its_form("24GB000246J8NY33L7", Kind::Mrn)]
#[case("LGG/26/17", Kind::Lrn)]
#[case("GB553202734852", Kind::Eori)]
#[case("0428759497", Kind::EnterpriseNumber)]
#[case("FR23334175221", Kind::Vat)]
#[case("IM0561234567", Kind::Ioss)]
#[case("IN0561234567", Kind::IossIntermediary)]
#[case("CP123456785BE", Kind::S10)]
#[case("020-81140743", Kind::Awb)]
#[case("CSQU3054383", Kind::Container)]
#[case("23DKLGV1MZKBVB8L1", Kind::Grn)]
#[case("6GB553202734852-12345", Kind::Ucr)]
#[case("BE532000", Kind::CustomsOffice)]
#[case("8517620000", Kind::CommodityCode)]
fn says_something_in_every_language(#[case] text: &str, #[case] kind: Kind) {
    let explained = Language::ALL.map(|language| kind.read(text).unwrap().explanation(language));
    let forms = Language::ALL.map(|language| kind.form(language));
    for (index, (said, form)) in explained.iter().zip(&forms).enumerate() {
        assert!(!said.is_empty() && !said.contains('{'), "{said}");
        assert!(!explained[..index].contains(said) && !forms[..index].contains(form), "{said}");
    }
}

#[test]
fn an_error_names_the_text_and_the_form() {
    let error = Awb::parse("784-1").unwrap_err();
    assert_eq!(
        error.to_string(),
        "“784-1” is not an air waybill number: three digits of the airline and eight digits, as \
         176-12345675."
    );
    assert_eq!(error.code(), "malformed_identifier");
}

proptest! {
    #[test]
    fn a_computed_check_digit_holds(
        mrn in "[0-9]{2}[A-Z]{2}[A-Z0-9]{12}[A-Z]",
        digits in "[0-9]{8}",
        letters in "[A-Z]{3}",
    ) {
        let expected = Mrn::parse(&format!("{mrn}0")).unwrap().expected_check_digit();
        prop_assert_eq!(check(Kind::Mrn, &format!("{mrn}{expected}")), Check::Holds);

        let head = mrn.get(..16).unwrap();
        let expected = Grn::parse(&format!("{head}0")).unwrap().expected_check_digit();
        prop_assert_eq!(check(Kind::Grn, &format!("{head}{expected}A123456")), Check::Holds);

        let expected = S10::parse(&format!("CP{digits}0BE")).unwrap().expected_check_digit();
        prop_assert_eq!(check(Kind::S10, &format!("CP{digits}{expected}BE")), Check::Holds);

        let head = format!("176{}", &digits[..7]);
        let expected = Awb::parse(&format!("{head}0")).unwrap().expected_check_digit();
        prop_assert_eq!(check(Kind::Awb, &format!("{head}{expected}")), Check::Holds);

        let head = format!("{letters}U{}", &digits[..6]);
        let expected = Container::parse(&format!("{head}0")).unwrap().expected_check_digit();
        prop_assert_eq!(check(Kind::Container, &format!("{head}{expected}")), Check::Holds);

        let head = format!("0{}", &digits[..7]);
        let number = EnterpriseNumber::parse(&format!("{head}00")).unwrap();
        let number = format!("BE{head}{}", number.expected_check_digits());
        prop_assert_eq!(check(Kind::Vat, &number), Check::Holds);
    }

    #[test]
    fn identifying_never_panics(text in ".{0,40}") {
        identify(&text);
    }

    #[test]
    fn what_looks_like_a_vat_number_never_panics(
        country in "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK",
        number in "[A-Z0-9]{0,3}[0-9]{1,10}[A-Z0-9]{0,3}",
    ) {
        identify(&format!("{country}{number}"));
    }

    #[test]
    fn what_looks_like_an_identifier_never_panics(text in "[A-Z]{2}[A-Z0-9]{2,16}") {
        identify(&text);
    }
}
