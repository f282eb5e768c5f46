"""The public pages of vacancies, for people and for search engines. They work without JavaScript."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import nh3
import orjson
from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from polder.hiring.careers import site
from polder.hiring.careers.posting import in_script, job_posting
from polder.hiring.careers.rules import CONTRACTS, HOURS, PROFILES, RESEARCH_FIELDS, Wanted
from polder.kernel import problems
from polder.kernel.documents.words import DOCUMENT_KINDS
from polder.kernel.http import PublicReading, Reading, View, as_public, language
from polder.kernel.pages import kept_page, page
from polder.kernel.straight import straight
from polder.kernel.texts import sort_key
from polder.kernel.words import Words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

router = APIRouter(include_in_schema=False)
LABELS = {
    "place": Words(nl="Plaats", en="Place"), "employer": Words(nl="Werkgever", en="Employer"),
    "field": Words(nl="Vakgebied", en="Field"), "profile": Words(nl="Loopbaanfase", en="Career stage"),
    "contract": Words(nl="Contract", en="Contract"), "hours": Words(nl="Uren", en="Hours"),
}  # fmt: skip


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # on first need: no small part of starting

    made = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")

    def below_the_title(state: Any) -> None:
        """The page has its own first heading: the highest of a text is a second one."""
        headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
        down = 2 - min((int(token.tag[1]) for token in headings), default=2)
        for token in headings:
            token.tag = f"h{min(6, int(token.tag[1]) + down)}"

    made.core.ruler.push("below_the_title", below_the_title)
    return made


@lru_cache(maxsize=1024)
def as_html(markdown: str) -> str:
    """Markdown without raw HTML, cleaned once more: what staff type is shown, never run."""
    return nh3.clean(_markdown().render(markdown), tags=nh3.ALLOWED_TAGS - {"img"}, link_rel="noopener noreferrer")


# ---- the list --------------------------------------------------------------------------------------------------------


@router.get("/careers")
async def careers(request: Request, view: PublicReading) -> Response:
    wanted, number = Wanted.of(request.query_params), _page_number(request)
    text = await view.value(site.LIST, wanted.json, (number - 1) * site.PER_PAGE)
    if number > 1 and orjson.loads(text)["found"] <= (number - 1) * site.PER_PAGE:
        return RedirectResponse(f"/careers?{wanted.query}", 303)  # there were more once
    response = kept_page(
        request, "careers.html", (text, wanted, number), lambda: _list_page(request, text, wanted, number)
    )
    if wanted.given or number > 1:
        response.headers["X-Robots-Tag"] = "noindex, follow"  # the same vacancies once more
    return response


def _page_number(request: Request) -> int:
    text = request.query_params.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _list_page(request: Request, text: str, wanted: Wanted, number: int) -> dict[str, Any]:
    found, lang = orjson.loads(text), language(request)
    for row in found["rows"]:
        row["deadline"] = datetime.fromisoformat(row["deadline"])
    employer = next((one["name"] for one in found["employers"] if one["id"] == wanted.employer), None)
    choices = {
        "place": [(place, place) for place in found["places"]],
        "employer": sorted(
            ((one["id"], one["name"]) for one in found["employers"]), key=lambda pair: sort_key(pair[1])
        ),
        "field": sorted(((key, RESEARCH_FIELDS[key].in_(lang)) for key in found["fields"]), key=lambda pair: pair[1]),
        "profile": [(key, PROFILES[key].in_(lang)) for key in found["profiles"]],
        "contract": [(key, words.in_(lang)) for key, words in CONTRACTS.items()],
        "hours": [(key, words.in_(lang)) for key, words in HOURS.items()],
    }
    return {
        "found": found, "vacancies": found["rows"], "wanted": wanted, "said": wanted.words(employer), "number": number,
        "last": max(1, -(-found["found"] // site.PER_PAGE)), "query": wanted.query, "narrowed": bool(wanted.given.keys() - {"q"}),
        "choices": [(name, LABELS[name], pairs, getattr(wanted, name)) for name, pairs in choices.items()
                    if len(pairs) > 1 or getattr(wanted, name)],
    }  # fmt: skip


# ---- one vacancy -----------------------------------------------------------------------------------------------------


async def public_row(view: View, reference: str, sql: str = site.VACANCY) -> Any:
    """The row of an address; no reference holds a NUL, which PostgreSQL takes in no text."""
    return None if "\x00" in reference else await view.row(sql, reference)


@router.get("/careers/{reference}")
@straight(as_public)
async def career(request: Request, view: PublicReading, reference: str) -> Response:
    row = await public_row(view, reference)
    if row is None:
        return await no_longer(request, view, reference)
    return kept_page(request, "career.html", tuple(row.values()), lambda: vacancy_page(request, row))


@router.get("/careers/{id}/preview")
async def preview(request: Request, view: Reading, id: UUID) -> Response:
    """The page as the public will see it, for whoever sees the vacancy's inside."""
    row = await view.row(site.PREVIEW, id)
    if row is None:
        raise problems.not_found()
    response = page(request, "career.html", **vacancy_page(request, row, preview=True))
    response.headers.update({"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"})
    return response


