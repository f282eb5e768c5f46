"""The euro's way of one agreement or decision, for a Sankey: funder → agreement → where the money is, or what it serves
→ what became of it there. What flows into a node flows out of it, or ends there."""

from polder.funding.agreements.words import WAYS
from polder.kernel.openapi import kind, many, named, record

WAYS_SHAPE = named("Ways", record(
    nodes=many(record(key="text", kind=kind("text", choices=["funder", "agreement", "decision", "purpose", "state"]), id="uuid?",
                      nl="text", en="text")),
    links=many(record(**{"from": "text", "to": "text", "cents": "money"})),
))  # fmt: skip
# Account → what became of money that was allocated. `public_income` is determined as a whole: it paid the costs of the
# purposes, in proportion where it is less than these.
OUTCOMES = "(values ('allocated', 'allocated'), ('contribution_income', 'spent'), ('public_spent', 'spent'), ('reported_income', 'reported'))"
STATES = ", ".join(f"('{key}', '{words.nl}', '{words.en}')" for key, words in WAYS.items())


def _determined() -> str:
    """SQL: what a determination paid of the costs of each purpose; the shares are whole cents and their sum is exact."""
    return """union all
        select s.id, s.reference, s.name_nl, s.name_en, 'reported', (trunc(s.paid * s.upto / s.spent) - trunc(s.paid * (s.upto - s.cents) / s.spent))::bigint
        from (select u.id, u.reference, u.name_nl, u.name_en, sum(p.amount_cents) as cents, sum(sum(p.amount_cents)) over (order by u.reference) as upto,
                sum(sum(p.amount_cents)) over () as spent, least(max(h.reported), sum(sum(p.amount_cents)) over ()) as paid
              from held h join posting p on p.lot_id = h.lot_id join ledger_account a on a.id = p.account_id and a.kind = 'project_cost'
                join purpose u on u.id = a.purpose_id
              where h.reported > 0 group by u.id, u.reference, u.name_nl, u.name_en having sum(p.amount_cents) > 0) as s"""


def ways(owner: str, funder: str) -> str:
    """SQL for the JSON. `owner` is agreement or public_decision, `funder` the column that names who gives."""
    column, title = ("agreement_id", "agreement") if owner == "agreement" else ("decision_id", "decision")
    return f"""(with held as materialized (
        select l.in_kind, l.amount_cents, case when l.in_kind then polder.in_kind_accepted(l.id) else 0 end as given, p.* from lot l join polder.lot_position p on p.lot_id = l.id where l.{column} = {owner}.id
      ), served as materialized (
        select u.id, u.reference, u.name_nl, u.name_en, o.state, sum(-b.balance_cents)::bigint as cents
        from held h join ledger_account a on a.lot_id = h.lot_id join {OUTCOMES} as o(account, state) on o.account = a.kind
          join account_balance b on b.account_id = a.id join purpose u on u.id = a.purpose_id
        where b.balance_cents <> 0 group by u.id, u.reference, u.name_nl, u.name_en, o.state
        {_determined() if owner == "public_decision" else ""}
      ), ends (state, cents) as (
        select s.state, sum(s.cents)::bigint from held h, lateral (values
          ('in_kind', case when h.in_kind then h.amount_cents - h.given else 0 end), ('in_kind_given', h.given), ('uninvoiced', h.uninvoiced),
          ('invoiced_open', h.invoiced_open), ('received_free', h.received_free), ('returned', h.returned), ('repayable', h.repayable),
          ('written_off', h.written_off)) as s(state, cents) group by s.state
        union all
        select 'reported', sum(h.reported)::bigint - coalesce((select sum(cents) from served where state = 'reported'), 0)::bigint from held h
      ), link (begins, ends, cents) as (
        select 'funder', '{title}', sum(committed + case when in_kind then greatest(amount_cents, given) else 0 end)::bigint from held
        union all select '{title}', state, cents from ends
        union all select '{title}', reference, sum(cents)::bigint from served group by reference
        union all select reference, state, cents from served
      ), flow as (select * from link where cents > 0
      ), node (key, kind, id, nl, en) as (
        select 'funder', 'funder', o.id, o.name, o.name from organisation o where o.id = {funder}
        union all select '{title}', '{title}', {owner}.id, {owner}.reference, {owner}.reference
        union all select distinct reference, 'purpose', id, name_nl, name_en from served
        union all select key, 'state', cast(null as uuid), nl, en from (values {STATES}) as s(key, nl, en)
      )
      select json_build_object(
        'nodes', (select coalesce(json_agg(json_build_object('key', n.key, 'kind', n.kind, 'id', n.id, 'nl', n.nl, 'en', n.en)), '[]')
                  from node n where n.key in (select begins from flow union select ends from flow)),
        'links', (select coalesce(json_agg(json_build_object('from', f.begins, 'to', f.ends, 'cents', f.cents)), '[]') from flow f)))"""
