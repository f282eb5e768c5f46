"""Read in a file: look at every row against what is there already, then add the new ones, all in one transaction."""

import asyncio
import hashlib
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from polder.funding.agreements.lifecycle import AGREEMENT, VERSION
from polder.funding.agreements.rules import last_due
from polder.funding.agreements.words import KEY_UNKNOWN
from polder.funding.imports import rules
from polder.funding.imports.rules import Found, Refusal
from polder.funding.imports.tables import FundingImport, FundingImportFile, ImportKind
from polder.funding.ledger import rules as ledger
from polder.kernel import jobs, notation, problems, sheets
from polder.kernel.lifecycle import perform_all
from polder.kernel.problems import FieldProblem
from polder.kernel.texts import sort_key
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words

BATCH = 1000  # rows of one statement
ENTRIES = 200  # of one call of the ledger, whose time grows with their square


@dataclass
class Plan:
    """What a file would do: rows to add, how many are known already, and what is refused."""

    kind: ImportKind
    rows: int
    new: list[Found] = field(default_factory=list)
    known: int = 0
    refused: list[Refusal] = field(default_factory=list)
    headings: Mapping[str, str] = field(default_factory=dict)
    faulty: set[int] = field(init=False)  # the numbers of the refused rows

    def __post_init__(self) -> None:
        self.faulty = {refusal.row for refusal in self.refused}

    def refuse(self, row: int, field: str, nl: str, en: str, mend_nl: str, mend_en: str) -> None:
        self.refused.append(Refusal(row, field, Words(nl=nl, en=en), Words(nl=mend_nl, en=mend_en)))
        self.faulty.add(row)


async def look(tx: Tx, kind: ImportKind, content: bytes) -> Plan:
    """What reading in this file would do. A file that cannot be read at all is a 422 problem."""
    tx.require("funding.import")
    try:
        found, refused, headings = await asyncio.to_thread(_understood, kind, content)
    except sheets.Unreadable as error:
        raise problems.invalid_field("file", error.problem, error.remedy) from None
    rows = {row for row, _ in found} | {refusal.row for refusal in refused}
    plan = Plan(kind, len(rows), refused=refused, headings=headings)
    await {"agreements": _agreements, "tranches": _tranches, "receipts": _receipts}[kind](tx, plan, found)
    plan.refused.sort(key=lambda refusal: refusal.row)
    return plan


def _understood(kind: ImportKind, content: bytes) -> tuple[list[Found], list[Refusal], dict[str, str]]:
    table = sheets.read(content)
    return *rules.understood(kind, table), rules.headings(kind, table[0])


AT_ONCE = 2_000  # rows of a file that is read in while one waits; a larger one is read in by a job
Progress = Callable[[int], Awaitable[None]]


async def nobody_waits(rows: int) -> None:
    """Progress that nobody watches."""


async def read_in(tx: Tx, kind: ImportKind, content: bytes, file_name: str) -> tuple[FundingImport, Plan]:
    """Read in a file, all of it; a large one later, by a job. With one refused row nothing happens: 422, naming the rows."""
    tx.require("funding.import")
    await tx.scalar("select polder.lock_for_import(null)")
    plan = await look(tx, kind, content)
    _whole(plan)
    later = plan.rows > AT_ONCE
    made = await tx.add(
        FundingImport(kind=kind, file_name=file_name, sha256=hashlib.sha256(content).hexdigest(), rows=plan.rows,
                      added=len(plan.new), known=plan.known, done=0 if later else plan.rows, finished_at=None if later else tx.now)
    )  # fmt: skip
    if later:
        tx.session.add(FundingImportFile(import_id=made.id, content=content))
        await jobs.defer(tx, "funding.import", {"import_id": str(made.id)})
    else:
        await ADD[kind](tx, plan.new, made.id, nobody_waits)
    return made, plan


