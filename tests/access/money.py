"""Money of organisations A ("own") and B ("foreign") for the matrix: promises, lots, invoices, receipts, rules."""

import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Event

if TYPE_CHECKING:
    from tests.access.house import House

WORDS = {"own": "zinnia", "foreign": "quixote"}
PARTY = json.dumps({"name": "X", "street": "X 1", "postal_code": "1000 AA", "city": "X", "country": "NL", "kvk": "12345678", "oin": None,
                    "iban": "NL91ABNA0417164300", "bic": "ABNANL2A", "contact_name": None, "email": "x@example.org"})  # fmt: skip


def money(house: "House") -> None:
    """Everything of funding, for both organisations."""
    for data in ("own", "foreign"):
        _promises(house, data)
        _invoices(house, data)
    put = house.shared
    put["right-kinds", "own"] = str(house.sql("select id from right_kind where key = 'notice'"))
    put["funding-imports", "own"] = str(
        house._insert("funding_import", kind="agreements", file_name="old.csv", sha256="0", rows=1, added=1, known=0)
    )
    _lots(house)
    _matching(house)
    _bank(house)


def decision(house: "House", data: str, title: str) -> str:
    """A granted decision of organisation A or B, and its lot."""
    granter = house.shared["organisations", data]
    made = house._insert("public_decision", granter_id=granter, title=title, amount_cents=100, state="granted",
                         granted_on="2026-01-01", starts_on="2026-01-01", ends_on="2027-01-01")  # fmt: skip
    house._insert("lot", decision_id=made, funder_id=granter, amount_cents=100, due_on="2026-01-01")
    return str(made)


def _promises(house: "House", data: str) -> None:
    """An agreement in force with its only version, and a granted decision, of organisation A or B."""
    funder, word = house.shared["organisations", data], WORDS[data]
    term = {"starts_on": "2026-01-01", "ends_on": "2027-01-01"}
    agreement = house._insert("agreement", funder_id=funder, title=f"{word} gives", state="active", in_force=1, **term)
    version = house._insert("agreement_version", agreement_id=agreement, number=1, amount_cents=0, effective_on="2026-01-01",
                            ends_on="2027-01-01", reason="", state="in_force")  # fmt: skip
    house._insert("lot", agreement_id=agreement, funder_id=funder, amount_cents=0, due_on="2026-03-01")
    house.shared["agreements", data], house.shared["agreement-versions", data] = str(agreement), str(version)
    house.shared["decisions", data] = decision(house, data, f"{word} subsidy")


def _invoices(house: "House", data: str) -> None:
    """A sent invoice of an agreement with the organisation, of 1.00, and what belongs to it."""
    put, funder, number = house.shared, house.shared["organisations", data], 100 if data == "own" else 200
    agreement = house._insert("agreement", funder_id=funder, title="Promise", starts_on="2026-01-01", ends_on="2030-01-01",
                              state="active", amount_cents=1000, in_force=1)  # fmt: skip
    lot = house._insert("lot", agreement_id=agreement, funder_id=funder, amount_cents=1000, due_on="2026-01-01")
    post_in(house, str(lot), Event.commitment, rules.committed, on=date(2026, 7, 1))
    invoice = house._insert(
        "funder_invoice", agreement_id=agreement, funder_id=funder, state="sent", number=1, number_text=f"2026-F{number}-0001",
        rf_reference=f"RF00{number}", issued_on="2026-01-01", due_on="2026-02-01", amount_cents=100, sent_at="now",
    )  # fmt: skip
    house._insert(
        "invoice_line",
        invoice_id=invoice,
        lot_id=lot,
        position=1,
        description_nl="X",
        description_en="X",
        amount_cents=100,
    )
    house._insert("invoice_file", invoice_id=invoice, seller=PARTY, buyer=PARTY, ubl="<Invoice/>", sha256="0" * 64)
    put["billing-details", data] = str(
        house._insert(
            "billing_detail",
            organisation_id=funder,
            legal_name="X",
            street="X 1",
            postal_code="1000 AA",
            city="X",
            email="x@example.org",
        )
    )
    put["invoiced_agreements", data], put["invoiced_lots", data] = str(agreement), str(lot)
    put["funder-invoices", data] = str(invoice)
    put["invoice-rules", data] = str(house.sql("select id from invoice_rule order by key limit 1"))


