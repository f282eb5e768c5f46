"""The typefaces that come with the application, and which of them draws a grapheme.

Noto (SIL Open Font License 1.1, see fonts/OFL.txt), cut down to what is drawn: no hinting, and for Chinese, Japanese
and Korean the characters of GB 2312, JIS X 0208/0212, Big5 and KS X 1001 (docs/decisions/pdf-text.md tells how).
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import category

import uharfbuzz as hb

REGULAR = (
    "NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansEthiopic", "NotoSansThai",
    "NotoSansSC", "NotoSansKR", "NotoSansMath", "NotoSansSymbols", "NotoSansSymbols2", "NotoEmoji",
)  # fmt: skip
STRONG = ("NotoSans-SemiBold", *REGULAR)
FRAME = "frame"  # instead of a typeface's name: the frame around the code of a character that no typeface draws
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")


@dataclass(frozen=True, eq=False)
class Typeface:
    """One font file: HarfBuzz's view of it, and its units per em."""

    name: str
    font: "hb.Font"
    upem: int

    def draws(self, grapheme: str) -> bool:
        return all(c in INVISIBLE or self.font.get_nominal_glyph(ord(c)) for c in grapheme)


@cache
def typeface(name: str) -> Typeface:
    face = hb.Face(hb.Blob(files(__package__).joinpath(f"fonts/{name}.ttf").read_bytes()))
    return Typeface(name, hb.Font(face), face.upem)


@lru_cache(maxsize=16_384)
def drawing(grapheme: str, strong: bool) -> Typeface | None:
    """The first typeface that draws the whole grapheme, else one that draws its first character, else None."""
    names = STRONG if strong else REGULAR
    for part in (grapheme, grapheme[0]):
        if category(part[0]) in ("Co", "Cn"):
            return None
        for name in names:
            if typeface(name).draws(part):
                return typeface(name)
    return None


class _Path:
    """A fontTools-style pen that writes PDF path operators in thousandths of an em."""

    def __init__(self, scale: float, dx: float, dy: float) -> None:
        self.scale, self.dx, self.dy, self.parts, self.at = scale, dx, dy, list[str](), (0.0, 0.0)

    def _point(self, p: tuple[float, float]) -> str:
        return f"{p[0] * self.scale + self.dx:.1f} {p[1] * self.scale + self.dy:.1f}"

    def moveTo(self, p: tuple[float, float]) -> None:
        self.parts.append(f"{self._point(p)} m")
        self.at = p

    def lineTo(self, p: tuple[float, float]) -> None:
        self.parts.append(f"{self._point(p)} l")
        self.at = p

    def curveTo(self, a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> None:
        self.parts.append(f"{self._point(a)} {self._point(b)} {self._point(c)} c")
        self.at = c

    def qCurveTo(self, a: tuple[float, float], c: tuple[float, float]) -> None:
        one = (self.at[0] + 2 / 3 * (a[0] - self.at[0]), self.at[1] + 2 / 3 * (a[1] - self.at[1]))
        two = (c[0] + 2 / 3 * (a[0] - c[0]), c[1] + 2 / 3 * (a[1] - c[1]))
        self.curveTo(one, two, c)

    def closePath(self) -> None:
        self.parts.append("h")


@lru_cache(maxsize=16_384)
def outline(face: str, glyph: int, dx: float, dy: float) -> str:
    """PDF path operators that draw a glyph, shifted by (dx, dy) thousandths of an em; of FRAME, `glyph` is the width."""
    if face == FRAME:
        return f"30 w 30 -150 {glyph} 1000 re S"
    found = typeface(face)
    path = _Path(1000 / found.upem, dx, dy)
    found.font.draw_glyph_with_pen(glyph, path)
    return " ".join([*path.parts, "f"]) if path.parts else ""