async def read_in_later(tx: Tx, id: UUID, progress: Progress) -> None:
    """Read in a file that waits. What was looked at before is looked at again: others may have come first."""
    await tx.scalar("select polder.lock_for_import(null)")
    found = await tx.rows(
        """select i.kind, f.content from funding_import i join funding_import_file f on f.import_id = i.id
           where i.id = :id and i.finished_at is null""",
        id=id,
    )
    if not found:
        return  # it ran before
    plan = await look(tx, ImportKind(found[0].kind), bytes(found[0].content))
    if not plan.refused:
        await ADD[plan.kind](tx, plan.new, id, progress)
    await tx.run("delete from funding_import_file where import_id = :id", id=id)
    await tx.run(
        """update funding_import set rows = :rows, added = :added, known = :known, done = :done, finished_at = now(),
             refusals = cast(:refusals as jsonb) where id = :id""",
        id=id, rows=plan.rows, added=0 if plan.refused else len(plan.new), known=plan.known,
        done=0 if plan.refused else plan.rows, refusals=json.dumps(told(plan)),
    )  # fmt: skip


SHOWN = 500  # refused rows that an answer names
FIRST = 10  # new rows that it shows as they were understood


def told(plan: Plan) -> list[dict[str, Any]]:
    """The refused rows, as they are answered."""
    return [
        {"row": r.row, "field": r.field, "column": plan.headings.get(r.field, ""), "problem": r.problem.both,
         "remedy": r.remedy.both}
        for r in plan.refused[:SHOWN]
    ]  # fmt: skip


def first(plan: Plan) -> list[dict[str, Any]]:
    """The first rows that would be new, as they were understood: amounts in cents, days as ISO 8601."""
    return [
        {"row": row, "values": {name: _plain(values[name]) for name in plan.headings if values.get(name) is not None}}
        for row, values in sorted(plan.new, key=lambda found: found[0])[:FIRST]
    ]


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _whole(plan: Plan) -> None:
    """422 where a row is refused."""
    if plan.refused:
        rows = len(plan.faulty)
        raise problems.invalid(
            *[FieldProblem(f"rows.{r.row}.{r.field}".rstrip("."), r.problem, r.remedy) for r in plan.refused[:50]],
            detail=Words(
                nl=f"{rows} van de {plan.rows} rijen kunnen niet worden ingelezen; er is niets veranderd. Verbeter het bestand.",
                en=f"{rows} of the {plan.rows} rows cannot be read in; nothing has changed. Mend the file.",
            ),
        )


FUNDER_AMBIGUOUS = (
    "Meer dan één organisatie heet zo.", "More than one organisation has this name.",
    "Noem haar ROR- of KvK-nummer.", "Give its ROR id or chamber of commerce number.",
)  # fmt: skip
# Who reads money in may not add organisations; see the permission organisation.write.
FUNDER_UNKNOWN = (
    "Deze organisatie is onbekend.", "This organisation is unknown.",
    "Schrijf haar naam zoals zij bij de organisaties staat, of noem haar ROR- of KvK-nummer. Staat zij er niet: vraag een subsidieadviseur,"
    " HR of de beheerder haar toe te voegen.",
    "Write its name as it is among the organisations, or give its ROR id or chamber of commerce number. If it is not there, ask a grants"
    " officer, HR or the administrator to add it.",
)  # fmt: skip


def _twice(plan: Plan, found: Sequence[Found], name: str, of: Mapping[int, Any]) -> set[int]:
    """The rows whose key was on an earlier row; they are refused. `of` gives a row's key, None where it is unreadable."""
    first: dict[Any, int] = {}
    again = set()
    for row, _ in found:
        earlier = row if of[row] is None else first.setdefault(of[row], row)
        if earlier != row:
            again.add(row)
            plan.refuse(row, name, f"Dit staat ook op rij {earlier}.", f"This is on row {earlier} too.",
                        "Laat er één weg, of geef elk een eigen kenmerk.", "Leave one out, or give each its own reference.")  # fmt: skip
    return again


def _given(found: Sequence[Found], name: str) -> set[str]:
    """What the rows have in this column, where it can be read."""
    return {values[name] for _, values in found} - {None}


def _differs(*pairs: tuple[Any, Any]) -> bool:
    """Whether a row says otherwise than what is there: (the row's, what is there). An unreadable cell says nothing."""
    return any(given is not None and given != there for given, there in pairs)


