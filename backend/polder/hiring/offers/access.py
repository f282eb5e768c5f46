"""Who sees and writes letters: templates are HR's; a letter and its signature are seen with the application they are of."""

from importlib.resources import files

from polder.kernel.access import GUARD, Access, Erased, Policy, may, unconflicted, within
from polder.kernel.words import Words

PERMISSIONS = {
    "hiring_text.write": Words(nl="brieven en controlelijsten voorstellen", en="propose letters and checklists"),
    "hiring_text.confirm": Words(nl="brieven en controlelijsten bevestigen", en="confirm letters and checklists"),
}
HOLDS = {
    "hr_officer": ["hiring_text.write", "hiring_text.confirm"],
    "director": ["hiring_text.confirm"],
    "system": list(PERMISSIONS),
}
WRITE, CONFIRM = may("hiring_text.write"), may("hiring_text.confirm")
READ_TEMPLATE = (
    f"{WRITE} or {CONFIRM} or {may('offer.read')} or cardinality((select polder.scope('offer.read'))::uuid[]) > 0"
)
# With the offer and with its application: who sees the money alone does not read the name.
SEEN = (
    f"{unconflicted('application_id')} and exists (select from public.offer o where o.id = offer_id)"
    " and exists (select from public.application a where a.id = application_id)"
)
LETTER_OF_OFFER = (
    "record_kind = 'offer' and exists (select from public.offer o join public.application a on a.id = o.application_id"
    " where o.id = record_id)"
)

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        Policy("letter_template", "select", "letter_template_read", READ_TEMPLATE),
        Policy("letter_template", "insert", "letter_template_add", WRITE),
        Policy("letter_template", "update", "letter_template_change", f"{WRITE} or {CONFIRM}"),
        Policy("move_entry", "select", "move_entry_letter_template",
               "record_kind = 'letter_template' and exists (select from public.letter_template x where x.id = record_id)"),
        Policy("offer_letter", "select", "offer_letter_read", SEEN),
        Policy("offer_letter", "insert", "offer_letter_add", f"{may('offer.send')} and {unconflicted('application_id')}"),
        Policy("offer_acceptance", "select", "offer_acceptance_read", SEEN),
        Policy("offer_acceptance", "insert", "offer_acceptance_sign", within("offer.answer", "application_id")),
        Policy("document", "select", "document_offer", LETTER_OF_OFFER),
        Policy("document", "insert", "document_add_offer", f"{LETTER_OF_OFFER} and {may('offer.send')}"),
        *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD)
          for table in ("letter_template", "offer_letter", "offer_acceptance")],
    ],
    erased=dict.fromkeys(("offer_letter", "offer_acceptance"), Erased("application_id = any(people)")),
    personal={"offer_acceptance": ["signed_name"]},
    append_only={"offer_letter": "update or delete", "offer_acceptance": "update or delete"},
    sql=files(__package__).joinpath("sql/offers.sql").read_text(),
)  # fmt: skip
