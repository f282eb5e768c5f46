"""Two funders: neither sees the other's agreements, nor any draft, by whatever door they try."""

from typing import Any

from polder.funding.agreements import views
from polder.kernel.reader import Listing
from tests.funding.agreements.house import Office
from tests.funding.agreements.test_decisions import GRANT
from tests.support.world import Person

SECRET = "Quokka"  # in the titles, reasons and names of what Amber must not meet
RESOURCES: dict[str, Listing] = {
    "agreements": views.AGREEMENTS, "agreement-versions": views.VERSIONS, "decisions": views.DECISIONS,
}  # fmt: skip


async def full_house(office: Office) -> dict[str, list[str]]:
    """Everything in every state, for both funders; the ids that Amber sees none of, by resource."""
    hidden: dict[str, list[str]] = {"agreements": [], "agreement-versions": [], "decisions": [], "documents": []}
    foreign = [
        await office.agreement("Beryl", state, title=f"{SECRET} {state}", contact_name=SECRET, order_number=SECRET)
        for state in ("draft", "under_signature", "active")
    ]  # fmt: skip
    own_draft = await office.agreement("Amber", "draft", title=f"{SECRET} not sent")
    abandoned = await office.agreement("Amber", "under_signature", title=f"{SECRET} called off")
    await office.moved("agreements", abandoned["id"], "abandon", SECRET)
    for one in (*foreign, own_draft, abandoned):
        hidden["agreements"].append(one["id"])
        hidden["agreement-versions"] += [v["id"] for v in one["versions"]]
        hidden["documents"] += [d["id"] for v in one["versions"] for d in v["documents"]]
    own = await office.agreement("Amber", "active", title="Amber's own")
    withdrawn = await office.controller.post(f"/agreements/{own['id']}/amendments", {"reason": SECRET})
    await office.moved("agreement-versions", withdrawn.json()["id"], "withdraw", SECRET)
    proposed = await office.controller.post(f"/agreements/{own['id']}/amendments", {"reason": SECRET})
    hidden["documents"].append(await office.sign(proposed.json()["id"]))
    hidden["agreement-versions"] += [withdrawn.json()["id"], proposed.json()["id"]]
    await office.funder("Crown", "ministry")
    for state in ("applied", "granted"):
        body = {"granter_id": office.funders["Crown"], "title": f"{SECRET} {state}", "amount_cents": 700, "starts_on": "2026-01-01",
                "ends_on": "2026-12-31", "scheme": SECRET, **GRANT}  # fmt: skip
        made = await office.controller.post("/decisions", body)
        hidden["decisions"].append(made.json()["id"])
        if state == "granted":
            await office.moved("decisions", made.json()["id"], "grant")
            hidden["documents"].append(await office.sign(made.json()["id"], kind="decision", of="public_decision"))
    return hidden


async def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"] if answer.status_code != 302 else ""


async def test_a_funder_meets_nothing_of_another_nor_any_draft(office: Office) -> None:
    hidden = await full_house(office)
    amber = office.world.people["of Amber"]
    await every_address(amber, hidden)
    await every_list(amber, office.controller, hidden)
    await own_record(amber)
    for path in ("/todo", f"/find?q={SECRET}", "/documents", "/audit-entries"):
        answer = await amber.get(path)
        assert SECRET not in answer.text, path
    assert {row["id"] for row in (await amber.get("/documents")).json()["data"]}.isdisjoint(hidden["documents"])
    # Beryl sees what was sent to her, and no draft
    beryl = office.world.people["of Beryl"]
    states = {row["state"] for row in (await beryl.get("/agreements")).json()["data"]}
    assert states == {"under_signature", "active"}


