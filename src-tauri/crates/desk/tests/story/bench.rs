//! A desk on a bench: a real store in a temporary folder, a clock that ticks, ids in order.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use desk::contract::*;
use desk::{Desk, Exchange, Settings, Surroundings, Uplink};
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use uuid::Uuid;

/// A clock that moves one second with each look, from 20 November 2026, 09:00 in Liège.
pub(crate) struct Ticking {
    ticks: AtomicU64,
    /// Keeps the ids of two desks apart.
    desk: u8,
}

impl Surroundings for Ticking {
    fn now(&self) -> DateTime<Utc> {
        let seconds = self.ticks.fetch_add(1, Ordering::Relaxed);
        Utc.with_ymd_and_hms(2026, 11, 20, 8, 0, 0).unwrap()
            + chrono::TimeDelta::seconds(seconds as i64)
    }

    fn new_id(&self) -> Uuid {
        let count = self.ticks.fetch_add(1, Ordering::Relaxed);
        let mut random = [self.desk; 10];
        random[..8].copy_from_slice(&count.to_be_bytes());
        let millis = 1_795_161_600_000_u64 + count;
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn local(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        at.with_timezone(&FixedOffset::east_opt(3600).unwrap())
    }
}

/// The desk, and the folder that goes when the story ends.
pub(crate) struct Bench {
    pub desk: Desk,
    pub folder: TempDir,
    ticks: Arc<Ticking>,
    uplink: Option<Arc<dyn Uplink>>,
}

impl Bench {
    /// An empty desk at which Anneke Maes has signed in.
    pub(crate) fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap(), 0, "Anneke Maes", None)
    }

    /// A desk in a folder, with a way to a hub.
    pub(crate) fn at(
        folder: TempDir,
        desk: u8,
        broker: &str,
        uplink: Option<Arc<dyn Uplink>>,
    ) -> Self {
        let ticks = Arc::new(Ticking { ticks: AtomicU64::new(1), desk });
        let bench =
            Self { desk: open(folder.path(), &ticks, uplink.clone()), folder, ticks, uplink };
        let broker = Broker {
            name: broker.to_owned(),
            office: "BE532000".to_owned(),
            office_name: "Bierset".to_owned(),
        };
        bench.ask::<About>(Request::SignIn(SignIn { broker }));
        bench
    }

    /// Closes the program and starts it anew on the same store.
    pub(crate) fn restart(self) -> Self {
        let Self { desk, folder, ticks, uplink } = self;
        drop(desk);
        Self { desk: open(folder.path(), &ticks, uplink.clone()), folder, ticks, uplink }
    }

    /// Another program at the same desk, such as the command line beside the window.
    pub(crate) fn another_program(&self) -> Desk {
        open(self.folder.path(), &self.ticks, None)
    }

    /// The same, so many days later.
    pub(crate) fn restart_after_days(self, days: u64) -> Self {
        self.ticks.ticks.fetch_add(days * 24 * 60 * 60, Ordering::Relaxed);
        self.restart()
    }

    /// A request that must succeed.
    #[track_caller]
    pub(crate) fn ask<T: DeserializeOwned>(&self, request: Request) -> T {
        match self.desk.handle(request) {
            Ok(answer) => serde_json::from_value(answer).unwrap(),
            Err(failure) => panic!("{}: {}", failure.code, failure.message),
        }
    }

    /// A request that must be refused, with every part of a failure told.
    #[track_caller]
    pub(crate) fn refused(&self, request: Request) -> Failure {
        let failure = self.desk.handle(request).expect_err("the desk should refuse this");
        assert!(!failure.code.is_empty() && !failure.message.is_empty(), "{failure:?}");
        failure
    }

    /// Imports texts as files of these names.
    #[track_caller]
    pub(crate) fn import(&self, files: &[(&str, &str)]) -> ImportReport {
        let bytes: Vec<(&str, &[u8])> =
            files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        self.import_bytes(&bytes)
    }

    /// Imports bytes as files of these names.
    #[track_caller]
    pub(crate) fn import_bytes(&self, files: &[(&str, &[u8])]) -> ImportReport {
        let staged: Vec<Uuid> = files.iter().map(|(name, bytes)| self.stage(name, bytes)).collect();
        let report = self.desk.import(&staged).unwrap();
        let read: u32 =
            report.files.iter().map(|f| f.declarations + f.messages + f.refused.len() as u32).sum();
        assert_eq!(read, report.declarations + report.messages + report.refused, "{report:?}");
        report
    }

    /// Stages bytes as the screen does it.
    pub(crate) fn stage(&self, name: &str, bytes: &[u8]) -> Uuid {
        let id = self.desk.stage_begin(name, bytes.len() as u64).unwrap();
        bytes.chunks(7_000).for_each(|chunk| self.desk.stage_append(id, chunk).unwrap());
        id
    }

    #[track_caller]
    pub(crate) fn show(&self, id: &str) -> DeclarationView {
        self.ask(Request::Show(ShowRequest { id: id.to_owned(), language: None }))
    }

    #[track_caller]
    pub(crate) fn decide(&self, id: &str, decision: Decision) -> Decided {
        self.ask(Request::Decide(DecideRequest {
            ids: vec![id.to_owned()],
            decision,
            reason: Some("looked at".to_owned()),
            seen_revision: None,
        }))
    }

    #[track_caller]
    pub(crate) fn queue(&self, filter: Filter) -> QueuePage {
        self.ask(Request::Queue(QueueRequest { filter, limit: 500, ..QueueRequest::default() }))
    }

    /// Everything in the store is as it was written.
    #[track_caller]
    pub(crate) fn is_sound(&self) -> Verification {
        let verification: Verification = self.ask(Request::Verify(Nothing {}));
        assert_eq!(verification.problems, [], "the store must verify");
        verification
    }
}

