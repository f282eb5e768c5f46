"""Outside material of identity: discovery documents and key sets of large providers, attributes of the federation."""

import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from polder.identity import rules
from polder.identity.metadata import check_document, key_set
from polder.identity.provider import SignInRefused
from tests.conformance.material import path

OIDC = "identity/oidc"


def read(name: str) -> Any:
    return json.loads(path(f"{OIDC}/{name}").read_text(encoding="utf-8-sig"))


# In the material, keys lie beside the document.
KEYS = {"jwks_uri": "https://login.windows.net/common/discovery/keys"}


def test_discovery_documents_are_believed_only_for_the_issuer_that_they_name() -> None:
    entra = {**read("OpenIdConnectMetadata.json"), **KEYS}
    check_document(entra["issuer"], entra)
    for other in ("https://evil.example", entra["issuer"] + "x", entra["issuer"].rstrip("/") + "/other"):
        with pytest.raises(SignInRefused):
            check_document(other, entra)
    # an old document of Google's names its issuer without a scheme, against OpenID Connect Discovery 1.0, section 3
    with pytest.raises(SignInRefused):
        check_document("https://accounts.google.com", read("google-openid-configuration.json"))
    # keys that do not come over TLS are worth nothing
    with pytest.raises(SignInRefused, match="jwks_uri"):
        check_document(read("OpenIdConnectMetadataEnd2End.json")["issuer"], read("OpenIdConnectMetadataEnd2End.json"))


def test_a_templated_issuer_is_believed_at_its_own_host_only() -> None:
    entra = {
        **read("OpenIdConnectMetadata.json"),
        **KEYS,
        "issuer": "https://login.microsoftonline.com/{tenantid}/v2.0",
    }
    check_document("https://login.microsoftonline.com/organizations/v2.0", entra)
    with pytest.raises(SignInRefused):
        check_document("https://login.evil.example/organizations/v2.0", entra)


def test_a_published_key_set_is_read_and_a_broken_one_refused() -> None:
    published = read("JsonWebKeySet.json")
    keys = key_set(published)
    assert {key.kid for key in keys} == {key["kid"] for key in published["keys"]}
    with pytest.raises(SignInRefused, match="broken"):
        key_set(read("JsonWebKeySetBadBase64Data.json"))
    for wrong in ({}, {"keys": []}, {"keys": None}, [], None, {"keys": ["x"]}, {"keys": [{"kty": "RSA", "n": "AQAB"}]}):
        with pytest.raises(SignInRefused):
            key_set(wrong)


def test_a_key_of_a_kind_that_we_do_not_know_is_passed_over() -> None:
    published = read("JsonWebKeySet.json")
    more = [{"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"}, {"kty": "oct", "k": "AAAA"}, {**published["keys"][0], "use": "enc"}]  # fmt: skip
    assert len(key_set({"keys": [*more, *published["keys"]]}).keys) == len(published["keys"])


NAMESPACE = "{urn:oasis:names:tc:SAML:2.0:assertion}"
# How the federation's gateway names SAML attributes as OpenID Connect claims.
CLAIMS = {
    "displayName": "name", "givenName": "given_name", "sn": "family_name", "mail": "email", "uid": "uids",
    "eduPersonAffiliation": "eduperson_affiliation", "schacHomeOrganization": "schac_home_organization",
    "eduPersonPrincipalName": "eduperson_principal_name", "preferredLanguage": "locale",
}  # fmt: skip


def claims_in(name: str) -> dict[str, Any]:
    """The attributes of a real answer as claims; one value as text, several as a list."""
    found: dict[str, Any] = {}
    tree = ElementTree.fromstring(path(f"identity/surfconext/responses/{name}").read_bytes())
    for attribute in tree.iter(f"{NAMESPACE}Attribute"):
        short = (attribute.get("Name") or "").rpartition(":")[2]
        values = [value.text or "" for value in attribute.iter(f"{NAMESPACE}AttributeValue")]
        if short in CLAIMS and values:
            found[CLAIMS[short]] = values[0] if len(values) == 1 else values
    return found


@pytest.mark.parametrize("name", ["uva.xml", "radboud.xml", "zuyd.xml", "adfsSuccess.xml", "everettResponseSign.xml"])
def test_real_answers_of_institutions_make_a_profile_whatever_they_leave_out(name: str) -> None:
    claims = claims_in(name)
    shown, email, language = rules.profile(claims, {})
    assert shown
    if "email" in claims:
        first = claims["email"][0] if isinstance(claims["email"], list) else claims["email"]
        assert email == first.strip()
    assert language in ("nl", "en", None)


def test_a_rule_on_affiliation_reads_one_and_several_values() -> None:
    several = [claims for name in ("uva.xml", "radboud.xml", "zuyd.xml") if (claims := claims_in(name)).get("eduperson_affiliation")]  # fmt: skip
    assert several
    for claims in several:
        value = claims["eduperson_affiliation"]
        for one in value if isinstance(value, list) else [value]:
            assert rules.holds(claims, {"eduperson_affiliation": [one, "nothing"]})
        assert not rules.holds(claims, {"eduperson_affiliation": ["nothing"]})


def test_the_claims_that_we_read_are_in_the_federations_catalogue() -> None:
    catalogue = json.loads(path("identity/surfconext/attributes.json").read_text())
    names = {key.rpartition(":")[2] for key in catalogue}
    assert {"displayName", "mail", "eduPersonAffiliation", "schacHomeOrganization"} <= names
