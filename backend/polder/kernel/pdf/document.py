"""A tagged PDF from headings, facts and paragraphs. Lengths are points (1/72 inch)."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from polder.kernel.pdf import bidi
from polder.kernel.pdf.fonts import outline
from polder.kernel.pdf.text import Unit, from_left, lines, visible

WIDTH, HEIGHT, MARGIN, FOOT = 595.28, 841.89, 62.0, 64.0
INK, SOFT = "0.106 0.141 0.133 rg", "0.333 0.384 0.369 rg"
N = NameObject


class Characters:
    """The document's own characters: every distinct unit is one, with its outline and its exact text (Type 3 fonts).

    Units that run from right to left have fonts of their own, so that a reader meets each run in one piece.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, float, tuple[Any, ...], bool], tuple[int, int]] = {}
        self.fonts: list[list[Unit]] = []
        self.open: dict[bool, int] = {}

    def code(self, unit: Unit) -> tuple[int, int]:
        """(font number, character code)."""
        key = (unit.text, unit.width, unit.glyphs, unit.level % 2 == 1)
        if key not in self.codes:
            font = self.open.get(key[3])
            if font is None or len(self.fonts[font]) == 255:
                font = self.open[key[3]] = len(self.fonts)
                self.fonts.append([])
            self.fonts[font].append(unit)
            self.codes[key] = (font, len(self.fonts[font]))
        return self.codes[key]

    def resources(self, writer: PdfWriter) -> DictionaryObject:
        return DictionaryObject(
            {N(f"/F{n}"): writer._add_object(self._font(writer, units)) for n, units in enumerate(self.fonts)}
        )

    def _font(self, writer: PdfWriter, units: Sequence[Unit]) -> DictionaryObject:
        procedures, names = DictionaryObject(), ArrayObject([NumberObject(1)])
        for code, unit in enumerate(units, start=1):
            drawn = "\n".join(outline(*glyph) for glyph in unit.glyphs)
            procedures[N(f"/c{code}")] = writer._add_object(_stream(f"{unit.width:g} 0 d0\n{drawn}"))
            names.append(N(f"/c{code}"))
        return DictionaryObject(
            {
                N("/Type"): N("/Font"),
                N("/Subtype"): N("/Type3"),
                N("/FontBBox"): _numbers(-500, -500, 2000, 1500),
                N("/FontMatrix"): _numbers(0.001, 0, 0, 0.001, 0, 0),
                N("/CharProcs"): procedures,
                N("/Encoding"): DictionaryObject({N("/Type"): N("/Encoding"), N("/Differences"): names}),
                N("/FirstChar"): NumberObject(1),
                N("/LastChar"): NumberObject(len(units)),
                N("/Widths"): _numbers(*[u.width for u in units]),
                N("/Resources"): DictionaryObject(),
                N("/ToUnicode"): writer._add_object(_stream(_to_unicode(units))),
            }
        )


def _to_unicode(units: Sequence[Unit]) -> str:
    rows = [f"<{c:02X}> <{u.text.encode('utf-16-be').hex().upper()}>" for c, u in enumerate(units, start=1)]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Polder def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        + "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        + "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _stream(text: str) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(text.encode("ascii"))
    return made.flate_encode()  # type: ignore[return-value]  # declared as its base class


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(round(v, 3)) for v in values])


