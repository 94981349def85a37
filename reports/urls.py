from __future__ import annotations

from django.urls import path

from reports import dashboard_views, home, narrative_views, results_views, views

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("cruscotto/", home.newest_dashboard, name="newest_dashboard"),
    path("relazione/", home.newest_report, name="newest_report"),
    path("piano/<int:year>/", views.plan, name="plan"),
    path("piano/<int:year>/stampa/", views.plan_print, name="plan_print"),
    path("piano/<int:year>/pdf/", views.plan_pdf_file, name="plan_pdf"),
    path("cruscotto/<int:year>/", dashboard_views.dashboard_of_year, name="dashboard_of_year"),
    path("cruscotto/<int:year>/<int:period>/", dashboard_views.dashboard, name="dashboard"),
    path("relazione/<int:year>/", results_views.report_of_year, name="report_of_year"),
    path("relazione/<int:year>/<int:period>/", results_views.report, name="report"),
    path("relazione/<int:year>/<int:period>/stampa/", results_views.report_print, name="report_print"),
    path("relazione/<int:year>/<int:period>/pdf/", results_views.report_pdf_file, name="report_pdf"),
    path("relazione/<int:year>/<int:period>/testi/", narrative_views.report_texts, name="report_texts"),
    path("relazione/<int:year>/<int:period>/dati/<str:kind>/", results_views.report_data, name="report_data"),
    path("relazione/<int:year>/<int:period>/area/<int:area>/", results_views.area_sheet, name="area_sheet"),
    path(
        "relazione/<int:year>/<int:period>/area/<int:area>/pdf/",
        results_views.area_sheet_pdf,
        name="area_sheet_pdf",
    ),
]
