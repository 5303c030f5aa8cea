//! Whoever alters, drops, doubles or inserts an entry breaks the chain.

use customs::MessageKind;
use journal::{Chain, ChainBroken, Decision, DeviceId, Entry, EntryId, Hash};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use crate::story::{self, DEVICE, Story};

fn four_entries() -> Vec<Entry> {
    let mut story = Story::queued();
    story.decide(Decision::Approve);
    story.describe("oak lamp");
    story.append(story::message(MessageKind::Released, 9));
    story.entries
}

/// The first thing that does not hold.
fn walk(entries: &[Entry]) -> Result<Hash, ChainBroken> {
    let mut chain = Chain::start(DEVICE);
    entries.iter().try_for_each(|entry| chain.follow(entry))?;
    assert_eq!(chain.sequence(), entries.len() as u64);
    Ok(chain.head())
}

#[test]
fn what_was_sealed_holds() {
    let entries = four_entries();
    assert_eq!(walk(&entries), Ok(entries[3].hash));
    assert_eq!(walk(&[]), Ok(Hash::ZERO));
}

#[test]
fn a_chain_is_resumed_where_it_was_left() {
    let entries = four_entries();
    let mut chain = Chain::resume(DEVICE, 2, entries[1].hash);
    assert_eq!(chain.follow(&entries[2]), Ok(()));
    assert_eq!(chain.follow(&entries[3]), Ok(()));
}

#[rstest]
#[case::actor(|entry: &mut Entry| entry.actor.push('x'))]
#[case::kind(|entry: &mut Entry| entry.kind = "held".to_owned())]
#[case::version(|entry: &mut Entry| entry.version += 1)]
#[case::moment(|entry: &mut Entry| entry.at = story::minute(99))]
#[case::subject(|entry: &mut Entry| entry.subject = None)]
#[case::revision(|entry: &mut Entry| entry.base_revision += 1)]
#[case::id(|entry: &mut Entry| entry.id = EntryId(Uuid::from_u128(99)))]
#[case::hash(|entry: &mut Entry| entry.hash.0[31] ^= 1)]
fn an_altered_entry_is_found(#[case] alter: fn(&mut Entry)) {
    let mut entries = four_entries();
    alter(&mut entries[1]);
    let (entry, sequence) = (entries[1].id, 2);
    assert_eq!(walk(&entries), Err(ChainBroken::Altered { entry, sequence }));
}

/// Moving a letter from one field to the next is an alteration too.
#[test]
fn fields_do_not_run_into_each_other() {
    let mut entries = four_entries();
    entries[1].kind = "decide".to_owned();
    entries[1].actor = format!("d{}", entries[1].actor);
    assert!(matches!(walk(&entries), Err(ChainBroken::Altered { .. })));
}

#[rstest]
#[case::dropped(vec![0, 1, 3], 2)]
#[case::first_dropped(vec![1, 2, 3], 0)]
#[case::doubled(vec![0, 1, 1, 2], 2)]
#[case::swapped(vec![0, 2, 1, 3], 1)]
fn a_gap_is_found(#[case] order: Vec<usize>, #[case] broken_at: usize) {
    let all = four_entries();
    let entries: Vec<Entry> = order.iter().map(|index| all[*index].clone()).collect();
    let (entry, sequence) = (entries[broken_at].id, entries[broken_at].sequence);
    let expected = broken_at as u64 + 1;
    assert_eq!(walk(&entries), Err(ChainBroken::Gap { entry, sequence, expected }));
}

/// Someone writes an entry anew and seals it properly; the one after it tells on them.
#[test]
fn a_forged_entry_is_found_by_the_next() {
    let mut entries = four_entries();
    entries[1].actor = "Eve".to_owned();
    entries[1].hash = entries[1].expected_hash();
    let entry = entries[2].id;
    assert_eq!(walk(&entries), Err(ChainBroken::Unlinked { entry, sequence: 3 }));
}

#[test]
fn another_desks_entry_is_found() {
    let mut entries = four_entries();
    let device = DeviceId(Uuid::from_u128(2));
    entries[1].device = device;
    let entry = entries[1].id;
    assert_eq!(walk(&entries), Err(ChainBroken::Foreign { entry, device }));
}

#[test]
fn a_break_leaves_the_chain_where_it_was() {
    let entries = four_entries();
    let mut chain = Chain::start(DEVICE);
    chain.follow(&entries[0]).unwrap();
    assert!(chain.follow(&entries[2]).is_err());
    assert_eq!((chain.sequence(), chain.head()), (1, entries[0].hash));
    assert_eq!(chain.follow(&entries[1]), Ok(()));
}

proptest! {
    #[test]
    fn any_altered_byte_of_a_payload_breaks_it(
        which in 0usize..4,
        byte: prop::sample::Index,
        flip in 1u8..,
    ) {
        let mut entries = four_entries();
        let at = byte.index(entries[which].payload.len());
        entries[which].payload[at] ^= flip;
        let (entry, sequence) = (entries[which].id, which as u64 + 1);
        prop_assert_eq!(walk(&entries), Err(ChainBroken::Altered { entry, sequence }));
    }

    #[test]
    fn any_cut_or_lengthened_payload_breaks_it(which in 0usize..4, keep: prop::sample::Index, more: u8) {
        let mut cut = four_entries();
        let length = keep.index(cut[which].payload.len());
        cut[which].payload.truncate(length);
        prop_assert!(walk(&cut).is_err());
        let mut longer = four_entries();
        longer[which].payload.push(more);
        prop_assert!(walk(&longer).is_err());
    }
}
