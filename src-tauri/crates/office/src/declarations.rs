//! What is kept of declarations beside their entries, and finding them by their numbers.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId};

use crate::error::OfficeError;
use crate::office::Office;
use crate::project::{Projection, status_name, statuses_after};
use crate::sql::{Insert, Kind, Row, Transaction, Value};

/// A declaration's row.
pub(crate) struct Declared {
    pub(crate) projection: Projection,
    /// Every status it had, the present one last.
    pub(crate) statuses: String,
}

const DECLARATIONS: Insert<'_> = Insert {
    table: "declaration",
    columns: &[
        ("office", Kind::Int),
        ("subject", Kind::Blob),
        ("lrn", Kind::Text),
        ("declarant", Kind::Text),
        ("mrn", Kind::Text),
        ("parcel", Kind::Text),
        ("transport_document", Kind::Text),
        ("status", Kind::Text),
        ("statuses", Kind::Text),
        ("queued_at", Kind::Int),
        ("conflicts", Kind::Int),
    ],
    conflict: "ON CONFLICT (office, subject) DO UPDATE SET lrn = excluded.lrn,
        declarant = excluded.declarant, mrn = excluded.mrn, parcel = excluded.parcel,
        transport_document = excluded.transport_document, status = excluded.status,
        statuses = excluded.statuses, queued_at = excluded.queued_at,
        conflicts = excluded.conflicts",
};

const MRNS: Insert<'_> = Insert {
    table: "known_mrn",
    columns: &[("office", Kind::Int), ("mrn", Kind::Text), ("subject", Kind::Blob)],
    conflict: "ON CONFLICT (office, mrn, subject) DO NOTHING",
};

impl Declared {
    pub(crate) fn after(projection: Projection, before: Option<&str>) -> Self {
        let statuses = statuses_after(before.unwrap_or_default(), &status_name(projection.status));
        Self { projection, statuses }
    }

    /// The row as texts, to compare with what is kept; without the statuses that were.
    pub(crate) fn texts(&self) -> Vec<String> {
        let of = &self.projection;
        vec![
            of.lrn.clone(),
            of.declarant.clone(),
            of.mrn.clone(),
            of.parcel.clone(),
            of.transport_document.clone(),
            status_name(of.status),
            of.queued_at.timestamp_millis().to_string(),
            of.conflicts.to_string(),
        ]
    }

    fn row(&self, office: i64) -> Vec<Value> {
        let of = &self.projection;
        vec![
            office.into(),
            of.subject.into(),
            of.lrn.as_str().into(),
            of.declarant.as_str().into(),
            of.mrn.as_str().into(),
            of.parcel.as_str().into(),
            of.transport_document.as_str().into(),
            status_name(of.status).into(),
            self.statuses.as_str().into(),
            of.queued_at.into(),
            of.conflicts.into(),
        ]
    }
}

impl Office {
    /// Declarations that have this LRN, MRN, parcel or transport number, at most [`MAX_FOUND`].
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `RoleNotAllowed`.
    pub fn find(&self, device: DeviceId, number: &str) -> Result<Vec<DeclarationId>, OfficeError> {
        let number = number.trim();
        if number.is_empty() {
            return Ok(Vec::new());
        }
        // Each arm is answered by its own index.
        let arm = |column: &str| {
            format!("SELECT subject FROM declaration WHERE office = $1 AND {column} = $2")
        };
        let sql = format!(
            "{} UNION {} UNION {} UNION {} UNION
             SELECT subject FROM known_mrn WHERE office = $1 AND mrn = $2 LIMIT {MAX_FOUND}",
            arm("lrn"),
            arm("mrn"),
            arm("parcel"),
            arm("transport_document"),
        );
        self.sql.read(|tx| {
            self.reader(tx, device)?;
            let rows = tx.query(&sql, &[self.number.into(), number.into()])?;
            rows.iter().map(|row| row.uuid(0).map(DeclarationId)).collect()
        })
    }

    /// The statuses that these declarations had so far.
    pub(crate) fn statuses_of(
        &self,
        tx: &mut Transaction<'_>,
        subjects: &[DeclarationId],
    ) -> Result<HashMap<DeclarationId, String>, OfficeError> {
        let sql = "SELECT subject, statuses FROM declaration
            WHERE office = $1 AND subject = ANY($2)";
        let read = |row: &Row| Ok((DeclarationId(row.uuid(0)?), row.text(1)?.to_owned()));
        self.about(tx, sql, subjects)?.iter().map(read).collect()
    }

    /// When these declarations came into the queue.
    pub(crate) fn queued_at(
        &self,
        tx: &mut Transaction<'_>,
        subjects: &[DeclarationId],
    ) -> Result<HashMap<DeclarationId, DateTime<Utc>>, OfficeError> {
        let sql = "SELECT subject, queued_at FROM declaration
            WHERE office = $1 AND subject = ANY($2)";
        let read = |row: &Row| Ok((DeclarationId(row.uuid(0)?), row.moment(1)?));
        self.about(tx, sql, subjects)?.iter().map(read).collect()
    }

    /// What is kept of these declarations, as [`Declared::texts`] gives it.
    pub(crate) fn declared(
        &self,
        tx: &mut Transaction<'_>,
        subjects: &[DeclarationId],
    ) -> Result<HashMap<DeclarationId, Vec<String>>, OfficeError> {
        let sql = "SELECT subject, lrn, declarant, mrn, parcel, transport_document, status,
            queued_at, conflicts FROM declaration WHERE office = $1 AND subject = ANY($2)";
        let read = |row: &Row| {
            let mut texts = Vec::new();
            for column in 1..=6 {
                texts.push(row.text(column)?.to_owned());
            }
            texts.push(row.int(7)?.to_string());
            texts.push(row.int(8)?.to_string());
            Ok((DeclarationId(row.uuid(0)?), texts))
        };
        self.about(tx, sql, subjects)?.iter().map(read).collect()
    }

    pub(crate) fn write_declarations(
        &self,
        tx: &mut Transaction<'_>,
        declared: &[Declared],
    ) -> Result<(), OfficeError> {
        let rows: Vec<_> = declared.iter().map(|declared| declared.row(self.number)).collect();
        tx.insert(&DECLARATIONS, &rows)?;
        let mut mrns = Vec::new();
        for Declared { projection, .. } in declared {
            for mrn in &projection.mrns {
                mrns.push(vec![
                    self.number.into(),
                    mrn.as_str().into(),
                    Value::from(projection.subject),
                ]);
            }
        }
        tx.insert(&MRNS, &mrns)
    }

    fn about(
        &self,
        tx: &mut Transaction<'_>,
        sql: &str,
        subjects: &[DeclarationId],
    ) -> Result<Vec<Row>, OfficeError> {
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        let subjects = Value::ids(subjects.iter().map(|subject| subject.0));
        tx.query(sql, &[self.number.into(), subjects])
    }
}

/// The most declarations that one number finds.
pub const MAX_FOUND: usize = 500;
