use chrono::NaiveDate;
use customs::selectivity::{Known, Nothing, PartyRole, Recorded, lot};
use customs::verdict::judge_knowing;
use customs::{Declaration, Element, Lane, Language, Packs, Party, Verdict};
use rstest::rstest;

use crate::samples::{Change, h1, h7, judged, with};

const CODE: &str = "item/Commodity/Classification/ID";
const VALUE: &str = "item/Commodity/InvoiceLine/ItemChargeAmount";

#[rstest]
#[case::nothing_found(&[], Lane::Green, &[])]
#[case::error(
    &[("item/Commodity/Description", None)],
    Lane::Red,
    &["Errors: 1, the first: Description of goods is missing"]
)]
#[case::warning(
    &[("Declarant/ID", Some("BE0123456789"))],
    Lane::Yellow,
    &["1 warning(s); the first: Declarant BE0123456789: the enterprise number's check digits do not hold"]
)]
#[case::note_stays_green(
    &[("GoodsShipment/Consignment/TransportEquipment/ID", Some("CSQU3054384"))],
    Lane::Green,
    &[]
)]
#[case::medicines(&[(CODE, Some("300490"))], Lane::Yellow, &["Item 1: medicines (300490)"])]
#[case::drones(&[(CODE, Some("880621"))], Lane::Yellow, &["Item 1: drones (880621)"])]
#[case::toys(&[(CODE, Some("950300"))], Lane::Blue, &["Item 1: toys, safety of products (950300)"])]
#[case::close_to_the_limit(
    &[(VALUE, Some("160"))],
    Lane::Blue,
    &["Value €146.92, close to the limit of €150"]
)]
#[case::worst_counts_and_all_are_told(
    &[(CODE, Some("950300")), ("item/Commodity/Description", None)],
    Lane::Red,
    &["Errors: 1, the first: Description of goods is missing", "Item 1: toys, safety of products (950300)"]
)]
fn goes_to(#[case] changes: &[Change], #[case] lane: Lane, #[case] reasons: &[&str]) {
    let verdict = judged(&with(h7(), changes), "2026-11-21");
    assert_eq!(
        (verdict.lane, verdict.lane_reasons),
        (lane, reasons.iter().map(|r| (*r).to_owned()).collect())
    );
}

const DESCRIPTION: &str = "item/Commodity/Description";

/// A verdict with what is known beside the declaration.
fn knowing(body: &Element, known: &dyn Known, language: Language) -> Verdict {
    let day: NaiveDate = "2026-11-21".parse().expect("a day");
    judge_knowing(&Declaration::read(body), body, Packs::builtin(), day, language, known)
}

fn fired(verdict: &Verdict) -> Vec<&str> {
    verdict.criteria.iter().map(|fired| fired.id.as_str()).collect()
}

#[rstest]
#[case::weapon("Airsoft GUN, black", Lane::Yellow, &["GL-SEL-040"])]
#[case::weapon_without_accents("ARME A FEU DEMILITARISEE", Lane::Yellow, &["GL-SEL-040"])]
#[case::weapon_dutch("Pepperspray 50 ml", Lane::Yellow, &["GL-SEL-040"])]
#[case::weapon_german("Schlagring, Messing", Lane::Yellow, &["GL-SEL-040"])]
#[case::weapon_chinese("便携式电击器", Lane::Yellow, &["GL-SEL-040"])]
#[case::massage_gun("Massage gun with six heads", Lane::Green, &[])]
#[case::part_of_a_word("Gunmetal watch strap", Lane::Green, &[])]
#[case::medicine("Mélatonine 5 mg", Lane::Yellow, &["GL-SEL-041"])]
#[case::narcotic("Dried kratom leaves", Lane::Red, &["GL-SEL-042"])]
#[case::species("Belt of python skin", Lane::Yellow, &["GL-SEL-043"])]
#[case::excise("200 cigarettes", Lane::Yellow, &["GL-SEL-044"])]
#[case::lighter("Cigarette lighter", Lane::Green, &[])]
#[case::two("Kratom in a cigar box", Lane::Red, &["GL-SEL-042", "GL-SEL-044"])]
fn words_of_a_description(
    #[case] description: &str,
    #[case] lane: Lane,
    #[case] criteria: &[&str],
) {
    let verdict = judged(&with(h7(), &[(DESCRIPTION, Some(description))]), "2026-11-21");
    assert_eq!(
        (verdict.lane, fired(&verdict)),
        (lane, criteria.to_vec()),
        "{:?}",
        verdict.findings
    );
}