fn open(folder: &Path, ticks: &Arc<Ticking>, uplink: Option<Arc<dyn Uplink>>) -> Desk {
    let surroundings = Arc::clone(ticks) as Arc<dyn Surroundings>;
    let exchange = Exchange::OnDemand;
    Desk::open(folder, Settings { fonts: fonts(), surroundings, uplink, exchange })
        .unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// The fonts of the development tree; `cargo xtask install` puts them there.
pub(crate) fn fonts() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../resources/fonts");
    folder.join("NotoSans_400Regular.ttf").is_file().then_some(folder)
}

/// The header of an H7 file, and one row for each parcel.
pub(crate) fn h7(rows: &[Parcel<'_>]) -> String {
    let header = "lrn;declaration_type;additional_type;declarant_id;importer_name;importer_street;\
                  importer_postcode;importer_city;importer_country;exporter_name;exporter_country;\
                  fiscal_reference_role;fiscal_reference_id;transport_document_type;transport_document;\
                  item_number;procedure;previous_procedure;additional_procedures;value;currency;\
                  item_gross_mass;description;commodity_code;origin;packages;transport_costs;\
                  transport_costs_currency;location_type;location_qualifier;location";
    let lines = rows.iter().map(|row| {
        format!(
            "{};IM;A;BE0403019261;{};Rue Hors-Château 12;4000;Liège;BE;杭州晨光电子有限公司;CN;{};{};N740;\
             784-12345675;{};40;00;{};{};{};0.62;{};{};CN;1;{};EUR;B;Y;BEWHS2024000117",
            row.lrn, row.importer, row.fiscal.0, row.fiscal.1, row.item, row.procedures, row.value, row.currency,
            row.goods, row.commodity, row.transport
        )
    });
    std::iter::once(header.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// One row of an H7 file.
#[derive(Clone, Copy)]
pub(crate) struct Parcel<'a> {
    pub lrn: &'a str,
    pub importer: &'a str,
    pub item: u32,
    pub value: &'a str,
    pub currency: &'a str,
    pub goods: &'a str,
    pub commodity: &'a str,
    pub procedures: &'a str,
    pub fiscal: (&'a str, &'a str),
    pub transport: &'a str,
}

/// A parcel that nothing is wrong with, under IOSS.
pub(crate) const CLEAN: Parcel<'static> = Parcel {
    lrn: "LGG-26-0000001-01",
    importer: "J. Peeters",
    item: 1,
    value: "41.20",
    currency: "EUR",
    goods: "Cotton T-shirts, 5 pcs",
    commodity: "610910",
    procedures: "F48",
    fiscal: ("FR5", "IM0561234567"),
    transport: "0.00",
};

/// A reply of the authority. `inside` stands in the response beside the declaration.
pub(crate) fn reply(function: &str, lrn: &str, mrn: &str, issued: &str, inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<MetaData xmlns="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"><WCOTypeName>RES</WCOTypeName>
<Response><FunctionCode>{function}</FunctionCode><FunctionalReferenceID>{function}-{lrn}-{issued}</FunctionalReferenceID>
<IssueDateTime><DateTimeString formatCode="304">{issued}Z</DateTimeString></IssueDateTime>{inside}
<Declaration><FunctionalReferenceID>{lrn}</FunctionalReferenceID><ID>{mrn}</ID><VersionID>1</VersionID></Declaration>
</Response></MetaData>"#
    )
}

/// An MRN whose check digit holds.
pub(crate) const MRN: &str = "26BEA0000000000AR0";
