"""The official schemas of ISO 20022, where a folder with them is given. What they find is a warning: banks deviate."""

from functools import lru_cache
from pathlib import Path
from typing import IO

from lxml import etree

from polder.kernel.words import Words

LARGEST = 32 * 1024 * 1024  # bytes; a tree of the whole file is made
SHOWN = 3


@lru_cache(maxsize=16)
def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)))


def warnings(file: IO[bytes], size: int, message: str, folder: Path | None) -> list[Words]:
    """What the schema of `message` (such as camt.053.001.08) finds. The file has been read before: it is harmless."""
    if folder is None:
        return []
    path = folder / f"{message}.xsd"
    if not path.is_file():
        return [Words(nl=f"Er is geen schema van {message} om mee te vergelijken.", en=f"There is no schema of {message} to compare with.")]  # fmt: skip
    if size > LARGEST:
        return [Words(nl="Het bestand is te groot om met het schema te vergelijken.", en="The file is too large to compare with the schema.")]  # fmt: skip
    file.seek(0)
    schema = _schema(path)
    found = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if schema.validate(found):
        return []
    errors = list(schema.error_log)
    first = "; ".join(f"{error.line}: {_short(error.message)}" for error in errors[:SHOWN])
    return [
        Words(
            nl=f"Het bestand wijkt op {len(errors)} plaatsen af van het schema van {message} (regel {first}).",
            en=f"The file deviates in {len(errors)} places from the schema of {message} (line {first}).",
        )
    ]


def _short(message: str) -> str:
    """Without the namespaces, which are on every element."""
    text = " ".join(message.replace("urn:iso:std:iso:20022:tech:xsd:", "").split())
    return text if len(text) <= 160 else text[:159] + "…"
