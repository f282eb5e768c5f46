"""Who sees and does what in calls. Advisors see their own candidates and nothing of other advisors' rankings."""

from importlib.resources import files

from polder.kernel import versions
from polder.kernel.access import (
    GUARD,
    Access,
    Erased,
    Policy,
    may,
    may_or_within,
    reads_and_writes,
    unconflicted,
    within,
)
from polder.kernel.words import Words

PERMISSIONS = {
    "call.read": Words(nl="oproepen, volgordes en koppelrondes zien", en="see calls, rankings and match rounds"),
    "call.manage": Words(nl="oproepen en begeleiders beheren", en="manage calls and advisors"),
    "call.match": Words(nl="koppelrondes oplossen en bevestigen", en="solve and confirm match rounds"),
    "call.advise": Words(nl="kandidaten van een oproep plaatsen", en="place the candidates of a call"),
    "intent.sign": Words(nl="een intentieverklaring ondertekenen", en="sign a letter of intent"),
}
HOLDS = {
    "director": ["call.read", "call.match"],
    "hr_officer": ["call.read", "call.manage", "call.match"],
    "auditor": ["call.read"],
    "advisor": ["vacancy.read", "call.advise", "intent.sign", "conflict.declare", "organisation.private"],
    "applicant": ["intent.sign"],
    "system": list(PERMISSIONS),
}

VISIBLE_VACANCY = "exists (select from public.vacancy v where v.id = vacancy_id)"
VISIBLE_APPLICATION = "exists (select from public.application a where a.id = application_id)"
VISIBLE_LETTER = "exists (select from public.letter_of_intent l where l.id = letter_id)"
OWN = within("application.own", "application_id")
MINE = "advisor_id = any((select polder.my_advisors())::uuid[])"
MY_CANDIDATE = "application_id = any((select polder.my_candidates())::uuid[])"
UNCONFLICTED = unconflicted("application_id")
STAFF = f"({UNCONFLICTED} and {may('call.read')})"
OF_SUBMITTED = f"({UNCONFLICTED} and {may('call.read')} and {VISIBLE_APPLICATION})"
DECIDES = f"{UNCONFLICTED} and {may_or_within('application.decide', 'vacancy_id')}"
MY_LINE = f"(account_id = (select polder.actor()) and {within('call.advise', 'vacancy_id')})"
SIGNS = (
    f"(state in ('signing', 'signed') and ({OWN} or ({UNCONFLICTED} and"
    " (first_advisor_id = any((select polder.my_advisors())::uuid[])"
    " or second_advisor_id = any((select polder.my_advisors())::uuid[])))))"
)
GUARDED = (
    "call", "advisor", "call_entry", "advisor_wish", "eligibility_check", "advisor_choice", "match_round", "match_pair",
    "letter_of_intent", "intent_signature",
)  # fmt: skip