def _batches(rows: Sequence[Any], most: int) -> Iterable[Sequence[Any]]:
    return (rows[n : n + most] for n in range(0, len(rows), most))


TO_COME = ("Deze dag moet nog komen.", "This day has yet to come.")

# ---- agreements ------------------------------------------------------------------------------------------------------


async def _agreements(tx: Tx, plan: Plan, found: Sequence[Found]) -> None:
    _twice(plan, found, "reference", {row: values["reference"] for row, values in found})
    today: date = await tx.scalar("select polder.today()")
    funders = await _funders(tx, _given(found, "funder"))
    there = {
        row.external_reference: row
        for row in await tx.rows(
            "select external_reference, funder_id, title, starts_on from agreement where external_reference = any(:references)",
            references=sorted(_given(found, "reference")),
        )
    }
    keys = {row.key for row in await tx.rows("select distinct key from matching_rule where state <> 'withdrawn'")}
    private = {
        row.id
        for row in await tx.rows(
            "select id from organisation where id = any(:ids) and polder.gives_private_money(id)",
            ids=[id for ids in funders.values() for id in ids],
        )
    }
    for row, values in found:
        ids = funders.get(values["funder"], [])
        funder = ids[0] if len(ids) == 1 else None
        if funder is None and values["funder"]:
            plan.refuse(row, "funder", *(FUNDER_AMBIGUOUS if ids else FUNDER_UNKNOWN))
        if values["ends_on"] and values["starts_on"] and values["ends_on"] < values["starts_on"]:
            plan.refuse(row, "ends_on", "Het einde ligt vóór het begin.", "The end is before the start.",
                        "Kies een latere datum.", "Choose a later date.")  # fmt: skip
        if values["signed_on"] and values["signed_on"] > today:
            plan.refuse(row, "signed_on", *TO_COME, "Neem alleen op wat al getekend is, of laat de cel leeg.",
                        "Take only what has been signed, or leave the cell empty.")  # fmt: skip
        if values["private_origin"] and funder and funder not in private:
            plan.refuse(row, "private_origin", REFUSALS["origin_not_private"].nl, REFUSALS["origin_not_private"].en,
                        "Schrijf nee, of laat de cel leeg.", "Write no, or leave the cell empty.")  # fmt: skip
        if values["matching_key"] and values["matching_key"] not in keys:
            plan.refuse(row, "matching_key", KEY_UNKNOWN.nl, KEY_UNKNOWN.en, "Stel de regel eerst voor, of laat de cel leeg.",
                        "Propose the rule first, or leave the cell empty.")  # fmt: skip
        known = there.get(values["reference"])
        if known and _differs(
            (funder, known.funder_id), (values["title"], known.title), (values["starts_on"], known.starts_on)
        ):
            plan.refuse(row, "reference", "Dit kenmerk is al ingelezen, met een andere financier, titel of begin.",
                        "This reference was read in already, with another funder, title or start.",
                        "Herstel de rij, of geef haar een ander kenmerk.", "Mend the row, or give it another reference.")  # fmt: skip
        if row in plan.faulty:
            continue
        if known:
            plan.known += 1
        else:
            origin = funder in private if values["private_origin"] is None else values["private_origin"]
            plan.new.append((row, {**values, "funder_id": funder, "private_origin": origin}))


async def _funders(tx: Tx, names: set[str]) -> dict[str, list[UUID]]:
    """The organisations that each of these may mean: by ROR id, chamber of commerce number, or name."""
    folded = {name: {sort_key(name), name.casefold().removeprefix("https://ror.org/")} for name in names}
    rows = await tx.rows(
        """select id, sort_name, ror_id, kvk from organisation
           where sort_name = any(:names) or ror_id = any(:names) or kvk = any(:names)""",
        names=sorted(set().union(*folded.values())),
    )
    found = defaultdict(list)
    for row in rows:
        for key in {row.sort_name, row.ror_id, row.kvk} - {None}:
            found[key].append(row.id)
    return {name: list(dict.fromkeys(id for key in keys for id in found[key])) for name, keys in folded.items()}


