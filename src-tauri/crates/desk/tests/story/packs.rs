//! Rules that come, go back, and are written here; and what they change.

use std::time::Duration;

use desk::Release;
use desk::contract::*;
use rstest::rstest;
use sync::signing::SecretKey;
use uuid::Uuid;

use crate::bench::{Bench, CLEAN, Parcel, h7};

fn publisher() -> SecretKey {
    SecretKey::from_bytes(&[7; 32])
}

fn signed(text: &str, key: &SecretKey) -> String {
    let release = Release::read(text).unwrap();
    release.signed_by(&key.public().to_string(), &key.sign_text(&release.signed_text()))
}

/// A release with one error: parcels over so many euro.
fn release(sequence: u32, issued: &str, from: &str, over: &str) -> String {
    format!(
        "[pack]\nlayer = \"eu\"\nversion = \"no. {sequence}\"\nsequence = {sequence}\n\
         issued = \"{issued}\"\n\n{}",
        rule("GL-H7-900", from, over)
    )
}

fn rule(id: &str, from: &str, over: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\nseverity = \"error\"\nelement = \"14 14 014 000\"\n\
         from = \"{from}\"\nsets = [\"H7\"]\nsource = \"a story\"\n\
         check = {{ kind = \"limit\", field = \"total_value_eur\", at_most = \"{over}\" }}\n\
         title = {{ en = \"Over {over} euro\", fr = \"Plus de {over} euros\" }}\n"
    )
}

fn trusting() -> Bench {
    let bench = Bench::new();
    let (name, key) = ("The Ministry".to_owned(), publisher().public().to_string());
    let shelf: PackShelf = bench.ask(Request::TrustPublisher(TrustPublisher { name, key }));
    assert_eq!(shelf.publishers[1].trusted_by.as_deref(), Some("Anneke Maes"));
    bench
}

fn take(bench: &Bench, text: &str) -> Result<PackShelf, Failure> {
    let staged = bench.stage("eu.toml", text.as_bytes());
    let answer = bench.desk.handle(Request::TakeRelease(TakeRelease { staged }))?;
    Ok(serde_json::from_value(answer).unwrap())
}

fn shelf(bench: &Bench) -> PackShelf {
    bench.ask(Request::Packs(Nothing {}))
}

/// Waits for a run over the queue.
fn followed(bench: &Bench, request: Request) -> Rejudging {
    let mut run: Rejudging = bench.ask(request);
    while run.stage == RejudgingStage::Running {
        std::thread::sleep(Duration::from_millis(2));
        run = bench.ask(Request::RejudgingStatus(RejudgingJob { job: run.job }));
    }
    assert!(run.stage == RejudgingStage::Done, "{run:?}");
    run
}

fn what_changes(bench: &Bench, rules: OtherRules, on: Option<&str>) -> Rejudging {
    let on = on.map(|day| day.parse().unwrap());
    followed(bench, Request::WhatChanges(WhatChanges { rules, on, language: None }))
}

fn import(bench: &Bench) {
    let cheap = Parcel { lrn: "LGG-26-0000002-01", value: "12.00", ..CLEAN };
    assert_eq!(bench.import(&[("flight.csv", &h7(&[CLEAN, cheap]))]).new, 2);
}

#[test]
fn a_signed_release_counts_from_then_on_and_after_a_restart() {
    let bench = trusting();
    let before = shelf(&bench);
    let text = signed(&release(1, "2026-11-20", "2026-11-01", "40"), &publisher());
    let after = take(&bench, &text).unwrap();
    assert_ne!(after.hash, before.hash);
    assert_eq!(
        (after.releases[0].publisher.as_deref(), after.releases[0].in_force, after.queue_is_behind),
        (Some("The Ministry"), true, false)
    );
    import(&bench);
    let judged = bench.show(CLEAN.lrn);
    assert!(judged.findings.iter().any(|finding| finding.rule == "GL-H7-900"), "{judged:?}");

    assert_eq!(take(&bench, &text).unwrap().releases.len(), 1, "the same twice is the same");
    let bench = bench.restart();
    assert_eq!(shelf(&bench).hash, after.hash);
    bench.is_sound();
}

