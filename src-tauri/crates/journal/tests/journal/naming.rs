//! Names and places: ids that two desks make alike, entries under another name, what the author knew.

use journal::{Chain, DeclarationId, DeviceId, Head};
use rstest::rstest;
use uuid::Uuid;

use crate::story::{DEVICE, Story};
use journal::Decision;

#[rstest]
#[case::both(Some("BE0428759497"), "LGG-1")]
#[case::without_declarant(None, "LGG-1")]
#[case::nothing(None, "")]
fn two_desks_call_a_declaration_the_same(#[case] declarant: Option<&str>, #[case] lrn: &str) {
    let id = DeclarationId::of(declarant, lrn);
    assert_eq!(id, DeclarationId::of(declarant, lrn));
    assert_eq!((id.0.get_version_num(), id.0.get_variant()), (8, uuid::Variant::RFC4122));
}

/// Made with another program, so that no later version makes other ids of the same declarations.
#[rstest]
#[case::both(Some("BE0428759497"), "LGG-1", "7002235f-186c-8805-bd13-cc1d1c6d47ab")]
#[case::without_declarant(None, "LGG-1", "b3bd3105-0c31-8562-ac21-3261bb5818bc")]
fn ids_are_the_same_for_ever(
    #[case] declarant: Option<&str>,
    #[case] lrn: &str,
    #[case] expected: &str,
) {
    assert_eq!(DeclarationId::of(declarant, lrn).to_string(), expected);
}

#[rstest]
#[case::another_lrn(Some("BE1"), "LGG-2")]
#[case::another_declarant(Some("BE2"), "LGG-1")]
#[case::the_border_moves(Some("BE1L"), "GG-1")]
fn other_declarations_are_called_otherwise(#[case] declarant: Option<&str>, #[case] lrn: &str) {
    assert_ne!(DeclarationId::of(Some("BE1"), "LGG-1"), DeclarationId::of(declarant, lrn));
}

#[test]
fn entries_under_another_name_keep_their_ids_and_make_a_chain() {
    let mut story = Story::queued();
    story.decide(Decision::Hold);
    story.describe("oak lamp");
    let other = DeviceId(Uuid::from_u128(0xc10e));
    let mut head = Head::start(other);
    let mut chain = Chain::start(other);
    for entry in &story.entries[1..] {
        let renumbered = entry.renumbered(head);
        chain.follow(&renumbered).unwrap();
        assert_eq!((renumbered.id, &renumbered.payload), (entry.id, &entry.payload));
        assert_eq!((renumbered.seen, renumbered.at), (entry.seen, entry.at));
        assert_ne!(renumbered.hash, entry.hash);
        head = head.after(&renumbered);
    }
    assert_eq!(chain.sequence(), 2);
}

#[test]
fn what_the_author_knew_is_sealed_once_there_is_something_to_know() {
    let story = Story::queued();
    let mut entry = story.entries[0].clone();
    assert_eq!((entry.seen, entry.expected_hash()), (0, entry.hash));
    entry.seen = 7;
    assert_ne!(entry.expected_hash(), entry.hash);
}

#[test]
fn a_chain_goes_on_over_an_entry_that_cannot_be_read() {
    let mut story = Story::queued();
    story.decide(Decision::Hold);
    story.describe("oak lamp");
    let mut chain = Chain::start(DEVICE);
    chain.follow(&story.entries[0]).unwrap();
    let mut emptied = story.entries[1].clone();
    emptied.payload.clear();
    assert!(chain.clone().follow(&emptied).is_err());
    chain.follow_unread(&emptied).unwrap();
    chain.follow(&story.entries[2]).unwrap();
    let before = chain.clone().follow_unread(&emptied);
    assert!(before.is_err(), "its place is checked all the same");
}
