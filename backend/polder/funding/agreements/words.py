"""What agreements and decisions are called in files and in the audit trail, in both languages. States: see the lifecycle."""

from polder.funding.agreements.lifecycle import ENDED, UNDETERMINED, day_has_come, nothing_open
from polder.funding.agreements.tables import Confidentiality
from polder.kernel import operations
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

CONFIDENTIALITIES = {
    Confidentiality.public: Words(nl="openbaar", en="public"),
    Confidentiality.named: Words(nl="naam openbaar, bedrag niet", en="name public, amount not"),
    Confidentiality.confidential: Words(nl="vertrouwelijk", en="confidential"),
}
# Where money of an agreement is: the ends of the euro's way.
WAYS = {
    "in_kind": Words(nl="in natura toegezegd, nog te geven", en="promised in kind, still to be given"),
    "in_kind_given": Words(nl="in natura gegeven en aanvaard", en="given in kind and accepted"),
    "uninvoiced": Words(nl="toegezegd, nog niet gefactureerd", en="committed, not yet invoiced"),
    "invoiced_open": Words(nl="gefactureerd, nog niet betaald", en="invoiced, not yet paid"),
    "received_free": Words(nl="ontvangen, nog niet toegewezen", en="received, not yet allocated"),
    "allocated": Words(nl="toegewezen, nog niet besteed", en="allocated, not yet spent"),
    "spent": Words(nl="besteed", en="spent"),
    "reported": Words(nl="verantwoord", en="reported"),
    "returned": Words(nl="teruggegeven", en="returned"),
    "repayable": Words(nl="nog terug te betalen", en="still to be paid back"),
    "written_off": Words(nl="afgeboekt", en="written off"),
}
operations.TABLES.update(
    right_kind=Words(nl="soort recht", en="kind of right"),
    agreement=Words(nl="overeenkomst", en="agreement"),
    agreement_version=Words(nl="versie van een overeenkomst", en="version of an agreement"),
    agreement_party=Words(nl="partij bij een overeenkomst", en="party to an agreement"),
    funder_right=Words(nl="recht van een financier", en="right of a funder"),
    public_decision=Words(nl="publiek besluit", en="public decision"),
)
TERM = FieldProblem(
    "ends_on",
    Words(nl="Het einde ligt vóór het begin.", en="The end is before the start."),
    Words(nl="Kies een latere datum.", en="Choose a later date."),
)
CHECKS.update(
    ck_agreement_term=TERM,
    ck_public_decision_term=TERM,
    ck_public_decision_determined=FieldProblem(
        "determined_cents",
        Words(nl="Een vastgesteld besluit heeft een vastgesteld bedrag.", en="What was determined has its amount."),
        Words(nl="Vul het in.", en="Fill it in."),
    ),
    ck_public_decision_determined_on=FieldProblem(
        "determined_on",
        Words(nl="De vaststelling ligt vóór de verlening.", en="The determination is before the grant."),
        Words(nl="Kies de dag van de verlening, of een latere.", en="Choose the day of the grant, or a later one."),
    ),
    version_early=FieldProblem(
        "effective_on",
        Words(
            nl="Een wijziging gaat niet in vóór het begin van de overeenkomst, of vóór de versie die zij wijzigt.",
            en="An amendment takes no effect before the agreement starts, nor before the version that it amends.",
        ),
        Words(nl="Kies een latere dag van ingang.", en="Choose a later day on which it takes effect."),
    ),
    term_worked=FieldProblem(
        "ends_on",
        Words(
            nl="Er is werk in natura aangenomen dat na deze dag is gedaan.",
            en="Work in kind was accepted that was done after this day.",
        ),
        Words(
            nl="Kies de laatste dag van dat werk, of een latere.",
            en="Choose the last day of that work, or a later one.",
        ),
    ),
    in_kind_below_accepted=FieldProblem(
        "tranches",
        Words(
            nl="Van een tranche in natura is al meer aangenomen.", en="Of a tranche in kind, more was accepted already."
        ),
        Words(
            nl="Maak het bedrag hoger, of draai eerst een aanneming terug.",
            en="Make the amount higher, or undo an acceptance first.",
        ),
    ),
    condition_met_before=FieldProblem(
        "met_on",
        Words(nl="De overeenkomst was toen nog niet begonnen.", en="The agreement had not started then."),
        Words(
            nl="Kies de eerste dag van de overeenkomst, of een latere.",
            en="Choose the agreement's first day, or a later one.",
        ),
    ),
    lowered_on_day=FieldProblem(
        "lowered_on",
        Words(
            nl="Een verlaging is van ná de verlening, en niet van een dag die nog moet komen.",
            en="A lowering comes after the grant, and not on a day that has yet to come.",
        ),
        Words(
            nl="Kies de dag op het besluit: die van de verlening of later, hoogstens vandaag.",
            en="Choose the day on the decision: that of the grant or later, today at the latest.",
        ),
    ),
    lowered_not_less=FieldProblem(
        "amount_cents",
        Words(nl="Dit is niet minder dan er verleend is.", en="This is not less than what was granted."),
        Words(nl="Vul het nieuwe, lagere bedrag in.", en="Fill in the new, smaller amount."),
    ),
    lowered_below_received=FieldProblem(
        "amount_cents",
        Words(nl="Er is al meer ontvangen.", en="More than that has been received already."),
        Words(
            nl="Vul het ontvangen bedrag in, of meer. Wat terug moet, zegt de vaststelling.",
            en="Fill in the amount received, or more. The determination says what goes back.",
        ),
    ),
    determined_ahead=FieldProblem(
        "determined_on",
        Words(nl="Deze dag moet nog komen.", en="This day has yet to come."),
        Words(
            nl="Kies vandaag, of de eerdere dag die in het besluit staat.",
            en="Choose today, or the earlier day that the decision names.",
        ),
    ),
    granted_ahead=FieldProblem(
        "granted_on",
        Words(nl="Deze dag moet nog komen.", en="This day has yet to come."),
        Words(
            nl="Kies de dag die op het besluit staat, vandaag of eerder.",
            en="Choose the day on the decision, today or before.",
        ),
    ),
    ck_public_decision_account_by=FieldProblem(
        "account_by",
        Words(
            nl="De dag van verantwoorden ligt vóór het begin van de subsidie.",
            en="The day to account by is before the start of the grant.",
        ),
        Words(nl="Kies een dag na het begin, of laat hem leeg.", en="Choose a day after the start, or leave it empty."),
    ),
    granter_private=FieldProblem(
        "granter_id",
        Words(
            nl="Deze organisatie geeft privaat geld, en neemt geen publiek besluit.",
            en="This organisation gives private money, and takes no public decision.",
        ),
        Words(
            nl="Kies een overheid of kennisinstelling, of leg dit vast als overeenkomst.",
            en="Choose a public body or research institution, or record this as an agreement.",
        ),
    ),
    ck_public_decision_determined_cents=FieldProblem(
        "determined_cents",
        Words(
            nl="Er kan niet meer worden vastgesteld dan verleend is.", en="No more can be determined than was granted."
        ),
        Words(nl="Vul het verleende bedrag in, of minder.", en="Fill in the amount granted, or less."),
    ),
)
NOT_PRIVATE = Words(nl="Zet “privaat geld” uit.", en="Turn “private money” off.")
FIXED = Words(
    nl="Wat is overeengekomen verandert alleen door een wijziging van de overeenkomst. Maak een nieuwe versie.",
    en="What was agreed changes only by an amendment. Make a new version.",
)
REFUSALS.update(
    agreement_fixed=FIXED,
    origin_not_private=Words(
        nl="Geld van de overheid, een universiteit of een onderzoeksinstelling is geen privaat geld.",
        en="Money of the State, a university or a research organisation is not private.",
    ),
    version_fixed=Words(
        nl="Deze afspraken zijn ter ondertekening of in werking, en liggen vast. Zet de overeenkomst terug naar concept, of"
        " maak een nieuwe versie.",
        en="These terms are under signature or in force, and fixed. Move the agreement back to draft, or make a new version.",
    ),
    version_not_signed=Words(
        nl="Voeg de getekende overeenkomst toe (PDF), van na de laatste wijziging.",
        en="Add the signed agreement (PDF), later than the last change.",
    ),
    version_not_next=Words(
        nl="Intussen is een andere versie in werking getreden, of de overeenkomst loopt niet.",
        en="Another version came into force meanwhile, or the agreement is not active.",
    ),
    version_ahead=day_has_come.why_not,
    condition_called=Words(
        nl="Van deze tranche is al geld opgevraagd of ontvangen: de voorwaarde blijft vervuld. Crediteer eerst de factuur.",
        en="Money of this tranche was invoiced or received: its condition stays met. Credit the invoice first.",
    ),
    uq_agreement_version_draft=Words(
        nl="Er ligt al een concept van een wijziging. Werk daaraan verder, of trek het in.",
        en="There is a draft amendment already. Go on with that one, or withdraw it.",
    ),
    uq_agreement_external_reference=Words(nl="Dit kenmerk is al ingelezen.", en="This reference was read in already."),
    tranche_kind_fixed=Words(
        nl="Een tranche in geld blijft in geld, en een in natura in natura. Maak een nieuwe tranche.",
        en="A tranche in cash stays in cash, and one in kind in kind. Make a new tranche.",
    ),
    ended_by_another=ENDED,
    agreement_open=nothing_open.why_not,
    agreement_not_ended=Words(nl="Deze overeenkomst is niet beëindigd.", en="This agreement has not been terminated."),
    agreement_not_yours=Words(nl="Overeenkomsten wijzigen mag u niet.", en="You may not change agreements."),
    effect_missing=Words(
        nl="Deze stap is niet afgemaakt; er is niets veranderd.", en="This move was not finished; nothing has changed."
    ),
    decision_fixed=Words(
        nl="Wat verleend is ligt vast, en na de vaststelling ook wat is vastgesteld en de termijnen. Een lager bedrag legt u vast als"
        " verlaging.",
        en="What was granted is fixed, and once determined so are the determination and the terms. Record a smaller amount as a"
        " lowering.",
    ),
    undetermined_by_another=UNDETERMINED,
    decision_not_yours=Words(nl="Besluiten wijzigen mag u niet.", en="You may not change decisions."),
    decision_not_lowered=Words(
        nl="Alleen wat verleend is en nog niet is vastgesteld, wordt verlaagd.",
        en="Only what was granted and is not determined yet is lowered.",
    ),
    decision_not_granted=Words(nl="Dit besluit is niet verleend.", en="This decision is not granted."),
)
KEY_UNKNOWN = Words(nl="Deze matchingregel bestaat niet.", en="There is no such matching rule.")
KEY_KNOWN = Words(
    nl="Kies er een uit de lijst, of stel de regel eerst voor.",
    en="Choose one from the list, or propose the rule first.",
)
CHECKS.update(
    origin_not_private=FieldProblem("private_origin", REFUSALS["origin_not_private"], NOT_PRIVATE),
    matching_key_unknown=FieldProblem("matching_key", KEY_UNKNOWN, KEY_KNOWN),
    met_ahead=FieldProblem(
        "met_on",
        Words(nl="Deze dag moet nog komen.", en="This day has yet to come."),
        Words(nl="Kies vandaag of eerder.", en="Choose today or before."),
    ),
    right_unknown=FieldProblem(
        "rights",
        Words(nl="Dit soort recht staat niet in de lijst.", en="This kind of right is not in the catalogue."),
        Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
    ),
    tranche_day=FieldProblem(
        "tranches",
        Words(nl="Een tranche vervalt op een dag die niet kan kloppen.", en="A tranche falls due on a day that cannot be right."),
        Words(nl="Kies een dag van 1900 tot en met twee jaar na het einde van de overeenkomst.",
              en="Choose a day from 1900 to two years after the agreement's end."),
    ),
    tranche_unreadable=FieldProblem(
        "tranches",
        Words(nl="Een tranche mist iets, of haar nummer staat er tweemaal.", en="A tranche lacks something, or its number is there twice."),
        Words(nl="Geef elke tranche één nummer, een bedrag boven nul en een datum.",
              en="Give every tranche one number, an amount above zero and a date."),
    ),
    tranches_differ=FieldProblem(
        "tranches",
        Words(nl="De tranches tellen niet op tot het bedrag van de versie.", en="The tranches do not add up to the version's amount."),
        Words(nl="Maak de som en het bedrag gelijk.", en="Make the sum and the amount equal."),
    ),
)  # fmt: skip
