"""Every refusal says which field, what is wrong and what to do, in the reader's language; nothing of the inside leaks."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core._pydantic_core import list_all_errors  # the list that its own documentation is made of
from sqlalchemy import CheckConstraint

from polder import app as production
from polder import domains
from polder.hiring.api import VacancyBody
from polder.kernel.days import UNLIKELY
from polder.kernel.explained import EXPLAINED, explained
from polder.kernel.parsing import parse
from polder.kernel.problems import Problem
from polder.kernel.settings import load
from polder.kernel.web import CHECKS, MEND, REFUSALS, _refused
from tests.support.world import TEXTS, World

ABSENT = "0190a6f0-0000-7000-8000-000000000000"
VACANCY = {**TEXTS, "deadline": "2099-01-01T12:00:00Z"}
# rows that nobody fills in
INSIDE = {
    "session": {"link", "account"}, "bank_import": {"refused_whole"}, "bank_statement": {"balance"}, "bank_entry": {"original"},
    "in_kind_contribution": {"valued", "accepted"},
}  # fmt: skip


@pytest.mark.parametrize("error", list_all_errors(), ids=lambda error: error["type"])
def test_nothing_of_pydantics_own_text_reaches_the_reader(error: Any) -> None:
    item = {"type": error["type"], "msg": error["example_message_python"], "ctx": error["example_context"] or {}}
    for words in explained(item):
        assert words.nl != words.en or not any(c.isalpha() for c in words.nl)
        for text in (words.nl, words.en):
            assert error["example_message_python"] not in text
            assert "{" not in text.replace("{ }", "")


def errors_of(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    """The types of error that a value sent for this schema can raise, by its keywords."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from errors_of(part, schemas)
    by_format = {
        "uuid": ("uuid_type", "uuid_parsing"), "date-time": ("datetime_type", "datetime_parsing", "timezone_aware"),
        "date": ("date_type", "date_from_datetime_parsing", "date_from_datetime_inexact"),
    }  # fmt: skip
    by_type = {
        "string": ("string_type",), "integer": ("int_type", "int_parsing", "int_from_float", "int_parsing_size"),
        "number": ("float_type", "float_parsing", "decimal_type", "decimal_parsing", "finite_number", "decimal_max_places"),
        "boolean": ("bool_type", "bool_parsing"), "array": ("list_type",),
        "object": ("dict_type", "model_type", "model_attributes_type", "missing"),
    }  # fmt: skip
    by_keyword = {
        "enum": ("enum", "literal_error"), "const": ("literal_error",), "pattern": ("string_pattern_mismatch",),
        "minimum": ("greater_than_equal",), "exclusiveMinimum": ("greater_than",), "maximum": ("less_than_equal",),
        "exclusiveMaximum": ("less_than",), "minLength": ("string_too_short",), "maxLength": ("string_too_long",),
        "minItems": ("too_short",), "maxItems": ("too_long",), "maxProperties": ("too_long",), "minProperties": ("too_short",),
    }  # fmt: skip
    yield from by_format.get(schema.get("format", ""), by_type.get(schema.get("type", ""), ()))
    for keyword in schema.keys() & by_keyword.keys():
        yield from by_keyword[keyword]
    if schema.get("additionalProperties") is False:
        yield "extra_forbidden"
    elif isinstance(schema.get("additionalProperties"), dict):
        yield from errors_of(schema["additionalProperties"], schemas)
    for part in (*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else ())):
        yield from errors_of(part, schemas)


def test_every_error_that_a_request_can_raise_has_words_of_its_own(tmp_path: Any) -> None:
    settings = load(database_url="postgresql://none", secret_key="x" * 32, documents=str(tmp_path), log_level="ERROR")
    document = production.create(settings).openapi()
    schemas = document["components"]["schemas"]
    sent = {"json_invalid"}
    for methods in document["paths"].values():
        for operation in methods.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                sent |= set(errors_of(content["schema"], schemas))
            for parameter in operation.get("parameters", ()):
                sent |= set(errors_of(parameter["schema"], schemas))
    assert len(sent) > 25
    assert sent - set(EXPLAINED) == set()


