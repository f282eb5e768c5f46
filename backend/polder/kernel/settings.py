"""Settings from the environment, judged at start in sentences; secrets are never printed."""

import base64
import binascii
import os
from collections.abc import Mapping
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from stdnum.eu import vat

PREFIX = "POLDER_"
SUPERUSER = "POLDER_SUPERUSER_DATABASE_URL"
# Read by commands, not by the application: where `demo` keeps its data, how `serve` listens, who prepares a server.
OTHERS = {  # variable → default and meaning, as `variables` gives them
    "POLDER_DATA": (".polder", "where `polder demo` keeps its data"),
    "POLDER_HOST": ("127.0.0.1", "address on which `polder serve` listens"),
    "POLDER_PORT": ("8000", "port on which `polder serve` and `polder demo` listen"),
    "POLDER_PROCESSES": ("1", "web processes of `polder serve`"),
    "POLDER_PROXY": (
        "127.0.0.1",
        "where the reverse proxy asks from: only then does `polder serve` believe whom it asks for. Otherwise all visitors"
        " share one address, and so the limits on trying",
    ),
    SUPERUSER: ("", "a superuser's address of a new server, which `polder migrate` prepares"),
}
PROVIDER_SECRET = "POLDER_SECRET_"  # and a name that an identity provider's row refers to
LOCAL = ("127.0.0.1", "localhost", "::1")


class SettingsError(Exception):
    """One sentence per line: which variable, what is wrong, what to do."""


class Settings(BaseSettings):
    """Everything a process needs to know; each field is the variable POLDER_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    database_url: SecretStr = Field(description="PostgreSQL 18 or newer, as the role polder_app: postgresql://…")
    owner_database_url: SecretStr | None = Field(
        None, description="the same database as polder_owner, for `polder migrate`"
    )
    secret_key: SecretStr = Field(description="at least 32 characters; signs file links and form tokens")
    seal_key: SecretStr | None = Field(None, description="Ed25519 private key, 32 bytes in base64; signs audit seals")
    base_url: str = Field("http://127.0.0.1:8000", description="the address that people type")
    documents: str = Field("documents", description="where uploaded files lie: a folder, or s3://bucket/prefix")
    s3_endpoint_url: str | None = Field(None, description="for S3 servers other than Amazon's: https://…")
    s3_region: str | None = Field(None, description="region of the bucket; keys come from the usual AWS variables")
    smtp_url: SecretStr | None = Field(
        None, description="smtp://user:password@host:587 (STARTTLS), smtps://…, or outbox: mail is kept, not sent"
    )
    mail_from: str = Field("polder@localhost", description="sender of every mail")
    hiring_email: str | None = Field(None, description="where applicants ask; by default the sender of mail")
    institute_name: str = Field("Institute", min_length=1, description="as people read it on pages and in mail")
    institute_zone: str = Field("Europe/Amsterdam", description="time zone in which days begin and deadlines read")
    bank_schemas: Path | None = Field(
        None,
        description="folder of the official schemas of bank statements (camt.053.001.08.xsd …): what they find is a warning",
    )
    institute_street: str | None = Field(None, description="street and number, on invoices")
    institute_postal_code: str | None = Field(None, description="postal code, on invoices")
    institute_city: str | None = Field(None, description="town, on invoices")
    institute_country: str = Field("NL", pattern="^[A-Z]{2}$", description="country code of two letters, on invoices")
    institute_kvk: str | None = Field(None, description="number in the trade register: 8 digits; who sends an invoice")
    institute_oin: str | None = Field(
        None, description="number of a body of the State: 20 digits; instead of the KvK's"
    )
    institute_vat_number: str | None = Field(None, description="VAT number, such as NL001234567B01")
    institute_iban: str | None = Field(None, description="account on which contributions are paid")
    institute_bic: str | None = Field(None, description="BIC of the bank of that account")
    institute_email: str | None = Field(None, description="where funders ask about an invoice")
    institute_phone: str | None = Field(None, description="the same by telephone")
    invoice_rules: str | None = Field(
        None,
        description="folder with the official rules of e-invoices (Schematron) in peppol/ and nlcius/; needs polder[rules]",
    )
    demonstration: bool = Field(False, description="marks everything as invented; never in production")
    readers: int = Field(
        4,
        ge=1,
        le=200,
        description="connections for reading, per process; about two for each processor of the database is most at once",
    )
    writers: int = Field(10, ge=1, le=200, description="connections for writing, per process")
    statement_cache: int = Field(
        256, ge=0, le=10_000, description="prepared statements per connection; 0 behind a PgBouncer older than 1.21"
    )
    worker_in_process: bool = Field(False, description="run jobs inside the web process")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @property
    def ask_at(self) -> str:
        """The address to which letters refer who has a question."""
        return self.hiring_email or parseaddr(self.mail_from)[1]

    @field_validator("database_url", "owner_database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("must start with postgresql://")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < 32:
            raise ValueError("is too short: use at least 32 random characters (openssl rand -base64 32)")
        return value

    @field_validator("seal_key")
    @classmethod
    def _thirty_two_bytes(cls, value: SecretStr | None) -> SecretStr | None:
        try:
            if value is None or len(base64.b64decode(value.get_secret_value(), validate=True)) == 32:
                return value
        except (binascii.Error, ValueError):
            pass
        raise ValueError("is not 32 bytes in base64: make one with openssl rand -base64 32")

    @field_validator("smtp_url", mode="before")
    @classmethod
    def _mail_server(cls, value: Any) -> Any:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if text is None or text == "outbox":
            return None
        try:
            parts = urlsplit(text)
            understood = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            understood = False
        if not understood:
            raise ValueError("is no mail server: use smtp://host:587, smtps://host, or outbox to send nothing")
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, value: str) -> str:
        user, _, domain = parseaddr(value)[1].rpartition("@")
        if not user or not domain or "\n" in value or "\r" in value:
            raise ValueError("is no mail address: use polder@institute.nl or Institute <polder@institute.nl>")
        return value

    @field_validator("institute_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("is no time zone; use a name such as Europe/Amsterdam") from None
        return value

    @field_validator("institute_kvk", "institute_oin")
    @classmethod
    def _registered(cls, value: str | None, info: ValidationInfo) -> str | None:
        digits = 8 if info.field_name == "institute_kvk" else 20
        if value is not None and not (value.isascii() and value.isdigit() and len(value) == digits):
            raise ValueError(f"must be {digits} digits")
        return value

    @field_validator("institute_vat_number")
    @classmethod
    def _vat_number(cls, value: str | None) -> str | None:
        if value is not None and not vat.is_valid(value):
            raise ValueError("is no VAT number of a country of the EU: its check digits are wrong")
        return value and str(vat.compact(value))

    @field_validator("institute_iban", "institute_bic")
    @classmethod
    def _account(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        from schwifty import BIC, IBAN, exceptions  # reads a register of banks: only where an account is named

        try:
            return str((IBAN if info.field_name == "institute_iban" else BIC)(value).compact)
        except exceptions.SchwiftyException:
            raise ValueError("is not right: its length, country or check digits are wrong") from None

    @field_validator("invoice_rules")
    @classmethod
    def _rules(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not any(Path(value).expanduser().glob("peppol/*.sch")):
            raise ValueError(
                "is no folder with rules: put the .sch files of Peppol BIS Billing in its subfolder peppol"
            )
        if find_spec("saxonche") is None:
            raise ValueError("needs the processor of these rules: pip install 'polder[rules]'")
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
            raise ValueError("must start with https:// (session cookies need it); http:// only for 127.0.0.1")
        if not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("must be an address without a path, such as https://polder.institute.nl")
        return value.rstrip("/")

    @field_validator("documents")
    @classmethod
    def _place(cls, value: str) -> str:
        if value.startswith("s3:") and not urlsplit(value).netloc:
            raise ValueError("names no bucket: use s3://bucket/prefix")
        if "://" in value and not value.startswith("s3://"):
            raise ValueError("must be a folder, or s3://bucket/prefix")
        return value

    @field_validator("s3_endpoint_url")
    @classmethod
    def _endpoint(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("must start with https://")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.institute_zone)

    @property
    def documents_folder(self) -> Path | None:
        return None if self.documents.startswith("s3://") else Path(self.documents).expanduser()


def load(**overrides: Any) -> Settings:
    """Settings from the environment, or SettingsError with one sentence per problem."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(problem) for problem in error.errors())) from None


