"""The routes that every resource has, from its declarations: list, export, detail, moves, timeline.

The list's route reads its query string itself: what is possible follows from the listing's columns, and so does the
description in the OpenAPI document.
"""

import asyncio
import io
import re
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Annotated, Any, ClassVar
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi import Path as PathParameter
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator
from starlette.responses import StreamingResponse

from polder.kernel import days, openapi, problems
from polder.kernel.explained import EXPLAINED, Refused
from polder.kernel.http import Reading, View, Writing, if_match, json_response, language, reading
from polder.kernel.lifecycle import Lifecycle, perform
from polder.kernel.reader import PER_PAGE_MOST, Column, Detail, Listing
from polder.kernel.spreadsheet import Csv, Xlsx
from polder.kernel.straight import straight
from polder.kernel.texts import in_order, shows_something
from polder.kernel.tx import Tx
from polder.kernel.words import Words

Effect = Callable[[Tx, UUID], Awaitable[None]]

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 1024 * 1024  # a larger export lies in a temporary file until it has been sent
_NUMERIC = re.compile(r"[-+]?[0-9]*\.?[0-9]+")
_INT = re.compile(r"\bint\b")
PAGING = ("page", "per_page", "after")

PROBLEM_CONTENT = {"content": {"application/problem+json": {"schema": openapi.PROBLEM}}}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems a route may answer with, for its description."""
    names = {
        400: "Unreadable", 401: "Not signed in", 403: "Not allowed", 404: "Absent, or unseen by you", 405: "No such method",
        409: "Not possible now", 412: "Somebody wrote first", 413: "Too large", 415: "Another media type is needed",
        422: "Something needs mending", 428: "Send the version you read in If-Match", 503: "Unavailable for a moment",
    }  # fmt: skip
    return {status: {"description": names[status], **PROBLEM_CONTENT} for status in statuses}


READ_ERRORS = errors(401, 404, 422, 503)
WRITE_ERRORS = errors(400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503)
NOTHING: dict[int | str, dict[str, Any]] = {204: {"description": "Done"}, **WRITE_ERRORS}


def shows(detail: Detail, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The answers of a write that ends with the record as it now stands."""
    return {**openapi.content(detail.schema, status=status, about="The record", etag=True), **WRITE_ERRORS}


