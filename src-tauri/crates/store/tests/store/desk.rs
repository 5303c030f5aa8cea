//! A desk for tests: declarations, messages and verdicts made by hand, ids that count upwards.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use customs::{
    AuthorityMessage, Charges, Currency, Element, Finding, Lane, MessageKind, Severity, Verdict,
};
use journal::{
    Amended, AmendmentCause, AttachmentHash, Decided, Decision, DeclarationId, DeviceId, Draft,
    EntryId, Event, MessageReceived, Queued, Source, Undone,
};
use rusqlite::Connection;
use rusqlite::types::Value;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use store::{Reader, Store, StoreError, Writer};
use tempfile::TempDir;
use uuid::Uuid;

/// A store in a folder that goes away with it.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::of(0xde5c)
    }

    /// The desk that writes under that number.
    pub(crate) fn of(device: u128) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), || DeviceId(Uuid::from_u128(device))).unwrap();
        for number in 1..=3 {
            assert_eq!(store.attachments().put(&evidence(number)).unwrap(), file(number));
        }
        Self { store, folder }
    }

    pub(crate) fn reader(&self) -> Reader {
        self.store.reader().unwrap()
    }

    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
    ) -> T {
        self.store.write(work).unwrap()
    }

    /// Queues a parcel and answers its id.
    pub(crate) fn queue(&self, parcel: &Parcel) -> DeclarationId {
        let id = DeclarationId(id());
        self.append(Some(id), queued(parcel));
        id
    }

    pub(crate) fn append(
        &self,
        subject: Option<DeclarationId>,
        event: impl Into<Event>,
    ) -> EntryId {
        let draft = draft(subject, event);
        self.store.write(|tx| tx.append(draft)).unwrap().id
    }

    pub(crate) fn decide(&self, subject: DeclarationId, decision: Decision) -> EntryId {
        self.append(Some(subject), decided(decision))
    }

    pub(crate) fn clean(&self) {
        let verified = self.store.verify(|_| {}).unwrap();
        assert_eq!(verified.problems, vec![]);
    }
}

pub(crate) fn open(folder: &TempDir) -> Store {
    Store::open(folder.path(), || DeviceId(Uuid::from_u128(0xde5c))).unwrap()
}

/// Ids that count upwards, so that every run is the same.
pub(crate) fn id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let process = u128::from(std::process::id());
    Uuid::from_u128((process << 64) | u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_620_800, 0).unwrap()
}

pub(crate) fn after(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

pub(crate) fn draft(subject: Option<DeclarationId>, event: impl Into<Event>) -> Draft {
    draft_at(subject, event, noon())
}

pub(crate) fn draft_at(
    subject: Option<DeclarationId>,
    event: impl Into<Event>,
    at: DateTime<Utc>,
) -> Draft {
    let actor = "An Peeters".to_owned();
    Draft { id: EntryId(id()), subject, event: event.into(), actor, at, base_revision: 1 }
}

/// A low-value parcel as the table of a carrier describes it.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) lrn: String,
    pub(crate) data_set: &'static str,
    pub(crate) consignee: String,
    pub(crate) postcode: String,
    pub(crate) goods: String,
    pub(crate) hs: String,
    pub(crate) origin: String,
    pub(crate) value: Decimal,
    pub(crate) currency: &'static str,
    pub(crate) waybill: String,
    pub(crate) house: String,
    pub(crate) lane: Lane,
    pub(crate) errors: usize,
    pub(crate) street: String,
    pub(crate) seller: Option<String>,
    pub(crate) ioss: Option<String>,
    pub(crate) invoice: Option<String>,
    /// Net, in grams.
    pub(crate) grams: Option<i64>,
}

impl Parcel {
    pub(crate) fn new(lrn: &str) -> Self {
        Self {
            lrn: lrn.to_owned(),
            data_set: "H7",
            consignee: format!("Jan {lrn}"),
            postcode: "4000".to_owned(),
            goods: "LED lamp".to_owned(),
            hs: "940521".to_owned(),
            origin: "CN".to_owned(),
            value: Decimal::new(2_500, 2),
            currency: "EUR",
            waybill: "157-12345675".to_owned(),
            house: format!("LGGE{lrn}"),
            lane: Lane::Green,
            errors: 0,
            street: "Rue Haute 5".to_owned(),
            seller: None,
            ioss: None,
            invoice: None,
            grams: None,
        }
    }

