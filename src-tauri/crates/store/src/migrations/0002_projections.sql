-- What the desk shows, filters, sorts and looks up: made from the journal, in the same transaction
-- as each entry, and made anew by a rebuild. {schema} is `main`, or `temp` when a check makes a
-- second set beside the first to compare them.

DROP TABLE IF EXISTS {schema}.declaration;
DROP TABLE IF EXISTS {schema}.tally;
DROP TABLE IF EXISTS {schema}.content;
DROP TABLE IF EXISTS {schema}.consignment;
DROP TABLE IF EXISTS {schema}.known_mrn;
DROP TABLE IF EXISTS {schema}.waiting_message;
DROP TABLE IF EXISTS {schema}.found_message;
DROP TABLE IF EXISTS {schema}.message_seen;
DROP TABLE IF EXISTS {schema}.named_file;
DROP TABLE IF EXISTS {schema}.naming;
DROP TABLE IF EXISTS {schema}.import_run;
DROP TABLE IF EXISTS {schema}.print;
DROP TABLE IF EXISTS {schema}.search;

-- One row of the queue. Texts that are absent are empty, so that sorting needs no second thought;
-- an amount that is not known is NULL, for nothing is not the same as zero.
CREATE TABLE {schema}.declaration (
    -- Position of the first entry about it: the order in which declarations came onto the desk.
    no                 INTEGER PRIMARY KEY,
    id                 BLOB NOT NULL UNIQUE,
    -- References compare without regard to case; who needs the exact one asks for it.
    lrn                TEXT NOT NULL COLLATE NOCASE,
    mrn                TEXT NOT NULL COLLATE NOCASE,
    data_set           TEXT NOT NULL,
    declaration_type   TEXT NOT NULL,
    status             INTEGER NOT NULL,
    -- The lane that counts: the rules' own, raised where the consignment was split.
    lane               INTEGER NOT NULL,
    own_lane           INTEGER NOT NULL,
    split              INTEGER NOT NULL,
    goods              TEXT NOT NULL COLLATE NOCASE,
    items              INTEGER NOT NULL,
    consignee          TEXT NOT NULL,
    hs                 TEXT NOT NULL,
    origin             TEXT NOT NULL,
    value_cents        INTEGER,
    payable_cents      INTEGER,
    errors             INTEGER NOT NULL,
    warnings           INTEGER NOT NULL,
    transport_document TEXT NOT NULL COLLATE NOCASE,
    parcel             TEXT NOT NULL COLLATE NOCASE,
    queued_at          INTEGER NOT NULL,
    due_at             INTEGER NOT NULL,
    claimed_by         TEXT NOT NULL,
    revision           INTEGER NOT NULL,
    -- Conflicts in which someone has to choose, and conflicts on record.
    conflicts          INTEGER NOT NULL,
    disputes           INTEGER NOT NULL,
    -- 1 where the hub does not have all of it.
    unsent             INTEGER NOT NULL,
    consignment        INTEGER,
    -- The file that it came from first.
    file               INTEGER
) STRICT;

-- The views of the desk show one status, in the order of urgency or in another.
CREATE INDEX {schema}.declaration_view ON declaration (status, lane DESC, due_at);
CREATE INDEX {schema}.declaration_by_due ON declaration (status, due_at);
CREATE INDEX {schema}.declaration_by_lrn ON declaration (status, lrn);
CREATE INDEX {schema}.declaration_by_goods ON declaration (status, goods);
CREATE INDEX {schema}.declaration_by_hs ON declaration (status, hs);
CREATE INDEX {schema}.declaration_by_origin ON declaration (status, origin);
CREATE INDEX {schema}.declaration_by_value ON declaration (status, value_cents);
CREATE INDEX {schema}.declaration_by_charges ON declaration (status, payable_cents);
-- Everything, whatever its status; and the reference by which messages find it.
CREATE INDEX {schema}.declaration_urgency ON declaration (lane DESC, due_at);
CREATE INDEX {schema}.declaration_lrn ON declaration (lrn);
-- Most declarations have none of these, so the index holds only those that do.
CREATE INDEX {schema}.declaration_mrn ON declaration (mrn) WHERE mrn <> '';
CREATE INDEX {schema}.declaration_consignment ON declaration (consignment) WHERE consignment IS NOT NULL;
CREATE INDEX {schema}.declaration_split ON declaration (status, lane DESC, due_at) WHERE split = 1;
CREATE INDEX {schema}.declaration_transport ON declaration (transport_document) WHERE transport_document <> '';
CREATE INDEX {schema}.declaration_errors ON declaration (status, lane DESC, due_at) WHERE errors > 0;
CREATE INDEX {schema}.declaration_claimed ON declaration (claimed_by) WHERE claimed_by <> '';
CREATE INDEX {schema}.declaration_conflicts ON declaration (status, lane DESC, due_at) WHERE conflicts > 0;
CREATE INDEX {schema}.declaration_disputes ON declaration (no, conflicts) WHERE disputes > 0;

