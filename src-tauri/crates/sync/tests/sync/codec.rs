//! What is written is read back, by this program and by others, and nothing else is.

use chrono::DateTime;
use journal::{DeclarationId, DeviceId, Entry, EntryId, Hash, Status};
use proptest::prelude::*;
use rstest::rstest;
use sync::codec::{
    MAX_UNPACKED, Malformed, Stored, decode_entry, encode_entry, sequenced_from_bytes,
    sequenced_to_bytes, stored_page_to_bytes, stored_to_bytes,
};
use sync::wire::MAX_OFFERS;
use sync::{
    Answer, HubState, Offer, Outcome, Page, PullRequest, Pulled, Push, PushAnswer, Pushed, Refusal,
    Sequenced, Subscription,
};
use uuid::Uuid;

fn entry(number: u128) -> Entry {
    let mut entry = Entry {
        id: EntryId(Uuid::from_u128(number)),
        device: DeviceId(Uuid::from_u128(0xD)),
        sequence: 300,
        subject: Some(DeclarationId(Uuid::from_u128(0x5))),
        kind: "claimed".into(),
        version: 1,
        payload: br#"{"claimed":true}"#.to_vec(),
        actor: "Zoé".into(),
        at: DateTime::from_timestamp_millis(1_782_864_000_123).unwrap(),
        base_revision: 2,
        seen: 70_000,
        previous: Hash([0xAA; 32]),
        hash: Hash::ZERO,
    };
    entry.hash = entry.expected_hash();
    entry
}

fn hub() -> HubState {
    HubState {
        epoch: Uuid::from_u128(0xE),
        head: 9,
        floor: 2,
        revisions: 0,
        at: DateTime::from_timestamp_millis(1_782_864_000_000).unwrap(),
    }
}

fn push() -> Push {
    Push {
        epoch: Uuid::from_u128(0xE),
        offers: vec![Offer { entry: entry(1), seen: 69_999, withheld: true }],
    }
}

fn pushed(answer: PushAnswer) -> Pushed {
    Pushed { hub: hub(), answer }
}

fn done() -> PushAnswer {
    let id = |number| EntryId(Uuid::from_u128(number));
    let outcome = |number, outcome| Answer { entry: id(number), outcome, duplicate: number == 2 };
    PushAnswer::Done(vec![
        outcome(1, Outcome::Applied { sequence: 7 }),
        outcome(2, Outcome::Contested { sequence: 8, against: vec![id(5), id(6)] }),
        outcome(
            3,
            Outcome::Refused(Refusal {
                code: "blocked".into(),
                message: "m".into(),
                hint: "h".into(),
            }),
        ),
    ])
}

fn pull() -> PullRequest {
    PullRequest {
        epoch: Uuid::from_u128(0xE),
        after: 5,
        limit: 100,
        subscription: Subscription {
            statuses: vec![Status::Queued, Status::UnderControl],
            days: Some(30),
        },
    }
}

fn sequenced() -> Vec<Sequenced> {
    vec![
        Sequenced { sequence: 6, entry: entry(1), against: vec![] },
        Sequenced { sequence: 8, entry: entry(2), against: vec![EntryId(Uuid::from_u128(9))] },
    ]
}

fn pulled(page: Page) -> Pulled {
    Pulled { hub: hub(), page }
}

fn page() -> Page {
    Page::Entries { after: 5, upto: 9, entries: sequenced(), passed: vec![] }
}

fn page_that_passed() -> Page {
    let passed = vec![DeclarationId(Uuid::from_u128(0x6)), DeclarationId(Uuid::from_u128(0x7))];
    Page::Entries { after: 5, upto: 9, entries: sequenced(), passed }
}

fn unpacked(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&zstd::decode_all(bytes).unwrap())
}

const ENTRY_1: &str = include_str!("protocol1/entry.hex");

/// Desks that speak protocol 1 are out there: these bytes never change. A new field takes a new key,
/// and is left out where it has its default.
#[rstest]
#[case::entry(data_encoding::HEXLOWER.encode(&encode_entry(&entry(1))), ENTRY_1)]
#[case::push(unpacked(&push().to_bytes()), include_str!("protocol1/push.hex"))]
#[case::pushed(unpacked(&pushed(done()).to_bytes()), include_str!("protocol1/pushed.hex"))]
#[case::pull(data_encoding::HEXLOWER.encode(&pull().to_bytes()), include_str!("protocol1/pull.hex"))]
#[case::page(unpacked(&pulled(page()).to_bytes()), include_str!("protocol1/page.hex"))]
#[case::history(unpacked(&sequenced_to_bytes(&sequenced())), include_str!("protocol1/history.hex"))]
fn the_bytes_of_protocol_1(#[case] written: String, #[case] golden: &str) {
    assert_eq!(written, golden.split_whitespace().collect::<String>());
}

