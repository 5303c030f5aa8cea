//! Where parcels are: made from the order, and told to whom they concern.

use std::thread;

use customs::MessageKind;
use journal::{Amended, AmendmentCause, FieldChange};
use office::{Claim, Office, Viewer};
use rstest::rstest;
use sync::Role;
use sync::parcel::{MAX_NUMBERS, MAX_PARCELS, Stage};

use crate::guests::{ask, guest, hand_in, lrns, own, project, says, subject};
use crate::world::{IOSS, Kind, Place, message, verdict};

/// The number on the first parcel's box, and that of the transport of all.
const HOUSE: &str = "H-LGG-26-0000";
const TRANSPORT: &str = "157-12345675";

#[rstest]
#[case::own_ioss(Role::Merchant, &["ioss:IM0561234567"], true)]
#[case::other_ioss(Role::Merchant, &["ioss:IM0561234568"], false)]
#[case::declarant(Role::Merchant, &["eori:BE0428759497"], true)]
#[case::nothing(Role::Merchant, &[], false)]
#[case::warehouse(Role::Warehouse, &["at:BE532000"], true)]
#[case::other_warehouse(Role::Warehouse, &["at:BE53200"], false)]
#[case::two_warehouses(Role::Warehouse, &["at:NL000396", "at:BE532000"], true)]
#[case::airline(Role::Transporter, &["awb:157"], true)]
#[case::other_airline(Role::Transporter, &["awb:607"], false)]
fn parcels_are_seen_by_whom_they_concern(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
    #[case] role: Role,
    #[case] claims: &[&str],
    #[case] sees: bool,
) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let sender = guest(&office, Role::Merchant, "Star", &[]);
    hand_in(&office, sender.id, &lrns(1));
    let guest = guest(&office, role, "Guest", claims);
    for number in ["LGG-26-0000", "lgg 26 0000", HOUSE, TRANSPORT] {
        assert_eq!(ask(&office, &guest, number).len(), usize::from(sees), "{number}");
        assert_eq!(ask(&office, &sender, number).len(), 1, "its sender sees {number}");
    }
    let all = office.inquire(Viewer::Office, &[HOUSE.to_owned()]).unwrap();
    assert_eq!(all[0].parcels.len(), 1, "the office's own see everything");
    let one = office.parcel_by_number(Viewer::Party(guest.id), HOUSE).unwrap();
    assert_eq!(one.len(), usize::from(sees));
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn what_is_claimed_counts_for_what_is_known_already(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let star = guest(&office, Role::Merchant, "Star", &[]);
    hand_in(&office, star.id, &lrns(1));
    let nord = guest(&office, Role::Warehouse, "Nord", &[]);
    assert_eq!(ask(&office, &nord, TRANSPORT), []);
    let again = guest(&office, Role::Warehouse, "Nord", &["at:BE532000"]);
    assert_eq!(again.id, nord.id);
    assert_eq!(ask(&office, &nord, TRANSPORT).len(), 1);
    let place: Claim = "at:BE532000".parse().unwrap();
    office.disclaim(nord.id, &place, "Els").unwrap();
    assert_eq!(ask(&office, &nord, TRANSPORT), [], "and taken back at once");
    for none in [place, Claim::Sender(nord.id)] {
        assert_eq!(office.disclaim(nord.id, &none, "Els").unwrap_err().code(), "unknown");
    }
    assert_eq!(ask(&office, &star, HOUSE).len(), 1, "others keep what is theirs");
}

