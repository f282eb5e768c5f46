"""Text that was read in a wrong encoding: how it is recognised, and what it was meant to be.

UTF-8 that was taken for Windows-1252 shows each of its bytes as a character: `â€™` for ’, `Ã©` for é. The bytes can be had back,
and where they are UTF-8 again, that is what was meant. Only the lead bytes of European letters, of punctuation and of emoji are
looked for: `É` before a no-break space, or `é…»`, is how French is written.
"""

import re
from collections.abc import Iterator


def _character(byte: int) -> str:
    """How Windows-1252 shows a byte; five it does not know stay control characters, as browsers have them."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTE_OF = {chr(byte): byte for byte in range(0x80, 0x100)} | {_character(byte): byte for byte in range(0x80, 0x100)}
_FOLLOWS = sorted({c for c, byte in _BYTE_OF.items() if 0x80 <= byte <= 0xBF})


def _escaped(characters: list[str]) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in characters)


_MORE = f"[{_escaped(_FOLLOWS)}]"
_TWO = f"[\\u00c2-\\u00c5]{_MORE}"  # Latin letters
_THREE = f"\\u00e2{_MORE}{{{{2}}}}"  # punctuation, signs
_FOUR = f"\\u00f0{_MORE}{{{{3}}}}"  # emoji
_PATTERN = f"{_TWO}|{_THREE}|{_FOUR}"
BROKEN_SQL = (
    "({}) ~ '" + _PATTERN + "'"
)  # PostgreSQL reads these escapes as Python does; to be formatted with an expression
_RUN = re.compile(f"(?:{_PATTERN.format()})+")
TWICE = 2  # text can be broken again


def repaired(text: str) -> str:
    """What the text was meant to be: the same text where nothing in it is broken."""
    for _ in range(TWICE):
        mended = _RUN.sub(lambda found: _mended(found[0]), text)
        if mended == text:
            break
        text = mended
    return text


def _mended(run: str) -> str:
    try:
        return bytes(_BYTE_OF[c] for c in run).decode()
    except UnicodeDecodeError:
        return run  # it only looked like it


AROUND = 30  # characters shown on either side


def differences(text: str) -> Iterator[tuple[str, str]]:
    """Each place that would change, as it is and as it would be, with some text around it; places that are near as one."""
    runs = [found.span() for found in _RUN.finditer(text) if repaired(found[0]) != found[0]]
    places: list[tuple[int, int]] = []
    for begins, ends in runs:
        if places and begins - places[-1][1] <= 2 * AROUND:
            places[-1] = places[-1][0], ends
        else:
            places.append((begins, ends))
    for begins, ends in places:
        shown = text[max(0, begins - AROUND) : ends + AROUND]
        yield shown, repaired(shown)
