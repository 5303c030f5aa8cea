//! Two thousand stories, in parts that run side by side.

use rstest::rstest;
use sim::run;

/// Seeds of one part.
const PART: u64 = 100;

/// Stories that show what is not mended yet.
/// - 1588: a hub that is upgraded does not work out anew what it kept without understanding it; its
///   projection of such a declaration is as old as the last entry about it. `verify` tells.
const OPEN: [u64; 1] = [1588];

#[rstest]
fn nothing_is_lost_whatever_happens(
    #[values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)] part: u64,
) {
    let seeds = (part * PART..(part + 1) * PART).filter(|seed| !OPEN.contains(seed));
    let broken: Vec<String> =
        seeds.filter_map(|seed| run(seed, None).err()).map(|fault| fault.to_string()).collect();
    assert!(broken.is_empty(), "{} stories are broken:\n{}", broken.len(), broken.join("\n"));
}

/// They are open as long as they are broken: who mends one takes it off the list.
#[test]
fn what_is_open_is_still_broken() {
    for seed in OPEN {
        assert!(run(seed, None).is_err(), "story {seed} ends well now: take it off the list");
    }
}
