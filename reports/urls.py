from __future__ import annotations

from django.urls import path

from reports import home, views

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("piano/<int:year>/", views.plan, name="plan"),
    path("piano/<int:year>/stampa/", views.plan_print, name="plan_print"),
    path("piano/<int:year>/pdf/", views.plan_pdf_file, name="plan_pdf"),
]
