"""Agreements: drafted, signed, in force by versions; what each of these brings about in the ledger."""

import hashlib
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from polder.funding.ledger import rules
from tests.funding.agreements.house import TRANCHES, Office, positions
from tests.kernel.test_document_content import pdf
from tests.support.days import today
from tests.support.world import Person


async def test_signed_terms_become_lots_and_commitments(office: Office) -> None:
    agreement = await office.agreement(rights=[{"kind": "notice"}])
    assert (agreement["state"], agreement["amount_cents"], agreement["in_force"]) == ("active", 15_000_000, 1)
    assert positions(agreement) == [
        (10_000_000, 10_000_000, 10_000_000, 0, 0, 0), (5_000_000, 5_000_000, 5_000_000, 0, 0, 0),
    ]  # fmt: skip
    assert agreement["lots"][1]["condition"] == "Report accepted"
    (version,) = agreement["versions"]
    assert version["signed_sha256"] == hashlib.sha256(pdf()).hexdigest() == version["documents"][0]["sha256"]
    (right,) = agreement["rights"]
    assert (right["kind"], right["response_days"], right["valid_from"], right["valid_until"]) == (
        "notice", 30, "2026-01-01", None,
    )  # fmt: skip
    links = {(link["from"], link["to"]): link["cents"] for link in agreement["ways"]["links"]}
    assert links == {("funder", "agreement"): 15_000_000, ("agreement", "uninvoiced"): 15_000_000}
    assert office.world.sql("select event, description from journal_entry") == [
        ("commitment", f"{agreement['reference']} v1")
    ]


async def test_a_draft_changes_freely_and_what_was_sent_to_be_signed_does_not(office: Office) -> None:
    controller, draft = office.controller, await office.agreement(state="draft", tranches=[])
    address = f"/agreements/{draft['id']}"
    refused = await controller.move("agreements", draft["id"], "offer")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/first-terms")
    changed = await controller.patch(
        address, {"title": "Two instalments", "tranches": TRANCHES, "starts_on": "2026-02-01"}, draft["version"]
    )
    assert changed.status_code == 200, changed.text
    (version,) = changed.json()["versions"]
    assert (version["amount_cents"], version["effective_on"]) == (15_000_000, "2026-02-01")
    assert changed.json()["amount_cents"] == 0, "nothing is promised before it is signed"
    stale = await controller.patch(address, {"title": "Late"}, draft["version"])
    assert stale.status_code == 412
    wrong = await controller.patch(address, {"ends_on": "2026-01-31"}, changed.json()["version"])
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "ends_on")
    await office.moved("agreements", draft["id"], "offer")
    now = await office.read("agreements", draft["id"])
    for body in ({"title": "X"}, {"tranches": []}):
        fixed = await controller.patch(address, body, now["version"])
        assert (fixed.status_code, fixed.json()["type"]) == (409, "/problems/agreement-fixed"), body
    terms = await controller.patch(f"/agreement-versions/{version['id']}", {"tranches": []}, version["version"])
    assert terms.status_code == 409
    contact = await controller.patch(address, {"contact_name": "Jo", "order_number": "PO 7"}, now["version"])
    assert (contact.status_code, contact.json()["contact_name"]) == (200, "Jo")
    await office.moved("agreements", draft["id"], "redraft", "They want another date.")
    again = await office.read("agreement-versions", version["id"])
    moved = [{**tranche, "position": n, "due_on": "2026-06-01"} for n, tranche in enumerate(TRANCHES, start=1)]
    opened = await controller.patch(f"/agreement-versions/{version['id']}", {"tranches": moved}, again["version"])
    assert [t["due_on"] for t in opened.json()["tranches"]] == ["2026-06-01", "2026-06-01"]


