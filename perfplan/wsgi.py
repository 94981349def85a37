"""Entry point of a WSGI server: ``gunicorn perfplan.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfplan.settings")
application = get_wsgi_application()
