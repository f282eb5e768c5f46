"""The addresses of the feeds. Whoever asks again is told when nothing has changed."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from polder.hiring.careers import feeds, site
from polder.hiring.careers.pages import as_html
from polder.hiring.careers.rules import Channel, Wanted
from polder.kernel.http import PublicReading, View, language

router = APIRouter(include_in_schema=False, prefix="/feeds")
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # of a list on which nothing has ever stood


@router.get("/vacancies.atom")
async def atom(request: Request, view: PublicReading) -> Response:
    """RFC 4287. It takes the same questions as the list."""
    rows, changed, wanted = await _asked(request, view, Channel.atom)
    lang, base = language(request), request.app.state.settings.base_url
    body = feeds.atom(
        rows,
        lang,
        _title(request, wanted, lang),
        base,
        *_addresses(base, "vacancies.atom", lang, wanted),
        changed,
        as_html,
    )
    return _answered(request, body, "application/atom+xml", changed, lang)


@router.get("/vacancies.json")
async def json(request: Request, view: PublicReading) -> Response:
    """JSON Feed 1.1. It takes the same questions as the list."""
    rows, changed, wanted = await _asked(request, view, Channel.json)
    lang, base = language(request), request.app.state.settings.base_url
    body = feeds.json_feed(
        rows, lang, _title(request, wanted, lang), base, *_addresses(base, "vacancies.json", lang, wanted), as_html
    )
    return _answered(request, body, "application/feed+json", changed, lang)


@router.get("/euraxess.xml")
async def euraxess(request: Request, view: PublicReading) -> Response:
    rows, changed, _ = await _asked(request, view, Channel.euraxess)
    settings = request.app.state.settings
    body = feeds.euraxess(rows, settings.institute_name, settings.base_url, settings.ask_at, as_html)
    return _answered(request, body, "application/xml", changed)


@router.get("/academictransfer.xml")
async def academictransfer(request: Request, view: PublicReading) -> Response:
    rows, changed, _ = await _asked(request, view, Channel.academictransfer)
    settings = request.app.state.settings
    return _answered(
        request,
        feeds.academictransfer(rows, settings.institute_name, settings.base_url, as_html),
        "application/xml",
        changed,
    )


async def _asked(request: Request, view: View, channel: Channel) -> tuple[list[Any], datetime, Wanted]:
    wanted = Wanted.of(request.query_params)
    rows = await view.rows(site.FEED, wanted.json, str(channel))
    changed = rows[0]["changed"] if rows else await view.value(site.CHANGED)
    return rows, changed or BEGAN, wanted


def _title(request: Request, wanted: Wanted, lang: str) -> str:
    name = request.app.state.settings.institute_name
    about = wanted.words().in_(lang) if wanted.given else ("vacatures" if lang == "nl" else "vacancies")
    return f"{name}: {about}"


def _addresses(base: str, name: str, lang: str, wanted: Wanted) -> tuple[str, str]:
    """Of the feed itself, and of the list that it goes with."""
    query = f"language={lang}" + (f"&{wanted.query}" if wanted.given else "")
    return f"{base}/feeds/{name}?{query}", f"{base}/careers?{query}"


def _answered(request: Request, body: bytes, media: str, changed: datetime, lang: str | None = None) -> Response:
    """The feed, or 304 to whoever has it (RFC 9110, 13.1: the tag counts before the date)."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag, "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True), "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
    }  # fmt: skip
    if lang:
        headers |= {"Vary": "Accept-Language, Cookie", "Content-Language": lang}
    if _has_it(request, tag, changed):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=f"{media}; charset=utf-8")


def _has_it(request: Request, tag: str, changed: datetime) -> bool:
    known = request.headers.get("if-none-match")
    if known is not None:
        return known.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in known.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and changed.replace(microsecond=0) <= since
