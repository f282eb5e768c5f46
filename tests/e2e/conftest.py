"""A real browser on what `make run` starts: `polder demo` on a folder and a port of its own, one a worker."""

import hashlib
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from polder.kernel import embedded
from polder.kernel.actor import TOKEN_PREFIX
from tests.support.browser import PLAIN
from tests.support.chromium import FLAGS, chromium

ARTEFACTS = Path(__file__).resolve().parents[2] / "test-artefacts"
PATIENCE = 45_000  # ms; only a fault waits so long, also on a busy machine
expect.set_options(timeout=PATIENCE)
POLDER = Path(sys.executable).parent / "polder"
AXE = Axe().axe_script
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # what passes is not told in full: half the time
}

# Nothing changed for some frames, and no placeholder of what is still to come is in sight.
UNCHANGED = """() => new Promise((done) => {
  const waits = () => !document.title || document.querySelector('.MuiSkeleton-root, .MuiLinearProgress-indeterminate');
  let timer;
  const look = () => (waits() ? again() : (watch.disconnect(), done()));
  const again = () => (clearTimeout(timer), (timer = setTimeout(look, 100)));
  const watch = new MutationObserver(again);
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  again();
})"""


@dataclass
class House:
    """The running demonstration institute."""

    url: str
    data: Path

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database really holds, as its superuser sees it."""
        server = embedded.start(self.data / "postgresql")
        with psycopg.connect(server.url("polder"), autocommit=True) as connection:
            done = connection.execute(statement, values or None)  # type: ignore[arg-type]  # psycopg wants a literal
            return done.fetchall() if done.description else []

    def acting(self, subject: str) -> httpx.Client:
        """Somebody at work without a browser, to set a scene."""
        token = TOKEN_PREFIX + secrets.token_urlsafe()
        self.sql(
            """insert into session (kind, token_hash, account_id, label, expires_at)
               select 'token', %s, id, 'scene', now() + interval '1 hour' from account where email = %s""",
            hashlib.sha256(token.encode()).digest(),
            f"{subject}@polder.example",
        )
        return httpx.Client(
            base_url=self.url, trust_env=False, timeout=60, headers={"Authorization": f"Bearer {token}"}
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    # Not below pytest's own folder, which it closes to others: the database's account must get in.
    data, port = Path(tempfile.mkdtemp(prefix="polder-e2e-")), _free_port()
    data.chmod(0o755)
    log = (data / "demo.log").open("w+")
    process = subprocess.Popen([POLDER, "demo", "--data", data, "--port", str(port)], stdout=log, stderr=log)
    found = House(f"http://127.0.0.1:{port}", data)
    try:
        _wait_until_ready(found.url, process, log.name)
        found.sql("update account set language_chosen = true")  # each keeps to the language that the tests read
        yield found
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(data, ignore_errors=True)


def _wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: str) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            if httpx.get(f"{url}/readyz", timeout=2, verify=PLAIN).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        if process.poll() is not None:
            break
        time.sleep(0.1)  # waiting for another process to listen; there is nothing to be told by
    raise AssertionError(f"the demonstration did not start: {Path(log).read_text()[-2000:]}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with the last browser test of a stretch: while it runs, its event loop forbids asyncio's tests beside it."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@dataclass
class Visitor:
    """Somebody at a browser. What the page complains about is collected; a test that ends with complaints fails."""

    page: Page
    house: House
    java_script: bool = True
    complaints: list[str] = field(default_factory=list)
    underway: set[Request] = field(default_factory=set)

    def open(self, path: str) -> Page:
        """Go there, as if anew: an address that differs only behind its # would stay on the page as it was."""
        self.page.goto("about:blank")
        self.page.goto(self.house.url + path)
        self.calm()
        return self.page

    def sign_in(self, name: str) -> Page:
        """One click on the sign-in page."""
        self.open("/sign-in")
        self.page.get_by_role("link", name=re.compile(re.escape(name))).click()
        self.page.wait_for_url("**/admin/**")
        self.calm()
        return self.page

    def calm(self) -> None:
        """Wait until the page is drawn: after a click the former one stays in sight while the next is fetched."""
        self.page.wait_for_load_state()
        until = time.monotonic() + PATIENCE / 1000
        while self.java_script:
            self.page.evaluate(UNCHANGED)
            if not self.underway:
                break
            assert time.monotonic() < until, f"still on its way: {[request.url for request in self.underway]}"
        expect(self.page.locator("h1").first).to_be_visible()

    def looks_well(self, name: str) -> None:
        """No finding of axe (WCAG 2.2 AA); a screenshot is kept; nothing wider than the window."""
        self.page.mouse.move(2, 2)  # no tooltip in the picture
        self.calm()
        if not self.java_script:  # axe is a script: it looks at the same pages with JavaScript on
            picture(self.page, name)
            return
        expect(self.page.locator(".MuiTooltip-popper")).to_have_count(0)
        found = findings(self.page, name)
        assert not found, "\n".join(found)


def picture(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(
        path=ARTEFACTS / f"{name}.jpg", full_page=True, quality=80
    )  # a PNG takes half as long again to write


def findings(page: Page, name: str, rules: dict[str, Any] = RULES) -> list[str]:
    """A picture is kept; what axe finds, and whether something is wider than the window, in sentences."""
    picture(page, name)
    if not page.evaluate("'axe' in window"):  # half a megabyte of script: once a document
        page.evaluate(AXE)
    violations = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    told = [f"{name}: {f['id']}: {f['help']} – {[n['html'][:160] for n in f['nodes'][:3]]}" for f in violations]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return told + ([f"{name} is {wide} px wider than its window"] if wide > 0 else [])


Opener = Callable[..., Any]


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[Opener]:
    """`with visitor(width=360, java_script=False) as guest:` – a browser profile of its own."""
    contexts: list[BrowserContext] = []

    @contextmanager
    def opened(
        width: int = 1280, *, java_script: bool = True, locale: str = "en-GB", **options: Any
    ) -> Iterator[Visitor]:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=java_script, locale=locale,
            timezone_id=options.pop("timezone_id", "Europe/Amsterdam"), reduced_motion="reduce", **options,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        guest = Visitor(context.new_page(), house, java_script)
        context.on("console", lambda message: message.type == "error" and guest.complaints.append(message.text))
        context.on("weberror", lambda error: guest.complaints.append(str(error.error)))
        context.on("request", lambda request: guest.underway.add(request))
        context.on("requestfinished", lambda request: guest.underway.discard(request))
        context.on("requestfailed", lambda request: guest.underway.discard(request))
        context.on("request", lambda request: _outside(request.url, house.url) and guest.complaints.append(request.url))
        try:
            yield guest
        except BaseException:
            ARTEFACTS.mkdir(exist_ok=True)
            guest.page.screenshot(path=ARTEFACTS / f"failed-{len(contexts)}-{id(context):x}.png")
            raise
        context.close()
        # A refusal that the test provoked is logged by the browser as a failed load; that is no complaint of the page.
        real = [text for text in guest.complaints if "Failed to load resource" not in text]
        assert not real, "\n".join(real)

    yield opened
    for context in contexts:
        context.close()


def _outside(address: str, home: str) -> bool:
    return not address.startswith((home, "data:", "blob:", "about:"))
