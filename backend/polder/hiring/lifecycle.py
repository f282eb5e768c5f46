"""States and moves of vacancies, applications, reviews and offers: these tables, and nothing else, decide."""

from polder.hiring.tables import OfferState, ReviewState, Stage, VacancyState
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


V, S, R, O = VacancyState, Stage, ReviewState, OfferState

# ---- vacancy ---------------------------------------------------------------------------------------------------------

texts_complete = Condition(
    "texts_complete",
    "polder.shows_something(vacancy.text_nl) and polder.shows_something(vacancy.text_en)",
    _w("Vul de tekst in het Nederlands en in het Engels in.", "Fill in the text in Dutch and in English."),
    "text_nl",
)
has_criteria = Condition(
    "has_criteria",
    "exists (select from public.criterion c where c.vacancy_id = vacancy.id)",
    _w("Noem ten minste één criterium.", "Name at least one criterion."),
    "criteria",
)
has_committee = Condition(
    "has_committee",
    "polder.committee_size(vacancy.id) >= 2",
    _w(
        "Benoem ten minste twee commissieleden die uiterlijk op het sluitingsmoment lid zijn, en daarna nog.",
        "Appoint at least two committee members who are members by the deadline, and still after it.",
    ),
    "committee",
)
deadline_ahead = Condition(
    "deadline_ahead",
    "vacancy.deadline > polder.clock()",
    _w("Kies een sluitingsmoment in de toekomst.", "Choose a deadline in the future."),
    "deadline",
)
salary_stated = Condition(
    "salary_stated",
    "vacancy.salary_min_cents > 0",
    _w("Noem de salarisschaal: van en tot.", "State the salary range: from and to."),
    "salary_min_cents",
)
open_long_enough = Condition(
    "open_long_enough",
    "vacancy.deadline >= polder.clock() + make_interval(days => coalesce(polder.hiring_figure('vacancy_open_days'), 0)::int)",
    _w(
        "Kies een later sluitingsmoment: de vacature staat zo korter open dan de regel van het instituut vraagt (OTM-R).",
        "Choose a later deadline: like this the vacancy is open for less time than the institute's rule asks (OTM-R).",
    ),
    "deadline",
)
deadline_over = Condition(
    "deadline_over",
    "vacancy.deadline + make_interval(mins => vacancy.grace_minutes) < polder.clock()",
    _w("Sluiten kan pas na het sluitingsmoment.", "It can be closed only after its deadline."),
    "deadline",
)
all_decided = Condition(
    "all_decided",
    "not exists (select from public.application a where a.vacancy_id = vacancy.id and a.stage in"
    " ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'))",
    _w("Beslis eerst over elke sollicitatie.", "Decide on every application first."),
)

on_a_position = Condition(
    "on_a_position",
    "vacancy.kind = 'call' or vacancy.position_id is not null"  # the posts of a call come with its offers
    " or polder.shows_something(coalesce(vacancy.without_position, ''))",
    _w(
        "Kies een positie, of schrijf waarom deze vacature er geen heeft.",
        "Choose a position, or write why this vacancy has none.",
    ),
    "position_id",
)
director_agrees = Condition(
    "director_agrees",
    "vacancy.kind = 'call' or vacancy.position_id is not null or polder.may('vacancy.without_position')",
    _w(
        "Een vacature zonder positie keurt een directeur goed.",
        "A vacancy without a position is approved by a director.",
    ),
)
position_ready = Condition(
    "position_ready",
    "case when vacancy.position_id is null"
    " then vacancy.kind = 'call' or polder.shows_something(coalesce(vacancy.without_position, ''))"
    " else polder.position_ready(vacancy.position_id) end",
    _w(
        "De positie van deze vacature is niet goedgekeurd, of niet elke maand is gedekt. Regel dat eerst op de positie.",
        "The position of this vacancy is not approved, or not every month of it is covered. Settle that on the position first.",
    ),
    "position_id",
)
nothing_offered = Condition(
    "nothing_offered",
    "not polder.vacancy_offered(vacancy.id)",
    _w(
        "Er is een aanbod op deze vacature gedaan of aanvaard: zij blijft zoals zij was.",
        "An offer on this vacancy was made or accepted: it stays as it was.",
    ),
)
still_open = Condition(
    "still_open",
    "vacancy.deadline >= polder.clock()",
    _w("De sluitingstijd is voorbij: sluit de vacature.", "The deadline has passed: close the vacancy."),
)

