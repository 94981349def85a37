"""Why a file of a command cannot be opened or written: in the reader's language, not the system's."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REASONS: dict[int, _StrPromise] = {
    errno.ENOENT: _("there is no such file or folder"),
    errno.ENOTDIR: _("a part of the path is no folder"),
    errno.EACCES: _("you have no permission"),
    errno.EPERM: _("you have no permission"),
    errno.EISDIR: _("it is a folder"),
    errno.ENOSPC: _("the disk is full"),
    errno.EROFS: _("the disk can only be read"),
    errno.ENAMETOOLONG: _("the name is too long"),
}


def file_error_reason(error: OSError) -> str:
    """Say why, without a full stop; the number of an error that is none of the common ones."""
    if error.errno in REASONS:
        return str(REASONS[error.errno])
    return gettext("the system reports error %(number)s") % {"number": error.errno}
