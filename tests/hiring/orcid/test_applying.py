"""Applying by ORCID: begin, confirm and come back; and every way it must not."""

import re

from tests.hiring.orcid.conftest import NORA, YUSUF, Scholar, orcid_of, path_of


async def test_somebody_begins_by_orcid_comes_back_without_a_link_and_is_known_when_they_apply_twice(scholar: Scholar) -> None:  # fmt: skip
    world = scholar.house.world
    vacancy = await world.vacancy()
    form = await scholar.off(
        f"/careers/{vacancy['reference']}/apply/orcid", NORA, {"name": "", "email": "nora@example"}
    )
    assert path_of(form) == f"/careers/{vacancy['reference']}/apply"
    assert f"<strong>{NORA}</strong>" in form.text
    name, email = (re.search(f'name="{one}" value="([^"]*)"', form.text)[1] for one in ("name", "email"))  # type: ignore[index]
    assert (name, email) == ("Nora Lindqvist", "nora@example")  # ORCID's name, and what was typed before
    own = await scholar.browser.submit(form, email="nora@example.org")
    assert path_of(own) == "/apply"
    assert "confirmed by ORCID" in own.text
    assert world.sql("select a.orcid, o.orcid, o.name, a.email from application a join verified_orcid o on o.application_id = a.id") == [
        (NORA, NORA, "Nora Lindqvist", "nora@example.org")]  # fmt: skip
    assert world.sql("select template, to_address from mail") == [("application_link", "nora@example.org")]

    # another browser, no link: ORCID opens the one application
    other = Scholar(scholar.house)
    assert path_of(await other.off("/apply/orcid/return", NORA)) == "/apply"
    # the same person, another mail, the same vacancy: told, not kept from it; and proposed to HR as one person
    again = await other.off(f"/careers/{vacancy['reference']}/apply/orcid", NORA)
    assert "You have applied here already." in again.text
    second = await other.browser.go(
        again.url, dict(dict_of(again)) | {"name": "N. Lindqvist", "email": "nl@example.net"}
    )
    assert path_of(second) == "/apply"
    for one in (scholar, other):
        page = await one.at("/apply")
        fields = dict(re.findall(r'<input type="hidden" name="(csrf|version|orcid)" value="([^"]+)"', page.text))
        done = await one.at("/apply/save", {**fields, "name": "N", "motivation": "Because.", "then": "submit"})
        assert "Submitted on" in done.text, done.text
    pairs = (await world.people["hr"].get(f"/vacancies/{vacancy['id']}/duplicates")).json()["data"]
    assert [(pair["grounds"], pair["same_vacancy"]) for pair in pairs] == [(["name", "orcid"], True)]

    # two to choose from
    third = Scholar(scholar.house)
    chosen = await third.off("/apply/orcid/return", NORA)
    assert path_of(chosen) == "/apply/orcid/mine"
    ids = re.findall(r'name="application" value="([^"]+)"', chosen.text)
    assert len(ids) == 2
    assert path_of(await third.at("/apply/orcid/mine", {"application": ids[1]})) == "/apply"
    spent = await third.at("/apply/orcid/mine", {"application": ids[0]})  # a proof opens one
    assert (path_of(spent), spent.status) == ("/apply/orcid/mine", 422)
    nobody = await third.off("/apply/orcid/return", YUSUF)
    assert "No application belongs to this ORCID iD." in nobody.text


def dict_of(page: object) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(nonce|key|orcid)" value="([^"]+)"', page.text))  # type: ignore[attr-defined]


_ = orcid_of