POLICIES = [
    Policy("criterion", "select", "criterion_guard", "id is not null", to=GUARD),
    Policy("call", "select", "call_read", VISIBLE_VACANCY),
    Policy("call", "insert", "call_add", "vacancy_id is not null", to=GUARD),
    Policy("call", "update", "call_change", may("call.manage")),
    Policy("advisor", "select", "advisor_read", f"{may('call.read')} or {MY_LINE}"),
    Policy("advisor", "insert", "advisor_add", may("call.manage")),
    Policy("advisor", "update", "advisor_change", f"{may('call.manage')} or {MY_LINE}"),
    Policy("advisor", "update", "advisor_guard_arrives", "id is not null", to=GUARD),
    *[Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD) for table in GUARDED],
    Policy("call_entry", "select", "call_entry_read", f"{OWN} or {OF_SUBMITTED} or {MY_CANDIDATE}"),
    Policy("call_entry", "insert", "call_entry_add", OWN),
    Policy("call_entry", "update", "call_entry_change", OWN),
    Policy("advisor_wish", "select", "advisor_wish_read", f"{OWN} or {OF_SUBMITTED} or ({MINE} and {MY_CANDIDATE})"),
    Policy("advisor_wish", "insert", "advisor_wish_add", OWN),
    Policy("advisor_wish", "delete", "advisor_wish_remove", OWN),
    *reads_and_writes("eligibility_check", f"{STAFF} or ({DECIDES})", DECIDES),
    Policy("advisor_choice", "select", "advisor_choice_read", f"{STAFF} or ({UNCONFLICTED} and {MINE})"),
    Policy("advisor_choice", "insert", "advisor_choice_add", f"{UNCONFLICTED} and {MINE}"),
    Policy("advisor_choice", "update", "advisor_choice_change", f"{UNCONFLICTED} and {MINE}"),
    Policy("advisor_choice", "update", "advisor_choice_guard_conflict", "id is not null", to=GUARD),
    Policy("match_round", "select", "match_round_read", may("call.read")),
    Policy("match_round", "insert", "match_round_add", may("call.match")),
    Policy("match_round", "update", "match_round_change", may("call.match")),
    Policy("match_pair", "select", "match_pair_read",
           f"{STAFF} or ({UNCONFLICTED} and {MINE} and round_id = any((select polder.my_confirmed_rounds())::uuid[]))"),
    # Whoever solves a round need not see all of its candidates.
    Policy("match_pair", "insert", "match_pair_add", may("call.match")),
    Policy("match_pair", "update", "match_pair_change", f"{UNCONFLICTED} and {may('call.match')}"),
    Policy("letter_of_intent", "select", "letter_of_intent_read", f"{STAFF} or {SIGNS}"),
    Policy("letter_of_intent", "insert", "letter_of_intent_add", f"{UNCONFLICTED} and {may('call.manage')}"),
    Policy("letter_of_intent", "update", "letter_of_intent_change",
           f"({UNCONFLICTED} and {may('call.manage')}) or {SIGNS}"),
    Policy("letter_of_intent", "update", "letter_of_intent_guard_lock", "id is not null", to=GUARD),
    Policy("intent_signature", "select", "intent_signature_read", f"({UNCONFLICTED} or {OWN}) and {VISIBLE_LETTER}"),
    Policy("intent_signature", "insert", "intent_signature_add", f"({UNCONFLICTED} or {OWN}) and {VISIBLE_LETTER}"),
    *versions.policies("track_rule", may("call.read"), "call.manage", "call.match"),
    # Advisors read what their candidates sent; documents and history follow the application.
    Policy("application", "select", "application_read_advised", "id = any((select polder.my_candidates())::uuid[])"),
    *[Policy("move_entry", "select", f"move_entry_{table}",
             f"record_kind = '{table}' and exists (select from public.{table} x where x.id = record_id)")
      for table in ("match_round", "match_pair", "letter_of_intent")],
]  # fmt: skip

ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=POLICIES,
    erased={
        **dict.fromkeys(
            ("advisor_wish", "eligibility_check", "advisor_choice", "letter_of_intent", "intent_signature"),
            Erased("application_id = any(people)"),
        ),
        "call_entry": Erased(stays="the track that a number chose"),
        "match_pair": Erased(stays="that a number was matched, in a round whose frozen input names it by its id alone"),
    },
    personal={
        "advisor": ["name", "email"],
        "advisor_wish": ["statement"],
        "eligibility_check": ["note"],
        "advisor_choice": ["position", "refusal", "scores", "note"],
        "match_round": ["input", "result"],
        "letter_of_intent": ["body", "field_one", "field_two"],
        "intent_signature": ["signed_name"],
    },
    append_only={"intent_signature": "update or delete"},
    later_checks={"call": ("change_reason_length",)},
    inner=[
        "polder.advisor_conflicted(uuid, uuid)",
        "polder.interviewed(uuid, uuid, uuid)",
        "polder.placed_before(public.match_round)",
        "polder.met_before(public.match_round)",
        "polder.match_input(public.match_round)",
        "polder.track_rule_value(text, date)",
        "polder.is_european(text, date)",
        "polder.call_conflicts(uuid[])",
    ],
    before_tables="\n".join(
        f"create sequence if not exists public.{name}_reference;"
        f" grant usage on sequence public.{name}_reference to polder_app;"
        for name in ("match_round", "letter_of_intent")
    ),
    sql=files(__package__).joinpath("sql/calls.sql").read_text() + versions.trigger("track_rule"),
)
