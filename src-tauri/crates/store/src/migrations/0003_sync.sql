-- The hub's order beside this desk's own, and what became of what was offered. None of this can be
-- made from the journal.

-- What of the hub's order the author knew, see `journal::Entry::seen`.
ALTER TABLE entry ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;

-- 1 for a name under which this desk wrote before it took another.
ALTER TABLE device ADD COLUMN former INTEGER NOT NULL DEFAULT 0 CHECK (former IN (0, 1));
-- 1 where entries came from the hub: a copy in parts, whose chain may have holes.
ALTER TABLE device ADD COLUMN partial INTEGER NOT NULL DEFAULT 0 CHECK (partial IN (0, 1));

-- The hub's numbers.
CREATE TABLE placed (
    entry    INTEGER PRIMARY KEY REFERENCES entry (position),
    sequence INTEGER NOT NULL UNIQUE CHECK (sequence > 0)
) STRICT;

-- What an entry cannot stand together with, as the hub said last. Kept when the hub loses the entry,
-- so that nothing takes effect meanwhile that somebody contradicted.
CREATE TABLE contested (
    entry   INTEGER NOT NULL REFERENCES entry (position),
    nr      INTEGER NOT NULL,
    against BLOB NOT NULL CHECK (length(against) = 16),
    PRIMARY KEY (entry, nr)
) STRICT, WITHOUT ROWID;

-- What is still to be offered.
CREATE TABLE outbox (
    entry INTEGER PRIMARY KEY REFERENCES entry (position),
    -- The place that it had in a history which the hub lost; such entries go first.
    rank  INTEGER,
    -- What the author knew, in numbers of the hub's present history, where that is less than the
    -- entry says.
    seen  INTEGER
) STRICT;

CREATE INDEX outbox_rank ON outbox (rank) WHERE rank IS NOT NULL;

-- What the hub did not take. It has no effect here either.
CREATE TABLE refused (
    entry      INTEGER PRIMARY KEY REFERENCES entry (position),
    code       TEXT NOT NULL,
    message    TEXT NOT NULL,
    hint       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    settled    TEXT,
    settled_by TEXT,
    settled_at INTEGER
) STRICT;

-- Up to where this desk has everything.
CREATE TABLE hub_cursor (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    epoch    BLOB NOT NULL CHECK (length(epoch) = 16),
    sequence INTEGER NOT NULL,
    head     INTEGER NOT NULL,
    hub_at   INTEGER NOT NULL,
    heard_at INTEGER NOT NULL
) STRICT;

-- Files that the hub has confirmed; without a moment where it has to be asked again.
CREATE TABLE receipt (
    hash         BLOB PRIMARY KEY CHECK (length(hash) = 32),
    confirmed_at INTEGER
) STRICT, WITHOUT ROWID;

-- How entries were sealed before the desk took another name. Everything else of them is unchanged.
CREATE TABLE renumbered (
    no       INTEGER PRIMARY KEY,
    entry    INTEGER NOT NULL REFERENCES entry (position),
    device   INTEGER NOT NULL REFERENCES device (no),
    sequence INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash     BLOB NOT NULL
) STRICT;

CREATE INDEX renumbered_entry ON renumbered (entry);

-- Declarations that left the window: their entries' payloads are on the hub only.
CREATE TABLE evicted (
    no                 INTEGER PRIMARY KEY,
    id                 BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    lrn                TEXT NOT NULL COLLATE NOCASE,
    mrn                TEXT NOT NULL COLLATE NOCASE,
    parcel             TEXT NOT NULL COLLATE NOCASE,
    transport_document TEXT NOT NULL COLLATE NOCASE,
    content            BLOB NOT NULL
) STRICT;

CREATE INDEX evicted_lrn ON evicted (lrn);
CREATE INDEX evicted_mrn ON evicted (mrn) WHERE mrn <> '';
CREATE INDEX evicted_parcel ON evicted (parcel) WHERE parcel <> '';
CREATE INDEX evicted_transport ON evicted (transport_document) WHERE transport_document <> '';

-- What has to be known of evicted messages, so that none comes in a second time.
CREATE TABLE evicted_message (
    entry     INTEGER PRIMARY KEY REFERENCES entry (position),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    waited_as BLOB
) STRICT;

-- No hub has anything of a desk that was alone so far.
INSERT INTO outbox (entry) SELECT position FROM entry ORDER BY position;
