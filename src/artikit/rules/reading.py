"""Manual pages of what the readers report: files and texts of which no sound record can be made."""

from __future__ import annotations

from artikit.reading import codes
from artikit.rules import reported


@reported(codes.UNREADABLE_FILE, "error")
def unreadable_file() -> None:
    """The file or folder cannot be read.

    ## What it is
    The system refuses to open or read it: permission is missing, the disk reports a fault, or a link
    leads nowhere or back to itself. The finding is about the file as a whole. A path that you name and
    that does not exist is no finding; the run then stops with exit code 2.

    ## Why it matters
    A file that nobody could read must not count as checked.

    ## Example
    A link to a file that was renamed:

        posts/letter.md -> letters/2021.md   (there is no letters/2021.md)

    ## Use instead
    Give the file back its permissions, or let the link lead to the file's new name:

        posts/letter.md -> letters/2021-06.md

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    A rule of our own: POSIX tells by `EACCES`, `EIO`, `ENOENT` or `ELOOP` why. Measured: 973 of 973 real
    records can be read.
    """


@reported(codes.NOT_A_REGULAR_FILE, "error")
def not_a_regular_file() -> None:
    """A folder, a named pipe, a socket or a device stands where an article should be.

    ## What it is
    It is named like an article (`.md`, `.markdown`, `.mdx`, `.txt`), is included by the settings, or was
    named in the call, and is no regular file. A folder is reported only for such an ending; what is in
    it is read all the same. The finding is about the path as a whole.

    ## Why it matters
    A program that opens a named pipe waits for ever, and one that opens a folder stops with an error.

    ## Example
    A folder with the name of an article:

        posts/harbour.md/

    ## Use instead
    A folder without the ending, or a file:

        posts/harbour/
        posts/harbour.md

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    A rule of our own. By POSIX, `open` waits at a named pipe until somebody writes into it, and reading a
    folder fails with `EISDIR`. How often it happens was not measured.
    """


@reported(codes.LINK_OUTSIDE_ROOT, "error")
def link_outside_root() -> None:
    """A link leads out of the root folder, so it is not followed.

    ## What it is
    The path is a symbolic link inside the root folder whose target lies outside. The root folder is the
    one with the settings, else the repository, else the current folder. The finding is about the link.

    ## Why it matters
    Whoever may add a file to a repository could add a link to any file of the machine that checks it,
    and its text would show up in the report.

    ## Example
    In a repository:

        posts/letter.md -> /home/ana/letter.md

    ## Use instead
    A copy of the file, or a link to a place inside the repository:

        posts/letter.md -> ../drafts/letter.md

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    CWE-59, "Improper Link Resolution Before File Access". How often it happens was not measured.
    """


@reported(codes.FILE_TOO_LARGE, "error")
def file_too_large() -> None:
    """The file has more bytes than the limit, so it is not read.

    ## What it is
    A file that has to be read as a whole (Markdown, text, HTML, YAML, JSON) is larger than
    `limits.file-bytes`. Files of lines (JSONL) are read line by line and know only the limit of
    `record-too-large`. The finding stands at the beginning of the file.

    ## Why it matters
    Without a limit, one file could take all the memory of the machine.

    ## Example
    A file with all that was ever published:

        archive.json    81,000,000 bytes

    ## Use instead
    Write large collections as JSONL, one record a line:

        archive.jsonl    81,000,000 bytes

    A large single file is mostly no article.

    ## Options
    The default, in bytes:

        [limits]
        file-bytes = 67108864

    It can be neither ignored nor suppressed.

    ## Source
    A rule of our own. Measured: the largest real record has 190 KB.
    """


@reported(codes.NOT_UTF_8, "error")
def not_utf_8() -> None:
    """The file is not UTF-8 text.

    ## What it is
    A byte stands where UTF-8 does not allow it, mostly because the file was saved in an older encoding
    such as Windows-1252. The finding points at the first such byte; nothing else is read.

    ## Why it matters
    Accents, dashes and curly quotes would come out as wrong characters. python-frontmatter stops with a
    `UnicodeDecodeError` that does not name the file.

    ## Example
    Bytes as a hex viewer shows them; `E9` is an accented e in Windows-1252:

        74 69 74 6C 65 3A 20 43 61 66 E9

    ## Use instead
    The same text saved as UTF-8:

        74 69 74 6C 65 3A 20 43 61 66 C3 A9

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 3629 (UTF-8); RFC 8259 §8.1 and TOML 1.0 ask for it. Measured: 973 of 973 real records are UTF-8.
    """