def test_every_check_of_the_database_is_about_a_field_or_has_its_sentence() -> None:
    for table in domains.metadata.tables.values():
        for check in table.constraints:
            if isinstance(check, CheckConstraint):
                about = str(check.name)[3:].removeprefix(f"{table.name}_").removesuffix("_length")
                assert about in table.c or str(check.name) in CHECKS or about in INSIDE[table.name], check.name


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+05:00", "1899-12-31T23:59:59Z", "2201-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00"])  # fmt: skip
def test_a_day_that_cannot_be_meant_is_refused_by_its_field(moment: str) -> None:
    with pytest.raises(ValidationError) as refused:
        VacancyBody(**{**VACANCY, "deadline": moment, "starts_on": moment[:10]})
    found = {error["loc"]: explained(error)[0].en for error in refused.value.errors()}
    assert found == {("deadline",): UNLIKELY.en, ("starts_on",): UNLIKELY.en}
    for kind, text in (("instant", moment), ("date", moment[:10])):
        with pytest.raises(Problem) as asked:
            parse(kind, text, "from")
        assert [(error.field, error.problem) for error in asked.value.errors] == [("from", UNLIKELY)]


def test_the_first_and_the_last_day_can_be_meant() -> None:
    body = VacancyBody(**{**VACANCY, "deadline": "2201-01-01T00:30:00+01:00", "starts_on": "1900-01-01"})
    assert (body.deadline.isoformat(), str(body.starts_on)) == ("2201-01-01T00:30:00+01:00", "1900-01-01")


@pytest.mark.parametrize(
    ("change", "field", "nl", "en"),
    [
        ({"deadline": "2099-01-01T12:00:00"}, "deadline", "De tijdzone ontbreekt.", "The time zone is missing."),
        ({"starts_on": "soon"}, "starts_on", "Dit is geen datum.", "This is no date."),
        ({"hours_per_week": "36.55"}, "hours_per_week", "Te veel cijfers achter de komma.", "Too many decimals."),
        ({"time_zone": "Mars/North"}, "time_zone", "Deze tijdzone bestaat niet.", "There is no such time zone."),
        ({"location": "a\u0000b"}, "location", "Hier staat een NUL-teken.", "There is a NUL character here."),
        ({"employer_id": ABSENT}, "employer_id", "Dit verwijst naar iets dat niet", "This refers to something that does not"),
        ({"salary_min_cents": 500_000}, "salary_max_cents", "Het hoogste salaris is lager", "The highest salary is lower"),
        ({"documents_asked": [{"kind": "cv"}, {"kind": "cv", "required": False}]}, "documents_asked",
         "Een soort document staat er tweemaal.", "A kind of document is named twice."),
    ],
)  # fmt: skip
async def test_a_refused_vacancy_says_which_field_in_the_readers_language(
    world: World, change: dict[str, Any], field: str, nl: str, en: str
) -> None:
    hr = await world.person("hr", "hr_officer")
    for language, sentence in (("nl", nl), ("en", en)):
        answer = await hr.post("/vacancies", {**VACANCY, **change}, headers={"Accept-Language": language})
        assert answer.status_code == 422, answer.text
        (error,) = answer.json()["errors"]
        assert error["field"] == field
        assert error["problem"].startswith(sentence)
    made = (await hr.post("/vacancies", VACANCY)).json()
    assert (await hr.patch(f"/vacancies/{made['id']}", change, made["version"])).status_code == 422


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"starts_on": 0}, "This is no date."), ({"starts_on": "20270131"}, "This is no date."), ({"deadline": 1e12}, "This is no moment."),
        ({"deadline": "1767225600"}, "This is no moment."), ({"time_zone": "Factory"}, "There is no such time zone."),
        ({"time_zone": "localtime"}, "There is no such time zone."),
    ],
)  # fmt: skip
def test_a_number_is_no_day_and_a_zone_has_a_place(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        VacancyBody.model_validate({**VACANCY, **change})
    assert [explained(error)[0].en for error in refused.value.errors()] == [sentence]
    assert VacancyBody.model_validate({**VACANCY, "starts_on": "2027-01-31", "time_zone": "UTC"}).starts_on is not None


def test_whatever_the_database_refuses_has_its_own_sentence_and_at_a_field_its_own_remedy() -> None:
    sql = "".join(part.sql for part in domains.ACCESSES)
    raised = set(re.findall(r"raise exception '(\w+)' using errcode = '(PL4(?!01)\d\d)'", sql))  # 401: sign in
    assert len(raised) > 80
    at_fields = set(re.findall(r"raise exception '(\w+)' using errcode = 'PL422', detail", sql))
    assert len(at_fields) > 30
    for name, state in raised:
        refused = _refused(state, name, "", "", "field" if name in at_fields else "")
        assert refused is not None
        assert name in REFUSALS or name in CHECKS, name
        for error in refused.errors:
            assert all((error.problem.nl, error.problem.en, error.remedy.nl, error.remedy.en)), name
            assert error.remedy is not MEND, name
        assert len(refused.errors) == (1 if state == "PL422" else 0), name
