"""Who sees and sets the numbers of hiring."""

from importlib.resources import files

from polder.hiring.house_rules.lifecycle import CONFIRM, WRITE
from polder.kernel import versions
from polder.kernel.access import Access, may
from polder.kernel.words import Words

READ = "hiring_rule.read"
LATER = (
    "select_after_deadline",
    "match_after_eligibility",
    "meeting_quorum",  # a higher bound
    "review_reminder_days",
    "interview_reminder_hours",
)  # checks that came, or changed, after the release
ACCESS = Access(
    permissions={
        READ: Words(nl="regels voor werving zien", en="see rules of hiring"),
        WRITE: Words(nl="regels voor werving voorstellen", en="propose rules of hiring"),
        CONFIRM: Words(nl="regels voor werving bevestigen", en="confirm rules of hiring"),
    },
    holds={
        "hr_officer": [READ, WRITE, CONFIRM],
        "privacy_officer": [READ, WRITE, CONFIRM],
        "director": [READ, CONFIRM],
        "auditor": [READ],
        "system": [READ, WRITE, CONFIRM],
    },
    later_checks={"hiring_rule": ("known", *LATER)},
    policies=versions.policies("hiring_rule", may(READ), WRITE, CONFIRM),
    sql=versions.trigger("hiring_rule") + files(__package__).joinpath("sql/house_rules.sql").read_text(),
)
