from __future__ import annotations

from django.urls import path

from targets.views import plan_export, plan_import

app_name = "targets"
urlpatterns = [
    path("importa/", plan_import.plan_import, name="plan_import"),
    path("importa/<int:pk>/", plan_import.plan_import_preview, name="plan_import_preview"),
    path("piano/<int:year>/esporta/<str:kind>/", plan_export.plan_export, name="plan_export"),
]
