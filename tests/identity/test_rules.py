"""The pure rules of signing in, by example and by property."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polder.identity import rules

HOST = "https://polder.example"
HOSTILE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example", "https://evil.example",
    "https:evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "\t//evil.example",
    " //evil.example", "/%2f/evil.example", "/%5cevil.example", "/%5Cevil.example", "/%09/evil.example", "/\x00", "/a\r\nSet-Cookie: a=b",
    "/\u2028/evil.example", "/admin\\..\\evil", "/．．//evil.example", "@evil.example", ".evil.example", "?x", "#x", "",
    "/" + "a" * 3000, "/ü", "data:text/html,x", "http:///evil.example", "/ /evil.example",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_addresses_to_return_to_become_the_start_page(hostile: str) -> None:
    assert rules.own_path(hostile) == rules.START


@pytest.mark.parametrize(
    "own", ["/", "/admin/", "/admin/#/accounts?page=2", "/careers/V-2026-014?language=nl", "/a:b@c"]
)
def test_own_paths_are_kept(own: str) -> None:
    assert rules.own_path(own) == own


@given(st.one_of(st.text(), st.text(alphabet="/\\.:@%#?\t\r\n 25cfCFeil", max_size=20).map(lambda t: "/" + t)))
@example("/\\evil.example")
def test_whatever_comes_in_a_browser_stays_at_our_host(text: str) -> None:
    path = rules.own_path(text)
    # as browsers read it (URL standard): tabs and line ends vanish, a backslash is a slash
    as_read = path.replace("\t", "").replace("\n", "").replace("\r", "").strip().replace("\\", "/")
    assert urlsplit(urljoin(HOST, as_read)).netloc == "polder.example"
    assert path.isascii()
    assert path.isprintable()


def test_a_profile_takes_what_arrives_and_never_fails() -> None:
    cases = [
        ({"name": "Ada", "email": "a@b.nl", "locale": "nl-NL"}, ("Ada", "a@b.nl", "nl")),
        ({"name": "Ada", "locale": "en_GB"}, ("Ada", None, "en")),
        ({"name": "Ada", "locale": "fr"}, ("Ada", None, None)),
        ({"given_name": "Ada", "family_name": "Lovelace"}, ("Ada Lovelace", None, None)),
        ({"given_name": None, "family_name": "陈"}, ("陈", None, None)),
        ({"email": ["", "first@b.nl", "second@b.nl"]}, ("first@b.nl", "first@b.nl", None)),
        ({"name": "  ", "preferred_username": "ada"}, ("ada", None, None)),
        ({"name": 7, "email": {"a": 1}}, ("?", None, None)),
        ({}, ("?", None, None)),
        ({"given_name": "\x00", "family_name": "\x00陈"}, ("陈", None, None)),
        ({"displayName": "A\x00da"}, ("Ada", None, None)),
    ]
    for claims, expected in cases:
        assert rules.profile(claims, {"name": "displayName"} if "displayName" in claims else {}) == expected


json = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c), max_leaves=5)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["name", "email", "given_name", "family_name", "locale"]), json))
def test_any_claims_make_a_profile_that_the_database_takes(claims: dict[str, object]) -> None:
    name, email, language = rules.profile(claims, {})
    assert 1 <= len(name) <= 500
    assert email is None or 1 <= len(email) <= 320
    assert "\x00" not in name + (email or "")
    assert language in ("nl", "en", None)


def test_a_condition_holds_when_every_claim_has_one_of_its_values() -> None:
    claims = {"affiliation": ["employee", "member"], "home": "uva.nl", "n": 3}
    assert rules.holds(claims, {})
    assert rules.holds(claims, {"affiliation": ["employee"], "home": ["vu.nl", "uva.nl"]})
    assert rules.holds(claims, {"n": ["3"]})
    assert not rules.holds(claims, {"affiliation": ["employee"], "home": ["vu.nl"]})
    assert not rules.holds(claims, {"absent": ["x"]})
    assert not rules.holds(claims, {"affiliation": []})


def test_a_subject_is_the_providers_word_or_entras_tenant_and_object() -> None:
    assert rules.subject({"sub": "abc"}, per_tenant=False) == "abc"
    assert rules.subject({"sub": "abc", "tid": "t", "oid": "o"}, per_tenant=True) == "t:o"
    with pytest.raises(KeyError):
        rules.subject({"sub": "abc", "tid": "t"}, per_tenant=True)
