"""Nobody sees a page without signing in first, nobody loses what they typed by it, no page is kept for
the next person, and whoever has chosen a language reads it everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.lost_form import carries_something, lost_form
from accounts.views import ask_to_sign_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponse

ASKING = frozenset({"GET", "HEAD", "OPTIONS"})


class KeptByNobody:
    """Lets no cache on the way keep a page, and no browser show an old one without asking.

    Not ``no-store``, unless the page itself says so: with it a browser's back button loses what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class PersonsLanguage:
    """Shows the pages in the language that the person once chose, unless this browser has one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            chosen = getattr(request.user, "language", "")  # nobody has none
            if chosen:
                translation.activate(chosen)  # until LocaleMiddleware begins the next request
                request.LANGUAGE_CODE = chosen
        return self.get_response(request)


class SignInFirst(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the sign-in page, and back to where they were.

    A form that arrives after its session has ended is answered with the sign-in page, which keeps
    it. What cannot be kept (a password, a file) is said to be lost.
    """

    def handle_no_permission(  # type: ignore[override] # Django takes any response, its stubs do not
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        if request.method in ASKING:
            return super().handle_no_permission(request, view_func)
        lost = lost_form(request)
        if lost is not None:
            return ask_to_sign_in(request, lost, back_to=page_of(request))
        if carries_something(request):
            messages.warning(
                request,
                _("Your session had ended when this arrived: nothing was saved. Sign in and send it again."),
            )
        return redirect_to_login(page_of(request), self.get_login_url(view_func))


def page_of(request: HttpRequest) -> str:
    """Return the page whose form was sent: many an address takes forms and shows nothing itself."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        parts = urlsplit(referer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()