    pub(crate) fn body(&self) -> Element {
        let address = Element::new("Address")
            .with(Element::leaf("CityName", "Liège"))
            .with(Element::leaf("CountryCode", "BE"))
            .with(Element::leaf("Line", &self.street))
            .with(Element::leaf("PostcodeID", &self.postcode));
        let shipment = Element::new("GoodsShipment")
            .with(Element::new("Consignment").with(document(
                "TransportContractDocument",
                "N740",
                &self.waybill,
            )))
            .with(self.item())
            .with(
                Element::new("Importer").with(Element::leaf("Name", &self.consignee)).with(address),
            )
            .with(document("PreviousDocument", "N337", "26BE00000T0000001"))
            .with(document("SupportingDocument", "N703", &self.house));
        let shipment = match &self.invoice {
            Some(invoice) => shipment.with(document("SupportingDocument", "N380", invoice)),
            None => shipment,
        };
        let shipment = match &self.seller {
            Some(seller) => {
                shipment.with(Element::new("Exporter").with(Element::leaf("Name", seller)))
            }
            None => shipment,
        };
        let shipment = match &self.ioss {
            Some(number) => shipment.with(
                Element::new("DomesticDutyTaxParty")
                    .with(Element::leaf("ID", number))
                    .with(Element::leaf("RoleCode", "FR5")),
            ),
            None => shipment,
        };
        Element::new("Declaration")
            .with(Element::leaf("ProcedureCategory", self.data_set))
            .with(Element::leaf("FunctionalReferenceID", &self.lrn))
            .with(Element::leaf("TypeCode", "IMA"))
            .with(Element::leaf("DeclarationOfficeID", "BE532000"))
            .with(Element::new("Declarant").with(Element::leaf("ID", "BE0428759497")))
            .with(shipment)
    }

    fn item(&self) -> Element {
        let amount = Element::leaf("ItemChargeAmount", self.value.to_string())
            .with_attribute("currencyID", self.currency);
        let commodity = Element::new("Commodity")
            .with(Element::leaf("Description", &self.goods))
            .with(
                Element::new("Classification")
                    .with(Element::leaf("ID", &self.hs))
                    .with(Element::leaf("IdentificationTypeCode", "HS")),
            )
            .with(Element::new("InvoiceLine").with(amount));
        let commodity = match self.grams {
            Some(grams) => commodity.with(
                Element::new("GoodsMeasure")
                    .with(Element::leaf("NetNetWeightMeasure", Decimal::new(grams, 3).to_string())),
            ),
            None => commodity,
        };
        Element::new("GovernmentAgencyGoodsItem")
            .with(Element::leaf("SequenceNumeric", "1"))
            .with(commodity)
            .with(Element::new("Origin").with(Element::leaf("CountryCode", &self.origin)))
    }

    pub(crate) fn verdict(&self) -> Verdict {
        Verdict {
            lane: self.lane,
            lane_reasons: vec![],
            criteria: vec![],
            findings: (0..self.errors).map(|_| error()).collect(),
            charges: Charges {
                lines: vec![],
                payable: self.value / Decimal::TEN,
                currency: Currency::eur(),
                customs_value: None,
                gaps: vec![],
            },
            pack_hash: "0".repeat(64),
            rules_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
            rates: Vec::new(),
        }
    }
}

fn document(name: &str, kind: &str, reference: &str) -> Element {
    Element::new(name)
        .with(Element::leaf("SequenceNumeric", "1"))
        .with(Element::leaf("ID", reference))
        .with(Element::leaf("Type", kind))
}

fn error() -> Finding {
    Finding {
        rule: "GL-H7-001".to_owned(),
        severity: Severity::Error,
        title: "The value is over the limit".to_owned(),
        detail: "200 EUR".to_owned(),
        hint: "Declare it as H1.".to_owned(),
        data_element: None,
        path: None,
        item: None,
        source: "Reg. 2026/382".to_owned(),
        pack: "eu 2026-07-01".to_owned(),
        rules_of: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        unverified: false,
    }
}

/// The bytes of the file that is known by a number.
pub(crate) fn evidence(number: u64) -> Vec<u8> {
    format!("file {number}").into_bytes()
}