#[rstest]
#[case::done(done())]
#[case::forked(PushAnswer::Forked { device: DeviceId(Uuid::from_u128(4)), sequence: 3 })]
#[case::behind(PushAnswer::Behind { device: DeviceId(Uuid::from_u128(4)), sequence: 3 })]
#[case::other_epoch(PushAnswer::OtherEpoch)]
fn answers_are_read_back(#[case] answer: PushAnswer) {
    let pushed = pushed(answer);
    assert_eq!(Pushed::from_bytes(&pushed.to_bytes()), Ok(pushed));
}

#[rstest]
#[case::entries(page())]
#[case::entries_that_pass_over_some(page_that_passed())]
#[case::roll_back(Page::RollBack { to: 3 })]
#[case::resync(Page::Resync { floor: 8, subjects: vec![DeclarationId(Uuid::from_u128(5))] })]
fn pages_are_read_back(#[case] page: Page) {
    let pulled = pulled(page);
    assert_eq!(Pulled::from_bytes(&pulled.to_bytes()), Ok(pulled));
}

#[test]
fn a_hub_of_a_newer_program_says_so() {
    let hub = HubState { revisions: 3, ..hub() };
    let pulled = Pulled { hub, page: page() };
    assert_eq!(Pulled::from_bytes(&pulled.to_bytes()), Ok(pulled));
}

#[test]
fn pull_requests_are_read_back() {
    assert_eq!(PullRequest::from_bytes(&pull().to_bytes()), Ok(pull()));
}

#[test]
fn a_page_of_stored_entries_has_the_same_bytes() {
    let encoded: Vec<Vec<u8>> = sequenced().iter().map(|s| encode_entry(&s.entry)).collect();
    let sequenced = sequenced();
    let stored = || {
        sequenced.iter().zip(&encoded).map(|(sequenced, encoded)| Stored {
            sequence: sequenced.sequence,
            encoded,
            against: &sequenced.against,
        })
    };
    for page in [page(), page_that_passed()] {
        let Page::Entries { passed, .. } = &page else { panic!("{page:?}") };
        let bytes = stored_page_to_bytes(&hub(), (5, 9), stored(), passed);
        assert_eq!(bytes, pulled(page).to_bytes());
    }
    assert_eq!(stored_to_bytes(stored()), sequenced_to_bytes(&sequenced));
    assert_eq!(sequenced_from_bytes(&stored_to_bytes(stored())), Ok(sequenced.clone()));
}

/// What a newer program adds does not keep this one from reading.
#[test]
fn unknown_keys_are_passed_over() {
    let mut bytes = encode_entry(&entry(1));
    assert_eq!(bytes[0], 0xAD, "a map of thirteen");
    bytes[0] = 0xAE;
    // Key 99: an array that holds a map and a text.
    bytes.extend([0x18, 99, 0x82, 0xA1, 0x01, 0x02, 0x63, b'n', b'e', b'w']);
    assert_eq!(decode_entry(&bytes), Ok(entry(1)));
}

#[rstest]
#[case::nothing(vec![])]
#[case::no_frame(b"hello".to_vec())]
#[case::frame_cut_off(push().to_bytes()[..20].to_vec())]
fn what_cannot_be_unpacked_is_named(#[case] bytes: Vec<u8>) {
    let malformed = Push::from_bytes(&bytes).unwrap_err();
    assert!(matches!(malformed.code(), "malformed_packing" | "malformed"), "{malformed}");
    assert!(malformed.to_string().starts_with("The push "), "{malformed}");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = zstd::encode_all(std::io::repeat(0).take_bytes(MAX_UNPACKED + 1), 1).unwrap();
    assert!(bomb.len() < 100_000);
    let expected = Malformed::TooLarge { what: "push", limit: MAX_UNPACKED };
    assert_eq!(Push::from_bytes(&bomb), Err(expected));
}

trait TakeBytes: std::io::Read + Sized {
    fn take_bytes(self, count: usize) -> std::io::Take<Self> {
        self.take(count as u64)
    }
}

impl TakeBytes for std::io::Repeat {}

#[test]
fn more_offers_than_anyone_sends_are_refused() {
    let offer = push().offers.remove(0);
    let push = Push { epoch: Uuid::nil(), offers: vec![offer; MAX_OFFERS + 1] };
    let expected = Malformed::TooMany { what: "push", of: "entries", limit: MAX_OFFERS };
    assert_eq!(Push::from_bytes(&push.to_bytes()), Err(expected));
}

