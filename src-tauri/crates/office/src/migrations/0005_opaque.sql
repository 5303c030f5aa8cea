-- Entries of a kind or version that the program which took them did not know. One that knows it works
-- out anew what they are about, and takes them off.
CREATE TABLE opaque (
    office   BIGINT NOT NULL REFERENCES office (office),
    sequence BIGINT NOT NULL,
    -- Kind and version: `claimed 2`.
    form     TEXT NOT NULL,
    subject  BYTEA,
    PRIMARY KEY (office, sequence)
);

CREATE INDEX opaque_form ON opaque (office, form, sequence);

-- How often declarations were found otherwise than they had been told, because of such entries.
ALTER TABLE office ADD COLUMN revisions BIGINT NOT NULL DEFAULT 0;
