"""What people read about invoices, billing details and the rules in force."""

from typing import Any

from sqlalchemy import ColumnElement, select

from polder.funding.agreements import tables as _agreement_tables  # noqa: F401 - defines the tables named below
from polder.funding.invoices import tables as _tables  # noqa: F401 - defines tables named below
from polder.funding.invoices.lifecycle import INVOICE as INVOICE_LIFE
from polder.funding.invoices.lifecycle import INVOICE_RULE as INVOICE_RULE_LIFE
from polder.kernel import version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below

invoice = metadata.tables["funder_invoice"]
billing = metadata.tables["billing_detail"]
rule = metadata.tables["invoice_rule"]
agreement = metadata.tables["agreement"]
organisation = metadata.tables["organisation"]


def _plain(table: Any, *without: str) -> dict[str, ColumnElement[Any]]:
    return {c.name: c for c in table.c if c.name not in ("search", *without)}


FUNDER = select(organisation.c.name).where(organisation.c.id == invoice.c.funder_id).scalar_subquery()
OPEN = """case when funder_invoice.kind = 'invoice' and funder_invoice.state in ('validated', 'sent', 'partly_paid')
  then polder.invoice_open(funder_invoice.id) else 0::bigint end"""
LATE = """case when funder_invoice.kind = 'invoice' and funder_invoice.state in ('sent', 'partly_paid')
  then greatest(polder.today() - funder_invoice.due_on, 0) else 0 end"""

