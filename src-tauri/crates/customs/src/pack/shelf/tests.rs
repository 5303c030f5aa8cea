use rstest::rstest;

use super::*;
use crate::pack::{BadRelease, OfficeRules};

/// A release that raises the number of a note of ours.
fn text(layer: &str, sequence: u32, issued: &str) -> String {
    format!(
        "[pack]\nlayer = \"{layer}\"\nversion = \"v{sequence}\"\nsequence = {sequence}\n\
         issued = \"{issued}\"\n\n[lists]\nodd_days = \"{sequence}\"\n"
    )
}

fn release(layer: &str, sequence: u32, issued: &str) -> Release {
    Release::read(&text(layer, sequence, issued)).unwrap()
}

fn shelf(releases: &[(&str, u32, &str)]) -> Shelf {
    let mut shelf = Shelf::default();
    for (layer, sequence, issued) in releases {
        assert_eq!(shelf.take(release(layer, *sequence, issued)).unwrap(), Taken::New);
    }
    shelf
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[rstest]
#[case::gap(("eu", 4, "2026-12-05"), "rule_pack_gap")]
#[case::gap_in_a_new_layer(("be", 2, "2026-12-05"), "rule_pack_gap")]
#[case::another_of_a_number(("eu", 2, "2026-12-03"), "rule_pack_step_back")]
#[case::dated_before(("eu", 3, "2026-12-01"), "rule_pack_earlier")]
#[case::nobodys(("atlantis", 1, "2026-12-05"), "rule_pack_unknown_layer")]
fn refuses(#[case] (layer, sequence, issued): (&str, u32, &str), #[case] code: &str) {
    let mut shelf = shelf(&[("eu", 1, "2026-12-01"), ("eu", 2, "2026-12-02")]);
    let before = shelf.packs(None).unwrap().hash().to_owned();
    let refused = shelf.take(release(layer, sequence, issued)).unwrap_err();
    assert_eq!(refused.code(), code, "{refused}");
    assert_eq!(shelf.packs(None).unwrap().hash(), before);
}

#[test]
fn refuses_rules_that_cannot_be_used_and_keeps_the_others() {
    let mut shelf = shelf(&[("eu", 1, "2026-12-01")]);
    let broken = format!("{}\n[[rule]]\nid = \"GL-X-1\"\n", text("eu", 2, "2026-12-02"));
    let refused = shelf.take(Release::read(&broken).unwrap()).unwrap_err();
    assert_eq!(refused.code(), "rule_pack_unreadable", "{refused}");
    assert_eq!(shelf.releases().len(), 1);
}

#[test]
fn the_same_release_twice_is_the_same() {
    let mut shelf = shelf(&[("eu", 1, "2026-12-01")]);
    assert_eq!(shelf.take(release("eu", 1, "2026-12-01")).unwrap(), Taken::Known);
    assert_eq!(shelf.releases().len(), 1);
}

#[rstest]
#[case::all(None, &["eu 1", "be 1", "eu 2", "office 2"])]
#[case::last_day(Some("2026-12-09"), &["eu 1", "be 1", "eu 2", "office 2"])]
#[case::between(Some("2026-12-04"), &["eu 1", "be 1", "office 1"])]
#[case::before(Some("2026-11-30"), &[])]
fn goes_back_to_a_day(#[case] as_of: Option<&str>, #[case] expected: &[&str]) {
    let mut shelf = shelf(&[("eu", 1, "2026-12-01"), ("be", 1, "2026-12-02")]);
    for (sequence, issued) in [(1, "2026-12-03"), (2, "2026-12-08")] {
        let office = OfficeRules::release("", sequence, day(issued)).unwrap();
        assert_eq!(shelf.next_of_office(), sequence);
        shelf.take(office).unwrap();
    }
    shelf.take(release("eu", 2, "2026-12-05")).unwrap();
    let in_force = shelf.in_force(as_of.map(day));
    let names = in_force.iter().map(|each| format!("{} {}", each.layer(), each.sequence()));
    assert_eq!(names.collect::<Vec<_>>(), expected);
}

#[test]
fn packs_of_a_day_are_those_of_then() {
    let shelf = shelf(&[("eu", 1, "2026-12-01"), ("eu", 2, "2026-12-05")]);
    let builtin = Packs::builtin().hash();
    let hashes = ["2026-11-30", "2026-12-01", "2026-12-05"]
        .map(|then| shelf.packs(Some(day(then))).unwrap().hash().to_owned());
    assert_eq!(hashes[0], builtin);
    assert!(hashes[1] != hashes[0] && hashes[2] != hashes[1]);
    assert_eq!(shelf.packs(None).unwrap().hash(), hashes[2]);
}

#[test]
fn the_last_line_is_the_signature_and_the_rest_is_signed() {
    let unsigned = release("eu", 1, "2026-12-01");
    assert_eq!(unsigned.signature(), None);
    let signed = Release::read(&unsigned.signed_by("KEY", "SIG")).unwrap();
    assert_eq!(signed.signature(), Some(("KEY", "SIG")));
    assert_eq!(signed.signed_text(), format!("greenlane.rule-pack\n{}", unsigned.text()));
    let anew = Release::read(&signed.signed_by("OTHER", "GIS")).unwrap();
    assert_eq!(anew.signature(), Some(("OTHER", "GIS")));
    assert_eq!(anew.signed_text(), signed.signed_text());
    let longer = Release::read(&format!("{}# more\n", signed.text())).unwrap();
    assert_eq!(longer.signature(), None);
}

#[rstest]
#[case::no_number(&["sequence = 1"], "no sequence")]
#[case::no_day(&["issued = \"2026-12-01\""], "no day of issue")]
#[case::no_head(&["[pack]"], "not a rule pack")]
fn a_release_says_which_it_is(#[case] without: &[&str], #[case] said: &str) {
    let text =
        without.iter().fold(text("eu", 1, "2026-12-01"), |text, line| text.replace(line, ""));
    let error: BadRelease = Release::read(&text).unwrap_err();
    assert!(error.to_string().contains(said), "{error}");
}

const OWN: &str = "[[rule]]\nid = \"OFFICE-1\"\nseverity = \"note\"\n\
                   check = { kind = \"required\", any = [\"lrn\"] }\nsource = \"ours\"\n\
                   title = { en = \"Look\" }\n";

#[rstest]
#[case::nothing("", None)]
#[case::a_rule(OWN, None)]
#[case::a_list("[lists]\noffice_friends = \"BE0428759497\"\n", None)]
#[case::the_laws_rule(&OWN.replace("OFFICE-1", "GL-H7-014"), Some("begin with OFFICE-"))]
#[case::the_laws_list("[lists]\neu_country = \"BE\"\n", Some("begin with office_"))]
#[case::rates("[[rates]]\nfrom = \"2026-01-01\"\n", Some("unknown field `rates`"))]
#[case::a_head("[pack]\nlayer = \"eu\"\n", Some("unknown field `pack`"))]
#[case::no_toml("[[rule]\n", Some("line 1"))]
fn an_office_says_what_is_its_own(#[case] text: &str, #[case] refused: Option<&str>) {
    let layer = OfficeRules::release(text, 1, day("2026-12-01"));
    match refused {
        Some(said) => {
            let error = layer.unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
        None => {
            let layer = layer.unwrap();
            assert_eq!(OfficeRules::written(&layer), text);
            Shelf::default().take(layer).unwrap();
        }
    }
}
