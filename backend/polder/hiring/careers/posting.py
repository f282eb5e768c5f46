"""schema.org JobPosting, as search engines read it from the page of a vacancy.

What Google asks for and recommends: developers.google.com/search/docs/appearance/structured-data/job-posting.
"""

from typing import Any

import orjson


def job_posting(row: Any, lang: str, settings: Any, description: str) -> dict[str, Any]:
    """`description` is the text as HTML."""
    institute, country = settings.institute_name, row["employer_country"] or "NL"
    employer = {"@type": "Organization", "name": row["employer"] or institute}
    if row["employer_website"]:
        employer["sameAs"] = row["employer_website"]
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": row[f"title_{lang}"],
        "description": description,
        "inLanguage": lang,
        "identifier": {"@type": "PropertyValue", "name": institute, "value": row["reference"]},
        "datePosted": row["published_on"].isoformat(),
        "validThrough": row["deadline"].isoformat(),
        "employmentType": employment(row),
        "hiringOrganization": employer,
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": row["location"],
                                                      "addressCountry": country}},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {
            "@type": "QuantitativeValue", "minValue": paid(row, "salary_min_cents"),
            "maxValue": paid(row, "salary_max_cents"), "unitText": "MONTH"}},
        "workHours": f"{hours(row):g} h/week",
        "totalJobOpenings": row["posts"],
        "url": f"{settings.base_url}/careers/{row['reference']}?via=posting",
        "directApply": True,
    }  # fmt: skip
    if row["remote"]:  # wherever one may work from: only there is it said, as it would else be read as a nationality
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = {"@type": "Country", "name": country}
    if row["starts_on"]:
        posting["jobStartDate"] = row["starts_on"].isoformat()
    for name, text in (("qualifications", row[f"eligibility_{lang}"]), ("jobBenefits", row[f"benefits_{lang}"])):
        if text:
            posting[name] = text
    return posting


def employment(row: Any) -> list[str]:
    return [
        "FULL_TIME" if row["fte_percent"] == 100 else "PART_TIME",
        *(["TEMPORARY"] if row["contract_months"] else []),
    ]


def paid(row: Any, amount: str) -> float:
    """Euros a month for the hours of this post: salaries are kept as of full time."""
    return round(int(row[amount]) * int(row["fte_percent"]) / 100) / 100


def hours(row: Any) -> float:
    """Hours a week of this post."""
    return float(row["hours_per_week"]) * int(row["fte_percent"]) / 100


def in_script(posting: dict[str, Any]) -> str:
    """JSON that is safe inside a script element."""
    return orjson.dumps(posting).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
