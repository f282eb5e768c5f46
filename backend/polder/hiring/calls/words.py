"""What things of calls are called in files and in the audit trail, and what is said when something is refused."""

from polder.hiring.calls.lifecycle import TRACK_RULES, all_signed, round_open, some_pair
from polder.hiring.calls.tables import TrackKey
from polder.kernel import operations
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS
from polder.kernel.problems import FieldProblem
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


PHASES = (  # after applying, in their order
    _w("beoordeling van de ontvankelijkheid", "judging of eligibility"),
    _w("volgorde van de begeleiders", "ranking by the advisors"),
    _w("gesprekken", "interviews"),
    _w("plaatsen", "posts"),
    _w("intentieverklaringen", "letters of intent"),
)
TRACKS = {
    "academic": _w("academisch", "academic"),
    "industry": _w("industrieel", "industry"),
    "interdisciplinary": _w("interdisciplinair", "interdisciplinary"),
}
KINDS = {"interviews": _w("gesprekken", "interviews"), "offers": _w("plaatsen", "posts")}
PARTIES = {
    "candidate": _w("kandidaat", "candidate"),
    "first_advisor": _w("eerste begeleider", "first advisor"),
    "second_advisor": _w("tweede begeleider", "second advisor"),
}
operations.TABLES.update(
    call=_w("oproep", "call"),
    advisor=_w("begeleider", "advisor"),
    call_entry=_w("gekozen track", "chosen track"),
    advisor_wish=_w("gekozen begeleider", "advisor named"),
    eligibility_check=_w("controle van ontvankelijkheid", "check of eligibility"),
    advisor_choice=_w("keuze van een begeleider", "choice of an advisor"),
    match_round=_w("koppelronde", "match round"),
    match_pair=_w("koppel", "pair"),
    letter_of_intent=_w("intentieverklaring", "letter of intent"),
    intent_signature=_w("ondertekening", "signature"),
    track_rule=_w("regel van een track", "rule of a track"),
)
operations.TEMPLATES.update(
    intent_to_sign=_w("intentieverklaring om te ondertekenen", "letter of intent to sign"),
)
CHECKS.update(
    ck_call_phases=FieldProblem(
        "letters_until",
        _w("De fasen staan niet in volgorde.", "The phases are not in order."),
        _w("Laat elke fase eindigen op of na de vorige.", "Let each phase end on or after the one before."),
    ),
    ck_call_tracks=FieldProblem(
        "tracks",
        _w("Een oproep heeft ten minste één bekende track.", "A call has at least one known track."),
        _w("Kies academic, industry of interdisciplinary.", "Choose academic, industry or interdisciplinary."),
    ),
    ck_advisor_tracks=FieldProblem(
        "tracks",
        _w("Een begeleider biedt ten minste één bekende track.", "An advisor offers at least one known track."),
        _w("Kies er een van de oproep.", "Choose one of the call."),
    ),
    ck_advisor_email=FieldProblem("email", NO_ADDRESS, LIKE_THIS),
    ck_advisor_country_code=FieldProblem(
        "country_code",
        _w("Dit is geen landcode.", "This is no country code."),
        _w("Schrijf twee hoofdletters, zoals NL.", "Write two capitals, such as NL."),
    ),
    ck_advisor_period=FieldProblem(
        "until_day",
        _w("De laatste dag ligt vóór de eerste.", "The last day is before the first."),
        _w("Kies een latere dag.", "Choose a later day."),
    ),
    ck_eligibility_check_note_of_unmet=FieldProblem(
        "checks",
        _w("Een eis waaraan niet is voldaan heeft een reden.", "An item that is not met has a reason."),
        _w("Schrijf kort waarom.", "Write briefly why."),
    ),
    ck_letter_of_intent_two_advisors=FieldProblem(
        "second_advisor_id",
        _w("Dit is de eerste begeleider al.", "This is the first advisor already."),
        _w("Kies een ander als tweede.", "Choose somebody else as second."),
    ),
    ck_advisor_choice_placed_or_refused=FieldProblem(
        "ranked",
        _w("Een kandidaat is geplaatst of niet aanvaardbaar, niet beide.", "A candidate is placed or not acceptable, not both."),
        _w("Kies een van de twee.", "Choose one of the two."),
    ),
    ck_advisor_choice_refusal_reason=FieldProblem(
        "refused",
        _w("Wie niet aanvaardbaar is heeft een reden.", "Who is not acceptable has a reason."),
        _w("Schrijf kort waarom.", "Write briefly why."),
    ),
    ck_track_rule_value_range=FieldProblem(
        "value",
        _w("Met dit getal kan deze regel niet werken.", "This rule cannot work with this number."),
        _w("Kies 0 tot en met 60.", "Choose 0 to 60."),
    ),
    ck_track_rule_known=FieldProblem(
        "key",
        _w("Deze regel bestaat niet: niets rekent ermee.", "There is no such rule: nothing counts by it."),
        _w(f"Kies: {', '.join(TrackKey)}.", f"Choose: {', '.join(TrackKey)}."),
    ),
    ck_track_rule_countries=FieldProblem(
        "countries",
        _w("Dit zijn geen landcodes.", "These are no country codes."),
        _w("Schrijf twee hoofdletters per land, zoals NL.", "Write two capitals a country, such as NL."),
    ),
    ck_track_rule_one=FieldProblem(
        "value",
        _w("Deze regel zegt een getal, of landen; niet beide.", "This rule says a number, or countries; not both."),
        _w("Vul het getal in; bij Europese landen de landen.", "Fill in the number; for European countries, the countries."),
    ),
    vacancy_kind_fixed=FieldProblem(
        "kind",
        _w("De soort van een vacature ligt vast.", "What kind a vacancy is does not change."),
        _w("Maak een nieuwe vacature.", "Write a new vacancy."),
    ),
    checklist_twice=FieldProblem(
        "checklist",
        _w("Een eis staat er tweemaal.", "An item is there twice."),
        _w("Geef elke eis een eigen sleutel.", "Give each item a key of its own."),
    ),
    checklist_unknown=FieldProblem(
        "checks",
        _w("Deze eis staat niet op de lijst van deze oproep.", "This item is not on the checklist of this call."),
        _w("Laad de pagina opnieuw.", "Reload the page."),
    ),
    advisor_of_no_call=FieldProblem(
        "vacancy_id",
        _w("Deze vacature is geen oproep.", "This vacancy is no call."),
        _w("Kies een vacature van de soort oproep.", "Choose a vacancy of the kind call."),
    ),
    advisor_other_tracks=FieldProblem(
        "tracks",
        _w("De oproep heeft niet al deze tracks.", "The call does not have all of these tracks."),
        _w("Kies uit de tracks van de oproep.", "Choose from the tracks of the call."),
    ),
    track_missing=FieldProblem(
        "call_track",
        _w("U hebt nog geen track gekozen.", "You have not chosen a track yet."),
        _w("Kies er een.", "Choose one."),
    ),
    track_not_offered=FieldProblem(
        "call_track",
        _w("Deze track is er in deze oproep niet.", "This call does not have this track."),
        _w("Kies een andere.", "Choose another."),
    ),
    wish_missing=FieldProblem(
        "call_wish_1",
        _w("U hebt nog geen begeleider gekozen.", "You have not chosen an advisor yet."),
        _w("Kies er ten minste één.", "Choose at least one."),
    ),
    choice_of_another=FieldProblem(
        "application_id",
        _w("Deze kandidaat is er voor deze begeleider niet (meer).", "This candidate is not there for this advisor (any more)."),
        _w("Laad de pagina opnieuw.", "Reload the page."),
    ),
    choice_scores=FieldProblem(
        "scores",
        _w("Een score is 1 tot en met 5, voor een criterium van deze oproep.", "A score is 1 to 5, for a criterion of this call."),
        _w("Kies 1, 2, 3, 4 of 5.", "Choose 1, 2, 3, 4 or 5."),
    ),
    round_follows=FieldProblem(
        "follows_id",
        _w("Dit is geen ronde van deze oproep en deze soort.", "This is no round of this call and this kind."),
        _w("Laad de pagina opnieuw.", "Reload the page."),
    ),
)  # fmt: skip
NOT_TAKING_PART = _w(
    "Deze begeleider doet niet (meer) mee. Kies een ander.",
    "This advisor does not take part (any more). Choose somebody else.",
)
REFUSALS.update(
    advisor_not_taking_part=NOT_TAKING_PART,
    too_many_wishes=_w(
        "Dit zijn meer begeleiders dan u in deze oproep kunt noemen. Laat er een weg.",
        "These are more advisors than you can name in this call. Leave one out.",
    ),
    checklist_used=_w(
        "Met deze eis zijn al sollicitaties beoordeeld. Laat haar staan.",
        "Applications have been judged by this item already. Leave it there.",
    ),
    checklist_open=_w(
        "Ontvankelijk is wie aan elke eis van de lijst voldoet. Loop eerst de lijst van deze oproep na.",
        "Eligible is who meets every item of the checklist. Go through the checklist of this call first.",
    ),
    eligibility_decided=_w(
        "Over de ontvankelijkheid is al beslist. De lijst blijft zoals zij toen was.",
        "The eligibility has been decided. The checklist stays as it was then.",
    ),
    advisor_own_line=_w(
        "Begeleiders wijzigen hun onderwerpen, tracks, gesprekken en periode; de rest wijzigt HR.",
        "Advisors change their topics, tracks, interviews and period; HR changes the rest.",
    ),
    wishes_fixed=_w(
        "Uw keuzes liggen vast sinds u ze indiende.",
        "Your choices are fixed since you submitted them.",
    ),
    uq_advisor_vacancy_id_account_id=_w(
        "Deze persoon is al begeleider in deze oproep. Wijzig die regel.",
        "This person is an advisor of this call already. Change that line.",
    ),
    uq_advisor_email=_w(
        "Met dit e-mailadres is er al een begeleider in deze oproep. Wijzig die regel.",
        "This call has an advisor with this e-mail address already. Change that line.",
    ),
    uq_letter_of_intent_open=_w(
        "Deze kandidaat heeft al een intentieverklaring. Wijzig die, of trek haar eerst in.",
        "This candidate has a letter of intent already. Change it, or withdraw it first.",
    ),
    round_frozen=_w(
        "De invoer en uitkomst van een opgeloste ronde liggen vast. Los haar opnieuw op in een nieuwe ronde.",
        "The input and result of a solved round are fixed. Solve it again in a new round.",
    ),
    round_second_person=_w(
        "Een ander dan wie de ronde oploste of over koppels besliste moet haar bevestigen.",
        "Somebody other than who solved the round or decided about its pairs must confirm it.",
    ),
    round_undecided=_w("Beslis eerst over elk koppel.", "Decide about every pair first."),
    round_empty=some_pair.why_not,
    uq_match_round_open=_w(
        "Er loopt al een ronde van deze soort. Bevestig of verwerp die eerst: zij geeft dezelfde plaatsen.",
        "A round of this kind is under way already. Confirm or discard it first: it gives the same places.",
    ),
    round_open=round_open.why_not,
    pair_not_wanted=_w(
        "Een koppel is er alleen van een kandidaat en een begeleider die elkaar noemden.",
        "A pair is made only of a candidate and an advisor who named each other.",
    ),
    pair_no_place=_w(
        "Zoveel plaatsen heeft deze begeleider of kandidaat niet.",
        "This advisor or candidate does not have that many places.",
    ),
    intent_fixed=_w(
        "Een verklaring die ter ondertekening ligt, ligt vast. Trek haar in en maak een nieuwe.",
        "A letter that is being signed is fixed. Withdraw it and write a new one.",
    ),
    intent_unmatched=_w(
        "Een intentieverklaring volgt op een bevestigde plaats bij de eerste begeleider. Bevestig eerst de ronde voor plaatsen.",
        "A letter of intent follows a confirmed post with the first advisor. Confirm the round for posts first.",
    ),
    intent_unwritten=_w("De verklaring heeft nog geen tekst. Bewaar haar eerst.", "The letter has no text yet. Save it first."),
    intent_not_signing=_w(
        "Deze verklaring ligt niet (meer) ter ondertekening.", "This letter is not (any longer) there to be signed."
    ),
    intent_not_yours=_w(
        "Ieder ondertekent zelf: de begeleider met het eigen account, de kandidaat met de eigen link.",
        "Everybody signs for themselves: the advisor with their own account, the candidate by their own link.",
    ),
    intent_signed_before=_w("U hebt deze verklaring al ondertekend.", "You have signed this letter already."),
    all_signed=all_signed.why_not,
    **{condition.name: condition.why_not for condition in TRACK_RULES},
)  # fmt: skip
