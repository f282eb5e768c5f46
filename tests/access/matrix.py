"""The access matrix: for every route, who may call it on their own data and on other people's.

Whoever is not named is refused: 404 where the record is not theirs to see, exactly as if it did not exist; 403 where
they see it and may not do this. A route without a row fails the suite.
"""

from collections.abc import Iterable
from datetime import timedelta

from tests.access.audiences import CALENDAR, LINK, REFEREE, WITH_ACCOUNT
from tests.access.rooms import ROOMS
from tests.access.shape import (
    ACCOUNT_READERS,
    API,
    APPOINTERS,
    BOOKS,
    COMMITTEE,
    FUNDED,
    FUNDERS,
    GRANTORS,
    HR,
    HR_UNCONFLICTED,
    MONEY,
    NO_REASON,
    NOBODY,
    OFFICE,
    OFFICERS,
    OWNERS,
    PEOPLE_READERS,
    Row,
    Scope,
    create,
    listed,
    who,
    write,
)
from tests.support.days import today
from tests.support.world import SOON

# Who sees a record: in its detail, and in every list, count, search, export, history and file of it.
SEES: dict[str, Scope] = {
    "vacancies": Scope(
        who(f"{OFFICE} {COMMITTEE} advisor controller conflicted conflicted_officer token {LINK}"),
        who(f"{OFFICE} controller conflicted_officer token"),
    ),
    "applications": Scope(who(f"{OFFICE} {COMMITTEE} {LINK}"), who(f"{OFFICE} conflicted_officer")),
    # The security officer those of applications that they are asked to check.
    "documents": Scope(
        who(f"{OFFICE} {COMMITTEE} {LINK} security_officer"), who(f"{OFFICE} conflicted_officer security_officer")
    ),
    # Whoever still has to review sees nobody else's judgement.
    "reviews": Scope(who(f"{OFFICE} hiring_lead committee_observer"), who(f"{OFFICE} conflicted_officer")),
    "offers": Scope(who(f"{OFFICE} controller hiring_lead"), who(f"{OFFICE} controller conflicted_officer")),
    # "own" is what the funder of organisation A gave, and what the State granted; "foreign" is of organisation B.
    "agreements": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "agreement-versions": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "decisions": Scope(who(f"{MONEY} ministry {OWNERS}"), who(f"{MONEY} ministry")),
    # "own": in force; foreign: a proposal.
    "right-kinds": Scope(WITH_ACCOUNT | {LINK, REFEREE, CALENDAR}, who(MONEY)),
    "funding-imports": Scope(who(MONEY)),
    "organisations": Scope(WITH_ACCOUNT - {"token"}, WITH_ACCOUNT - {"token"}),
    "people": Scope(WITH_ACCOUNT, who(PEOPLE_READERS)),
    "affiliations": Scope(WITH_ACCOUNT, who(PEOPLE_READERS)),
    "accounts": Scope(WITH_ACCOUNT, who(ACCOUNT_READERS)),
    "role-grants": Scope(WITH_ACCOUNT - {"everyone"}, who(ACCOUNT_READERS)),
    "sessions": Scope(WITH_ACCOUNT - {"token"}, frozenset()),
    "tokens": Scope(WITH_ACCOUNT - {"token"}, frozenset()),
    "me/identities": Scope(WITH_ACCOUNT, frozenset()),
    "identity-providers": Scope(who("system_administrator")),
    "invitations": GRANTORS,
    "access-requests": GRANTORS,
    "mails": Scope(who("system_administrator")),
    # All money, or what is of one's own lots ("own" is a lot of organisation A); the ministry sees public lots.
    "ledger/accounts": BOOKS,
    "ledger/entries": Scope(who(MONEY), who(MONEY)),
    "ledger/postings": BOOKS,
    "ledger/checks": Scope(who(MONEY)),
    "lots": FUNDED,
    "purposes": FUNDED,
    "fund-pools": FUNDED,
    "closed-periods": Scope(who(MONEY)),
    "allocations": FUNDED,
    "funder-invoices": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "billing-details": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "invoice-rules": Scope(who(MONEY), who(MONEY)),
    # Bank data is for whoever may read all money; a funder never sees it, nor the ministry.
    **dict.fromkeys(
        ("bank-accounts", "bank-imports", "bank-statements", "bank-entries", "settlements", "settlement-rules"),
        Scope(who(MONEY)),
    ),
    # A funder its own, without an agreement too; of others only who may read all money, and only of those that have one.
    "funder-pages": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "audit-entries": Scope(who("director auditor privacy_officer")),
    # "own": in force; foreign: a proposal.
    "valuation-rules": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "legal-rules": Scope(who(f"{MONEY} ministry"), who(MONEY)),
    # "own": a rule that an agreement of organisation A names.
    "matching-rules": Scope(who(f"{MONEY} ministry {OWNERS}"), who(f"{MONEY} ministry")),
    "in-kind": Scope(who(f"{MONEY} {OWNERS}"), who(MONEY)),
    "matching-snapshots": Scope(who(f"{MONEY} ministry")),
    "published-aggregates": Scope(who(f"{MONEY} ministry {OWNERS}")),
    "aggregate-decisions": Scope(who(MONEY)),
}