BAD_TERMS = [
    ({"tranches": [{"amount_cents": -1, "due_on": "2026-01-01"}]}, "tranches.0.amount_cents", "Too small."),
    ({"tranches": [{"amount_cents": 1.005, "due_on": "2026-01-01"}]}, "tranches.0.amount_cents", "This is no whole number."),
    ({"tranches": [{"amount_cents": 10**14, "due_on": "2026-01-01"}]}, "tranches.0.amount_cents", "Too large."),
    ({"tranches": [{"amount_cents": 1, "due_on": "2026-01-01", "currency": "USD"}]}, "tranches.0.currency",
     "This field does not exist here."),
    ({"tranches": [{"position": 1, "amount_cents": 1, "due_on": "2026-01-01"}] * 2}, "tranches", "A tranche is named twice."),
    ({"tranches": [{"amount_cents": 1, "due_on": "2026-01-01", "pool_id": "0190a6f0-0000-7000-8000-000000000000"}]},
     "tranches.0.pool_id", "There is no such fund pool."),
    ({"rights": [{"kind": "firstborn"}]}, "rights.0.kind", "This kind of right is not in the catalogue."),
    ({"rights": [{"kind": "publication_delay", "field": "Optics"}]}, "rights.0.field", "This right does not have this."),
    ({"parties": [{"organisation_id": "{Amber}", "role": "partner"}]}, "parties.0.organisation_id",
     "The funder is a party already."),
    ({"parties": [{"organisation_id": "{Beryl}", "role": "partner"}] * 2}, "parties.1.organisation_id",
     "This party is named twice."),
    ({"funder_id": "0190a6f0-0000-7000-8000-000000000000"}, "funder_id", "This refers to something"),
    ({"ends_on": "2025-12-31"}, "ends_on", "The end is before the start."),
    ({"tranches": [{"amount_cents": 0, "due_on": "2026-01-01"}]}, "tranches.0.amount_cents", "Too small."),
    ({"tranches": [{"amount_cents": 1, "due_on": "2026-01-01"}, {"amount_cents": 1, "due_on": "2029-01-02"}]},
     "tranches.1.due_on", "Tranche 2 falls due on a day"),
    ({"tranches": [{"amount_cents": 1, "due_on": "1899-12-31"}]}, "tranches.0.due_on", "This year cannot be right."),
    ({"starts_on": "0001-01-01"}, "starts_on", "This year cannot be right."),
    ({"effective_on": "0001-01-01"}, "effective_on", "This year cannot be right."),
    ({"ends_on": "9999-12-31"}, "ends_on", "This year cannot be right."),
    ({"matching_key": "no_such_rule"}, "matching_key", "There is no such matching rule."),
    ({"contact_email": "not mail"}, "contact_email", "This is not an e-mail address."),
    ({"funder_id": "{Ministry}", "private_origin": True}, "private_origin", "Money of the State"),
]  # fmt: skip


async def test_bad_terms_are_refused_with_field_problem_and_remedy(office: Office) -> None:
    await office.funder("Ministry", "ministry")
    for body, field, says in BAD_TERMS:
        if body.get("funder_id") == "{Ministry}":
            body["funder_id"] = office.funders["Ministry"]
        for party in body.get("parties", ()):
            party["organisation_id"] = office.funders.get(
                party["organisation_id"].strip("{}"), party["organisation_id"]
            )
        whole = {
            "funder_id": office.funders["Amber"],
            "title": "X",
            "starts_on": "2026-01-01",
            "ends_on": "2027-01-01",
            **body,
        }
        answer = await office.controller.post("/agreements", whole)
        assert answer.status_code == 422, answer.text
        (error,) = answer.json()["errors"]
        assert error["field"] == field
        assert error["problem"].startswith(says)
        assert error["remedy"]
    # What is not said follows from who gives: and the database holds it, whoever asks.
    draft = await office.agreement("Ministry", "draft", contact_email=" Jo@Example.ORG ")
    assert (draft["private_origin"], draft["contact_email"]) == (False, "Jo@example.org")
    for change, field in (({"private_origin": True}, "private_origin"), ({"matching_key": "none"}, "matching_key")):
        refused = await office.controller.patch(f"/agreements/{draft['id']}", change, draft["version"])
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    given = await office.controller.patch(
        f"/agreements/{draft['id']}", {"funder_id": office.funders["Amber"]}, draft["version"]
    )
    assert given.json()["private_origin"] is True
    for attack, says in (
        (f"update agreement set funder_id = '{office.funders['Ministry']}' where id = '{draft['id']}'", "origin_not_private"),
        (f"update agreement set matching_key = 'none' where id = '{draft['id']}'", "matching_key_unknown"),
        (f"update agreement_version set ends_on = '2020-01-01' where agreement_id = '{draft['id']}'", "tranche_day"),
        ("""update agreement_version set tranches = jsonb_set(tranches, '{0,amount_cents}', '0'),
              amount_cents = amount_cents - 10000000""", "tranche_unreadable"),
    ):  # fmt: skip
        with pytest.raises(psycopg.Error, match=says):
            office.world.sql(attack)


