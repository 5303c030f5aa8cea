//! What is kept: over restarts, for two programs at once, and by name of what is wrong.

use desk::contract::*;
use desk::{Desk, Settings, SystemSurroundings};

use crate::bench::*;

#[test]
fn everything_is_still_there_after_a_restart() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    bench.decide(CLEAN.lrn, Decision::Hold);
    let before = bench.show(CLEAN.lrn);
    let bench = bench.restart();
    let after = bench.show(CLEAN.lrn);
    assert_eq!(after.row.status, Status::Held);
    let hashes = |view: &DeclarationView| {
        view.timeline.iter().map(|event| event.hash.clone()).collect::<Vec<_>>()
    };
    assert_eq!(hashes(&after), hashes(&before));
    let about: About = bench.ask(Request::About(Nothing {}));
    assert_eq!(about.broker.unwrap().name, "Anneke Maes");
}

#[test]
fn two_programs_see_each_others_work() {
    let bench = Bench::new();
    let settings = Settings {
        fonts: None,
        surroundings: std::sync::Arc::new(SystemSurroundings),
        uplink: None,
        exchange: desk::Exchange::OnDemand,
    };
    let other = Desk::open(bench.folder.path(), settings).unwrap();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    let ids = vec![CLEAN.lrn.to_owned()];
    let request =
        DecideRequest { ids, decision: Decision::Approve, reason: None, seen_revision: None };
    other.handle(Request::Decide(request)).unwrap();
    assert_eq!(bench.show(CLEAN.lrn).row.status, Status::Approved);
    assert_eq!(bench.is_sound().entries, 3, "queued, imported, decided: one chain without a gap");
}

#[test]
fn a_rebuild_changes_nothing() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN, Parcel { lrn: "LGG-26-0000002-01", ..CLEAN }]))]);
    bench.decide(CLEAN.lrn, Decision::Approve);
    let before = serde_json::to_value(bench.queue(Filter::default()).rows).unwrap();
    assert_eq!(bench.desk.rebuild().unwrap(), 4);
    assert_eq!(serde_json::to_value(bench.queue(Filter::default()).rows).unwrap(), before);
    bench.is_sound();
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journal.sqlite"), b"my diary, not a database").unwrap();
    let settings = Settings {
        fonts: None,
        surroundings: std::sync::Arc::new(SystemSurroundings),
        uplink: None,
        exchange: desk::Exchange::OnDemand,
    };
    let failure = Desk::open(folder.path(), settings).err().expect("this is not a store");
    assert!(["not_a_store", "corrupt"].contains(&failure.code.as_str()), "{failure:?}");
    assert_eq!(
        std::fs::read(folder.path().join("journal.sqlite")).unwrap(),
        b"my diary, not a database"
    );
}

/// A photo for a declaration that does not exist is stored before its entry is refused. It goes at
/// the second start that finds it, a day after the first.
#[test]
fn a_file_that_no_entry_names_goes_after_a_day() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    let photo = crate::inspecting::photo();
    let staged = bench.stage("parcel.png", &photo);
    let purpose = AttachmentPurpose::Photo;
    bench.refused(Request::Attach(AttachRequest { id: "nobody".to_owned(), staged, purpose }));
    let hash = sha256(&photo);
    let source = bench.show(CLEAN.lrn).evidence[0].hash.clone();

    let bench = bench.restart();
    assert!(bench.desk.blob(&hash).is_ok(), "its entry may still be on its way");
    let bench = bench.restart_after_days(2).restart_after_days(2);
    assert_eq!(bench.desk.blob(&hash).err().unwrap().code, "unknown_blob");
    assert!(bench.desk.blob(&source).is_ok(), "what an entry names stays");
    bench.is_sound();
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
