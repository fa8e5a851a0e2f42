"""The questions to the index, in SQL.

`ranked` are the records of a run in the order of their paths: what is found does not depend on the order in
which they came.
"""

from __future__ import annotations

from artikit.corpus.database import BITS
from artikit.corpus.keys import FIELDS

MOST_SAME = 8
"""Records of one address that a copy is compared with."""

TABLES = """
    DROP TABLE IF EXISTS temp.ranked;
    DROP TABLE IF EXISTS temp.page;
    DROP TABLE IF EXISTS temp.contested;
    DROP TABLE IF EXISTS temp.odd;
    DROP TABLE IF EXISTS temp.used;
    DROP TABLE IF EXISTS temp.drifted;
    DROP TABLE IF EXISTS temp.copy;
    DROP TABLE IF EXISTS temp.finding;
    CREATE TEMP TABLE ranked (
        record INTEGER PRIMARY KEY, rank INTEGER, published INTEGER, place BLOB, inode TEXT
    );
    CREATE TEMP TABLE page (
        key TEXT, nth INTEGER, record INTEGER, field INTEGER, rank INTEGER, number INTEGER,
        PRIMARY KEY (key, nth)
    ) WITHOUT ROWID;
    CREATE INDEX temp.page_number ON page (number);
    CREATE TEMP TABLE used (
        provider INTEGER, rank INTEGER, record INTEGER, item INTEGER, PRIMARY KEY (provider, rank)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE copy (
        record INTEGER, item INTEGER, key TEXT, title TEXT, date TEXT, provider INTEGER,
        PRIMARY KEY (record, item)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE drifted (record INTEGER, item INTEGER, PRIMARY KEY (record, item)) WITHOUT ROWID;
    CREATE TEMP TABLE contested (
        provider INTEGER PRIMARY KEY, called TEXT, named TEXT, site TEXT, home TEXT, told INTEGER
    );
    CREATE INDEX temp.contested_called ON contested (called, home);
    CREATE INDEX temp.contested_site ON contested (site, named);
    CREATE TEMP TABLE odd (
        whose TEXT, what TEXT, usual TEXT, many INTEGER, record INTEGER, item INTEGER,
        PRIMARY KEY (whose, what)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE finding (
        rank INTEGER, code TEXT, record INTEGER, pointer TEXT, message TEXT, help TEXT,
        other INTEGER, other_pointer TEXT, remark TEXT
    );
"""

RANKED = f"""
    INSERT INTO ranked
    SELECT record.id, row_number() OVER (ORDER BY file.path, record.id), published,
        coalesce(place, file.path),
        CASE inode WHEN '' THEN record.id ELSE inode || ':' || (record.id & {(1 << BITS) - 1}) END
    FROM file CROSS JOIN record ON record.id BETWEEN file.id << {BITS} AND (file.id + 1 << {BITS}) - 1
    WHERE run = ?
"""  # noqa: S608  (a number of our own)
"""All records of this run in the order in which they are shown."""

SAME = """
    (one.inode = two.inode OR (length(one.place) > 0 AND length(two.place) > 0 AND (
        substr(one.place, -length(two.place)) = two.place OR substr(two.place, -length(one.place)) = one.place
    )))
"""
"""Whether two of `ranked` are one record: the same file, or one says that it has the file of the other."""

PAGES = f"""
    INSERT INTO page
    SELECT key, nth, record, field, rank, number FROM (
        SELECT key, row_number() OVER (PARTITION BY key ORDER BY published DESC, rank, field) AS nth,
            record, field, rank, number
        FROM address CROSS JOIN ranked USING (record)
    ) WHERE nth <= {MOST_SAME}
"""  # noqa: S608  (a number of our own)
"""The first records of each address, those that are published before the others."""

DUPLICATES = f"""
    SELECT one.rank, one.record, address.field, page.record, page.field,
        min(page.rank * {len(FIELDS)} + address.field)
    FROM address CROSS JOIN ranked AS one USING (record)
    CROSS JOIN page ON page.key = address.key AND page.nth = 1
    CROSS JOIN ranked AS two ON two.record = page.record
    WHERE two.rank < one.rank AND one.published AND two.published AND NOT {SAME}
    GROUP BY one.record
"""  # noqa: S608  (parts of our own)

NUMBERS = "SELECT number FROM page WHERE nth = 1"
RELATED = """
    SELECT record.id, copies, dates FROM ranked CROSS JOIN record ON record.id = ranked.record
    WHERE copies IS NOT NULL
"""
"""By file and record."""
OF_NUMBER = """
    SELECT record.id, titled, date, named, site
    FROM page CROSS JOIN record ON record.id = page.record LEFT JOIN provider ON provider.id = provider
    WHERE number = ?
"""
"""The articles whose page has a number."""
PROVIDER = "SELECT named, site FROM provider WHERE id = ?"
SHOWN = "SELECT shown FROM file WHERE id = ?"
USES = """
    SELECT rank, record.id, provider, copies FROM ranked CROSS JOIN record ON record.id = ranked.record
    WHERE provider IS NOT NULL OR copies IS NOT NULL
"""
COPY = "INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?)"

