"""The OpenAPI document, from the same declarations that answer: nothing of it is written twice.

A table's column says what its JSON is by its SQL type; a block of JSON that PostgreSQL builds says it by `block`.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Column as SqlColumn
from sqlalchemy import ColumnElement, literal_column, types
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

Schema = dict[str, Any]

KINDS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid"},
    "integer": {"type": "integer"},
    "money": {"type": "integer", "description": "cents"},
    "number": {"type": "number"},
    "instant": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
    "json": {},
}
_TYPES: tuple[tuple[type[types.TypeEngine[Any]], str], ...] = (
    (types.Uuid, "uuid"),
    (types.DateTime, "instant"),
    (types.Date, "date"),
    (types.Boolean, "boolean"),
    (types.Integer, "integer"),
    (types.Numeric, "number"),
    (types.String, "text"),
    (JSONB, "json"),
)


class Block(types.UserDefinedType[Any]):
    """The type of an SQL expression that yields JSON, with its JSON Schema."""

    cache_ok = True

    def __init__(self, schema: Schema | None = None) -> None:
        self.described = schema or {}  # not named as the argument is: SQLAlchemy would make it a cache key

    def get_col_spec(self, **_: Any) -> str:
        return "json"


def block(sql: str, schema: Schema | str) -> ColumnElement[Any]:
    """An SQL text, and what its JSON is: a schema, or a kind such as "text?"."""
    return literal_column(sql, Block(kind(schema) if isinstance(schema, str) else schema))


def named(name: str, schema: Schema) -> Schema:
    """A schema that becomes a component of the document by this name."""
    return {"x-name": name, **schema}


def kind(name: str, *, null: bool = False, about: str | None = None, choices: list[str] | None = None) -> Schema:
    """The schema of a column's kind (see `reader.Column`); a trailing `?` also says that it may be null."""
    null, name = null or name.endswith("?"), name.removesuffix("?")
    found = dict(KINDS[name])
    if choices is not None:
        found["enum"] = [*choices, None] if null else choices
    if null and "type" in found:
        found["type"] = [found["type"], "null"]
    if about is not None:
        found["description"] = f"{about}, in cents" if name == "money" else about
    return found


