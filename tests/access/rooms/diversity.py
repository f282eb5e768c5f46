"""Questions about diversity: as rules of hiring. Answers have no route but their applicant's own page."""

from typing import TYPE_CHECKING

from tests.access.rooms.house_rules import READERS, WRITERS
from tests.access.shape import Scope, create, listed, write

if TYPE_CHECKING:
    from tests.access.house import House

SEES = {"diversity-questions": Scope(READERS)}
TABLES = {"diversity-questions": "diversity_question"}
OPEN = {("POST", "/apply/diversity"): (401, "by personal link only")}
OPTIONS = [{"key": "yes", "nl": "ja", "en": "yes"}, {"key": "no", "nl": "nee", "en": "no"}]
QUESTION = {"key": "first", "name_nl": "X", "name_en": "X", "text_nl": "X?", "text_en": "X?", "options": OPTIONS, "source": "X", "valid_from": "2027-01-01"}  # fmt: skip
ROWS = [
    *listed("diversity-questions", SEES["diversity-questions"], timeline=True),
    create("/diversity-questions", WRITERS, 201, body=QUESTION),
    write("PATCH", "/diversity-questions/{id}", "diversity-questions", WRITERS, 200, body={"name_en": "Y"}),
    write("POST", "/diversity-questions/{id}/moves/withdraw", "diversity-questions", WRITERS, 422, body={"reason": None}),
]  # fmt: skip


def furnish(house: "House") -> None:
    """One of those that were proposed with the installation."""
    house.shared["diversity-questions", "own"] = str(
        house.sql("select id from diversity_question where key = 'gender'")
    )
