"""JobPosting as schema.org publishes it: the properties of our pages, and what their values are, against its own examples."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tests.conformance import material
from tests.support.world import World

# What Google requires and recommends: developers.google.com/search/docs/appearance/structured-data/job-posting
REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
RECOMMENDED = {"validThrough", "employmentType", "identifier", "baseSalary", "directApply"}
# Of schema.org, and in none of these examples: https://schema.org/JobPosting
NEWER = {
    "identifier", "directApply", "totalJobOpenings", "jobLocationType", "jobStartDate", "url", "inLanguage", "validThrough",
}  # fmt: skip
FULL = {
    "remote": True, "contract_months": 48, "fte_percent": 80, "starts_on": "2098-10-01", "eligibility_en": "A master's degree",
    "eligibility_nl": "Een master", "benefits_en": "Pension", "benefits_nl": "Pensioen", "text_en": "Text </script><b>",
}  # fmt: skip


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that says what it is."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            yield from parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from parts(item)


def kinds(value: Any) -> str:
    return str(value.get("@type", "reference")) if isinstance(value, dict) else type(value).__name__


async def test_a_job_posting_has_only_properties_and_values_that_schema_org_shows(world: World) -> None:
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for example in material.loaded("jobs/schema-org-jobposting.json"):
        for part in parts(example):
            for name, value in part.items():
                known[part["@type"]][name] |= {kinds(one) for one in (value if isinstance(value, list) else [value])}
    assert {"JobPosting", "PostalAddress", "Organization"} <= set(known)

    vacancy = await world.vacancy(**FULL)
    for language in ("nl", "en"):
        page = (
            await world.client().get(f"/careers/{vacancy['reference']}", headers={"accept-language": language})
        ).text
        posting = json.loads(re.search(r'application/ld\+json">(.+?)</script>', page).group(1))  # type: ignore[union-attr]
        assert posting.keys() >= REQUIRED | RECOMMENDED
        assert (posting["@context"], posting["inLanguage"]) == ("https://schema.org", language)
        assert posting["employmentType"] == ["PART_TIME", "TEMPORARY"]
        assert posting.keys() - NEWER <= known["JobPosting"].keys()
        for name in (
            "hiringOrganization",
            "jobLocation",
            "applicantLocationRequirements",
            "title",
            "workHours",
            "qualifications",
            "jobBenefits",
        ):
            assert kinds(posting[name]) in known["JobPosting"][name], name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", posting["datePosted"])
