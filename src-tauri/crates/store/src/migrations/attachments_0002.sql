-- A file that is coming from the hub is known by the hash that it will have: it is taken up where it
-- broke off.
ALTER TABLE attachment ADD COLUMN wanted BLOB CHECK (length(wanted) = 32);

CREATE UNIQUE INDEX attachment_wanted ON attachment (wanted) WHERE wanted IS NOT NULL;
