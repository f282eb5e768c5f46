"""From a text to lines of units: each unit is one grapheme with its drawing, its width and its own text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import bidirectional, category, name

import uharfbuzz as hb

from polder.kernel.pdf import bidi
from polder.kernel.pdf.fonts import FRAME, INVISIBLE, Typeface, drawing, typeface

_NEWLINES = re.compile("\r\n|[\r\n\u2028\u2029]")
_MODIFIERS = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)
UNIT_MOST = 6  # code points of one unit; Poppler ignores a mapping to more than 8 UTF-16 units


def visible(text: str) -> str:
    """The rule for what nobody can see: every control, bidirectional, annotation and tag character, every noncharacter
    and lone surrogate is written out as [U+202E]. Kept as they are: line ends, tabs (as a space), soft hyphens, joiners
    and zero-width spaces, which change how letters connect and where lines break but nothing that is read.
    """
    lines = _NEWLINES.sub("\n", text).replace("\t", " ")
    return "".join(c if _kept(c) else f"[U+{ord(c):04X}]" for c in lines)


def _kept(c: str) -> bool:
    if c == "\n" or c in INVISIBLE:
        return True
    return category(c) not in ("Cc", "Cf", "Cs") and (ord(c) & 0xFFFE) != 0xFFFE and not 0xFDD0 <= ord(c) <= 0xFDEF


@dataclass(frozen=True)
class Unit:
    """One grapheme. `glyphs` are (typeface, glyph, dx, dy); `width`, dx and dy are thousandths of an em."""

    text: str
    level: int
    width: float
    glyphs: tuple[tuple[str, int, float, float], ...]

    @property
    def breaks_after(self) -> bool:
        last = self.text[-1]
        return last in " -\u2010\u2013\u00ad\u200b/" or last.isspace() or _is_cjk(last)


def _is_cjk(c: str) -> bool:
    return "\u2e80" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" or "\uff00" <= c <= "\uffef" or c >= "\U00020000"


def graphemes(text: str) -> Iterator[str]:
    """User-perceived characters, as far as drawing needs them: marks, joiners, modifiers and flags stay together."""
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text):
            c, before = text[i], text[i - 1]
            flag = ord(c) in _REGIONAL and ord(before) in _REGIONAL and (i - start) % 2 == 1
            if (
                category(c)[0] == "M" or c in "\u200c\u200d" or before == "\u200d" or flag or ord(c) in _MODIFIERS
            ) and i - start < 40:
                continue
        yield text[start:i]
        start = i


def units(paragraph: str, *, strong: bool = False) -> list[Unit]:
    """A paragraph without line ends, shaped, in reading order."""
    level_of = bidi.levels(paragraph)
    found: list[Unit] = []
    run: list[str] = []
    here: tuple[Typeface | None, int, str] | None = None
    at = 0
    for grapheme in graphemes(paragraph):
        face, script = drawing(grapheme, strong), _script(grapheme)
        if here is not None and script == "" and (here[0] is not None and here[0].draws(grapheme)):
            face, script = here[0], here[2]
        elif here is not None and here[2] == "":
            here = (here[0], here[1], script) if here[0] is face else here
        key = (face, level_of[at], script)
        if here is not None and key != here:
            found += _shape("".join(run), *here[:2])
            run = []
        here = key
        run.append(grapheme)
        at += len(grapheme)
    return found + (_shape("".join(run), *here[:2]) if here else [])


def _script(grapheme: str) -> str:
    """The script of a letter as Unicode names it (LATIN, ARABIC); empty for what every script shares."""
    c = grapheme[0]
    return name(c, "").partition(" ")[0] if category(c)[0] == "L" else ""


def _shape(run: str, face: Typeface | None, level: int) -> list[Unit]:
    if face is None:
        return [_boxed(grapheme, level) for grapheme in graphemes(run)]
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    hb.shape(face.font, buffer)
    scale = 1000 / face.upem
    clusters: dict[int, list[tuple[str, int, float, float]]] = {}
    widths: dict[int, float] = {}
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen = widths.get(info.cluster, 0.0)
        drawn = clusters.setdefault(info.cluster, [])
        dx, dy = _near(pen + position.x_offset * scale, pen), _near(position.y_offset * scale, 0)
        if info.codepoint or run[info.cluster] not in INVISIBLE:
            drawn.append((face.name, info.codepoint, dx, dy))
        widths[info.cluster] = pen + position.x_advance * scale
    starts = sorted(clusters)
    ends = [*starts[1:], len(run)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        unit = Unit(
            run[start : min(end, start + UNIT_MOST)], level, round(max(widths[start], 0.0), 1), tuple(clusters[start])
        )
        # What is longer than readers accept of one character goes on in characters without a drawing.
        rest = [
            Unit(run[i : min(end, i + UNIT_MOST)], level, 0.0, ()) for i in range(start + UNIT_MOST, end, UNIT_MOST)
        ]
        found += [unit, *rest]
    return found


def _near(value: float, pen: float) -> float:
    """Where a mark is drawn, at most half an em beside its letter: piled-up marks must not cover other lines."""
    return round(min(max(value, pen - 500), pen + 500), 1)


def _boxed(grapheme: str, level: int) -> Unit:
    """What no typeface draws: a frame around its code, while the text stays the character itself."""
    face = typeface("NotoSans")
    glyphs, x = [], 60.0
    for digit in f"{ord(grapheme[0]):04X}":
        glyph = face.font.get_nominal_glyph(ord(digit))
        glyphs.append((face.name, glyph, round(x, 1), 0.0))
        x += face.font.get_glyph_h_advance(glyph) * 1000 / face.upem
    glyphs.append((FRAME, round(x), 0.0, 0.0))
    return Unit(grapheme, level, round(x + 60, 1), tuple(glyphs))


def lines(text: str, width: float, *, strong: bool = False) -> Iterator[list[Unit]]:
    """`visible(text)` broken into lines of at most `width` thousandths of an em, each in reading order."""
    for paragraph in visible(text).split("\n"):
        yield from _broken(units(paragraph, strong=strong), width)


def _broken(line: list[Unit], width: float) -> Iterator[list[Unit]]:
    start, used, opportunity = 0, 0.0, 0
    for i, unit in enumerate(line):
        if used + unit.width > width and i > start and not unit.text.isspace():
            end = opportunity if opportunity > start else i
            yield line[start:end]
            start, used = end, sum(u.width for u in line[end:i])
        used += unit.width
        if unit.breaks_after:
            opportunity = i + 1
    yield line[start:]


def from_left(line: list[Unit]) -> list[Unit]:
    """A line's units from left to right; white space at its end takes the paragraph's direction (rule L1)."""
    if not line:
        return []
    base = min(u.level for u in line) if any(u.level % 2 == 0 for u in line) else 1
    first = next((bidirectional(c) for u in line for c in u.text if bidirectional(c) in ("L", "R", "AL")), "L")
    base = 0 if first == "L" else max(base, 1)
    tail = len(line)
    while tail and line[tail - 1].text.isspace():
        tail -= 1
    return bidi.reordered([(u.level, u) for u in line[:tail]] + [(base, u) for u in line[tail:]])
