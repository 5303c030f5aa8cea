-- Where each parcel is, made from the office's order by a cursor that moves in the same transaction.

CREATE TABLE parcel (
    office  BIGINT NOT NULL REFERENCES office (office),
    parcel  BYTEA NOT NULL,
    -- Whose it is: `|ioss:IM2760048120|at:BE532000|`.
    claims  TEXT NOT NULL,
    -- Everything that is written into the two tables below, so that it is rewritten only if it differs.
    numbers TEXT NOT NULL,
    -- JSON.
    facts   TEXT NOT NULL,
    -- The last entry about it.
    changed BIGINT NOT NULL,
    PRIMARY KEY (office, parcel)
);

-- Numbers of single parcels: LRN, MRN, house waybill, postal item.
CREATE TABLE parcel_number (
    office BIGINT NOT NULL REFERENCES office (office),
    number TEXT NOT NULL,
    parcel BYTEA NOT NULL,
    PRIMARY KEY (office, number, parcel)
);

-- Numbers of a whole transport, once for each claim: whoever asks never walks over others' parcels.
CREATE TABLE parcel_transport (
    office BIGINT NOT NULL REFERENCES office (office),
    number TEXT NOT NULL,
    claim  TEXT NOT NULL,
    parcel BYTEA NOT NULL,
    PRIMARY KEY (office, number, claim, parcel)
);

CREATE TABLE parcel_cursor (
    office   BIGINT NOT NULL REFERENCES office (office),
    sequence BIGINT NOT NULL,
    PRIMARY KEY (office)
);