async def every_address(amber: Person, hidden: dict[str, list[str]]) -> None:
    """Each route of each hidden record, read or written, answers as for a record that never was."""
    absent = await told(await amber.get("/agreements/0190a6f0-0000-7000-8000-000000000000"))
    assert absent[0] == 404
    tried = 0
    for resource in RESOURCES:
        moves = {"agreements": "terminate", "agreement-versions": "put_in_force", "decisions": "determine"}
        for id in hidden[resource]:
            asked = [
                await amber.get(f"/{resource}/{id}"), await amber.get(f"/{resource}/{id}/timeline"),
                await amber.patch(f"/{resource}/{id}", {}, 1),
                await amber.post(f"/{resource}/{id}/moves/{moves[resource]}", {"reason": "x"}, version=1),
            ]  # fmt: skip
            if resource == "agreements":
                asked.append(await amber.post(f"/agreements/{id}/amendments", {"reason": "x"}))
            else:
                kind = "agreement_version" if resource == "agreement-versions" else "public_decision"
                asked.append(await amber.post("/documents", {"record_kind": kind, "record_id": id, "kind": "signed",
                                                             "file_name": "a.pdf", "size": 9}))  # fmt: skip
                listed = await amber.get("/documents", params={"record_id": id})
                assert listed.json()["total"] == 0
            for answer in asked:
                assert await told(answer) == absent, f"{answer.request.method} {answer.request.url}: {answer.text}"
                tried += 1
    for id in hidden["documents"]:
        for answer in (await amber.get(f"/documents/{id}"), await amber.get(f"/documents/{id}/content"),
                       await amber.post(f"/documents/{id}/moves/complete")):  # fmt: skip
            assert await told(answer) == absent
    assert tried >= 60


async def every_list(amber: Person, controller: Person, hidden: dict[str, list[str]]) -> None:
    """Each filter with each value of what is hidden, each sort, search, count and export."""
    for resource, listing in RESOURCES.items():
        rows = (await controller.get(f"/{resource}", params={"per_page": 200})).json()["data"]
        secret = [row for row in rows if row["id"] in hidden[resource]]
        assert len(secret) == len(hidden[resource])
        own = (await amber.get(f"/{resource}")).json()
        seen = {row["id"] for row in own["data"]}
        assert own["total"] == len(seen) == (0 if resource == "decisions" else 1)
        for name, (column, _) in listing.filters.items():
            for value in {row[column.name] for row in secret} - {None}:
                asked = str(value).lower() if isinstance(value, bool) else str(value)
                page = (await amber.get(f"/{resource}", params={name: asked})).json()
                assert {row["id"] for row in page["data"]} <= seen, (resource, name, value)
                assert page["total"] == len(page["data"])
        for sort in [c.name for c in listing.columns if "sort" in c.by]:
            for order in (sort, f"-{sort}"):
                page = (await amber.get(f"/{resource}", params={"sort": order})).json()
                assert ({row["id"] for row in page["data"]}, page["total"]) == (seen, len(seen)), (resource, order)
        if listing.search is not None:
            assert (await amber.get(f"/{resource}", params={"q": SECRET})).json()["total"] == 0
        for kind in ("csv", "xlsx"):
            export = await amber.get(f"/{resource}/export", params={"format": kind})
            assert export.status_code == 200
            assert SECRET.encode() not in export.content
        assert len((await amber.get(f"/{resource}/export")).text.strip().splitlines()) == 1 + len(seen)


async def own_record(amber: Person) -> None:
    """Of one's own agreement: what is in force, and neither drafts, withdrawn versions nor our reasons."""
    (row,) = (await amber.get("/agreements")).json()["data"]
    assert (row["amount_cents"], row["proposed_cents"]) == (15_000_000, None)
    answer = await amber.get(f"/agreements/{row['id']}")
    assert SECRET not in answer.text
    found = answer.json()
    assert [v["number"] for v in found["versions"]] == [1]
    assert len(found["versions"][0]["documents"]) == 1
    assert [lot["position"]["committed"] for lot in found["lots"]] == [10_000_000, 5_000_000]
    assert sum(link["cents"] for link in found["ways"]["links"] if link["from"] == "funder") == 15_000_000
    assert not any(move["permitted"] for move in found["moves"])
    timeline = (await amber.get(f"/agreements/{row['id']}/timeline")).json()["data"]
    assert [line["move"] for line in timeline] == ["activate", "offer"]
    (version,) = (await amber.get("/agreement-versions")).json()["data"]
    assert (await amber.get(f"/documents/{found['versions'][0]['documents'][0]['id']}/content")).status_code == 302
    for answer in (
        await amber.patch(f"/agreements/{row['id']}", {"contact_name": "Me"}, row["version"]),
        await amber.post(f"/agreements/{row['id']}/amendments", {"reason": "More for me."}),
        await amber.patch(f"/agreement-versions/{version['id']}", {}, version["version"]),
        await amber.move("agreements", row["id"], "terminate", "x"),
    ):
        assert answer.status_code == 403, answer.text
