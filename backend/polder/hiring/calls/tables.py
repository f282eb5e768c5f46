"""Calls, advisors, wishes, choices, match rounds with their pairs, and letters of intent."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlmodel import Field

from polder.kernel import openapi
from polder.kernel.record import Record, instant, json_column, one_of, part_of, reference_column, refers_to, words
from polder.kernel.versions import RuleVersion, promises

OF_APPLICATION = ("application.id", "application.vacancy_id")
OF_ADVISOR = ("advisor.id", "advisor.vacancy_id")


class Track(StrEnum):
    academic = "academic"
    industry = "industry"
    interdisciplinary = "interdisciplinary"


ALL_TRACKS = ", ".join(f"'{track}'" for track in Track)


def _default(value: object) -> dict[str, str]:
    return {"server_default": str(value)}


def _tracks(default: str) -> Any:
    return Field(default_factory=list, sa_column=Column(ARRAY(TEXT), nullable=False, server_default=default))


class Call(Record, table=True):
    """How a vacancy of kind `call` proceeds. Each day is the last of its phase; applying ends with the vacancy's deadline."""

    __table_args__ = (
        UniqueConstraint("vacancy_id"),
        CheckConstraint("posts between 1 and 1000", name="posts"),
        CheckConstraint("wishes_most between 1 and 10", name="wishes_most"),
        CheckConstraint("interviews_most between 1 and 20", name="interviews_most"),
        CheckConstraint(f"cardinality(tracks) > 0 and tracks <@ array[{ALL_TRACKS}]", name="tracks"),
        CheckConstraint(
            "coalesce(eligibility_until <= ranking_until, true) and coalesce(ranking_until <= interviews_until, true)"
            " and coalesce(interviews_until <= offers_until, true) and coalesce(offers_until <= letters_until, true)",
            name="phases",
        ),
    )

    vacancy_id: UUID = refers_to("vacancy", index=False)
    posts: int = Field(default=10, sa_column_kwargs=_default(10))
    wishes_most: int = Field(default=5, sa_column_kwargs=_default(5))
    interviews_most: int = Field(default=5, sa_column_kwargs=_default(5))  # of one candidate
    tracks: list[str] = _tracks("{academic}")
    open_to_all: bool = Field(
        default=False, sa_column_kwargs=_default("false")
    )  # advisors find all eligible candidates
    checklist: list[dict[str, Any]] = json_column(
        default="[]", schema=openapi.many(openapi.record(key="text", name_nl="text", name_en="text"))
    )
    eligibility_until: date | None = None
    ranking_until: date | None = None
    interviews_until: date | None = None
    offers_until: date | None = None
    letters_until: date | None = None


class Advisor(Record, table=True):
    """Somebody who takes part in a call. Without an account they are invited by their e-mail address first."""

    __table_args__ = (
        UniqueConstraint("id", "vacancy_id"),
        UniqueConstraint("vacancy_id", "account_id"),
        Index("uq_advisor_email", "vacancy_id", "email", unique=True),
        CheckConstraint("email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'", name="email"),
        CheckConstraint("country_code ~ '^[A-Z]{2}$'", name="country_code"),
        CheckConstraint(f"cardinality(tracks) > 0 and tracks <@ array[{ALL_TRACKS}]", name="tracks"),
        CheckConstraint("interview_capacity between 0 and 100", name="interview_capacity"),
        CheckConstraint("posts between 0 and 20", name="posts"),
        CheckConstraint("until_day >= from_day", name="period"),
    )

    vacancy_id: UUID = refers_to("vacancy")
    account_id: UUID | None = refers_to("account", optional=True)
    name: str = words(limit=500, at_least=1, name="name")
    email: str | None = words(limit=320, optional=True, name="email")
    organisation_id: UUID = refers_to("organisation")
    country_code: str
    topics_nl: str = words(limit=1000, name="topics_nl")
    topics_en: str = words(limit=1000, name="topics_en")
    tracks: list[str] = _tracks("{academic}")
    interview_capacity: int = Field(default=5, sa_column_kwargs=_default(5))
    posts: int = Field(default=1, sa_column_kwargs=_default(1))
    accepting: bool = Field(default=True, sa_column_kwargs=_default("true"))
    from_day: date | None = None
    until_day: date | None = None
    ranked_at: datetime | None = instant(optional=True)
    ranked_by: UUID | None = None