async def test_whoever_wrote_any_of_the_terms_does_not_put_them_in_force(office: Office) -> None:
    draft = await office.agreement(state="draft")
    other = await office.world.person("other", "controller")
    (version,) = draft["versions"]
    written = await other.patch(
        f"/agreement-versions/{version['id']}", {"rights": [{"kind": "notice"}]}, version["version"]
    )
    assert written.status_code == 200, written.text
    await office.moved("agreements", draft["id"], "offer")
    await office.sign(version["id"])
    for author, why in ((office.controller, "second-person"), (other, "terms-by-another")):
        refused = await author.move("agreements", draft["id"], "activate")
        assert (refused.status_code, refused.json()["type"]) == (409, f"/problems/{why}"), author.name
    done = await office.director.move("agreements", draft["id"], "activate")
    assert (done.status_code, done.json()["in_force"]) == (200, 1)


async def test_a_signature_under_earlier_terms_does_not_count(office: Office) -> None:
    agreement = await office.agreement()
    made = await office.controller.post(f"/agreements/{agreement['id']}/amendments", {"reason": "Longer."})
    version = made.json()
    assert (version["number"], version["tranches"]) == (2, [
        {"position": 1, "amount_cents": 10_000_000, "due_on": "2026-03-01", "in_kind": False, "pool_id": None, "condition": None},
        {"position": 2, "amount_cents": 5_000_000, "due_on": "2027-03-01", "in_kind": False, "pool_id": None,
         "condition": "Report accepted"},
    ])  # fmt: skip
    await office.sign(version["id"])
    now = await office.read("agreement-versions", version["id"])
    changed = await office.controller.patch(
        f"/agreement-versions/{version['id']}", {"ends_on": "2030-12-31"}, now["version"]
    )
    assert changed.status_code == 200, changed.text
    refused = await office.director.move("agreement-versions", version["id"], "put_in_force")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/version-signed")
    await office.sign(version["id"], pdf(2))
    done = await office.moved("agreement-versions", version["id"], "put_in_force", by=office.director)
    assert done["signed_sha256"] == hashlib.sha256(pdf(2)).hexdigest()
    after = await office.read("agreements", agreement["id"])
    assert (after["ends_on"], after["in_force"]) == ("2030-12-31", 2)
    assert office.world.sql("select count(*) from journal_entry") == [(1,)], "the amount stands: nothing to post"


async def test_an_amendment_raises_lowers_moves_adds_and_ends_tranches(office: Office) -> None:
    agreement = await office.agreement(tranches=[*TRANCHES, {"amount_cents": 700_000, "due_on": "2028-03-01"}])
    changed = await office.amended(agreement, effective_on="2026-06-01", tranches=[
        {"position": 1, "amount_cents": 12_000_000, "due_on": "2026-03-01"},
        {"position": 2, "amount_cents": 4_000_000, "due_on": "2027-09-01"},
        {"amount_cents": 2_500_000, "due_on": "2028-06-01", "in_kind": True},
        {"position": 4, "amount_cents": 3_000_000, "due_on": "2028-06-01"},
    ])  # fmt: skip
    assert [(lot["tranche"], lot["amount_cents"], lot["due_on"], lot["position"]["uninvoiced"]) for lot in changed["lots"]] == [
        (1, 12_000_000, "2026-03-01", 12_000_000), (2, 4_000_000, "2027-09-01", 4_000_000), (3, 0, "2028-03-01", 0),
        (4, 3_000_000, "2028-06-01", 3_000_000), (5, 2_500_000, "2028-06-01", 0),
    ]  # fmt: skip
    assert (changed["amount_cents"], changed["in_force"]) == (21_500_000, 2)
    assert [(v["number"], v["state"]) for v in changed["versions"]] == [(2, "in_force"), (1, "superseded")]
    (entry,) = office.world.sql("select id from journal_entry where event = 'amendment'")
    assert office.world.sql(
        """select l.position, p.amount_cents from posting p join lot l on l.id = p.lot_id join ledger_account a on a.id = p.account_id
           where a.kind = 'committed_open' and p.entry_id = %s order by 1""", entry[0],
    ) == [(1, 2_000_000), (2, -1_000_000), (3, -700_000), (4, 3_000_000)]  # fmt: skip
    assert office.world.sql("select * from polder.wrong_balances()") == []
    links = {(link["from"], link["to"]): link["cents"] for link in changed["ways"]["links"]}
    assert links == {
        ("funder", "agreement"): 21_500_000,
        ("agreement", "uninvoiced"): 19_000_000,
        ("agreement", "in_kind"): 2_500_000,
    }
    back = await office.controller.post(f"/agreements/{agreement['id']}/amendments", {
        "reason": "x", "tranches": [{"position": 5, "amount_cents": 2_500_000, "due_on": "2028-06-01"}]})  # fmt: skip
    assert (back.status_code, back.json()["errors"][0]["field"]) == (422, "tranches.0.in_kind")


