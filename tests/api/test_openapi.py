"""The OpenAPI document is complete, valid, and says of every route what it takes and what it answers."""

from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from polder import app as production
from polder.kernel import openapi
from polder.kernel.reader import Detail, Listing
from polder.kernel.settings import load
from tests.access.routes import every_route

SUCCESS = ("200", "201", "204", "302")
BODILESS = ("204", "302")
ALWAYS = {"401", "422", "503"}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("documents")
    return production.create(
        load(database_url="postgresql://none", secret_key="x" * 32, documents=str(folder), log_level="ERROR")
    )


@pytest.fixture(scope="module")
def document(application: Any) -> dict[str, Any]:
    return dict(application.openapi())


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_route_of_the_api_is_described(application: Any, document: dict[str, Any]) -> None:
    routes = {(path, method.lower()) for method, path in every_route(application) if path.startswith("/api/v1")}
    assert len(routes) > 70
    assert routes - {(path, method) for path, method, _ in operations(document)} == set()


def test_every_operation_has_a_readable_name_of_its_own_a_summary_and_one_known_tag(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    tags = {tag["name"] for tag in document["tags"]}
    for path, method, operation in operations(document):
        assert operation["operationId"].isidentifier(), operation["operationId"]
        assert "_api_v1_" not in operation["operationId"]
        assert operation.get("summary"), (path, method)
        assert len(operation["tags"]) == 1, (path, method)
        assert set(operation["tags"]) <= tags, (path, method)


def test_every_operation_says_what_it_answers_and_which_errors_it_can_give(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        answers = operation["responses"]
        good = [status for status in answers if status in SUCCESS]
        assert len(good) == 1, (path, method, list(answers))
        if good[0] not in BODILESS:
            contents = answers[good[0]]["content"]
            assert all(described(media.get("schema", {}), document) for media in contents.values()), (path, method)
        assert set(answers) >= ALWAYS, (path, method)
        if method != "get":
            assert "403" in answers, (path, method)
        if "{" in path:
            assert "404" in answers, (path, method)
        if any(p["name"] == "If-Match" for p in operation.get("parameters", [])):
            assert {"412", "428"} <= set(answers), (path, method)
        for status, answer in answers.items():
            if status not in SUCCESS:
                assert answer == {"$ref": f"#/components/responses/Problem{status}"}, (path, method, status)


def described(schema: dict[str, Any], document: dict[str, Any]) -> bool:
    """Does the schema say something of every part?"""
    if "$ref" in schema:
        return bool(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    if schema.get("type") == "object":
        return "additionalProperties" in schema or all(described(v, document) for v in schema["properties"].values())
    if schema.get("type") == "array":
        return described(schema["items"], document)
    return bool(schema)


def test_every_problem_is_a_problem_document(document: dict[str, Any]) -> None:
    for answer in document["components"]["responses"].values():
        assert answer["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_every_field_of_every_record_and_list_has_a_schema() -> None:
    found = [value for router in _declarations() for value in router]
    assert len(found) > 15
    for declaration in found:
        if isinstance(declaration, Detail):
            for name, sql in declaration.fields.items():
                assert openapi.of_column(sql), f"{declaration.source}.{name}: say what it is, with openapi.block"
        else:
            for column in declaration.columns:
                assert column.kind != "json" or openapi.of_column(column.sql), f"{declaration.name}.{column.name}"


def _declarations() -> list[list[Detail | Listing]]:
    import importlib
    import pkgutil

    import polder

    names = [m.name for m in pkgutil.walk_packages(polder.__path__, "polder.")]
    modules = [importlib.import_module(n) for n in names if n.endswith(("views", "operations", "documents.api"))]
    return [[v for v in vars(module).values() if isinstance(v, Detail | Listing)] for module in modules]


def test_lists_describe_their_filters_sorts_and_pages(document: dict[str, Any]) -> None:
    parameters = {p["name"]: p for p in document["paths"]["/api/v1/applications"]["get"]["parameters"]}
    assert {"page", "per_page", "sort", "after", "q", "stage", "vacancy_id", "submitted_at_from"} <= set(parameters)
    assert "-submitted_at" in parameters["sort"]["schema"]["enum"]
    assert parameters["vacancy_id"]["schema"] == {"type": "array", "items": {"type": "string", "format": "uuid"}}


def test_moves_are_listed_by_name(document: dict[str, Any]) -> None:
    operation = document["paths"]["/api/v1/offers/{id}/moves/{move}"]["post"]
    moves = next(p for p in operation["parameters"] if p["name"] == "move")["schema"]["enum"]
    assert moves == ["approve", "send", "decline", "expire", "withdraw"]
    assert "moves" in document["components"]["schemas"]["Offer"]["required"]
