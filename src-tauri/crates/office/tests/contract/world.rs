//! An office on either database, and desks that write to it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use customs::{AuthorityMessage, Charges, Currency, Element, Lane, MessageKind, Verdict};
use journal::{
    Amended, AmendmentCause, AttachmentHash, Decided, Decision, DeclarationId, DeviceId, Draft,
    EntryId, Event, FieldChange, Head, MessageReceived, Queued, Source,
};
use office::{Database, Enrolment, Invitation, Office, Surroundings};
use rust_decimal::Decimal;
use sync::{
    Answer, HubState, Offer, Outcome, Page, PullRequest, Pulled, Push, PushAnswer, Role, Sequenced,
    Subscription,
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::postgres::{Server, TestDatabase};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A database of the test's own.
pub(crate) enum Place {
    Folder(TempDir),
    Postgres(TestDatabase),
}

impl Place {
    /// `None`, said aloud, where there is no PostgreSQL.
    pub(crate) fn new(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Sqlite => Some(Place::Folder(tempfile::tempdir().unwrap())),
            Kind::Postgres => Some(Place::Postgres(Server::shared()?.database())),
        }
    }

    pub(crate) fn database(&self) -> Database {
        match self {
            Place::Folder(folder) => Database::Folder(PathBuf::from(folder.path())),
            Place::Postgres(database) => Database::Server(database.url().into()),
        }
    }

    /// Does something to the database behind the office's back.
    pub(crate) fn alter(&self, sql: &str) {
        match self {
            Place::Folder(folder) => {
                let file = folder.path().join("office.sqlite");
                rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
            }
            Place::Postgres(database) => database.client().batch_execute(sql).unwrap(),
        }
    }

    /// Rows of a table.
    pub(crate) fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        match self {
            Place::Folder(folder) => {
                let file = folder.path().join("office.sqlite");
                let file = rusqlite::Connection::open(file).unwrap();
                file.query_row(&sql, [], |row| row.get(0)).unwrap()
            }
            Place::Postgres(database) => database.client().query_one(&sql, &[]).unwrap().get(0),
        }
    }

    pub(crate) fn office(&self) -> Office {
        self.office_at(Clock::new())
    }

    pub(crate) fn office_at(&self, clock: Arc<Clock>) -> Office {
        Office::open(&self.database(), clock).unwrap()
    }
}

/// Time that moves when it is told to; ids and codes that only differ.
pub(crate) struct Clock {
    now: Mutex<DateTime<Utc>>,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

pub(crate) fn new_id() -> Uuid {
    let high = u128::from(std::process::id()) << 64;
    Uuid::from_u128(high | u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

impl Clock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self { now: Mutex::new(DateTime::from_timestamp(1_795_000_000, 0).unwrap()) })
    }

    pub(crate) fn reads(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        *self.now.lock().unwrap() += time;
    }
}

impl Surroundings for Clock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    fn new_id(&self) -> Uuid {
        new_id()
    }

    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let unlike = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            chunk.copy_from_slice(&unlike.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A desk: what it wrote, and how far it knows the office's order.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) id: DeviceId,
    pub(crate) head: Head,
    pub(crate) unsent: Vec<Offer>,
    /// Everything it wrote, sent or not.
    pub(crate) wrote: Vec<Offer>,
    pub(crate) epoch: Uuid,
    pub(crate) cursor: u64,
    pub(crate) subscription: Subscription,
    /// Everything that was pulled.
    pub(crate) held: Vec<Sequenced>,
    /// Declarations that its pages passed over.
    pub(crate) passed: BTreeSet<DeclarationId>,
}

impl Desk {
    pub(crate) fn enrolled(office: &Office, role: Role) -> Self {
        let desk = Self::unknown();
        desk.enrol(office, role);
        desk
    }

    pub(crate) fn unknown() -> Self {
        let id = DeviceId(new_id());
        Self {
            id,
            head: Head::start(id),
            unsent: Vec::new(),
            wrote: Vec::new(),
            epoch: Uuid::nil(),
            cursor: 0,
            subscription: Subscription::default(),
            held: Vec::new(),
            passed: BTreeSet::new(),
        }
    }

    pub(crate) fn enrol(&self, office: &Office, role: Role) {
        let code = office.invite(&invitation(role)).unwrap();
        office.enrol(&enrolment(&code.secret, self.id)).unwrap();
    }

    /// Writes an entry down; it goes with the next push.
    pub(crate) fn write(
        &mut self,
        subject: Option<DeclarationId>,
        event: impl Into<Event>,
    ) -> EntryId {
        let draft = Draft {
            id: EntryId(new_id()),
            subject,
            event: event.into(),
            actor: "An Peeters".to_owned(),
            at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
            base_revision: 1,
        };
        let entry = draft.seal(self.head);
        self.head = self.head.after(&entry);
        let (id, seen) = (entry.id, entry.seen);
        let offer = Offer { entry, seen, withheld: false };
        self.unsent.push(offer.clone());
        self.wrote.push(offer);
        id
    }

    pub(crate) fn queue(&mut self, lrn: &str) -> DeclarationId {
        let subject = DeclarationId::of(Some(DECLARANT), lrn);
        self.write(Some(subject), queued(lrn, "lamp"));
        subject
    }

    pub(crate) fn decide(&mut self, subject: DeclarationId, decision: Decision) -> EntryId {
        self.write(Some(subject), Decided { decision, reason: None, batch: Uuid::from_u128(7) })
    }

    /// What the next push would say.
    pub(crate) fn offer(&self) -> Push {
        Push { epoch: self.epoch, offers: self.unsent.clone() }
    }

