"""`polder doctor`: every setting with its meaning, then everything that was found."""

import os
import textwrap

from pydantic import SecretStr

from polder.cli import examine
from polder.cli.examine import Finding
from polder.kernel import settings as environment
from polder.kernel.settings import PREFIX, Settings, SettingsError

MARKS = {"good": "ok   ", "mind": "mind ", "wrong": "WRONG"}
WIDTH = 110


def doctor() -> int:
    """Print what there is to know. Returns 1 when something is wrong, else 0."""
    _settings()
    findings = [
        examine.mind("settings", f"{name} is no setting of Polder: a slip of the pen? It does nothing.")
        for name in environment.unknown()
    ]
    try:
        environment.load()
    except SettingsError as error:
        findings += [examine.wrong("settings", line) for line in str(error).splitlines()]
    findings += examine.everything(*environment.load_what_is_right())
    print("\nFindings\n")
    for finding in findings:
        print(_shown(finding))
    bad, odd = (sum(finding.weight == weight for finding in findings) for weight in ("wrong", "mind"))
    print(
        f"\n{_count(bad, 'thing is', 'things are', 'Nothing is')} wrong, {_count(odd, 'thing', 'things', 'nothing')} to mind."
    )
    return 1 if bad else 0


def _settings() -> None:
    print("Settings\n")
    for name, (default, meaning) in {**environment.variables(), **environment.OTHERS}.items():
        secret = name == environment.SUPERUSER or SecretStr in _kinds(name)
        value = os.environ.get(name)
        shown = (("set" if secret else value) if value else default and f"default: {default}") or "not set"
        print(f"  {name} = {shown}")
        print(textwrap.fill(meaning, WIDTH, initial_indent="      ", subsequent_indent="      "))


def _kinds(variable: str) -> tuple[object, ...]:
    field = Settings.model_fields.get(variable.removeprefix(PREFIX).lower())
    return (field.annotation, *getattr(field.annotation, "__args__", ())) if field else ()


def _shown(finding: Finding) -> str:
    lead = f"  {MARKS[finding.weight]}  {finding.about}: "
    return textwrap.fill(finding.sentence, WIDTH, initial_indent=lead, subsequent_indent=" " * 9)


def _count(number: int, one: str, more: str, none: str) -> str:
    return f"{number} {one if number == 1 else more}" if number else none
