//! The steps of the schema, in order. Parties, parcels and notices number theirs from 100 on.

use crate::sql::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "order", sql: include_str!("migrations/0001_order.sql") },
    Migration {
        number: 2,
        name: "projections",
        sql: include_str!("migrations/0002_projections.sql"),
    },
    Migration { number: 3, name: "around", sql: include_str!("migrations/0003_around.sql") },
    Migration { number: 4, name: "leases", sql: include_str!("migrations/0004_leases.sql") },
    Migration { number: 5, name: "opaque", sql: include_str!("migrations/0005_opaque.sql") },
    Migration { number: 100, name: "parties", sql: include_str!("migrations/0100_parties.sql") },
    Migration { number: 101, name: "parcels", sql: include_str!("migrations/0101_parcels.sql") },
    Migration { number: 102, name: "notices", sql: include_str!("migrations/0102_notices.sql") },
];
