"""Pure rules of references: what a form says of referees, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polder.hiring import rules
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address, mailbox
from polder.kernel.texts import shows_something
from polder.kernel.words import Words

MOST = 5
LIMITS = {"name": 500, "email": 320, "institution": 300, "relation": 300}  # characters
TEXTS = tuple(LIMITS)
PREFIX = "referees-"


@dataclass(frozen=True)
class Referee:
    """Whom an applicant names, as typed."""

    name: str = ""
    email: str = ""
    institution: str = ""
    relation: str = ""
    language: str = "en"

    @property
    def blank(self) -> bool:
        return not any(getattr(self, text) for text in TEXTS)


def as_typed(typed: Mapping[str, str], place: int) -> Referee | None:
    """What a form says in one of its places; None where it has no such place. Nothing is refused: it is a draft."""
    found = {text: typed[f"{PREFIX}{place}-{text}"] for text in TEXTS if f"{PREFIX}{place}-{text}" in typed}
    if len(found) < len(TEXTS):
        return None
    kept = {text: rules.one_line(value)[: LIMITS[text]] for text, value in found.items()}
    kept = {text: value if shows_something(value) else "" for text, value in kept.items()}
    kept["email"] = (mail_address(kept["email"]) or kept["email"])[: LIMITS["email"]]
    language = typed.get(f"{PREFIX}{place}-language")
    return Referee(**kept, language=language if language in ("nl", "en") else "en")


NO_NAME = Words(nl="De naam ontbreekt.", en="The name is missing.")
ITSELF = Words(nl="Dit is uw eigen adres.", en="This is your own address.")
ANOTHER = Words(nl="Noem iemand anders.", en="Name somebody else.")
TWICE = Words(nl="Dit adres noemde u al.", en="You named this address already.")


def wrong_with(referees: Sequence[Referee], own: str | None) -> list[dict[str, tuple[Words, Words]]]:
    """For each referee: field → (what is wrong, how to mend it). Nothing is wrong with one who is not named at all."""
    found: list[dict[str, tuple[Words, Words]]] = []
    known = {mailbox(own)} if own else set()
    itself = set(known)
    for one in referees:
        wrong: dict[str, tuple[Words, Words]] = {}
        address = mail_address(one.email)
        box = mailbox(address) if address else None
        if not one.blank:
            if not one.name:
                wrong["name"] = (
                    NO_NAME,
                    Words(nl="Schrijf hoe uw referent heet.", en="Write what your referee is called."),
                )
            if address is None:
                wrong["email"] = NO_ADDRESS, LIKE_THIS
            elif box in known:
                wrong["email"] = (ITSELF if box in itself else TWICE), ANOTHER
        if box:
            known.add(box)
        found.append(wrong)
    return found