@reported(codes.UTF_16_TEXT, "error")
def utf_16_text() -> None:
    """The file is UTF-16, not UTF-8.

    ## What it is
    It begins with the mark of UTF-16, or has the zero in every second byte that Latin letters get
    there. Some Windows editors call this encoding "Unicode". The finding stands at the beginning of the
    file; nothing else is read.

    ## Why it matters
    Tools that expect UTF-8 see no text at all. python-frontmatter stops with a `UnicodeDecodeError`.

    ## Example
    Bytes as a hex viewer shows them, the word `title`:

        FF FE 74 00 69 00 74 00 6C 00 65 00

    ## Use instead
    Save the file as UTF-8:

        74 69 74 6C 65

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 2781 (UTF-16); RFC 3629 (UTF-8). Measured: 0 of 973 real records are UTF-16.
    """


@reported(codes.NUL_BYTE, "error")
def nul_byte() -> None:
    """The file has a zero byte, so it is no text.

    ## What it is
    A byte with the value 0 stands in otherwise sound UTF-8, in the front matter or in the body. The
    finding points at the first one; nothing else is read.

    ## Why it matters
    Zero bytes come from damaged files and from files that are no text, such as pictures. Many programs
    take a zero byte for the end of the text and drop what follows.

    ## Example
    Bytes as a hex viewer shows them:

        74 69 74 6C 65 3A 20 00 00 00 00

    ## Use instead
    A sound copy of the file:

        74 69 74 6C 65 3A 20 46 6F 67

    ## Options
    None: it can be neither ignored nor suppressed. A file that is no article can be excluded.

    ## Source
    YAML 1.2.2 §5.1, RFC 8259 §7 and TOML 1.0 forbid it. Measured: 0 of 973 real records have one.
    """


@reported(codes.BYTE_ORDER_MARK, "warning")
def byte_order_mark() -> None:
    """The file begins with a byte order mark.

    ## What it is
    Three invisible bytes stand before the first character of a UTF-8 file. The finding points at them;
    the record is read as if they were not there.

    ## Why it matters
    The front matter then does not begin at the first character. python-frontmatter gives no metadata
    and no error, and Jekyll's manual warns against such files.

    ## Example
    Bytes as a hex viewer shows them; `2D 2D 2D` is the fence `---`:

        EF BB BF 2D 2D 2D 0A

    ## Use instead
    Save the file as "UTF-8", not as "UTF-8 with BOM":

        2D 2D 2D 0A

    The fix removes the three bytes; it is safe.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 3629 §6; RFC 8259 §8.1 forbids adding one to JSON. Measured: 0 of 973 real records have one.
    """


@reported(codes.MISSING_FRONT_MATTER, "warning")
def missing_front_matter() -> None:
    """The text has no front matter, so there is no record to check.

    ## What it is
    The file does not begin with a block of keys between `---`, `+++` or `;;;` lines, nor with a JSON
    object (a line `{`, or `{"`), nor with anything that looks like a failed attempt at these. The
    finding points at the first line that is not blank.

    ## Why it matters
    Jekyll copies such a file instead of making a page of it. It may be right, for a README or a note,
    and it may be an article that somebody forgot to prepare.

    ## Example
        # Tide pools close for the season

        The crabs have asked for privacy.

    ## Use instead
        ---
        title: Tide pools close for the season
        ---

        The crabs have asked for privacy.

    `artikit ingest` can make a record of raw article text.

    ## Options
    It is a warning by default. To be strict, or to allow such files:

        [rules]
        missing-front-matter = "error"   # or "off"

    Of all reading faults it is the only one that can be ignored or suppressed.

    ## Source
    Jekyll's manual, "Front Matter". Measured: 6 Markdown files beside 973 real records have none, README and
    CONTRIBUTING among them.
    """


@reported(codes.SPACE_BEFORE_FENCE, "error")
def space_before_fence() -> None:
    """Spaces or blank lines stand before the opening fence.

    ## What it is
    The file begins with white space, then comes a fence (`---`, `+++`, `;;;`) with keys behind it. The
    finding points at the fence; the front matter is read all the same.

    ## Why it matters
    Jekyll asks for the fence at the very first character and sees no front matter here, while
    python-frontmatter sees it: the same file is an article for one tool and plain text for the other.

    ## Example
          ---
        title: Night ferry returns to the old pier
        ---

    ## Use instead
        ---
        title: Night ferry returns to the old pier
        ---

    The fix removes the white space before the fence; it is safe, the record was read without it.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    Jekyll's manual: "must be the first thing in the file".
    """


