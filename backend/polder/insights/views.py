"""What a funder reads about its own money, as one JSON document in one round trip. All amounts are in cents."""

from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import text

from polder.funding.agreements import tables as _agreement_tables  # noqa: F401 - defines the tables named below
from polder.funding.matching.rules import Basis
from polder.insights import rules
from polder.insights.rules import Standing
from polder.kernel.http import View
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below

funder = metadata.tables["organisation"].alias("funder")
# In force once, and seen by whoever asks: drafts are nobody's promise.
HAS = "exists (select from agreement a where a.funder_id = {} and a.in_force > 0)"
OWN = "{} = any((select polder.scope('funding.own'))::uuid[])"
MAY = f"({OWN} or ((select polder.may('funding.read')) and {HAS}))"

FUNDER_PAGES = Listing(
    "funder_pages",
    funder,
    funder.c.id,
    [
        column("id", funder.c.id, "id", "id", "uuid", export=False),
        column("name", funder.c.name, "financier", "funder"),
        column("sort_name", funder.c.sort_name, "sorteernaam", "sort name", by="sort", export=False),
        column("agreements", sql("(select count(*) from agreement a where a.funder_id = funder.id and a.in_force > 0)",
               "integer"), "overeenkomsten", "agreements", "integer"),
        column("amount_cents", sql("(select coalesce(sum(a.amount_cents), 0)::bigint from agreement a"
               " where a.funder_id = funder.id and a.in_force > 0)", "money"), "toegezegd", "promised", "money"),
    ],
    sort="sort_name",
    search=funder.c.search,
    where=[text(MAY.format("funder.id", "funder.id"))],  # type: ignore[list-item]  # a condition written as text
)  # fmt: skip

RULE = """json_build_object('key', r.key, 'name_nl', r.name_nl, 'name_en', r.name_en, 'public_parts', r.public_parts,
  'private_parts', r.private_parts, 'cap_cents', r.cap_cents, 'in_kind_share_bp', r.in_kind_share_bp, 'basis', r.basis,
  'window_from', r.window_from, 'window_until', r.window_until, 'source', r.source)"""

