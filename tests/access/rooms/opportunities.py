"""Opportunities and the figures of grants: read by whoever looks for money, kept by the grants officer."""

from typing import TYPE_CHECKING

from tests.access.audiences import WITH_ACCOUNT
from tests.access.shape import API, Row, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House


def both(names: str) -> Scope:
    return Scope(who(names), who(names))


INVOLVED = "grants_officer principal_investigator researcher director"
READERS = both(f"{INVOLVED} controller auditor")
OFFICER = both("grants_officer")
WATCHERS = both(f"{INVOLVED} controller")
MATCHERS = both(INVOLVED)
THEMERS = both("grants_officer director")
FIGURES = both("grants_officer controller director auditor")
PROPOSERS = both("grants_officer controller")
SEES: dict[str, Scope] = {
    **dict.fromkeys(("opportunities", "opportunity-deadlines", "themes"), READERS),
    "opportunity-imports": both("grants_officer director auditor privacy_officer"),
    "grant-figures": Scope(who("grants_officer controller director auditor")),
}
TABLES = {
    "opportunities": "opportunity", "opportunity-deadlines": "opportunity_deadline", "themes": "theme",
    "opportunity-imports": "opportunity_import", "grant-figures": "grant_figure",
}  # fmt: skip
OPEN: dict[tuple[str, str], tuple[int, str]] = {
    ("GET", "/calendar/deadlines/{secret}.ics"): (404, "by a link that its owner made, until it is withdrawn"),
}
OPPORTUNITY = {"title": "X", "funder_name": "X"}
FIGURE = {"key": "notice_days", "name_nl": "X", "name_en": "X", "source": "X", "valid_from": "2027-01-01", "value": 30}
MINE = Scope(WITH_ACCOUNT - {"token"})
FIGURERS = Scope(PROPOSERS.own)
ROWS: list[Row] = [
    *listed("opportunities", READERS, timeline=True),
    create("/opportunities", OFFICER, 201, body=OPPORTUNITY),
    create("/opportunities/import", OFFICER, 422, body="file"),
    write("PATCH", "/opportunities/{id}", "opportunities", OFFICER, 200, body={"programme": "X"}),
    write("POST", "/opportunities/{id}/moves/restore", "opportunities", OFFICER, 409, body={"reason": None}),
    write("PUT", "/opportunities/{id}/watch", "opportunities", WATCHERS, 200),
    write("DELETE", "/opportunities/{id}/watch", "opportunities", READERS, 200),  # also who may watch no more
    write("PUT", "/opportunities/{id}/themes/{theme_id}", "opportunities", MATCHERS, 200, fresh="theme"),
    write("DELETE", "/opportunities/{id}/themes/{theme_id}", "opportunities", MATCHERS, 200, fresh="match"),
    *listed("opportunity-deadlines", READERS, shown=False),
    *listed("opportunity-imports", SEES["opportunity-imports"]),
    *listed("themes", READERS),
    create("/themes", THEMERS, 201, body={"name_nl": "Gemaakt {n}", "name_en": "Made {n}"}),
    write("PATCH", "/themes/{id}", "themes", THEMERS, 200, body={"keywords": "X"}),
    Row("GET", f"{API}/opportunity-choices", "part", note="of what the asker sees"),
    Row("GET", f"{API}/opportunity-repairs", "part", note="nothing for others than a grants officer"),
    create("/opportunity-repairs", OFFICER, 404, body={"records": [{"id": "{absent}", "version": 1}]}),
    Row("GET", f"{API}/own-deadlines", "part", note="one's own link"),
    create("/own-deadlines/calendar-link", Scope(WATCHERS.own), 201, body={}),
    Row("DELETE", f"{API}/own-deadlines/calendar-link", "self", None, MINE, (204,)),
    *listed("grant-figures", SEES["grant-figures"], timeline=True),
    create("/grant-figures", FIGURERS, 201, body=FIGURE),
    write("PATCH", "/grant-figures/{id}", "grant-figures", FIGURERS, 200, body={"name_en": "Y"}),
    write("POST", "/grant-figures/{id}/moves/withdraw", "grant-figures", FIGURERS, 422, body={"reason": None}),
]  # fmt: skip


def furnish(house: "House") -> None:
    put = house.shared
    for data in ("own", "foreign"):
        made = put["opportunities", data] = str(house._insert("opportunity", title=f"Call {data}", funder_name="X"))
        put["opportunity-deadlines", data] = str(
            house._insert("opportunity_deadline", opportunity_id=made, due_on="2099-01-01")
        )
        put["themes", data] = theme(house, data)
        put["opportunity-imports", data] = str(house._insert(
            "opportunity_import", source="nwo", file_name="X", sha256="x", rows=0, added=0, changed=0, known=0, refused=0,
            broken=0, incomplete=0))  # fmt: skip
    put["grant-figures", "own"] = str(house.sql("select id from grant_figure where key = 'notice_days'"))


def theme(house: "House", name: str) -> str:
    return str(house._insert("theme", name_nl=name, name_en=name, keywords=""))


def _theme(house: "House", data: str, audience: str) -> dict[str, str]:
    return {"id": house.shared["opportunities", data], "theme_id": house.shared["themes", "own"]}


def _match(house: "House", data: str, audience: str) -> dict[str, str]:
    found = house.shared["opportunities", data]
    made = theme(house, f"fresh {next(house.numbers)}")
    house._insert("opportunity_theme", opportunity_id=found, theme_id=made)
    return {"id": found, "theme_id": made}


FRESH = {"theme": _theme, "match": _match}