ADMINISTRATOR = Scope(who("system_administrator"), who("system_administrator"))
ORGANISERS = who("hr_officer conflicted_officer system_administrator grants_officer")
ALL = Scope(WITH_ACCOUNT, WITH_ACCOUNT)
TERMS = {"salary_cents": 450_000, "starts_on": "2099-03-01", "expires_at": SOON}
SETTLERS = Scope(who("controller bank_operator"))
LIMITS = {
    "second_person_cents": 1,
    "rounding_cents": 1,
    "bank_fee_cents": 1,
    "source": "mandate",
    "valid_from": str(today() + timedelta(days=365)),
}
BOOKERS = who("controller bank_operator")
BILLING = {
    "organisation_id": "{organisation}", "legal_name": "X", "street": "X 1", "postal_code": "1000 AA", "city": "X", "email": "x@example.org",
}  # fmt: skip
INVOICE = {"agreement_id": "{agreement}", "lines": [{"lot_id": "{lot}", "amount_cents": 1}]}
VACANCY = {
    "title_nl": "X", "title_en": "X", "salary_min_cents": 1, "salary_max_cents": 2, "deadline": "2099-01-01T12:00:00Z",
}  # fmt: skip
CONTROLLER = Scope(who("controller"), who("controller"))
RULE = {"key": "made_{n}", "name_nl": "X", "name_en": "X", "source": "X", "valid_from": "2026-01-01"}
MATCHING_RULE = {**RULE, "public_parts": 1, "private_parts": 1, "cap_cents": 1, "window_from": "2026-01-01",
                 "window_until": "2026-12-31"}  # fmt: skip
WORK = {"lot_id": "{in_kind_lot}", "what": "X", "quantity": "1", "tariff": "made", "performed_from": "2026-01-01",
        "performed_until": "2026-01-02"}  # fmt: skip
# Whoever approves versions of rules meets one that is in force already.
ENDED = Scope(who("controller director"), who("controller"))
PROVIDER = {"key": "made-{n}", "name": "Made", "issuer": "https://made-{n}.example.org", "client_id": "polder"}
INVITED = {"email": "new{n}@example.org", "role": "funder_representative", "scope_kind": "organisation",
           "scope_id": "{organisation}"}  # fmt: skip

CONTROLLER = Scope(who("controller"), who("controller"))
APPROVERS = Scope(who("controller director"), who("controller director"))
PERIOD = {"title": "X", "starts_on": "2026-01-01", "ends_on": "2027-01-01"}
AGREEMENT = {"funder_id": "{organisation}", **PERIOD}
DECISION = {"granter_id": "{organisation}", "amount_cents": 1, **PERIOD}

