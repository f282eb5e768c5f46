"""What text carries unseen: characters that show it otherwise than it is written, or show nothing at all."""

import re
import unicodedata

from sqlalchemy import Table

# Embeddings and overrides of direction: "cod.exe" can be made to read "exe.doc". Scripts from right to left need none of
# them, as every name and title is isolated where it is shown (UAX #9, section 2).
_TURNING = dict.fromkeys(range(0x202A, 0x202F))

# Spaces, controls, what Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt), and four that look like
# nothing: Braille blank, null notehead, object replacement, interlinear annotation. Python and PostgreSQL read these
# escapes alike. What is not assigned yet counts as seen: new letters come every year, and names are written with them.
_BLANK = (
    r"\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SEEN = re.compile(f"[^{_BLANK}]")
ENDING = "_seen"  # of the checks' names, after the column's

# PostgreSQL puts it in place of its call, so that it costs a check no more than the expression.
SHOWS_SQL = f"""
-- Is there anything to be seen in the text: a letter, digit, mark or sign?
create or replace function polder.shows_something(value text) returns boolean
language sql immutable parallel safe as $$ select value ~ '[^{_BLANK}]' $$;
"""


def in_order(text: str) -> str:
    """The text without characters that turn the order in which it, and what follows it, is read."""
    return text.translate(_TURNING)


# Letters that Unicode does not take apart into a letter and its mark.
_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def sort_key(name: str) -> str:
    """How a name sorts, by code point: without case, accents or surplus space, so that Ömer stands beside Omer. No
    assumption about first and last. At most 500 characters.
    """
    parts = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in parts if not unicodedata.combining(c)).translate(_WHOLE)
    key = unicodedata.normalize("NFC", " ".join(bare.split()))[:500]
    return key if shows_something(key) else name[:500]


def shows_something(text: str) -> bool:
    """Is there anything to be seen: a letter, digit, mark or sign?"""
    return _SEEN.search(text) is not None


def checks(table: Table) -> dict[str, str]:
    """Check → its condition, for every column that must say something (`record.words`, `at_least`)."""
    return {
        f"ck_{table.name}_{column.name}{ENDING}": f'polder.shows_something("{column.name}")'
        for column in table.c
        if column.info.get("says_something")
    }