INVOICES = Listing(
    "funder_invoices",
    invoice.outerjoin(agreement, agreement.c.id == invoice.c.agreement_id),
    invoice.c.id,
    [
        column("id", invoice.c.id, "id", "id", "uuid", export=False),
        column("number_text", invoice.c.number_text, "nummer", "number", by="sort filter"),
        column("kind", invoice.c.kind, "soort", "kind", by="filter"),
        column("funder_id", invoice.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        column("funder", FUNDER, "financier", "funder"),
        column("agreement_id", invoice.c.agreement_id, "overeenkomst-id", "agreement id", "uuid", "filter", export=False),
        column("agreement_reference", sql("agreement.reference", "text?"), "overeenkomst", "agreement"),
        column("credits_id", invoice.c.credits_id, "crediteert-id", "credits id", "uuid", "filter", export=False),
        column("state", invoice.c.state, "stand", "state", by="filter sort"),
        column("issued_on", invoice.c.issued_on, "datum", "date", "date", "sort range"),
        column("due_on", invoice.c.due_on, "vervaldag", "due", "date", "sort range"),
        column("amount_cents", invoice.c.amount_cents, "bedrag", "amount", "money", "sort"),
        column("open_cents", sql(OPEN, "money"), "open", "open", "money"),
        column("days_late", sql(LATE, "integer"), "dagen te laat", "days late", "integer"),
        column("rf_reference", invoice.c.rf_reference, "betalingskenmerk", "payment reference", by="filter"),
        column("order_number", invoice.c.order_number, "ordernummer", "order number", by="filter"),
        column("created_at", invoice.c.created_at, "gemaakt", "created", "instant", "sort"),
        column("version", invoice.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
    search=invoice.c.search,
)  # fmt: skip

LINE = named("LineOfInvoice", record(
    id="uuid", lot_id="uuid", tranche="integer", position="integer", description_nl="text", description_en="text",
    amount_cents="money", open_cents="money", condition=kind("text?", about="of its tranche, where it has not been met yet"),
))  # fmt: skip
SHORT = record(id="uuid", number_text="text?", state="text", amount_cents="money", issued_on="date?")
SHORT_JSON = """json_build_object('id', x.id, 'number_text', x.number_text, 'state', x.state, 'amount_cents', x.amount_cents,
  'issued_on', x.issued_on)"""
VERDICT = named("VerdictOfRules", record(
    rules=many({"type": "string"}), sha256="text",
    findings=many(record(rule="text", flag="text", text="text", place="text")),
))  # fmt: skip

INVOICE = Detail(
    invoice,
    invoice.c.id,
    {
        **_plain(invoice, "created_by"),
        "open_cents": sql(OPEN, "money"),
        "days_late": sql(LATE, "integer"),
        "funder": sql(
            "(select json_build_object('id', o.id, 'name', o.name) from organisation o where o.id = funder_invoice.funder_id)",
            record(id="uuid", name="text"),
        ),
        "agreement": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'title', a.title) from agreement a
              where a.id = funder_invoice.agreement_id)""",
            perhaps(record(id="uuid", reference="text", title="text")),
        ),
        "lines": sql(
            """(select coalesce(json_agg(json_build_object('id', l.id, 'lot_id', l.lot_id, 'tranche', t.position,
                'position', l.position, 'description_nl', l.description_nl, 'description_en', l.description_en,
                'amount_cents', l.amount_cents, 'open_cents', o.open_cents, 'condition',
                case when t.condition_met_on is null then t.condition end) order by l.position), '[]')
              from invoice_line l join lot t on t.id = l.lot_id join polder.open_invoice_lines(funder_invoice.id) o on o.line_id = l.id
              where l.invoice_id = funder_invoice.id)""",
            many(LINE),
        ),
        "credits": sql(
            f"(select {SHORT_JSON} from funder_invoice x where x.id = funder_invoice.credits_id)", perhaps(SHORT)
        ),
        "credit_notes": sql(
            f"""(select coalesce(json_agg({SHORT_JSON} order by x.created_at), '[]') from funder_invoice x
              where x.credits_id = funder_invoice.id)""",
            many(SHORT),
        ),
        "settlements": sql(
            """(select coalesce(json_agg(json_build_object('on', c.on, 'kind', c.kind, 'tranche', c.tranche,
                'amount_cents', c.amount_cents, 'entry_id', c.entry_id, 'undone', c.undone) order by c.at, c.id), '[]')
              from polder.invoice_course(funder_invoice.id) c)""",
            many(
                record(
                    on="date", kind="text", tranche="integer", amount_cents="money", entry_id="uuid?", undone="text?"
                )
            ),
        ),
        "consents": sql(
            """(select coalesce(json_agg(json_build_object('name', polder.name_of(c.created_by), 'at', c.created_at,
              'amount_cents', c.amount_cents, 'reason', c.reason) order by c.created_at), '[]')
              from write_off_consent c where c.invoice_id = funder_invoice.id)""",
            many(record(name="text?", at="instant", amount_cents="money", reason="text")),
        ),
        "verdict": sql(
            """(select json_build_object('rules', f.rules, 'sha256', f.sha256, 'findings', f.findings) from invoice_file f
              where f.invoice_id = funder_invoice.id)""",
            perhaps(VERDICT),
        ),
    },
    INVOICE_LIFE,
)

BILLED = select(organisation.c.name).where(organisation.c.id == billing.c.organisation_id).scalar_subquery()
BILLING_DETAILS = Listing(
    "billing_details",
    billing,
    billing.c.id,
    [
        column("id", billing.c.id, "id", "id", "uuid", export=False),
        column("organisation_id", billing.c.organisation_id, "organisatie-id", "organisation id", "uuid", "filter", export=False),
        column("organisation", BILLED, "organisatie", "organisation"),
        column("legal_name", billing.c.legal_name, "naam op de factuur", "name on the invoice", by="sort"),
        column("street", billing.c.street, "straat", "street"),
        column("postal_code", billing.c.postal_code, "postcode", "postal code"),
        column("city", billing.c.city, "plaats", "city", by="sort"),
        column("country_code", billing.c.country_code, "land", "country", by="filter"),
        column("kvk", billing.c.kvk, "KvK", "KvK", by="filter"),
        column("oin", billing.c.oin, "OIN", "OIN", by="filter"),
        column("email", billing.c.email, "e-mail", "e-mail"),
        column("language", billing.c.language, "taal", "language", by="filter"),
        column("version", billing.c.version, "versie", "version", "integer", export=False),
    ],
    sort="legal_name",
)  # fmt: skip
BILLING_DETAIL = Detail(billing, billing.c.id, {**_plain(billing, "created_by"), "organisation": BILLED})

RULES = version_parts.listing("invoice_rules", rule, column("value", rule.c.value, "waarde", "value", "integer"))
RULE = version_parts.detail(rule, INVOICE_RULE_LIFE)

UBL = "select i.number_text, f.ubl from funder_invoice i join invoice_file f on f.invoice_id = i.id where i.id = $1"

# What waits for whoever sends invoices and whoever pays them, and its figures: see polder.home. A tranche is to be
# invoiced so long before it is due that its funder still has the days to pay; it waits from two weeks before that.
WAITING = [
    version_parts.waiting(
        "invoice_rule", "invoice_rule.confirm", "invoice_rules", "Bevestig de regel", "Confirm the rule"
    ),
    """
  select 'invoice.write', 'agreements', a.id, a.reference, a.title, a.title, polder.day_begins(l.due_on - r.days - 14),
    polder.day_ends(l.due_on - r.days), 'Stel de factuur op voor de tranche van', 'Write the invoice for the tranche of'
  from lot l join agreement a on a.id = l.agreement_id and a.state = 'active'
    join ledger_account c on c.lot_id = l.id and c.kind = 'committed_open'
    join account_balance b on b.account_id = c.id and b.balance_cents > 0
    cross join (select coalesce(polder.invoice_rule('payment_days', polder.today()), 30)::int as days) r
  where (select polder.may('invoice.write')) and not l.in_kind and l.due_on - r.days - 14 <= polder.today()
    and not exists (select from invoice_line x join funder_invoice i on i.id = x.invoice_id
                    where x.lot_id = l.id and i.kind = 'invoice' and i.state in ('draft', 'validated'))""",
    """
  select 'invoice.validate', 'funder_invoices', i.id, coalesce(i.number_text, ''), o.name, o.name, i.updated_at,
    i.created_at + interval '7 days', 'Stel de factuur vast voor', 'Validate the invoice for'
  from funder_invoice i join organisation o on o.id = i.funder_id
  where i.state = 'draft' and (select polder.may('invoice.write'))""",
    """
  select 'invoice.send', 'funder_invoices', i.id, i.number_text, o.name, o.name, i.updated_at,
    i.updated_at + interval '2 days', 'Verstuur de factuur aan', 'Send the invoice to'
  from funder_invoice i join organisation o on o.id = i.funder_id
  where i.state = 'validated' and (select polder.may('invoice.send'))""",
    """
  select 'invoice.late', 'funder_invoices', i.id, i.number_text, o.name, o.name, polder.day_begins(i.due_on),
    polder.day_ends(i.due_on), 'Vraag naar de betaling van', 'Ask for payment by'
  from funder_invoice i join organisation o on o.id = i.funder_id
  where i.kind = 'invoice' and i.state in ('sent', 'partly_paid') and i.due_on < polder.today()
    and (select polder.may('invoice.send'))""",
    """
  select 'invoice.pay', 'funder_invoices', i.id, i.number_text, a.title, a.title, i.sent_at,
    polder.day_ends(i.due_on), 'Betaal de factuur voor', 'Pay the invoice for'
  from funder_invoice i join agreement a on a.id = i.agreement_id
  where i.kind = 'invoice' and i.state in ('sent', 'partly_paid')
    and i.funder_id = any((select polder.scope('funding.own'))::uuid[])""",
]
FIGURES = [
    """
  select 'invoices_open', 'openstaande facturen', 'open invoices', (select count(*) from funder_invoice
    where kind = 'invoice' and state in ('sent', 'partly_paid'))
  where (select polder.may('funding.read'))""",
    """
  select 'invoices_late', 'facturen over de vervaldag', 'invoices past their due day', (select count(*) from funder_invoice
    where kind = 'invoice' and state in ('sent', 'partly_paid') and due_on < polder.today())
  where (select polder.may('funding.read'))""",
]
FINDS = [
    """
  select 'funder_invoices', i.id, coalesce(i.number_text, ''), coalesce(i.number_text, ''), coalesce(i.rf_reference, '')
  from funder_invoice i, q where i.search @@ q.query and i.number is not null limit 6""",
]
# That one was paid is told by the bank entry that paid it.
ACTIVITY = [
    """
  select m.at, m.actor_id, m.move, m.record_kind, 'funder_invoices', i.id, i.number_text, i.number_text || ', ' || o.name,
    i.number_text || ', ' || o.name
  from move_entry m join funder_invoice i on i.id = m.record_id join organisation o on o.id = i.funder_id
  where m.record_kind = 'funder_invoice' and m.move in ('send', 'write_off', 'credit') and m.from_state is not null
    and (select polder.may('funding.read'))
  order by m.id desc limit 8""",
]