PAGE = f"""
with mine as materialized (
  select a.* from agreement a where a.funder_id = $1 and a.in_force > 0
), lots as materialized (
  select l.id, l.agreement_id, l.position, l.amount_cents, l.due_on, l.in_kind, l.condition, l.condition_met_on,
    m.reference, m.matching_key, m.private_origin, p.committed, p.called, p.uninvoiced, p.invoiced_open, p.received_free,
    p.allocated, p.spent, p.reported, p.returned, p.written_off, b.overpaid
  from mine m join lot l on l.agreement_id = m.id join polder.lot_position p on p.lot_id = l.id join lot_balance b on b.lot_id = l.id
), dues as materialized (
  select * from polder.funder_dues($1)
), receipts as materialized (
  select * from polder.funder_receipts($1)
), reports as materialized (
  select r.lot_id, json_agg(json_build_object('on', r.reported_on, 'name', r.name, 'cents', r.cents, 'reversed', r.reversed)
    order by r.reported_on, r.number) as rows
  from polder.funder_reports($1) r group by 1
), invoices as materialized (
  select i.*, greatest(i.amount_cents - coalesce((select sum(s.amount_cents) from invoice_settlement s
      where s.invoice_id = i.id and s.kind <> 'overpayment'), 0), 0)::bigint as open_cents
  from funder_invoice i where i.funder_id = $1 and i.state not in ('draft', 'validated')
), work as materialized (
  select w.* from in_kind_contribution w where w.funder_id = $1
), uses as materialized (
  select k.lot_id, k.purpose_id, -sum(b.balance_cents)::bigint as allocated,
    coalesce(-sum(b.balance_cents) filter (where k.kind <> 'allocated'), 0)::bigint as spent,
    coalesce(-sum(b.balance_cents) filter (where k.kind = 'reported_income'), 0)::bigint as reported
  from lots l join ledger_account k on k.lot_id = l.id join account_balance b on b.account_id = k.id
  where k.kind in ('allocated', 'contribution_income', 'reported_income') group by 1, 2 having sum(b.balance_cents) <> 0
), due as materialized (
  select d.lot_id, sum(d.cents)::bigint as cents, json_agg(json_build_object('due_on', d.due_on, 'cents', d.cents, 'invoice', d.invoice,
    'conditional', d.conditional) order by d.due_on) as rows from dues d group by 1
), arrived as materialized (
  select r.lot_id, sum(r.settled_cents)::bigint as cents,
    sum(r.rounded_cents)::bigint as rounded, json_agg(json_build_object('on', r.received_on, 'event', r.event, 'cents', r.cents,
    'fee_cents', r.fee_cents, 'overpaid_cents', r.overpaid_cents, 'rounded_cents', r.rounded_cents, 'bank_reference', r.bank_reference,
    'invoice', i.number_text) order by r.received_on, r.number) filter (where r.stands) as rows
  from receipts r left join invoices i on i.id = r.invoice_id group by 1
), asked as materialized (
  select n.lot_id, json_agg(json_build_object('id', i.id, 'number', i.number_text, 'kind', i.kind, 'state', i.state, 'issued_on', i.issued_on,
    'due_on', i.due_on, 'amount_cents', n.amount_cents, 'reference', i.rf_reference) order by i.issued_on, i.number) as rows
  from invoices i join invoice_line n on n.invoice_id = i.id group by 1
), worked as materialized (
  select w.lot_id, coalesce(sum(w.value_cents) filter (where w.state in ('accepted', 'counted')), 0)::bigint as cents,
    json_agg(json_build_object('reference', w.reference, 'what', w.what, 'from', w.performed_from, 'until', w.performed_until,
      'value_cents', w.value_cents, 'state', w.state) order by w.performed_from, w.reference) as rows from work w group by 1
), served as materialized (
  select u.lot_id, json_agg(json_build_object('id', u.purpose_id, 'allocated_cents', u.allocated, 'spent_cents', u.spent,
    'reported_cents', u.reported)) as rows
  from uses u group by 1
), per_lot as materialized (
  select l.*, coalesce(arrived.cents, 0) as received, coalesce(arrived.rounded, 0) as rounded, coalesce(due.cents, 0) as open, coalesce(worked.cents, 0) as worked,
    coalesce(due.rows, '[]') as dues, coalesce(asked.rows, '[]') as invoices, coalesce(arrived.rows, '[]') as receipts,
    coalesce(worked.rows, '[]') as work, coalesce(served.rows, '[]') as uses,
    coalesce(reports.rows, '[]') as reports
  from lots l left join due on due.lot_id = l.id left join arrived on arrived.lot_id = l.id left join asked on asked.lot_id = l.id
    left join worked on worked.lot_id = l.id left join served on served.lot_id = l.id left join reports on reports.lot_id = l.id
)
select json_build_object(
  'id', o.id, 'name', o.name, 'as_of', polder.today(),
  'contact', (select json_build_object('name', c.name, 'email', c.email) from polder.funder_contact($1) as c),
  'figures', (select json_build_object(
     'promised_cents', coalesce(sum(amount_cents) filter (where not in_kind), 0),
     'received_cents', coalesce(sum(received), 0), 'rounded_cents', coalesce(sum(rounded), 0), 'open_cents', coalesce(sum(open) filter (where not in_kind), 0),
     'late_cents', coalesce((select sum(d.cents) from dues d where d.invoice_id is not null and d.due_on < polder.today()), 0),
     'free_cents', coalesce(sum(received_free), 0), 'allocated_cents', coalesce(sum(allocated + spent + reported), 0),
     'spent_cents', coalesce(sum(spent + reported), 0), 'reported_cents', coalesce(sum(reported), 0), 'returned_cents', coalesce(sum(returned), 0),
     'written_off_cents', coalesce(sum(written_off), 0), 'overpaid_cents', coalesce(sum(overpaid), 0),
     'in_kind_promised_cents', coalesce(sum(amount_cents) filter (where in_kind), 0),
     'in_kind_accepted_cents', coalesce(sum(worked), 0)) from per_lot),
  'agreements', (select coalesce(json_agg(json_build_object('id', m.id, 'reference', m.reference, 'title', m.title, 'state', m.state,
     'starts_on', m.starts_on, 'ends_on', m.ends_on, 'amount_cents', m.amount_cents, 'tranches',
     (select coalesce(json_agg(json_build_object('id', l.id, 'tranche', l.position, 'amount_cents', l.amount_cents,
        'due_on', l.due_on, 'in_kind', l.in_kind, 'condition', l.condition, 'condition_met_on', l.condition_met_on,
        'received_cents', case when l.in_kind then l.worked else l.received end, 'open_cents', l.open,
        'free_cents', l.received_free, 'allocated_cents', l.allocated + l.spent + l.reported, 'spent_cents', l.spent + l.reported,
        'returned_cents', l.returned, 'written_off_cents', l.written_off,
        'dues', l.dues, 'invoices', l.invoices, 'receipts', l.receipts, 'work', l.work, 'uses', l.uses, 'reports', l.reports) order by l.due_on, l.position), '[]')
      from per_lot l where l.agreement_id = m.id),
     'rights', (select coalesce(json_agg(json_build_object('name_nl', k.name_nl, 'name_en', k.name_en, 'field', f.field,
        'term_months', f.term_months, 'response_days', f.response_days) order by f.id), '[]')
        from funder_right f join right_kind k on k.id = polder.right_kind_on(f.kind, f.valid_from) where f.agreement_id = m.id and coalesce(f.valid_until, 'infinity') >= polder.today()))
     order by m.state <> 'active', m.starts_on desc, m.reference), '[]') from mine m),
  'invoices', (select coalesce(json_agg(json_build_object('id', i.id, 'number', i.number_text, 'kind', i.kind, 'state', i.state,
     'issued_on', i.issued_on, 'due_on', i.due_on, 'amount_cents', i.amount_cents, 'open_cents',
     case when i.kind = 'invoice' and i.state in ('sent', 'partly_paid') then i.open_cents else 0 end)
     order by i.issued_on desc, i.number desc), '[]') from invoices i),
  'purposes', (select coalesce(json_agg(json_build_object('id', p.id, 'reference', p.reference, 'kind', p.kind, 'name_nl', p.name_nl,
     'name_en', p.name_en, 'allocated_cents', u.allocated, 'spent_cents', u.spent, 'reported_cents', u.reported) order by u.allocated desc, p.reference), '[]')
     from (select purpose_id, sum(allocated)::bigint as allocated, sum(spent)::bigint as spent,
       sum(reported)::bigint as reported from uses group by 1) as u
       join purpose p on p.id = u.purpose_id),
  'matching', (select coalesce(json_agg(json_build_object('rule', {RULE},
     'agreements', (select json_agg(m.reference order by m.reference) from mine m where m.matching_key = r.key and m.private_origin),
     'committed', (select coalesce(sum(l.committed), 0) from lots l where l.matching_key = r.key and l.private_origin
        and l.due_on between r.window_from and r.window_until),
     'invoiced', (select coalesce(sum(l.called), 0) from lots l where l.matching_key = r.key and l.private_origin
        and l.due_on between r.window_from and r.window_until),
     'received', (select coalesce(sum(x.settled_cents), 0) from receipts x join lots l on l.id = x.lot_id
        where l.matching_key = r.key and l.private_origin and x.received_on between r.window_from and r.window_until),
     -- asked only where it counts, lot by lot: costs are most of the ledger
     'spent', case r.basis when 'spent' then (select coalesce(sum(x.cents), 0) from lots l cross join lateral (
          select -sum(p.amount_cents) as cents from ledger_account k join posting p on p.account_id = k.id
          where k.lot_id = l.id and k.kind = 'contribution_income' and p.event = 'cost'
            and p.posted_on between r.window_from and r.window_until offset 0) as x
        where l.matching_key = r.key and l.private_origin) else 0 end)
     order by r.key), '[]')
     from matching_rule r where r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
       and r.key in (select m.matching_key from mine m where m.private_origin)),
  'published', (select json_build_object('quarter_until', g.quarter_until, 'total_cents', g.total_cents) from published_aggregate g
     order by g.quarter_until desc limit 1),
  'may_link', {OWN.format("o.id").replace("funding.own", "funder_calendar.issue")},
  'calendar_links', (select coalesce(json_agg(json_build_object('id', s.id, 'label', s.label, 'by', polder.name_of(s.created_by),
     'created_at', s.created_at, 'expires_at', s.expires_at) order by s.created_at desc), '[]')
     from session s where s.kind = 'link' and s.role = 'funder_calendar' and s.scope_id = $1 and s.ended_at is null
       and s.expires_at > now()))::text
from organisation o where o.id = $1 and {MAY.format("o.id", "o.id")}
"""

