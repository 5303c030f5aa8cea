//! The tables of an office, in the order in which they can be filled.

use super::damaged;
use crate::error::OfficeError;
use crate::sql::{Kind, Row, Value};

/// One table.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// The key without the office: the first columns after it.
    pub(crate) key: usize,
    /// Rows that are read at once.
    pub(crate) batch: u32,
    /// The first is the office.
    pub(crate) columns: &'static [(&'static str, Kind)],
}

const INT: Kind = Kind::Int;
const TEXT: Kind = Kind::Text;
const BLOB: Kind = Kind::Blob;

/// Every table whose rows belong to an office. A test compares this list with the schema.
pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "office",
        key: 0,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("name", TEXT),
            ("head", INT),
            ("floor", INT),
            ("epoch", BLOB),
            ("device", BLOB),
            ("created_at", INT),
            ("leases", INT),
            ("revisions", INT),
        ],
    },
    Table {
        name: "epoch",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("number", INT),
            ("epoch", BLOB),
            ("began_after", INT),
            ("at", INT),
        ],
    },
    Table {
        name: "device",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("device", BLOB),
            ("public_key", BLOB),
            ("name", TEXT),
            ("role", TEXT),
            ("enrolled_at", INT),
            ("before", BLOB),
            ("seen_at", INT),
            ("revoked_at", INT),
            ("revoked_by", TEXT),
        ],
    },
    Table {
        name: "chain",
        key: 1,
        batch: 2000,
        columns: &[("office", INT), ("device", BLOB), ("sequence", INT), ("hash", BLOB)],
    },
    Table {
        name: "invitation",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("secret", BLOB),
            ("role", TEXT),
            ("name", TEXT),
            ("invited_by", TEXT),
            ("at", INT),
            ("expires_at", INT),
            ("used_at", INT),
            ("used_by", BLOB),
        ],
    },
    Table {
        name: "entry",
        key: 1,
        batch: 500,
        columns: &[
            ("office", INT),
            ("sequence", INT),
            ("id", BLOB),
            ("device", BLOB),
            ("device_sequence", INT),
            ("hash", BLOB),
            ("subject", BLOB),
            ("kind", TEXT),
            ("touch", TEXT),
            ("against", BLOB),
            ("entry", BLOB),
            ("statuses_before", TEXT),
            ("statuses_after", TEXT),
            ("seen", INT),
            ("pushed_by", BLOB),
            ("accepted_at", INT),
        ],
    },
    Table {
        name: "apart",
        key: 2,
        batch: 500,
        columns: &[
            ("office", INT),
            ("device", BLOB),
            ("device_sequence", INT),
            ("id", BLOB),
            ("hash", BLOB),
            ("subject", BLOB),
            ("entry", BLOB),
            ("refusal", TEXT),
            ("pushed_by", BLOB),
            ("at", INT),
        ],
    },
    Table {
        name: "quarantined",
        key: 3,
        batch: 500,
        columns: &[
            ("office", INT),
            ("device", BLOB),
            ("device_sequence", INT),
            ("id", BLOB),
            ("subject", BLOB),
            ("kind", TEXT),
            ("actor", TEXT),
            ("seen", INT),
            ("entry", BLOB),
            ("at", INT),
            ("applied_at", INT),
            ("applied_by", TEXT),
        ],
    },
    Table {
        name: "declaration",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("subject", BLOB),
            ("lrn", TEXT),
            ("declarant", TEXT),
            ("mrn", TEXT),
            ("parcel", TEXT),
            ("transport_document", TEXT),
            ("status", TEXT),
            ("statuses", TEXT),
            ("queued_at", INT),
            ("conflicts", INT),
        ],
    },
    Table {
        name: "known_mrn",
        key: 2,
        batch: 2000,
        columns: &[("office", INT), ("mrn", TEXT), ("subject", BLOB)],
    },
    Table {
        name: "waiting_message",
        key: 1,
        batch: 2000,
        columns: &[("office", INT), ("sequence", INT), ("id", BLOB), ("lrn", TEXT), ("mrn", TEXT)],
    },
    Table {
        name: "opaque",
        key: 1,
        batch: 2000,
        columns: &[("office", INT), ("sequence", INT), ("form", TEXT), ("subject", BLOB)],
    },
    Table {
        name: "file",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("hash", BLOB),
            ("size", INT),
            ("held", INT),
            ("confirmed_at", INT),
        ],
    },
    Table {
        name: "file_part",
        key: 2,
        batch: 4,
        columns: &[("office", INT), ("hash", BLOB), ("position", INT), ("bytes", BLOB)],
    },
    Table {
        name: "lease",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("lease", BLOB),
            ("label", TEXT),
            ("taken_by", TEXT),
            ("device", BLOB),
            ("since", INT),
            ("until", INT),
            ("returned_at", INT),
        ],
    },
    Table {
        name: "leased",
        key: 2,
        batch: 2000,
        columns: &[("office", INT), ("lease", BLOB), ("place", INT), ("subject", BLOB)],
    },
    Table {
        name: "audit",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("number", INT),
            ("at", INT),
            ("actor", TEXT),
            ("act", TEXT),
            ("detail", TEXT),
            ("previous", BLOB),
            ("hash", BLOB),
        ],
    },
    Table {
        name: "party",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("party", BLOB),
            ("name", TEXT),
            ("role", TEXT),
            ("created_at", INT),
            ("revoked_at", INT),
        ],
    },
    Table {
        name: "party_key",
        key: 2,
        batch: 2000,
        columns: &[("office", INT), ("party", BLOB), ("claim", TEXT)],
    },
    Table {
        name: "party_secret",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("hash", BLOB),
            ("kind", TEXT),
            ("party", BLOB),
            ("created_at", INT),
            ("expires_at", INT),
        ],
    },
    Table {
        name: "manifest",
        key: 1,
        batch: 2000,
        columns: &[("office", INT), ("file", TEXT), ("party", BLOB), ("name", TEXT), ("at", INT)],
    },
    Table {
        name: "parcel",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("parcel", BLOB),
            ("claims", TEXT),
            ("numbers", TEXT),
            ("facts", TEXT),
            ("changed", INT),
        ],
    },
    Table {
        name: "parcel_number",
        key: 2,
        batch: 2000,
        columns: &[("office", INT), ("number", TEXT), ("parcel", BLOB)],
    },
    Table {
        name: "parcel_transport",
        key: 3,
        batch: 2000,
        columns: &[("office", INT), ("number", TEXT), ("claim", TEXT), ("parcel", BLOB)],
    },
    Table {
        name: "parcel_cursor",
        key: 0,
        batch: 2000,
        columns: &[("office", INT), ("sequence", INT)],
    },
    Table {
        name: "notice_subscription",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("subscription", BLOB),
            ("party", BLOB),
            ("channel", TEXT),
            ("target", TEXT),
            ("secret", TEXT),
            ("stages", TEXT),
            ("pace", TEXT),
            ("language", TEXT),
            ("since", INT),
            ("created_at", INT),
            ("ended_at", INT),
        ],
    },
    Table {
        name: "notice_delivery",
        key: 1,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("delivery", BLOB),
            ("subscription", BLOB),
            ("state", TEXT),
            ("notices", INT),
            ("due_at", INT),
            ("attempts", INT),
            ("claimed_by", BLOB),
            ("claimed_until", INT),
            ("failure", TEXT),
            ("created_at", INT),
            ("ended_at", INT),
        ],
    },
    Table {
        name: "notice",
        key: 2,
        batch: 2000,
        columns: &[
            ("office", INT),
            ("delivery", BLOB),
            ("number", INT),
            ("parcel", BLOB),
            ("stage", TEXT),
            ("facts", TEXT),
        ],
    },
];