ROWS: list[Row] = [
    # hiring
    *listed("vacancies", SEES["vacancies"], timeline=True),
    create("/vacancies", HR, 201, body=VACANCY),
    write(
        "PATCH",
        "/vacancies/{id}",
        "vacancies",
        Scope(OFFICERS | {"hiring_lead"}, OFFICERS),
        409,
        body={"location": "X"},
    ),
    write("POST", "/vacancies/{id}/moves/redraft", "vacancies", HR, 409, 422, body=NO_REASON),
    write(
        "POST",
        "/vacancies/{id}/committee",
        "vacancies",
        APPOINTERS,
        409,
        body={"account_id": "{anna}", "role": "committee_chair"},
    ),
    write("DELETE", "/vacancies/{id}/committee/{grant_id}", "vacancies", APPOINTERS, 200, fresh="committee"),
    *listed("applications", SEES["applications"], timeline=True),
    create("/applications/import", HR, 201, body="file"),
    Row("GET", f"{API}/applications/{{id}}/pdf", "part", "applications", SEES["applications"]),
    write(
        "POST",
        "/applications/{id}/moves/reject",
        "applications",
        Scope(who("hr_officer hiring_lead committee_chair"), OFFICERS),
        409,
        422,
        body=NO_REASON,
    ),
    write(
        "POST",
        "/applications/{id}/conflict",
        "applications",
        Scope(SEES["applications"].own - {LINK}, SEES["applications"].foreign),
        204,
        body={"kind": "other"},
        fresh="application",
    ),
    write(
        "PUT",
        "/applications/{id}/review",
        "applications",
        Scope(who("committee_chair committee_member"), frozenset()),
        200,
        body={"note": ""},
        fresh="application",
    ),
    *listed("reviews", SEES["reviews"], timeline=True),
    write("POST", "/reviews/{id}/moves/reopen", "reviews", HR_UNCONFLICTED, 409, 422, body=NO_REASON),
    *listed("offers", SEES["offers"], timeline=True),
    create("/offers", HR_UNCONFLICTED, 409, body={"application_id": "{application}", **TERMS}, record="applications"),
    write("PATCH", "/offers/{id}", "offers", HR_UNCONFLICTED, 200, body=TERMS),
    write("POST", "/offers/{id}/moves/withdraw", "offers", HR_UNCONFLICTED, 422, body=NO_REASON),
    write(
        "POST",
        "/offers/{id}/endorse",
        "offers",
        Scope(who("director hr_officer controller"), who("director hr_officer controller conflicted_officer")),
        200,
        body={"reason": "Rare skills."},
    ),
    Row("GET", f"{API}/todo", "part", note="only what one's own roles ask; nothing of a record that one does not see"),
    Row("GET", f"{API}/find", "part", note="only records that one sees"),
    # funding
    *listed("agreements", SEES["agreements"], timeline=True),
    create("/agreements", CONTROLLER, 201, body=AGREEMENT),
    write("PATCH", "/agreements/{id}", "agreements", CONTROLLER, 200, body={"contact_name": "X"}),
    write("POST", "/agreements/{id}/moves/default", "agreements", CONTROLLER, 422, body=NO_REASON),
    write("POST", "/agreements/{id}/amendments", "agreements", CONTROLLER, 201, 409, body={"reason": "X"}),
    *listed("agreement-versions", SEES["agreement-versions"], timeline=True),
    write("PATCH", "/agreement-versions/{id}", "agreement-versions", CONTROLLER, 409, body={}),
    write("POST", "/agreement-versions/{id}/moves/put_in_force", "agreement-versions", APPROVERS, 409, body=NO_REASON),
    write("PUT", "/agreements/{id}/conditions", "agreements", CONTROLLER, 422, body={"tranche": 9, "met_on": None}),
    *listed("right-kinds", SEES["right-kinds"], timeline=True),
    create(
        "/right-kinds",
        CONTROLLER,
        201,
        body={**RULE, "explanation_nl": "X", "explanation_en": "X", "takes_field": True, "takes_term": True},
    ),
    write("PATCH", "/right-kinds/{id}", "right-kinds", CONTROLLER, 200, 409, body={"name_en": "Y"}),
    write("POST", "/right-kinds/{id}/moves/withdraw", "right-kinds", ENDED, 409, 422, body=NO_REASON),
    *listed("decisions", SEES["decisions"], timeline=True),
    create("/decisions", CONTROLLER, 201, body=DECISION),
    write("PATCH", "/decisions/{id}", "decisions", CONTROLLER, 200, body={"account_by": "2027-06-01"}),
    write(
        "POST",
        "/decisions/{id}/lowerings",
        "decisions",
        CONTROLLER,
        422,
        body={"amount_cents": 100, "lowered_on": "2026-06-01", "decision_number": "2", "reason": "less"},
    ),
    write("POST", "/decisions/{id}/moves/account", "decisions", CONTROLLER, 200, body=NO_REASON, fresh="decision"),
    *listed("funding-imports", SEES["funding-imports"]),
    create("/funding-imports", Scope(CONTROLLER.own), 422, body="file"),
    create(
        "/documents",
        CONTROLLER,
        201,
        record="agreement-versions",
        body={
            "record_kind": "agreement_version",
            "record_id": "{agreement_version}",
            "kind": "signed",
            "file_name": "a.pdf",
            "size": 9,
        },
    ),
    # documents
    *listed("documents", SEES["documents"]),
    Row("GET", f"{API}/documents/{{id}}/content", "part", "documents", SEES["documents"], (302,)),
    create(
        "/documents",
        HR_UNCONFLICTED,
        201,
        record="applications",
        body={
            "record_kind": "application",
            "record_id": "{application}",
            "kind": "cv",
            "file_name": "a.pdf",
            "size": 9,
        },
    ),
    write("POST", "/documents/{id}/moves/complete", "documents", HR_UNCONFLICTED, 200),
    write("DELETE", "/documents/{id}", "documents", NOBODY, 204, fresh="document"),
    # partners
    *listed("organisations", SEES["organisations"]),
    create("/organisations", Scope(ORGANISERS), 201, body={"name": "Made"}),
    create("/organisations/import", Scope(ORGANISERS), 422, body="file"),
    write(
        "PATCH",
        "/organisations/{id}",
        "organisations",
        Scope(ORGANISERS | {"partner_administrator"}, ORGANISERS),
        200,
        body={"city": "Delft"},
    ),
    *listed("people", SEES["people"]),
    create("/people", Scope(who("hr_officer conflicted_officer system_administrator")), 201, body={"name": "Made"}),
    write("PATCH", "/people/{id}", "people", Scope(WITH_ACCOUNT, OFFICERS | {"system_administrator"}), 200, body={}),
    write(
        "POST",
        "/people/{id}/affiliations",
        "people",
        Scope(OFFICERS | {"system_administrator"}, OFFICERS | {"system_administrator"}),
        201,
        409,
        body={"organisation_id": "{organisation}", "valid_from": "2026-01-01"},
    ),
    write(
        "POST",
        "/affiliations/{id}/end",
        "affiliations",
        Scope(OFFICERS | {"system_administrator"}, OFFICERS | {"system_administrator"}),
        200,
        body={"valid_until": "2026-12-31"},
        fresh="affiliation",
    ),
    # identity
    Row("GET", f"{API}/me", "self", None, Scope(WITH_ACCOUNT)),
    Row("GET", f"{API}/roles", "self", None, Scope(WITH_ACCOUNT)),
    Row("PATCH", f"{API}/me", "self", None, Scope(WITH_ACCOUNT - {"token"}), body={"language": "en"}),
    *listed("accounts", SEES["accounts"]),
    write("POST", "/accounts/{id}/end", "accounts", ADMINISTRATOR, 200, fresh="account"),
    write("POST", "/accounts/{id}/reopen", "accounts", ADMINISTRATOR, 200, fresh="ended account"),
    write("POST", "/accounts/{id}/sessions/end", "accounts", ADMINISTRATOR, 200, 204, fresh="account"),
    *listed("role-grants", SEES["role-grants"]),
    create(
        "/role-grants",
        GRANTORS,
        201,
        409,
        body={
            "account_id": "{spare}",
            "role": "funder_representative",
            "scope_kind": "organisation",
            "scope_id": "{organisation}",
        },
    ),
    write("POST", "/role-grants/{id}/end", "role-grants", GRANTORS, 200, fresh="grant"),
    write("POST", "/role-grants/{id}/confirm", "role-grants", GRANTORS, 200, fresh="unconfirmed grant"),
    write("POST", "/role-grants/{id}/keep", "role-grants", GRANTORS, 200, fresh="ending grant"),
    *listed("sessions", SEES["sessions"], shown=False),
    write(
        "POST",
        "/sessions/{id}/end",
        "sessions",
        Scope(WITH_ACCOUNT - {"token"}, who("system_administrator")),
        204,
        fresh="session",
    ),
    *listed("tokens", SEES["tokens"], shown=False),
    create("/tokens", Scope(WITH_ACCOUNT - {"token"}), 201, body={"label": "x", "scope": ["vacancy.read"], "days": 1}),
    write(
        "POST",
        "/tokens/{id}/end",
        "tokens",
        Scope(WITH_ACCOUNT - {"token"}, who("system_administrator")),
        204,
        fresh="token",
    ),
    *listed("me/identities", SEES["me/identities"], shown=False),
    create("/me/identities", Scope(WITH_ACCOUNT - {"token"}), 404, body={"provider": "absent"}),
    write(
        "POST",
        "/me/identities/{id}/unlink",
        "me/identities",
        Scope(WITH_ACCOUNT - {"token"}, frozenset()),
        204,
        fresh="identity",
        shut=who(f"{LINK} {REFEREE} {CALENDAR} token"),
    ),
    *listed("identity-providers", SEES["identity-providers"]),
    create("/identity-providers", Scope(who("system_administrator")), 201, body=PROVIDER),
    write("PATCH", "/identity-providers/{id}", "identity-providers", ADMINISTRATOR, 200, body={}),
    *listed("invitations", SEES["invitations"]),
    create("/invitations", GRANTORS, 201, body=INVITED),
    write("POST", "/invitations/{id}/withdraw", "invitations", GRANTORS, 200, fresh="invitation"),
    *listed("access-requests", SEES["access-requests"]),
    write("POST", "/access-requests/{id}/close", "access-requests", GRANTORS, 200, fresh="access request"),
    # funding: in-kind and matching
    *listed("valuation-rules", SEES["valuation-rules"], timeline=True),
    create("/valuation-rules", CONTROLLER, 201, body={**RULE, "unit": "hour", "unit_cents": 1}),
    write("PATCH", "/valuation-rules/{id}", "valuation-rules", CONTROLLER, 200, 409, body={"name_en": "Y"}),
    write("POST", "/valuation-rules/{id}/moves/withdraw", "valuation-rules", ENDED, 409, 422, body=NO_REASON),
    *listed("in-kind", SEES["in-kind"], timeline=True),
    create(
        "/in-kind",
        Scope(who(f"controller {FUNDERS}"), who(f"controller {FUNDERS}")),
        201,
        422,
        body=WORK,
    ),
    write(
        "PATCH",
        "/in-kind/{id}",
        "in-kind",
        Scope(who(f"controller {FUNDERS}"), who("controller")),
        200,
        body={"note": "Y"},
    ),
    write("POST", "/in-kind/{id}/moves/reject", "in-kind", CONTROLLER, 422, body=NO_REASON),
    *listed("matching-rules", SEES["matching-rules"], timeline=True),
    create("/matching-rules", CONTROLLER, 201, body=MATCHING_RULE),
    write("PATCH", "/matching-rules/{id}", "matching-rules", CONTROLLER, 409, body={"name_en": "Y"}),
    write(
        "POST",
        "/matching-rules/{id}/moves/withdraw",
        "matching-rules",
        Scope(ENDED.own, ENDED.own),
        409,
        body=NO_REASON,
    ),
    *listed("legal-rules", SEES["legal-rules"], timeline=True),
    create("/legal-rules", CONTROLLER, 201, body={**RULE, "key": "wnt_years", "value": 1}),
    write("PATCH", "/legal-rules/{id}", "legal-rules", CONTROLLER, 200, 409, body={"name_en": "Y"}),
    write("POST", "/legal-rules/{id}/moves/withdraw", "legal-rules", ENDED, 409, 422, body=NO_REASON),
    Row("GET", f"{API}/matching", "self", None, Scope(who(MONEY)), note="all money or nothing: a part would mislead"),
    Row("GET", f"{API}/matching/what-if", "self", None, Scope(who(MONEY)), (422,)),
    *listed("matching-snapshots", SEES["matching-snapshots"]),
    *listed("published-aggregates", SEES["published-aggregates"], shown=False),
    *listed("aggregate-decisions", SEES["aggregate-decisions"], shown=False),
    # operations
    *listed("mails", SEES["mails"]),
    write("POST", "/mails/{id}/send-again", "mails", ADMINISTRATOR, 200, fresh="unsent mail"),
    # funding: the ledger and allocations
    *listed("ledger/accounts", SEES["ledger/accounts"]),
    *listed("ledger/entries", SEES["ledger/entries"]),
    write(
        "POST",
        "/ledger/entries/{id}/reverse",
        "ledger/entries",
        Scope(BOOKERS, BOOKERS),
        201,
        body={"reason": "wrong"},
        fresh="entry",
    ),
    *listed("ledger/postings", SEES["ledger/postings"], shown=False),
    *listed("ledger/checks", SEES["ledger/checks"], shown=False),
    Row(
        "GET",
        f"{API}/lots/positions",
        "part",
        note="only lots that one sees; see test_lots_at_a_day_are_those_one_sees",
    ),
    *listed("lots", SEES["lots"]),
    Row("GET", f"{API}/lots/{{id}}/positions", "part", "lots", FUNDED),
    *listed("purposes", SEES["purposes"]),
    create(
        "/purposes", Scope(CONTROLLER.own), 201, body={"name_nl": "Doel", "name_en": "Aim", "valid_from": "2026-01-01"}
    ),
    write("PATCH", "/purposes/{id}", "purposes", CONTROLLER, 200, body={}),
    *listed("fund-pools", SEES["fund-pools"]),
    create("/fund-pools", Scope(CONTROLLER.own), 201, body={"name_nl": "F", "name_en": "F", "restriction": "r"}),
    write("PATCH", "/fund-pools/{id}", "fund-pools", CONTROLLER, 200, body={}),
    *listed("closed-periods", SEES["closed-periods"]),
    create("/closed-periods", Scope(CONTROLLER.own), 422, body={"from_day": "2000-01-01", "until_day": "2199-12-31"}),
    *listed("allocations", SEES["allocations"], timeline=True),
    create(
        "/allocations",
        Scope(CONTROLLER.own),
        422,
        record=None,
        body={
            "lot_id": "{absent}",
            "purpose_id": "{absent}",
            "amount_cents": 1,
            "from_day": "2026-01-01",
            "until_day": "2026-12-31",
        },
    ),
    write("PATCH", "/allocations/{id}", "allocations", CONTROLLER, 200, body={"note": "x"}),
    write("POST", "/allocations/{id}/moves/release", "allocations", CONTROLLER, 422, body=NO_REASON),
    write(
        "POST",
        "/allocations/{id}/costs",
        "allocations",
        CONTROLLER,
        422,
        body={"cents": 1, "day": "2000-01-01", "description": "x"},
    ),
    write(
        "POST",
        "/allocations/{id}/reports",
        "allocations",
        CONTROLLER,
        409,
        422,
        body={"cents": 1, "day": "2000-01-01", "description": "x"},
    ),
    # funding: invoices
    *listed("funder-invoices", SEES["funder-invoices"], timeline=True),
    Row("GET", f"{API}/funder-invoices/{{id}}/pdf", "part", "funder-invoices", SEES["funder-invoices"]),
    Row("GET", f"{API}/funder-invoices/{{id}}/ubl", "part", "funder-invoices", SEES["funder-invoices"]),
    create("/funder-invoices", CONTROLLER, 201, body=INVOICE),
    write("PATCH", "/funder-invoices/{id}", "funder-invoices", CONTROLLER, 409, body={"note": "X"}),
    write("DELETE", "/funder-invoices/{id}", "funder-invoices", CONTROLLER, 409),
    write("POST", "/funder-invoices/{id}/moves/write_off", "funder-invoices", CONTROLLER, 422, body=NO_REASON),
    write("POST", "/funder-invoices/{id}/credit-notes", "funder-invoices", CONTROLLER, 201, body={}),
    write(
        "POST",
        "/funder-invoices/{id}/consents",
        "funder-invoices",
        Scope(who("controller director"), who("controller director")),
        201,
        body={"reason": "X"},
    ),
    *listed("billing-details", SEES["billing-details"]),
    create("/billing-details", CONTROLLER, 409, body=BILLING),
    write("PATCH", "/billing-details/{id}", "billing-details", CONTROLLER, 200, body={"city": "Y"}),
    *listed("invoice-rules", SEES["invoice-rules"], timeline=True),
    create("/invoice-rules", CONTROLLER, 201, body={**RULE, "key": "payment_days", "value": 14}),
    write("PATCH", "/invoice-rules/{id}", "invoice-rules", CONTROLLER, 409, body={"name_en": "Y"}),
    write("POST", "/invoice-rules/{id}/moves/withdraw", "invoice-rules", APPROVERS, 409, body=NO_REASON),
    # funding: the bank
    *listed("bank-accounts", SEES["bank-accounts"]),
    create("/bank-accounts", Scope(who("controller")), 201, body={"other_id": "made-{n}", "name": "Made"}),
    write("PATCH", "/bank-accounts/{id}", "bank-accounts", Scope(who("controller")), 200, body={"name": "Renamed"}),
    *listed("bank-imports", SEES["bank-imports"]),
    create("/bank-imports", Scope(who("controller bank_operator")), 201, body="file"),
    *listed("bank-statements", SEES["bank-statements"]),
    *listed("bank-entries", SEES["bank-entries"], timeline=True),
    write("PUT", "/bank-entries/{id}/lines", "bank-entries", SETTLERS, 200, body={"lines": []}),
    write("POST", "/bank-entries/{id}/propose", "bank-entries", SETTLERS, 200),
    write("POST", "/bank-entries/{id}/confirm", "bank-entries", SETTLERS, 200),
    write("POST", "/bank-entries/{id}/moves/set_aside", "bank-entries", SETTLERS, 422, body=NO_REASON),
    *listed("settlements", SEES["settlements"]),
    *listed("settlement-rules", SEES["settlement-rules"]),
    create("/settlement-rules", Scope(who("director")), 201, 409, body=LIMITS),
    write("DELETE", "/settlement-rules/{id}", "settlement-rules", Scope(who("director")), 409),
    # insights
    *listed("funder-pages", SEES["funder-pages"]),
    Row("GET", f"{API}/funder-pages/{{id}}/statement", "part", "funder-pages", SEES["funder-pages"]),
    write(
        "POST",
        "/funder-pages/{id}/calendar-links",
        "funder-pages",
        Scope(who(FUNDERS), frozenset()),
        201,
        body={"label": "X"},
    ),
    write(
        "DELETE",
        "/funder-pages/{id}/calendar-links/{link_id}",
        "funder-pages",
        Scope(who(FUNDERS), frozenset()),
        204,
        fresh="calendar link",
    ),
    *listed("audit-entries", SEES["audit-entries"], shown=False),
]

