"""Who may see organisations, people, affiliations and conflicts."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Policy, may, may_or_within, reads_and_writes, unconflicted, within
from polder.kernel.words import Words

PERMISSIONS = {
    "organisation.read": Words(nl="organisaties zien", en="see organisations"),
    "organisation.write": Words(nl="organisaties beheren en inlezen", en="manage and import organisations"),
    "organisation.registration": Words(
        nl="registratienummers en lidmaatschap van organisaties zien",
        en="see registration numbers and membership of organisations",
    ),
    "organisation.private": Words(nl="bedrijven en stichtingen zien", en="see companies and foundations"),
    "person.read": Words(nl="personen zien", en="see people"),
    "person.write": Words(nl="personen beheren", en="manage people"),
    "appointment.read": Words(nl="aanstellingen zien", en="see appointments"),
    "appointment.write": Words(nl="aanstellingen beheren", en="manage appointments"),
    "conflict.declare": Words(nl="een belangenconflict melden", en="declare a conflict of interest"),
    "conflict.read": Words(nl="gemelde belangenconflicten zien", en="see declared conflicts"),
}

STAFF = ["organisation.registration", "organisation.private"]
HOLDS = {
    "everyone": ["organisation.read"],
    "director": [*STAFF, "person.read", "conflict.read", "appointment.read"],
    "hr_officer": [
        *STAFF, "person.read", "person.write", "organisation.write", "conflict.read", "conflict.declare",
        "appointment.read", "appointment.write",
    ],
    "hiring_lead": ["conflict.declare", "organisation.private"],
    "committee_chair": ["conflict.declare", "organisation.private"],
    "committee_member": ["conflict.declare", "organisation.private"],
    "committee_observer": ["conflict.declare", "organisation.private"],
    "system_administrator": [*STAFF, "organisation.write", "person.read", "person.write"],
    "auditor": [*STAFF, "person.read", "conflict.read", "appointment.read"],
    "privacy_officer": [*STAFF, "person.read"],
    "partner_administrator": ["organisation.registration", "organisation.write"],  # of their own, as the next two
    "funder_representative": ["organisation.registration"],
    "board_member": ["organisation.registration"],
    "researcher": ["person.read", "organisation.private"],
    "grants_officer": [*STAFF, "person.read", "organisation.write"],
    "public": ["organisation.read", "organisation.private"],  # whoever employs in a vacancy is named there
    "controller": STAFF,
    "bank_operator": STAFF,
    "sign_in": ["person.write", "person.read"],
    "system": list(PERMISSIONS),
}  # fmt: skip

OWN_PERSON = "id = (select polder.person())"
# Universities and ministries are known to all; which companies there are is not for one funder to read of another. Whoever
# holds the permission for some record (a committee's vacancy) sees them all: an employer may be one.
PRIVATE_SEEN = f"""(kind in ('ministry', 'university', 'institute', 'ellis_unit') or {may("organisation.private")}
  or cardinality((select polder.scope('organisation.private'))::uuid[]) > 0 or {within("organisation.registration", "id")})"""
# One's own, of those whom one supervises or supervised, and for whoever keeps them.
READ_APPOINTMENT = f"""({may("appointment.read")} and {unconflicted("id")}) or person_id = (select polder.person())
  or id = any((select polder.supervised())::uuid[])"""
VISIBLE_APPOINTMENT = "exists (select from public.appointment a where a.id = appointment_id)"
WRITE_APPOINTMENT = f"{may('appointment.write')} and {unconflicted('id')}"
WRITE_PART = f"{may('appointment.write')} and {VISIBLE_APPOINTMENT}"
CONFLICTS_OF = """
create or replace function polder.conflicts_of(who uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(record_id), '{}'::uuid[]) from public.conflict where person_id = who
$$;
"""

# A check that came after its table was released (a revision compares columns, not checks), and people's sort names of
# before accents were left out of them.
SINCE_RELEASE = """
do $$ begin
  if not exists (select from pg_constraint where conname = 'ck_organisation_membership') then
    alter table public.organisation add constraint ck_organisation_membership
      check (member_until is null or member_until >= member_from) not valid;
  end if;