async def _add_agreements(tx: Tx, new: Sequence[Found], of: UUID, progress: Progress) -> None:
    """Drafts with empty first terms; their tranches bring them into force."""
    columns = ("funder_id, title, starts_on, ends_on, private_origin, matching_key, confidentiality, contact_name,"
               " contact_email, order_number")  # fmt: skip
    for some in _batches(new, BATCH):
        await tx.run(
            f"""with given as (
                  select * from jsonb_to_recordset(cast(:rows as jsonb)) as r(reference text, funder_id uuid, title text, starts_on date,
                    ends_on date, private_origin boolean, matching_key text, confidentiality text, contact_name text,
                    contact_email text, order_number text, signed_on date)
                ), made as (
                  insert into agreement (external_reference, {columns}) select reference, {columns} from given
                  returning id, external_reference
                )
                insert into agreement_version (agreement_id, number, amount_cents, effective_on, ends_on, reason)
                select m.id, 1, 0, coalesce(g.signed_on, g.starts_on), g.ends_on, ''
                from made m join given g on g.reference = m.external_reference""",
            rows=json.dumps([values for _, values in some], default=str),
        )
        await progress(len(some))


# ---- tranches --------------------------------------------------------------------------------------------------------


async def _named_agreements(tx: Tx, names: set[str]) -> dict[str, Any]:
    """Agreements by their own reference, or by the one that they came with."""
    rows = await tx.rows(
        """select a.id, a.reference, a.external_reference, a.state, a.in_force, a.funder_id, a.ends_on,
             (least(a.starts_on, (select min(v.effective_on) from agreement_version v where v.agreement_id = a.id)) - interval '1 year')::date
               as earliest
           from agreement a
           where a.external_reference = any(:names) or a.reference = any(:names)""",
        names=sorted(names),
    )
    return {row.reference: row for row in rows} | {
        row.external_reference: row for row in rows if row.external_reference
    }


def _unknown_agreement(plan: Plan, row: int, values: Mapping[str, Any]) -> None:
    if values["agreement"]:
        plan.refuse(row, "agreement", "Deze overeenkomst is onbekend.", "This agreement is unknown.",
                    "Lees eerst de overeenkomsten in, en noem hun kenmerk.", "Read in the agreements first, and give their reference.")  # fmt: skip


async def _tranches(tx: Tx, plan: Plan, found: Sequence[Found]) -> None:
    agreements = await _named_agreements(tx, _given(found, "agreement"))
    named = []
    for row, values in found:
        agreement = agreements.get(values["agreement"])
        if agreement is None:
            _unknown_agreement(plan, row, values)
        elif agreement.in_force == 0 and (agreement.external_reference is None or agreement.state != "draft"):
            plan.refuse(row, "agreement", "Deze overeenkomst is hier opgesteld en nog niet in werking.",
                        "This agreement was drafted here, and is not in force yet.",
                        "Zet haar tranches in het concept.", "Put its tranches in the draft.")  # fmt: skip
        else:
            named.append((row, {**values, "agreement_id": agreement.id, "in_force": agreement.in_force,
                                "ends_on": agreement.ends_on}))  # fmt: skip
    _twice(plan, named, "tranche", {row: v["tranche"] and (v["agreement_id"], v["tranche"]) for row, v in named})
    lots = {
        (lot.agreement_id, lot.position): lot
        for lot in await tx.rows(
            "select agreement_id, position, amount_cents, due_on, in_kind from lot where agreement_id = any(:ids)",
            ids=list({v["agreement_id"] for _, v in named}),
        )
    }
    for row, values in named:
        lot = lots.get((values["agreement_id"], values["tranche"]))
        if not values["in_force"]:
            last = last_due(values["ends_on"])
            if values["due_on"] and values["due_on"] > last:
                mend = notation.day(last)
                plan.refuse(row, "due_on", "Deze dag is meer dan twee jaar na het einde van de overeenkomst.",
                            "This day is more than two years after the agreement's end.", f"Kies uiterlijk {mend.nl}.",
                            f"Choose {mend.en} at the latest.")  # fmt: skip
            elif row not in plan.faulty:
                plan.new.append((row, values))
        elif lot and not _differs(
            *((values[name], getattr(lot, name)) for name in ("amount_cents", "due_on", "in_kind"))
        ):
            plan.known += row not in plan.faulty
        elif values["tranche"]:
            plan.refuse(row, "tranche", "Deze overeenkomst is al in werking, zonder precies deze tranche.",
                        "This agreement is in force already, without exactly this tranche.",
                        "Wijzig haar met een nieuwe versie.", "Amend it by a new version.")  # fmt: skip