async def test_a_tranche_is_not_lowered_below_what_was_called(office: Office) -> None:
    agreement = await office.agreement()
    first = UUID(agreement["lots"][0]["id"])
    lower = [{"position": 1, "amount_cents": 5_999_999, "due_on": "2026-03-01"}]
    made = await office.controller.post(
        f"/agreements/{agreement['id']}/amendments", {"reason": "Less.", "tranches": lower}
    )
    assert made.status_code == 201, made.text
    second = await office.controller.post(f"/agreements/{agreement['id']}/amendments", {"reason": "Another."})
    assert (second.status_code, second.json()["type"]) == (409, "/problems/exists-already")
    assert "draft amendment" in second.json()["detail"]
    await office.sign(made.json()["id"])
    office.post(rules.invoiced(first, 6_000_000), "invoice", "called meanwhile")
    late = await office.director.move("agreement-versions", made.json()["id"], "put_in_force")
    assert late.status_code == 422
    (error,) = late.json()["errors"]
    assert error == {
        "field": "tranches.0.amount_cents", "problem": "Of tranche 1, €60,000.00 has been called or settled already.",
        "remedy": "Make it €60,000.00 or more, or credit an invoice first.",
    }  # fmt: skip
    assert (await office.read("agreement-versions", made.json()["id"]))["state"] == "draft", "nothing of it happened"
    version = (await office.read("agreement-versions", made.json()["id"]))["version"]
    address = f"/agreement-versions/{made.json()['id']}"
    dropped = await office.controller.patch(address, {"tranches": []}, version)
    assert [e["field"] for e in dropped.json()["errors"]] == ["tranches"]
    exact = await office.controller.patch(address, {"tranches": [{**lower[0], "amount_cents": 6_000_000}]}, version)
    assert exact.status_code == 200, exact.text
    await office.sign(made.json()["id"])
    await office.moved("agreement-versions", made.json()["id"], "put_in_force", by=office.director)
    assert positions(await office.read("agreements", agreement["id"])) == [
        (6_000_000, 6_000_000, 0, 6_000_000, 0, 0), (0, 0, 0, 0, 0, 0),
    ]  # fmt: skip


async def test_rights_and_parties_change_with_the_version_that_names_them_and_not_before(office: Office) -> None:
    agreement = await office.agreement(rights=[{"kind": "notice"}, {"kind": "first_refusal", "field": "Optics"}])
    partner = {"organisation_id": office.funders["Beryl"], "role": "partner"}
    changes = {
        "rights": [{"kind": "notice"}, {"kind": "first_refusal", "field": "Optics and sound"}],
        "parties": [partner],
    }
    made = await office.controller.post(f"/agreements/{agreement['id']}/amendments", {"reason": "Wider.", **changes})
    assert made.status_code == 201, made.text

    def standing(found: dict) -> set:
        return {(r["kind"], r["field"], r["valid_until"]) for r in found["rights"]} | {
            p["role"] for p in found["parties"]
        }

    before = {("notice", None, None), ("first_refusal", "Optics", None)}
    assert standing(await office.read("agreements", agreement["id"])) == before
    await office.moved("agreement-versions", made.json()["id"], "withdraw", "No agreement on it.")
    assert standing(await office.read("agreements", agreement["id"])) == before
    ids = {r["kind"]: r["id"] for r in (await office.read("agreements", agreement["id"]))["rights"]}
    # the withdrawn number is used up; the next still follows
    after = await office.amended(agreement, effective_on="2026-07-01", **changes)
    assert after["in_force"] == 3
    assert standing(after) == {
        ("notice", None, None), ("first_refusal", "Optics", "2026-06-30"), ("first_refusal", "Optics and sound", None), "partner",
    }  # fmt: skip
    assert ids["notice"] in {r["id"] for r in after["rights"]}, "what did not change is the same right"
    gone = await office.amended(after, effective_on="2026-08-01", parties=[])
    assert gone["parties"] == []
    # An amendment follows the one before it, and takes effect on its day: until then the rights stand and home says nothing.
    address, tomorrow = f"/agreements/{agreement['id']}/amendments", str(today() + timedelta(1))
    early = await office.controller.post(address, {"reason": "Earlier.", "effective_on": "2026-07-31"})
    assert early.json()["errors"] == [{
        "field": "effective_on", "remedy": "Choose 1 August 2026 or later.",
        "problem": "An amendment takes no effect before the agreement starts, nor before the version that it amends."}]  # fmt: skip
    late = (await office.controller.post(address, {"reason": "Less.", "effective_on": tomorrow, "rights": []})).json()
    await office.sign(late["id"])
    refused = await office.director.move("agreement-versions", late["id"], "put_in_force")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/day-has-come")

    async def asked() -> set[str]:
        return {i["kind"] for i in (await office.director.get("/todo")).json()["data"]}

    assert "version.activate" not in await asked()
    with pytest.raises(psycopg.Error, match="version_ahead"):
        office.world.sql(f"""select set_config('polder.move', 'agreement_version:put_in_force', true);
            update agreement_version set state = 'in_force' where id = '{late["id"]}'""")
    with pytest.raises(psycopg.Error, match="version_early"):
        office.world.sql("update agreement_version set effective_on = '1990-01-01' where id = %s", late["id"])
    office.world.clock(f"{tomorrow}T12:00:00Z")
    assert "version.activate" in await asked()
    await office.moved("agreement-versions", late["id"], "put_in_force", by=office.director)
    ended = (await office.read("agreements", agreement["id"]))["rights"]
    assert {(r["field"], r["valid_until"]) for r in ended} == {
        (None, str(today())), ("Optics", "2026-06-30"), ("Optics and sound", str(today()))}  # fmt: skip
    page = f"/funder-pages/{office.funders['Amber']}"
    assert (await office.controller.get(page)).json()["agreements"][0]["rights"] == []
    office.world.clock(f"{today()}T12:00:00Z")
    shown = (await office.controller.get(page)).json()["agreements"][0]["rights"]
    assert [right["field"] for right in shown] == [None, "Optics and sound"], "until their last day"


