-- Rises whenever a lease is taken or given back, so that whoever watches sees it in the office's row.
ALTER TABLE office ADD COLUMN leases BIGINT NOT NULL DEFAULT 0;