    /// Pushes everything that is unsent.
    pub(crate) fn push(&mut self, office: &Office) -> Vec<Answer> {
        let pushed = office.push(self.id, &self.offer()).unwrap();
        let PushAnswer::Done(answers) = pushed.answer else { panic!("{:?}", pushed.answer) };
        self.unsent.clear();
        answers
    }

    pub(crate) fn request(&self, limit: u32) -> PullRequest {
        let subscription = self.subscription.clone();
        PullRequest { epoch: self.epoch, after: self.cursor, limit, subscription }
    }

    /// Pulls one page; answers whether there is more.
    pub(crate) fn pull_page(&mut self, office: &Office, limit: u32) -> bool {
        let Pulled { hub, page } = office.pull(self.id, &self.request(limit)).unwrap();
        let Page::Entries { after, upto, entries, passed } = page else { panic!("{page:?}") };
        assert_eq!(after, self.cursor, "a page begins where the desk is");
        self.cursor = upto;
        self.epoch = hub.epoch;
        self.head.seen = upto;
        self.held.extend(entries);
        self.passed.extend(passed);
        upto < hub.head
    }

    /// Pulls everything there is.
    pub(crate) fn pull(&mut self, office: &Office) {
        while self.pull_page(office, 1_000) {}
    }
}

pub(crate) const DECLARANT: &str = "BE0428759497";
/// Of the seller of all parcels.
pub(crate) const IOSS: &str = "IM0561234567";

pub(crate) fn invitation(role: Role) -> Invitation {
    Invitation { role, name: "a desk".to_owned(), hours: 24, by: "Els Maes".to_owned() }
}

pub(crate) fn enrolment(secret: &[u8], device: DeviceId) -> Enrolment {
    let mut public_key = [7; 32];
    public_key[..16].copy_from_slice(device.0.as_bytes());
    Enrolment { secret: secret.to_vec(), device, public_key, name: "desk 1".to_owned() }
}

pub(crate) fn sequences(answers: &[Answer]) -> Vec<u64> {
    answers.iter().map(|answer| sequence(&answer.outcome)).collect()
}

pub(crate) fn sequence(outcome: &Outcome) -> u64 {
    match outcome {
        Outcome::Applied { sequence } | Outcome::Contested { sequence, .. } => *sequence,
        Outcome::Refused(refusal) => panic!("{refusal:?}"),
    }
}

/// The whole order, as a supervisor's desk that starts anew sees it.
pub(crate) fn order(office: &Office) -> Vec<Sequenced> {
    let mut desk = Desk::enrolled(office, Role::Supervisor);
    desk.pull(office);
    desk.held
}

pub(crate) fn assert_sound(office: &Office) -> HubState {
    assert_eq!(office.verify().unwrap(), []);
    office.head().unwrap()
}

pub(crate) fn source() -> Source {
    Source {
        file: AttachmentHash("0".repeat(64)),
        name: "flight.csv".to_owned(),
        format: "h7_csv".to_owned(),
        record: 1,
        line: 2,
    }
}

pub(crate) fn body(lrn: &str, goods: &str) -> Element {
    let document = |name: &str, kind: &str, reference: &str| {
        Element::new(name)
            .with(Element::leaf("SequenceNumeric", "1"))
            .with(Element::leaf("ID", reference))
            .with(Element::leaf("Type", kind))
    };
    let waybill = document("TransportContractDocument", "N740", "157-12345675");
    let place = Element::new("GoodsLocation").with(Element::leaf("Name", "BE532000"));
    let seller = Element::new("DomesticDutyTaxParty")
        .with(Element::leaf("ID", IOSS))
        .with(Element::leaf("RoleCode", "FR5"));
    let shipment = Element::new("GoodsShipment")
        .with(Element::new("Consignment").with(waybill).with(place))
        .with(seller)
        .with(Element::new("Commodity").with(Element::leaf("Description", goods)))
        .with(document("SupportingDocument", "N703", &format!("H-{lrn}")));
    Element::new("Declaration")
        .with(Element::leaf("ProcedureCategory", "H7"))
        .with(Element::leaf("FunctionalReferenceID", lrn))
        .with(Element::new("Declarant").with(Element::leaf("ID", DECLARANT)))
        .with(shipment)
}

pub(crate) fn verdict() -> Verdict {
    Verdict {
        lane: Lane::Green,
        lane_reasons: vec![],
        criteria: vec![],
        findings: vec![],
        charges: Charges {
            lines: vec![],
            payable: Decimal::new(2_500, 2),
            currency: Currency::eur(),
            customs_value: None,
            gaps: vec![],
        },
        pack_hash: "0".repeat(64),
        rules_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        rates: Vec::new(),
    }
}

pub(crate) fn queued(lrn: &str, goods: &str) -> Queued {
    Queued { source: source(), body: body(lrn, goods), verdict: verdict() }
}

pub(crate) fn describe(goods: &str) -> Amended {
    let change = FieldChange {
        path: "GoodsShipment/Commodity/Description".parse().unwrap(),
        from: Some("lamp".to_owned()),
        to: Some(goods.to_owned()),
    };
    let cause = AmendmentCause::Broker { reason: "the invoice says so".to_owned() };
    Amended { cause, changes: vec![change], body: None, verdict: verdict() }
}

pub(crate) fn message(kind: MessageKind, lrn: Option<&str>, mrn: Option<&str>) -> MessageReceived {
    let message = AuthorityMessage {
        kind,
        code: format!("{kind:?}"),
        reference: Some(new_id().to_string()),
        lrn: lrn.map(str::to_owned),
        mrn: mrn.map(str::to_owned),
        version: None,
        issued: DateTime::from_timestamp(1_795_000_000, 0),
        control_result: None,
        remarks: vec![],
        charges: vec![],
        currency: None,
        body: Element::new("Response"),
    };
    MessageReceived { source: source(), message, waited_as: None }
}
