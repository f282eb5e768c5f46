"""E-mail addresses that people type."""

from email_validator import EmailNotValidError, validate_email

from polder.kernel.words import Words

NO_ADDRESS = Words(nl="Dit is geen e-mailadres.", en="This is not an e-mail address.")
LIKE_THIS = Words(nl="Schrijf het als naam@voorbeeld.nl.", en="Write it as name@example.org.")


def mail_address(text: str) -> str | None:
    """The address as it is written to (RFC 5321), or None where the text is none. No name server is asked."""
    try:
        return str(validate_email(text.strip(), check_deliverability=False).normalized)
    except EmailNotValidError:
        return None


def mailbox(address: str) -> str:
    """Whose letters these are, for counting: without capitals, and without what follows a plus (RFC 5233)."""
    local, _, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
