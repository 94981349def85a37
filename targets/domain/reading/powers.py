"""Powers and roots of a formula in one spelling, and the functions of a spreadsheet that are not read."""

from __future__ import annotations

import re

from targets.domain.reading.cells import bracket_pairs, lower

_ROOT = re.compile(
    r"(?:(?P<square>√|(?<!\w)(?:rad(?:ice|\.)? ?quad(?:rata|r?\.)|sqrt))|(?P<cube>∛|(?<!\w)radice cubica))"
    r"(?: (?:di|del|della|dei|dell')(?!\w))? ?"
)
_EXPONENTS = {"square": "0,5", "cube": "(1/3)"}
_LETTER = re.compile(r"[A-Z]\d?(?!\w)")
_RAISED = re.compile(r"(?:(?<=[)\]}])|(?<=(?<!\w)[A-Z])) ?([²³])")
_FIGURES = {"²": "2", "³": "3"}
_POWER = re.compile(r" ?\^ ?")
_OPEN_EXPONENT = re.compile(r"\^(?! ?(?:\(|\d+(?:[.,]\d+)?(?! ?/ ?\d)(?!\w)|[a-z](?!\w)))", re.IGNORECASE)
"""``A^1/4``: the fourth root, or a fourth of A?"""
_FUNCTION = re.compile(
    r"(?<!\w)(?:(?:log(?:10)?|ln|abs|exp|arrotonda|round|int|trunc|se|if|somma\.(?:se|piu.se)|conta\.se"
    r"|se\.errore|iferror|quoziente|power|potenza)\("
    r"|(?:max|min)\([^()]*(?:\([^()]*\)[^()]*)?;)|\|[^|]+\|"
)
"""``min(A/B; 1)``, ``log(A)``, ``|A - B|``: a bracket that computes what the four operations do not."""


def with_powers(label: str) -> str:
    """Write "√(A*B)", "radice quadrata di A" and "(A/B)²" with the sign "^"."""
    if not any(sign in label for sign in "√∛²³^") and _ROOT.search(lower(label)) is None:
        return label
    place = 0
    while root := _ROOT.search(lower(label), place):
        end = _end_of_operand(label, root.end())
        place = root.end()
        if end is None:
            continue
        exponent = _EXPONENTS[root.lastgroup or "square"]
        label = f"{label[: root.start()]}{label[root.end() : end]} ^ {exponent}{label[end:]}"
        place = root.start()
    label = _RAISED.sub(lambda figure: f" ^ {_FIGURES[figure[1]]}", label)
    return _POWER.sub(" ^ ", label)


def is_beyond_arithmetic(label: str) -> bool:
    """Say whether a formula computes with more than sums, products, quotients, powers and plain roots."""
    plain = lower(label)
    return (
        _FUNCTION.search(plain) is not None
        or _ROOT.search(plain) is not None
        or _OPEN_EXPONENT.search(plain) is not None
    )


def _end_of_operand(label: str, start: int) -> int | None:
    """Find where the operand of a root ends: a bracket or a letter; None for words, which end nowhere."""
    if label[start : start + 1] in ("(", "[", "{"):
        close = bracket_pairs(label).get(start)
        return None if close is None else close + 1
    letter = _LETTER.match(label, start)
    return letter.end() if letter else None