def post_in(
    house: "House", lot: str, event: Event, lines: Any, *, purpose: str | None = None, on: date = date(2026, 1, 2)
) -> str:
    """One cent of a lot, posted with every trigger on; the entry's id."""
    made = lines(UUID(lot), UUID(purpose), 1) if purpose else lines(UUID(lot), 1)
    entry = rules.Entry(str(uuid4()), event, on, made).json
    with psycopg.connect(house.world.superuser_url) as connection:
        connection.execute("select set_config('polder.permissions', 'ledger.post', true)")
        found = connection.execute("select polder.post_entries(%s)", (json.dumps([entry]),)).fetchone()
    assert found is not None
    return str(found[0][0])


def _lots(house: "House") -> None:
    """A lot of organisation A by an agreement, one of B by a public decision; each in a pool, allocated to a purpose."""
    put = house.shared
    for data in ("own", "foreign"):
        funder, public = put["organisations", data], data == "foreign"
        if public:
            source = {"decision_id": house._insert("public_decision", granter_id=funder, title="t", amount_cents=100,
                                                   starts_on="2026-01-01", ends_on="2027-01-01")}  # fmt: skip
        else:
            source = {"agreement_id": house._insert("agreement", funder_id=funder, title="t", starts_on="2026-01-01",
                                                    ends_on="2027-01-01", state="active")}  # fmt: skip
        put["purposes", data] = str(
            house._insert("purpose", kind="programme", name_nl="P", name_en="P", valid_from="2026-01-01")
        )
        put["fund-pools", data] = str(house._insert("fund_pool", name_nl="F", name_en="F", restriction="r"))
        lot = house._insert(
            "lot", funder_id=funder, amount_cents=100, due_on="2026-01-01", pool_id=put["fund-pools", data], **source
        )
        put["lots", data] = str(lot)
        house._insert("pool_purpose", pool_id=put["fund-pools", data], purpose_id=put["purposes", data])
        for event, lines, purpose in (
            (Event.commitment, rules.committed, None),
            (Event.receipt, partial(rules.paid_uninvoiced, public=public), None),
            (Event.allocation, partial(rules.allocated, public=public), put["purposes", data]),
        ):
            put["ledger/entries", data] = post_in(house, str(lot), event, lines, purpose=purpose)
        put["ledger/accounts", data] = str(
            house.sql("select id from ledger_account where kind = 'allocated' and lot_id = %s", lot)
        )
        put["ledger/postings", data] = str(house.sql("select min(id) from posting where lot_id = %s", lot))
        put["allocations", data] = str(
            house._insert("allocation", lot_id=lot, purpose_id=put["purposes", data], amount_cents=1, state="booked",
                          booked_on="2026-01-02", from_day="2026-01-01", until_day="2026-12-31")
        )  # fmt: skip
    put["closed-periods", "own"] = str(house._insert("closed_period", from_day="2020-01-01", until_day="2020-12-31"))
    put["ledger/checks", "own"] = str(house._insert("ledger_check", accounts=1, postings=1, wrong=0))


