"""Who sees and writes interests, works and windows. What somebody declared about themselves is not everybody's to read."""

from importlib.resources import files

from polder.kernel import versions
from polder.kernel.access import GUARD, Access, Policy, may, reads_and_writes
from polder.kernel.words import Words

WRITE, CONFIRM = "conflict_window.write", "conflict_window.confirm"
PERMISSIONS = {
    "interest.read": Words(nl="belangen van personen zien", en="see people's interests"),
    "interest.write": Words(nl="belangen van personen vastleggen", en="record people's interests"),
    "conflict_window.read": Words(
        nl="termijnen voor belangenconflicten zien", en="see windows of conflicts of interest"
    ),
    "conflict_window.write": Words(
        nl="termijnen voor belangenconflicten voorstellen", en="propose windows of conflicts of interest"
    ),
    "conflict_window.confirm": Words(
        nl="termijnen voor belangenconflicten bevestigen", en="confirm windows of conflicts of interest"
    ),
}
HOLDS = {
    "hr_officer": ["interest.read", "interest.write", WRITE, CONFIRM],
    "director": ["interest.read", WRITE, CONFIRM],
    "auditor": ["interest.read"],
    "privacy_officer": ["interest.read"],
    "everyone": ["conflict_window.read"],
    "system": list(PERMISSIONS),
}
SELF = "person_id = (select polder.person())"

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *reads_and_writes("interest", f"{may('interest.read')} or {SELF}", f"{may('interest.write')} or {SELF}"),
        *reads_and_writes(
            "person_work", f"{may('person.read')} or {SELF}", f"{may('person.write')} or {SELF}", delete=True
        ),
        *versions.policies("conflict_window", may("conflict_window.read"), WRITE, CONFIRM),
        *[
            Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
            for table in ("interest", "person_work")
        ],
    ],
    personal={"interest": ["note"], "person_work": ["title", "identifier"]},
    sql=files(__package__).joinpath("sql/conflicts.sql").read_text() + versions.trigger("conflict_window"),
)
