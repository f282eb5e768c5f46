"""A ZIP of applications, made while it is sent: nothing of it stays in memory or on disk."""

import asyncio
import io
import tempfile
import zipfile
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import orjson

from polder.hiring import pdf
from polder.hiring.exchange.rules import file_name, safe_name
from polder.hiring.lifecycle import APPLICATION
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.documents.storage import Storage
from polder.kernel.documents.words import DOCUMENT_KINDS
from polder.kernel.http import View
from polder.kernel.spreadsheet import Csv, Xlsx
from polder.kernel.words import Words

LINES = """select l.application_id from application_export_line l join application a on a.id = l.application_id
where l.export_id = $1 order by a.sort_name, a.id"""
DOCUMENTS = """select kind, file_name, storage_key from document where record_kind = 'application' and record_id = $1
and state = 'accepted' order by created_at, id"""
HEADER = {
    "nl": ["map", "nummer", "naam", "e-mail", "ORCID", "fase", "ingediend", "documenten", "ontbreekt"],
    "en": ["folder", "reference", "name", "e-mail", "ORCID", "stage", "submitted", "documents", "missing"],
}
ROOT = Words(nl="Sollicitaties", en="Applications")


class Sink(io.RawIOBase):
    """What the archive writes, until it is sent. It cannot go back, as little as a line to a browser can."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        found, self.parts = b"".join(self.parts), []
        return found


async def stream(
    view: View, storage: Storage, export: UUID, reference: str, language: str, institute: str
) -> AsyncIterator[bytes]:
    """The archive, an application at a time, each read as the asker sees it at that moment: who has declared a conflict
    meanwhile gets the rest."""
    sink = Sink()
    archive = zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED)
    root = safe_name(f"{ROOT.in_(language)} {reference}")
    rows: list[list[Any]] = []
    for line in await view.rows(LINES, export):
        facts = await view.value(pdf.FACTS, line["application_id"])
        if facts is None:
            continue
        application = orjson.loads(facts)
        folder = f"{root}/{safe_name(application['reference'] + ' ' + application['name'])}"
        made = await asyncio.to_thread(pdf.application_pdf, application, language, institute)
        archive.writestr(f"{folder}/00 {safe_name(application['reference'])}.pdf", made)
        yield sink.taken()
        kept, missing = 0, []
        for number, document in enumerate(await view.rows(DOCUMENTS, line["application_id"]), start=1):
            content = await asyncio.to_thread(storage.fetch, document["storage_key"], SIZE_LIMIT)
            if content is None:
                missing.append(document["file_name"])
                continue
            kind = DOCUMENT_KINDS.get(document["kind"], DOCUMENT_KINDS["other"]).in_(language)
            archive.writestr(f"{folder}/{file_name(number, kind, document['file_name'])}", content)
            kept += 1
            yield sink.taken()
        stage = next(words for state, words in APPLICATION.states.items() if state == application["stage"])
        rows.append([
            folder.rpartition("/")[2], application["reference"], application["name"], application["email"], application["orcid"],
            stage.in_(language), application["submitted_at"][:19].replace("T", " "), kept, ", ".join(missing),
        ])  # fmt: skip
    for writer in (Xlsx, Csv):
        with tempfile.TemporaryFile() as file:
            sheet: Xlsx | Csv = writer(file, HEADER[language])
            sheet.add(rows)
            sheet.close()
            file.seek(0)
            archive.writestr(f"{root}/index.{writer.__name__.lower()}", file.read())
        yield sink.taken()
    archive.close()
    yield sink.taken()
