"""Outside material of ../shared/data: read where it lies, never copied. Its absence is said plainly."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"


def path(name: str) -> Path:
    """A file or folder of the outside material; skips, naming it, when it is not on this machine."""
    found = DATA / name
    if not found.exists():
        pytest.skip(f"outside material is absent: ../shared/data/{name}")
    return found


def loaded(name: str) -> Any:
    return json.loads(path(name).read_text(encoding="utf-8"))


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)


PARTS = (
    "title",
    "given",
    "given2",
    "surname-prefix",
    "surname-core",
    "surname",
    "surname2",
    "generation",
    "credentials",
)


def names() -> list[str]:
    """The sample people of CLDR in 16 languages, each as one display name, its parts in western order."""
    found = loaded("people/names/cldr-sample-names.json")
    people = [person for locale in found.values() for person in locale["sampleName"].values()]
    return list(dict.fromkeys(" ".join(person[part] for part in PARTS if part in person) for person in people))


def naughty() -> list[str]:
    return list(dict.fromkeys(loaded("hostile/blns.json")))
