//! Each planted bug is seen. The seed is where an oracle saw it first.

use rstest::rstest;
use sim::{Mutant, run};

#[rstest]
#[case::acknowledged_but_lost(Mutant::AcknowledgedButLost, 0)]
#[case::last_of_push_lost(Mutant::LastOfPushLost, 0)]
#[case::hole_in_page(Mutant::HoleInPage, 0)]
#[case::cursor_ahead(Mutant::CursorAhead, 0)]
#[case::contested_told_applied(Mutant::ContestedToldApplied, 0)]
#[case::contests_forgotten(Mutant::ContestsForgotten, 0)]
#[case::taken_twice(Mutant::TakenTwice, 0)]
#[case::roll_back_swallowed(Mutant::RollBackSwallowed, 45)]
#[case::fork_swallowed(Mutant::ForkSwallowed, 154)]
#[case::refusal_told_applied(Mutant::RefusalToldApplied, 0)]
#[case::page_reordered(Mutant::PageReordered, 0)]
#[case::payload_altered(Mutant::PayloadAltered, 0)]
#[case::no_retry_without_edit(Mutant::NoRetryWithoutEdit, 0)]
#[case::answers_shifted(Mutant::AnswersShifted, 0)]
#[case::full_told_taken(Mutant::FullToldTaken, 2)]
#[case::unknown_dropped(Mutant::UnknownDropped, 12)]
#[case::unsent_evicted(Mutant::UnsentEvicted, 0)]
#[case::history_cut(Mutant::HistoryCut, 22)]
#[case::lease_never_ends(Mutant::LeaseNeverEnds, 1)]
#[case::everything_seen(Mutant::EverythingSeen, 0)]
#[case::passed_over(Mutant::PassedOver, 24)]
fn each_planted_bug_is_seen(#[case] mutant: Mutant, #[case] first: u64) {
    // The neighbours too, should a change of the world move the story elsewhere.
    let seen = (first..first + 60).any(|seed| run(seed, Some(mutant)).is_err());
    assert!(seen, "no oracle sees {mutant} in seeds {first}..{}", first + 60);
}

#[test]
fn every_planted_bug_has_its_case() {
    let cases = include_str!("mutants.rs").matches("#[case::").count() - 1;
    assert_eq!(cases, Mutant::ALL.len());
}
