"""Text in both languages of the house, kept beside the code that says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One text in Dutch and in English."""

    nl: str
    en: str

    def in_(self, language: str | None) -> str:
        """The text in `language` ("nl" or "en"; anything else is answered in English)."""
        return self.nl if language == "nl" else self.en

    def format(self, **values: object) -> "Words":
        """The same text with its `{names}` filled in."""
        return Words(self.nl.format(**values), self.en.format(**values))

    @property
    def both(self) -> dict[str, str]:
        """As JSON: `{"nl": …, "en": …}`."""
        return {"nl": self.nl, "en": self.en}


LANGUAGES = {"nl": Words(nl="Nederlands", en="Dutch"), "en": Words(nl="Engels", en="English")}
