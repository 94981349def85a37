from __future__ import annotations

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("accesso/", views.SignIn.as_view(), name="sign_in"),
    path("accesso/riprendi/", views.send_again, name="send_again"),
    path("uscita/", views.SignOut.as_view(), name="sign_out"),
    path("account/", views.account, name="account"),
    path("account/uscita-ovunque/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("password/", views.PasswordChange.as_view(), name="password_change"),
    path("password/dimenticata/", views.PasswordReset.as_view(), name="password_reset"),
    path("password/dimenticata/inviata/", views.PasswordResetSent.as_view(), name="password_reset_sent"),
    path(
        "password/nuova/<str:uidb64>/<str:token>/",
        views.PasswordResetConfirm.as_view(),
        name="password_reset_confirm",
    ),
    path("password/nuova/fatto/", views.PasswordResetDone.as_view(), name="password_reset_done"),
]
