"""What things of the ledger are called in files and in the audit trail, and what is said when something is refused."""

from polder.funding.ledger.tables import PurposeKind
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

PURPOSE_KINDS = {
    PurposeKind.programme: Words(nl="programma", en="programme"),
    PurposeKind.position: Words(nl="functie", en="position"),
    PurposeKind.grant: Words(nl="onderzoekssubsidie", en="grant"),
}
ASSETS = {
    "EUR": Words(nl="geld", en="cash"),
    "EUR.C": Words(nl="toezeggingen", en="commitments"),
    "EUR.K": Words(nl="in natura", en="in kind"),
}
operations.TABLES.update(
    lot=Words(nl="lot", en="lot"),
    purpose=Words(nl="bestemming", en="purpose"),
    fund_pool=Words(nl="fonds", en="fund pool"),
    pool_purpose=Words(nl="bestemming van een fonds", en="purpose of a fund pool"),
    closed_period=Words(nl="afgesloten periode", en="closed period"),
)
LATER = Words(nl="Kies een latere dag.", en="Choose a later day.")
UNWRITABLE = Words(nl="Laat de bron van het lot zoals zij is.", en="Leave the source of the lot as it is.")
CHECKS.update(
    ck_purpose_period=FieldProblem(
        "valid_until",
        Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."),
        Words(nl="Kies een latere dag, of laat hem leeg.", en="Choose a later day, or leave it empty."),
    ),
    ck_closed_period_period=FieldProblem(
        "until_day", Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."), LATER
    ),
    ck_account_balance_overdrawn=FieldProblem(
        "amount_cents",
        Words(nl="Zoveel is er niet (meer) van dit lot.", en="There is not that much (left) of this lot."),
        Words(
            nl="Verlaag het bedrag; het grootboek zegt wat er is.",
            en="Lower the amount; the ledger says what there is.",
        ),
    ),
    ck_lot_balance_conserved=FieldProblem(
        "lines",
        Words(nl="Van een lot verdwijnt of ontstaat geld.", en="Money of a lot would vanish or come from nowhere."),
        Words(
            nl="Boek wat werd opgevraagd en wat ervan werd, van elk lot evenveel.",
            en="Post what was called and what became of it, as much of each lot.",
        ),
    ),
    ck_lot_balance_not_received_yet=FieldProblem(
        "amount_cents",
        Words(
            nl="Zoveel vrij geld is er van dit lot nog niet binnen.",
            en="Not that much free money of this lot has arrived.",
        ),
        Words(nl="Wacht op de ontvangst, of verlaag het bedrag.", en="Wait for the receipt, or lower the amount."),
    ),
    ck_lot_balance_not_owed=FieldProblem(
        "amount_cents",
        Words(
            nl="Zoveel is er van dit lot niet terug te betalen, of het is al terugbetaald.",
            en="Not that much of this lot is to be paid back, or it was paid back already.",
        ),
        Words(nl="Verlaag het bedrag, of kies een ander lot.", en="Lower the amount, or choose another lot."),
    ),
    ck_journal_entry_reversal_reason=FieldProblem(
        "reason",
        Words(nl="Een reden ontbreekt.", en="A reason is missing."),
        Words(nl="Schrijf kort waarom; de reden blijft bewaard.", en="Write briefly why; the reason is kept."),
    ),
    ck_posting_original=FieldProblem(
        "original_currency",
        Words(nl="Van vreemd geld ontbreekt iets.", en="Something of the foreign money is missing."),
        Words(nl="Geef munt, bedrag en koers samen.", en="Give currency, amount and rate together."),
    ),
    ck_lot_source=FieldProblem(
        "agreement_id",
        Words(nl="Een lot hoort bij één overeenkomst of één besluit.", en="A lot is of one agreement or one decision."),
        UNWRITABLE,
    ),
)
REFUSALS.update(
    period_closed=Words(
        nl="Deze dag ligt in een afgesloten periode. Boek op een dag die open is.",
        en="This day is in a closed period. Post on a day that is open.",
    ),
    posted_ahead=Words(
        nl="Deze dag komt nog. Boek op vandaag of eerder.", en="This day is ahead. Post on today or before."
    ),
    period_not_over=Words(
        nl="De periode is nog niet voorbij. Sluit haar af na haar laatste dag.",
        en="The period is not over yet. Close it after its last day.",
    ),
    period_not_next=Words(
        nl="Een afsluiting begint op de dag na de laatste afgesloten dag. Begin op die dag.",
        en="A closing begins on the day after the last closed day. Begin on that day.",
    ),
    reversal_of_reversal=Words(
        nl="Een tegenboeking wordt niet teruggedraaid. Boek opnieuw wat er gebeurd is.",
        en="A reversal is not reversed. Post anew what happened.",
    ),
    reversed_at_source=Words(
        nl="Deze boeking is door een ander stuk gemaakt. Draai haar daar terug: bij de bankregel, factuur of bijdrage.",
        en="Another record made this entry. Undo it there: at the bank entry, invoice or contribution.",
    ),
    reversed_before=Words(
        nl="Een tegenboeking kan niet vóór de boeking zelf liggen. Kies dezelfde dag of een latere.",
        en="A reversal cannot come before its entry. Choose the same day or a later one.",
    ),
    uq_journal_entry_reverses_id=Words(
        nl="Deze boeking is al teruggedraaid.", en="This entry has been reversed already."
    ),
    ledger_key_reused=Words(
        nl="Onder deze sleutel is al iets anders geboekt. Laad de pagina opnieuw en kijk wat er staat.",
        en="Something else was posted under this key. Reload the page and look at what is there.",
    ),
    ledger_not_yours=Words(nl="Boeken mag u niet.", en="You may not post."),
    ledger_line_unknown=Words(
        nl="Een regel noemt een rekening, lot of bestemming die niet bestaat. Kies bestaande.",
        en="A line names an account, lot or purpose that does not exist. Choose ones that do.",
    ),
    entry_unbalanced=Words(
        nl="De regels tellen niet op tot nul. Maak debet en credit gelijk.",
        en="The lines do not sum to zero. Make debit and credit equal.",
    ),
    lot_not_conserved=Words(
        nl="Van een lot verdwijnt of ontstaat geld. Boek van elk lot evenveel af als bij.",
        en="Money of a lot would vanish or come from nowhere. Book as much off each lot as onto it.",
    ),
    lot_without_sums=Words(
        nl="Van een lot ontbreken de sommen. Vraag een beheerder om `polder ledger check --rebuild`.",
        en="The sums of a lot are missing. Ask an administrator for `polder ledger check --rebuild`.",
    ),
    entry_is_closed=Words(
        nl="Deze boeking is klaar; er komt niets meer bij.", en="This entry is complete; nothing is added to it."
    ),
    reversal_differs=Words(
        nl="Dit is niet het tegendeel van de boeking. Keer elke regel om en laat er geen weg.",
        en="This is not the opposite of the entry. Turn every line round and leave none out.",
    ),
    entry_unknown=Words(
        nl="Deze boeking bestaat niet. Kies er een uit het grootboek.",
        en="There is no such entry. Choose one in the ledger.",
    ),
)