class Document:
    """Write from top to bottom; pages break by themselves. `bytes(document)` is the file."""

    def __init__(self, title: str, language: str, author: str, footer: str) -> None:
        self.title, self.language, self.author, self.footer = title, language, author, footer
        self.characters = Characters()
        self.pages: list[list[str]] = [[]]
        self.marks: list[list[int]] = [[]]  # page → structure element of each marked content
        self.elements: list[tuple[str, list[tuple[int, int]]]] = []
        self.y = HEIGHT - MARGIN

    def heading(self, text: str, *, level: int = 1) -> None:
        size = {1: 20.0, 2: 12.5}[level]
        self.space(8 if level == 1 else 16)
        self._block(f"H{level}", text, size, strong=True, after=4)

    def paragraph(self, text: str, *, size: float = 10.0, soft: bool = False, strong: bool = False) -> None:
        self._block("P", text, size, soft=soft, strong=strong, after=4)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Label and value, side by side."""
        for label, value in pairs:
            self._room(16)
            top = self.y
            self._block("P", label, 9.0, soft=True, width=120)
            page, after = len(self.pages), self.y
            self.y = top if page == len(self.pages) else self.y
            self._block("P", value, 10.0, left=MARGIN + 132, after=3)
            if page == len(self.pages):
                self.y = min(self.y, after)

    def amount(self, label: str, amount: str, *, strong: bool = False) -> None:
        """What it is for, and how much, set to the right margin; both read as one line of a list."""
        self._room(16)
        top = self.y
        self._block("P", label, 10.0, strong=strong, width=WIDTH - 2 * MARGIN - 120)
        page, after = len(self.pages), self.y
        self.y = top if after < top else self.y
        self._block("P", amount, 10.0, strong=strong, left=WIDTH - MARGIN - 110, right=True, after=3)
        if page == len(self.pages):
            self.y = min(self.y, after - 3)

    def rule(self) -> None:
        self.space(6)
        self.pages[-1].append(
            f"/Artifact BMC 0.85 0.87 0.86 RG 0.6 w {MARGIN} {self.y:.2f} m {WIDTH - MARGIN} {self.y:.2f} l S EMC"
        )
        self.space(6)

    def space(self, points: float) -> None:
        self.y -= points

    def _room(self, points: float) -> None:
        if self.y - points < FOOT:
            self.pages.append([])
            self.marks.append([])
            self.y = HEIGHT - MARGIN

    def _block(
        self, role: str, text: str, size: float, *, strong: bool = False, soft: bool = False, left: float = MARGIN,
        width: float | None = None, after: float = 0, right: bool = False,
    ) -> None:  # fmt: skip
        element = len(self.elements)
        self.elements.append((role, []))
        across = width or WIDTH - MARGIN - left
        right_to_left = bool(bidi.base_level(visible(text)))
        for line in lines(text, across / size * 1000, strong=strong):
            self._room(size * 1.45)
            self.y -= size * 1.45
            if not line:
                continue
            shown = from_left(line)
            used = sum(unit.width for unit in shown) * size / 1000
            x = left + across - used if right_to_left or right else left
            mark = len(self.marks[-1])
            self.marks[-1].append(element)
            self.elements[element][1].append((len(self.pages) - 1, mark))
            self.pages[-1] += [
                f"/{role} <</MCID {mark}>> BDC",
                SOFT if soft else INK,
                self._show(shown, x, self.y, size),
                "EMC",
            ]
        self.y -= after

    def _show(self, shown: Sequence[Unit], x: float, y: float, size: float) -> str:
        parts, font, codes = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"], -1, ""
        for unit in shown:
            number, code = self.characters.code(unit)
            if number != font:
                parts += [f"<{codes}> Tj"] if codes else []
                parts.append(f"/F{number} {size:g} Tf")
                font, codes = number, ""
            codes += f"{code:02X}"
        return " ".join([*parts, f"<{codes}> Tj ET"])

    def __bytes__(self) -> bytes:
        for number, content in enumerate(self.pages, start=1):
            text = f"{self.footer} · {number}/{len(self.pages)}"
            line = next(lines(text, (WIDTH - 2 * MARGIN) / 8 * 1000))
            content += ["/Artifact BMC", SOFT, self._show(from_left(line), MARGIN, 36, 8), "EMC"]
        writer = PdfWriter()
        writer.pdf_header = "%PDF-1.7"
        fonts = self.characters.resources(writer)
        made = []
        for number, content in enumerate(self.pages):
            page = writer.add_blank_page(WIDTH, HEIGHT)
            page[N("/Resources")] = DictionaryObject({N("/Font"): fonts})
            page[N("/Contents")] = writer._add_object(_stream("\n".join(content)))
            page[N("/StructParents")] = NumberObject(number)
            page[N("/Tabs")] = N("/S")
            made.append(page)
        self._tag(writer, made)
        writer.add_metadata({"/Title": visible(self.title), "/Author": self.author, "/Creator": "Polder"})
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    def _tag(self, writer: PdfWriter, pages: Sequence[Any]) -> None:
        """The structure tree: what is a heading and what a paragraph, for whoever listens to the document."""
        tree, document = DictionaryObject({N("/Type"): N("/StructTreeRoot")}), DictionaryObject()
        tree_reference, document_reference = writer._add_object(tree), writer._add_object(document)
        made = []
        for role, places in self.elements:
            kids = ArrayObject(
                DictionaryObject(
                    {N("/Type"): N("/MCR"), N("/Pg"): pages[page].indirect_reference, N("/MCID"): NumberObject(mark)}
                )
                for page, mark in places
            )
            element = {N("/Type"): N("/StructElem"), N("/S"): N(f"/{role}"), N("/P"): document_reference, N("/K"): kids}
            made.append(writer._add_object(DictionaryObject(element)))
        document.update(
            {N("/Type"): N("/StructElem"), N("/S"): N("/Document"), N("/P"): tree_reference, N("/K"): ArrayObject(made)}
        )
        numbers = ArrayObject()
        for page, elements in enumerate(self.marks):
            numbers += [NumberObject(page), ArrayObject(made[element] for element in elements)]
        tree.update({N("/K"): document_reference, N("/ParentTree"): DictionaryObject({N("/Nums"): numbers})})
        writer._root_object.update(
            {
                N("/StructTreeRoot"): tree_reference,
                N("/MarkInfo"): DictionaryObject({N("/Marked"): BooleanObject(True)}),
                N("/Lang"): TextStringObject(self.language),
                N("/ViewerPreferences"): DictionaryObject({N("/DisplayDocTitle"): BooleanObject(True)}),
            }
        )
