-- What is not part of what happened: files on their way, who is at work where, and who did what to
-- the office itself.

CREATE TABLE file (
    office       BIGINT NOT NULL REFERENCES office (office),
    hash         BYTEA NOT NULL,
    size         BIGINT NOT NULL,
    held         BIGINT NOT NULL,
    -- Set once the SHA-256 of the whole was found to be `hash`.
    confirmed_at BIGINT,
    PRIMARY KEY (office, hash)
);

CREATE TABLE file_part (
    office   BIGINT NOT NULL REFERENCES office (office),
    hash     BYTEA NOT NULL,
    -- Where the part starts in the file.
    position BIGINT NOT NULL,
    bytes    BYTEA NOT NULL,
    PRIMARY KEY (office, hash, position)
);

CREATE TABLE lease (
    office      BIGINT NOT NULL REFERENCES office (office),
    lease       BYTEA NOT NULL,
    label       TEXT NOT NULL,
    taken_by    TEXT NOT NULL,
    device      BYTEA NOT NULL,
    since       BIGINT NOT NULL,
    until       BIGINT NOT NULL,
    returned_at BIGINT,
    PRIMARY KEY (office, lease)
);

CREATE INDEX lease_until ON lease (office, until);

CREATE TABLE leased (
    office  BIGINT NOT NULL REFERENCES office (office),
    lease   BYTEA NOT NULL,
    -- Place in the list as it was asked for.
    place   BIGINT NOT NULL,
    subject BYTEA NOT NULL,
    PRIMARY KEY (office, lease, place)
);

CREATE INDEX leased_subject ON leased (office, subject);

CREATE TABLE audit (
    office   BIGINT NOT NULL REFERENCES office (office),
    number   BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    actor    TEXT NOT NULL,
    act      TEXT NOT NULL,
    -- JSON.
    detail   TEXT NOT NULL,
    -- Hash of the row before, and over this one and that.
    previous BYTEA NOT NULL,
    hash     BYTEA NOT NULL,
    PRIMARY KEY (office, number)
);
