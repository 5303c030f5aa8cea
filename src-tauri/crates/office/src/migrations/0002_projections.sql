-- What follows from the entries, for questions and for subscriptions. Can be made anew from them.

CREATE TABLE declaration (
    office             BIGINT NOT NULL REFERENCES office (office),
    subject            BYTEA NOT NULL,
    lrn                TEXT NOT NULL,
    declarant          TEXT NOT NULL,
    mrn                TEXT NOT NULL,
    -- The parcel's own number, and the document of the whole transport.
    parcel             TEXT NOT NULL,
    transport_document TEXT NOT NULL,
    status             TEXT NOT NULL,
    -- Every status it ever had, parted by commas, the present one last.
    statuses           TEXT NOT NULL,
    queued_at          BIGINT NOT NULL,
    -- In how many conflicts someone has to choose.
    conflicts          BIGINT NOT NULL,
    PRIMARY KEY (office, subject)
);

CREATE INDEX declaration_lrn ON declaration (office, lrn);
CREATE INDEX declaration_mrn ON declaration (office, mrn);
CREATE INDEX declaration_parcel ON declaration (office, parcel);
CREATE INDEX declaration_transport ON declaration (office, transport_document);

-- Every MRN that a message ever gave a declaration.
CREATE TABLE known_mrn (
    office  BIGINT NOT NULL REFERENCES office (office),
    mrn     TEXT NOT NULL,
    subject BYTEA NOT NULL,
    PRIMARY KEY (office, mrn, subject)
);

-- Messages of the authority whose declaration has not come yet.
CREATE TABLE waiting_message (
    office   BIGINT NOT NULL REFERENCES office (office),
    sequence BIGINT NOT NULL,
    id       BYTEA NOT NULL,
    lrn      TEXT NOT NULL,
    mrn      TEXT NOT NULL,
    PRIMARY KEY (office, sequence)
);

CREATE INDEX waiting_lrn ON waiting_message (office, lrn);
CREATE INDEX waiting_mrn ON waiting_message (office, mrn);