class CallEntry(Record, table=True):
    """The track that an applicant chose."""

    __tablename__ = "call_entry"
    __table_args__ = (
        UniqueConstraint("application_id"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], OF_APPLICATION),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    track: str = one_of(Track, name="track")


class AdvisorWish(Record, table=True):
    """An advisor whom a candidate names, in order of preference, with a statement if they wish."""

    __tablename__ = "advisor_wish"
    __table_args__ = (
        UniqueConstraint("application_id", "advisor_id"),
        UniqueConstraint("application_id", "rank"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], OF_APPLICATION),
        ForeignKeyConstraint(["advisor_id", "vacancy_id"], OF_ADVISOR),
        CheckConstraint("rank between 1 and 10", name="rank"),
        Index("ix_advisor_wish_advisor", "advisor_id", "application_id"),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    advisor_id: UUID
    rank: int
    statement: str = words(limit=2000, name="statement")


class EligibilityCheck(Record, table=True):
    """What a person found for one item of the call's checklist; not met has a reason."""

    __tablename__ = "eligibility_check"
    __table_args__ = (
        UniqueConstraint("application_id", "item"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], OF_APPLICATION),
        CheckConstraint("met or polder.shows_something(note)", name="note_of_unmet"),
    )

    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    item: str = words(limit=40, at_least=1, name="item")
    met: bool
    note: str = words(limit=2000, name="note")


class AdvisorChoice(Record, table=True):
    """What an advisor thinks of a candidate: a place in their ranking, or a refusal with its reason; scores 1 to 5."""

    __tablename__ = "advisor_choice"
    __table_args__ = (
        UniqueConstraint("advisor_id", "application_id"),
        UniqueConstraint("advisor_id", "position"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], OF_APPLICATION),
        ForeignKeyConstraint(["advisor_id", "vacancy_id"], OF_ADVISOR),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("position is null or refusal is null", name="placed_or_refused"),
        CheckConstraint("refusal is null or polder.shows_something(refusal)", name="refusal_reason"),
        Index("ix_advisor_choice_application", "application_id"),
    )

    advisor_id: UUID
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    position: int | None = None
    refusal: str | None = words(limit=2000, optional=True, name="refusal")
    scores: dict[str, Any] = json_column(default="{}", schema=openapi.mapping(openapi.kind("integer")))
    note: str = words(limit=4000, name="note")


class RoundKind(StrEnum):
    interviews = "interviews"
    offers = "offers"


class RoundState(StrEnum):
    drafted = "drafted"
    solved = "solved"
    confirmed = "confirmed"
    discarded = "discarded"


class MatchRound(Record, table=True):
    """One assignment of candidates to advisors. Its input is frozen when it is solved, so that anybody can solve it again.

    `follows_id`: the round that this one takes the place of; what people confirmed there is fixed here, what they
    rejected is not proposed again.
    """

    __tablename__ = "match_round"
    # Two under way would each give the same places.
    __table_args__ = (Index("uq_match_round_open", "vacancy_id", "kind", unique=True,
                            postgresql_where="state in ('drafted', 'solved')"),)  # fmt: skip

    reference: str = reference_column("MR", "match_round_reference", 3)
    vacancy_id: UUID = refers_to("vacancy")
    kind: str = one_of(RoundKind, name="kind")
    follows_id: UUID | None = refers_to("match_round", optional=True)
    note: str = words(limit=2000, name="note")
    state: str = one_of(RoundState, RoundState.drafted, name="state")
    input: dict[str, Any] | None = json_column(optional=True)
    input_sha256: str | None = None
    result: list[Any] | None = json_column(optional=True)
    result_sha256: str | None = None
    solved_at: datetime | None = instant(optional=True)


class PairState(StrEnum):
    proposed = "proposed"
    confirmed = "confirmed"
    rejected = "rejected"


