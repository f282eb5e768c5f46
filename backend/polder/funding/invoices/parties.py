"""Who sends and who gets an invoice, as it is written down when the invoice is validated."""

from typing import Any

from polder.kernel.settings import Settings

NEEDED = ("street", "postal_code", "city", "iban", "bic")
KVK, OIN = "0106", "0190"  # electronic address schemes (Peppol EAS)


def seller(settings: Settings) -> dict[str, str | None]:
    """The institute as its settings name it."""
    names = ("street", "postal_code", "city", "country", "kvk", "oin", "vat_number", "iban", "bic", "email", "phone")
    return {"name": settings.institute_name, **{name: getattr(settings, f"institute_{name}") for name in names}}


def missing(found: dict[str, str | None]) -> list[str]:
    """The settings without which the institute can send no invoice."""
    names = [name for name in NEEDED if not found[name]]
    if not found["kvk"] and not found["oin"]:
        names.append("kvk")
    return [f"POLDER_INSTITUTE_{name.upper()}" for name in names]


BUYER = """
select b.legal_name as name, b.street, b.postal_code, b.city, b.country_code as country, b.kvk, b.oin, b.peppol_id, b.contact_name,
  b.email from billing_detail b where b.organisation_id = :funder
"""


def address(party: dict[str, Any]) -> tuple[str, str]:
    """(scheme, number) by which the network of e-invoices knows a party."""
    if party.get("peppol_id"):
        scheme, _, number = party["peppol_id"].partition(":")
        return scheme, number
    return (OIN, party["oin"]) if party["oin"] else (KVK, party["kvk"])


def registration(party: dict[str, Any]) -> tuple[str, str] | None:
    """(scheme, number) of the legal entity; None for a foreign party that is known by its Peppol ID alone."""
    if party["oin"]:
        return OIN, party["oin"]
    return (KVK, party["kvk"]) if party["kvk"] else None