async def test_a_condition_is_met_on_a_day_and_home_asks_for_it(office: Office) -> None:
    due = [{**TRANCHES[1], "due_on": "2026-04-01"}, TRANCHES[0]]
    agreement = await office.agreement(tranches=due)
    signing = await office.agreement("Beryl", "under_signature")

    async def waits(person: Person) -> set[tuple[str, str]]:
        todo = (await person.get("/todo")).json()["data"]
        return {
            (i["kind"], i["record"]["reference"])
            for i in todo
            if i["kind"].startswith(("agreement", "tranche", "version"))
        }

    asked = ("tranche.condition", f"{agreement['reference']}/1")
    assert await waits(office.controller) == {asked, ("agreement.sign", signing["reference"])}
    address = f"/agreements/{agreement['id']}/conditions"
    none = await office.controller.put(address, {"tranche": 2, "met_on": "2026-03-01"})
    assert (none.status_code, none.json()["errors"][0]["field"]) == (422, "tranche")
    ahead = await office.controller.put(address, {"tranche": 1, "met_on": "2099-03-01"})
    assert (ahead.status_code, ahead.json()["errors"][0]["field"]) == (422, "met_on")
    met = await office.controller.put(address, {"tranche": 1, "met_on": "2026-03-20"})
    assert (met.status_code, met.json()["lots"][0]["condition_met_on"]) == (200, "2026-03-20")
    before = await office.controller.put(address, {"tranche": 1, "met_on": "1999-12-31"})
    assert (before.status_code, before.json()["errors"][0]["problem"]) == (422, "The agreement had not started then.")
    await office.sign(signing["versions"][0]["id"])
    assert await waits(office.controller) == set(), "who wrote it does not put it in force"
    assert await waits(office.director) == {("agreement.activate", signing["reference"])}
    assert await waits(office.world.people["of Beryl"]) == set()
    office.post(rules.invoiced(UUID(agreement["lots"][0]["id"]), 100), "invoice", "called")
    called = await office.controller.put(address, {"tranche": 1, "met_on": None})
    assert (called.status_code, called.json()["type"]) == (409, "/problems/condition-called")
    found = (await office.controller.get("/find", params={"q": "beryl"})).json()["data"]
    assert {(f["resource"], f["subtitle"]) for f in found} >= {("agreements", signing["reference"])}


