"""Signing in and out, one's own account and password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language

from accounts import lost_form as lost_forms
from accounts import password_reset, services
from accounts.network import client_address

if TYPE_CHECKING:
    from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
    from django.http import HttpRequest, HttpResponse

    from accounts.lost_form import LostForm
    from accounts.models import User

FORGET_PAGES = '"cache"'
"""For browsers on a secure address: what they kept of the site goes."""


class SignIn(views.LoginView):
    """The one place to sign in, for the pages and for the admin."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"lost": self.request.POST.get("lost", "")}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Lead back to where the person was; first to what they sent while they were signed out."""
        response = super().form_valid(form)
        lost = lost_forms.from_signed(self.request.POST.get("lost", ""))
        if lost is None:
            return response
        self.request.session[lost_forms.SESSION_KEY] = lost.as_json()
        return redirect("accounts:send_again")


def ask_to_sign_in(request: HttpRequest, lost: LostForm, *, back_to: str) -> HttpResponse:
    """Answer a form that came from nobody: refused, with the sign-in page that keeps it."""
    context = {"form": AuthenticationForm(request), "next": back_to, "lost": lost.signed()}
    return render(request, SignIn.template_name, context, status=403)


@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Switch the language, before signing in too; whoever is signed in has chosen for good."""
    response: HttpResponse = set_language(request)
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        services.keep_language(_user(request), chosen)
        return response
    lost = lost_forms.from_signed(request.POST.get("lost", ""))
    return response if lost is None else _asked_again(request, response, lost, chosen)


def _asked_again(request: HttpRequest, switched: HttpResponse, lost: LostForm, language: str) -> HttpResponse:
    """Answer with the sign-in page that keeps a form: a redirect would drop it."""
    translation.activate(language)
    request.LANGUAGE_CODE = language
    page = ask_to_sign_in(request, lost, back_to=request.POST.get("next", ""))
    page.cookies.update(switched.cookies)
    page.status_code = 200  # the language was switched
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: HttpRequest) -> HttpResponse:
    """Offer what was sent while the person was signed out; a POST throws it away."""
    kept = request.session.get(lost_forms.SESSION_KEY)
    if kept is None or request.method == "POST":
        request.session.pop(lost_forms.SESSION_KEY, None)
        return redirect("/")
    return render(request, "accounts/send_again.html", {"lost": lost_forms.from_json(kept)})


@method_decorator(login_not_required, name="dispatch")
class SignOut(views.LogoutView):
    """A button that also answers whoever is signed out already: there is nothing to sign in for."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session, and have the browser forget the pages: the back button shows none of them."""
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = FORGET_PAGES
        return response


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show who the person is here: name, roles, areas, e-mail."""
    return render(
        request,
        "accounts/account.html",
        {
            "roles": _user(request).role_labels(),
            "areas": _user(request).areas.all(),
            "chosen_language": _user(request).language or translation.get_language(),
            "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """Ask first; then end every session of the person, on whatever device."""
    if request.method != "POST":
        return render(request, "accounts/sign_out_everywhere.html")
    services.end_all_sessions(_user(request))
    logout(request)
    messages.success(request, _("You have been signed out on every device."))
    response = redirect("accounts:sign_in")
    response["Clear-Site-Data"] = FORGET_PAGES
    return response


class PasswordChange(views.PasswordChangeView):
    """A person's own password."""

    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(
            self.request,
            _("Your password has been changed. On every other device you have been signed out."),
        )
        return super().form_valid(form)


class PasswordReset(views.PasswordResetView):
    """Ask for a link to a new password. What is answered never tells whether an address is known."""

    template_name = "accounts/password_reset.html"
    subject_template_name = "accounts/password_reset_subject.txt"
    email_template_name = "accounts/password_reset_mail.txt"
    form_class = password_reset.ResetForm
    success_url = reverse_lazy("accounts:password_reset_sent")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = password_reset.register_request(
            form.cleaned_data["email"], client_address(self.request), now=timezone.now()
        )
        if answer is password_reset.Answer.REFUSE:
            form.add_error(None, _("Too many requests came from your network: try again in an hour."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        if answer is password_reset.Answer.SILENCE:
            return HttpResponseRedirect(self.get_success_url())
        return super().form_valid(form)


class PasswordResetSent(views.PasswordResetDoneView):
    """The same words whether or not a message is on its way."""

    template_name = "accounts/password_reset_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"minutes": settings.PASSWORD_RESET_TIMEOUT // 60}


class PasswordResetConfirm(views.PasswordResetConfirmView):
    """Where the link leads: a new password, or a word that the link no longer holds."""

    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("accounts:password_reset_done")

    def form_valid(self, form: SetPasswordForm[User]) -> HttpResponse:
        # Whoever guessed eight times wrongly and then asked for a link need not wait any longer.
        forget_failures(username=form.user.get_username())
        return super().form_valid(form)


class PasswordResetDone(views.PasswordResetCompleteView):
    """The new password holds."""

    template_name = "accounts/password_reset_done.html"


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)  # SignInFirst lets nobody else in