COPIES = f"""
    SELECT copy.record, copy.item, one.rank, copy.title, copy.date, mine.name, mine.domain,
        page.record, entire.title, entire.date, theirs.name, theirs.domain
    FROM copy
    CROSS JOIN page ON page.key = copy.key
    CROSS JOIN record AS entire ON entire.id = page.record
    CROSS JOIN ranked AS one ON one.record = copy.record
    CROSS JOIN ranked AS two ON two.record = page.record
    LEFT JOIN provider AS mine ON mine.id = copy.provider
    LEFT JOIN provider AS theirs ON theirs.id = entire.provider
    WHERE page.record <> copy.record AND NOT {SAME}
    ORDER BY copy.record, copy.item, page.nth
"""  # noqa: S608  (parts of our own)
"""Entries of `related` beside the articles' own records."""

NAMESAKES = f"""
    SELECT one.rank, one.record, two.record, pair.name
    FROM (
        SELECT record.id, name, first_value(record.id) OVER (PARTITION BY name ORDER BY rank) AS first
        FROM record CROSS JOIN ranked ON ranked.record = record.id
        WHERE name IS NOT NULL AND record.published
    ) AS pair
    CROSS JOIN ranked AS one ON one.record = pair.id
    CROSS JOIN ranked AS two ON two.record = pair.first
    WHERE pair.id <> pair.first AND NOT {SAME} AND NOT EXISTS (
        SELECT 1 FROM address AS mine CROSS JOIN address AS other ON other.record = pair.first
        WHERE mine.record = pair.id AND other.key = mine.key
    )
"""  # noqa: S608  (parts of our own)

PICTURES = f"""
    SELECT rank, picture.record, pointer, picture.path, logo, file.path
    FROM picture CROSS JOIN ranked USING (record) CROSS JOIN file ON file.id = picture.record >> {BITS}
"""  # noqa: S608  (a number of our own)

FINDINGS = f"""
    SELECT finding.*, mine.shown, own.line, theirs.shown, others.line
    FROM finding
    CROSS JOIN record AS own ON own.id = finding.record
    CROSS JOIN file AS mine ON mine.id = finding.record >> {BITS}
    LEFT JOIN record AS others ON others.id = finding.other
    LEFT JOIN file AS theirs ON theirs.id = finding.other >> {BITS}
    WHERE NOT ? OR mine.taken OR coalesce(theirs.taken, 0)
    ORDER BY finding.rank, finding.code, finding.pointer, finding.message
"""  # noqa: S608  (a number of our own)

SOME_CONTESTED = "SELECT provider, called, site FROM contested WHERE provider > ? ORDER BY provider LIMIT 500"
HOME = "UPDATE contested SET home = ? WHERE provider = ?"

CONTESTED = """
    INSERT INTO contested
    SELECT id, called, named, site, site, 0 FROM provider
    WHERE called IN (SELECT called FROM provider GROUP BY called HAVING min(site) < max(site))
    OR site IN (SELECT site FROM provider GROUP BY site HAVING min(named) < max(named))
"""
"""Providers whose name has several domains, or whose domain has several names."""

USED = "INSERT OR IGNORE INTO used VALUES (?, ?, ?, ?)"
"""Note where a provider stands; the first place in a record is the one that is shown."""

TALLY = """
    SELECT {whose}, {what}, count(DISTINCT rank) AS many, min(rank) AS first
    FROM contested CROSS JOIN used USING (provider)
    GROUP BY {whose}, {what} ORDER BY {whose}, many DESC, first
"""

USUAL = """
    SELECT used.record, min(used.item) FROM contested CROSS JOIN used USING (provider)
    WHERE contested.{whose} = ? AND contested.{what} = ? AND used.rank = ?
"""
"""Where somebody is called as usual for the first time."""

ODD = """
    SELECT used.rank, used.record, min(used.item), provider.name, provider.domain, odd.usual, odd.many,
        odd.record, odd.item
    FROM odd
    CROSS JOIN contested ON contested.{whose} = odd.whose AND contested.{what} = odd.what
    CROSS JOIN used USING (provider)
    CROSS JOIN provider ON provider.id = contested.provider
    WHERE NOT contested.told
    GROUP BY odd.whose, odd.what, used.rank
"""
"""Where somebody is called otherwise than usual, once a record."""

TELL = "UPDATE contested SET told = 1 WHERE (called, home) IN (SELECT whose, what FROM odd)"
"""Note the providers whose domain is odd: the same slip makes their name odd among the domain's names."""

AT_HOME = "SELECT 1 FROM contested WHERE called = ? AND site = ?"
"""Whether somebody of this name has this domain."""

FOUND = "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

OTHERS = f"""
    SELECT file.shown, other, line, other_pointer
    FROM (
        SELECT DISTINCT other, other_pointer
        FROM finding
        CROSS JOIN file AS mine ON mine.id = finding.record >> {BITS}
        CROSS JOIN file AS theirs ON theirs.id = finding.other >> {BITS}
        WHERE NOT ? OR mine.taken OR theirs.taken
    )
    CROSS JOIN ranked ON ranked.record = other
    CROSS JOIN record ON record.id = other
    CROSS JOIN file ON file.id = other >> {BITS}
    ORDER BY rank, other_pointer
"""  # noqa: S608  (a number of our own)
