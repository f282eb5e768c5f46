"""Pure rules of hiring."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from polder.kernel.texts import in_order


def strings_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, for full-text search; addresses of pages and pictures say nothing about a person."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in ("$schema", "image", "meta"):
                yield from strings_in(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from strings_in(item)


def search_text(motivation: str, cv: Mapping[str, Any] | None) -> str:
    """The words by which an application is found, beside its name and address."""
    return " ".join([motivation, *strings_in(cv or {})])[:20_000]


def one_line(name: str) -> str:
    """A name as typed. Only what cannot stand in one line of text goes: NUL, what turns the order of reading, and line
    ends or tabs become spaces.
    """
    name = in_order(clean(name))
    return name.strip() if name.isprintable() else " ".join(name.split())


def clean(text: str) -> str:
    """Text as PostgreSQL can keep it: NUL cannot be stored, lone surrogates are no text."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def cleaned(value: Any) -> Any:
    """The JSON value with every text as PostgreSQL can keep it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, list) else value
