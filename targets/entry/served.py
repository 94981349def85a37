"""Tell what a person touched on the entry page from what came back as it was served.

Every value of a page is sent with every press of a button. Compared with what is stored *now*, a
value nobody touched looks like a change as soon as a colleague has saved another. So each block carries
a digest of its fields as they were served. It is not signed: who forges it makes their own typing
count or not count, and what counts still needs the version that is stored.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ABOUT = ("-version", "-served", "-choice", "-reason", "-file", "-means")
"""How the names of the fields end that say something about a value and are no part of it."""


def digest_of(fields: Iterable[tuple[str, str]]) -> str:
    """Return the digest of fields by their names; an empty one is the same as none.

    Line ends and the space around a text are no part of it: browsers change the ones, and neither is
    stored.
    """
    texts = {name: text.replace("\r\n", "\n").strip() for name, text in fields}
    content = json.dumps(sorted((name, text) for name, text in texts.items() if text))
    return hashlib.sha256(content.encode()).hexdigest()


def is_touched(sent: Mapping[str, str], prefix: str) -> bool:
    """Say whether what was sent of a block is not what was served, or the person chose between two.

    A page without the digest was not served by this program as it is: all it says is taken as typed.
    """
    served = sent.get(f"{prefix}-served", "")
    if not served or sent.get(f"{prefix}-choice", ""):
        return True
    own = (name for name in sent if name.startswith(f"{prefix}-") and not name.endswith(_ABOUT))
    return digest_of((name, sent[name]) for name in own) != served
