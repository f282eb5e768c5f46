"""Records of a ROR dump are read one by one, wherever the pieces of the file end."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.partners import ror

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)  # fmt: skip


class Pieces(io.BytesIO):
    """Gives a few bytes at a time, as a slow file would."""

    size = 3

    def read(self, _: int | None = -1) -> bytes:
        return super().read(self.size)


@given(st.lists(VALUES), st.integers(1, 20), st.booleans())
def test_every_list_comes_back_item_by_item(items: list[Any], size: int, spaced: bool) -> None:
    content = Pieces(
        json.dumps(items, ensure_ascii=False, indent=2 if spaced else None).encode("utf-8", "surrogatepass")
    )
    content.size = size
    if "\ud800" <= max(json.dumps(items, ensure_ascii=False)) <= "\udfff":
        return
    assert list(ror.parsed(content)) == items


@pytest.mark.parametrize("text", ["", "[", "[1", "[1 2]", "[1,]", "[1]]", "[,1]", "{", '["a"', "[1] x"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        list(ror.parsed(Pieces(text.encode())))


def test_a_value_that_is_no_list_is_one_record(tmp_path: Path) -> None:
    assert list(ror.parsed(Pieces(b' {"id": "\xc3\xa9"} '))) == [{"id": "é"}]


def test_the_zip_of_a_release_gives_its_newest_schema(tmp_path: Path) -> None:
    release = tmp_path / "v2.9-ror-data.zip"
    with zipfile.ZipFile(release, "w") as archive:
        archive.writestr("v1.json", "[1]")
        archive.writestr("v2.json", "[2]")
        archive.writestr("v2.csv", "x")
    assert list(ror.records(release)) == [2]
    with zipfile.ZipFile(release, "w") as archive:
        archive.writestr("v2.csv", "x")
    with pytest.raises(LookupError):
        list(ror.records(release))