#[rstest]
#[case::unsigned(release(1, "2026-11-20", "2026-11-01", "40"), "rule_pack_unsigned")]
#[case::of_a_stranger(
    signed(&release(1, "2026-11-20", "2026-11-01", "40"), &SecretKey::from_bytes(&[8; 32])),
    "rule_pack_unknown_publisher"
)]
#[case::altered(
    signed(&release(1, "2026-11-20", "2026-11-01", "40"), &publisher()).replace("Over 40", "Over 50"),
    "rule_pack_bad_signature"
)]
#[case::of_the_wrong_purpose(
    Release::read(&release(1, "2026-11-20", "2026-11-01", "40")).unwrap().signed_by(
        &publisher().public().to_string(),
        &publisher().sign_text(&release(1, "2026-11-20", "2026-11-01", "40")),
    ),
    "rule_pack_bad_signature"
)]
#[case::with_a_gap(
    signed(&release(2, "2026-11-20", "2026-11-01", "40"), &publisher()),
    "rule_pack_gap"
)]
#[case::unusable(
    signed(&release(1, "2026-11-20", "2026-11-01", "forty"), &publisher()),
    "rule_pack_unreadable"
)]
#[case::of_the_office(
    signed(&release(1, "2026-11-20", "2026-11-01", "40").replace("\"eu\"", "\"office\""), &publisher()),
    "rule_pack_of_the_office"
)]
#[case::no_pack("lrn;value\n".to_owned(), "rule_pack_unreadable")]
fn what_is_not_in_order_is_refused_and_changes_nothing(#[case] text: String, #[case] code: &str) {
    let bench = trusting();
    let before = shelf(&bench).hash;
    let failure = take(&bench, &text).unwrap_err();
    assert_eq!(failure.code, code, "{failure:?}");
    assert!(!failure.hint.is_empty());
    assert_eq!(shelf(&bench).hash, before);
    let bench = bench.restart();
    assert_eq!((shelf(&bench).hash, shelf(&bench).troubles.len()), (before, 0));
}

#[test]
fn a_number_is_given_once_and_going_back_is_by_day() {
    let bench = trusting();
    let first = signed(&release(1, "2026-11-10", "2026-11-01", "40"), &publisher());
    let second = signed(&release(2, "2026-11-18", "2026-11-01", "30"), &publisher());
    let one = take(&bench, &first).unwrap();
    let two = take(&bench, &second).unwrap();
    let other = signed(&release(2, "2026-11-19", "2026-11-01", "20"), &publisher());
    assert_eq!(take(&bench, &other).unwrap_err().code, "rule_pack_step_back");

    let day = Some("2026-11-15".parse().unwrap());
    let back: PackShelf = bench.ask(Request::GoBackTo(GoBackTo { day }));
    assert_eq!((&back.hash, back.releases[0].in_force), (&one.hash, false));
    let bench = bench.restart();
    assert_eq!(shelf(&bench).back_to, day);
    let forth: PackShelf = bench.ask(Request::GoBackTo(GoBackTo { day: None }));
    assert_eq!(forth.hash, two.hash);
}

#[test]
fn a_release_that_was_altered_on_the_disk_does_not_count_and_is_told() {
    let bench = trusting();
    let builtin = shelf(&bench).hash;
    let text = signed(&release(1, "2026-11-10", "2026-11-01", "40"), &publisher());
    take(&bench, &text).unwrap();
    let file = bench.folder.path().join("packs/eu-1.toml");
    std::fs::write(&file, text.replace("Over 40", "Over 99")).unwrap();
    let bench = bench.restart();
    let shelf = shelf(&bench);
    assert_eq!((shelf.hash, shelf.troubles[0].code.as_str()), (builtin, "rule_pack_altered"));
}

#[test]
fn what_a_release_changes_is_seen_before_it_is_taken() {
    let bench = trusting();
    import(&bench);
    let before = bench.show(CLEAN.lrn);
    let text = signed(&release(1, "2026-11-20", "2027-01-01", "40"), &publisher());
    let staged = bench.stage("eu.toml", text.as_bytes());
    let today = what_changes(&bench, OtherRules::Release { staged }, None);
    assert_eq!((today.changes.declarations, today.total), (0, 2), "it holds next year only");

    let then = what_changes(&bench, OtherRules::Release { staged }, Some("2027-01-02"));
    let rule = then.changes.rules.iter().find(|rule| rule.rule == "GL-H7-900").unwrap();
    assert_eq!((rule.appears, rule.disappears, rule.title.as_str()), (1, 0, "Over 40 euro"));
    let example = then.changes.examples.iter().find(|each| each.lrn == CLEAN.lrn).unwrap();
    assert_ne!(example.lane_after, example.lane_before, "{example:?}");

    let filter = Filter { changed_by: Some(then.job), ..Filter::default() };
    let shown = bench.queue(filter);
    assert!(shown.rows.iter().any(|row| row.lrn == CLEAN.lrn), "{shown:?}");
    assert_eq!(shown.total, then.changes.declarations);
    let unknown = Filter { changed_by: Some(Uuid::nil()), ..Filter::default() };
    assert_eq!(bench.queue(unknown).total, 0);

    assert_eq!(bench.show(CLEAN.lrn).row.revision, before.row.revision, "nothing was written");
}

