"""What a funder's page says in files, in both languages. On screen: see `frontend/src/insights/messages.ts`."""

from polder.insights.rules import Standing
from polder.kernel.words import Words

STANDINGS = {
    Standing.paid: Words(nl="betaald", en="paid"),
    Standing.late: Words(nl="te laat", en="late"),
    Standing.asked: Words(nl="gefactureerd", en="invoiced"),
    Standing.conditional: Words(nl="wacht op de voorwaarde", en="waits for its condition"),
    Standing.coming: Words(nl="komt nog", en="to come"),
    Standing.unasked: Words(nl="nog niet door ons gevraagd", en="not asked for by us yet"),
    Standing.in_kind_open: Words(nl="in natura, nog te leveren", en="in kind, still to be given"),
    Standing.in_kind_done: Words(nl="in natura, geleverd", en="in kind, given"),
    Standing.ended: Words(nl="vervallen", en="ended"),
}
BASES = {
    "committed": Words(nl="toegezegd", en="promised"),
    "invoiced": Words(nl="gefactureerd", en="invoiced"),
    "received": Words(nl="betaald", en="paid"),
    "spent": Words(nl="besteed", en="spent"),
}
PURPOSES = {
    "programme": Words(nl="Programma", en="Programme"),
    "position": Words(nl="Positie", en="Position"),
    "grant": Words(nl="Subsidieproject", en="Grant"),
}
EVENTS = {
    "receipt": Words(nl="ontvangen", en="received"),
    "repayment": Words(nl="terugbetaald", en="paid back"),
    "refund": Words(nl="te veel betaald, terugbetaald", en="paid too much, refunded"),
}
