use customs::pack::PackError;
use customs::{Language, Packs, verdict};
use rstest::rstest;

use crate::samples::{h7, with};

const HEAD: &str = "pack = { layer = \"eu\", version = \"1\" }\n";

const RULE: &str = r#"
[[rule]]
id = "GL-TEST-1"
severity = "error"
check = { kind = "required", any = ["mrn"] }
source = "test"
title = { en = "No MRN" }
"#;

fn titles(packs: &Packs, day: &str, language: Language) -> Vec<String> {
    let day = day.parse().expect("the test's day is one");
    verdict(&h7(), packs, day, language).1.findings.into_iter().map(|f| f.title).collect()
}

#[test]
fn a_later_layer_replaces_a_rule_of_the_same_name_and_adds_others() {
    let eu = format!("{HEAD}{RULE}");
    let be = format!("{HEAD}{RULE}{RULE}")
        .replace("\"eu\"", "\"be\"")
        .replacen("No MRN", "Belgium wants an MRN", 1)
        .replacen("error", "warning", 1);
    let (first, second) = be.rsplit_once("GL-TEST-1").expect("two rules");
    let be = format!("{first}GL-TEST-2{second}");
    let packs = Packs::layer(&[&eu, &be]).expect("both layers can be used");
    assert_eq!(titles(&packs, "2026-11-21", Language::English), ["No MRN", "Belgium wants an MRN"]);
    assert_eq!(packs.version(), "eu 1, be 1");
}

#[rstest]
#[case::before("2026-06-30", 0)]
#[case::first_day("2026-07-01", 1)]
#[case::last_day("2028-06-30", 1)]
#[case::after("2028-07-01", 0)]
fn a_rule_holds_from_a_day_until_another(#[case] day: &str, #[case] findings: usize) {
    let dated = format!("{HEAD}{RULE}from = \"2026-07-01\"\nuntil = \"2028-07-01\"\n");
    let packs = Packs::layer(&[&dated]).expect("the layer can be used");
    assert_eq!(titles(&packs, day, Language::English).len(), findings);
}

#[test]
fn the_hash_is_of_the_bytes() {
    let hash = |text: &str| Packs::layer(&[text]).expect("a pack").hash().to_owned();
    assert_eq!(hash(HEAD).len(), 64);
    assert_eq!(hash(HEAD), hash(HEAD));
    assert_ne!(hash(HEAD), hash(&format!("{HEAD} ")));
    assert_eq!(
        Packs::builtin().hash(),
        verdict(&h7(), Packs::builtin(), Default::default(), Language::English).1.pack_hash
    );
}

#[rstest]
#[case::not_toml("rules!", "rule_pack_unreadable")]
#[case::no_head(RULE, "rule_pack_unreadable")]
#[case::unknown_field(&format!("{HEAD}{}", RULE.replace("mrn", "shoe_size")), "rule_pack_unreadable")]
#[case::unknown_check(&format!("{HEAD}{}", RULE.replace("\"required\"", "\"wished\"")), "rule_pack_unreadable")]
#[case::misspelt_key(&format!("{HEAD}{}", RULE.replace("severity", "gravity")), "rule_pack_unreadable")]
#[case::pattern(
    &format!("{HEAD}{}", RULE.replace("kind = \"required\", any = [\"mrn\"]", "kind = \"format\", field = \"mrn\", pattern = \"(\"")),
    "rule_pack_unreadable"
)]
#[case::no_title(&format!("{HEAD}{}", RULE.replace("title = { en = \"No MRN\" }", "")), "rule_pack_unusable")]
#[case::unknown_fact(&format!("{HEAD}{}", RULE.replace("No MRN", "No MRN {why}")), "rule_pack_unusable")]
#[case::ends_before_it_begins(&format!("{HEAD}{RULE}from = \"2026-07-01\"\nuntil = \"2026-07-01\"\n"), "rule_pack_unusable")]
#[case::no_list(
    &format!("{HEAD}{}", RULE.replace("kind = \"required\", any = [\"mrn\"]", "kind = \"code_list\", field = \"mrn\", list = \"none\"")),
    "rule_pack_unusable"
)]
#[case::no_list_in_a_condition(
    &format!("{HEAD}{RULE}when = [{{ field = \"mrn\", listed = \"none\" }}]\n"),
    "rule_pack_unusable"
)]
fn refuses_what_cannot_be_used(#[case] text: &str, #[case] code: &str) {
    let error: PackError = Packs::layer(&[text]).expect_err("the pack is refused");
    assert_eq!(error.code(), code, "{error}");
}

#[rstest]
#[case::unknown_rule("language = \"nl\"\n[rule.GL-TEST-2]\ntitle = \"Geen MRN\"")]
#[case::unknown_language("language = \"xx\"")]
#[case::a_fact_that_the_rule_has_not("language = \"nl\"\n[rule.GL-TEST-1]\ntitle = \"Geen {why}\"")]
fn refuses_a_translation_of_something_else(#[case] translation: &str) {
    let pack = format!("{HEAD}{RULE}");
    assert!(Packs::layer(&[pack.as_str(), translation]).is_err());
}

#[test]
fn a_translation_is_told_in_its_language_only() {
    let pack = format!("{HEAD}{RULE}");
    let dutch = "language = \"nl\"\n[rule.GL-TEST-1]\ntitle = \"Geen MRN\"";
    let packs = Packs::layer(&[pack.as_str(), dutch]).unwrap();
    assert_eq!(titles(&packs, "2026-11-21", Language::Dutch), ["Geen MRN"]);
    assert_eq!(titles(&packs, "2026-11-21", Language::German), ["No MRN"]);
}

#[test]
fn findings_are_told_in_french() {
    let body = with(h7(), &[("item/Commodity/Description", None)]);
    let day = "2026-11-21".parse().expect("a day");
    let (_, verdict) = verdict(&body, Packs::builtin(), day, Language::French);
    let finding = &verdict.findings[0];
    assert_eq!(finding.title, "Désignation des marchandises : donnée manquante");
    assert_eq!(finding.hint, "À compléter : Désignation des marchandises.");
    assert!(verdict.lane_reasons[0].starts_with("Erreurs : 1,"), "{:?}", verdict.lane_reasons);
}

#[test]
fn no_text_is_left_with_an_empty_fact() {
    let broken = with(
        h7(),
        &[
            ("FunctionalReferenceID", Some("{{LRN}}")),
            ("Declarant/ID", Some("?")),
            ("item/Commodity/Classification/ID", Some("99")),
            ("item/Commodity/InvoiceLine/ItemChargeAmount", Some("9999")),
            ("GoodsShipment/Consignor/Name", None),
            ("DeclarationOfficeID", Some("BE1")),
        ],
    );
    for finding in crate::samples::found(&broken, "2026-11-21") {
        for text in [&finding.title, &finding.detail, &finding.hint] {
            assert!(!text.contains(['{', '}']) || finding.rule == "GL-GEN-001", "{finding:?}");
            assert!(!text.contains("  ") && !text.contains("“”"), "{finding:?}");
        }
        assert!(!finding.title.is_empty() && !finding.source.is_empty(), "{finding:?}");
    }
}
