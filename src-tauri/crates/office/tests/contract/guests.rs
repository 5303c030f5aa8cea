//! Companies that the office serves, and parcels of theirs.

use customs::MessageKind;
use journal::{AttachmentHash, DeclarationId, EntryId, Event, Queued, Source};
use office::{NewParty, Office, OwnEvent, Party, Viewer};
use sync::Role;
use sync::parcel::ParcelFacts;
use uuid::Uuid;

use crate::world::{DECLARANT, message, new_id, queued, source};

pub(crate) fn new_party(role: Role, name: &str, claims: &[&str]) -> NewParty {
    let claims = claims.iter().map(|claim| claim.parse().unwrap()).collect();
    NewParty { name: name.to_owned(), role, claims }
}

pub(crate) fn guest(office: &Office, role: Role, name: &str, claims: &[&str]) -> Party {
    office.invite_party(&new_party(role, name, claims), 24, "Els Maes").unwrap().party
}

pub(crate) fn subject(lrn: &str) -> DeclarationId {
    DeclarationId::of(Some(DECLARANT), lrn)
}

/// Declarations that a party hands in as one file.
pub(crate) fn hand_in(office: &Office, sender: Uuid, lrns: &[String]) {
    let file = office.keep_file(lrns.join(";").as_bytes()).unwrap();
    office.manifest_of(&file.0, sender, "flight.csv").unwrap();
    let own: Vec<OwnEvent> = lrns.iter().map(|lrn| own(lrn, handed_in(&file, lrn))).collect();
    office.write_own(&own).unwrap();
    project(office);
}

/// As many numbers as wanted, each of a parcel of its own.
pub(crate) fn lrns(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("LGG-26-{number:04}")).collect()
}

pub(crate) fn handed_in(file: &AttachmentHash, lrn: &str) -> Queued {
    Queued { source: Source { file: file.clone(), ..source() }, ..queued(lrn, "lamp") }
}

pub(crate) fn own(lrn: &str, event: impl Into<Event>) -> OwnEvent {
    let (id, subject) = (EntryId(new_id()), Some(subject(lrn)));
    OwnEvent { id, subject, event: event.into(), actor: "the hub".to_owned() }
}

/// The authority says something of a parcel.
pub(crate) fn says(office: &Office, lrn: &str, kind: MessageKind) {
    office.write_own(&[own(lrn, message(kind, Some(lrn), Some("26BE12345678901234")))]).unwrap();
    project(office);
}

pub(crate) fn project(office: &Office) {
    while office.project_parcels(7).unwrap().more {}
}

/// The parcels that one number names, as a party sees them.
pub(crate) fn ask(office: &Office, party: &Party, number: &str) -> Vec<ParcelFacts> {
    let numbers = [number.to_owned()];
    office.inquire(Viewer::Party(party.id), &numbers).unwrap().remove(0).parcels
}
