-- Exchange rates, as lists of an authority say. Also what can be imported again.

-- One file with a list.
CREATE TABLE rate_list (
    no          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    -- SHA-256 of the file.
    hash        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;

-- The rates of a list for a span of days, ISO 8601; the last day is the first on which they do not hold.
CREATE TABLE rate_table (
    no          INTEGER PRIMARY KEY,
    list        INTEGER NOT NULL REFERENCES rate_list (no),
    source      TEXT NOT NULL,
    base        TEXT NOT NULL,
    begins      TEXT NOT NULL,
    ends        TEXT NOT NULL,
    -- The list that has other rates for the same days. What it replaced stays.
    replaced_by INTEGER REFERENCES rate_list (no)
) STRICT;

-- Of each source one table counts for a span of days.
CREATE UNIQUE INDEX rate_table_current ON rate_table (source, begins, ends) WHERE replaced_by IS NULL;
CREATE INDEX rate_table_list ON rate_table (list);

-- Units of the currency for one of the base, with the digits that were published.
CREATE TABLE rate (
    rates    INTEGER NOT NULL REFERENCES rate_table (no),
    currency TEXT NOT NULL,
    units    TEXT NOT NULL,
    PRIMARY KEY (rates, currency)
) STRICT, WITHOUT ROWID;