def reads(schema: openapi.Schema, about: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a read."""
    return {**openapi.content(schema, status=200, about=about), **READ_ERRORS}


def writes(schema: openapi.Schema, about: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The answers of a write that does not end with a record."""
    return {**openapi.content(schema, status=status, about=about), **WRITE_ERRORS}


class Strict(BaseModel):
    """A request body: unknown fields are refused, texts carry no NUL, no half characters and nothing that turns
    them, those that show nothing are empty, and days are written as days and can be meant."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    _days: ClassVar[Mapping[str, str]] = {}  # field of a day or a moment → how what is none is explained
    _whole: ClassVar[frozenset[str]] = frozenset()  # fields of whole numbers

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        kinds = (("AwareDatetime", "datetime_type"), ("datetime.date", "date_type"))
        cls._days = {
            name: error
            for name, field in cls.model_fields.items()
            for kind, error in kinds
            if kind in str(field.annotation)
        }
        cls._whole = frozenset(name for name, field in cls.model_fields.items() if _INT.search(str(field.annotation)))

    @field_validator("*", mode="wrap")
    @classmethod
    def _sound(cls, value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        """One validator for all of it: every one costs at start and in each request."""
        day = cls._days.get(str(info.field_name))
        # a number is no day, though pydantic reads it as seconds since 1970
        if day and (isinstance(value, int | float) or (isinstance(value, str) and _NUMERIC.fullmatch(value))):
            raise Refused(*EXPLAINED[day])
        if isinstance(value, bool) and info.field_name in cls._whole:  # true is no 1, though Python reads it so
            raise Refused(*EXPLAINED["int_type"])
        found = read(_told(value))
        return days.likely(found) if day and isinstance(found, date) else found


def _told(value: Any) -> Any:
    """A text as it may be kept; what shows nothing is as nothing: too short where a text must say something."""
    if isinstance(value, list):
        return [_told(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str):
        return value
    if "\x00" in value:  # PostgreSQL keeps every character but this one
        raise Refused(
            Words(nl="Hier staat een NUL-teken.", en="There is a NUL character here."),
            Words(nl="Laat het weg.", en="Leave it out."),
        )
    return in_order(value) if shows_something(value) else ""


class MoveRequest(Strict):
    """Why, where the move asks for a reason."""

    reason: str | None = Field(None, max_length=4000)


def _parameters(listing: Listing) -> list[dict[str, Any]]:
    sorts = [c.name for c in listing.columns if "sort" in c.by]
    fixed: list[tuple[str, dict[str, Any], str]] = [
        ("page", {"type": "integer", "minimum": 1, "default": 1}, "page number"),
        ("per_page", {"type": "integer", "minimum": 1, "maximum": PER_PAGE_MOST, "default": 25}, "rows on a page"),
        ("sort", {"type": "string", "enum": [*sorts, *[f"-{s}" for s in sorts]], "default": listing.sort}, "column; a minus sorts descending"),
        ("after", {"type": "string"}, "`next` of an earlier page with the same sort: pages of any depth at the same speed"),
    ]  # fmt: skip
    if listing.search is not None:
        fixed.append(("q", {"type": "string", "maxLength": 500}, "every word must begin a word of the record"))
    found = [_query(name, schema, text) for name, schema, text in fixed]
    for name, (column, operator) in listing.filters.items():
        schema = openapi.KINDS[column.kind]
        if operator in ("any", "has"):
            found.append(
                _query(
                    name,
                    openapi.many(schema),
                    f"{column.label.en}: {'equal to' if operator == 'any' else 'has'} any of these",
                )
            )
        else:
            found.append(_query(name, schema, f"{column.label.en}: {operator}"))
    return found


def _query(name: str, schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": text}


FORMAT = [
    _query("format", {"type": "string", "enum": ["csv", "xlsx"], "default": "csv"}, "kind of file"),
    # not `language`, which some lists filter by
    _query(
        "words", {"type": "string", "enum": ["nl", "en"]}, "language of the file's words; otherwise the reader's own"
    ),
]


def sends(*media: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that gives a file of one of these media types."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in media}
    return {200: {"description": "A file to download", "content": content}, **READ_ERRORS}


Sayings = Mapping[str, Mapping[Any, Words]]  # column → value → how people call it
NO_SAYINGS: Sayings = {}
YES_NO = {True: Words(nl="ja", en="yes"), False: Words(nl="nee", en="no")}


def list_routes(
    router: APIRouter, listing: Listing, *, tag: str, path: str = "", sayings: Sayings = NO_SAYINGS
) -> None:
    """GET list and GET export. `sayings`: what a file for people says where the list gives a name for programs."""

    @straight(reading)
    async def page(request: Request, view: Reading) -> Response:
        question = listing.question(request.query_params.multi_items())
        return json_response(await listing.page(view, question))

    async def export(request: Request, view: Reading) -> Response:
        kind = request.query_params.get("format", "csv")
        question = listing.question(request.query_params.multi_items(), extra=frozenset({"format", "words"}))
        wanted = request.query_params.get("words") or language(request)
        return await spreadsheet(listing, view, question, kind, wanted, sayings)

    parameters, words = _parameters(listing), listing.name.replace("_", " ")
    router.add_api_route(
        path or "", page, methods=["GET"], tags=[tag], name=f"list_{listing.name}", summary=f"List {words}",
        responses=reads(listing.schema, "A page"), openapi_extra={"parameters": parameters},
    )  # fmt: skip
    router.add_api_route(
        f"{path}/export", export, methods=["GET"], tags=[tag], name=f"export_{listing.name}",
        summary=f"Export {words} as CSV or XLSX", responses=sends(CSV, XLSX), response_class=Response,
        openapi_extra={"parameters": [*FORMAT, *[p for p in parameters if p["name"] not in PAGING]]},
    )  # fmt: skip


async def spreadsheet(
    listing: Listing, view: View, question: Any, kind: str, wanted: str, sayings: Sayings
) -> Response:
    """The list as a file, in the reader's language, formula-leading cells neutralised."""
    if kind not in ("csv", "xlsx"):
        raise problems.invalid_field(
            "format", Words(nl="Onbekend formaat.", en="Unknown format."), Words(nl="Kies csv of xlsx.", en="Choose csv or xlsx.")
        )  # fmt: skip
    file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when the answer has been sent
    try:
        titles = [header(c, listing.exported, wanted) for c in listing.exported]
        money = [place for place, c in enumerate(listing.exported) if c.kind == "money"]
        sheet = Csv(file, titles) if kind == "csv" else Xlsx(file, titles, money)
        async for rows in listing.export(view, question):
            await asyncio.to_thread(sheet.add, in_words(listing.exported, sayings, wanted, rows))
        await asyncio.to_thread(sheet.close)
        size = file.seek(0, io.SEEK_END)
    except BaseException:
        file.close()
        raise
    return StreamingResponse(
        _sent(file),
        media_type=CSV if kind == "csv" else XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{listing.name}.{kind}"',
            "Cache-Control": "no-store",
            "Content-Length": str(size),
        },
    )


