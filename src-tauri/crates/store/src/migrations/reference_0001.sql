-- The nomenclature, as its official files say. Everything here can be imported again.

-- One nomenclature as it stood from a day on.
CREATE TABLE edition (
    no      INTEGER PRIMARY KEY,
    system  TEXT NOT NULL,
    -- First day on which it held, ISO 8601.
    begins  TEXT NOT NULL,
    -- Rises with every file, so that who remembers its tree notices.
    changes INTEGER NOT NULL,
    UNIQUE (system, begins)
) STRICT;

-- The newest file of each language of an edition.
CREATE TABLE edition_file (
    edition     INTEGER NOT NULL REFERENCES edition (no),
    language    TEXT NOT NULL,
    name        TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    lines       INTEGER NOT NULL,
    PRIMARY KEY (edition, language)
) STRICT, WITHOUT ROWID;

-- The lines in the order of the tariff; parent and last are places too.
CREATE TABLE line (
    edition     INTEGER NOT NULL REFERENCES edition (no),
    place       INTEGER NOT NULL,
    code        TEXT NOT NULL,
    digits      INTEGER NOT NULL,
    suffix      INTEGER NOT NULL,
    level       INTEGER NOT NULL,
    parent      INTEGER,
    last        INTEGER NOT NULL,
    declarable  INTEGER NOT NULL,
    current     INTEGER NOT NULL,
    unit        TEXT,
    valid_from  TEXT,
    valid_until TEXT,
    PRIMARY KEY (edition, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE line_text (
    edition  INTEGER NOT NULL REFERENCES edition (no),
    language TEXT NOT NULL,
    place    INTEGER NOT NULL,
    text     TEXT NOT NULL,
    current  INTEGER NOT NULL,
    PRIMARY KEY (edition, language, place)
) STRICT, WITHOUT ROWID;

-- Beside these there is one search index for each language of each edition, words_EDITION_LANGUAGE,
-- whose rows are places. Its name cannot be written here.
