"""Errors that say what to do: one shape, RFC 9457 problem details, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson
from starlette.responses import Response

from polder.kernel.words import Words

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field, and how to mend it. `field` is a dotted path in the request body."""

    field: str
    problem: Words
    remedy: Words


@dataclass
class Problem(Exception):
    """An answer other than success. `type` is a stable name, `title` and `detail` are for people."""

    status: int
    type: str
    title: Words
    detail: Words
    errors: Sequence[FieldProblem] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, language: str | None, request_id: str) -> bytes:
        return orjson.dumps(
            {
                "type": f"/problems/{self.type}",
                "title": self.title.in_(language),
                "status": self.status,
                "detail": self.detail.in_(language),
                "errors": [
                    {"field": e.field, "problem": e.problem.in_(language), "remedy": e.remedy.in_(language)}
                    for e in self.errors
                ],
                "request_id": request_id,
            }
        )

    def response(self, language: str | None, request_id: str) -> Response:
        return Response(self.body(language, request_id), self.status, dict(self.headers), MEDIA_TYPE)


def not_found() -> Problem:
    """Absent and unseen look the same."""
    return Problem(
        404,
        "not-found",
        Words(nl="Niet gevonden", en="Not found"),
        Words(
            nl="Dit bestaat niet, of u mag het niet zien. Controleer het adres of ga terug naar de lijst.",
            en="This does not exist, or you may not see it. Check the address or go back to the list.",
        ),
    )


def not_signed_in() -> Problem:
    return Problem(
        401,
        "not-signed-in",
        Words(nl="Niet aangemeld", en="Not signed in"),
        Words(
            nl="Uw sessie ontbreekt of is verlopen. Meld u aan en probeer het opnieuw; wat u typte blijft staan.",
            en="Your session is missing or has ended. Sign in and try again; what you typed is kept.",
        ),
        headers={"WWW-Authenticate": "Bearer"},
    )


def forbidden(detail: Words | None = None) -> Problem:
    return Problem(
        403,
        "forbidden",
        Words(nl="Niet toegestaan", en="Not allowed"),
        detail
        or Words(
            nl="Uw rollen geven dit recht niet. Vraag een beheerder om de juiste rol.",
            en="Your roles do not give this right. Ask an administrator for the role you need.",
        ),
    )


def conflict(type: str, detail: Words, title: Words | None = None, errors: Sequence[FieldProblem] = ()) -> Problem:
    return Problem(409, type, title or Words(nl="Kan nu niet", en="Not possible now"), detail, errors)


def invalid(*errors: FieldProblem, detail: Words | None = None) -> Problem:
    return Problem(
        422,
        "invalid",
        Words(nl="Dit klopt nog niet", en="Something needs mending"),
        detail
        or Words(nl="Verbeter de genoemde velden en probeer opnieuw.", en="Mend the fields named below and try again."),
        errors,
    )


def invalid_field(name: str, problem: Words, remedy: Words) -> Problem:
    return invalid(FieldProblem(name, problem, remedy))


def version_required() -> Problem:
    return Problem(
        428,
        "version-required",
        Words(nl="Versie ontbreekt", en="Version missing"),
        Words(
            nl='Stuur de versie die u las mee in If-Match, bijvoorbeeld If-Match: "3".',
            en='Send the version you read in If-Match, for example If-Match: "3".',
        ),
    )


OWN_WINDOW = Words(nl="In een ander venster van u gewijzigd", en="Changed in another window of yours")


def stale(changed: Sequence[str], current: int, *, own: bool = False) -> Problem:
    """A lost update: somebody else wrote first. `changed` names the fields that differ since the version read.

    `own`: what nobody else writes, so it was another window.
    """
    problem = Words(nl="Intussen gewijzigd.", en="Changed in the meantime.")
    remedy = Words(nl="Lees de nieuwe waarde en beslis opnieuw.", en="Read the new value and decide again.")
    return Problem(
        412,
        "stale-version",
        OWN_WINDOW if own else Words(nl="Iemand was u voor", en="Somebody was faster"),
        Words(
            nl=f"Dit is gewijzigd nadat u het las; het is nu versie {current}.",
            en=f"This was changed after you read it; it is now version {current}.",
        ),
        [FieldProblem(name, problem, remedy) for name in changed],
        {"ETag": f'"{current}"'},
    )


def another_media_type(needed: str) -> Problem:
    return Problem(
        415,
        "another-media-type",
        Words(nl="Ander soort inhoud nodig", en="Another kind of content is needed"),
        Words(
            nl="Stuur de inhoud als {needed}, en zeg dat in de header Content-Type.",
            en="Send the content as {needed}, and say so in the header Content-Type.",
        ).format(needed=needed),
    )


def too_large(limit_bytes: int) -> Problem:
    return Problem(
        413,
        "too-large",
        Words(nl="Te groot", en="Too large"),
        Words(
            nl=f"Het verzoek mag hoogstens {limit_bytes // 1024} kB zijn. Stuur minder of in delen.",
            en=f"The request may be at most {limit_bytes // 1024} kB. Send less, or send it in parts.",
        ),
    )


def unavailable() -> Problem:
    return Problem(
        503,
        "unavailable",
        Words(nl="Even niet bereikbaar", en="Unavailable for a moment"),
        Words(
            nl="De gegevensbank antwoordt niet. Er is niets verloren; probeer het zo opnieuw.",
            en="The database does not answer. Nothing is lost; try again in a moment.",
        ),
        headers={"Retry-After": "2"},
    )