#[rstest]
#[case::word(
    &[(DESCRIPTION, Some("Stun gun"))],
    "GL-SEL-040",
    &[("item", "1"), ("word", "stun gun"), ("description", "Stun gun")],
    "Item 1: “stun gun” in the description, weapons"
)]
#[case::limit(
    &[(VALUE, Some("160"))],
    "GL-SEL-030",
    &[("value", "146.92")],
    "Value €146.92, close to the limit of €150"
)]
#[case::origin(
    &[("item/Origin/CountryCode", Some("RU"))],
    "GL-SEL-050",
    &[("origin", "RU"), ("code", "851822")],
    "Item 1: origin RU, trade with it is restricted"
)]
fn a_criterion_says_what_it_saw(
    #[case] changes: &[Change],
    #[case] id: &str,
    #[case] facts: &[(&str, &str)],
    #[case] reason: &str,
) {
    let verdict = judged(&with(h7(), changes), "2026-11-21");
    let criterion = verdict.criteria.iter().find(|fired| fired.id == id).unwrap();
    assert_eq!(criterion.reason, reason);
    for (name, fact) in facts {
        assert_eq!(criterion.fact(name), Some(*fact), "{name}");
    }
    assert!(verdict.lane_reasons.contains(&criterion.reason));
}

#[rstest]
#[case::conditions(
    &[(VALUE, Some("160"))],
    "data_set any of H7; total_value_eur at least 140, at most 150"
)]
#[case::severity(&[("item/Commodity/Description", None)], "findings error")]
fn a_criterion_tells_its_threshold(#[case] changes: &[Change], #[case] threshold: &str) {
    let verdict = judged(&with(h7(), changes), "2026-11-21");
    assert_eq!(verdict.criteria[0].threshold, threshold);
}

#[test]
fn lists_of_our_own_are_marked() {
    let verdict = judged(&with(h7(), &[(DESCRIPTION, Some("Pistol"))]), "2026-11-21");
    let criterion = &verdict.criteria[0];
    assert!(criterion.unverified);
    assert_eq!(criterion.source, "Greenlane’s own list");
}

/// Has met nobody, everybody, or does not know; and a lot for every declaration.
struct Told {
    met: Option<bool>,
    lot: Option<u32>,
}

impl Known for Told {
    fn was_met(&self, _: PartyRole, _: &Party) -> Option<bool> {
        self.met
    }

    fn lot(&self, _: &Declaration) -> Option<u32> {
        self.lot
    }
}

#[rstest]
#[case::met_before(h1(), Some(true), &[])]
#[case::never_met(h1(), Some(false), &["GL-SEL-060", "GL-SEL-061"])]
#[case::not_known(h1(), None, &[])]
#[case::parcels_are_left_out(h7(), Some(false), &[])]
fn a_party_for_the_first_time(
    #[case] body: Element,
    #[case] met: Option<bool>,
    #[case] expected: &[&str],
) {
    let verdict = knowing(&body, &Told { met, lot: None }, Language::English);
    let ids = fired(&verdict);
    let parties = ids.into_iter().filter(|id| id.starts_with("GL-SEL-06")).collect::<Vec<_>>();
    assert_eq!(parties, expected);
}

