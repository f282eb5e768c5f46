"""What the program knows of an identity provider before it speaks with it, and how speaking can fail."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode


class ProviderUnreachable(Exception):
    """The provider does not answer; other providers keep working."""


class SignInRefused(Exception):
    """The provider answered, but not in a way that may be trusted. The message is for the log: no personal data."""


@dataclass(frozen=True)
class Provider:
    """What the flow needs of an identity provider's row."""

    key: str
    issuer: str
    client_id: str
    scopes: str = "openid profile email"
    client_authentication: str = "none"
    client_secret_ref: str | None = None
    allowed_tenants: tuple[str, ...] = ()

    @property
    def client_secret(self) -> str | None:
        """Secrets stay outside the database: the row names POLDER_SECRET_<ref>, or POLDER_SECRET_<ref>_FILE."""
        if self.client_authentication == "none" or self.client_secret_ref is None:
            return None
        name = f"POLDER_SECRET_{self.client_secret_ref}"
        if name in os.environ:
            return os.environ[name]
        if file := os.environ.get(f"{name}_FILE"):
            return Path(file).read_text().strip()
        raise ProviderUnreachable(f"{name} is not set")


def logout_url(endpoint: str, provider: Provider, base_url: str) -> str:
    """Where to send a browser that wants the provider's own session to end too."""
    query = urlencode({"client_id": provider.client_id, "post_logout_redirect_uri": f"{base_url}/signed-out"})
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"
