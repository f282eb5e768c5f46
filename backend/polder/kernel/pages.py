"""Server-rendered pages: one layout, two languages, no script needed."""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fastapi import Request
from starlette.responses import HTMLResponse, Response

from polder.kernel import problems
from polder.kernel.http import asker, language
from polder.kernel.notation import euros
from polder.kernel.problems import Problem
from polder.kernel.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGES = (
    "polder.kernel",
    "polder.identity",
    "polder.hiring",
    "polder.hiring.references",
    "polder.hiring.careers",
    "polder.hiring.interviews",
    "polder.hiring.calls",
    "polder.hiring.privacy",
    "polder.hiring.orcid",
    "polder.hiring.background",
    "polder.hiring.diversity",
    "polder.hiring.duplicates",
    "polder.insights",
    "polder.demo",
)


@lru_cache(maxsize=1)
def environment() -> "Environment":
    """Templates of every domain; names are unique over the house."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, select_autoescape  # not at start

    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in PACKAGES if _has_templates(package)]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name, show in FILTERS.items():
        made.filters[name] = lru_cache(maxsize=2048)(show)  # a page shows the same few dates and amounts to everybody
    made.globals["script"] = f"/static/public.js?v={_digest('public.js')}"
    made.globals["style"] = f"/static/public.css?v={_digest('public.css')}"
    return made


def _has_templates(package: str) -> bool:
    return files(package).joinpath("templates").is_dir()


def _digest(name: str) -> str:
    return sha256(files("polder").joinpath("static").joinpath(name).read_bytes()).hexdigest()[:10]


# English as it is written in Europe, as the workbench has it: 1 September, CET.
_DATES = {"nl": "nl", "en": "en_GB"}


def _moment(value: Any, zone: Any, lang: str) -> str:
    there = value.astimezone(zone)
    return f"{format_datetime(there, 'EEEE d MMMM y HH:mm', locale=_DATES[lang])} {there.tzname()}"


def _euro(cents: int, lang: str) -> str:
    """As the workbench has it: without cents where there are none."""
    written = euros(cents).in_(lang)
    return written if cents % 100 else written[:-3]


FILTERS: dict[str, Callable[..., str]] = {
    "date": lambda value, lang: format_date(value, "long", locale=_DATES[lang]),
    "moment": _moment,
    "in_zone": lambda value, name, lang: _moment(value, ZoneInfo(name), lang),
    "decimal": lambda value, lang: format_decimal(value, locale=lang),
    "euro": _euro,
}


KEPT_MOST = 256


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """Render a template. It finds `t(nl, en)`, `lang`, `institute`, `demonstration` and `csrf` beside its own values."""
    return _answer(request, _render(request, template, values), status)


def kept_page(
    request: Request,
    template: str,
    facts: Hashable,
    values: Callable[[], dict[str, Any]],
    marks: Mapping[str, str] | None = None,
) -> Response:
    """The same for a page that many read: rendered anew only when `facts`, language, address or session differ.

    The facts still come from the database every time: what is withdrawn or changed is so at once. `marks` stand in the page
    for what differs from one reader's address to another's: mark → HTML.
    """
    kept: dict[tuple[Hashable, ...], str] = request.app.state.kept_pages
    key = (template, facts, language(request), request.url.path, asker(request).csrf)
    body = kept.get(key)
    if body is None:
        if len(kept) >= KEPT_MOST:
            del kept[next(iter(kept))]  # the oldest
        body = kept[key] = _render(request, template, values())
    for mark, html in (marks or {}).items():
        body = body.replace(mark, html)
    return _answer(request, body, 200)


def _render(request: Request, template: str, values: dict[str, Any]) -> str:
    lang = language(request)
    settings = request.app.state.settings

    def t(nl: str | Words, en: str = "") -> str:
        return nl.in_(lang) if isinstance(nl, Words) else (nl if lang == "nl" else en)

    other = "en" if lang == "nl" else "nl"
    return environment().get_template(template).render(
        lang=lang, other=other, t=t, institute=settings.institute_name, demonstration=settings.demonstration,
        zone=settings.zone, csrf=asker(request).csrf, path=request.url.path, **values,
    )  # fmt: skip


def _answer(request: Request, body: str, status: int) -> Response:
    lang = language(request)
    response = HTMLResponse(body, status, {"Content-Language": lang, "Vary": "Accept-Language, Cookie"})
    if request.query_params.get("language") in ("nl", "en"):
        response.set_cookie("polder-language", lang, max_age=31_536_000, samesite="lax", secure=True, path="/")
    return response


async def typed(request: Request) -> dict[str, str]:
    """What was typed in a form without files, by its fields' names."""
    body = (await request.body()).decode("ascii", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=20))
    except ValueError:
        raise problems.invalid(
            detail=Words(
                nl="Dit formulier is onleesbaar. Laad de pagina opnieuw en vul het daar in.",
                en="This form cannot be read. Load the page again and fill it in there.",
            )
        ) from None


def problem_page(request: Request, problem: Problem) -> Response:
    """The same problem as a page, for people who came by a link or a form."""
    response = page(
        request,
        "problem.html",
        status=problem.status,
        problem=problem,
        request_id=getattr(request.state, "request_id", ""),
    )
    response.headers.update(problem.headers)
    return response
