"""Feeding a file to the parser part by part, and refusing what is no statement before anything of it is kept."""

import re
from collections.abc import Iterator
from typing import IO, Any, Protocol

from lxml import etree

from polder.funding.bank.camt.records import Entry, Refused

PART = 64 * 1024
_WIDE = re.compile(rb"""<\?xml[^>]{0,99}encoding\s*=\s*["'](utf-?16|utf-?32|ucs)""", re.IGNORECASE)


class Target(Protocol):
    """What the parser calls; `ready` holds the entries that it has made since it was last emptied."""

    ready: list[tuple[int, Entry]]

    def start(self, tag: str, attributes: Any) -> None: ...
    def end(self, tag: str) -> None: ...
    def close(self) -> None: ...


def feed(file: IO[bytes], target: Target) -> Iterator[tuple[int, Entry]]:
    file.seek(0)
    part = file.read(PART)
    _look(part)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        while part:
            parser.feed(part)
            if target.ready:
                yield from target.ready
                target.ready.clear()
            part = file.read(PART)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error) from None
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refused(
            f"Het bestand houdt op regel {error.lineno or 1} midden in het afschrift op: het is afgekapt. Download het opnieuw.",
            f"The file ends on line {error.lineno or 1} in the middle of the statement: it was cut off. Download it again.",
        ) from None
    yield from target.ready


_OTHERS = (
    (b"PK\x03\x04", "een zip-bestand", "a zip file", True),
    (b"\x1f\x8b", "een gzip-bestand", "a gzip file", True),
    (b"7z\xbc\xaf", "een 7-zip-bestand", "a 7-zip file", True),
    (b"%PDF", "een PDF", "a PDF", False),
    (b"\xd0\xcf\x11\xe0", "een Office-bestand", "an Office file", False),
)


def _look(head: bytes) -> None:
    """Refuse what is plainly no XML, and document types before any of them is read."""
    if not head.strip(b"\x00 \t\r\n"):
        raise Refused("Dit bestand is leeg.", "This file is empty.")
    for magic, nl, en, packed in _OTHERS:
        if head.startswith(magic):
            raise Refused(
                f"Dit is {nl}. {'Pak het uit en geef' if packed else 'Vraag de bank om'} de camt.053-bestanden (XML).",
                f"This is {en}. {'Unpack it and give' if packed else 'Ask the bank for'} the camt.053 files (XML).",
            )
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not plain.startswith(b"<"):
        raise Refused(
            "Dit is geen XML. Vraag de bank om camt.053; MT940 en CSV leest Polder niet.",
            "This is not XML. Ask the bank for camt.053; Polder does not read MT940 or CSV.",
        )
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise no_doctype()
    if _WIDE.match(plain) and b"\x00" not in head[:8]:
        raise _encoding(1)


def no_doctype() -> Refused:
    return Refused(
        "Dit bestand heeft een documenttype of entiteiten (DOCTYPE). Een bankafschrift heeft die niet: het is geweigerd.",
        "This file has a document type or entities (DOCTYPE). A bank statement has none: it was refused.",
    )


def _unreadable(error: etree.XMLSyntaxError) -> Refused:
    line, said = error.lineno or 1, str(error.msg or "").lower()
    if "encod" in said or "utf-8" in said or "conversion" in said:
        return _encoding(line)
    return Refused(
        f"Dit is geen goede XML (regel {line}). Gebruik het bestand zoals de bank het gaf.",
        f"This is not well-formed XML (line {line}). Use the file as the bank gave it.",
    )


def _encoding(line: int) -> Refused:
    return Refused(
        f"De tekens op regel {line} zijn anders gecodeerd dan het bestand zegt. Gebruik het bestand zoals de bank het gaf.",
        f"The characters on line {line} are encoded otherwise than the file says. Use the file as the bank gave it.",
    )
