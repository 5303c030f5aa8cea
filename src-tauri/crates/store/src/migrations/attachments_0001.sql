-- Files by the hash of their bytes, in chunks, so that one can be streamed in and out and an upload
-- can be taken up where it broke off. Apart from the journal, which stays small this way.

CREATE TABLE attachment (
    no     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- SHA-256 of the bytes; NULL while they are still coming in.
    hash   BLOB UNIQUE CHECK (length(hash) = 32),
    size   INTEGER NOT NULL DEFAULT 0,
    -- 1 when the last sweep found that no entry names it. The next sweep removes it: between the two
    -- every entry that was about to name it has been written.
    unnamed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE chunk (
    attachment INTEGER NOT NULL REFERENCES attachment (no) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    -- 0 as they are, 1 zstd.
    encoding   INTEGER NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (attachment, position)
) STRICT;
