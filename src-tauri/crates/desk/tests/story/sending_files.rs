//! Files on their way to the hub and to other desks.

use desk::contract::*;
use sync::Role;

use crate::bench::*;
use crate::syncing::{join, office, sync};

#[test]
fn a_photo_travels_with_a_receipt_and_is_there_for_the_other_desk() {
    let (_hub, anneke, bram) = office();
    let staged = anneke.stage("parcel.png", &crate::inspecting::photo());
    let request =
        AttachRequest { id: CLEAN.lrn.to_owned(), staged, purpose: AttachmentPurpose::Photo };
    let view: DeclarationView = anneke.ask(Request::Attach(request));
    assert_eq!((view.evidence[0].confirmed_at, view.evidence[0].here), (None, true));
    let waiting: SyncStatus = anneke.ask(Request::SyncStatus(Nothing {}));
    assert!(waiting.files_waiting >= 1 && waiting.file_bytes_waiting > 0);
    assert!(sync(&anneke).files_sent >= 1);
    let outbox: Outbox = anneke.ask(Request::Outbox(Nothing {}));
    assert_eq!(outbox.files_in_all, 0, "all are there");
    let photo = outbox.files.iter().find(|file| file.name == "parcel.png").unwrap();
    assert_eq!((photo.sent, photo.lrn.as_deref()), (photo.size, Some(CLEAN.lrn)));
    assert!(photo.confirmed_at.is_some(), "its receipt");
    assert!(anneke.show(CLEAN.lrn).evidence[0].confirmed_at.is_some());
    assert_eq!(sync(&bram).files_fetched, 1, "the photo of an open declaration comes by itself");
    let outbox: Outbox = bram.ask(Request::Outbox(Nothing {}));
    assert!(outbox.files.is_empty(), "it is no file of this desk's");
    let photo = &bram.show(CLEAN.lrn).evidence[0];
    assert!(photo.here);
    assert_eq!(bram.desk.blob(&photo.hash).unwrap().bytes, crate::inspecting::photo());
    let source = bram.show(CLEAN.lrn).evidence.pop().unwrap();
    assert!(!source.here, "the flight's file is large, and nobody here has asked for it");
    assert!(!bram.desk.blob(&source.hash).unwrap().bytes.is_empty(), "now somebody has");
}

#[test]
fn files_of_a_desk_that_only_reads_stay_on_it() {
    let (hub, _anneke, _bram) = office();
    let (rik, _) = join(&hub, 3, "Rik Aerts", Role::ReadOnly);
    rik.import(&[("flight.csv", &h7(&[Parcel { lrn: "LGG-26-0000003-01", ..CLEAN }]))]);
    let told = sync(&rik);
    assert_eq!((told.files_refused, told.files_sent), (1, 0));
    assert!(told.refused > 0);
    let status: SyncStatus = rik.ask(Request::SyncStatus(Nothing {}));
    assert_eq!((status.files_staying, status.files_waiting, status.file_bytes_waiting), (1, 0, 0));
    let outbox: Outbox = rik.ask(Request::Outbox(Nothing {}));
    assert_eq!(outbox.files_stay.unwrap().code, "files_stay");
    assert_eq!(outbox.files[0].name, "flight.csv");
    assert_eq!(sync(&rik).files_refused, 0, "it is told once");
}
