"""Where applicants come from: a link names a place, which comes along to the application and is counted."""

import re
from datetime import timedelta

import httpx
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.careers.rules import VIAS, via, via_of
from tests.hiring.applicant import Applicant
from tests.support.days import today
from tests.support.world import World

PAGE = {"accept": "text/html", "accept-language": "en"}
HOSTILE = (
    '"><script>x</script>',
    "a\x00b",
    "x" * 41,
    "é",
    "--",
    "import",
    "a b",
    "%0d%0aSet-Cookie: x",
    "' or 1=1",
    "\ue000",
)


@given(st.text(max_size=60))
def test_whatever_a_link_says_names_a_plain_place_or_none(text: str) -> None:
    assert re.fullmatch("[a-z0-9-]{0,40}", via(text))
    assert via(via(text)) == via(text)
    named = via_of(text)
    assert via(named) == named


def test_a_name_of_a_table_is_the_place_that_the_link_names() -> None:
    said = {
        "EURAXESS": "euraxess",
        "NeurIPS (conference)": "neurips-conference",
        "  Café Noir ": "cafe-noir",
        "智能": "",
        "y" * 41: "",
    }
    assert {name: via_of(name) for name in said} == said
    assert all(via(name) == name for name in VIAS)


async def get(client: httpx.AsyncClient, path: str, **params: str) -> httpx.Response:
    answer = await client.get(path, params=params, headers=PAGE)
    assert answer.status_code == 200, answer.text
    return answer


async def test_a_place_comes_along_from_any_page_to_the_application_and_is_counted(world: World) -> None:
    client, vacancy = world.client(), await world.vacancy()
    reference = vacancy["reference"]
    path = f"/careers/{reference}"
    plain = await get(client, path)
    assert "via=" not in plain.text.replace("via=posting", "")
    assert "\ue000" not in plain.text
    assert "link" not in plain.headers
    kept = len(world.app.state.kept_pages)
    for name in ("LinkedIn", *(f"place-{n}" for n in range(30))):
        page = await get(client, path, via=name)
        assert page.text.count(f"/apply?via={name.lower()}") == 2
        assert f"?language=nl&amp;via={name.lower()}" in page.text
        assert page.headers["link"] == f'<https://polder.test{path}>; rel="canonical"'
        assert "set-cookie" not in page.headers
    for name in HOSTILE:
        page = await get(client, path, via=name)
        assert page.text == plain.text, name
        assert "link" not in page.headers
    assert len(world.app.state.kept_pages) == kept, "one page is kept for all of them"
    listed = (await get(client, "/careers", via="mail")).text
    assert (f'href="{path}?via=mail"' in listed, "\ue000" in listed) == (True, False)
    found = (await get(client, "/careers", via="mail", q="PhD")).text
    assert '<input type="hidden" name="via" value="mail">' in found

    form = (await get(client, f"{path}/apply", via="linkedin")).text
    fields = dict(re.findall(r'name="(nonce|key|via)" value="([^"]+)"', form))
    assert fields["via"] == "linkedin"
    for typed in (
        {"then": "language", "name": "Ada", "email": ""},
        {"name": "Ada", "email": "nowhere"},
    ):  # it comes back
        again = await client.post(f"{path}/apply", data={**fields, **typed}, headers=PAGE)
        assert '<input type="hidden" name="via" value="linkedin">' in again.text
    for number, name in enumerate(("linkedin", "LinkedIn", "euraxess", None, *HOSTILE)):
        one = await Applicant.begin(world, reference, f"Ada {number}", via=name)
        assert one is not None, name
        if number < 5:
            await one.submit()
    assert world.sql("select via, count(*) from application group by via order by via nulls last") == [
        ("euraxess", 1), ("linkedin", 2), (None, len(HOSTILE) + 1),
    ]  # fmt: skip
    # a form that was tampered with begins all the same
    bad = await client.post(
        f"{path}/apply", data={**fields, "name": "Eve", "email": "eve@example.org", "via": "<b>"}, headers=PAGE
    )
    assert bad.status_code == 303
    assert world.sql("select via from application where name = 'Eve'") == [(None,)]
    (one,) = world.sql("select id from application where name = 'Ada 2'")
    for change, said in (("via = 'mail'", "source_kept"), ("source = 'import'", "source_kept")):
        with pytest.raises(psycopg.Error, match=said):
            world.sql(f"update application set {change} where id = %s", *one)

    hr = world.people["hr"]
    table = "Naam,E-mail,Bron\nBea,bea@example.org,NeurIPS 2026\nCem,cem@example.org,\n"
    path = f"/applications/import-table?vacancy_id={vacancy['id']}&preview="
    seen = (await hr.post(f"{path}true", files={"file": ("a.csv", table.encode())})).json()
    assert seen["columns"]["via"] == "Bron"
    assert (await hr.post(f"{path}false", files={"file": ("a.csv", table.encode())})).json()["imported"] == 2
    refused = (await hr.post(f"{path}true", files={"file": ("b.csv", b"Naam,Bron\nDee,???\n")})).json()["refusals"]
    assert [(one["field"], one["problem"]["en"]) for one in refused] == [("via", "This names no place.")]

    (someone,) = world.sql("select id from application where name = 'Ada 0'")
    assert (await hr.move("applications", str(someone[0]), "mark_eligible")).status_code == 200
    assert "via" not in (await hr.get(f"/applications/{someone[0]}")).json(), "no ground to judge by"
    report = (
        await hr.get(f"/hiring-report?from={today() - timedelta(days=1)}&until={today() + timedelta(days=1)}")
    ).json()
    assert [(s["source"], s["label"] and s["label"]["nl"], s["reached"]["submitted"], s["reached"]["eligible"]) for s in report["sources"]] == [
        ("direct", "rechtstreeks of onbekend", 2, 0), ("linkedin", None, 2, 1), ("euraxess", "EURAXESS", 1, 0),
        ("import", "ingelezen", 1, 0), ("neurips-2026", None, 1, 0),
    ]  # fmt: skip