def load_what_is_right() -> tuple[Settings, frozenset[str]]:
    """For `polder doctor`: settings in which what is wrong has been replaced, and the names of what was replaced."""
    wrong: set[str] = set()
    try:
        Settings(**dict[str, Any]())
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors()}
    instead: dict[str, Any] = {"database_url": "postgresql://", "secret_key": "-" * 32}
    found = Settings(**{name: instead.get(name, Settings.model_fields[name].default) for name in wrong})
    return found, frozenset(wrong)


def _sentence(problem: Any) -> str:
    """What is wrong with one variable, without its value."""
    name = str(problem["loc"][0])
    field = Settings.model_fields.get(name)
    hint = f" ({field.description})" if field and field.description else ""
    limits = problem.get("ctx") or {}
    said = {
        "missing": "is not set",
        "int_parsing": "must be a whole number",
        "greater_than_equal": f"must be at least {limits.get('ge')}",
        "less_than_equal": f"must be at most {limits.get('le')}",
        "bool_parsing": "must be true or false",
        "literal_error": "is none of the possible words",
        "string_pattern_mismatch": "is not written as it must be",
    }.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    return f"{PREFIX}{name.upper()} {said}{hint}."


def variables() -> dict[str, tuple[str, str]]:
    """Every variable with its default (as one writes it) and what it means; the table in the README is this."""
    found = {}
    for name, field in Settings.model_fields.items():
        default = "required" if field.is_required() else "" if field.default is None else str(field.default)
        shown = default.lower() if isinstance(field.default, bool) else default
        found[f"{PREFIX}{name.upper()}"] = (shown, field.description or "")
    return found


def unknown(environment: Mapping[str, str] | None = None) -> list[str]:
    """Variables that look like ours and are not: a misspelt setting is a setting that does nothing."""
    known = {*variables(), *OTHERS}
    ours = [name for name in (environment or os.environ) if name.startswith(PREFIX)]
    return sorted(name for name in ours if name not in known and not name.startswith(PROVIDER_SECRET))


def superuser_database_url() -> str | None:
    """For `polder migrate` on a new server only; no process that serves ever reads it."""
    return os.environ.get(SUPERUSER) or None
