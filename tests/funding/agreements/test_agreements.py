"""Agreements: drafted, signed, in force by versions; what each of these brings about in the ledger."""

import hashlib
from uuid import UUID

from polder.funding.ledger import rules
from tests.funding.agreements.house import TRANCHES, Office, positions
from tests.kernel.test_document_content import pdf


async def test_signed_terms_become_lots_and_commitments(office: Office) -> None:
    agreement = await office.agreement(rights=[{"kind": "notice"}], parties=[])
    assert (agreement["state"], agreement["amount_cents"], agreement["in_force"]) == ("active", 15_000_000, 1)
    assert positions(agreement) == [(10_000_000, 10_000_000, 10_000_000, 0, 0, 0), (5_000_000, 5_000_000, 5_000_000, 0, 0, 0)]
    assert agreement["lots"][1]["condition"] == "Report accepted"
    (version,) = agreement["versions"]
    assert version["signed_sha256"] == hashlib.sha256(pdf()).hexdigest() == version["documents"][0]["sha256"]
    (right,) = agreement["rights"]
    assert (right["kind"], right["response_days"], right["valid_from"], right["valid_until"]) == ("notice", 30, "2026-01-01", None)
    links = {(link["from"], link["to"]): link["cents"] for link in agreement["ways"]["links"]}
    assert links == {("funder", "agreement"): 15_000_000, ("agreement", "uninvoiced"): 15_000_000}
    assert office.world.sql("select event, description from journal_entry") == [("commitment", f"{agreement['reference']} v1")]
