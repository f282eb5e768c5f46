"""The screens that grant roles ask which roles there are, and find accounts by a few letters."""

from tests.support.world import World


async def test_the_catalogue_says_in_both_languages_what_each_role_allows(world: World) -> None:
    anna = await world.person("anna", "hr_officer")
    found = (await anna.get("/roles")).json()
    officer = next(role for role in found["roles"] if role["name"] == "hr_officer")
    assert officer["title"] == {"nl": "HR-medewerker", "en": "HR officer"}
    held = set((await anna.get("/me")).json()["permissions"])
    everyone = next(role for role in found["roles"] if role["name"] == "everyone")
    assert held == {*officer["permissions"], *everyone["permissions"]}
    titled = {permission["name"] for permission in found["permissions"]}
    assert {name for role in found["roles"] for name in role["permissions"]} <= titled
    assert {role["name"] for role in found["roles"]}.isdisjoint({"system", "public", "sign_in", "applicant"})


async def test_accounts_are_found_by_the_beginning_of_a_name_in_any_script_or_of_an_address(world: World) -> None:
    admin = await world.person("admin", "system_administrator")
    mei = await world.person("陈美玲")
    world.sql("update account set email = 'mei@polder.example' where id = %s", mei.account_id)
    for words in ("陈美", "mei@pol", "美玲"):
        assert [row["id"] for row in (await admin.get(f"/accounts?q={words}")).json()["data"]] == [mei.account_id], (
            words
        )
    assert (await mei.get("/accounts?q=admin")).json()["total"] == 0