async def no_longer(request: Request, view: View, reference: str) -> Response:
    """A vacancy that was public and is over or withdrawn says so; anything else is not found."""
    row = await public_row(view, reference, site.OVER)
    if row is None:
        raise problems.not_found()
    return over(request, row, reference)


def over(request: Request, row: Any, reference: str) -> Response:
    response = page(request, "closed.html", vacancy={"withdrawn": False, **row}, reference=reference, status=410)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def vacancy_page(request: Request, row: dict[str, Any], *, preview: bool = False) -> dict[str, Any]:
    """What the page of a vacancy shows, in the reader's language."""
    lang = language(request)
    body = as_html(row[f"text_{lang}"])
    there = row["deadline"].astimezone(ZoneInfo(row["time_zone"]))
    return {
        "vacancy": row, "body": body, "criteria": orjson.loads(row["criteria"]), "preview": preview,
        "asked": orjson.loads(row["documents_asked"]), "kinds": DOCUMENT_KINDS, "offset": f"UTC{there:%z}"[:6] + ":" + f"{there:%z}"[-2:],
        "sections": {name: as_html(text) if (text := row[f"{name}_{lang}"]) else "" for name in ("eligibility", "benefits", "selection")},
        "field": RESEARCH_FIELDS.get(row["research_field"]), "profile": PROFILES.get(row["researcher_profile"]),
        "ask_at": request.app.state.settings.ask_at, "call": _call(row["call"]),
        "posting": "" if preview else in_script(job_posting(row, lang, request.app.state.settings, body)),
    }  # fmt: skip


def _call(said: str | None) -> dict[str, Any] | None:
    """Tracks and phases of a call, as its page tells them; none of another vacancy."""
    if said is None:
        return None
    from polder.hiring.calls.words import PHASES, TRACKS  # a room that reads this one

    found = orjson.loads(said)
    days = [(words, date.fromisoformat(day)) for words, day in zip(PHASES, found["phases"], strict=True) if day]
    return {"tracks": [TRACKS[track] for track in found["tracks"]], "phases": days}


# ---- for search engines ----------------------------------------------------------------------------------------------

ROBOTS = """User-agent: *
Disallow: /admin
Disallow: /alerts
Disallow: /api/
Disallow: /apply
Disallow: /careers/*/apply
Disallow: /careers/*/preview
Disallow: /files/
Disallow: /sign-in
Sitemap: {base}/sitemap.xml
"""


@router.get("/robots.txt")
async def robots(request: Request) -> Response:
    return PlainTextResponse(ROBOTS.format(base=request.app.state.settings.base_url))


@router.get("/sitemap.xml")
async def sitemap(request: Request, view: PublicReading) -> Response:
    """The pages of open vacancies in each language, and since when they are as they are."""
    careers = f"{request.app.state.settings.base_url}/careers"
    urls = _in_each_language(careers, "")
    for row in await view.rows(site.SITEMAP):
        urls += _in_each_language(f"{careers}/{row['reference']}", f"<lastmod>{row['changed_on']}</lastmod>")
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    return Response(head + "\n".join(urls) + "\n</urlset>\n", media_type="application/xml")


def _in_each_language(address: str, more: str) -> list[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{address}?language={lang}"/>' for lang in ("nl", "en")
    ) + f'<xhtml:link rel="alternate" hreflang="x-default" href="{address}"/>'  # fmt: skip
    return [f"<url><loc>{address}{query}</loc>{more}{links}</url>" for query in ("", "?language=nl", "?language=en")]
