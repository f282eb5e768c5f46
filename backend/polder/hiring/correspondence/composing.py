"""What a mailing says to each of its recipients: its template, its own text, or what its move always writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from polder.hiring.correspondence import rules
from polder.hiring.letters import fields_of
from polder.kernel.mail import templates
from polder.kernel.mail.templates import RenderedMail

REFUSES = ("reject", "mark_ineligible")  # moves that write by themselves
REJECTED = "application_rejected"
OWN = "letter"  # what a mail of a mailing's own text is called

TEXT = """
select m.id, m.vacancy_id, m.move, m.reason, m.state, t.key, v.title_nl, v.title_en, v.time_zone, v.reference, v.deadline,
  coalesce(t.subject_nl, m.subject_nl) as subject_nl, coalesce(t.subject_en, m.subject_en) as subject_en,
  coalesce(t.body_nl, m.body_nl) as body_nl, coalesce(t.body_en, m.body_en) as body_en,
  polder.house_letter('application_rejected')::text as rejected
from mailing m join vacancy v on v.id = m.vacancy_id left join mail_template t on t.id = m.template_id where m.id = $1"""

RECIPIENTS = """
select r.application_id, a.reference, a.name, a.email, a.language, a.stage, s.mail_id, s.state, s.at, s.subject, b.at as before
from mailing_recipient r join application a on a.id = r.application_id
  left join polder.mailing_states($1) as s on s.application_id = r.application_id
  left join polder.mailed_before(array(select x.application_id from mailing_recipient x where x.mailing_id = $1), $2) as b
    on b.application_id = r.application_id
where r.mailing_id = $1 order by a.sort_name, a.id"""


@dataclass(frozen=True)
class Letter:
    """A text in one or two languages. `own` holds subject_nl … body_en; without it the system's file says it."""

    template: str
    vacancy: Any
    own: Mapping[str, str] | None

    @classmethod
    def of(cls, mailing: Any) -> "Letter | None":
        """The letter of a row of TEXT; None where it only moves."""
        if mailing.body_nl or mailing.body_en:
            own = {part: getattr(mailing, part) for part in ("subject_nl", "subject_en", "body_nl", "body_en")}
            return cls(mailing.key or OWN, mailing, own)
        if mailing.move in REFUSES:
            return cls(REJECTED, mailing, orjson.loads(mailing.rejected) if mailing.rejected else None)
        return None

    def language(self, wanted: str) -> str:
        """The reader's own language where the text is written in it, otherwise the other."""
        wanted = "nl" if wanted == "nl" else "en"
        return wanted if self.own is None or self.own[f"body_{wanted}"] else {"nl": "en", "en": "nl"}[wanted]

    @property
    def links(self) -> bool:
        return self.own is not None and "link" in rules.named(*self.own.values())

    def to(self, name: str, reference: str, language: str, link: str = "") -> RenderedMail:
        """As it goes to somebody, in a language that it is written in."""
        said = {"name": name, "reference": reference, "link": link, **fields_of(self.vacancy, language)}
        if self.own is None:
            about = {"name": name, "reference": reference, "title": said["vacancy"], "zone": self.vacancy.time_zone}
            return templates.render(self.template, language, about)
        subject, body = self.own[f"subject_{language}"], self.own[f"body_{language}"]
        return templates.of_text(rules.filled(subject, said), rules.filled(body, said), language)


def shown_link() -> str:
    """How a personal link reads before there is one."""
    return templates.here()["base_url"] + "/apply?key=…"


def line(letter: Letter | None, row: Any) -> dict[str, Any]:
    """A recipient as the list tells it: what they get, in which language, and what came of it."""
    language = letter.language(row.language) if letter else None
    shown = letter.to(row.name, row.reference, language, shown_link()) if letter and language else None
    return {
        "application_id": row.application_id, "reference": row.reference, "name": row.name, "email": row.email,
        "stage": row.stage, "language": language, "subject": row.subject or (shown.subject if shown else None),
        "first": rules.first_lines(shown.text) if shown else None, "reached": bool(row.email), "before": row.before,
        "mail_id": row.mail_id, "state": row.state, "at": row.at,
    }  # fmt: skip


def both(letter: Letter, row: Any) -> dict[str, Any]:
    """The whole letter to one recipient, in every language it is written in."""
    found: dict[str, Any] = {"nl": None, "en": None}
    for language in ("nl", "en"):
        if letter.language(language) == language:
            made = letter.to(row.name, row.reference, language, shown_link())
            found[language] = {"subject": made.subject, "text": made.text}
    return found


def system_text(key: str, language: str) -> dict[str, str]:
    """What Polder itself writes, with samples for its fields."""
    moment = datetime(2027, 4, 15, 12, 2, tzinfo=UTC)
    said = rules.samples(language, rules.FIELDS)
    made = templates.render(key, language, {
        "name": said["name"], "reference": said["reference"], "title": said["vacancy"], "zone": "Europe/Amsterdam",
        "moment": moment, "until": moment, "path": "/apply?key=…",
    })  # fmt: skip
    return {"subject": made.subject, "text": made.text}


def sampled(key: str | None, subject: str, body: str, language: str) -> dict[str, str]:
    """A template's text with samples for its fields."""
    said = rules.samples(language, rules.possible(key))
    made = templates.of_text(rules.filled(subject, said), rules.filled(body, said), language)
    return {"subject": made.subject, "text": made.text}


def catalogue() -> dict[str, Any]:
    """The fields and the letters of the system, as the editor of templates shows them."""
    return {
        "fields": [
            {"name": name, "meaning": one.meaning.both, "sample": one.sample.both} for name, one in rules.FIELDS.items()
        ],
        "general": list(rules.GENERAL),
        "system": [
            {"key": key, "title": one.title.both, "fields": list(one.fields), "must": list(one.must),
             "text": {language: system_text(key, language) for language in ("nl", "en")}}
            for key, one in rules.SYSTEM.items()
        ],
    }  # fmt: skip
