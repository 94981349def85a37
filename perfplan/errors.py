"""The page of a fault of the program."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.http import HttpResponseServerError
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)
TEMPLATE = "500.html"


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, within the frame of the site where that can still be drawn.

    The frame asks the database who the person is. Where the database is the fault, the page comes
    without the menu rather than not at all.
    """
    try:
        page = render_to_string(TEMPLATE, request=request)
    except Exception:  # whatever it is, the first fault has been recorded, and the person gets a page
        log.exception("The page of a fault could not be drawn with its frame.")
        page = render_to_string(TEMPLATE)
    return HttpResponseServerError(page)