end $$;
alter table public.person no force row level security;  -- forced again with its policies
update public.person set sort_name = polder.fold(sort_name)
where sort_name <> polder.fold(sort_name) and polder.shows_something(polder.fold(sort_name));
alter table public.organisation no force row level security;  -- likewise
update public.organisation set sort_name = polder.fold(sort_name)
where sort_name <> polder.fold(sort_name) and polder.shows_something(polder.fold(sort_name));
"""

# Parts of one's time may add up to anything, at one organisation too; the same place twice at once is a slip.
AFFILIATED_ONCE = """
create or replace function polder.affiliated_once() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' and (new.person_id, new.organisation_id, lower(coalesce(new.role_title, '')))
       = (old.person_id, old.organisation_id, lower(coalesce(old.role_title, '')))
     and new.valid_from >= old.valid_from
     and coalesce(new.valid_until, 'infinity') <= coalesce(old.valid_until, 'infinity') then
    return null;  -- nothing more is claimed than before: what was entered twice can be ended
  end if;
  perform pg_advisory_xact_lock(hashtextextended('polder.affiliations:' || new.person_id, 0));
  if exists (select from public.affiliation f where f.person_id = new.person_id and f.organisation_id = new.organisation_id
             and f.id <> new.id and lower(coalesce(f.role_title, '')) = lower(coalesce(new.role_title, ''))
             and f.valid_from <= coalesce(new.valid_until, 'infinity') and new.valid_from <= coalesce(f.valid_until, 'infinity')) then
    raise exception 'affiliated_already' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger d_affiliated_once after insert or update on public.affiliation
  for each row execute function polder.affiliated_once();
"""

ACCESS = Access(
    before_tables="create sequence if not exists public.appointment_reference;"
    " grant usage on sequence public.appointment_reference to polder_app, polder_guard;",
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("organisation", "select", "organisation_read", f"{may('organisation.read')} and {PRIVATE_SEEN}"),
        Policy("organisation", "select", "organisation_guard", "id is not null", to=GUARD),
        Policy("organisation", "insert", "organisation_add", may("organisation.write")),
        Policy("organisation", "update", "organisation_change", may_or_within("organisation.write", "id")),
        Policy("person", "select", "person_read", f"{may('person.read')} or {OWN_PERSON}"),
        Policy("person", "insert", "person_add", may("person.write")),
        Policy("person", "update", "person_change", f"{may('person.write')} or {OWN_PERSON}"),
        *reads_and_writes(
            "affiliation",
            f"{may('person.read')} or person_id = (select polder.person())",
            may("person.write"),
            delete=True,
        ),
        Policy("affiliation", "select", "affiliation_guard", "id is not null", to=GUARD),
        Policy("conflict", "select", "conflict_guard", "person_id is not null", to=GUARD),
        Policy("conflict", "insert", "conflict_guard_follow", "follows_id is not null", to=GUARD),
        Policy("conflict", "delete", "conflict_guard_unfollow", "follows_id is not null", to=GUARD),
        # Nobody reads a conflict about themselves back: the record it names must not exist for them.
        Policy(
            "conflict",
            "select",
            "conflict_read",
            f"{may('conflict.read')} and person_id is distinct from (select polder.person())",
        ),
        Policy(
            "conflict",
            "insert",
            "conflict_declare",
            f"{may('conflict.read')} or (person_id = (select polder.person()) and (select polder.person()) is not null)",
        ),
        Policy("appointment", "select", "appointment_read", READ_APPOINTMENT),
        Policy("appointment", "insert", "appointment_add", WRITE_APPOINTMENT),
        Policy("appointment", "update", "appointment_change", WRITE_APPOINTMENT),
        *[
            policy
            for table in ("appointment_employer", "supervision", "appointment_period")
            for policy in reads_and_writes(table, VISIBLE_APPOINTMENT, WRITE_PART, delete=True)
        ],
        *[
            Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
            for table in ("appointment", "appointment_employer", "supervision", "appointment_period", "person")
        ],
        Policy("appointment", "update", "appointment_guard_extends", "id is not null", to=GUARD),
        Policy("move_entry", "select", "move_entry_appointment",
               "record_kind = 'appointment' and exists (select from public.appointment x where x.id = record_id)"),
    ],
    personal={
        "person": ["name", "sort_name", "orcid", "email"],
        "affiliation": ["role_title"],
        "conflict": ["note"],
        "appointment": ["overlap_reason"],
        "appointment_period": ["note"],
    },
    sql=CONFLICTS_OF + AFFILIATED_ONCE + SINCE_RELEASE + files(__package__).joinpath("sql/appointments.sql").read_text(),
)  # fmt: skip
