"""The page about access says what the tests ask."""

from tests.access.document import GROUPS, PAGE, text
from tests.access.matrix import SEES


def test_the_page_is_written_from_the_matrix() -> None:
    assert PAGE.read_text() == text(), "run: python -m tests.access.document"


def test_the_page_leaves_no_kind_of_record_out() -> None:
    assert {record for group in GROUPS.values() for record in group} == set(SEES)
