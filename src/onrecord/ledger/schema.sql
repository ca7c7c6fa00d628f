-- The ledger, schema version 1. One SQLite file; every table is STRICT.
--
-- Dates are integers YYYYMMDD; zeros stand for what is not known (20190100: some day of January 2019).
-- Moments (added, at) are seconds since 1970, UTC. Enumerations (kind, act, factuality, via, …) are positions in the
-- tuples of codes.py, which only ever grow at their ends. Probabilities are whole ten-thousandths.
-- Offsets are code points of the document's text, half-open; `spans` holds them as varints, see spans.py.

CREATE TABLE meta(                       -- what holds for the whole file: made_by, made_at, …
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE phrase(                     -- short texts that many rows share: reasons, flags, channel types, readers
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE outlet(
    id     INTEGER PRIMARY KEY,
    text   TEXT NOT NULL UNIQUE,         -- as the documents write it
    folded TEXT NOT NULL                 -- for look-up: without case, diacritics, punctuation
) STRICT;

-- A document is a text: one row for each digest, wherever it was found (see place).
CREATE TABLE document(
    id        INTEGER PRIMARY KEY,
    digest    BLOB NOT NULL UNIQUE,      -- SHA-256 of the text's UTF-8; "sha256:" and its hex is the document's public id
    length    INTEGER NOT NULL,          -- code points
    current   INTEGER NOT NULL,          -- 1: the newest version at one of its places at least; 0: an old version only
    path      TEXT,                      -- path, url, title, outlet, published: as first found
    url       TEXT,
    title     TEXT,
    outlet_id INTEGER REFERENCES outlet,
    published INTEGER,
    reader_id INTEGER NOT NULL REFERENCES phrase, -- the version of onrecord and of the model that found the statements
    added     INTEGER NOT NULL,
    facts     TEXT NOT NULL              -- JSON: all other fields of onrecord.Document that are not at their defaults
) STRICT;

CREATE TABLE document_text(              -- apart, so that looking through documents does not read their texts
    document_id INTEGER PRIMARY KEY REFERENCES document,
    text        BLOB NOT NULL            -- UTF-8, deflated (texts.py: packed, unpacked)
) STRICT;

-- Where a text stood: one row for each version at each place. A place is an address, else a path, else the text itself.
CREATE TABLE place(
    key         TEXT NOT NULL,           -- the URL without its fragment; "file:" and the path; "sha256:…" (ingest.py: place_of)
    version     INTEGER NOT NULL,        -- 1, 2, …; the largest is what stands there now
    document_id INTEGER NOT NULL REFERENCES document,
    path        TEXT,
    url         TEXT,
    title       TEXT,
    outlet_id   INTEGER REFERENCES outlet,
    published   INTEGER,
    added       INTEGER NOT NULL,
    PRIMARY KEY(key, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_document ON place(document_id);

CREATE TABLE file_read(                  -- files that were read to their end: the same bytes there need no second look
    path   TEXT PRIMARY KEY,             -- real path
    digest BLOB NOT NULL,                -- SHA-256 of its bytes, and of what was stated of it beside it
    added  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- People. A full name is one person in all documents until told otherwise; a part of a name ("Okafor") or a
-- description stays in its document.
CREATE TABLE person(
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL,                 -- the form to show
    qid   TEXT,                          -- Wikidata's, "Q42"
    note  TEXT                           -- what tells two people of one name apart: "the goalkeeper"
) STRICT;

CREATE TABLE alias(                      -- names that mean a person in any document
    folded    TEXT NOT NULL,             -- names.py: folded()
    person_id INTEGER NOT NULL REFERENCES person,
    text      TEXT NOT NULL,
    declared  INTEGER NOT NULL,          -- 1: stated by hand, and then good for parts of names, too
    PRIMARY KEY(folded, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_person ON alias(person_id);

CREATE TABLE name(                       -- names as documents write them
    id          INTEGER PRIMARY KEY,
    text        TEXT NOT NULL,           -- the spelling
    folded      TEXT NOT NULL,
    kind        INTEGER NOT NULL,        -- SPEAKER_KINDS
    partial     INTEGER NOT NULL,        -- 1: a part of a name, which is tied only inside its document
    person_id   INTEGER REFERENCES person,
    UNIQUE(text, kind)
) STRICT;
CREATE INDEX name_folded ON name(folded);
CREATE INDEX name_person ON name(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE tie(                        -- exceptions made by hand: in this document the name means this person
    name_id     INTEGER NOT NULL REFERENCES name,
    document_id INTEGER NOT NULL REFERENCES document,
    person_id   INTEGER REFERENCES person, -- NULL: nobody known
    PRIMARY KEY(name_id, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE people_log(                 -- every operation on people, with what is needed to take it back
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    operation TEXT NOT NULL,             -- alias, merge, split, qid, rename, undo
    told      TEXT NOT NULL,             -- JSON: what was asked for
    changes   TEXT NOT NULL,             -- JSON: [[table, key, before, after], …] in order
    undone_by INTEGER REFERENCES people_log
) STRICT;

-- Statements. Texts are copies of what the spans cut out of the document (onrecord.Piece.text).
CREATE TABLE statement(
    id                 INTEGER PRIMARY KEY,
    uid                INTEGER NOT NULL, -- public id: "st_" and these 48 bits as 12 hex digits
    document_id        INTEGER NOT NULL REFERENCES document,
    kind               INTEGER NOT NULL,
    act                INTEGER NOT NULL,
    factuality         INTEGER NOT NULL,
    confidence         INTEGER NOT NULL,
    day                INTEGER,          -- said_on, else the document's date: to order by
    said_on            INTEGER,
    name_id            INTEGER REFERENCES name,   -- the speaker as the document names it
    person_id          INTEGER REFERENCES person, -- who that is: tie, else name.person_id (people.py keeps it so)
    via                INTEGER,          -- via, speaker_confidence, reason: of the speaker
    speaker_confidence INTEGER,
    reason_id          INTEGER REFERENCES phrase,
    channel_id         INTEGER REFERENCES phrase, -- the channel's type
    flags_id           INTEGER REFERENCES phrase, -- flags joined by blanks
    spans              BLOB NOT NULL,    -- of content, source, cue, addressee, channel, said_on, reported_by
    content            TEXT NOT NULL,
    source             TEXT,
    cue                TEXT,
    addressee          TEXT,
    channel            TEXT,
    said_text          TEXT,
    reported_by        TEXT
) STRICT;
CREATE INDEX statement_document ON statement(document_id);
CREATE INDEX statement_uid ON statement(uid);
CREATE INDEX statement_person ON statement(person_id, day) WHERE person_id IS NOT NULL;
CREATE INDEX statement_name ON statement(name_id) WHERE name_id IS NOT NULL;
CREATE INDEX statement_day ON statement(day) WHERE day IS NOT NULL;

-- What words are looked up in. `facets` lets the full-text index itself apply filters (k: kind, a: act, f: factuality,
-- o: outlet_id, y: year, m: month of `day`): joining every match of two common words with its row takes too long.
CREATE VIEW searchable AS
    SELECT s.id, s.content, s.source, n.text AS speaker, s.addressee, s.channel,
           'k' || s.kind || ' a' || s.act || ' f' || s.factuality || coalesce(' o' || d.outlet_id, '')
               || coalesce(' y' || (s.day / 10000) || ' m' || (s.day / 100), '') AS facets
    FROM statement s JOIN document d ON d.id = s.document_id LEFT JOIN name n ON n.id = s.name_id;

CREATE VIRTUAL TABLE statement_fts USING fts5(
    content, source, speaker, addressee, channel, facets,
    content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- Wordings (shingles.py): contents that are the same words however they are typed, and the same ones quoted.
CREATE TABLE wording(
    id    INTEGER PRIMARY KEY REFERENCES statement, -- the first statement that has it stands for all
    hash  INTEGER NOT NULL,              -- 64 bits of its folded words
    words INTEGER NOT NULL               -- how many of its words are quoted
) STRICT;
CREATE INDEX wording_hash ON wording(hash);

CREATE TABLE repeat(                     -- further statements of a wording
    statement_id INTEGER PRIMARY KEY REFERENCES statement,
    wording_id   INTEGER NOT NULL REFERENCES wording
) STRICT;
CREATE INDEX repeat_wording ON repeat(wording_id);

-- Approximate look-up: every run of three folded words of a wording. New ones are gathered in shingle_recent and moved
-- together (shingles.py): each has a place of its own in the tree, and to write it alone is to write a whole page.
CREATE TABLE shingle(
    hash       INTEGER NOT NULL,         -- 32 bits, signed
    wording_id INTEGER NOT NULL,
    PRIMARY KEY(hash, wording_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE shingle_recent(
    hash       INTEGER NOT NULL,
    wording_id INTEGER NOT NULL,
    PRIMARY KEY(hash, wording_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW every_shingle AS
    SELECT hash, wording_id FROM shingle UNION ALL SELECT hash, wording_id FROM shingle_recent;

-- Versions of a quotation (variants/): direct and mixed contents whose quoted words are the same, more or less.
CREATE TABLE quotation(                  -- a group of two statements or more, or one that is in conflict
    id        INTEGER PRIMARY KEY,
    person_id INTEGER REFERENCES person, -- whose words, where a version tells
    fullest   INTEGER NOT NULL REFERENCES statement, -- the fullest form
    first     INTEGER NOT NULL REFERENCES statement, -- the earliest appearance
    size      INTEGER NOT NULL,          -- statements in it
    wordings  INTEGER NOT NULL,          -- different wordings in it
    conflict  INTEGER NOT NULL,          -- 1: the same words are attributed to somebody else, too
    contested INTEGER NOT NULL           -- 1: something like it was kept out of it (by speaker, by time, as a fragment)
) STRICT;
CREATE INDEX quotation_person ON quotation(person_id) WHERE person_id IS NOT NULL;

CREATE TABLE version(                    -- which statement belongs to which group
    statement_id INTEGER PRIMARY KEY REFERENCES statement,
    quotation_id INTEGER NOT NULL REFERENCES quotation
) STRICT;
CREATE INDEX version_quotation ON version(quotation_id);

CREATE TABLE version_edge(               -- from a shorter wording to the longer one that holds it
    shorter INTEGER NOT NULL REFERENCES wording,
    longer  INTEGER NOT NULL REFERENCES wording,
    words   INTEGER NOT NULL,            -- how many words they share
    overlap INTEGER NOT NULL,            -- 0: the longer holds the shorter; 1: the end of one is the beginning of the other
    diff    TEXT,                        -- JSON: typed word diff, seen from the longer one; NULL: not worked out yet
    PRIMARY KEY(shorter, longer)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_edge_longer ON version_edge(longer);