def in_words(
    columns: Sequence[Column], sayings: Sayings, wanted: str, rows: Iterable[Sequence[Any]]
) -> Iterable[Sequence[Any]]:
    """The rows with words for states, kinds and yes or no; a value without words stays as it is. Cents become whole
    units with two decimals, exactly."""
    money = [place for place, c in enumerate(columns) if c.kind == "money"]
    said: dict[int, dict[Any, str]] = {}
    for place, c in enumerate(columns):
        words = YES_NO if c.kind == "boolean" else sayings.get(c.name)
        if words:
            said[place] = {value: one.in_(wanted) for value, one in words.items()}
    for row in rows:
        told = [said[n].get(v, v) if n in said else v for n, v in enumerate(row)]
        for n in money:
            told[n] = None if told[n] is None else Decimal(told[n]).scaleb(-2)
        yield told


def header(c: Column, columns: Sequence[Column], wanted: str) -> str:
    """A column's name, with what it is measured in: moments in UTC; money in euros, or as the column of currencies says."""
    unit = {"instant": " (UTC)", "money": "" if any(one.name == "currency" for one in columns) else " (€)"}
    return c.label.in_(wanted) + unit.get(c.kind, "")


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while part := file.read(64 * 1024):
            yield part


def detail_route(router: APIRouter, detail: Detail, *, tag: str, name: str) -> None:
    """GET one record: fields, related blocks, version (ETag) and the moves that the asker may make."""

    @straight(reading)
    async def one(id: UUID, view: Reading) -> Response:
        body, version = await detail.read(view, id)
        return json_response(body, etag=version)

    router.add_api_route(
        "/{id}", one, methods=["GET"], tags=[tag], name=f"show_{_slug(name)}", summary=f"Show one {name}",
        responses={**openapi.content(detail.schema, status=200, about="The record", etag=True), **READ_ERRORS},
    )  # fmt: skip


def _slug(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


def move_route(
    router: APIRouter, lifecycle: Lifecycle, detail: Detail, *, tag: str, name: str, effects: Mapping[str, Effect]
) -> None:
    """POST a move; an effect of the move runs in the same transaction. Answers with the record, or 204 if now unseen."""

    async def move(id: UUID, move: str, body: MoveRequest, tx: Writing, request: Request) -> Response:
        if move not in names:  # none of ours, or one that only an action makes
            raise problems.not_found()
        await perform(tx, lifecycle, id, move, reason=body.reason, version=if_match(request))
        if move in effects:
            await effects[move](tx, id)
        return await written(tx, detail, id)

    names = [move.name for move in lifecycle.moves if move.by_hand]
    move.__annotations__["move"] = Annotated[str, PathParameter(json_schema_extra={"enum": names})]
    router.add_api_route(
        "/{id}/moves/{move}", move, methods=["POST"], tags=[tag], name=f"move_{_slug(name)}",
        summary=f"Move one {name}: {', '.join(names)}", responses=shows(detail), openapi_extra=IF_MATCH,
    )  # fmt: skip

    async def timeline(id: UUID, view: Reading) -> Response:
        await detail.read(view, id)  # 404 for what the asker does not see
        return json_response(await view.value(TIMELINE, id))

    router.add_api_route(
        "/{id}/timeline", timeline, methods=["GET"], tags=[tag], name=f"timeline_{_slug(name)}",
        summary=f"Who moved this {name}, when and why", responses=reads(openapi.TIMELINE, "Newest first"),
    )  # fmt: skip


_VERSION = {"name": "If-Match", "in": "header", "required": True, "description": 'the version you read, as `"3"`',
            "schema": {"type": "string", "pattern": '^(W/)?"[0-9]{1,9}"$'}}  # fmt: skip
_KEY = {"name": "Idempotency-Key", "in": "header", "required": False,
        "description": "the same key and body get the same answer; another body is refused",
        "schema": {"type": "string", "pattern": "^[!-~]{8,128}$"}}  # fmt: skip
IF_MATCH: dict[str, Any] = {"parameters": [_VERSION, _KEY]}
IF_MATCH_LATER: dict[str, Any] = {"parameters": [{**_VERSION, "required": False, "description": "needed once it exists"}, _KEY]}  # fmt: skip
IDEMPOTENT: dict[str, Any] = {"parameters": [_KEY]}

TIMELINE = """select json_build_object('data', coalesce(json_agg(json_build_object(
  'at', at, 'who', case when actor_id is not null then json_build_object('id', actor_id, 'name', polder.name_of(actor_id)) end,
  'move', move, 'from', from_state, 'to', to_state, 'reason', reason) order by at desc, id desc), '[]'::json))::text
  from move_entry where record_id = $1"""


async def written(tx: Tx, detail: Detail, id: UUID, *, status: int = 200) -> Response:
    """The record as it stands after the write, read in the same transaction."""
    body, version = await detail.read_in(tx, id)
    return json_response(body, status=status, etag=version)
