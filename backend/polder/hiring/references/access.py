"""Who may name, ask and answer, and who reads a letter.

A letter is a judgement by somebody else. Whoever judges here reads it after their own review is in, as they do reviews;
whoever has no seat that judges and may read letters reads it at once. The applicant never does, nor does the referee again.
"""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, may_or_within, unconflicted, within
from polder.kernel.words import Words

PERMISSIONS = {
    "reference.read": Words(nl="zien hoe het met referenties staat", en="see how references stand"),
    "reference.letter": Words(nl="brieven van referenten lezen", en="read letters of referees"),
    "reference.write": Words(nl="referenties vragen, verlengen en intrekken", en="ask, extend and withdraw references"),
    "reference.remind": Words(nl="een referent herinneren", en="remind a referee"),
    "reference.answer": Words(nl="op een verzoek om een referentie antwoorden", en="answer a request for a reference"),
}
_READS = ["reference.read", "reference.letter"]
_ASKS = [*_READS, "reference.write", "reference.remind"]
HOLDS = {
    "hr_officer": _ASKS,
    "hiring_lead": _ASKS,
    "committee_chair": _READS,
    "committee_member": _READS,
    "applicant": ["reference.remind"],
    "referee": ["reference.answer"],
    "system": list(PERMISSIONS),
}

OWN = within("application.own", "application_id")
SEES_APPLICATION = "exists (select from public.application a where a.id = application_id)"
STAFF = f"{unconflicted('application_id')} and {may_or_within('reference.read', 'vacancy_id')} and {SEES_APPLICATION}"
ASKS = f"{unconflicted('application_id')} and {may_or_within('reference.write', 'vacancy_id')} and {SEES_APPLICATION}"
ANSWERS = within("reference.answer", "id")
# As for others' reviews: first one's own.
READS_LETTER = (
    f"{unconflicted('r.application_id')} and {may_or_within('reference.letter', 'r.vacancy_id')}"
    " and (r.vacancy_id <> all((select polder.my_seats())::uuid[])"
    " or r.application_id = any((select polder.reviewed_by_me())::uuid[]))"
)
LETTER = (
    f"record_kind = 'reference' and exists (select from public.reference r where r.id = record_id and {READS_LETTER})"
)
ADDS_LETTER = (
    f"record_kind = 'reference' and ({within('reference.answer', 'record_id')} or exists (select from public.reference r"
    f" where r.id = record_id and {unconflicted('r.application_id')} and {may_or_within('reference.write', 'r.vacancy_id')}))"
)

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("reference", "select", "reference_read", STAFF),
        Policy("reference", "select", "reference_read_own", OWN),
        Policy("reference", "select", "reference_read_asked", ANSWERS),
        Policy("reference", "select", "reference_guard", "id is not null", to=GUARD),
        Policy("reference", "insert", "reference_add", f"{OWN} or ({ASKS})"),
        Policy("reference", "update", "reference_change", f"{OWN} or {ANSWERS} or ({ASKS})"),
        Policy("reference", "delete", "reference_remove", OWN),
        # Why it was withdrawn or came by hand is no business of the applicant, nor of the referee.
        Policy("move_entry", "select", "move_entry_reference",
               "record_kind = 'reference' and exists (select from public.reference r where r.id = record_id"
               f" and {may_or_within('reference.read', 'r.vacancy_id')})"),
        Policy("document", "select", "document_reference", LETTER),
        # Added and never changed; what was added is not read back by who added it, unless they read letters.
        Policy("document", "insert", "document_reference_add", f"{ADDS_LETTER} and state = 'accepted'"),
    ],
    erased={"reference": Erased("application_id = any(people)")},
    personal={"reference": ["name", "email", "institution", "relation"]},
    inner=["polder.references_of(uuid[])"],
    sql=files(__package__).joinpath("sql/references.sql").read_text(),
)  # fmt: skip
