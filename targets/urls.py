from __future__ import annotations

from django.urls import path

from targets.views import plan_export, plan_import, remind, review, review_value, values

app_name = "targets"
urlpatterns = [
    path("importa/", plan_import.plan_import, name="plan_import"),
    path("importa/<int:pk>/", plan_import.plan_import_preview, name="plan_import_preview"),
    path("piano/<int:year>/esporta/<str:kind>/", plan_export.plan_export, name="plan_export"),
    path("verifica/", review.reviews, name="reviews"),
    path("verifica/<int:period>/", review.review, name="review"),
    path("verifica/<int:period>/convalida/", review.review_validate, name="review_validate"),
    path("verifica/<int:period>/solleciti/", remind.remind, name="remind"),
    path("verifica/<int:period>/<int:indicator>/", review_value.review_value, name="review_value"),
    path("periodi/<int:period>/apri/", review.period_open, name="period_open"),
    path("periodi/<int:period>/chiudi/", review.period_close, name="period_close"),
    path("valori/", values.my_values, name="my_values"),
    path("valori/<int:period>/", values.my_area, name="my_area"),
    path("valori/<int:period>/<int:indicator>/", values.value, name="value"),
    path("valori/<int:period>/<int:indicator>/anteprima/", values.value_preview, name="value_preview"),
    path("valori/<int:period>/<int:indicator>/prove/", values.evidence_add, name="evidence_add"),
    path("prove/<int:pk>/", values.evidence, name="evidence"),
    path("prove/<int:pk>/rimuovi/", values.evidence_remove, name="evidence_remove"),
    path("valori/<int:period>/<int:indicator>/storia/", review_value.value_history, name="value_history"),
]
