"""Environment of a test run, set before the settings are read.

Loaded by ``-p tests.environment`` in ``pyproject.toml``, so that a bare ``pytest`` works. Only
``DATABASE_URL`` is taken from the caller: it chooses the database that the suite runs on.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# The suite must not read what a developer or a server has exported.
for name in ("SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "TIME_ZONE"):
    os.environ.pop(name, None)
os.environ["DEBUG"] = "true"
os.environ["WORKER"] = "false"  # long work is done at once; tests of the queue start a worker of their own
for name in ("MEDIA_ROOT", "STATIC_ROOT"):
    os.environ[name] = tempfile.mkdtemp(prefix="perfplan-test-")
    atexit.register(shutil.rmtree, os.environ[name], ignore_errors=True)