async def test_work_that_was_accepted_is_not_amended_away(office: Office) -> None:
    agreement = await office.agreement(tranches=[{"amount_cents": 500, "due_on": "2026-03-01", "in_kind": True}])
    office.world.sql(
        """select set_config('session_replication_role', 'replica', true);
           insert into in_kind_contribution (lot_id, funder_id, number, reference, what, quantity, tariff, performed_from, performed_until,
             value_cents, rule_id, valued_at, accepted_by, state)
           select id, funder_id, 1, 'K1-1', 'w', 1, 't', '2026-02-01', '2026-03-31', 400, id, now(), id, 'counted' from lot"""
    )
    tranche = {"position": 1, "amount_cents": 399, "due_on": "2026-03-01", "in_kind": True}
    address = f"/agreements/{agreement['id']}/amendments"
    less = await office.controller.post(address, {"reason": "x", "tranches": [tranche], "ends_on": "2026-03-30"})
    assert [(e["field"], e["remedy"]) for e in less.json()["errors"]] == [
        ("ends_on", "Choose 31 March 2026 or later."),
        ("tranches.0.amount_cents", "Make it €4.00 or more, or undo an acceptance first."),
    ]
    with pytest.raises(psycopg.Error, match="in_kind_below_accepted"):
        office.world.sql("update lot set amount_cents = 399")
    with pytest.raises(psycopg.Error, match="term_worked"):
        office.world.sql("""set local session_replication_role = replica;
            update agreement_version set number = 2, ends_on = '2026-03-30'; set local session_replication_role = origin;
            update agreement set in_force = 2, ends_on = '2026-03-30'""")
    office.world.sql("update lot set amount_cents = 400")
    # In default, the work is still to be given; nothing of it was, as far as the ledger knows.
    office.world.sql("set local session_replication_role = replica; delete from in_kind_contribution")
    await office.moved("agreements", agreement["id"], "default", "Does not come.")

    async def stands() -> str:
        page = await office.read("funder-pages", office.funders["Amber"])
        return str(page["agreements"][0]["tranches"][0]["standing"])

    assert await stands() == "in_kind_open"
    await office.moved("agreements", agreement["id"], "terminate", "Never came.", by=office.director)
    assert await stands() == "ended"


