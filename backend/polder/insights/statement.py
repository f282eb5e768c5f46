"""A funder's statement as PDF: each figure, and under it the chain that proves it: tranche, invoice, receipt, use."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from polder.funding.invoices.rules import shown_reference
from polder.insights.words import BASES, COUNTED, EVENTS, OVERPAID, PUBLISHED, PURPOSES, STANDINGS, WORK
from polder.kernel import notation

if TYPE_CHECKING:
    from polder.kernel.pdf.document import Document

T = Callable[[str, str], str]


def day(text: str, language: str) -> str:
    return notation.day(text).in_(language)


def money(cents: int, language: str) -> str:
    return notation.euros(cents).in_(language)


def statement_pdf(page: Mapping[str, Any], institute: str, language: str) -> bytes:
    """The file, from the page. Takes tenths of a second: run it in a thread."""
    from polder.kernel.pdf.document import Document

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    title = t("Overzicht van bijdragen", "Statement of contributions")
    made = Document(
        f"{title}: {page['name']}",
        language,
        institute,
        f"{institute} · {page['name']} · {day(page['as_of'], language)}",
    )
    made.paragraph(institute, strong=True)
    made.heading(title)
    made.paragraph(t(f"Voor {page['name']}, stand van {day(page['as_of'], language)}.",
                     f"For {page['name']}, as of {day(page['as_of'], language)}."))  # fmt: skip
    _figures(made, page, language, t)
    _due(made, page, language, t)
    _matched(made, page, language, t)
    _purposes(made, page, language, t)
    for agreement in page["agreements"]:
        _agreement(made, agreement, page, language, t)
    _contact(made, page["contact"], t)
    return bytes(made)


def _figures(made: "Document", page: Mapping[str, Any], language: str, t: T) -> None:
    of = page["figures"]
    made.rule()
    lines = [
        (t("Toegezegd", "Promised"), of["promised_cents"], True),
        (t("Betaald", "Paid"), of["received_cents"], True),
        (t("Afronding, geldt als betaald", "Rounding, counts as paid"), of["rounded_cents"], False),
        (t("Nog te betalen", "Still to pay"), of["open_cents"], True),
        (t("waarvan over de vervaldag", "of which past its due date"), of["late_cents"], False),
        (t("Te veel ontvangen", "Received too much"), of["overpaid_cents"], False),
        (t("Betaald en nog niet toegewezen", "Paid and not yet allocated"), of["free_cents"], False),
        (t("Toegewezen aan bestemmingen", "Allocated to purposes"), of["allocated_cents"], True),
        (t("waarvan besteed", "of which spent"), of["spent_cents"], False),
        (t("waarvan aan u verantwoord", "of which reported to you"), of["reported_cents"], False),
        (t("Teruggegeven", "Returned"), of["returned_cents"], False),
        (t("Vervallen", "Written off"), of["written_off_cents"], False),
        (t("In natura toegezegd", "Promised in kind"), of["in_kind_promised_cents"], False),
        (t("In natura aanvaard", "Accepted in kind"), of["in_kind_accepted_cents"], False),
        (
            t("Publiek geld volgens de afgesproken verhouding", "Public money by the agreed ratio"),
            of["matched_cents"],
            True,
        ),
    ]
    for label, cents, always in lines:
        if cents or (always and label):
            made.amount(label, money(cents, language), strong=always)
    if of["overpaid_cents"]:
        made.paragraph(OVERPAID.in_(language).format(amount=money(of["overpaid_cents"], language)))
    made.rule()


def _due(made: "Document", page: Mapping[str, Any], language: str, t: T) -> None:
    made.heading(t("Wat wanneer komt", "What is due when"), level=2)
    if not page["due"]:
        made.paragraph(t("Er staat niets meer open.", "Nothing is open any more."))
    for one in page["due"]:
        what = t(f"{one['agreement']}, termijn {one['tranche']}", f"{one['agreement']}, tranche {one['tranche']}")
        notes = [one["invoice"], t("in natura", "in kind") if one["in_kind"] else None, t("te laat", "late") if one["late"] else None,
                 t("onder voorwaarde", "on a condition") if one["conditional"] else None,
                 t("nog niet door ons gevraagd", "not asked for by us yet") if one["unasked"] else None]  # fmt: skip
        made.amount(
            " · ".join([day(one["due_on"], language), what, *filter(None, notes)]), money(one["cents"], language)
        )


def _matched(made: "Document", page: Mapping[str, Any], language: str, t: T) -> None:
    if not page["matching"] and not page["published"]:
        return
    made.heading(t("Waarmee het is aangevuld", "What it was matched with"), level=2)
    for one in page["matching"]:
        rule, basis = one["rule"], BASES[one["rule"]["basis"]]
        ratio = f"{rule['public_parts']} : {rule['private_parts']}"
        made.paragraph(t(
            f"{rule['name_nl']}: publiek : privaat = {ratio}, over wat van {day(rule['window_from'], language)} tot en met"
            f" {day(rule['window_until'], language)} is {basis.nl}. Bron: {rule['source']}.",
            f"{rule['name_en']}: public : private = {ratio}, on what was {basis.en} from {day(rule['window_from'], language)}"
            f" through {day(rule['window_until'], language)}. Source: {rule['source']}."))  # fmt: skip
        made.amount(t(f"Uw geld dat meetelt ({', '.join(one['agreements'])})", f"Your money that counts ({', '.join(one['agreements'])})"),
                    money(one["own_cents"], language))  # fmt: skip
        made.amount(
            t("Publiek geld volgens deze verhouding", "Public money by this ratio"),
            money(one["matched_cents"], language),
            strong=True,
        )
        made.paragraph(COUNTED.in_(language).format(cap=money(rule["cap_cents"], language)), size=9.0, soft=True)
    if page["published"]:
        total, until = page["published"]["total_cents"], page["published"]["quarter_until"]
        made.paragraph(PUBLISHED.in_(language).format(total=money(total, language), day=day(until, language)))


def _purposes(made: "Document", page: Mapping[str, Any], language: str, t: T) -> None:
    if not page["purposes"]:
        return
    made.heading(t("Wat het mogelijk maakte", "What it made possible"), level=2)
    for one in page["purposes"]:
        kind = PURPOSES[one["kind"]].in_(language)
        made.amount(f"{kind} {one['reference']}: {one['name_' + language]}", money(one["allocated_cents"], language))
        spent, reported = money(one["spent_cents"], language), money(one["reported_cents"], language)
        said = t(f"waarvan besteed: {spent}", f"of which spent: {spent}")
        if one["reported_cents"]:
            said += t(f", en daarvan aan u verantwoord: {reported}", f", and of that reported to you: {reported}")
        made.paragraph(said, size=9.0, soft=True)


def _agreement(made: "Document", agreement: Mapping[str, Any], page: Mapping[str, Any], language: str, t: T) -> None:
    made.heading(f"{agreement['reference']}: {agreement['title']}", level=2)
    made.paragraph(t(f"Van {day(agreement['starts_on'], language)} tot en met {day(agreement['ends_on'], language)}.",
                     f"From {day(agreement['starts_on'], language)} through {day(agreement['ends_on'], language)}."), soft=True)  # fmt: skip
    purposes = {one["id"]: one for one in page["purposes"]}
    for tranche in agreement["tranches"]:
        name = t(f"Termijn {tranche['tranche']}", f"Tranche {tranche['tranche']}")
        said = STANDINGS[tranche["standing"]].in_(language)
        made.amount(
            f"{name} · {day(tranche['due_on'], language)} · {said}",
            money(tranche["amount_cents"], language),
            strong=True,
        )
        if tranche["condition"]:
            made.paragraph(t("Voorwaarde: ", "Condition: ") + tranche["condition"], size=9.0, soft=True)
        for line, cents in _chain(tranche, purposes, language, t):
            made.amount(f"– {line}", "" if cents is None else money(cents, language))
    if agreement["rights"]:
        made.paragraph(t("Afgesproken rechten: ", "Agreed rights: ")
                       + "; ".join(_right(one, language, t) for one in agreement["rights"]) + ".")  # fmt: skip


def _right(right: Mapping[str, Any], language: str, t: T) -> str:
    months, days = right["term_months"], right["response_days"]
    said = [right["name_" + language], right["field"], months and t(f"{months} maanden", f"{months} months"),
            days and t(f"antwoord binnen {days} dagen", f"answer within {days} days")]  # fmt: skip
    return ", ".join(filter(None, said))


def _chain(
    tranche: Mapping[str, Any], purposes: Mapping[str, Any], language: str, t: T
) -> list[tuple[str, int | None]]:
    """What proves a tranche, line by line: invoices, receipts, work, uses, reports."""
    lines: list[tuple[str, int | None]] = []
    for one in tranche["invoices"]:
        name = t("creditnota", "credit note") if one["kind"] == "credit_note" else t("factuur", "invoice")
        text = f"{name} {one['number']}, {day(one['issued_on'], language)}, {shown_reference(one['reference'])}"
        lines.append((text, -one["amount_cents"] if one["kind"] == "credit_note" else one["amount_cents"]))
    for one in tranche["receipts"]:
        parts = [EVENTS[one["event"]].in_(language), day(one["on"], language)]
        if one["bank_reference"]:
            parts.append(one["bank_reference"])
        if one["fee_cents"]:
            kept = money(one["fee_cents"], language)
            parts.append(t(f"de bank hield {kept} in", f"the bank kept {kept}"))
        if one["overpaid_cents"] > 0:  # less than nothing is that going back, which its own name says
            over = money(one["overpaid_cents"], language)
            parts.append(t(f"waarvan {over} te veel", f"of which {over} too much"))
        if one["rounded_cents"]:
            rest = money(one["rounded_cents"], language)
            parts.append(t(f"afronding {rest}", f"rounding {rest}"))
        lines.append((", ".join(parts), one["cents"]))
    if tranche["written_off_cents"]:
        lines.append(
            (t("vervallen, wordt niet meer gevraagd", "ended, no longer asked for"), tranche["written_off_cents"])
        )
    for one in tranche["work"]:
        state = WORK[one["state"]].in_(language)
        lines.append((f"{one['reference']}: {one['what']} ({state})", one["value_cents"]))
    if 0 < tranche["open_cents"] < tranche["amount_cents"]:
        lines.append((t("komt nog", "still to come"), tranche["open_cents"]))
    for one in tranche["uses"]:
        purpose = purposes.get(one["id"])
        if purpose is not None:
            lines.append(
                (t("naar ", "to ") + f"{purpose['reference']}: {purpose['name_' + language]}", one["allocated_cents"])
            )
    for one in tranche["reports"]:
        text = t("aan u verantwoord", "reported to you") + f", {day(one['on'], language)}: {one['name']}"
        lines.append((text + (t(" (teruggedraaid)", " (reversed)") if one["reversed"] else ""), one["cents"]))
    return lines


def _contact(made: "Document", contact: Mapping[str, Any], t: T) -> None:
    made.rule()
    said = [contact[name] for name in ("name", "email", "phone") if contact[name]]
    if said:
        made.paragraph(t("Vragen? ", "Questions? ") + " · ".join(said))
