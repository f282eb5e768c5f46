"""Settings from the environment, judged at start in sentences; secrets are never printed."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """One sentence per line: which variable, what is wrong, what to do."""


class Settings(BaseSettings):
    """Everything a process needs to know; each field is the variable POLDER_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="POLDER_", extra="ignore", hide_input_in_errors=True)

    database_url: SecretStr = Field(description="PostgreSQL 18 or newer, as the role polder_app: postgresql://…")
    owner_database_url: SecretStr | None = Field(
        None, description="the same database as polder_owner, for `polder migrate`"
    )
    secret_key: SecretStr = Field(description="at least 32 characters; signs file links and form tokens")
    seal_key: SecretStr | None = Field(None, description="Ed25519 private key, 32 bytes in base64; signs audit seals")
    base_url: str = Field("http://127.0.0.1:8000", description="the address that people type")
    documents: str = Field("", description="a folder, or s3://bucket/prefix")
    s3_endpoint_url: str | None = Field(None, description="for S3 servers other than Amazon's")
    s3_region: str | None = None
    smtp_url: SecretStr | None = Field(
        None, description="smtp://user:password@host:587 (STARTTLS) or smtps://…; none: outbox only"
    )
    mail_from: str = Field("polder@localhost", description="sender of every mail")
    institute_name: str = "Institute"
    institute_zone: str = "Europe/Amsterdam"
    demonstration: bool = Field(False, description="marks everything as invented; never in production")
    readers: int = Field(10, ge=1, le=200, description="connections for reading, per process")
    writers: int = Field(10, ge=1, le=200, description="connections for writing, per process")
    statement_cache: int = Field(256, ge=0, description="0 behind a PgBouncer older than 1.21")
    worker_in_process: bool = Field(False, description="run jobs inside the web process")
    log_level: str = "INFO"

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

    @field_validator("institute_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("is no time zone; use a name such as Europe/Amsterdam") from None
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("must start with https:// (session cookies need it); http:// only for 127.0.0.1")
        return value.rstrip("/")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.institute_zone)

    @property
    def documents_folder(self) -> Path | None:
        return None if self.documents.startswith("s3://") else Path(self.documents or "documents")


def load(**overrides: Any) -> Settings:
    """Settings from the environment, or SettingsError with one sentence per problem."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        lines = []
        for problem in error.errors():
            name = f"POLDER_{str(problem['loc'][0]).upper()}"
            field = Settings.model_fields.get(str(problem["loc"][0]))
            hint = f" ({field.description})" if field and field.description else ""
            if problem["type"] == "missing":
                lines.append(f"{name} is not set{hint}.")
            else:
                message = problem["msg"].removeprefix("Value error, ")
                lines.append(f"{name} {message}{hint}.")
        raise SettingsError("\n".join(lines)) from None
