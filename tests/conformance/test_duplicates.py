"""Names of sixteen languages compare as one person's however they are written, and no two people compare as one."""

import unicodedata
from itertools import combinations

import psycopg

from tests.conformance import material

KEYS = "select (polder.name_keys(name)).sorted, (polder.name_keys(name)).run from unnest(%s::text[]) with ordinality as n(name, at) order by at"


def keys(url: str, names: list[str]) -> list[tuple[str | None, str | None]]:
    with psycopg.connect(url) as connection:
        return [(row[0], row[1]) for row in connection.execute(KEYS, (names,))]


def test_sample_people_stay_apart_and_each_is_known_in_every_spelling(superuser_url: str) -> None:
    names = [name for name in material.names() if len(name.split()) > 1]
    assert len(names) > 60
    plain = keys(superuser_url, names)
    spellings = {
        "in capitals": [name.upper() for name in names],
        "decomposed": [unicodedata.normalize("NFD", name) for name in names],
        "family name first": [" ".join(reversed(name.split())) for name in names],
        "with more space": ["\u200b " + name.replace(" ", "\u00a0  ") + " " for name in names],
        "with a title": [f"Dr. {name}" for name in names],
    }
    for how, written in spellings.items():
        wrong = [
            (name, one[0], other[0])
            for name, one, other in zip(names, plain, keys(superuser_url, written), strict=True)
            if one[0] != other[0]
        ]
        assert not wrong, f"{how}: {wrong[:5]}"
    by_key: dict[str, list[str]] = {}
    for name, (in_order, _) in zip(names, plain, strict=True):
        by_key.setdefault(str(in_order), []).append(name)
    taken_for_one = [pair for same in by_key.values() for pair in combinations(same, 2)]
    # the sample writes these people both ways itself
    assert [one.split()[0] for one, _ in taken_for_one] == ["Käthe", "Zäzilia", "Prof."], taken_for_one


def test_hostile_names_have_keys_or_none_and_never_an_error(superuser_url: str) -> None:
    hostile = [text.replace("\x00", "") for text in material.naughty()]
    hostile = [text.encode("utf-8", "replace").decode() for text in hostile]
    found = keys(superuser_url, [*hostile, "", " ", "\u200b", "x" * 5000, "山田 太郎", "太郎山田"])
    assert len(found) == len(hostile) + 6
    assert found[-2][0] == found[-1][0]
    assert all(sorted_key is None or 0 < len(sorted_key) <= 500 for sorted_key, _ in found)
    tricks = keys(
        superuser_url,
        ["Anna Bérg", "Αnnа Berg", "Müller, Jörg", "Joerg Mueller", "Anne Marie O'Hara", "Annemarie OHara"],
    )
    assert tricks[0][0] == tricks[1][0]  # Greek and Cyrillic letters among the Latin ones
    assert tricks[2][0] == tricks[3][0]
    assert tricks[4][1] == tricks[5][1]
