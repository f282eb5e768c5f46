"""The addresses of the feeds. Whoever asks again is told when nothing has changed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
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
    lang, settings = language(request), request.app.state.settings
    found = await _asked(request, view, Channel.atom)
    title = _title(settings, found.wanted, lang)
    own, page = _addresses(settings.base_url, "vacancies.atom", lang, found.wanted)
    make = partial(feeds.atom, found.rows, lang, title, settings.base_url, own, page, found.changed, as_html)
    return await _answered(request, found, make, "application/atom+xml", lang)


@router.get("/vacancies.json")
async def json(request: Request, view: PublicReading) -> Response:
    """JSON Feed 1.1. It takes the same questions as the list."""
    lang, settings = language(request), request.app.state.settings
    found = await _asked(request, view, Channel.json)
    title = _title(settings, found.wanted, lang)
    own, page = _addresses(settings.base_url, "vacancies.json", lang, found.wanted)
    make = partial(feeds.json_feed, found.rows, lang, title, settings.base_url, own, page, as_html)
    return await _answered(request, found, make, "application/feed+json", lang)


@router.get("/euraxess.xml")
async def euraxess(request: Request, view: PublicReading) -> Response:
    settings, found = request.app.state.settings, await _asked(request, view, Channel.euraxess)
    make = partial(feeds.euraxess, found.rows, settings.institute_name, settings.base_url, settings.ask_at, as_html)
    return await _answered(request, found, make, "application/xml")


@router.get("/academictransfer.xml")
async def academictransfer(request: Request, view: PublicReading) -> Response:
    settings, found = request.app.state.settings, await _asked(request, view, Channel.academictransfer)
    make = partial(feeds.academictransfer, found.rows, settings.institute_name, settings.base_url, as_html)
    return await _answered(request, found, make, "application/xml")


@dataclass(frozen=True)
class Found:
    """What a feed is made of: the vacancies, when the list last changed, and what was asked."""

    rows: list[Any]
    changed: datetime
    wanted: Wanted

    def tag(self, request: Request, lang: str | None) -> str:
        """The same for as long as the feed says the same: a vacancy that changes has another moment."""
        facts = [(row["reference"], row["updated_at"], row["employer"], row["employer_country"]) for row in self.rows]
        return f'"{sha256(repr((request.url.path, lang, self.wanted, facts)).encode()).hexdigest()[:32]}"'


async def _asked(request: Request, view: View, channel: Channel) -> Found:
    wanted = Wanted.of(request.query_params)
    rows = await view.rows(site.FEED, wanted.json, str(channel))
    changed = rows[0]["changed"] if rows else await view.value(site.CHANGED)
    return Found(rows, changed or BEGAN, wanted)


def _title(settings: Any, wanted: Wanted, lang: str) -> str:
    about = wanted.words().in_(lang) if wanted.given else ("vacatures" if lang == "nl" else "vacancies")
    return f"{settings.institute_name}: {about}"


def _addresses(base: str, name: str, lang: str, wanted: Wanted) -> tuple[str, str]:
    """Of the feed itself, and of the list that it goes with."""
    query = f"language={lang}" + (f"&{wanted.query}" if wanted.given else "")
    return f"{base}/feeds/{name}?{query}", f"{base}/careers?{query}&via={name.rpartition('.')[2]}"


async def _answered(
    request: Request, found: Found, make: Callable[[], bytes], media: str, lang: str | None = None
) -> Response:
    """The feed, or 304 to whoever has it (RFC 9110, 13.1: the tag counts before the date)."""
    tag = found.tag(request, lang)
    headers = {
        "ETag": tag, "Last-Modified": format_datetime(found.changed.astimezone(UTC), usegmt=True), "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin",
    }  # fmt: skip
    if lang:
        headers |= {"Vary": "Accept-Language, Cookie", "Content-Language": lang}
    if _has_it(request, tag, found.changed):
        return Response(status_code=304, headers=headers)
    body = await asyncio.to_thread(make)  # hundreds of texts: others are answered meanwhile
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
