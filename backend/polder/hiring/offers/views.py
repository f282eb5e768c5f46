"""What people read about letters."""

from polder.hiring.offers import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.offers.lifecycle import LETTER_TEMPLATE as LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

template = metadata.tables["letter_template"]
IN_USE = sql("letter_template.id = polder.letter_in_force(letter_template.kind, letter_template.language)", "boolean")

TEMPLATES = Listing(
    "letter_templates",
    template,
    template.c.id,
    [
        column("id", template.c.id, "id", "id", "uuid", export=False),
        column("kind", template.c.kind, "soort", "kind", by="filter"),
        column("language", template.c.language, "taal", "language", by="filter sort"),
        column("subject", template.c.subject, "onderwerp", "subject"),
        column("note", template.c.note, "toelichting", "note"),
        column("in_use", IN_USE, "in gebruik", "in use", "boolean"),
        column("state", template.c.state, "stand", "state", by="sort filter"),
        column("confirmed_at", template.c.confirmed_at, "bevestigd", "confirmed", "instant", "sort"),
        column("created_at", template.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", template.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)
TEMPLATE = Detail(
    template,
    template.c.id,
    {
        **{c.name: c for c in template.c},
        "in_use": IN_USE,
        "author": sql("polder.name_of(letter_template.created_by)", "text?"),
        "confirmer": sql("polder.name_of(letter_template.confirmed_by)", "text?"),
    },
    LIFE,
)

WAITING = [
    """
  select 'letter_template.confirm', 'letter_templates', t.id, upper(t.language), t.subject, t.subject, t.updated_at,
    t.updated_at + interval '7 days', 'Bevestig de brief', 'Confirm the letter'
  from letter_template t where t.state = 'proposed' and (select polder.may('hiring_text.confirm'))
    and t.created_by is distinct from (select polder.actor())""",
]
