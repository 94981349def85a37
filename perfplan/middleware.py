"""The site's own answers where Django and the libraries would show a developer's page.

With ``DEBUG`` on, an address that leads nowhere is answered like on the real site: whoever runs the
demonstration sees the product, not its list of addresses. The technical page of a fault stays.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404
from django.urls import Resolver404, resolve
from django.views.defaults import page_not_found

from perfplan.lib.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class ContentSecurityPolicy(CSPMiddleware):
    """The policy on every page, also on one that is not found while ``DEBUG`` is on.

    The library leaves out both error pages of Django's: only that of a fault has inline styles here.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not settings.DEBUG or response.status_code != HTTPStatus.NOT_FOUND:
            return super().process_response(request, response)
        # The library asks for the status before it writes the header, and for nothing else.
        response.status_code = HTTPStatus.OK
        answer = super().process_response(request, response)
        answer.status_code = HTTPStatus.NOT_FOUND
        return answer


class PrintableText:
    """Frees what is typed or pasted of invisible characters, before any form sees it.

    They come along from word processors, nobody can find them on a page, and with one in a note no
    spreadsheet and no PDF of the whole report could be made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Put the texts of a form right; runs where the form has been read already, against forgery."""
        if request.method != "POST":
            return
        sent = request.POST.copy()
        for name, texts in sent.lists():
            sent.setlist(name, [printable(text) for text in texts])
        request.POST = sent  # type: ignore[assignment] # Django has a setter, its stubs do not


class OwnNotFoundPage:
    """Answers with ``404.html`` in place of Django's technical page; only used with ``DEBUG`` on.

    The last of all, so that the page knows the person, their language and their messages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed  # Django does the same by itself
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            resolve(request.path_info, getattr(request, "urlconf", None))
        except Resolver404 as error:
            return page_not_found(request, error)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> Any:
        """Answer for a view that found nothing; None leaves everything else to Django."""
        return page_not_found(request, exception) if isinstance(exception, Http404) else None