# Pages and addresses that anybody may open: (what anybody is answered, why that is no secret).
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("GET", "/"): (303, "to the vacancies"),
    ("GET", "/careers"): (200, "published vacancies only"),
    ("GET", "/contributions"): (200, "published totals only"),
    ("GET", "/calendar/{secret}.ics"): (404, "by the secret link of a calendar, until it is withdrawn"),
    ("GET", "/robots.txt"): (200, "what search engines may read"),
    ("GET", "/sitemap.xml"): (200, "published vacancies only"),
    ("GET", "/careers/{reference}"): (404, "a vacancy that is not published does not exist"),
    ("GET", "/careers/{reference}/apply"): (404, "nor can one apply for it"),
    ("POST", "/careers/{reference}/apply"): (404, "nor can one apply for it"),
    ("GET", "/apply"): (401, "by personal link only"),
    ("GET", "/apply/link"): (200, "whoever lost the link asks for it"),
    ("GET", "/apply/{path:path}"): (303, "to the application"),
    ("POST", "/apply/link"): (422, "an address is needed"),
    ("POST", "/apply/leave"): (303, "nothing to forget"),
    ("POST", "/apply/save"): (401, "by personal link only"),
    ("POST", "/apply/documents"): (401, "by personal link only"),
    ("POST", "/apply/documents/{id}/remove"): (401, "by personal link only"),
    ("GET", "/apply/export"): (401, "by personal link only"),
    ("POST", "/apply/uploads"): (401, "by personal link only"),
    ("GET", "/apply/uploads/{id}"): (401, "by personal link only"),
    ("PATCH", "/apply/uploads/{id}"): (401, "by personal link only"),
    ("POST", "/apply/withdraw"): (401, "by personal link only"),
    ("POST", "/apply/offer/{id}/{answer}"): (401, "by personal link only"),
    ("GET", "/files/{key}"): (404, "by a link that we signed, a quarter of an hour"),
    ("PUT", "/files/{key}"): (404, "by a link that we signed, a quarter of an hour"),
    ("GET", "/admin"): (200, "the workbench without any data"),
    ("GET", "/admin/{path:path}"): (307, "to the same after the #"),
    ("GET", "/api/openapi.json"): (200, "what the API can do"),
    ("GET", "/healthz"): (200, "the process answers"),
    ("GET", "/readyz"): (200, "the database answers"),
    ("GET", "/metrics"): (200, "counts without names, on this machine only"),
    ("GET", "/sign-in"): (200, "providers that are switched on"),
    ("GET", "/sign-in/{key}"): (404, "an unknown provider"),
    ("GET", "/sign-in/{key}/callback"): (404, "an unknown provider"),
    ("GET", "/signed-out"): (200, "says what has not ended"),
    ("GET", "/signed-out/provider"): (303, "the provider's own sign-out"),
    ("GET", "/invitation"): (410, "by the link of an invitation only"),
    ("POST", "/invitation"): (401, "by the link of an invitation only"),
}
for room in ROOMS:
    SEES |= room.SEES
    ROWS += room.ROWS
    OPEN |= room.OPEN

# Each with its own test below, because signing out ends what the others need.
OWN_TEST = {("POST", "/sign-out")}


def covered() -> set[tuple[str, str]]:
    """Routes that the matrix answers for. A move's row names one move of its route."""
    rows = {(row.method, _template(row.path)) for row in ROWS}
    return rows | set(OPEN) | OWN_TEST


def _template(path: str) -> str:
    head, moves, _ = path.partition("/moves/")
    return path if not moves or path.endswith("/moves/complete") else f"{head}/moves/{{move}}"


def sorted_names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nobody"
