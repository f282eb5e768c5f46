"""What came in with a form of a person's own application."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from polder.hiring import own_parts
from polder.hiring.fields import LIMITS, motivation, one_orcid, person_name, phone
from polder.kernel import problems
from polder.kernel.problems import FieldProblem, Problem

VERSION = re.compile("[0-9]{1,9}")


@dataclass
class Sent:
    """A form that came in: what was typed, also in the parts of other rooms, which version of the application its page
    showed, and why not all was kept.
    """

    typed: dict[str, str]
    more: dict[str, str]
    csrf: str
    version: int  # 0: none that could be
    form: FormData
    unkept: Problem | None = None

    def text(self, name: str) -> str:
        """What was typed in a field that is not part of the application itself."""
        given = self.form.get(name)
        return given[:20_000] if isinstance(given, str) else ""

    @classmethod
    async def read(cls, request: Request) -> "Sent":
        form = await request.form(max_files=2, max_fields=200, max_part_size=1024 * 1024)
        typed = {name: str(form[name])[: LIMITS[name] * 10] for name in LIMITS if isinstance(form.get(name), str)}
        more = {name: str(form[name])[:20_000] for name in form if own_parts.is_field(name)}
        version = str(form.get("version", ""))
        return cls(
            typed, more, str(form.get("csrf", ""))[:200], int(version) if VERSION.fullmatch(version) else 0, form
        )

    def values(self) -> dict[str, Any]:
        """What was typed, as it is kept. Every field that needs mending is named at once."""
        rules = {
            "name": person_name,
            "phone": phone,
            "orcid": one_orcid,
            "motivation": motivation,
        }
        values: dict[str, Any] = {}
        wrong: list[FieldProblem] = []
        for name, text in self.typed.items():
            try:
                values[name] = rules[name](text)
            except Problem as problem:
                wrong += problem.errors
        if wrong:
            raise problems.invalid(*wrong)
        return values