async def _add_tranches(tx: Tx, new: Sequence[Found], of: UUID, progress: Progress) -> None:
    """The tranches become the first terms, and those come into force with their agreement."""
    await tx.scalar("select polder.lock_for_import('{}')")
    terms: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for _, v in sorted(new, key=lambda one: one[1]["tranche"]):
        terms[v["agreement_id"]].append({
            "position": v["tranche"], "amount_cents": v["amount_cents"], "due_on": str(v["due_on"]), "in_kind": v["in_kind"],
            "pool_id": None, "condition": v["condition"],
        })  # fmt: skip
    for some in _batches(sorted(terms), ENTRIES):
        rows = [
            {"id": str(id), "tranches": terms[id], "cents": sum(t["amount_cents"] for t in terms[id])} for id in some
        ]
        done = await tx.rows(
            """update agreement_version v set tranches = r.tranches, amount_cents = r.cents
               from jsonb_to_recordset(cast(:rows as jsonb)) as r(id uuid, tranches jsonb, cents bigint)
               where v.agreement_id = r.id and v.state = 'draft' returning v.id""",
            rows=json.dumps(rows),
        )
        versions = [row.id for row in done]
        await perform_all(tx, AGREEMENT, some, "import")
        await perform_all(tx, VERSION, versions, "import")
        await tx.scalar("select polder.put_in_force(:versions)", versions=versions)
        await progress(sum(len(terms[id]) for id in some))


# ---- receipts --------------------------------------------------------------------------------------------------------


async def _receipts(tx: Tx, plan: Plan, found: Sequence[Found]) -> None:
    again = _twice(plan, found, "reference", {row: values["reference"] for row, values in found})
    agreements = await _named_agreements(tx, _given(found, "agreement"))
    lots = {
        (lot.agreement_id, lot.position): lot
        for lot in await tx.rows(
            """select l.id, l.agreement_id, l.position, l.in_kind, p.uninvoiced from lot l join polder.lot_position p on p.lot_id = l.id
               where l.agreement_id = any(:ids)""",
            ids=list({agreement.id for agreement in agreements.values()}),
        )
    }
    booked, undone = await _booked(tx, _given(found, "reference"))
    today: date = await tx.scalar("select polder.today()")
    left = {lot.id: lot.uninvoiced for lot in lots.values()}
    for row, values in found:
        agreement = agreements.get(values["agreement"])
        lot = lots.get((agreement.id, values["tranche"])) if agreement else None
        earlier = booked.get(values["reference"])
        if lot and earlier == (lot.id, values["amount_cents"], str(values["received_on"])):
            plan.known += row not in plan.faulty
            continue
        if agreement is None:
            _unknown_agreement(plan, row, values)
        elif values["tranche"] and (lot is None or lot.in_kind):
            plan.refuse(row, "tranche", "Deze tranche is er niet, of is in natura.", "There is no such tranche, or it is in kind.",
                        "Lees eerst de tranches in.", "Read in the tranches first.")  # fmt: skip
        received = values["received_on"]
        if earlier and _differs(
            (lot and lot.id, earlier[0]), (values["amount_cents"], earlier[1]), (received and str(received), earlier[2])
        ):
            plan.refuse(row, "reference", "Dit kenmerk is al ingelezen, met een andere tranche, dag of bedrag.",
                        "This reference was read in already, with another tranche, day or amount.",
                        "Herstel de rij, of geef haar een ander kenmerk.", "Mend the row, or give it another reference.")  # fmt: skip
        if agreement and agreement.state not in ("active", "defaulted"):
            plan.refuse(row, "agreement", "Deze overeenkomst loopt niet.", "This agreement is not active.",
                        "Neem alleen ontvangsten van lopende overeenkomsten op.", "Take only receipts of active agreements.")  # fmt: skip
        if received and received > today:
            plan.refuse(
                row,
                "received_on",
                *TO_COME,
                "Neem alleen op wat al ontvangen is.",
                "Take only what has arrived already.",
            )
        if received and agreement and received < agreement.earliest:
            mend = notation.day(agreement.earliest)
            plan.refuse(row, "received_on", "Deze dag is meer dan een jaar vóór het begin van de overeenkomst.",
                        "This day is more than a year before the agreement's start.", f"Kies {mend.nl} of later, of noem een andere overeenkomst.",
                        f"Choose {mend.en} or later, or name another agreement.")  # fmt: skip
        cents = values["amount_cents"] or 0
        if lot and not lot.in_kind and not earlier and row not in again and left[lot.id] < cents:
            amount = notation.euros(left[lot.id])
            plan.refuse(row, "amount_cents", f"Van deze tranche staat nog maar {amount.nl} open.",
                        f"Of this tranche, only {amount.en} is still open.", "Verdeel het over meer tranches, of wijzig de tranche.",
                        "Divide it over more tranches, or amend the tranche.")  # fmt: skip
        if lot and row not in plan.faulty:
            left[lot.id] -= cents
            plan.new.append((row, {**values, "lot": lot.id, "undone": undone.get(values["reference"], 0)}))