/// The hash of the file that is known by a number. Files 1 to 3 are in every desk.
pub(crate) fn file(number: u64) -> AttachmentHash {
    AttachmentHash(journal::Hash(Sha256::digest(evidence(number)).into()).to_string())
}

pub(crate) fn source(number: u64) -> Source {
    Source {
        file: file(number),
        name: "flight.csv".to_owned(),
        format: "h7_csv".to_owned(),
        record: 1,
        line: 2,
    }
}

pub(crate) fn queued(parcel: &Parcel) -> Queued {
    Queued { source: source(1), body: parcel.body(), verdict: parcel.verdict() }
}

/// A newer version of the parcel, from a file.
pub(crate) fn reimported(parcel: &Parcel) -> Amended {
    let cause = AmendmentCause::Import { source: source(2) };
    Amended { cause, changes: vec![], body: Some(parcel.body()), verdict: parcel.verdict() }
}

/// A newer version of the parcel, by hand.
pub(crate) fn amended(parcel: &Parcel) -> Amended {
    let cause = AmendmentCause::Broker { reason: "invoice".to_owned() };
    Amended { cause, ..reimported(parcel) }
}

pub(crate) fn decided(decision: Decision) -> Decided {
    Decided { decision, reason: None, batch: Uuid::from_u128(1) }
}

pub(crate) fn undone(entry: EntryId) -> Undone {
    Undone { entry }
}

pub(crate) fn message(kind: MessageKind, lrn: Option<&str>, mrn: Option<&str>) -> MessageReceived {
    let body = Element::new("Response")
        .with(Element::leaf("FunctionCode", format!("{kind:?}")))
        .with(Element::leaf("Declaration", format!("{lrn:?} {mrn:?}")));
    let message = AuthorityMessage {
        kind,
        code: format!("{kind:?}"),
        reference: None,
        lrn: lrn.map(str::to_owned),
        mrn: mrn.map(str::to_owned),
        version: None,
        issued: Some(noon()),
        control_result: None,
        remarks: vec![],
        charges: vec![],
        currency: None,
        body,
    };
    MessageReceived { source: source(3), message, waited_as: None }
}

/// Appends many events in one transaction.
pub(crate) fn append_all(store: &Store, drafts: Vec<Draft>) -> Vec<EntryId> {
    let written = store.write(|tx| {
        drafts.into_iter().map(|draft| tx.append(draft).map(|entry| entry.id)).collect()
    });
    let ids: Result<Vec<EntryId>, StoreError> = written;
    ids.unwrap()
}

/// Every projection, with what counts in it: the numbers of files and groups depend on the order in
/// which they came up.
const PROJECTIONS: [(&str, &str); 13] = [
    (
        "declaration",
        "no, id, lrn, mrn, status, lane, own_lane, split, goods, items, consignee, hs, origin,
         value_cents, payable_cents, errors, warnings, transport_document, parcel, queued_at, due_at,
         claimed_by, revision, conflicts, disputes, unsent,
         (SELECT key FROM consignment AS c WHERE c.no = consignment),
         (SELECT hash FROM named_file AS f WHERE f.no = file)",
    ),
    ("tally", "*"),
    ("content", "*"),
    ("consignment", "key, parcels, value_cents"),
    ("known_mrn", "*"),
    ("waiting_message", "*"),
    ("found_message", "*"),
    ("message_seen", "*"),
    ("named_file", "hash, sending"),
    ("naming", "(SELECT hash FROM named_file AS f WHERE f.no = naming.file), about"),
    ("import_run", "*"),
    (
        "print",
        "entry, declaration, document, language, pages, revision, printer,
         (SELECT hash FROM named_file AS f WHERE f.no = print.file)",
    ),
    ("search_docsize", "id, sz"),
];

/// Every row of every projection, as text.
pub(crate) fn dump(folder: &Path) -> String {
    let connection = Connection::open(folder.join("journal.sqlite")).unwrap();
    let mut dump = String::new();
    for (table, columns) in PROJECTIONS {
        let sql = format!("SELECT {columns} FROM {table} ORDER BY 1, 2");
        let mut statement = connection.prepare(&sql).unwrap();
        let count = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<Value> = (0..count).map(|column| row.get(column).unwrap()).collect();
            dump += &format!("{table} {values:?}\n");
        }
    }
    dump
}
