"""What a funder's page says in files, in both languages. On screen: see `frontend/src/insights/messages.ts`."""

from polder.funding.in_kind.tables import InKindState
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
WORK = {
    InKindState.declared: Words(nl="opgegeven", en="declared"),
    InKindState.valued: Words(nl="gewaardeerd", en="valued"),
    InKindState.accepted: Words(nl="aangenomen", en="accepted"),
    InKindState.counted: Words(nl="meegeteld", en="counted"),
    InKindState.rejected: Words(nl="afgewezen", en="rejected"),
    InKindState.expired: Words(nl="vervallen", en="expired"),
}
OVERPAID = Words(
    nl="Wij ontvingen {amount} te veel. Wij betalen dit terug; na overleg met ons mag u het ook aftrekken van een volgende betaling.",
    en="We received {amount} too much. We pay it back; after agreeing it with us you may also subtract it from a next payment.",
)
COUNTED = Words(
    nl="Dit is berekend over uw geld alleen; werk in natura zit er niet in. Voor alle financiers samen is de grens {cap}: wordt"
    " die samen met anderen bereikt, dan is het publieke deel bij uw geld kleiner.",
    en="This is counted on your money alone, without work in kind. For all funders together the limit is {cap}: where you reach"
    " it together with others, the public part beside your money is smaller.",
)
PUBLISHED = Words(
    nl="Alle private financiers samen hadden op {day} {total} betaald. Dit totaal wordt alleen gepubliceerd als het niets over"
    " een van hen zegt.",
    en="All private funders together had paid {total} on {day}. This total is published only when it tells nothing about one of them.",
)