TRANCHE_SHAPE = named("TrancheOfFunder", record(
    id="uuid", tranche="integer", amount_cents="money", due_on="date", in_kind="boolean", condition="text?",
    condition_met_on="date?", standing=kind("text", choices=[str(s) for s in Standing]), received_cents="money",
    open_cents="money", free_cents="money", allocated_cents="money", spent_cents="money", returned_cents="money",
    written_off_cents="money",
    dues=many(record(due_on="date", cents="money", invoice="text?", conditional="boolean")),
    invoices=many(named("InvoiceOfTranche", record(
        id="uuid", number="text", kind="text", state="text", issued_on="date", due_on="date?", amount_cents="money", reference="text"))),
    receipts=many(named("ReceiptOfTranche", record(
        on="date", event="text", cents="money", fee_cents="money", overpaid_cents="money", rounded_cents="money",
        bank_reference="text?", invoice="text?"))),
    work=many(named("WorkOfTranche", record(
        reference="text", what="text", until="date", value_cents="money?", state="text", **{"from": "date"}))),
    uses=many(record(id="uuid", allocated_cents="money", spent_cents="money", reported_cents="money")),
    reports=many(named("ReportOfTranche", record(on="date", name="text", cents="money", reversed="boolean"))),
))  # fmt: skip
DUE_SHAPE = named("DueOfFunder", record(
    agreement="text", title="text", lot_id="uuid", tranche="integer", due_on="date", cents="money", invoice="text?",
    in_kind="boolean", conditional="boolean", late="boolean", unasked="boolean",
))  # fmt: skip
PAGE_SHAPE = named("PageOfFunder", record(
    id="uuid", name="text", as_of="date",
    contact=record(name="text?", email="text?", phone="text?", institute="text"),
    figures=named("FunderFigures", record(**dict.fromkeys((
        "promised_cents", "received_cents", "rounded_cents", "open_cents", "late_cents", "free_cents", "allocated_cents", "spent_cents",
        "reported_cents", "returned_cents", "written_off_cents", "overpaid_cents", "in_kind_promised_cents", "in_kind_accepted_cents", "matched_cents"), "money"))),
    due=many(DUE_SHAPE),
    agreements=many(named("AgreementOfFunder", record(
        id="uuid", reference="text", title="text", state="text", starts_on="date", ends_on="date", amount_cents="money",
        tranches=many(TRANCHE_SHAPE),
        rights=many(record(name_nl="text", name_en="text", field="text?", term_months="integer?", response_days="integer?"))))),
    invoices=many(named("InvoiceOfFunder", record(
        id="uuid", number="text", kind="text", state="text", issued_on="date", due_on="date?", amount_cents="money",
        open_cents="money"))),
    purposes=many(named("PurposeOfFunder", record(
        id="uuid", reference="text", kind="text", name_nl="text", name_en="text", allocated_cents="money", spent_cents="money",
        reported_cents="money"))),
    matching=many(named("MatchingOfFunder", record(
        rule=record(key="text", name_nl="text", name_en="text", public_parts="integer", private_parts="integer",
                    cap_cents="money", in_kind_share_bp="integer", basis=kind("text", choices=[str(b) for b in Basis]),
                    window_from="date", window_until="date", source="text"),
        agreements=many(kind("text")), own_cents="money", matched_cents="money"))),
    published=perhaps(record(quarter_until="date", total_cents="money")),
    may_link="boolean",
    calendar_links=many(named("CalendarLink", record(
        id="uuid", label="text?", by="text?", created_at="instant", expires_at="instant"))),
))  # fmt: skip