class MatchPair(Record, table=True):
    """A candidate and an advisor, proposed by the round and confirmed or rejected by a person."""

    __tablename__ = "match_pair"
    __table_args__ = (
        UniqueConstraint("round_id", "application_id", "advisor_id"),
        ForeignKeyConstraint(["application_id", "vacancy_id"], OF_APPLICATION),
        ForeignKeyConstraint(["advisor_id", "vacancy_id"], OF_ADVISOR),
        Index("ix_match_pair_application", "application_id"),
        Index("ix_match_pair_advisor", "advisor_id"),
    )

    round_id: UUID = part_of("match_round")
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    advisor_id: UUID
    wish: int | None = None  # which wish of the candidate
    place: int | None = None  # where the advisor placed the candidate
    state: str = one_of(PairState, PairState.proposed, name="state")
    decided_by: UUID | None = None


class IntentState(StrEnum):
    draft = "draft"
    signing = "signing"
    signed = "signed"
    withdrawn = "withdrawn"


class LetterOfIntent(Record, table=True):
    """What candidate and two advisors intend. `body` is the letter as it is signed, with its digest; fixed once it is sent."""

    __tablename__ = "letter_of_intent"
    __table_args__ = (
        ForeignKeyConstraint(["application_id", "vacancy_id"], OF_APPLICATION),
        ForeignKeyConstraint(["first_advisor_id", "vacancy_id"], OF_ADVISOR),
        ForeignKeyConstraint(["second_advisor_id", "vacancy_id"], OF_ADVISOR),
        CheckConstraint("first_advisor_id <> second_advisor_id", name="two_advisors"),
        CheckConstraint("stay_months between 0 and 60", name="stay_months"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
        Index("uq_letter_of_intent_open", "application_id", unique=True, postgresql_where="state <> 'withdrawn'"),
        Index("ix_letter_of_intent_advisors", "first_advisor_id", "second_advisor_id"),
    )

    reference: str = reference_column("I", "letter_of_intent_reference", 3)
    application_id: UUID
    vacancy_id: UUID = refers_to("vacancy")
    first_advisor_id: UUID
    second_advisor_id: UUID
    track: str = one_of(Track, name="track")
    starts_on: date
    stay_organisation_id: UUID | None = refers_to("organisation", optional=True)
    stay_from: date | None = None
    stay_months: int = Field(default=0, sa_column_kwargs=_default(0))
    field_one: str = words(limit=200, name="field_one")
    field_two: str = words(limit=200, name="field_two")
    language: str = Field(default="en", sa_column_kwargs=_default("en"))
    body: str = words(limit=20_000, name="body")
    body_sha256: str | None = None
    state: str = one_of(IntentState, IntentState.draft, name="state")


class Party(StrEnum):
    candidate = "candidate"
    first_advisor = "first_advisor"
    second_advisor = "second_advisor"


class IntentSignature(Record, table=True):
    """A typed name under a letter, with the digest of what was signed. Kept for ever as it was written."""

    __tablename__ = "intent_signature"
    __table_args__ = (UniqueConstraint("letter_id", "party"),)

    letter_id: UUID = part_of("letter_of_intent")
    application_id: UUID = refers_to("application")
    party: str = one_of(Party, name="party")
    signed_name: str = words(limit=500, at_least=1, name="signed_name")
    signed_at: datetime = instant(default="now()")
    body_sha256: str = ""


class TrackKey(StrEnum):
    academic_countries = "academic_countries"
    academic_stay_months = "academic_stay_months"
    industry_stay_months = "industry_stay_months"
    interdisciplinary_fields = "interdisciplinary_fields"
    european_countries = "european_countries"


ALL_KEYS = ", ".join(f"'{key}'" for key in TrackKey)


class TrackRule(RuleVersion, table=True):
    """What a track asks. `value` is a number (months, countries, fields); `countries` the ISO 3166-1 codes that count as
    European.
    """

    __tablename__ = "track_rule"
    __table_args__ = (
        *promises("track_rule"),
        CheckConstraint(f"key in ({ALL_KEYS})", name="known"),
        CheckConstraint("num_nonnulls(value, countries) = 1 and (key = 'european_countries') = (countries is not null)", name="one"),
        CheckConstraint("value between 0 and 60", name="value_range"),
        CheckConstraint("array_to_string(countries, ',', '?') ~ '^[A-Z]{2}(,[A-Z]{2})*$'", name="countries"),
    )  # fmt: skip

    value: int | None = None
    countries: list[str] | None = Field(default=None, sa_column=Column(ARRAY(TEXT), nullable=True))
