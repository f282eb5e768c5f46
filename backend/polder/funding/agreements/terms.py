"""What was agreed, checked: its facts, and a version's tranches, rights and parties, put on a draft or refused at their field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from polder.funding.agreements import rules
from polder.funding.agreements.tables import Agreement, AgreementVersion
from polder.funding.agreements.words import KEY_KNOWN, KEY_UNKNOWN, TERM
from polder.kernel import notation, problems
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


async def checked(tx: Tx, values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an agreement or decision, its contact's address as it is written to; or what is wrong with them."""
    values, wrong = dict(values), list[FieldProblem]()
    if values.get("matching_key") and not await tx.scalar(
        "select polder.matching_key_known(:key)", key=values["matching_key"]
    ):
        wrong.append(FieldProblem("matching_key", KEY_UNKNOWN, KEY_KNOWN))
    if values.get("contact_email"):
        values["contact_email"] = mail_address(values["contact_email"])
        if values["contact_email"] is None:
            wrong.append(FieldProblem("contact_email", NO_ADDRESS, LIKE_THIS))
    if wrong:
        raise problems.invalid(*wrong)
    return values


async def set_terms(tx: Tx, agreement: Agreement, version: AgreementVersion, terms: Mapping[str, Any]) -> None:
    """Put the named terms on a draft version, or say which of them cannot be."""
    wrong: list[FieldProblem] = []
    if version.ends_on < agreement.starts_on:
        raise problems.invalid(TERM)
    if version.number > 1:
        wrong += await before_the_work(tx, version)
        first = await tx.scalar("select polder.effective_from(:id, :number)", id=agreement.id, number=version.number)
        if version.effective_on < first:
            day = notation.day(first)
            wrong.append(FieldProblem("effective_on", CHECKS["version_early"].problem,
                                      Words(nl=f"Kies {day.nl} of later.", en=f"Choose {day.en} or later.")))  # fmt: skip
    if "tranches" in terms:
        tranches = rules.numbered(terms["tranches"])
        wrong += await _wrong_tranches(tx, agreement, tranches, rules.numbers(terms["tranches"]))
        version.tranches = [plain(tranche) for tranche in tranches]
        version.amount_cents = rules.total(tranches)
    wrong += _wrong_days(version, rules.numbers(terms.get("tranches", ())))
    if "rights" in terms:
        rights, found = await _rights(tx, version.effective_on, terms["rights"])
        wrong += found
        version.rights = rights
    if "parties" in terms:
        wrong += await _wrong_parties(tx, agreement, terms["parties"])
        version.parties = [plain(party) for party in terms["parties"]]
    if wrong:
        raise problems.invalid(*wrong)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps it: dates and ids are text."""
    return {name: str(v) if isinstance(v, date | UUID) else v for name, v in values.items()}


async def _wrong_tranches(
    tx: Tx, agreement: Agreement, tranches: Sequence[dict[str, Any]], given: Sequence[int]
) -> list[FieldProblem]:
    """`given`: the numbers in the order in which the tranches were sent."""
    wrong = []
    numbers = [t["position"] for t in tranches]
    if len(set(numbers)) < len(numbers):
        wrong.append(
            FieldProblem(
                "tranches",
                Words(nl="Een tranche staat er tweemaal.", en="A tranche is named twice."),
                Words(nl="Geef elke tranche één nummer.", en="Give each tranche one number."),
            )
        )
    known = await tx.rows(
        "select id from fund_pool where id = any(:ids)", ids=[t["pool_id"] for t in tranches if t["pool_id"]]
    )
    for t in tranches:
        if t["pool_id"] and t["pool_id"] not in {row.id for row in known}:
            wrong.append(
                FieldProblem(
                    _place(given, t["position"], "pool_id"),
                    Words(nl="Dit fonds bestaat niet.", en="There is no such fund pool."),
                    Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
                )
            )
    return wrong + await below_what_was_called(tx, agreement.id, tranches, given)


def _wrong_days(version: AgreementVersion, given: Sequence[int]) -> list[FieldProblem]:
    """Tranches that fall due too long after the end."""
    last = rules.last_due(version.ends_on)
    until = notation.day(last)
    return [
        FieldProblem(
            _place(given, t["position"], "due_on"),
            Words(nl=f"Tranche {t['position']} vervalt op een dag die niet kan kloppen.", en=f"Tranche {t['position']} falls due on a day that cannot be right."),
            Words(nl=f"Kies een dag tot en met {until.nl}, twee jaar na het einde.",
                  en=f"Choose a day no later than {until.en}, two years after the end."),
        )
        for t in version.tranches
        if date.fromisoformat(t["due_on"]) > last
    ]  # fmt: skip


def _place(given: Sequence[int], position: int, name: str) -> str:
    """The field of a tranche as it was sent: by its place in the list, from 0; the list where it was left out."""
    return f"tranches.{given.index(position)}.{name}" if position in given else "tranches"


async def below_what_was_called(
    tx: Tx, agreement_id: UUID, tranches: rules.Terms, given: Sequence[int]
) -> list[FieldProblem]:
    """A lot cannot become smaller than what was called under it already, nor change between money and work."""
    lots = await tx.rows(
        """select l.position, l.in_kind, case when l.in_kind then polder.in_kind_accepted(l.id) else p.committed - p.uninvoiced end as settled from lot l
           join polder.lot_position p on p.lot_id = l.id where l.agreement_id = :id""",
        id=agreement_id,
    )
    wrong = []
    kinds = {lot.position: lot.in_kind for lot in lots}
    for tranche, cents in rules.too_low(tranches, {lot.position: lot.settled for lot in lots}):
        amount = notation.euros(cents)
        if kinds[tranche]:
            wrong.append(
                FieldProblem(
                    _place(given, tranche, "amount_cents"),
                    Words(
                        nl=f"Van tranche {tranche} is al {amount.nl} in natura aangenomen.",
                        en=f"Of tranche {tranche}, {amount.en} has been accepted in kind already.",
                    ),
                    Words(
                        nl=f"Maak het {amount.nl} of meer, of draai eerst een aanneming terug.",
                        en=f"Make it {amount.en} or more, or undo an acceptance first.",
                    ),
                )
            )
            continue
        wrong.append(
            FieldProblem(
                _place(given, tranche, "amount_cents"),
                Words(
                    nl=f"Van tranche {tranche} is al {amount.nl} opgevraagd of afgewikkeld.",
                    en=f"Of tranche {tranche}, {amount.en} has been called or settled already.",
                ),
                Words(
                    nl=f"Maak het {amount.nl} of meer, of crediteer eerst een factuur.",
                    en=f"Make it {amount.en} or more, or credit an invoice first.",
                ),
            )
        )
    for t in tranches:
        if kinds.get(t["position"], bool(t.get("in_kind"))) != bool(t.get("in_kind")):
            wrong.append(FieldProblem(_place(given, t["position"], "in_kind"), REFUSALS["tranche_kind_fixed"],
                                      Words(nl="Geef haar een nieuw nummer.", en="Give it a new number.")))  # fmt: skip
    return wrong


async def before_the_work(tx: Tx, version: AgreementVersion) -> list[FieldProblem]:
    """An agreement does not end before work that was accepted under it was done. The database holds it; this names the day."""
    last = await tx.scalar(
        """select max(c.performed_until) from in_kind_contribution c join lot l on l.id = c.lot_id
           where l.agreement_id = :id and c.state in ('accepted', 'counted')""",
        id=version.agreement_id,
    )
    if last is None or version.ends_on >= last:
        return []
    day = notation.day(last)
    return [
        FieldProblem(
            "ends_on",
            CHECKS["term_worked"].problem,
            Words(nl=f"Kies {day.nl} of later.", en=f"Choose {day.en} or later."),
        )
    ]


async def _rights(
    tx: Tx, day: date, rights: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[FieldProblem]]:
    """The rights with what their kind says where nothing else was agreed, and what is wrong with them."""
    rows = await tx.rows(
        """select key, takes_field, takes_term, response_days from right_kind
           where state = 'in_force' and :day between valid_from and coalesce(valid_until, 'infinity')""",
        day=day,
    )
    kinds = {row.key: row for row in rows}
    found: list[dict[str, Any]] = []
    wrong: list[FieldProblem] = []
    for n, right in enumerate(rights):
        kind = kinds.get(right["kind"])
        if kind is None:
            wrong.append(
                FieldProblem(
                    f"rights.{n}.kind",
                    Words(
                        nl="Dit soort recht staat niet in de lijst.", en="This kind of right is not in the catalogue."
                    ),
                    Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
                )
            )
            continue
        for name, takes in (("field", kind.takes_field), ("term_months", kind.takes_term)):
            if right[name] is not None and not takes:
                wrong.append(
                    FieldProblem(
                        f"rights.{n}.{name}",
                        Words(nl="Dit recht kent dit niet.", en="This right does not have this."),
                        Words(nl="Laat het leeg.", en="Leave it empty."),
                    )
                )
        found.append({**right, "response_days": right["response_days"] or kind.response_days})
    return found, wrong


async def _wrong_parties(tx: Tx, agreement: Agreement, parties: Sequence[dict[str, Any]]) -> list[FieldProblem]:
    ids = [party["organisation_id"] for party in parties]
    known = {row.id for row in await tx.rows("select id from organisation where id = any(:ids)", ids=ids)}
    wrong = []
    for n, id in enumerate(ids):
        if id not in known:
            problem = Words(nl="Deze organisatie bestaat niet.", en="There is no such organisation.")
        elif id == agreement.funder_id:
            problem = Words(nl="De financier is al partij.", en="The funder is a party already.")
        elif id in ids[:n]:
            problem = Words(nl="Deze partij staat er tweemaal.", en="This party is named twice.")
        else:
            continue
        remedy = Words(nl="Kies een andere, of laat haar weg.", en="Choose another, or leave it out.")
        wrong.append(FieldProblem(f"parties.{n}.organisation_id", problem, remedy))
    return wrong
