"""schemathesis over the whole document: whatever the request, no fault, and only answers that the document names."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from polder.kernel.actor import COOKIE
from polder.kernel.http import csrf_token
from tests.support.serving import serving
from tests.support.world import World

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
LEAVING = ("sign_out", "end_session", "end_sessions_of_account", "end_account")
SECONDS = 8  # for each role


@pytest.fixture
async def served(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path) -> AsyncIterator[tuple[World, str]]:
    async with serving(app_url, owner_url, superuser_url, tmp_path) as found:
        yield found


@pytest.mark.timeout(180)
@pytest.mark.parametrize("role", ["hr_officer", "controller", "system_administrator", "everyone"])
async def test_no_request_breaks_the_api_or_gets_an_answer_that_is_not_documented(
    served: tuple[World, str], role: str, tmp_path: Path
) -> None:
    world, base = served
    vacancy = await world.vacancy()
    await world.application(vacancy)
    somebody = await world.person("somebody", *([role] if role != "everyone" else []))
    secret = world.session(somebody.account_id)
    async with world.client() as client:  # made by whoever asks first; schemathesis does not wait long for it
        assert (await client.get("/api/openapi.json")).status_code == 200
    output = await asked(
        base, secret, tmp_path, *(part for name in LEAVING for part in ("--exclude-operation-id", name))
    )
    assert " generated" in output
    async with httpx.AsyncClient() as client:  # and they all were asked by somebody signed in
        assert (await client.get(f"{base}/api/v1/me", headers={"Cookie": f"{COOKIE}={secret}"})).status_code == 200
    if (
        role == "everyone"
    ):  # what may end the session that asks comes last: ids of earlier answers are used in later questions
        await asked(base, secret, tmp_path, *(part for name in LEAVING for part in ("--include-operation-id", name)))


async def asked(base: str, secret: str, folder: Path, *which: str) -> str:
    """What schemathesis printed after it found nothing wrong."""
    run = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("schemathesis"), "--no-color", "run", f"{base}/api/openapi.json",
        "--checks", CHECKS, "--phases", "coverage,fuzzing", "--max-examples", "8", "--max-time", str(SECONDS), "--seed", "1",
        "--no-shrink", "--generation-database", "none", "--continue-on-failure", "--suppress-health-check", "all",
        "--warnings", "off", "--output-sanitize", "false", *which,
        "-H", f"Cookie: {COOKIE}={secret}", "-H", f"X-CSRF-Token: {csrf_token(secret)}",
        cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output = (await run.communicate())[0].decode()
    assert run.returncode == 0, output[-12_000:]
    return output
