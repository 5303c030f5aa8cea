//! Two thousand stories, in parts that run side by side.

use rstest::rstest;
use sim::run;

/// Seeds of one part.
const PART: u64 = 100;

#[rstest]
fn nothing_is_lost_whatever_happens(
    #[values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)] part: u64,
) {
    let seeds = part * PART..(part + 1) * PART;
    let broken: Vec<String> =
        seeds.filter_map(|seed| run(seed, None).err()).map(|fault| fault.to_string()).collect();
    assert!(broken.is_empty(), "{} stories are broken:\n{}", broken.len(), broken.join("\n"));
}
