-- The journal: what happened, in the order in which it came to this desk. Nothing here is ever
-- deleted. Two things are updated: an evicted entry's payload is emptied, and what was not sent yet is
-- sealed anew when the desk has to take another name. What the desk shows can be made from it.

CREATE TABLE device (
    no  INTEGER PRIMARY KEY,
    id  BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    -- 1 for the desk that this store belongs to.
    own INTEGER NOT NULL CHECK (own IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX device_own ON device (own) WHERE own = 1;

CREATE TABLE entry (
    -- The order in which entries came here.
    position      INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device        INTEGER NOT NULL REFERENCES device (no),
    sequence      INTEGER NOT NULL CHECK (sequence > 0),
    subject       BLOB CHECK (length(subject) = 16),
    kind          TEXT NOT NULL,
    version       INTEGER NOT NULL,
    -- How the payload's bytes are kept: 0 as they are, 1 zstd, 2 zstd with the first dictionary, 9 on
    -- the hub only. More may come.
    encoding      INTEGER NOT NULL,
    payload       BLOB NOT NULL,
    actor         TEXT NOT NULL,
    -- Milliseconds since 1970, UTC.
    at            INTEGER NOT NULL,
    base_revision INTEGER NOT NULL,
    previous      BLOB NOT NULL CHECK (length(previous) = 32),
    hash          BLOB NOT NULL CHECK (length(hash) = 32),
    -- A desk's numbers have no second holder: two programs can never fork the chain.
    UNIQUE (device, sequence)
) STRICT;

CREATE INDEX entry_subject ON entry (subject) WHERE subject IS NOT NULL;

-- When the authority was last heard of is asked every few seconds.
CREATE INDEX entry_message ON entry (position) WHERE kind = 'message_received';

-- How this desk is set up. Not part of what happened, so not journalled.
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