/// A seller's number that was corrected moves the parcel from the one to the other.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn an_amended_parcel_is_somebody_elses_from_then_on(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let before = guest(&office, Role::Merchant, "Before", &["ioss:IM0561234567"]);
    let after = guest(&office, Role::Merchant, "After", &["ioss:IM2760048120"]);
    let sender = guest(&office, Role::Merchant, "Star", &[]);
    hand_in(&office, sender.id, &lrns(1));
    let change = FieldChange {
        path: "GoodsShipment/DomesticDutyTaxParty/ID".parse().unwrap(),
        from: Some(IOSS.to_owned()),
        to: Some("IM2760048120".to_owned()),
    };
    let cause = AmendmentCause::Broker { reason: "the seller was another one".to_owned() };
    let amended = Amended { cause, changes: vec![change], body: None, verdict: verdict() };
    for (number, seen) in [(HOUSE, [1, 0]), (TRANSPORT, [1, 0])] {
        assert_eq!([&before, &after].map(|it| ask(&office, it, number).len()), seen, "{number}");
    }
    office.write_own(&[own("LGG-26-0000", amended)]).unwrap();
    project(&office);
    for (number, seen) in [(HOUSE, [0, 1]), (TRANSPORT, [0, 1])] {
        assert_eq!([&before, &after].map(|it| ask(&office, it, number).len()), seen, "{number}");
    }
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn stages_follow_the_order_and_whoever_watches_is_told_what_moved(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let star = guest(&office, Role::Merchant, "Star", &[]);
    let stranger = guest(&office, Role::Warehouse, "Nord", &["at:NL000396"]);
    hand_in(&office, star.id, &lrns(2));
    let stage = |number: &str| ask(&office, &star, number)[0].stage;
    assert_eq!(stage(HOUSE), Stage::Received);
    let upto = office.parcels_upto().unwrap();
    assert_eq!(upto, office.head().unwrap().head);
    says(&office, "LGG-26-0000", MessageKind::Accepted);
    assert_eq!(stage(HOUSE), Stage::Accepted);
    says(&office, "LGG-26-0000", MessageKind::Released);
    let known = ask(&office, &star, HOUSE).remove(0);
    let stages: Vec<Stage> = known.stages.iter().map(|reached| reached.stage).collect();
    assert_eq!(stages, [Stage::Received, Stage::Accepted, Stage::Released]);
    assert_eq!(
        (known.mrn.as_str(), known.expected),
        ("26BE12345678901234", Some(Stage::HandedOver))
    );
    assert_eq!(stage("26BE12345678901234"), Stage::Released, "its MRN names it too");
    assert_eq!(stage("H-LGG-26-0001"), Stage::Received);

    let asked: Vec<String> = [HOUSE, "H-LGG-26-0001", TRANSPORT].map(str::to_owned).to_vec();
    let moved = |viewer: Viewer, since: u64| office.moved(viewer, &asked, since).unwrap();
    assert_eq!(moved(Viewer::Party(star.id), upto), [HOUSE, TRANSPORT]);
    assert_eq!(moved(Viewer::Office, upto), [HOUSE, TRANSPORT]);
    assert_eq!(moved(Viewer::Party(stranger.id), 0), Vec::<String>::new());
    let head = office.head().unwrap().head;
    assert_eq!(moved(Viewer::Party(star.id), head), Vec::<String>::new());
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn a_thousand_numbers_are_answered_in_their_order(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let star = guest(&office, Role::Merchant, "Star", &[]);
    let carrier = guest(&office, Role::Transporter, "Air", &["awb:157"]);
    hand_in(&office, star.id, &lrns(MAX_PARCELS + 20));
    let mut numbers: Vec<String> =
        (0..MAX_NUMBERS).rev().map(|number| format!("H-LGG-26-{number:04}")).collect();
    let viewer = Viewer::Party(star.id);
    let answers = office.inquire(viewer, &numbers).unwrap();
    let asked: Vec<&String> = answers.iter().map(|answer| &answer.asked).collect();
    assert_eq!(asked, numbers.iter().collect::<Vec<_>>());
    let found = |answer: &&sync::parcel::ParcelAnswer| {
        answer.parcels.len() == 1 && answer.parcels[0].parcel == answer.asked
    };
    assert_eq!(answers.iter().filter(found).count(), MAX_PARCELS + 20);
    assert_eq!(answers.iter().filter(|it| it.parcels.is_empty()).count(), 480);

    numbers.push(HOUSE.to_owned());
    assert_eq!(office.inquire(viewer, &numbers).unwrap_err().code(), "too_large");
    for party in [&star, &carrier] {
        assert_eq!(ask(&office, party, TRANSPORT).len(), MAX_PARCELS, "a whole transport");
    }
    assert_eq!(office.inquire(viewer, &[]).unwrap(), []);
}

/// Numbers that nobody has, that somebody else has, and that are none at all.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn guessing_reveals_nothing(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let star = guest(&office, Role::Merchant, "Star", &[]);
    let stranger = guest(&office, Role::Warehouse, "Nord", &["at:NL000396"]);
    hand_in(&office, star.id, &lrns(3));
    says(&office, "LGG-26-0000", MessageKind::Released);
    let guesses = [
        "LGG-26-0000",
        HOUSE,
        TRANSPORT,
        "26BE12345678901234",
        "LGG-26-9999",
        "784-99999990",
        "%",
        "_______________",
        "' OR 1=1 --",
        "|",
        "",
        "\u{0}",
        "H-LGG-26-0000|by:",
    ];
    let guesses = guesses.map(str::to_owned);
    let answers = office.inquire(Viewer::Party(stranger.id), &guesses).unwrap();
    assert!(answers.iter().all(|answer| answer.parcels.is_empty()), "{answers:?}");
    let one = |number: &String| office.parcel_by_number(Viewer::Party(stranger.id), number);
    assert!(guesses.iter().all(|number| one(number).unwrap().is_empty()));
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn whose_a_declaration_is_and_which_a_message_means(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let office = place.office();
    let star = guest(&office, Role::Merchant, "Star", &[]);
    assert!(office.known(subject("LGG-26-0000")).unwrap().is_none());
    hand_in(&office, star.id, &lrns(1));
    let known = office.known(subject("LGG-26-0000")).unwrap().unwrap();
    assert_eq!(known.sender, Some(star.id));
    let (mrn, released) = (Some("26BE12345678901234"), MessageKind::Released);
    let means = |lrn: Option<&str>, mrn: Option<&str>| {
        office.subject_of_message(&message(released, lrn, mrn).message).unwrap()
    };
    assert_eq!(means(Some("LGG-26-0000"), mrn), Some(subject("LGG-26-0000")));
    assert_eq!(means(None, mrn), None);
    says(&office, "LGG-26-0000", MessageKind::Accepted);
    assert_eq!(means(None, mrn), Some(subject("LGG-26-0000")));
    assert_eq!(means(None, None), None);
    let other = guest(&office, Role::Merchant, "Moon", &[]);
    let file = &known.state.source.file.0;
    assert_eq!(
        office.manifest_of(file, other.id, "same.csv").unwrap(),
        star.id,
        "the first keeps it"
    );
}

/// Any number of hubs make the answers from the order; each step is made once.
#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
fn hubs_that_project_at_once_pass_nothing_over(#[case] kind: Kind) {
    let Some(place) = Place::new(kind) else { return };
    let hubs = [place.office(), place.office()];
    let star = guest(&hubs[0], Role::Merchant, "Star", &[]);
    let file = hubs[0].keep_file(b"flight").unwrap();
    hubs[0].manifest_of(&file.0, star.id, "flight.csv").unwrap();
    let write = |office: &Office| {
        for lrn in lrns(60) {
            office.write_own(&[own(&lrn, crate::guests::handed_in(&file, &lrn))]).unwrap();
        }
    };
    let follow = |office: &Office| {
        while office.project_parcels(3).unwrap().upto < 60 {}
    };
    thread::scope(|scope| {
        for hub in &hubs {
            scope.spawn(|| follow(hub));
        }
        write(&hubs[0]);
    });
    let numbers = lrns(60);
    let answers = hubs[1].inquire(Viewer::Party(star.id), &numbers).unwrap();
    assert!(answers.iter().all(|answer| answer.parcels.len() == 1));
}
