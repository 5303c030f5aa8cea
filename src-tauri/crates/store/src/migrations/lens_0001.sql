-- The lenses: made from the journal, beside it, and at any time thrown away.

-- Up to where the journal has been read.
CREATE TABLE cursor (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL,
    -- The entry's id, so that another journal in the same folder is noticed.
    entry    BLOB,
    -- The hub's number up to which entries have their place.
    placed   INTEGER NOT NULL,
    -- What else must be as it was, or all is read anew.
    reading  TEXT NOT NULL
) STRICT;

-- What took effect from entries without a new entry: refusals (by entry) and evictions (by the
-- declaration's number), as they were when the journal was read.
CREATE TABLE mirror (
    kind INTEGER NOT NULL,
    no   INTEGER NOT NULL,
    PRIMARY KEY (kind, no)
) STRICT, WITHOUT ROWID;

-- One declaration, by the position of the first entry about it.
CREATE TABLE parcel (
    no          INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- Country, postcode and day, within which parcels may go to the same people; empty for what is
    -- no low-value parcel.
    block       TEXT NOT NULL,
    day         TEXT NOT NULL,
    lrn         TEXT NOT NULL,
    consignee   TEXT NOT NULL,
    street      TEXT NOT NULL,
    seller      TEXT NOT NULL,
    seller_key  TEXT NOT NULL,
    flight      TEXT NOT NULL,
    ioss        TEXT NOT NULL,
    value_cents INTEGER
) STRICT;

CREATE INDEX parcel_block ON parcel (block) WHERE block <> '';
CREATE INDEX parcel_ioss ON parcel (ioss, seller_key) WHERE ioss <> '';

CREATE TABLE line (
    no           INTEGER NOT NULL,
    item         INTEGER NOT NULL,
    hs6          TEXT NOT NULL,
    cents_per_kg INTEGER NOT NULL,
    PRIMARY KEY (no, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX line_spread ON line (hs6, cents_per_kg);

CREATE TABLE number (
    kind    INTEGER NOT NULL,
    key     TEXT NOT NULL,
    no      INTEGER NOT NULL,
    written TEXT NOT NULL,
    PRIMARY KEY (kind, key, no)
) STRICT, WITHOUT ROWID;

CREATE INDEX number_of ON number (no);

-- What has to be looked at anew, because a declaration came into it, changed in it or left it.
CREATE TABLE stale (
    lens INTEGER NOT NULL,
    key  TEXT NOT NULL,
    PRIMARY KEY (lens, key)
) STRICT, WITHOUT ROWID;

-- What a lens found. In one block of parcels there may be several groups, told apart by their first.
CREATE TABLE found (
    lens        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    first       INTEGER NOT NULL,
    parcels     INTEGER NOT NULL,
    value_cents INTEGER NOT NULL,
    from_day    TEXT NOT NULL,
    until_day   TEXT NOT NULL,
    -- Unrelated sellers of an IOSS number; else 0.
    sellers     INTEGER NOT NULL,
    PRIMARY KEY (lens, key, first)
) STRICT, WITHOUT ROWID;

CREATE INDEX found_newest ON found (lens, until_day DESC, parcels DESC, key, first);

CREATE TABLE member (
    lens  INTEGER NOT NULL,
    key   TEXT NOT NULL,
    first INTEGER NOT NULL,
    no    INTEGER NOT NULL,
    -- Of a line that stands out: its item and value per kilogram.
    item  INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    PRIMARY KEY (lens, key, first, no, item)
) STRICT, WITHOUT ROWID;

-- The quantiles of a commodity's values per kilogram.
CREATE TABLE spread (
    hs6    TEXT PRIMARY KEY,
    lines  INTEGER NOT NULL,
    low    INTEGER NOT NULL,
    median INTEGER NOT NULL,
    high   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