async def test_termination_writes_off_what_was_never_called(office: Office) -> None:
    agreement = await office.agreement()
    first = UUID(agreement["lots"][0]["id"])
    office.post(rules.invoiced(first, 4_000_000), "invoice", "called")
    open_invoice = await office.controller.move("agreements", agreement["id"], "terminate", "Bankrupt.")
    assert (open_invoice.status_code, open_invoice.json()["type"]) == (409, "/problems/invoices-closed")
    office.post(rules.paid(first, 4_000_000), "receipt", "paid")
    unfinished = await office.controller.move("agreements", agreement["id"], "fulfil")
    assert (unfinished.status_code, unfinished.json()["type"]) == (409, "/problems/nothing-open")
    await office.moved("agreements", agreement["id"], "default", "Does not pay.")
    await office.moved("agreements", agreement["id"], "cure", "Paid after all.")
    await office.moved("agreements", agreement["id"], "default", "Again.")
    refused = await office.controller.post(f"/agreements/{agreement['id']}/amendments", {"reason": "x"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/agreement-not-active")
    # 110,000.00 is unpaid: whoever wrote the terms does not let go of it.
    own = await office.controller.move("agreements", agreement["id"], "terminate", "Bankrupt.")
    assert (own.status_code, own.json()["type"]) == (409, "/problems/ended-by-another")
    ((purpose,),) = office.world.sql(
        "insert into purpose (kind, name_nl, name_en, valid_from) values ('grant', 'Licht', 'Light', '2026-01-01') returning id::text"
    )
    plan = {"lot_id": str(first), "purpose_id": purpose, "amount_cents": 3_000_000, "until_day": "2027-12-31"}
    for day in ("2026-05-01", "2026-04-01"):
        assert (await office.controller.post("/allocations", {**plan, "from_day": day})).status_code == 201
    ended = await office.moved("agreements", agreement["id"], "terminate", "Bankrupt.", by=office.director)
    # 40,000.00 came: enough for the first of the two plans.
    kept = (await office.controller.get("/allocations?sort=from_day")).json()["data"]
    assert [(row["from_day"], row["state"]) for row in kept] == [("2026-04-01", "planned"), ("2026-05-01", "released")]
    assert positions(ended) == [
        (10_000_000, 10_000_000, 0, 0, 4_000_000, 6_000_000),
        (5_000_000, 5_000_000, 0, 0, 0, 5_000_000),
    ]
    flow = {(link["from"], link["to"]): link["cents"] for link in ended["ways"]["links"]}
    assert flow == {
        ("funder", "agreement"): 15_000_000,
        ("agreement", "received_free"): 4_000_000,
        ("agreement", "written_off"): 11_000_000,
    }
    assert office.world.sql("select * from polder.wrong_balances()") == []
    timeline = (await office.controller.get(f"/agreements/{agreement['id']}/timeline")).json()["data"]
    assert [line["move"] for line in timeline] == [
        "terminate",
        "default",
        "cure",
        "default",
        "activate",
        "offer",
        "create",
    ]
    # What opens again is let go of, as the rest was: an invoice that was not paid after all, once it is credited.
    undo(office, "paid")
    assert positions(await office.read("agreements", agreement["id"]))[0] == (
        10_000_000,
        10_000_000,
        0,
        4_000_000,
        0,
        6_000_000,
    )
    office.post(rules.credited(first, 4_000_000), "credit_note", "credited")
    assert positions(await office.read("agreements", agreement["id"])) == [
        (10_000_000, 10_000_000, 0, 0, 0, 10_000_000),
        (5_000_000, 5_000_000, 0, 0, 0, 5_000_000),
    ]
    assert office.world.sql("select * from polder.ledger_faults()") == []


def undo(office: Office, key: str) -> None:
    """Reverse the entry of this key, as a controller may."""
    office.world.sql(
        f"""select set_config('polder.actor_kind', 'browser', true), set_config('polder.permissions', 'ledger.post', true);
            select polder.undo_entry(id, key || ' undone', posted_on, 'Paid by another.') from journal_entry where key = '{key}'"""
    )


async def test_a_fulfilled_agreement_is_active_again_when_something_of_it_opens(office: Office) -> None:
    agreement = await office.agreement(tranches=TRANCHES[:1])
    (lot,) = [UUID(one["id"]) for one in agreement["lots"]]
    office.post(rules.paid_uninvoiced(lot, 10_000_000), "receipt", "all of it")
    office.post(rules.overpaid(lot, 500), "receipt", "too much")
    owed = await office.controller.move("agreements", agreement["id"], "fulfil")
    assert (owed.status_code, owed.json()["type"]) == (409, "/problems/nothing-overpaid")
    assert (await office.read("agreements", agreement["id"]))["overpaid_cents"] == 500
    with pytest.raises(psycopg.Error, match="agreement_open"):  # nor past the code
        office.world.sql(f"""select set_config('polder.move', 'agreement:fulfil', true);
            update agreement set state = 'fulfilled' where id = '{agreement["id"]}'""")
    office.post(rules.refunded(lot, 500), "refund", "sent back")
    await office.moved("agreements", agreement["id"], "fulfil")
    undo(office, "all of it")
    again = await office.read("agreements", agreement["id"])
    assert (again["state"], positions(again)) == ("active", [(10_000_000, 10_000_000, 10_000_000, 0, 0, 0)])
    last = (await office.controller.get(f"/agreements/{agreement['id']}/timeline")).json()["data"][0]
    assert (last["move"], last["reason"]) == ("reopen", "Paid by another.")
    funder = (await office.world.people["of Amber"].get(f"/agreements/{agreement['id']}/timeline")).json()["data"]
    assert "reopen" not in [line["move"] for line in funder], "why we undo is ours"


async def test_the_euros_way_runs_through_purposes_and_loses_no_cent(office: Office) -> None:
    agreement = await office.agreement()
    lot = UUID(agreement["lots"][0]["id"])
    purposes = [row[0] for row in office.world.sql(
        """insert into purpose (kind, name_nl, name_en, valid_from) values ('grant', 'Licht', 'Light', '2026-01-01'),
           ('position', 'Promovendus', 'PhD', '2026-01-01') returning id""")]  # fmt: skip
    office.post(rules.invoiced(lot, 9_000_000), "invoice", "1")
    office.post(rules.paid(lot, 8_000_000, fee=1_500), "receipt", "2")
    office.post(rules.allocated(lot, purposes[0], 5_000_000), "allocation", "3")
    office.post(rules.allocated(lot, purposes[1], 1_000_000), "allocation", "4")
    office.post(rules.cost(lot, purposes[0], 3_000_001), "cost", "5")
    office.post(rules.reported(lot, purposes[0], 1), "report", "6")
    ways = (await office.read("agreements", agreement["id"]))["ways"]
    names = {node["key"]: node["en"] for node in ways["nodes"]}
    links = {(names[link["from"]], names[link["to"]]): link["cents"] for link in ways["links"]}
    own = agreement["reference"]
    assert links == {
        ("Amber", own): 15_000_000, (own, "committed, not yet invoiced"): 6_000_000, (own, "invoiced, not yet paid"): 1_000_000,
        (own, "received, not yet allocated"): 2_000_000, (own, "Light"): 5_000_000, (own, "PhD"): 1_000_000,
        ("Light", "allocated, not yet spent"): 1_999_999, ("Light", "spent"): 3_000_000, ("Light", "reported"): 1,
        ("PhD", "allocated, not yet spent"): 1_000_000,
    }  # fmt: skip
    listed = (await office.controller.get("/agreements", params={"q": "amber", "sort": "-amount_cents"})).json()["data"]
    assert [(row["received_cents"], row["open_cents"], row["next_due_on"]) for row in listed] == [
        (8_000_000, 7_000_000, "2026-03-01")
    ]


def attack(url: str, statement: str) -> None:
    """As the application's own role, with all the permissions of this part, past its code."""
    with psycopg.connect(url) as connection:
        held = {"actor_kind": "browser", "permissions": "funding.read,agreement.write,agreement.approve"}
        for name, value in held.items():
            connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))
        connection.execute(statement)  # type: ignore[call-overload]  # psycopg wants a literal


