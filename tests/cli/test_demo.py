"""`polder demo`: one command from nothing to an institute, and back to nothing running."""

import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from polder.kernel import embedded
from tests.cli.conftest import WEB, Installation
from tests.cli.test_installation import until

pytestmark = pytest.mark.database


@pytest.fixture
def bare(free_port: Callable[[], int]) -> Iterator[Installation]:
    """No setting but where to be. Not below pytest's own folder: each run of pytest closes that to other accounts."""
    told = {"POLDER_LOG_LEVEL": "DEBUG"}  # should it fail, then not without a word
    with tempfile.TemporaryDirectory(prefix="polder-demo-") as folder:
        Path(folder).chmod(0o755)
        settings = {"POLDER_DATA": f"{folder}/data", "POLDER_PORT": str(free_port()), **told}
        yield Installation(Path(folder), "", settings)


def signed_in_as(url: str, subject: str) -> str:
    """Click on somebody, as the sign-in page offers, and ask who one is. The cookies are for https and localhost only."""
    with httpx.Client(base_url=url, follow_redirects=False) as browser:
        path = f"/sign-in/demonstration?as={subject}"
        cookies: dict[str, str] = {}
        for _ in range(6):
            answer = browser.get(path, headers={"Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())})
            for header in answer.headers.get_list("set-cookie"):
                name, _, value = header.partition(";")[0].partition("=")
                cookies[name] = value
            if answer.status_code not in (302, 303, 307):
                break
            path = answer.headers["location"]
            if path.startswith("/admin"):
                break
        me = browser.get("/api/v1/me", headers={"Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())})
        return str(me.json()["account"]["name"])


def test_the_demonstration_starts_twice_on_the_same_data_and_leaves_nothing_running(
    bare: Installation, free_port: Callable[[], int]
) -> None:
    data = bare.folder / "data"
    for end in (signal.SIGTERM, signal.SIGINT):
        bare.settings["POLDER_PORT"] = str(free_port())
        url = f"http://127.0.0.1:{bare.settings['POLDER_PORT']}"
        with bare.running("demo") as process:
            assert until(lambda url=url: WEB.get(f"{url}/readyz").json()["status"]) == "ok"
            assert "PhD candidate" in WEB.get(f"{url}/careers?lang=en").text
            assert signed_in_as(url, "hanna") == "Hanna de Wit"
            server = embedded.Server(data / "postgresql", "", Path(), None)
            assert server.running
            again = bare.polder("demo", POLDER_PORT=str(free_port()))
            assert "Polder already runs on" in again.stderr
            process.send_signal(end)
            said, wrong = process.communicate(timeout=120)
        assert said.endswith("Stopped. The data is kept.\n"), (process.returncode, wrong)
        assert "Traceback" not in wrong
        assert not server.running
    for name in ("secret_key", "seal_key"):
        assert (data / name).stat().st_mode & 0o777 == 0o600
        assert (data / name).read_text() not in said + wrong


def test_a_port_in_use_is_named_with_the_way_out(bare: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = bare.polder("demo", POLDER_PORT=str(port))
    assert done.returncode == 1
    assert done.stderr == f"Port {port} is in use. Stop what runs there, or choose another: POLDER_PORT=8001\n"
    assert not (bare.folder / "data").exists()