@reported(codes.WRONG_FENCE, "error")
def wrong_fence() -> None:
    """The opening fence has the wrong number of characters or the wrong kind of dash.

    ## What it is
    The first line is made of two hyphens, of more than three hyphens or plus signs, or of long dashes
    that a word processor put there, and keys follow. The finding points at that line. The front matter
    is read all the same if a proper fence closes it.

    ## Why it matters
    Jekyll sees no front matter and shows the keys as text. python-frontmatter takes four hyphens for a
    fence, but not two, and not long dashes.

    ## Example
        ----
        title: Night ferry returns to the old pier
        ---

    ## Use instead
    Exactly three plain hyphens:

        ---
        title: Night ferry returns to the old pier
        ---

    Where a proper fence closes the block, the fix writes the opening one; it is safe.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    Jekyll's manual: "between triple-dashed lines".
    """


@reported(codes.FENCE_COMMENT, "error")
def fence_comment() -> None:
    """A comment stands behind the opening fence, on the same line.

    ## What it is
    The first line is `---` or `+++`, a space, and a comment that begins with `#`. The finding points at
    that line; the front matter is read all the same.

    ## Why it matters
    It is sound YAML, but no fence: Jekyll sees no front matter, and python-frontmatter gives no metadata
    and no error.

    ## Example
        --- # checked by Ana
        title: Night ferry returns to the old pier
        ---

    ## Use instead
        ---
        # checked by Ana
        title: Night ferry returns to the old pier
        ---

    The fix moves the comment to the line below; it is safe.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    Jekyll's pattern for front matter allows only white space behind `---`.
    """


@reported(codes.FENCE_LANGUAGE, "error")
def fence_language() -> None:
    """The opening fence names a language.

    ## What it is
    A word such as `yaml`, `toml`, `json` or `js` stands behind the fence on the first line. The finding
    points at that line. The front matter is read all the same if the word is `yaml`, `toml` or `json`
    and the block ends with the fence of that language: `---`, `+++` or `;;;`.

    ## Why it matters
    Eleventy and GitLab understand it; Jekyll and python-frontmatter see no front matter. `---js` makes
    gray-matter run what stands there as a program, so artikit never reads it.

    ## Example
        ---yaml
        title: Night ferry returns to the old pier
        ---

    ## Use instead
    The fence tells the language: `---` YAML, `+++` TOML, `;;;` JSON.

        ---
        title: Night ferry returns to the old pier
        ---

    The fix removes the word where the fence is that of the language it names; it is safe.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    Documentation of gray-matter and Eleventy.
    """


@reported(codes.UNCLOSED_FENCE, "error")
def unclosed_fence() -> None:
    """The front matter is opened and never closed.

    ## What it is
    The first line is a fence, keys follow, and no line with the closing fence comes. The finding points
    at the opening fence; a later line that is nearly a fence is shown beside it. Nothing else is read,
    because nobody can tell where the keys end.

    ## Why it matters
    Jekyll shows the keys as text. python-frontmatter gives no metadata and no error.

    ## Example
        ---
        title: Gate of the old mill left open

        The geese took it as an invitation.

    ## Use instead
        ---
        title: Gate of the old mill left open
        ---

        The geese took it as an invitation.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    Jekyll's manual: "between triple-dashed lines". Measured: 0 of 973 real records have it.
    """


@reported(codes.EMPTY_FRONT_MATTER, "error")
def empty_front_matter() -> None:
    """The front matter holds no keys.

    ## What it is
    Between the fences is nothing, or only comments, `null` or `{}`. The finding points at the opening
    fence. In a data file `{}` is a record in which every key is missing.

    ## Why it matters
    Jekyll knows the empty block as a sign to process the file. For a record it says nothing: there is
    no title, no date and no address to check.

    ## Example
        ---
        ---

        The buyer sang all four verses.

    ## Use instead
        ---
        title: Lighthouse lamp sold for a song
        ---

        The buyer sang all four verses.

    ## Options
    None: it can be neither ignored nor suppressed. A file that is no article can be excluded.

    ## Source
    A rule of our own: Jekyll's manual, "Front Matter", allows the empty block. Measured: 973 of 973 real
    records have keys.
    """


