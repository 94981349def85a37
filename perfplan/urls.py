"""Composition root: which app answers under which path."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from accounts.views import choose_language
from perfplan.health import healthz

handler500 = "perfplan.errors.server_error"

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("targets.urls")),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
    # Whoever stands before the sign-in page must be able to read it.
    path("lingua/", choose_language, name="set_language"),
    path("healthz", healthz, name="healthz"),
]
