"""What a funder reads of its own money, to the cent, and what nobody else reads of it."""

from tests.insights.funders import Funders


async def test_the_page_adds_up_to_the_cent(funders: Funders) -> None:
    page = await funders.amber.page()
    of = page["figures"]
    assert (of["promised_cents"], of["received_cents"], of["open_cents"]) == (60_000_006, 10_000_001, 50_000_005)
    assert (of["allocated_cents"], of["spent_cents"], of["free_cents"]) == (6_000_000, 4_000_000, 4_000_001)
    assert of["matched_cents"] == 10_000_001  # one to one on what was paid, the bank's fee included
    assert [(p["name_en"], p["allocated_cents"], p["spent_cents"]) for p in page["purposes"]] == [("Trustworthy robots", 6_000_000, 4_000_000)]