#[test]
fn what_waits_is_judged_anew_and_what_is_settled_stays_as_it_was() {
    let bench = trusting();
    import(&bench);
    let settled = Parcel { lrn: "LGG-26-0000003-01", ..CLEAN };
    bench.import(&[("second.csv", &h7(&[settled]))]);
    bench.decide(settled.lrn, Decision::Refuse);
    let verdict_then = bench.show(settled.lrn);

    let text = signed(&release(1, "2026-11-20", "2026-11-01", "40"), &publisher());
    assert!(take(&bench, &text).unwrap().queue_is_behind);
    let old = bench.show(CLEAN.lrn);
    assert!(old.findings.iter().all(|finding| finding.rule != "GL-H7-900"));

    let run = followed(&bench, Request::JudgeAgain(Nothing {}));
    assert_eq!((run.changes.declarations, run.total), (1, 2));
    let new = bench.show(CLEAN.lrn);
    assert!(new.findings.iter().any(|finding| finding.rule == "GL-H7-900"), "{new:?}");
    assert!(new.timeline.iter().any(|event| event.kind == "judged"));
    assert_eq!(new.row.revision, old.row.revision + 1);
    assert!(!shelf(&bench).queue_is_behind);
    let settled = bench.show(settled.lrn);
    assert_eq!(settled.timeline.len(), verdict_then.timeline.len());

    let again = followed(&bench, Request::JudgeAgain(Nothing {}));
    assert_eq!(again.changes.declarations, 0, "once is enough");
    bench.is_sound();
}

#[test]
fn a_verdict_can_be_reached_again_by_the_rules_of_its_day() {
    let bench = trusting();
    import(&bench);
    let text = signed(&release(1, "2026-11-20", "2026-11-01", "40"), &publisher());
    take(&bench, &text).unwrap();
    let bench = bench.restart();

    let request = |on| JudgeRequest { id: CLEAN.lrn.to_owned(), on, language: None };
    let then: JudgedAgain = bench.ask(Request::Judge(request(None)));
    assert!(then.differs.is_none(), "{then:?}");
    assert_ne!(then.pack_hash, shelf(&bench).hash);
    let now: JudgedAgain = bench.ask(Request::Judge(request(Some("2026-11-20".parse().unwrap()))));
    assert_eq!(now.differs.unwrap().appears, ["GL-H7-900"]);

    let used = bench.folder.path().join("packs/used").join(format!("{}.json", then.pack_hash));
    std::fs::remove_file(used).unwrap();
    let bench = bench.restart();
    assert_eq!(bench.refused(Request::Judge(request(None))).code, "rules_unknown");
}

#[test]
fn an_office_writes_its_own_rules_and_sees_first_what_they_do() {
    let bench = Bench::new();
    import(&bench);
    let text = rule("OFFICE-1", "2026-01-01", "40");
    let preview = what_changes(&bench, OtherRules::Office { text: text.clone() }, None);
    assert_eq!(preview.changes.declarations, 1);
    assert_eq!(preview.changes.examples[0].appears, ["OFFICE-1"]);
    assert_eq!(shelf(&bench).office, "");

    let saved: PackShelf =
        bench.ask(Request::SaveOfficeRules(SaveOfficeRules { text: text.clone() }));
    assert_eq!((saved.office.as_str(), saved.queue_is_behind), (text.as_str(), true));
    assert_eq!((saved.releases[0].sequence, saved.releases[0].publisher.clone()), (1, None));
    let cheaper = rule("OFFICE-1", "2026-01-01", "10");
    let saved: PackShelf =
        bench.ask(Request::SaveOfficeRules(SaveOfficeRules { text: cheaper.clone() }));
    assert_eq!(saved.releases.iter().filter(|release| release.in_force).count(), 1);
    followed(&bench, Request::JudgeAgain(Nothing {}));
    let bench = bench.restart();
    assert_eq!(shelf(&bench).office, cheaper);
    let cheap = bench.show("LGG-26-0000002-01");
    assert!(cheap.findings.iter().any(|finding| finding.rule == "OFFICE-1"), "{cheap:?}");
}

#[rstest]
#[case::the_laws(&rule("GL-H7-014", "2026-01-01", "40"), "rule_pack_unusable")]
#[case::no_rule("[[rule]]\nid = \"OFFICE-1\"\n", "rule_pack_unreadable")]
fn an_office_rule_that_cannot_be_used_is_refused(#[case] text: &str, #[case] code: &str) {
    let bench = Bench::new();
    let request = SaveOfficeRules { text: text.to_owned() };
    assert_eq!(bench.refused(Request::SaveOfficeRules(request)).code, code);
    let rules = OtherRules::Office { text: text.to_owned() };
    let request = WhatChanges { rules, on: None, language: None };
    assert_eq!(bench.refused(Request::WhatChanges(request)).code, code);
    assert_eq!(shelf(&bench).releases.len(), 0);
}

#[test]
fn two_programs_at_one_desk_work_by_the_same_rules() {
    let bench = trusting();
    let other = bench.another_program();
    let text = signed(&release(1, "2026-11-10", "2026-11-01", "40"), &publisher());
    let taken = take(&bench, &text).unwrap();
    let seen: PackShelf =
        serde_json::from_value(other.handle(Request::Packs(Nothing {})).unwrap()).unwrap();
    assert_eq!(seen.hash, taken.hash);
}
