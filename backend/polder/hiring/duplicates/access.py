"""Who judges duplicates. A conflict on either application hides all that was said of the two."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, may, unconflicted
from polder.kernel.words import Words

PERMISSIONS = {"duplicate.judge": Words(nl="dubbele sollicitaties beoordelen", en="judge duplicate applications")}
HOLDS = {"hr_officer": ["duplicate.judge"], "system": ["duplicate.judge"]}
BOTH = (
    f"{unconflicted('first_id')} and {unconflicted('second_id')}"
    " and exists (select from public.application a where a.id = first_id)"
    " and exists (select from public.application a where a.id = second_id)"
)
JUDGE = f"{may('duplicate.judge')} and {BOTH}"

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("same_person", "select", "same_person_read", BOTH),
        Policy("same_person", "insert", "same_person_add", JUDGE),
        Policy("same_person", "update", "same_person_end", JUDGE),
        Policy("same_person", "select", "same_person_guard", "id is not null", to=GUARD),
        *[Policy("application_key", command, f"application_key_guard_{command}", "application_id is not null", to=GUARD)
          for command in ("select", "insert", "update", "delete")],
    ],
    erased={
        "application_key": Erased("application_id = any(people)"),
        "same_person": Erased("first_id = any(people) or second_id = any(people)"),
    },
    inner=["polder.conflicts_follow(uuid[])", "polder.renew_keys(public.application)"],
    personal={"same_person": ["ended_reason"]},
    sql=files(__package__).joinpath("sql/duplicates.sql").read_text(),
)  # fmt: skip