def record(**fields: str | Schema) -> Schema:
    """An object with these fields, all of them always there: kinds such as "text" or "instant?", or schemas."""
    found = {name: kind(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {"type": "object", "required": list(found), "properties": found}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def mapping(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def perhaps(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


WORDS = named("Words", record(nl="text", en="text"))
MOVE = named("Move", record(
    name="text", to="text", label=WORDS, permitted=kind("boolean", about="the asker holds the permission"),
    allowed=kind("boolean", about="and every condition holds now"), why_not=perhaps(WORDS),
    reason=kind("boolean", about="a reason is asked"), second_person="boolean",
))  # fmt: skip
TIMELINE = named("Timeline", record(data=many(record(
    at="instant", who=perhaps(record(id="uuid", name="text?")), move="text", **{"from": "text?"}, to="text",
    reason="text?",
))))  # fmt: skip
PROBLEM = named("Problem", record(
    type=kind("text", about="a stable name, such as /problems/not-found"), title="text", status="integer",
    detail=kind("text", about="what to do, in the reader's language"),
    errors=many(record(field="text", problem="text", remedy="text")), request_id="text",
))  # fmt: skip


def of_column(sql: ColumnElement[Any]) -> Schema:
    """The schema of one SQL expression, from its type; empty when the type says nothing."""
    if isinstance(sql.type, Block):
        return sql.type.described
    null = sql.nullable is not False and not sql.primary_key if isinstance(sql, SqlColumn) else True
    choices = sql.info.get("choices") if isinstance(sql, SqlColumn) else None
    if isinstance(sql, SqlColumn) and "schema" in sql.info:
        declared: Schema = sql.info["schema"]
        return perhaps(declared) if null else declared
    if isinstance(sql.type, ARRAY):
        found = many(KINDS[_kind_of(sql.type.item_type) or "text"])
        return perhaps(found) if null else found
    name = _kind_of(sql.type)
    if name is None:
        return {}
    return kind("money" if str(sql.key).endswith("_cents") else name, null=null, choices=choices)


def _kind_of(of_type: types.TypeEngine[Any]) -> str | None:
    if isinstance(of_type, types.TypeDecorator):
        of_type = of_type.impl_instance
    return next((name for kind_type, name in _TYPES if isinstance(of_type, kind_type)), None)


def content(schema: Schema, *, status: int, about: str, etag: bool = False) -> dict[int | str, dict[str, Any]]:
    """A successful JSON answer, for a route's `responses`."""
    found: dict[str, Any] = {"description": about, "content": {"application/json": {"schema": schema}}}
    if etag:
        found["headers"] = {"ETag": {"description": "the version, for If-Match", "schema": {"type": "string"}}}
    return {status: found}


# ---- the document as a whole -----------------------------------------------------------------------------------------

TAGS = {
    "home": "What waits for me, and finding anything",
    "insights": "What became of money: the page of a funder",
    "hiring": "Vacancies, applications, reviews and offers",
    "grants": "Opportunities and what follows from them",
    "funding": "Agreements, public decisions, invoices, the bank, the ledger and matching",
    "partners": "Organisations, people and affiliations",
    "identity": "Accounts, roles, sessions, API tokens and identity providers",
    "documents": "Files of records",
    "operations": "The outbox and the audit trail",
    "sign-in": "Leaving",
}
_WRITES = ("post", "put", "patch", "delete")


def describe(app: FastAPI) -> None:
    """Finish the document that FastAPI makes: named schemas, the one shape of errors, how to identify oneself."""
    original = app.openapi

    def described() -> dict[str, Any]:
        known = app.openapi_schema is not None
        found = original()
        if not known:
            _finish(found)
        return found

    app.openapi = described  # type: ignore[method-assign]  # as FastAPI's manual says to extend it


def _finish(document: dict[str, Any]) -> None:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)  # FastAPI's own shape of errors is never used
    schemas.pop("ValidationError", None)
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "__Host-polder",
                    "description": "Writes need the header X-CSRF-Token that GET /api/v1/me gives."},
        "token": {"type": "http", "scheme": "bearer"},
    }  # fmt: skip
    document["security"] = [{"session": []}, {"token": []}]
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    for path in document["paths"].values():
        for method, operation in path.items():
            operation["tags"] = list(dict.fromkeys(operation.get("tags", [])))
            _only_possible(method, operation)
            _share_errors(operation["responses"], components.setdefault("responses", {}))
    _hoist(components["responses"], schemas)
    _hoist(document["paths"], schemas)
    components["schemas"] = dict(sorted(schemas.items()))


def _only_possible(method: str, operation: dict[str, Any]) -> None:
    """Routes name whole families of errors; what a route cannot give is left out."""
    answers, parameters = operation["responses"], operation.get("parameters", [])
    for answer in answers.values():
        if "application/problem+json" in answer.get("content", {}):
            answer["content"].pop("application/json", None)
    if not any(p["name"] == "If-Match" for p in parameters):
        answers.pop("412", None)
        answers.pop("428", None)
    if method == "get" and not any(p["in"] == "path" for p in parameters):
        answers.pop("404", None)
    if method in _WRITES and "requestBody" not in operation:
        answers.pop("400", None)
        answers.pop("415", None)


def _share_errors(answers: dict[str, Any], shared: dict[str, Any]) -> None:
    """The same problem everywhere is described once."""
    for status, answer in answers.items():
        if "application/problem+json" in answer.get("content", {}):
            shared.setdefault(f"Problem{status}", answer)
            answers[status] = {"$ref": f"#/components/responses/Problem{status}"}


def _hoist(node: Any, schemas: dict[str, Any]) -> None:
    """Move every schema with an x-name to the components and refer to it."""
    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if not isinstance(value, dict | list):
            continue
        _hoist(value, schemas)
        name = value.pop("x-name", None) if isinstance(value, dict) else None
        if name is not None:
            if schemas.setdefault(name, value) != value:
                raise ValueError(f"two schemas by the name {name}")
            node[key] = {"$ref": f"#/components/schemas/{name}"}
