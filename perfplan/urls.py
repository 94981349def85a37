"""Composition root: which app answers under which path."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("lingua/", include("django.conf.urls.i18n")),
]