@reported(codes.NOT_A_MAPPING, "error")
def not_a_mapping() -> None:
    """The record is a list or a text, not keys with values.

    ## What it is
    The front matter, or one item of a data file, can be read, but is no mapping. The finding points at
    the opening fence, in data files at the item.

    ## Why it matters
    A list has no title. python-frontmatter gives no metadata and no error for such a block. Often the
    `---` at the head of a text was meant as a line across the page.

    ## Example
        ---
        - Night ferry returns to the old pier
        - Fog bell rings again
        ---

    ## Use instead
    Keys with values; for a line across the page write `***`.

        ---
        title: Night ferry returns to the old pier
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    A rule of our own. Measured: 973 of 973 real records are mappings.
    """


@reported(codes.RESERVED_KEY, "error")
def reserved_key() -> None:
    """A key that artikit keeps for itself in data files holds something else.

    ## What it is
    In JSON, JSONL and YAML files `_body` carries the body of a record that once was a Markdown file,
    `_path` its place and `_newline` its line end. One of them does not hold what it should. The
    finding points at its value. In front matter these keys mean nothing.

    ## Why it matters
    The record could not be made a Markdown file again: its body or its place would be lost.

    ## Example
        {"title": "Fog bell rings again", "_body": ["It was heard across the bay."]}

    ## Use instead
        {"title": "Fog bell rings again", "_body": "It was heard across the bay."}

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    A rule of our own, and these are artikit's own keys: there was nothing to measure.
    """


@reported(codes.SYNTAX_ERROR, "error")
def syntax_error() -> None:
    """The text breaks the rules of YAML, JSON or TOML, so it cannot be read.

    ## What it is
    A quote, bracket or comma is missing, a tab stands in the indentation, a colon stands in text
    without quotes, or the like. The finding points at the place to mend, as near as it can be told; the
    message says what is wrong there. Nothing else of the record is checked.

    ## Why it matters
    Every other tool stops here as well, mostly with a message for programmers.

    ## Example
        ---
        title: Ferry timetable: what changes in July
        ---

    ## Use instead
    Text with a colon, or with another sign that means something to YAML, stands in quotes:

        ---
        title: "Ferry timetable: what changes in July"
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    YAML 1.2.2, RFC 8259 (JSON), TOML 1.0. Measured: 0 of 973 real records have one.
    """


@reported(codes.DUPLICATE_KEY, "error")
def duplicate_key() -> None:
    """A key stands twice in the same mapping.

    ## What it is
    Two keys of one mapping have the same name. The finding points at the second one and shows the
    first beside it. The rest of the check goes by the first one; TOML with such a key is not read.

    ## Why it matters
    One of the two values is lost, and tools do not agree which: PyYAML, and so python-frontmatter,
    keeps the last one without a word; others refuse the file.

    ## Example
        ---
        title: Twin bakeries open on the same corner
        excerpt: Each claims to have been there first.
        excerpt: Both do.
        ---

    ## Use instead
        ---
        title: Twin bakeries open on the same corner
        excerpt: Both do.
        ---

    Where both have the same value, the fix removes the second; it is safe. Which of two values is meant, only
    you can tell.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    YAML 1.2.2 §3.2.1.1, RFC 8259 §4, TOML 1.0 "Keys". Measured: 0 of 973 real records have one.
    """


@reported(codes.KEY_NOT_TEXT, "error")
def key_not_text() -> None:
    """A key is a number, a truth value, empty, a list, a mapping or an alias.

    ## What it is
    YAML takes a key without quotes such as `2021`, `true` or `null` for something other than text. The
    finding points at the key. Such a key is taken as text for the rest of the check; with a list, a
    mapping or an alias as key, nothing else is read.

    ## Why it matters
    JSON has only text as keys, so such a record cannot be converted without a guess.
    python-frontmatter stops with `TypeError: keywords must be strings`.

    ## Example
        ---
        title: Visitors to the lighthouse
        2021: 4120
        ---

    ## Use instead
        ---
        title: Visitors to the lighthouse
        "2021": 4120
        ---

    The fix puts the key in quotes; it is safe, the key was read as that text.

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 8259 §4: a name is a string; YAML 1.2.2 §10.3.
    """


