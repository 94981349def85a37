"""Bring up the site on this machine with the demonstration plan and accounts: ``make run``."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
YEAR = "2018"
"""Of the demonstration plan."""
START_SECONDS = 60
STOP_SECONDS = 3
"""A worker finishes what it prints when asked to end once; asked twice, it leaves it to the next one."""
OF_THE_CALLER = (
    "ALLOWED_HOSTS", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "DEFAULT_FROM_EMAIL", "DJANGO_SETTINGS_MODULE",
    "EMAIL_URL", "GUNICORN_CMD_ARGS", "HTTPS", "MEDIA_ROOT", "SECRET_KEY", "STATIC_ROOT", "TIME_ZONE",
    "WEB_CONCURRENCY", "WORKER",
)  # fmt: skip
"""What may be exported for another site and would break this one."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--database-url", default=f"sqlite:///{ROOT / 'var' / 'perfplan.sqlite3'}")
    return parser.parse_args()


def refuse_taken(port: int) -> None:
    """Stop before the long part if something already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SystemExit(
                f"Port {port}: {error.strerror}. Choose another one: make run PORT={port + 1}"
            ) from error
        except OverflowError as error:
            raise SystemExit(f"{port} is no port: make run PORT=8001") from error


def manage(*command: str) -> str:
    """Run a command of the site and return what it printed; stop if it fails, its errors have said why."""
    result = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True
    )
    if result.returncode:
        raise SystemExit(result.returncode)
    return result.stdout


def wait_for(process: subprocess.Popen[bytes], url: str) -> None:
    """Return once the site answers."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit("The site did not start; the reason stands above.")
        try:
            with urllib.request.urlopen(f"{url}healthz", timeout=5):  # noqa: S310 - our own address
                return
        except OSError:  # refused, cut off, or slow on a busy machine
            time.sleep(0.2)
    raise SystemExit("The site does not answer; what it said stands above.")


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start a part of the site in a session of its own: Ctrl-C reaches this process only, which ends
    all parts in order."""
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, start_new_session=True)


def start_worker() -> subprocess.Popen[bytes]:
    """Start what prints, with what the one before it, of which there is only one, did not finish."""
    manage("take_back_prints")
    return start("manage.py", "db_worker", "--no-reload", "--verbosity", "0")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a part to end, ask again, and end it."""
    for ending in (process.terminate, process.terminate, process.kill):
        if process.poll() is not None:
            return
        ending()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)


def keep_printing(server: subprocess.Popen[bytes], parts: contextlib.ExitStack) -> None:
    """Return when the server ends; start the worker anew where it ended."""
    worker = start_worker()
    parts.callback(lambda: stop(worker))
    while server.poll() is None:
        if worker.poll() is not None:
            print(
                f"The printing service has ended (status {worker.returncode}); the reason stands above. "
                "It is started again.",
                flush=True,
            )
            worker = start_worker()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(5)


def main() -> None:
    asked = arguments()
    refuse_taken(asked.port)
    for name in OF_THE_CALLER:
        os.environ.pop(name, None)
    url = f"http://127.0.0.1:{asked.port}/"
    os.environ |= {"DEBUG": "true", "DATABASE_URL": asked.database_url, "SITE_URL": url.rstrip("/")}
    (ROOT / "var").mkdir(exist_ok=True)

    print("Preparing the database …", flush=True)
    manage("migrate", "--verbosity", "0")
    print("Making the demonstration: the plan and invented values …", flush=True)
    accounts = manage("demo")
    manage("ask_prints", "--year", YEAR)

    # Threads, not processes: they share the one SQLite file best.
    options = ("--threads", "4", "--graceful-timeout", "2", "--log-level", "warning")
    for ending in (signal.SIGTERM, signal.SIGHUP):  # a program or a closed window ends it as Ctrl-C does
        signal.signal(ending, signal.default_int_handler)
    try:
        with contextlib.ExitStack() as parts:
            server = start("-m", "gunicorn", "perfplan.wsgi", "--bind", f"127.0.0.1:{asked.port}", *options)
            parts.callback(lambda: stop(server))
            wait_for(server, url)
            print(
                f"\nThe site is ready: {url}\n\n{accounts}\n"
                "The printing service runs beside it; Ctrl-C stops both.",
                flush=True,
            )
            keep_printing(server, parts)
    except KeyboardInterrupt:
        print("\nStopped.")


if __name__ == "__main__":
    main()