async def funder_page(view: View, organisation_id: UUID) -> dict[str, Any] | None:
    """The page of one funder; None for whoever may not see it."""
    found = await view.value(PAGE, organisation_id)
    return None if found is None else finished(orjson.loads(found))


def finished(page: dict[str, Any]) -> dict[str, Any]:
    """How each tranche stands, what is due in the order of its days, and what the agreed ratios give."""
    today = date.fromisoformat(page["as_of"])
    due = []
    for agreement in page["agreements"]:
        for tranche in agreement["tranches"]:
            tranche["standing"] = rules.standing(tranche, today)
            for one in tranche["dues"]:
                late = one["invoice"] is not None and date.fromisoformat(one["due_on"]) < today
                unasked = not tranche["in_kind"] and rules.is_unasked(one, today)
                due.append({"agreement": agreement["reference"], "title": agreement["title"], "lot_id": tranche["id"],
                            "tranche": tranche["tranche"], "in_kind": tranche["in_kind"], "late": late, "unasked": unasked, **one})  # fmt: skip
    page["due"] = sorted(due, key=lambda one: (one["due_on"], one["agreement"], one["tranche"]))
    page["matching"] = [
        {"rule": one["rule"], "agreements": one["agreements"], **rules.matched(one["rule"], one)}
        for one in page["matching"]
    ]
    page["figures"]["matched_cents"] = sum(one["matched_cents"] for one in page["matching"])
    return page


# ---- the calendar -----------------------------------------------------------------------------------------------------

CALENDAR = """
select json_build_object('funder', f.id, 'dues', (select coalesce(json_agg(d), '[]') from polder.funder_dues(f.id) as d))::text
from (select polder.calendar_funder() as id offset 0) as f where f.id is not null
"""
