"""The certified `oidc-provider` as a process of its own, and a person who fills in its forms."""

import asyncio
import contextlib
import importlib.util
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.support.browser import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "support" / "oidc"


@dataclass
class CertifiedProvider:
    """A provider at `issuer`; its people are whoever signs in, their subject is the name they type."""

    issuer: str
    process: asyncio.subprocess.Process

    async def rotate(self) -> None:
        """Sign with a new key from now on; the old one is gone."""
        async with httpx.AsyncClient(trust_env=False) as client:
            (await client.post(f"{self.issuer}/test/rotate")).raise_for_status()

    async def stop(self) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()

    async def fill_in(self, browser: Browser, page: Page, name: str, until: str = "\0") -> Page:
        """Go through its login and consent, if it asks, until the browser has left it (and not beyond `until`)."""
        while urlsplit(page.url).netloc == urlsplit(self.issuer).netloc and page.status == 200:
            _, fields = page.forms[0]
            typed = {"login": name, "password": "any"} if "login" in fields else {}
            page = await browser.submit(page, until, **typed)
        return page


def client(base: str, key: str, authentication: str = "none", **more: Any) -> dict[str, Any]:
    """A client as the provider registers it, for the identity provider `key` of the house at `base`."""
    return {
        "client_id": key, "token_endpoint_auth_method": authentication, "redirect_uris": [f"{base}/sign-in/{key}/callback"],
        "post_logout_redirect_uris": [f"{base}/signed-out"], "grant_types": ["authorization_code"],
        "response_types": ["code"], **more,
    }  # fmt: skip


def _node() -> Path:
    spec = importlib.util.spec_from_file_location("polder_setup", ROOT / "scripts" / "setup.py")
    assert spec
    assert spec.loader
    setup = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(setup)
    folder: Path | None = setup.node_folder()
    if folder is None or not (FOLDER / "node_modules").is_dir():
        raise RuntimeError("the test OpenID provider is not installed: run python3 scripts/setup.py test")
    return folder / "node"


@contextlib.asynccontextmanager
async def certified(*clients: dict[str, Any]) -> AsyncIterator[CertifiedProvider]:
    """Started for the block, on a free port. It stops too when this process dies: its input closes then."""
    process = await asyncio.create_subprocess_exec(
        _node(), "server.mjs", json.dumps({"clients": clients}), cwd=FOLDER,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout
        line = await asyncio.wait_for(process.stdout.readline(), 60)
        found = CertifiedProvider(json.loads(line)["issuer"], process)
        yield found
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