VACANCY = Lifecycle(
    "vacancy",
    "state",
    {
        V.draft: _w("concept", "draft"),
        V.approved: _w("goedgekeurd", "approved"),
        V.published: _w("gepubliceerd", "published"),
        V.closed: _w("gesloten", "closed"),
        V.decided: _w("beslist", "decided"),
        V.archived: _w("gearchiveerd", "archived"),
    },
    Move("approve", V.draft, V.approved, "vacancy.approve", _w("Goedkeuren", "Approve"),
         (texts_complete, has_criteria, on_a_position, director_agrees), second_person=True),
    Move("publish", V.approved, V.published, "vacancy.publish", _w("Publiceren", "Publish"),
         (texts_complete, has_criteria, salary_stated, deadline_ahead, open_long_enough, has_committee, position_ready)),
    Move("withdraw", V.published, V.approved, "vacancy.publish", _w("Publicatie intrekken", "Withdraw from publication"),
         (still_open, nothing_offered), reason=True),
    Move("redraft", V.approved, V.draft, "vacancy.publish", _w("Terug naar concept", "Back to draft"),
         (all_decided, nothing_offered), reason=True),
    Move("close", V.published, V.closed, "vacancy.publish", _w("Sluiten", "Close"), (deadline_over,)),
    Move("decide", V.closed, V.decided, "vacancy.publish", _w("Afronden", "Mark decided"), (all_decided,)),
    Move("archive", (V.decided, V.draft), V.archived, "vacancy.publish", _w("Archiveren", "Archive")),
    initial=V.draft,
    scope=("id",),
)  # fmt: skip

# ---- application -----------------------------------------------------------------------------------------------------

OPEN = (S.submitted, S.eligible, S.longlisted, S.shortlisted, S.interview, S.selected, S.offered)

before_deadline = Condition(
    "before_deadline",
    "coalesce(polder.in_time(application.id, application.vacancy_id, polder.clock()), false)",
    _w(
        "De sluitingstijd is voorbij; indienen kan niet meer.",
        "The deadline has passed; it can no longer be submitted.",
    ),
)
vacancy_open = Condition(
    "vacancy_open",
    "polder.vacancy_is(application.vacancy_id, 'published')",
    _w("Deze vacature staat niet open.", "This vacancy is not open."),
)
vacancy_undecided = Condition(
    "vacancy_undecided",
    "polder.vacancy_is(application.vacancy_id, 'draft', 'approved', 'published', 'closed')",
    _w(
        "Over deze vacature is beslist: er komt geen sollicitatie meer bij.",
        "This vacancy has been decided: no application is added any more.",
    ),
)
motivated = Condition(
    "motivated",
    "polder.shows_something(application.motivation)",
    _w("Schrijf een motivatie.", "Write a motivation."),
    "motivation",
)
documents_complete = Condition(
    "documents_complete",
    "polder.documents_complete(application.id, application.vacancy_id)",
    _w("Voeg de gevraagde documenten toe.", "Add the documents that are asked for."),
    "documents",
)
referees_named = Condition(
    "referees_named",
    "polder.referees_named(application.id, application.vacancy_id)",
    _w(
        "Noem de gevraagde referenten: van ieder de naam en het e-mailadres, ieder eenmaal, en niet uzelf.",
        "Name the referees that are asked for: of each the name and e-mail address, each once, and not yourself.",
    ),
    "referees",
)
offer_sent = Condition(
    "offer_sent",
    "polder.has_offer(application.id, 'sent', 'accepted')",
    _w("Verstuur eerst een goedgekeurde aanbieding.", "Send an approved offer first."),
)
offer_accepted = Condition(
    "offer_accepted",
    "polder.has_offer(application.id, 'accepted')",
    _w("De aanbieding is nog niet aanvaard.", "The offer has not been accepted yet."),
)
no_open_offer = Condition(
    "no_open_offer",
    "not polder.has_offer(application.id, 'draft', 'approved', 'sent', 'accepted')",
    _w("Trek eerst de lopende aanbieding in.", "Withdraw the open offer first."),
)
offer_turned_down = Condition(
    "offer_turned_down",
    "polder.has_offer(application.id, 'declined', 'expired')",
    _w("Er is geen aanbod afgeslagen of verlopen.", "No offer was declined, or expired."),
)
never_started = Condition(
    "never_started",
    "polder.never_started(application.id)",
    _w("Annuleer eerst de aanstelling.", "Cancel the appointment first."),
)
set_aside = Condition(
    "set_aside",
    "polder.set_aside_at(application.id) is not null",
    _w("Deze sollicitatie is niet als dubbel ingetrokken.", "This application was not withdrawn as a duplicate."),
)
DECIDE = "application.decide"
DUPLICATE = "duplicate.judge"

