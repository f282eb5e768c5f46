"""The official rules of e-invoices (Schematron), run by Saxon, beside our own checks. Rules are compiled once per process.

Saxon's processor belongs to the thread that made it, so one thread of its own does all of its work.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from polder.funding.invoices import schematron, ubl
from polder.funding.invoices.equality import Finding, differences

SEVERE = ("fatal", "error")
_THREAD = ThreadPoolExecutor(1, "invoice-rules")


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one document. `rules` names what was run; our own checks always are."""

    rules: Sequence[str]
    findings: Sequence[Finding] = field(default=())

    @property
    def fatal(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.flag in SEVERE]


async def judge(document: bytes, folder: str | None, profiles: Sequence[str]) -> Verdict:
    """Our own checks, and the official rules of each profile where a folder with them is configured."""
    found = differences(etree.fromstring(document, ubl.parser()))
    names = ["polder"]
    for schema, profile in schemas(folder, profiles):
        names.append(f"{profile}/{schema.name}")
        found += await asyncio.get_running_loop().run_in_executor(
            _THREAD, _findings, schema, ubl.in_profile(document, profile)
        )
    return Verdict(tuple(names), tuple(dict.fromkeys(found)))


def findings(schema: Path, document: bytes) -> list[Finding]:
    """What one schema finds in a document, as it stands."""
    return _THREAD.submit(_findings, schema, document).result()


def schemas(folder: str | None, profiles: Sequence[str]) -> list[tuple[Path, str]]:
    """The schemas to run. A folder holds those of each profile; what they include lies in folders below."""
    if folder is None:
        return []
    return [
        (schema, profile)
        for profile in profiles
        for schema in sorted(Path(folder).expanduser().joinpath(profile).glob("*.sch"))
        if not schema.stem.endswith(EXTENDED)
    ]


EXTENDED = ("-gaccount",)  # NLCIUS with payments into a blocked account: another profile


@lru_cache(maxsize=1)
def _processor() -> Any:
    import saxonche  # the extra `rules`: 100 MB that only those who configure a folder need

    return saxonche.PySaxonProcessor(license=False)


@lru_cache(maxsize=16)
def _executable(schema: Path) -> Any:
    return _processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=schematron.compiled(schema))


def _findings(schema: Path, document: bytes) -> list[Finding]:
    """Only in the rules' own thread. What a rule cannot compute, it cannot accept."""
    import saxonche

    try:
        node = _processor().parse_xml(xml_text=document.decode())
        result = _executable(schema).transform_to_string(xdm_node=node)
    except saxonche.PySaxonApiError as error:
        return [Finding(schema.stem, "fatal", " ".join(str(error).split())[:1000])]
    found = []
    for one in etree.fromstring(result.encode(), ubl.parser()):
        text = " ".join((one.text or "").split())
        found.append(Finding(one.get("rule", ""), one.get("flag", "fatal"), text[:1000], one.get("place", "")[:500]))
    return found
