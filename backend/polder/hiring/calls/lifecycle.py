"""States and moves of a match round, its pairs, and a letter of intent."""

from polder.hiring.calls.tables import IntentState as I
from polder.hiring.calls.tables import PairState as P
from polder.hiring.calls.tables import RoundState as R
from polder.kernel import versions
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


MANAGE, MATCH = "call.manage", "call.match"
TRACK_RULE = versions.lifecycle("track_rule", MANAGE, MATCH)

somebody_ranked = Condition(
    "somebody_ranked",
    "polder.round_ready(match_round.vacancy_id)",
    _w(
        "Nog geen begeleider heeft een kandidaat geplaatst. Wacht tot de eerste volgorde er is.",
        "No advisor has placed a candidate yet. Wait for the first ranking.",
    ),
)
every_pair_decided = Condition(
    "every_pair_decided",
    "not polder.pairs_undecided(match_round.id)",
    _w("Beslis eerst over elk koppel.", "Decide about every pair first."),
    "pairs",
)
some_pair = Condition(
    "some_pair",
    "polder.some_pair(match_round.id)",
    _w(
        "Er is geen koppel om te bevestigen. Verwerp deze ronde, of los haar opnieuw op.",
        "There is no pair to confirm. Discard this round, or solve it anew.",
    ),
    "pairs",
)
decided_by_another = Condition(
    "decided_by_another",
    "not polder.decided_pairs(match_round.id)",
    _w(
        "U besliste zelf over koppels van deze ronde; de ronde bevestigt een ander.",
        "You decided about pairs of this round yourself; somebody else confirms the round.",
    ),
)

MATCH_ROUND = Lifecycle(
    "match_round",
    "state",
    {
        R.drafted: _w("voorbereid", "drafted"),
        R.solved: _w("opgelost", "solved"),
        R.confirmed: _w("bevestigd", "confirmed"),
        R.discarded: _w("verworpen", "discarded"),
    },
    Move("solve", R.drafted, R.solved, MATCH, _w("Oplossen", "Solve"), (somebody_ranked,)),
    Move("confirm", R.solved, R.confirmed, MATCH, _w("Ronde bevestigen", "Confirm the round"),
         (every_pair_decided, some_pair, decided_by_another), second_person=True),
    Move("discard", (R.drafted, R.solved), R.discarded, MATCH, _w("Verwerpen", "Discard"), reason=True),
    initial=R.drafted,
    scope=(),
)  # fmt: skip

round_open = Condition(
    "round_open",
    "polder.round_is_solved(match_pair.round_id)",
    _w(
        "Over deze ronde is al beslist: de koppels blijven zoals zij zijn.",
        "This round has been decided: its pairs stay as they are.",
    ),
)
MATCH_PAIR = Lifecycle(
    "match_pair",
    "state",
    {
        P.proposed: _w("voorgesteld", "proposed"),
        P.confirmed: _w("bevestigd", "confirmed"),
        P.rejected: _w("afgewezen", "rejected"),
    },
    Move("confirm", P.proposed, P.confirmed, MATCH, _w("Bevestigen", "Confirm"), (round_open,)),
    Move("reject", (P.proposed, P.confirmed), P.rejected, MATCH, _w("Afwijzen", "Reject"), (round_open,), reason=True),
    initial=P.proposed,
    scope=(),
)  # fmt: skip


def _keeps(name: str, nl: str, en: str, field: str) -> Condition:
    return Condition(name, f"polder.intent_unmet(letter_of_intent.id) is distinct from '{name}'", _w(nl, en), field)


TRACK_RULES = (
    _keeps(
        "intent_dates",
        "De begindag ligt in het verleden, of het verblijf valt niet binnen zes jaar daarna. Kijk de data na.",
        "The first day is in the past, or the stay is not within six years of it. Check the dates.",
        "starts_on",
    ),
    _keeps(
        "intent_two_countries",
        "De academische track vraagt twee begeleiders in twee verschillende Europese landen. Kies een andere tweede begeleider.",
        "The academic track asks for two advisors in two different European countries. Choose another second advisor.",
        "second_advisor_id",
    ),
    _keeps(
        "intent_stay_abroad",
        "Het verblijf van de academische track is bij de instelling van de andere begeleider. Kies een instelling in het land van de tweede begeleider.",
        "The stay of the academic track is with the other advisor. Choose an organisation in the second advisor's country.",
        "stay_organisation_id",
    ),
    _keeps(
        "intent_stay_short",
        "Het verblijf is korter dan de regels van deze track vragen. Verleng het.",
        "The stay is shorter than the rules of this track ask. Make it longer.",
        "stay_months",
    ),
    _keeps(
        "intent_company",
        "De industriële track vraagt een begeleider van een bedrijf, en een verblijf in het lab daarvan. Kies die begeleider en dat bedrijf.",
        "The industry track asks for an advisor from a company, and a stay at its lab. Choose that advisor and that company.",
        "stay_organisation_id",
    ),
    _keeps(
        "intent_two_fields",
        "De interdisciplinaire track vraagt twee verschillende vakgebieden. Vul beide in.",
        "The interdisciplinary track asks for two different fields. Fill in both.",
        "field_two",
    ),
    _keeps(
        "intent_conflicted",
        "Een van de begeleiders meldde een belangenconflict met deze kandidaat. Kies een ander.",
        "One of the advisors declared a conflict of interest with this candidate. Choose another.",
        "second_advisor_id",
    ),
    _keeps(
        "intent_no_accounts",
        "Beide begeleiders ondertekenen met hun eigen account. Nodig uit wie er nog geen heeft.",
        "Both advisors sign with their own account. Invite whoever has none yet.",
        "second_advisor_id",
    ),
)
all_signed = Condition(
    "all_signed",
    "polder.intent_signatures(letter_of_intent.id) = 3",
    _w("Nog niet iedereen heeft ondertekend.", "Not everybody has signed yet."),
)
LETTER_OF_INTENT = Lifecycle(
    "letter_of_intent",
    "state",
    {
        I.draft: _w("concept", "draft"),
        I.signing: _w("ter ondertekening", "being signed"),
        I.signed: _w("ondertekend", "signed"),
        I.withdrawn: _w("ingetrokken", "withdrawn"),
    },
    Move("send", I.draft, I.signing, MANAGE, _w("Ter ondertekening sturen", "Send for signature"), TRACK_RULES),
    Move("complete", I.signing, I.signed, "intent.sign", _w("Ondertekend", "Signed"), (all_signed,), by_hand=False),
    Move("withdraw", (I.draft, I.signing), I.withdrawn, MANAGE, _w("Intrekken", "Withdraw"), reason=True),
    initial=I.draft,
    scope=("vacancy_id", "application_id"),
)  # fmt: skip
