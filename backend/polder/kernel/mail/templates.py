"""Mail templates in two languages: `<domain>/mails/<name>.<language>.txt`, first line `Subject: …`.

The HTML body is made from the text, so that both say the same.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from polder.kernel.pages import FILTERS

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PACKAGES = (
    "polder.identity",
    "polder.hiring",
    "polder.hiring.references",
    "polder.funding.invoices",
    "polder.grants.opportunities",
    "polder.hiring.appointments",
    "polder.hiring.careers",
    "polder.hiring.reviewing",
    "polder.hiring.interviews",
    "polder.hiring.meetings",
    "polder.hiring.calls",
    "polder.hiring.duplicates",
    "polder.hiring.privacy",
    "polder.hiring.stays",
)
LANGUAGES = ("nl", "en")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_SECRET = re.compile(r"(\?key=)[\w-]+")
_LAYOUT = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{subject}</title>'
    '<body style="font:16px/1.5 sans-serif;color:#1b2422;max-width:40em;margin:2em auto;padding:0 1em">{body}</body></html>'
)


@dataclass(frozen=True)
class RenderedMail:
    subject: str
    text: str
    html: str


_HERE: dict[str, str] = {}  # what every mail may say of this installation


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, StrictUndefined  # when the first mail is written, not at start

    made = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701 - plain text
    made.filters.update(FILTERS)  # days, moments and amounts as the pages say them
    return made


def configure(base_url: str, ask_at: str) -> None:
    """Tell the templates the address of this installation, for the links they carry, and where readers ask."""
    _HERE.update(base_url=base_url, ask_at=ask_at)


def address(path: str) -> str:
    """The whole address of a path of this installation."""
    return _HERE["base_url"] + path


def _source(name: str, language: str) -> str:
    for package in PACKAGES:
        path = files(package).joinpath("mails").joinpath(f"{name}.{language}.txt")
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise LookupError(f"there is no mail template {name}.{language}.txt")


@lru_cache(maxsize=128)
def _compiled(name: str, language: str) -> "tuple[Template, Template]":
    """The templates of subject and body."""
    head, _, body = _source(name, language).partition("\n")
    made = _environment()
    return made.from_string(head.removeprefix("Subject:")), made.from_string(body.lstrip("\n"))


def render(name: str, language: str, values: Mapping[str, Any]) -> RenderedMail:
    """Fill a template. A value that the template needs and does not get raises; nothing is sent half-filled."""
    language = language if language in LANGUAGES else "en"
    head, body = _compiled(name, language)
    one_line = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in values.items()}
    one_line |= _HERE | {"lang": language}
    subject = head.render(one_line)
    subject = " ".join(subject.split())[:300]
    text = body.render(one_line)
    return RenderedMail(subject, text, _html(subject, text, language))


def of_text(subject: str, text: str, language: str) -> RenderedMail:
    """What people wrote themselves, as a mail: paragraphs and links, nothing else."""
    text = text.replace("\r\n", "\n").strip() + "\n"
    return RenderedMail(" ".join(subject.split())[:300], text, _html(subject, text, language))


def here() -> Mapping[str, str]:
    """What every mail may say of this installation: `base_url`, `ask_at`."""
    return _HERE


def without_secrets(text: str) -> str:
    """The text with the secrets of personal links gone: a mail that was sent is read by others than its addressee."""
    return _SECRET.sub(r"\1…", text)


def _html(subject: str, text: str, language: str) -> str:
    paragraphs = []
    for block in re.split(r"\n{2,}", text.strip()):
        parts, end = [], 0
        for link in _LINK.finditer(block):
            parts.append(html.escape(block[end : link.start()]))
            address = html.escape(link.group())
            parts.append(f'<a href="{address}">{address}</a>')
            end = link.end()
        parts.append(html.escape(block[end:]))
        paragraphs.append("<p>" + "".join(parts).replace("\n", "<br>") + "</p>")
    return _LAYOUT.format(lang=language, subject=html.escape(subject), body="".join(paragraphs))


def templates() -> dict[str, set[str]]:
    """Every template with the languages it exists in."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        folder = files(package).joinpath("mails")
        if folder.is_dir():
            for entry in folder.iterdir():
                name, language, _ = entry.name.split(".")
                found.setdefault(name, set()).add(language)
    return found
