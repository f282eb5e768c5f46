"""What an applicant types, as it is kept; or a sentence on how to mend it."""

from polder.hiring import rules
from polder.kernel import problems
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.texts import shows_something
from polder.kernel.words import Words
from polder.partners.rules import orcid

LIMITS = {"name": 500, "phone": 50, "orcid": 60, "motivation": 20_000}  # characters


ORCID_WRONG = problems.FieldProblem(
    "orcid", Words(nl="Dit ORCID iD klopt niet.", en="This ORCID iD is not right."),
    Words(nl="Schrijf het als 0000-0002-1825-0097.", en="Write it as 0000-0002-1825-0097."),
)  # fmt: skip


def person_name(text: str) -> str:
    name = rules.one_line(text)
    if not shows_something(name) or len(name) > LIMITS["name"]:
        raise problems.invalid_field(
            "name", Words(nl="Uw naam ontbreekt of is te lang.", en="Your name is missing or too long."),
            Words(nl="Schrijf uw naam zoals u hem gebruikt.", en="Write your name as you use it."),
        )  # fmt: skip
    return name


def email(text: str) -> str:
    found = mail_address(text)
    if found is None:
        raise problems.invalid_field("email", NO_ADDRESS, LIKE_THIS)
    return found[:320]


def who(name: str, address: str) -> tuple[str, str]:
    """Name and e-mail address as they are kept; every one of the two that needs mending is named at once."""
    found: list[str] = []
    wrong: list[problems.FieldProblem] = []
    for rule, text in ((person_name, name), (email, address)):
        try:
            found.append(rule(text))
        except problems.Problem as problem:
            wrong += problem.errors
    if wrong:
        raise problems.invalid(*wrong)
    return found[0], found[1]


def phone(text: str) -> str | None:
    found = rules.one_line(text)
    if len(found) > LIMITS["phone"]:
        raise problems.invalid_field(
            "phone", Words(nl="Dit telefoonnummer is te lang.", en="This telephone number is too long."),
            Words(nl="Schrijf één nummer, hoogstens 50 tekens.", en="Write one number, at most 50 characters."),
        )  # fmt: skip
    return found or None


def one_orcid(text: str) -> str | None:
    if not text.strip():
        return None
    found = orcid(text)
    if found is None:
        raise problems.invalid(ORCID_WRONG)
    return found


def motivation(text: str) -> str:
    text = rules.clean(text.replace("\r\n", "\n"))
    if len(text) > LIMITS["motivation"]:
        raise problems.invalid_field(
            "motivation", Words(nl="De motivatie is te lang.", en="The motivation is too long."),
            Words(nl="Hoogstens 20.000 tekens.", en="At most 20,000 characters."),
        )  # fmt: skip
    return text