/// A length that promises more than there is costs nothing.
#[rstest]
#[case::array("a2005000000000000000000000000000000000019bffffffffffffffff")]
#[case::bytes("a10058ff")]
#[case::array_of_bytes(
    "a2005000000000000000000000000000000000019b00000000ffffffff5bffffffffffffffff"
)]
fn promised_lengths_are_not_believed(#[case] hex: &str) {
    let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
    let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
    assert_eq!(Push::from_bytes(&packed).unwrap_err().code(), "malformed");
}

#[test]
fn what_is_left_over_is_refused() {
    let mut bytes = encode_entry(&entry(1));
    bytes.push(0);
    let cause = "1 bytes are left over at its end".to_owned();
    assert_eq!(decode_entry(&bytes), Err(Malformed::Content { what: "entry", cause }));
}

fn any_uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

prop_compose! {
    fn any_entry()(
        ids in (any_uuid(), any_uuid(), prop::option::of(any_uuid())),
        numbers in (any::<u64>(), any::<u16>(), any::<u32>(), any::<u64>()),
        kind in "[a-z_]{1,20}",
        payload in prop::collection::vec(any::<u8>(), 0..300),
        actor in "\\PC{0,20}",
        millis in -60_000_000_000_000i64..250_000_000_000_000,
        hashes in (any::<[u8; 32]>(), any::<[u8; 32]>()),
    ) -> Entry {
        Entry {
            id: EntryId(ids.0),
            device: DeviceId(ids.1),
            subject: ids.2.map(DeclarationId),
            sequence: numbers.0,
            version: numbers.1,
            base_revision: numbers.2,
            seen: numbers.3,
            kind,
            payload,
            actor,
            at: DateTime::from_timestamp_millis(millis).unwrap(),
            previous: Hash(hashes.0),
            hash: Hash(hashes.1),
        }
    }
}

prop_compose! {
    fn any_push()(
        epoch in any_uuid(),
        offers in prop::collection::vec((any_entry(), any::<u64>(), any::<bool>()), 0..5),
    ) -> Push {
        let offers = offers.into_iter();
        let offers = offers.map(|(entry, seen, withheld)| Offer { entry, seen, withheld });
        Push { epoch, offers: offers.collect() }
    }
}

prop_compose! {
    fn any_history()(
        entries in prop::collection::vec(
            (any::<u64>(), any_entry(), prop::collection::vec(any_uuid(), 0..3)), 0..5),
    ) -> Vec<Sequenced> {
        let against = |ids: Vec<Uuid>| ids.into_iter().map(EntryId).collect();
        let entries = entries.into_iter();
        entries
            .map(|(sequence, entry, ids)| Sequenced { sequence, entry, against: against(ids) })
            .collect()
    }
}

/// Bytes with some of them changed, and perhaps cut off.
fn mutate(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)], cut: Option<u16>) -> Vec<u8> {
    for (place, byte) in changes.iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
        let place = place.index(bytes.len());
        bytes[place] = *byte;
    }
    bytes.truncate(cut.map_or(bytes.len(), usize::from));
    bytes
}

fn any_changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..6)
}

proptest! {
    #[test]
    fn pushes_are_read_back(push in any_push()) {
        prop_assert_eq!(Push::from_bytes(&push.to_bytes()), Ok(push));
    }

    #[test]
    fn histories_are_read_back(history in any_history()) {
        prop_assert_eq!(sequenced_from_bytes(&sequenced_to_bytes(&history)), Ok(history));
    }

    /// Damaged inside the packing, where no checksum stands in the way, and outside.
    #[test]
    fn damaged_bytes_never_panic(
        push in any_push(),
        history in any_history(),
        changes in any_changes(),
        cut in prop::option::of(any::<u16>()),
    ) {
        let page = pulled(Page::Entries { after: 1, upto: 9, entries: history, passed: vec![] });
        for bytes in [push.to_bytes(), page.to_bytes(), pushed(done()).to_bytes()] {
            let inside = zstd::decode_all(bytes.as_slice()).unwrap();
            let inside = mutate(inside, &changes, cut);
            let repacked = zstd::encode_all(inside.as_slice(), 1).unwrap();
            for bytes in [mutate(bytes, &changes, cut), repacked, inside] {
                let _ = Push::from_bytes(&bytes);
                let _ = Pushed::from_bytes(&bytes);
                let _ = PullRequest::from_bytes(&bytes);
                let _ = Pulled::from_bytes(&bytes);
                let _ = sequenced_from_bytes(&bytes);
                let _ = decode_entry(&bytes);
            }
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode_entry(&bytes);
        let _ = PullRequest::from_bytes(&bytes);
        let packed = zstd::encode_all(bytes.as_slice(), 1).unwrap();
        let _ = Push::from_bytes(&packed);
        let _ = Pulled::from_bytes(&packed);
    }
}
