-- Merchants, warehouses and transporters: what is theirs, and how they come in.

CREATE TABLE party (
    office     BIGINT NOT NULL REFERENCES office (office),
    party      BYTEA NOT NULL,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (office, party)
);

-- What makes a parcel theirs, for example `ioss:IM2760048120`.
CREATE TABLE party_key (
    office BIGINT NOT NULL REFERENCES office (office),
    party  BYTEA NOT NULL,
    claim  TEXT NOT NULL,
    PRIMARY KEY (office, party, claim)
);

-- Codes that are used once, access keys, and sessions of the page: only their SHA-256.
CREATE TABLE party_secret (
    office     BIGINT NOT NULL REFERENCES office (office),
    hash       BYTEA NOT NULL,
    kind       TEXT NOT NULL,
    party      BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (office, hash)
);

CREATE INDEX party_secret_party ON party_secret (office, party, kind);

-- Manifests that parties handed in. Whoever handed a file in first is who its parcels belong to.
CREATE TABLE manifest (
    office BIGINT NOT NULL REFERENCES office (office),
    file   TEXT NOT NULL,
    party  BYTEA NOT NULL,
    name   TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (office, file)
);
