"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import views
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.forms import PasswordChangeForm
    from django.http import HttpResponse


class SignIn(views.LoginView):
    """The one place to sign in, for the pages and for the admin."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class PasswordChange(views.PasswordChangeView):
    """A person's own password."""

    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:password_change")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, _("Your password has been changed."))
        return super().form_valid(form)