@reported(codes.TAG_NOT_ALLOWED, "error")
def tag_not_allowed() -> None:
    """A value has a YAML tag (`!name`) that is no type of JSON or does not fit the value.

    ## What it is
    A word that begins with `!` before a YAML value says what type it is. Allowed are `!!str`, `!!int`,
    `!!float`, `!!bool`, `!!null`, `!!map` and `!!seq`, each on a value that fits. The finding points at
    the tag; the value is read as if it had none.

    ## Why it matters
    Tags such as `!!python/object` can make careless programs run code, `!!binary` and `!!set` cannot be
    written as JSON, and PyYAML refuses a file with a tag that it does not know. Often it is no tag at
    all but a text that begins with `!`.

    ## Example
        ---
        title: !Breaking news from the pier
        ---

    ## Use instead
        ---
        title: "!Breaking news from the pier"
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    YAML 1.2.2 §6.9.1 and §10.3 (core schema). Measured: 973 of 973 real records do without tags.
    """


@reported(codes.UNKNOWN_ALIAS, "error")
def unknown_alias() -> None:
    """An alias (`*name`) has no anchor (`&name`) before it.

    ## What it is
    In YAML, `*name` stands for the value that was marked `&name` further up, and here there is none.
    The finding points at the alias; its value is read as empty.

    ## Why it matters
    Other tools refuse the whole file. Often it is no alias but a text that begins with an asterisk.

    ## Example
        ---
        title: *Marginalia
        ---

    ## Use instead
        ---
        title: "*Marginalia"
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    YAML 1.2.2 §7.1. Measured: 0 of 973 real records have an alias.
    """


@reported(codes.CYCLIC_ALIAS, "error")
def cyclic_alias() -> None:
    """An alias (`*name`) stands inside the value that it names.

    ## What it is
    The anchor `&name` is still open where `*name` refers to it, so the value would hold itself. The
    finding points at the alias; its value is read as empty.

    ## Why it matters
    Such a value has no end: PyYAML loads it, and every program that walks through it later crashes. It
    cannot be written as JSON.

    ## Example
        ---
        title: The map that shows itself
        provider: &ledger
          name: The Harbor Ledger
          publishers:
            - *ledger
        ---

    ## Use instead
    Write the value out:

        ---
        title: The map that shows itself
        provider:
          name: The Harbor Ledger
          publishers:
            - name: The Harbor Ledger
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    YAML 1.2.2 §3.2.1 allows it; RFC 8259 (JSON) has nothing of the kind. Measured: 0 of 973
    real records have an alias.
    """


@reported(codes.NOT_FINITE, "error")
def not_finite() -> None:
    """A number is infinite, is "not a number", or is larger than computers count with.

    ## What it is
    The value is `.inf` or `.nan` (YAML), `inf` or `nan` (TOML), `Infinity` or `NaN` (not even allowed in
    JSON), or has an exponent that no computer number can hold, such as `1e999`. The finding points at
    the value, which is read as empty.

    ## Why it matters
    JSON has no such numbers. Python's `json` writes `NaN`, which others refuse; orjson turns it into
    `null` without a word.

    ## Example
        ---
        title: Choir of one
        quality: .inf
        ---

    ## Use instead
        ---
        title: Choir of one
        quality: 100
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 8259 §6; YAML 1.2.2 §10.2.1.4; TOML 1.0 "Float".
    """


@reported(codes.LONE_SURROGATE, "error")
def lone_surrogate() -> None:
    r"""Half of a character stands in a text; its other half is missing.

    ## What it is
    Emoji and rare letters can be written as two escapes, `\uD83D\uDEA2`, and only one of the two is
    there, mostly because a program cut the text. The finding points at the escape. In YAML nothing else
    is read. TOML allows no half at all there: its escape is a `syntax-error`.

    ## Why it matters
    Half a character cannot be saved as UTF-8. Some programs crash on it, often long after it was read.

    ## Example
        ---
        title: "Night ferry returns \uD83D"
        ---

    ## Use instead
    The character itself, or both halves:

        ---
        title: "Night ferry returns \uD83D\uDEA2"
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 3629 §3; RFC 8259 §8.2.
    """