async def test_the_database_holds_what_was_agreed_against_the_application_itself(office: Office, app_url: str) -> None:
    agreement = await office.agreement()
    draft = await office.agreement("Beryl", "draft")
    version, lot = agreement["versions"][0]["id"], agreement["lots"][0]["id"]
    attacks = {
        "version_fixed": f"update agreement_version set tranches = '[]', amount_cents = 0 where id = '{version}'",
        "agreement_fixed": f"update agreement set amount_cents = 1 where id = '{agreement['id']}'",
        "agreement_fixed ": f"update agreement set funder_id = '{office.funders['Beryl']}' where id = '{agreement['id']}'",
        "agreement_fixed  ": f"update agreement set external_reference = 'X' where id = '{draft['id']}'",
        "tranches_differ": f"update agreement_version set amount_cents = 1 where agreement_id = '{draft['id']}'",
        "move_not_allowed": f"update agreement set state = 'active' where id = '{draft['id']}'",
        "permission denied": f"update lot set amount_cents = 1 where id = '{lot}'",
        "permission denied ": f"delete from agreement_version where id = '{version}'",
        "permission denied  ": f"insert into funder_right (agreement_id, kind, valid_from) values ('{agreement['id']}', 'notice', now())",
        "version_not_next": f"select polder.put_in_force(array['{version}'::uuid])",
        "agreement_not_ended": f"select polder.end_agreement('{agreement['id']}')",
        # a move without its effect does not commit; one without a signed file does not happen
        "effect_missing": f"""select set_config('polder.move', 'agreement:offer', true);
            update agreement set state = 'under_signature' where id = '{draft['id']}';
            select set_config('polder.move', 'agreement:activate', true);
            update agreement set state = 'active' where id = '{draft['id']}'""",
        "version_not_signed": f"""select set_config('polder.move', 'agreement_version:put_in_force', true);
            update agreement_version set state = 'in_force' where agreement_id = '{draft['id']}'""",
    }  # fmt: skip
    for says, statement in attacks.items():
        with pytest.raises(psycopg.Error, match=says.strip()):
            attack(app_url, statement)
    assert positions(await office.read("agreements", agreement["id"])) == positions(agreement)
    hashed = office.world.sql(
        "update agreement_version set signed_sha256 = 'forged' where id = %s returning signed_sha256", version
    )
    assert hashed == [(hashlib.sha256(pdf()).hexdigest(),)]


async def test_a_kind_of_right_is_proposed_by_one_and_counts_when_another_confirms_it(office: Office) -> None:
    kind = {
        "key": "board_seat", "name_nl": "zetel", "name_en": "seat", "explanation_nl": "Een zetel.", "explanation_en": "A seat.",
        "takes_field": False, "takes_term": True, "response_days": 10, "source": "model contract 2026", "valid_from": "2026-01-01",
    }  # fmt: skip
    made = await office.controller.post("/right-kinds", kind)
    assert (made.status_code, made.json()["state"]) == (201, "proposed"), made.text
    right = {"kind": "board_seat", "field": None, "term_months": 12, "response_days": None, "note": None}
    body = {"funder_id": office.funders["Amber"], "title": "T", "starts_on": "2026-02-01", "ends_on": "2028-12-31", "rights": [right]}  # fmt: skip
    early = await office.controller.post("/agreements", body)
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "rights.0.kind")
    assert (await office.controller.move("right-kinds", made.json()["id"], "confirm")).status_code == 409
    await office.moved("right-kinds", made.json()["id"], "confirm", by=office.director)
    again = await office.controller.post("/right-kinds", {**kind, "response_days": 20, "valid_from": "2026-07-01"})
    await office.moved("right-kinds", again.json()["id"], "confirm", by=office.director)
    for day, days in (("2026-02-01", 10), ("2026-07-01", 20)):  # each agreement by what was in force when it began
        found = await office.controller.post("/agreements", {**body, "starts_on": day})
        terms = await office.read("agreement-versions", found.json()["versions"][0]["id"])
        assert terms["rights"][0]["response_days"] == days
    longest = await office.controller.post("/right-kinds", {**kind, "response_days": 731})
    assert (longest.status_code, longest.json()["errors"][0]["field"]) == (422, "response_days")
