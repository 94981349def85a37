"""What the benchmark measures with: queries, medians, and neighbours that run in turns."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client

from accounts import services
from accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.management.base import OutputWrapper

    from accounts.roles import Role


@dataclass(slots=True)
class QueryCounter:
    """Counts the queries that pass through it."""

    queries: int = 0

    def __call__(self, execute: Callable[..., object], *query: object) -> object:
        self.queries += 1
        return execute(*query)


@dataclass(slots=True)
class Report:
    """Where the results go, and how often each measure runs."""

    out: OutputWrapper
    runs: int

    def line(self, what: str, seconds: float, note: str = "") -> None:
        self.out.write(f"  {what:<44} {seconds:8.3f} s   {note}".rstrip())
        self.out.flush()

    def queries_and_time(self, what: str, action: Callable[[], object]) -> None:
        counter = QueryCounter()
        with connection.execute_wrapper(counter):  # also the run that fills the caches
            action()
        self.line(what, self.median(action), f"{counter.queries} queries")

    def median(self, action: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
        times = []
        for _run in range(self.runs):
            before()
            times.append(timed(action))
        return statistics.median(times)

    def in_turns(self, ways: dict[str, Callable[[], object]], *, runs: int | None = None) -> None:
        """Time the ways to do one thing beside each other; the first is ours."""
        turns = [{name: timed(way) for name, way in ways.items()} for _run in range(runs or self.runs)]
        ours = next(iter(ways))
        for name in ways:
            ratio = statistics.median(turn[ours] / turn[name] for turn in turns)
            note = "" if name == ours else f"ours takes {ratio:.2f} times as long"
            self.line(name, statistics.median(turn[name] for turn in turns), note)


def timed(action: Callable[[], object]) -> float:
    """Return how long ``action`` takes, in seconds."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def person(name: str, role: Role) -> User:
    """Return somebody with ``role``, made where there is nobody of that name."""
    services.sync_roles()
    user, _made = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    services.assign_roles(user, [role])
    return user


def signed_in(user: User) -> Client:
    """Return a client that ``user`` is signed in with."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="accounts.backends.RoleBackend")
    return client


def opened(client: Client, path: str) -> None:
    """Open a page. Raises ``RuntimeError`` where it is not there."""
    response = client.get(path, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answers {response.status_code}")
