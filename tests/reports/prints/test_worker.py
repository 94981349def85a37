"""The printing service as it runs: processes of their own on the same database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.roles import Role
from reports.models import Print
from reports.prints.program import program_fingerprint
from reports.prints.queue import SILENCE, ask
from tests import factories
from tests.factories_prints import order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.test import Client

    from accounts.models import User

    StartWorker = Callable[[], subprocess.Popen[bytes]]

PDF = "/piano/2018/pdf/"
ENGLISH = {"accept-language": "en"}
PATIENCE = 90
"""Seconds for a worker to start and print, on a machine that has much else to do."""


@contextmanager
def in_a_file(path: Path) -> Iterator[str]:
    """Give the URL of a copy of the SQLite database of the tests, in memory, that other processes can open.

    As long as this lasts, the tests have the copy too.
    """
    in_memory = connections["default"]
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    in_file = type(in_memory)(in_memory.settings_dict | {"NAME": str(path)}, "default")
    connections["default"] = in_file
    of_threads = connections.settings["default"]
    name, of_threads["NAME"] = of_threads["NAME"], str(path)
    try:
        yield f"sqlite:///{path}"
    finally:
        in_file.close()
        of_threads["NAME"] = name
        connections["default"] = in_memory


@pytest.fixture
def database(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The URL of the database of the tests, for other processes."""
    if connection.vendor == "sqlite":
        with in_a_file(tmp_path / "shared.sqlite3") as url:
            yield url
    else:
        server = urlsplit(os.environ["DATABASE_URL"])
        yield server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


@pytest.fixture
def start_worker(database: str, queue: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Start a worker; all end with the test."""
    started: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "WORKER": "true",
    }

    def start() -> subprocess.Popen[bytes]:
        options = ["--no-reload", "--interval", "0.1", "--no-startup-delay"]
        with (tmp_path / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "db_worker", *options],
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=log,
                stderr=log,
            )
        started.append(worker)
        return worker

    yield start
    for each in started:
        each.kill()
        each.wait()


@pytest.fixture
def client(database: str, signed_in: Callable[[User], Client]) -> Client:
    """The director's, where there is the demonstration plan: long enough to be caught being printed."""
    program_fingerprint.cache_clear()  # whoever edits the program during a test run gets no other version
    factories.organization()
    factories.seed_plan()
    return signed_in(factories.user("director", Role.DIRECTOR))


def wait_until(
    found: Print, is_so: Callable[[Print], bool], worker: subprocess.Popen[bytes], log: Path
) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so(found):
        assert worker.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)
        found.refresh_from_db(fields=["state", "pages"])


def is_underway(found: Print) -> bool:
    assert found.state != Print.State.FAILED
    return found.pages > 0


def is_ready(found: Print) -> bool:
    assert found.state != Print.State.FAILED
    return found.state == Print.State.READY


def stop_half_way(
    client: Client, start_worker: StartWorker, log: Path, stop: Callable[[subprocess.Popen[bytes]], None]
) -> Print:
    """Stop a worker while it prints.

    On a busy machine it may have finished before the test gets its turn: then the same once more.
    """
    for _attempt in range(10):
        worker = start_worker()
        assert client.get(PDF, headers=ENGLISH).status_code == 303
        found = Print.objects.get()
        wait_until(found, is_underway, worker, log)
        stop(worker)
        worker.wait(PATIENCE)
        found.refresh_from_db(fields=["state"])
        if found.state != Print.State.READY:
            return found
        found.file.delete(save=False)
        found.delete()
    raise AssertionError("The worker was never stopped in time.")


def tell_twice_to_end(worker: subprocess.Popen[bytes]) -> None:
    """Once: when this print is done; twice: at once."""
    worker.terminate()
    time.sleep(0.1)
    worker.terminate()


def test_a_worker_prints_what_was_asked_for_and_the_next_one_what_a_killed_one_left(
    client: Client, start_worker: StartWorker, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    found = stop_half_way(client, start_worker, log, subprocess.Popen.kill)
    assert "is being made" in client.get(f"/stampe/{found.pk}/", headers=ENGLISH).text

    Print.objects.update(seen_at=timezone.now() - SILENCE - timedelta(seconds=1))  # two minutes later
    assert "is about to be made" in client.get(f"/stampe/{found.pk}/", headers=ENGLISH).text
    wait_until(found, is_ready, start_worker(), log)
    file = client.get(PDF, headers=ENGLISH)
    assert file.status_code == 200
    assert file.getvalue().startswith(b"%PDF-1.7")
    assert len(list((settings.MEDIA_ROOT / "prints").iterdir())) == 1
    assert "Traceback" not in log.read_text()


def test_a_worker_that_is_told_to_end_at_once_leaves_the_print_to_the_next(
    client: Client, start_worker: StartWorker, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    found = stop_half_way(client, start_worker, log, tell_twice_to_end)
    assert found.state == Print.State.WAITING
    wait_until(found, is_ready, start_worker(), log)


def test_two_who_ask_at_the_same_moment_get_one_print(database: str, queue: None) -> None:
    factories.organization()
    wanted = order(factories.small_plan())

    def ask_for_it(_number: int) -> str:
        try:
            return str(ask(wanted, user=None, now=timezone.now()).pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        got = set(together.map(ask_for_it, range(8)))
    assert len(got) == 1
    assert DBTaskResult.objects.count() == 1