def _matching(house: "House") -> None:
    """An in-kind lot of each organisation with work declared under it; rules in force and proposed; a frozen quarter."""
    put, quarter = house.shared, {"quarter_from": "2026-01-01", "quarter_until": "2026-03-31"}
    for data, state in (("own", "in_force"), ("foreign", "proposed")):
        funder = put["organisations", data]
        rule = {"name_nl": "X", "name_en": "X", "source": "X", "valid_from": "2021-01-01"}  # 2020 is closed
        agreement = house._insert("agreement", funder_id=funder, title="T", in_force=1, starts_on="2026-01-01", ends_on="2027-01-01",
                                  state="active", matching_key=f"{data}_rule")  # fmt: skip
        lot = house._insert(
            "lot", agreement_id=agreement, funder_id=funder, amount_cents=100, due_on="2026-01-01", in_kind=True
        )
        put["in_kind_lots", data] = str(lot)
        put["in-kind", data] = str(house._insert("in_kind_contribution", lot_id=lot, funder_id=funder, number=1000, what="X",
                                                 reference=f"K-{data}", quantity=1, tariff="made",
                                                 performed_from="2026-01-01", performed_until="2026-01-02"))  # fmt: skip
        put["valuation-rules", data] = str(house._insert("valuation_rule", key=f"{data}_tariff", unit="hour", unit_cents=1,
                                                         state=state, **rule))  # fmt: skip
        if data == "foreign":
            put["right-kinds", data] = str(
                house._insert(
                    "right_kind",
                    key="foreign_kind",
                    explanation_nl="X",
                    explanation_en="X",
                    takes_field=True,
                    takes_term=True,
                    **rule,
                )
            )
        put["legal-rules", data] = str(house._insert("legal_rule", key="wnt_years", value=1, state=state,
                                                     **rule))  # fmt: skip
        made = house._insert("matching_rule", key=f"{data}_rule", public_parts=1, private_parts=1, cap_cents=1, basis="received",
                             in_kind_share_bp=0, window_from="2026-01-01", window_until="2026-12-31", state="in_force",
                             **rule)  # fmt: skip
        put["matching-rules", data] = str(made)
    put["matching-snapshots", "own"] = str(house._insert("matching_snapshot", rule_id=made, key="foreign_rule", body="{}",
                                                         sha256="0", **quarter))  # fmt: skip
    put["published-aggregates", "own"] = str(house._insert("published_aggregate", total_cents=1, **quarter))
    put["aggregate-decisions", "own"] = str(house._insert("aggregate_decision", total_cents=1, shares="{}", contributors=3,
                                                          share_bp=1000, published=True, **quarter))  # fmt: skip


def _bank(house: "House") -> None:
    """A receipt of the own organisation, and what it may settle."""
    put = house.shared
    funder = put["organisations", "own"]
    agreement = house._insert(
        "agreement", funder_id=funder, title="X", starts_on="2026-01-01", ends_on="2030-01-01", state="active"
    )
    lot = house._insert("lot", agreement_id=agreement, funder_id=funder, amount_cents=1000, due_on="2026-01-01")
    account = house._insert("bank_account", identifier="NL91ABNA0417164300", name="Account")
    file = house._insert("bank_import", file_name="x.xml", sha256="x", size=1, outcome="imported")
    days = {"opens_on": "2026-01-01", "closes_on": "2026-01-01", "currency": "EUR"}
    statement = house._insert("bank_statement", import_id=file, account_id=account, notification=False, key="S-1", edition=1,
                              entries=1, booked_cents=1000, opening_cents=0, closing_cents=1000, **days)  # fmt: skip
    entry = house._insert("bank_entry", statement_id=statement, account_id=account, ordinal=1, digest=b"x", notification=False,
                          amount_cents=1000, currency="EUR", booked_on="2026-01-01", reversal=False, batch=1,
                          counterparty=f"{WORDS['own']} works", description="")  # fmt: skip
    settled = house._insert(
        "settlement", entry_id=entry, position=1, kind="tranche", lot_id=lot, amount_cents=1000, ended_at="now"
    )
    rule = house.sql("select id from settlement_rule limit 1")
    for record, id in (("accounts", account), ("imports", file), ("statements", statement), ("entries", entry)):
        put[f"bank-{record}", "own"] = str(id)
    put["settlements", "own"], put["settlement-rules", "own"] = str(settled), str(rule)