#[rstest]
#[case::drawn(Some(4_999), Lane::Yellow, &["Drawn at random (lot 4999 of a million)"])]
#[case::just_not(Some(5_000), Lane::Green, &[])]
#[case::no_lot(None, Lane::Green, &[])]
fn a_sample_is_drawn_and_recorded(
    #[case] lot: Option<u32>,
    #[case] lane: Lane,
    #[case] reasons: &[&str],
) {
    let verdict = knowing(&h7(), &Told { met: None, lot }, Language::English);
    assert_eq!((verdict.lane, verdict.lane_reasons.as_slice()), (lane, &strings(reasons)[..]));
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// SHA-256 over the parts with their lengths, worked out elsewhere.
#[rstest]
#[case::one("Liège", "BE0428759497", "LGG-26-H1-000417", 653_857)]
#[case::other_seed("Oostende", "BE0428759497", "LGG-26-H1-000417", 357_094)]
#[case::other_declarant("Liège", "BE0403019261", "LGG-26-H1-000417", 327_396)]
fn a_lot_is_the_same_on_every_machine(
    #[case] seed: &str,
    #[case] declarant: &str,
    #[case] lrn: &str,
    #[case] expected: u32,
) {
    let changes = [("Declarant/ID", Some(declarant)), ("FunctionalReferenceID", Some(lrn))];
    assert_eq!(lot(seed, &Declaration::read(&with(h1(), &changes))), Some(expected));
}

#[test]
fn the_sample_is_as_large_as_the_pack_says() {
    let drawn = (0..20_000).filter(|number| {
        let lrn = format!("LGG-26-{number}");
        let body = with(h7(), &[("FunctionalReferenceID", Some(&lrn))]);
        lot("Liège", &Declaration::read(&body)).unwrap() < 5_000
    });
    assert!((70..=130).contains(&drawn.count()), "five in a thousand of 20,000");
}

#[test]
fn a_verdict_is_told_in_another_language_with_what_was_known() {
    let body = with(h1(), &[(DESCRIPTION, Some("Pistolet"))]);
    let verdict = knowing(&body, &Told { met: Some(false), lot: Some(17) }, Language::English);
    let again = knowing(&body, &Recorded(&verdict.criteria), Language::French);
    assert_eq!((fired(&again), again.lane), (fired(&verdict), verdict.lane));
    assert!(again.lane_reasons.contains(&"Tirée au sort (numéro 17 sur un million)".to_owned()));
    let plain = knowing(&body, &Nothing, Language::English);
    let silent = knowing(&body, &Recorded(&plain.criteria), Language::English);
    assert_eq!(silent, plain, "what did not fire then does not fire now");
}

#[test]
fn a_verdict_of_an_earlier_version_is_read_and_written_as_it_was() {
    let verdict = judged(&with(h7(), &[(CODE, Some("950300"))]), "2026-11-21");
    let mut json = serde_json::to_value(&verdict).unwrap();
    assert_eq!(json["criteria"][0]["id"], "GL-SEL-020");
    json.as_object_mut().unwrap().remove("criteria");
    let earlier: Verdict = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(earlier.lane_reasons, verdict.lane_reasons);
    assert_eq!(serde_json::to_value(&earlier).unwrap(), json);
}

#[rstest]
#[case::nothing_asked("reason = { en = \"Why not\" }", "it asks for nothing")]
#[case::unknown_fact(
    "sample = 1\nreason = { en = \"{score} points\" }",
    "its reason speaks of {score}, which it does not know"
)]
#[case::ends_early(
    "sample = 1\nfrom = \"2026-01-02\"\nuntil = \"2026-01-01\"\nreason = { en = \"Drawn\" }",
    "it ends before it begins"
)]
#[case::no_reason("sample = 1\nreason = { en = \"\" }", "it has no reason in English")]
fn a_criterion_that_cannot_be_used_is_refused(#[case] criterion: &str, #[case] reason: &str) {
    let pack = format!(
        "pack = {{ layer = \"eu\", version = \"1\" }}\n[[criterion]]\nid = \"GL-TEST\"\nlane = \"red\"\n{criterion}\n"
    );
    let refused = Packs::layer(&[&pack]).unwrap_err().to_string();
    assert!(refused.contains("GL-TEST") && refused.contains(reason), "{refused}");
}