-- Live counts, so that no view has to count its rows.
CREATE TABLE {schema}.tally (
    status INTEGER NOT NULL,
    lane   INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (status, lane)
) STRICT, WITHOUT ROWID;

-- Hash of the declaration's body as last imported: the same record again adds nothing.
CREATE TABLE {schema}.content (
    declaration INTEGER PRIMARY KEY,
    hash        BLOB NOT NULL
) STRICT;

-- Parcels of one consignee under one transport document.
CREATE TABLE {schema}.consignment (
    no          INTEGER PRIMARY KEY,
    key         BLOB NOT NULL UNIQUE,
    parcels     INTEGER NOT NULL,
    value_cents INTEGER NOT NULL
) STRICT;

-- MRNs that a message named together with its declaration; later messages may carry nothing else.
CREATE TABLE {schema}.known_mrn (
    mrn         TEXT NOT NULL,
    declaration INTEGER NOT NULL,
    PRIMARY KEY (mrn, declaration)
) STRICT, WITHOUT ROWID;

-- Messages that came before their declaration.
CREATE TABLE {schema}.waiting_message (
    entry INTEGER PRIMARY KEY,
    lrn   TEXT,
    mrn   TEXT
) STRICT;

CREATE INDEX {schema}.waiting_message_lrn ON waiting_message (lrn);
CREATE INDEX {schema}.waiting_message_mrn ON waiting_message (mrn);

-- Messages that were given to their declaration after they had waited, and the entry that did so.
CREATE TABLE {schema}.found_message (
    waited_as BLOB NOT NULL,
    entry     INTEGER NOT NULL,
    PRIMARY KEY (waited_as, entry)
) STRICT, WITHOUT ROWID;

-- Hashes of the messages' bodies: the same message again adds nothing.
CREATE TABLE {schema}.message_seen (
    hash  BLOB NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (hash, entry)
) STRICT, WITHOUT ROWID;

-- Attachments and evidence that entries name; what is stored but not named is an orphan.
CREATE TABLE {schema}.named_file (
    no      INTEGER PRIMARY KEY,
    hash    BLOB NOT NULL UNIQUE,
    -- 1 where the hub has not confirmed that it holds the file.
    sending INTEGER NOT NULL
) STRICT;

CREATE INDEX {schema}.named_file_sending ON named_file (no) WHERE sending = 1;

-- Which declarations (or, by its position, which entry without one) name a file.
CREATE TABLE {schema}.naming (
    file  INTEGER NOT NULL,
    about INTEGER NOT NULL,
    PRIMARY KEY (file, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE {schema}.import_run (
    entry        INTEGER PRIMARY KEY,
    files        INTEGER NOT NULL,
    declarations INTEGER NOT NULL,
    unchanged    INTEGER NOT NULL,
    amended      INTEGER NOT NULL,
    messages     INTEGER NOT NULL,
    refused      INTEGER NOT NULL,
    cancelled    INTEGER NOT NULL
) STRICT;

CREATE TABLE {schema}.print (
    entry       INTEGER PRIMARY KEY,
    declaration INTEGER NOT NULL,
    document    TEXT NOT NULL,
    language    TEXT NOT NULL,
    file        INTEGER NOT NULL,
    pages       INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    printer     TEXT
) STRICT;

-- Search as you type. The words are not kept a second time (contentless); phrases need their
-- positions, for Chinese and Japanese are searched character by character.
CREATE VIRTUAL TABLE {schema}.search USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);