impl Table {
    /// A statement for the next rows; with the key of the last one where there was one.
    pub(super) fn select(&self, further: bool) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let key = names[1..=self.key].join(", ");
        let places: Vec<String> = (2..self.key + 2).map(|number| format!("${number}")).collect();
        let after = match (further, self.key) {
            (false, _) => String::new(),
            // The office's own row has no key beside the office: there is no second one.
            (true, 0) => " AND 1 = 0".to_owned(),
            (true, _) => format!(" AND ({key}) > ({})", places.join(", ")),
        };
        let order = if self.key == 0 { String::new() } else { format!(" ORDER BY {key}") };
        format!(
            "SELECT {} FROM {} WHERE office = $1{after}{order} LIMIT {}",
            names.join(", "),
            self.name,
            self.batch
        )
    }

    pub(super) fn key_of(&self, row: &Row) -> Vec<Value> {
        row.values()[1..=self.key].to_vec()
    }

    /// The columns that a backup names; those that came later are left to the schema.
    pub(super) fn columns_of(&self, names: &[String]) -> Result<Vec<(&str, Kind)>, OfficeError> {
        let known = |name: &String| self.columns.iter().find(|(known, _)| known == name).copied();
        let columns: Option<Vec<_>> = names.iter().map(known).collect();
        columns.ok_or_else(|| damaged("it holds a column that is not known"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::schema::MIGRATIONS;
    use crate::sql::{Database, Sql, migrate};

    /// A table or column that is not in the list would be missing from every backup.
    #[test]
    fn every_column_of_the_schema_is_in_a_backup() {
        let folder = tempfile::tempdir().unwrap();
        let sql = Sql::open(&Database::Folder(folder.path().into())).unwrap();
        migrate(&sql, MIGRATIONS).unwrap();
        let columns = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT IN ('migration', 'sqlite_sequence')
            ORDER BY t.name, c.cid";
        let mut schema: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in sql.read(|tx| tx.query(columns, &[])).unwrap() {
            let (table, column) = (row.text(0).unwrap(), row.text(1).unwrap());
            schema.entry(table.to_owned()).or_default().push(column.to_owned());
        }
        let listed = TABLES.iter().map(|table| {
            let columns = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
            (table.name.to_owned(), columns)
        });
        assert_eq!(listed.collect::<BTreeMap<_, Vec<_>>>(), schema);
    }
}
