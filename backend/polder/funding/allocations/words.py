"""What allocations are called in the audit trail, and what is said when one is refused."""

from polder.funding.allocations.lifecycle import DETERMINED
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

operations.TABLES.update(allocation=Words(nl="toewijzing", en="allocation"))
CHECKS.update(
    outside_purpose=FieldProblem(
        "from_day",
        Words(nl="Deze periode valt buiten die van de bestemming.", en="This period is outside that of the purpose."),
        Words(nl="Kies dagen waarop de bestemming loopt.", en="Choose days on which the purpose runs."),
    ),
    cost_outside=FieldProblem(
        "day",
        Words(
            nl="De kosten vallen buiten de periode van de toewijzing.",
            en="The cost is outside the period of the allocation.",
        ),
        Words(nl="Kies een dag in die periode.", en="Choose a day in that period."),
    ),
    reported_before=FieldProblem(
        "day",
        Words(nl="Op die dag was de toewijzing nog niet begonnen.", en="On that day the allocation had not begun yet."),
        Words(nl="Kies haar eerste dag, of later.", en="Choose its first day, or later."),
    ),
    cost_of_another=FieldProblem(
        "source_id",
        Words(
            nl="De kosten komen niet uit het lot en de bestemming van deze toewijzing.",
            en="The cost is not of the lot and purpose of this allocation.",
        ),
        Words(
            nl="Kies de toewijzing van dat lot en die bestemming.", en="Choose the allocation of that lot and purpose."
        ),
    ),
    cost_before_booking=FieldProblem(
        "posted_on",
        Words(nl="Op die dag was dit geld nog niet toegewezen.", en="On that day this money was not allocated yet."),
        Words(
            nl="Boek de kosten op de dag van de toewijzing, of later.",
            en="Post the cost on the day of the allocation, or later.",
        ),
    ),
    purpose_not_in_pool=FieldProblem(
        "purpose_id",
        Words(
            nl="Dit lot zit in een fonds dat deze bestemming niet toelaat.",
            en="This lot is in a fund pool that does not allow this purpose.",
        ),
        Words(nl="Kies een bestemming van het fonds.", en="Choose a purpose of the pool."),
    ),
    lot_in_kind=FieldProblem(
        "lot_id",
        Words(
            nl="Dit lot is een bijdrage in natura: die wordt niet toegewezen maar gewaardeerd.",
            en="This lot is a contribution in kind: it is valued, not allocated.",
        ),
        Words(nl="Kies een lot in geld.", en="Choose a lot in cash."),
    ),
    before_term=FieldProblem(
        "from_day",
        Words(
            nl="Deze dag ligt vóór het begin van het besluit of de overeenkomst.",
            en="This day is before the start of the decision or agreement.",
        ),
        Words(nl="Kies het begin daarvan, of later.", en="Choose that start, or later."),
    ),
    after_decision=FieldProblem(
        "until_day",
        Words(nl="Deze dag ligt na het einde van het besluit.", en="This day is after the end of the decision."),
        Words(
            nl="Kies een dag tot en met het einde van het besluit.", en="Choose a day up to the end of the decision."
        ),
    ),
    after_agreement=FieldProblem(
        "until_day",
        Words(
            nl="Deze dag ligt meer dan twee jaar na het einde van de overeenkomst.",
            en="This day is more than two years after the end of the agreement.",
        ),
        Words(
            nl="Kies een eerdere dag, of verleng eerst de overeenkomst.",
            en="Choose an earlier day, or extend the agreement first.",
        ),
    ),
    ck_allocation_period=FieldProblem(
        "until_day",
        Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."),
        Words(nl="Kies een latere dag.", en="Choose a later day."),
    ),
)
REFUSALS.update(
    lot_overplanned=Words(
        nl="Van dit lot is dan meer toegewezen dan er nog te besteden is. Verlaag het bedrag, of geef eerst een andere"
        " toewijzing vrij.",
        en="More of this lot would be allocated than can still be spent. Lower the amount, or release another allocation first.",
    ),
    lot_determined=DETERMINED,
    term_allocated=Words(
        nl="Buiten deze dagen is geld toegewezen of zijn kosten gemaakt. Kies dagen die dat omvatten, of kort eerst de toewijzingen in.",
        en="Money is allocated outside these days, or costs were made there. Choose days that include it, or shorten the allocations first.",
    ),
    purpose_not_in_pool=Words(
        nl="Dit lot zit in een fonds dat deze bestemming niet toelaat. Kies een bestemming van het fonds.",
        en="This lot is in a fund pool that does not allow this purpose. Choose a purpose of the pool.",
    ),
    pool_purpose_used=Words(
        nl="Uit dit fonds is geld aan deze bestemming toegewezen. Geef dat eerst vrij.",
        en="Money of this pool is allocated to this purpose. Release that first.",
    ),
    reported_unspent=Words(
        nl="Er zou meer verantwoord zijn dan besteed. Draai eerst de verantwoording terug.",
        en="More would be reported than was spent. Reverse the report first.",
    ),
    cost_not_booked=Words(
        nl="Kosten horen bij een geboekte toewijzing. Boek haar eerst.",
        en="Costs belong to a booked allocation. Book it first.",
    ),
    allocation_fixed=Words(
        nl="Een geboekte toewijzing ligt vast; alleen de laatste dag en de notitie kunnen nog wijzigen. Geef haar vrij en"
        " maak een nieuwe.",
        en="A booked allocation is fixed; only its last day and note can still change. Release it and make a new one.",
    ),
)
