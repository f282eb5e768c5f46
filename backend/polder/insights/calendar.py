"""Due dates as an iCalendar feed (RFC 5545): one all-day event per amount that is still to come."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, vDuration

from polder.funding.invoices.rules import shown_reference
from polder.kernel import notation
from polder.kernel.words import Words

NAME = Words(nl="Bijdragen aan {institute}", en="Contributions to {institute}")
CASH = Words(nl="{amount} aan {institute} ({what})", en="{amount} to {institute} ({what})")
IN_KIND = Words(
    nl="In natura: nog {amount} aan {institute} ({what})", en="In kind: {amount} still to give to {institute} ({what})"
)
TRANCHE = Words(nl="{reference}, termijn {tranche}", en="{reference}, tranche {tranche}")
INVOICE = Words(
    nl="Factuur {invoice}, betalingskenmerk {reference}.", en="Invoice {invoice}, payment reference {reference}."
)
CONDITIONAL = Words(nl="Alleen als aan de voorwaarde is voldaan.", en="Only if its condition has been met.")
DETAILS = Words(nl="Uw pagina: {address}", en="Your page: {address}")


def feed(
    dues: Sequence[Mapping[str, Any]], *, funder: str, institute: str, base_url: str, language: str, now: datetime
) -> bytes:
    """The whole calendar. An event keeps its UID when its amount or day changes, so that calendars follow."""
    made = Calendar()
    made.add("prodid", "-//Polder//funder calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    name = NAME.in_(language).format(institute=institute)
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(timedelta(hours=12)), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(timedelta(hours=12)))
    host = base_url.partition("://")[2].partition("/")[0].partition(":")[0]
    for due in dues:
        made.add_component(
            _event(due, host, f"{base_url}/admin/#/funder_pages/{funder}/show", institute, language, now)
        )
    return bytes(made.to_ical())


def _event(due: Mapping[str, Any], host: str, address: str, institute: str, language: str, now: datetime) -> Event:
    what = TRANCHE.in_(language).format(reference=due["reference"], tranche=due["tranche"])
    said = (IN_KIND if due["in_kind"] else CASH).in_(language).format(
        amount=notation.euros(due["cents"]).in_(language).replace("\xa0", " "), institute=institute, what=what
    )  # fmt: skip
    lines = [due["title"]]
    if due["invoice"]:
        lines.append(
            INVOICE.in_(language).format(invoice=due["invoice"], reference=shown_reference(due["rf_reference"]))
        )
    if due["conditional"]:
        lines.append(CONDITIONAL.in_(language))
    lines.append(DETAILS.in_(language).format(address=address))
    made, day = Event(), date.fromisoformat(due["due_on"])
    made.add("uid", f"{due['lot_id']}.{due['invoice_id'] or 'open'}@{host}")
    made.add("dtstamp", now.astimezone(UTC))
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", said)
    made.add("description", "\n".join(lines))
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
    return made