@reported(codes.CONTROL_CHARACTER, "error")
def control_character() -> None:
    r"""A control character stands in the text as it is, where only its escape is allowed.

    ## What it is
    In JSON, a line break, tab or other character below U+0020 stands inside a text. In YAML, an
    invisible character that YAML forbids stands anywhere in the front matter; line breaks and tabs are
    not among those. The finding points at the character. In YAML nothing else is read. In TOML it is a
    `syntax-error`.

    ## Why it matters
    Other tools refuse the file. Such characters are mostly left over from copying out of a PDF or a
    terminal.

    ## Example
        {
          "title": "Night ferry
        returns to the old pier"
        }

    ## Use instead
    Take it away, or write its escape:

        {
          "title": "Night ferry\nreturns to the old pier"
        }

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    RFC 8259 §7; YAML 1.2.2 §5.1. Measured: 0 of 973 real records have one.
    """


@reported(codes.BAD_MERGE, "error")
def bad_merge() -> None:
    """The merge key `<<` has a value that is no mapping.

    ## What it is
    In YAML, `<<` brings the keys of another mapping into this one; here its value, or an item of its
    list, is something else. The finding points at `<<`, which then brings in nothing.

    ## Why it matters
    PyYAML, and so python-frontmatter, refuses the whole file.

    ## Example
        ---
        title: Tide tables
        provider:
          <<: The Harbor Ledger
          domain: harbor-ledger.example
        ---

    ## Use instead
        ---
        title: Tide tables
        provider:
          name: The Harbor Ledger
          domain: harbor-ledger.example
        ---

    ## Options
    None: it can be neither ignored nor suppressed.

    ## Source
    YAML 1.1, "Merge Key Language-Independent Type"; no part of YAML 1.2, but most tools know it.
    Measured: 0 of 973 real records have one.
    """


@reported(codes.RECORD_TOO_LARGE, "error")
def record_too_large() -> None:
    """The text of one record has more characters than the limit.

    ## What it is
    The front matter, one line of JSONL, or one item of a data file is larger than `limits.record-size`.
    In JSON the finding points at the first character too many, else at the beginning of the record. The
    record is not read.

    ## Why it matters
    Without a limit, one record could take all the memory of the machine.

    ## Example
    With `record-size = 40`:

        ---
        title: Night ferry returns to the old pier
        ---

    ## Use instead
    Long text belongs in the body, below the closing fence:

        ---
        title: Night ferry returns
        ---

        It returns to the old pier.

    ## Options
    The default, in characters:

        [limits]
        record-size = 16777216

    It can be neither ignored nor suppressed.

    ## Source
    A rule of our own. Measured: the largest real record has 186,894 characters.
    """


@reported(codes.NESTED_TOO_DEEP, "error")
def nested_too_deep() -> None:
    """Mappings and lists stand deeper inside one another than the limit allows.

    ## What it is
    A value lies in more mappings and lists than `limits.depth`, the record itself being the first. The
    finding points at the one too deep. Nothing else is read.

    ## Why it matters
    25,000 opening brackets, a file of 50 KB, make PyYAML crash the whole program: no error that could
    be caught, just an end.

    ## Example
    With `depth = 3`:

        ---
        topics: [[[Harbours]]]
        ---

    ## Use instead
        ---
        topics: [Harbours]
        ---

    ## Options
    The default:

        [limits]
        depth = 64

    It can be neither ignored nor suppressed.

    ## Source
    A rule of our own. Measured: real records are nested at most 5 deep.
    """


@reported(codes.TOO_MANY_NODES, "error")
def too_many_nodes() -> None:
    """One record has more keys and values than the limit.

    ## What it is
    All keys, values, mappings and lists of a record, however nested, are counted, and there are more
    than `limits.nodes`. The finding points at the first one too many. Nothing else is read.

    ## Why it matters
    Everything that works on a record, such as checking and converting, takes time and memory for each
    of them.

    ## Example
    With `nodes = 6`:

        ---
        title: Night ferry returns
        type: article
        quality: 122
        ---

    ## Use instead
    Several records instead of one that holds them all.

        ---
        title: Night ferry returns
        type: article
        ---

    ## Options
    The default:

        [limits]
        nodes = 50000

    It can be neither ignored nor suppressed.

    ## Source
    A rule of our own. Measured: real records have at most some 8,000.
    """


@reported(codes.TOO_MANY_ALIASES, "error")
def too_many_aliases() -> None:
    """One record has more YAML aliases (`*name`) than the limit.

    ## What it is
    The uses of anchors in a record are counted, and there are more than `limits.aliases`. The finding
    points at the first one too many. Nothing else is read.

    ## Why it matters
    Articles hardly need aliases. A record with hundreds of them is mostly made to bring programs down.

    ## Example
    With `aliases = 2`:

        ---
        title: &title Night ferry returns
        tags: [*title, *title, *title]
        ---

    ## Use instead
    Write the values out:

        ---
        title: Night ferry returns
        tags: [ferry, night]
        ---

    ## Options
    The default:

        [limits]
        aliases = 100

    It can be neither ignored nor suppressed.

    ## Source
    Meant against "billion laughs" (CWE-776). Measured: 0 of 973 real records have an alias.
    """


