"""Pure rules of partners: reading an organisation from a ROR record, and names."""

from collections.abc import Iterable
from typing import Any

from stdnum.iso7064 import mod_11_2

from polder.kernel.texts import in_order, sort_key
from polder.kernel.words import Words

KINDS = {
    "education": "university",
    "company": "industry",
    "government": "ministry",
    "funder": "foundation",
    "nonprofit": "foundation",
    "facility": "institute",
    "healthcare": "other",
    "archive": "other",
}


class NotRor(ValueError):
    """The record is not a ROR record of schema 2; `words` say what is missing."""

    def __init__(self, words: Words):
        super().__init__(words.en)
        self.words = words


def organisation_from_ror(record: Any) -> dict[str, Any]:
    """The columns of an organisation from one ROR record (schema 2, ror.org). Raises NotRor."""
    if not isinstance(record, dict) or not isinstance(record.get("names"), list):
        raise NotRor(Words(nl="de namen (`names`) ontbreken", en="the names (`names`) are missing"))
    identifier = str(record.get("id", "")).removeprefix("https://ror.org/").removeprefix("http://ror.org/")
    names = [
        {**name, "value": in_order(str(name.get("value") or ""))} for name in record["names"] if isinstance(name, dict)
    ]
    names = [name for name in names if name["value"]]
    display = next((name["value"] for name in names if "ror_display" in name.get("types", [])), None)
    if not identifier or display is None:
        raise NotRor(
            Words(
                nl="`id` of de naam met type `ror_display` ontbreekt",
                en="`id` or the name of type `ror_display` is missing",
            )
        )
    of_type = {
        kind: [name["value"] for name in names if kind in name.get("types", [])] for kind in ("alias", "acronym")
    }
    labels = [{"lang": n.get("lang"), "value": n["value"]} for n in names if "label" in n.get("types", [])]
    place: dict[str, Any] = next((p.get("geonames_details", {}) for p in record.get("locations") or []), {})
    types = [t for t in record.get("types") or [] if isinstance(t, str)]
    links = {link.get("type"): link.get("value") for link in record.get("links") or []}
    return {
        "ror_id": identifier,
        "name": display,
        "sort_name": sort_key(display),
        "kind": next((KINDS[t] for t in types if t in KINDS), "other"),
        "ror_types": types,
        "status": record.get("status") or "active",
        "aliases": of_type["alias"],
        "acronyms": of_type["acronym"],
        "labels": labels,
        "country_code": place.get("country_code"),
        "city": place.get("name"),
        "website": links.get("website"),
        "established": record.get("established"),
        "external_ids": {e["type"]: e.get("preferred") or next(iter(e.get("all") or []), None)
                         for e in record.get("external_ids") or []},
        "relationships": [{"type": r.get("type"), "id": r.get("id"), "label": r.get("label")}
                          for r in record.get("relationships") or []],
        "names_text": searched_names([*(name["value"] for name in names), identifier]),
    }  # fmt: skip


def searched_names(names: Iterable[str | None]) -> str:
    """Every name by which an organisation is found, each once."""
    return " ".join(dict.fromkeys(name for name in names if name))


def orcid(text: str) -> str | None:
    """An ORCID iD in its usual form (0000-0002-1825-0097), or None when its check digit (ISO 7064 MOD 11-2) is wrong."""
    digits = text.strip().removeprefix("https://orcid.org/").replace("-", "").replace(" ", "").upper()
    if len(digits) != 16 or not digits[:15].isdigit() or not mod_11_2.is_valid(digits):
        return None
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))
