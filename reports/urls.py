from __future__ import annotations

from django.urls import path

from reports import dashboard_views, home, views

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("piano/<int:year>/", views.plan, name="plan"),
    path("piano/<int:year>/stampa/", views.plan_print, name="plan_print"),
    path("piano/<int:year>/pdf/", views.plan_pdf_file, name="plan_pdf"),
    path("cruscotto/", home.newest_dashboard, name="newest_dashboard"),
    path("cruscotto/<int:year>/", dashboard_views.dashboard_of_year, name="dashboard_of_year"),
    path("cruscotto/<int:year>/<int:period>/", dashboard_views.dashboard, name="dashboard"),
]
