"""One number a rule, in versions."""

from collections.abc import Mapping
from enum import StrEnum

from polder.kernel.record import cents
from polder.kernel.versions import Figure, Measure, RuleVersion, figures, promises


class HiringKey(StrEnum):
    retention_days = "retention_days"  # after the decision
    consent_days = "consent_days"  # after it, with consent
    consent_ask_days = "consent_ask_days"  # before consent ends, to be asked again
    erasure_alone_days = "erasure_alone_days"  # after its list, without a second person; none: never
    diversity_least = "diversity_least"  # people in an aggregate
    vacancy_open_days = "vacancy_open_days"  # least, from publication to the deadline
    alert_unconfirmed_days = "alert_unconfirmed_days"
    letter_second_look = "letter_second_look"  # above so many recipients the list is confirmed first
    meeting_quorum = "meeting_quorum"  # of those who judge
    milestone_days = "milestone_days"  # ahead, to be reminded of a milestone
    select_after_deadline = "select_after_deadline"  # nobody is selected or made an offer before
    match_after_eligibility = "match_after_eligibility"  # no round of a call is solved before
    review_reminder_days = "review_reminder_days"  # before the day by which to review; without one, after being asked
    interview_reminder_hours = "interview_reminder_hours"  # before it begins, to the candidate and the panel
    stay_days = "stay_days"  # before a stay begins, to be reminded that it is not confirmed


FIGURES: Mapping[str, Figure] = {
    HiringKey.retention_days: Figure(Measure.days, 1, 366),
    HiringKey.consent_days: Figure(Measure.days, 28, 366),  # asked again every year
    HiringKey.consent_ask_days: Figure(Measure.days, 7, 90),
    HiringKey.erasure_alone_days: Figure(Measure.days, 1, 30),
    HiringKey.diversity_least: Figure(Measure.number, 10, 1000),
    HiringKey.vacancy_open_days: Figure(Measure.days, 0, 180),
    HiringKey.alert_unconfirmed_days: Figure(Measure.days, 1, 60),
    HiringKey.letter_second_look: Figure(Measure.number, 1, 1000),
    HiringKey.meeting_quorum: Figure(Measure.basis_points, 2_500, 10_000),
    HiringKey.milestone_days: Figure(Measure.days, 1, 90),
    HiringKey.stay_days: Figure(Measure.days, 1, 366),
    HiringKey.select_after_deadline: Figure(Measure.yes_no, 0, 1),
    HiringKey.match_after_eligibility: Figure(Measure.yes_no, 0, 1),
    HiringKey.review_reminder_days: Figure(Measure.days, 1, 60),
    HiringKey.interview_reminder_hours: Figure(Measure.hours, 1, 336),
}


class HiringRule(RuleVersion, table=True):
    """Its key says what the value is measured in."""

    __tablename__ = "hiring_rule"
    __table_args__ = (*promises("hiring_rule"), *figures("hiring_rule", FIGURES))

    value: int = cents(name="value", least=None)