@reported(codes.ALIAS_BOMB, "error")
def alias_bomb() -> None:
    """The record grows beyond the limit once its YAML aliases are written out.

    ## What it is
    Every alias counts as much as what it stands for, and the sum is more than `limits.expanded-nodes`.
    The finding points at the alias with which it becomes too much. Nothing else is read.

    ## Why it matters
    A file of 384 bytes, in which every line stands for nine times the one before, loads at once
    everywhere; writing it as JSON then took 19 seconds and 870 MB.

    ## Example
    With `expanded-nodes = 30`:

        ---
        a: &a [x, x, x]
        b: &b [*a, *a, *a]
        c: [*b, *b, *b]
        ---

    ## Use instead
    Write out what is really needed:

        ---
        a: [x, x, x]
        ---

    ## Options
    The default:

        [limits]
        expanded-nodes = 100000

    It can be neither ignored nor suppressed.

    ## Source
    CWE-776, known as "billion laughs"; times measured with Python 3.11. Measured: 0 of 973 real records have
    an alias.
    """


@reported(codes.TOO_MANY_MERGED_KEYS, "error")
def too_many_merged_keys() -> None:
    """The merge keys (`<<`) of one record bring in more keys than the limit.

    ## What it is
    The keys of every mapping that `<<` brings in are counted over the whole record, and there are more
    than `limits.merged-keys`. The finding points at the `<<` with which it becomes too much. Nothing
    else is read.

    ## Why it matters
    A file of 63 KB that merges one mapping of 4,000 keys 6,000 times kept PyYAML busy for 41 seconds.

    ## Example
    With `merged-keys = 2`:

        ---
        first: &first {name: North Quill, domain: northquill.example, rank: 1}
        second:
          <<: *first
        ---

    ## Use instead
    Write the keys out:

        ---
        first: {name: North Quill, domain: northquill.example, rank: 1}
        second: {name: North Quill, domain: northquill.example, rank: 1}
        ---

    ## Options
    The default:

        [limits]
        merged-keys = 10000

    It can be neither ignored nor suppressed.

    ## Source
    A rule of our own (CWE-407); the time is that of PyYAML with Python 3.11. Measured: 0 of 973 real records
    have a merge key.
    """


@reported(codes.SCALAR_TOO_LONG, "error")
def scalar_too_long() -> None:
    """One text has more characters than the limit.

    ## What it is
    A single value or key is longer than `limits.scalar-size`. The finding points at it. Nothing else of
    the record is read.

    ## Why it matters
    Such a value is mostly a picture or another file that was pasted in as text; every tool that reads
    the record has to carry it.

    ## Example
    With `scalar-size = 20`:

        ---
        title: Night ferry returns to the old pier
        ---

    ## Use instead
    Long text belongs in the body, and a picture in a file of its own.

        ---
        title: Night ferry returns
        ---

        It returns to the old pier.

    ## Options
    The default, in characters:

        [limits]
        scalar-size = 4194304

    It can be neither ignored nor suppressed.

    ## Source
    A rule of our own. Measured: the largest real record has 186,894 characters in all.
    """


@reported(codes.NUMBER_TOO_LONG, "error")
def number_too_long() -> None:
    """One number has more characters than the limit.

    ## What it is
    A number without quotes is longer than `limits.number-digits`. The finding points at it. Nothing
    else of the record is read.

    ## Why it matters
    Computing with such numbers is slow, most languages cannot hold them exactly, and Python refuses to
    print one of more than 4,300 digits.

    ## Example
    With `number-digits = 10`:

        ---
        title: Atlas of forgotten wells
        isbn: 9780000000002
        ---

    ## Use instead
    What is not meant for computing is text and stands in quotes:

        ---
        title: Atlas of forgotten wells
        isbn: "9780000000002"
        ---

    ## Options
    The default:

        [limits]
        number-digits = 1000

    It can be neither ignored nor suppressed.

    ## Source
    RFC 8259 §6 lets a program limit numbers; Python's limit is documented with `int`.
    """
