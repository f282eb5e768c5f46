"""What people read about templates, mailings and letters."""

from polder.hiring.correspondence import tables as _tables  # noqa: F401 - defines the tables named below
from polder.hiring.correspondence.lifecycle import MAILING as MAILING_LIFE
from polder.hiring.correspondence.lifecycle import TEMPLATE as TEMPLATE_LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

template = metadata.tables["mail_template"]
mailing = metadata.tables["mailing"]
vacancy = metadata.tables["vacancy"]

TEMPLATES = Listing(
    "mail_templates",
    template.outerjoin(vacancy, vacancy.c.id == template.c.vacancy_id),
    template.c.id,
    [
        column("id", template.c.id, "id", "id", "uuid", export=False),
        column("name", template.c.name, "naam", "name", by="sort"),
        column("key", template.c.key, "sleutel", "key", by="sort filter"),
        column("number", template.c.number, "versie", "version", "integer", "sort"),
        column("vacancy_id", template.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy_reference", sql("vacancy.reference", "text?"), "vacature", "vacancy"),
        column("subject_nl", template.c.subject_nl, "onderwerp (nl)", "subject (nl)"),
        column("subject_en", template.c.subject_en, "onderwerp (en)", "subject (en)"),
        column("state", template.c.state, "stand", "state", by="filter"),
        column("created_at", template.c.created_at, "geschreven", "written", "instant", "sort range"),
        column("version", template.c.version, "recordversie", "record version", "integer", export=False),
    ],
    sort="name",
)

TEMPLATE = Detail(
    template,
    template.c.id,
    {
        **{c.name: c for c in template.c},
        "vacancy": sql(
            """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en)
              from vacancy v where v.id = mail_template.vacancy_id)""",
            perhaps(record(id="uuid", reference="text", title_nl="text", title_en="text")),
        ),
        "created_by_name": sql("polder.name_of(mail_template.created_by)", "text?"),
        "versions": sql(
            """(select json_agg(json_build_object('id', t.id, 'number', t.number, 'state', t.state, 'at', t.created_at,
              'by', polder.name_of(t.created_by)) order by t.number desc) from mail_template t
              where t.key = mail_template.key and t.vacancy_id is not distinct from mail_template.vacancy_id)""",
            many(record(id="uuid", number="integer", state="text", at="instant", by="text?")),
        ),
    },
    TEMPLATE_LIFE,
)

# Of the recipients whom the asker sees.
RECIPIENTS = "(select count(*)::int from mailing_recipient r where r.mailing_id = mailing.id)"
UNSENT = "(select count(*)::int from polder.mailing_states(mailing.id) s where s.state in ('refused', 'gave_up'))"
TITLE = {
    language: f"coalesce((select t.name from mail_template t where t.id = mailing.template_id),"
    f" nullif(mailing.subject_{language}, ''), nullif(mailing.subject_{other}, ''))"
    for language, other in (("nl", "en"), ("en", "nl"))
}

MAILINGS = Listing(
    "mailings",
    mailing.join(vacancy, vacancy.c.id == mailing.c.vacancy_id),
    mailing.c.id,
    [
        column("id", mailing.c.id, "id", "id", "uuid", export=False),
        column("title_nl", sql(TITLE["nl"], "text?"), "brief (nl)", "letter (nl)"),
        column("title_en", sql(TITLE["en"], "text?"), "brief (en)", "letter (en)"),
        column("vacancy_id", mailing.c.vacancy_id, "vacature-id", "vacancy id", "uuid", "filter", export=False),
        column("vacancy_reference", vacancy.c.reference, "vacature", "vacancy"),
        column("vacancy_title_nl", vacancy.c.title_nl, "titel (nl)", "title (nl)"),
        column("vacancy_title_en", vacancy.c.title_en, "titel (en)", "title (en)"),
        column("move", mailing.c.move, "stap", "move", by="filter"),
        column("recipients", sql(RECIPIENTS, "integer"), "ontvangers", "recipients", "integer"),
        column("unsent", sql(UNSENT, "integer"), "niet aangekomen", "not arrived", "integer"),
        column("state", mailing.c.state, "stand", "state", by="filter"),
        column("created_by_name", sql("polder.name_of(mailing.created_by)", "text?"), "door", "by"),
        column("created_at", mailing.c.created_at, "begonnen", "begun", "instant", "sort range"),
        column("queued_at", mailing.c.queued_at, "verstuurd", "sent", "instant", "sort range"),
        column("version", mailing.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)

MAILING = Detail(
    mailing,
    mailing.c.id,
    {
        **{c.name: c for c in mailing.c},
        "vacancy": sql(
            """(select json_build_object('id', v.id, 'reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en)
              from vacancy v where v.id = mailing.vacancy_id)""",
            perhaps(record(id="uuid", reference="text", title_nl="text", title_en="text")),
        ),
        "template": sql(
            """(select json_build_object('id', t.id, 'key', t.key, 'name', t.name, 'number', t.number, 'state', t.state)
              from mail_template t where t.id = mailing.template_id)""",
            perhaps(record(id="uuid", key="text", name="text", number="integer", state="text")),
        ),
        "recipients": sql(RECIPIENTS, kind("integer", about="whom the asker sees")),
        "second_look": sql("polder.mailing_size(mailing.id) > polder.second_look_above()", "boolean"),
        "looked_by_name": sql("polder.name_of(mailing.looked_by)", "text?"),
        "created_by_name": sql("polder.name_of(mailing.created_by)", "text?"),
    },
    MAILING_LIFE,
)

RECIPIENT = named("RecipientOfMailing", record(
    application_id="uuid", reference="text", name="text", email="text?", stage="text",
    language=kind("text?", about="in which it goes"), subject="text?", first=kind("text?", about="how the letter begins"),
    reached=kind("boolean", about="there is an e-mail address"),
    before=kind("instant?", about="when the same letter went to them before"), mail_id="uuid?", state="text?", at="instant?",
))  # fmt: skip
RECIPIENTS_SHAPE = record(data=many(RECIPIENT))
TEXT_SHAPE = record(subject="text", text="text")
BOTH_SHAPE = record(nl=perhaps(TEXT_SHAPE), en=perhaps(TEXT_SHAPE))
LETTER_SHAPE = named("LetterOfPerson", record(
    id="uuid", application_id="uuid", reference="text", vacancy_nl="text", vacancy_en="text", template="text", subject="text",
    at="instant", state="text", language="text", to="text", text=kind("text?", about="for whoever may read it"),
))  # fmt: skip
LETTERS_SHAPE = record(data=many(LETTER_SHAPE))
LETTERS = """select json_build_object('data', polder.letters_of(a.id))::text
from application a where a.id = $1 and a.submitted_at is not null"""

_BOTH = record(nl="text", en="text")
CATALOGUE_SHAPE = record(
    fields=many(record(name="text", meaning=_BOTH, sample=_BOTH)),
    general=many(kind("text")),
    system=many(named("SystemLetter", record(key="text", title=_BOTH, fields=many(kind("text")), must=many(kind("text")),
                                             text=BOTH_SHAPE))),
)  # fmt: skip

WAITING = [
    """
  select 'letter.look', 'applications', b.application_id, b.reference, b.name, b.name, b.at, b.at + interval '1 day',
    'Een brief kwam niet aan bij', 'A letter did not reach'
  from polder.bounced_letters() as b""",
    """
  select 'mailing.send', 'mailings', m.id, v.reference, v.title_nl, v.title_en, m.created_at, m.created_at + interval '2 days',
    'Verstuur de brief, of leg hem weg:', 'Send the letter, or put it away:'
  from mailing m join vacancy v on v.id = m.vacancy_id where m.state = 'draft' and m.created_by = (select polder.actor())""",
]