def _key(reference: str, undone: int) -> str:
    """`undone`: how many receipts of this reference were reversed."""
    return f"import:receipt{f'.{undone}' if undone else ''}:{reference}"


async def _booked(tx: Tx, references: set[str]) -> tuple[dict[str, tuple[UUID, int, str]], dict[str, int]]:
    """What is in the ledger by these references (lot, cents, and the day of receipt), and how often each was reversed."""
    booked, undone = dict[str, tuple[UUID, int, str]](), dict[str, int]()
    times = 0
    while references:
        keys = {_key(reference, times): reference for reference in references}
        rows = await tx.rows(
            """select e.key, p.lot_id, p.amount_cents, e.happened_on::text as received_on,
                 exists (select from journal_entry r where r.reverses_id = e.id) as reversed
               from journal_entry e join posting p on p.entry_id = e.id join ledger_account a on a.id = p.account_id and a.kind = 'bank'
               where e.key = any(:keys)""",
            keys=list(keys),
        )
        booked |= {keys[row.key]: (row.lot_id, row.amount_cents, row.received_on) for row in rows if not row.reversed}
        times += 1
        references = {keys[row.key] for row in rows if row.reversed}
        undone |= dict.fromkeys(references, times)
    return booked, undone


async def _add_receipts(tx: Tx, new: Sequence[Found], of: UUID, progress: Progress) -> None:
    """Each is posted as money that arrived without an invoice, on its day or the first open one after it."""
    await tx.scalar("select polder.lock_for_import(:lots)", lots=list({v["lot"] for _, v in new}))
    days = {
        row.day: row.open_day
        for row in await tx.rows(
            "select d as day, polder.open_day(d) as open_day from unnest(cast(:days as date[])) as d",
            days=list({v["received_on"] for _, v in new}),
        )
    }
    for some in _batches(sorted(new, key=lambda one: (one[1]["received_on"], one[0])), ENTRIES):
        entries = [
            {
                "key": _key(v["reference"], v["undone"]), "posted_on": str(days[v["received_on"]]), "happened_on": str(v["received_on"]),
                "event": ledger.Event.receipt, "description": v["description"] or v["reference"], "source_kind": "funding_import",
                "source_id": str(of), "lines": [line.json for line in ledger.paid_uninvoiced(v["lot"], v["amount_cents"])],
            }
            for _, v in some
        ]  # fmt: skip
        await tx.scalar("select polder.post_entries(cast(:entries as jsonb))", entries=json.dumps(entries))
        await progress(len(some))


ADD = {
    ImportKind.agreements: _add_agreements, ImportKind.tranches: _add_tranches, ImportKind.receipts: _add_receipts,
}  # fmt: skip
