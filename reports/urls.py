from __future__ import annotations

from django.urls import path

from reports.dashboard import views as dashboard
from reports.home import views as home
from reports.narrative import views as narrative
from reports.plan import views as plan
from reports.prints import views as prints
from reports.results import views as results

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("cruscotto/", home.newest_dashboard, name="newest_dashboard"),
    path("relazione/", home.newest_report, name="newest_report"),
    path("piano/<int:year>/", plan.plan, name="plan"),
    path("piano/<int:year>/stampa/", plan.plan_print, name="plan_print"),
    path("piano/<int:year>/pdf/", prints.plan_pdf, name="plan_pdf"),
    path("cruscotto/<int:year>/", dashboard.dashboard_of_year, name="dashboard_of_year"),
    path("cruscotto/<int:year>/<int:period>/", dashboard.dashboard, name="dashboard"),
    path("relazione/<int:year>/", results.report_of_year, name="report_of_year"),
    path("relazione/<int:year>/<int:period>/", results.report, name="report"),
    path("relazione/<int:year>/<int:period>/stampa/", results.report_print, name="report_print"),
    path("relazione/<int:year>/<int:period>/pdf/", prints.report_pdf, name="report_pdf"),
    path("relazione/<int:year>/<int:period>/testi/", narrative.report_texts, name="report_texts"),
    path("relazione/<int:year>/<int:period>/dati/<str:kind>/", results.report_data, name="report_data"),
    path("relazione/<int:year>/<int:period>/area/<int:area>/", results.area_sheet, name="area_sheet"),
    path(
        "relazione/<int:year>/<int:period>/area/<int:area>/pdf/",
        prints.area_sheet_pdf,
        name="area_sheet_pdf",
    ),
    path("stampe/<uuid:pk>/", prints.print_state, name="print"),
]