APPLICATION = Lifecycle(
    "application",
    "stage",
    {
        S.draft: _w("concept", "draft"),
        S.submitted: _w("ingediend", "submitted"),
        S.eligible: _w("ontvankelijk", "eligible"),
        S.ineligible: _w("niet ontvankelijk", "ineligible"),
        S.longlisted: _w("longlist", "longlisted"),
        S.shortlisted: _w("shortlist", "shortlisted"),
        S.interview: _w("gesprek", "interview"),
        S.selected: _w("geselecteerd", "selected"),
        S.offered: _w("aanbod gedaan", "offered"),
        S.hired: _w("aangenomen", "hired"),
        S.rejected: _w("afgewezen", "rejected"),
        S.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("submit", S.draft, S.submitted, "application.own", _w("Indienen", "Submit"),
         (vacancy_open, before_deadline, motivated, documents_complete, referees_named)),
    Move("import", S.draft, S.submitted, "application.import", _w("Inlezen", "Import"), (vacancy_undecided,)),
    Move("mark_eligible", S.submitted, S.eligible, DECIDE, _w("Ontvankelijk", "Eligible")),
    Move("mark_ineligible", S.submitted, S.ineligible, DECIDE, _w("Niet ontvankelijk", "Ineligible"), reason=True),
    Move("longlist", S.eligible, S.longlisted, DECIDE, _w("Op de longlist", "Longlist")),
    Move("shortlist", (S.eligible, S.longlisted), S.shortlisted, DECIDE, _w("Op de shortlist", "Shortlist")),
    Move("invite", S.shortlisted, S.interview, DECIDE, _w("Uitnodigen voor gesprek", "Invite to interview")),
    Move("select", (S.shortlisted, S.interview), S.selected, DECIDE, _w("Selecteren", "Select")),
    Move("offer", S.selected, S.offered, "offer.send", _w("Aanbod gedaan", "Offer made"), (offer_sent,)),
    Move("reconsider", S.offered, S.selected, DECIDE, _w("Opnieuw overwegen", "Reconsider"), (no_open_offer,),
         reason=True),
    Move("hire", S.offered, S.hired, "offer.answer", _w("Aannemen", "Hire"), (offer_accepted,)),
    Move("reject", (*OPEN[:-1],), S.rejected, DECIDE, _w("Afwijzen", "Reject"), (no_open_offer,), reason=True),
    # Who says no to us is not told that we say no to them.
    Move("close_declined", (S.selected, S.offered), S.withdrawn, DECIDE, _w("Sluiten: aanbod afgeslagen", "Close: offer declined"),
         (offer_turned_down, no_open_offer)),
    Move("close_absent", S.hired, S.withdrawn, DECIDE, _w("Sluiten: niet in dienst gekomen", "Close: never started"), (never_started,)),
    Move("withdraw", (S.draft, *OPEN), S.withdrawn, "application.own", _w("Intrekken", "Withdraw")),
    # Another application of the same person to the same vacancy counts; undone, it stands where it stood.
    Move("withdraw_duplicate", (*OPEN[:-1],), S.withdrawn, DUPLICATE, _w("Intrekken als dubbel", "Withdraw as a duplicate"),
         (no_open_offer,), reason=True, by_hand=False),
    *[Move(f"bring_back_{stage}", S.withdrawn, stage, DUPLICATE, _w("Terughalen", "Bring back"), (set_aside, vacancy_undecided), reason=True,
           by_hand=False) for stage in OPEN[:-1]],
    initial=S.draft,
    scope=("vacancy_id", "id"),
)  # fmt: skip

# ---- review ----------------------------------------------------------------------------------------------------------

every_criterion = Condition(
    "every_criterion",
    """not exists (select from public.criterion c where c.vacancy_id = review.vacancy_id and not exists (
         select from public.review_score s where s.review_id = review.id and s.criterion_id = c.id
         and polder.shows_something(s.reason)))""",
    _w(
        "Geef bij elk criterium een reden, ook waar u geen score geeft.",
        "Give a reason for every criterion, also where you give no score.",
    ),
    "scores",
)
recommended = Condition(
    "recommended",
    "review.recommendation is not null",
    _w("Geef een aanbeveling.", "Give a recommendation."),
    "recommendation",
)

being_judged = Condition(
    "being_judged",
    "(select polder.being_judged(a.stage, a.vacancy_id) from public.application a where a.id = review.application_id)",
    _w(
        "Over deze sollicitatie is beslist: beoordelingen blijven zoals zij toen waren.",
        "This application has been decided: reviews stay as they were then.",
    ),
)

REVIEW = Lifecycle(
    "review",
    "state",
    {R.draft: _w("concept", "draft"), R.submitted: _w("ingediend", "submitted")},
    Move("submit", R.draft, R.submitted, "review.write", _w("Indienen", "Submit"),
         (being_judged, recommended, every_criterion)),
    Move("reopen", R.submitted, R.draft, "review.reopen", _w("Heropenen", "Reopen"), (being_judged,), reason=True),
    initial=R.draft,
    scope=("vacancy_id",),
)  # fmt: skip

# ---- offer -----------------------------------------------------------------------------------------------------------

endorsed = Condition(
    "endorsed",
    """not (offer.out_of_range or offer.above_budget) or exists (select from public.offer_endorsement e where e.offer_id = offer.id
         and e.lapsed_at is null and e.created_by <> offer.created_by)""",
    _w(
        "Dit bedrag valt buiten de gepubliceerde schaal of boven het budget: een tweede persoon moet er eerst mee instemmen.",
        "This amount is outside the published range or above the budget: a second person must agree first.",
    ),
)
endorsed_by_another = Condition(
    "endorsed_by_another",
    """not (offer.out_of_range or offer.above_budget) or exists (select from public.offer_endorsement e where e.offer_id = offer.id
         and e.lapsed_at is null and e.created_by not in (offer.created_by, (select polder.actor())))""",
    _w(
        "U hebt met dit bedrag ingestemd; goedkeuren moet nu een ander doen.",
        "You agreed with this amount; somebody else must approve it now.",
    ),
)
not_expired = Condition(
    "not_expired",
    "offer.expires_at >= polder.clock()",
    _w("De aanbieding is verlopen.", "The offer has expired."),
    "expires_at",
)
applicant_selected = Condition(
    "applicant_selected",
    "exists (select from public.application a where a.id = offer.application_id and a.stage = 'selected')",
    _w("De sollicitant moet eerst geselecteerd zijn.", "The applicant must be selected first."),
)
applicant_reachable = Condition(
    "applicant_reachable",
    "exists (select from public.application a where a.id = offer.application_id and polder.shows_something(a.email))",
    _w(
        "De sollicitant heeft geen e-mailadres, en de link om te antwoorden gaat per e-mail. Trek de aanbieding in en lees"
        " de sollicitatie in met een adres.",
        "The applicant has no e-mail address, and the link to answer goes by e-mail. Withdraw the offer and import the"
        " application with an address.",
    ),
)
security_cleared = Condition(
    "security_cleared",
    "polder.security_cleared(offer.application_id, offer.vacancy_id)",
    _w(
        "Deze vacature is gemarkeerd voor kennisveiligheid: eerst moet de veiligheidsfunctionaris akkoord zijn.",
        "This vacancy is tagged for knowledge security: the security officer must clear the person first.",
    ),
)
post_paid = Condition(
    "post_paid",
    "polder.offer_without_post(offer.vacancy_id, offer.position_id) is distinct from 'post_unpaid'",
    _w(
        "Kies de positie die dit betaalt, of schrijf bij de oproep waarom haar plaatsen er geen hebben.",
        "Choose the position that pays this, or write with the call why its posts have none.",
    ),
    "position_id",
)
post_free = Condition(
    "post_free",
    "polder.offer_without_post(offer.vacancy_id, offer.position_id) is distinct from 'post_taken'",
    _w(
        "De positie is vervuld of vervallen, of niet goedgekeurd en gedekt. Regel dat eerst op de positie.",
        "The position is filled or cancelled, or not approved and covered. Settle that on the position first.",
    ),
    "position_id",
)
letter_ready = Condition(
    "letter_ready",
    "polder.letter_in_force('offer', offer.language) is not null",
    _w(
        "Voor deze taal is nog geen brief vastgesteld. Stel er een voor, en laat een ander die bevestigen.",
        "No letter is in force for this language yet. Propose one, and have somebody else confirm it.",
    ),
)
expired_by_now = Condition(
    "expired_by_now",
    "offer.expires_at < polder.clock()",
    _w("De aanbieding loopt nog.", "The offer is still open."),
)

OFFER = Lifecycle(
    "offer",
    "state",
    {
        O.draft: _w("concept", "draft"),
        O.approved: _w("goedgekeurd", "approved"),
        O.sent: _w("verstuurd", "sent"),
        O.accepted: _w("aanvaard", "accepted"),
        O.declined: _w("afgeslagen", "declined"),
        O.expired: _w("verlopen", "expired"),
        O.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("approve", O.draft, O.approved, "offer.approve", _w("Goedkeuren", "Approve"),
         (post_paid, post_free, security_cleared, endorsed, endorsed_by_another), second_person=True),
    Move("send", O.approved, O.sent, "offer.send", _w("Versturen", "Send"),
         (applicant_selected, applicant_reachable, post_paid, post_free, security_cleared, letter_ready, not_expired)),
    # With a signature: see offering.accept_offer.
    Move("accept", O.sent, O.accepted, "offer.answer", _w("Aanvaarden", "Accept"), (not_expired,), by_hand=False),
    Move("decline", O.sent, O.declined, "offer.answer", _w("Afslaan", "Decline")),
    Move("expire", O.sent, O.expired, "offer.send", _w("Laten verlopen", "Let expire"), (expired_by_now,)),
    Move("withdraw", (O.draft, O.approved, O.sent), O.withdrawn, "offer.send", _w("Intrekken", "Withdraw"), reason=True),
    initial=O.draft,
    scope=("vacancy_id", "application_id"),
)  # fmt: skip
