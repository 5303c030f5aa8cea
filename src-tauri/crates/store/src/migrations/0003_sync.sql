-- The hub's order beside this desk's own, and what became of what was offered.

-- What of the hub's order the author knew, see `journal::Entry::seen`.
ALTER TABLE entry ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
