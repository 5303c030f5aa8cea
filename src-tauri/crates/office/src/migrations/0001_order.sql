-- The office's one order of entries, and who may add to it. Every table begins with the office: it
-- is the key by which offices can be kept on different servers.

CREATE TABLE office (
    office     BIGINT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    -- The last number given. Locked while numbers are given, so that they have no gaps and nobody
    -- reads past one that is not committed yet.
    head       BIGINT NOT NULL,
    -- Entries up to here may have been archived.
    floor      BIGINT NOT NULL,
    epoch      BYTEA NOT NULL,
    -- The hub's own name as a device, for what it writes itself.
    device     BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- Histories of the office: a restored hub begins a new one.
CREATE TABLE epoch (
    office      BIGINT NOT NULL REFERENCES office (office),
    number      BIGINT NOT NULL,
    epoch       BYTEA NOT NULL,
    began_after BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (office, number),
    UNIQUE (office, epoch)
);

CREATE TABLE device (
    office      BIGINT NOT NULL REFERENCES office (office),
    device      BYTEA NOT NULL,
    public_key  BYTEA NOT NULL,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    -- The name under which the same desk wrote before it was cloned or restored.
    before      BYTEA,
    seen_at     BIGINT,
    revoked_at  BIGINT,
    revoked_by  TEXT,
    PRIMARY KEY (office, device)
);

-- How far each device's own chain is known, whatever became of its entries.
CREATE TABLE chain (
    office   BIGINT NOT NULL REFERENCES office (office),
    device   BYTEA NOT NULL,
    sequence BIGINT NOT NULL,
    hash     BYTEA NOT NULL,
    PRIMARY KEY (office, device)
);

CREATE TABLE invitation (
    office     BIGINT NOT NULL REFERENCES office (office),
    -- SHA-256 of the secret, which itself is kept nowhere.
    secret     BYTEA NOT NULL,
    role       TEXT NOT NULL,
    name       TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    at         BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT,
    used_by    BYTEA,
    PRIMARY KEY (office, secret)
);

CREATE TABLE entry (
    office          BIGINT NOT NULL REFERENCES office (office),
    sequence        BIGINT NOT NULL,
    id              BYTEA NOT NULL,
    device          BYTEA NOT NULL,
    device_sequence BIGINT NOT NULL,
    hash            BYTEA NOT NULL,
    subject         BYTEA,
    kind            TEXT NOT NULL,
    -- What it lays its hand on, for the merge rules: JSON.
    touch           TEXT NOT NULL,
    -- Ids of what it cannot stand together with, 16 bytes each; empty where it takes effect.
    against         BYTEA NOT NULL,
    -- The entry as it is sent.
    entry           BYTEA NOT NULL,
    -- The statuses that the declaration had had before and after, see `declaration`, so that it can
    -- be told what a desk with a subscription held at any point of the order.
    statuses_before TEXT NOT NULL,
    statuses_after  TEXT NOT NULL,
    -- What of the order its author knew.
    seen            BIGINT NOT NULL,
    pushed_by       BYTEA NOT NULL,
    accepted_at     BIGINT NOT NULL,
    PRIMARY KEY (office, sequence),
    UNIQUE (office, id),
    UNIQUE (office, device, device_sequence)
);

CREATE INDEX entry_subject ON entry (office, subject, sequence);

-- Links of a device's chain that have no place in the order: what was refused, and what was there
-- already under another name.
CREATE TABLE apart (
    office          BIGINT NOT NULL REFERENCES office (office),
    device          BYTEA NOT NULL,
    device_sequence BIGINT NOT NULL,
    id              BYTEA NOT NULL,
    hash            BYTEA NOT NULL,
    subject         BYTEA,
    entry           BYTEA NOT NULL,
    -- The refusal as it was answered, JSON; empty where the entry is in the order under another name.
    refusal         TEXT NOT NULL,
    pushed_by       BYTEA NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (office, device, device_sequence)
);

-- What a revoked device offered: neither taken nor lost.
CREATE TABLE quarantined (
    office          BIGINT NOT NULL REFERENCES office (office),
    device          BYTEA NOT NULL,
    device_sequence BIGINT NOT NULL,
    id              BYTEA NOT NULL,
    subject         BYTEA,
    kind            TEXT NOT NULL,
    actor           TEXT NOT NULL,
    seen            BIGINT NOT NULL,
    entry           BYTEA NOT NULL,
    at              BIGINT NOT NULL,
    applied_at      BIGINT,
    applied_by      TEXT,
    PRIMARY KEY (office, device, device_sequence, id)
);
