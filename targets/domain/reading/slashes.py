"""What a slash is, told by the words on its two sides."""

from __future__ import annotations

import re

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower

PAIRS = re.compile(
    lexicon.any_of(
        [
            *lexicon.words("formulas", "slash", "pairs"),
            *(
                rf"(?:{kind})(?:/(?:{kind}))+"
                for kind in map("|".join, lexicon.table("formulas")["slash"]["kinds"])
            ),
        ]
    )
)
"""Slashes that are no divisions: known pairs, and several nouns of one kind ("incontri/seminari")."""
PARTICIPLE = re.compile(r"(?:at|ut|it|ert|est|ost|ess|is|us|olt|int|ens|unt|ott|ett|ant|ent)[oaie]$")
"""Endings of participles; nouns have some of them too ("brevetti", "docenti")."""
_TO_DO = re.compile("|".join(lexicon.words("formulas", "done", "to_do")))
_DONE = re.compile("|".join(lexicon.words("formulas", "done", "done")))
_BASE = re.compile("|".join(lexicon.words("formulas", "done", "base")))
_PAST = re.compile(
    r"(?:at|ut|it|ert|est|ost|ess|is|us|olt|int|ens|unt|ott|ett|itt|att|evas|rimas|invas)[oaie]$"
)
"""Endings of past participles; "docenti" and "utenti" are people."""
_ADJECTIVE = lexicon.pattern("prose", "adjectives")
_LAST_WORD = re.compile(r"[^\W\d_]+(?= ?$)")
_STATE = re.compile(
    r" ?([^\W\d_]{4,})(?= ?$| (?:nel|nell'|in|entro|per|dal|dell'|del|al|su|con|annual)|[*x×,;)])"
)
_NO_DEED = r"(?!popol|produ|dota|retribu|presta|pensi|popul|dimensi|posi)"
_DEED = rf"{_NO_DEED}[^\W\d_]+(?:zione|sione|mento|scio|novo|ifica)"
_DEED_BEFORE = re.compile(rf"(?<!\w){_DEED}$")
_DEED_BEHIND = re.compile(rf"{_DEED}(?!\w)")
_MEASURED = re.compile(
    lexicon.any_of(
        [
            *lexicon.words("formulas", "number"),
            *lexicon.words("formulas", "amount"),
            *lexicon.words("formulas", "percent"),
        ]
    )
)
_DEEDS = lexicon.pattern("formulas", "deeds")
_STARTS = re.compile(rf" ?{lexicon.any_of(lexicon.words('formulas', 'slash', 'operand_starts'))}")
_TIMES_100 = re.compile(r"(?:[*×]|(?<![^\W\d_])x|(?<!\w)per) ?100(?![.,]?\d)")
_COUNT_AND_NOUN = 2
"""Words: "n. brevetti"."""
_HOURS = lexicon.pattern("formulas", "duration", "hours")
_COUNT = re.compile(lexicon.any_of(lexicon.words("formulas", "number")))
_AMOUNT = lexicon.pattern("formulas", "amount")
_EACH = lexicon.pattern("formulas", "each")
_DATE = re.compile(rf"(?:la |il )?{lexicon.any_of(lexicon.words('formulas', 'dates'))}")


def may_be_either(left: str, right: str) -> bool:
    """Say whether a slash beside what looks like a participle may still be an "or".

    "N. brevetti/spin-off" has no participle, "n. atti approvati/aggiornati" two of one kind; what was
    done over what there was to do divides.
    """
    above, below = left.split(), right.split()
    if not PARTICIPLE.search(above[-1]):
        return False
    if len(above) <= _COUNT_AND_NOUN:
        return not _TO_DO.search(below[0])
    return len(below) == 1 and PARTICIPLE.search(below[0]) is not None and not _TO_DO.search(below[0])


def is_done_over_to_do(left: str, right: str) -> bool:
    """Say whether one thing is divided by words alone: "n. istanze evase/pervenute"."""
    word, below = left.rsplit(maxsplit=1)[-1], right.lstrip()
    if _DONE.match(word) is not None and _TO_DO.match(below) is not None:
        return True
    return _PAST.search(word) is not None and not _BASE.match(word) and _BASE.match(below) is not None


def words_divide(left: str, right: str) -> bool:
    """Say whether the words on both sides show a division."""
    return (
        is_done_over_to_do(left, right) or is_divided_among(left, right) or first_noun(right) in nouns(left)
    )


def is_two_states(left: str, right: str) -> bool:
    """Say whether a slash parts two states of one thing: "procedure avviate/concluse", "iscritti/cancellati".

    Nobody can tell whether the one is divided by the other or both are counted.
    """
    word, state = _LAST_WORD.search(left), _STATE.match(right)
    if word is None or state is None or _STARTS.match(right) or word[0][-1] != state[1][-1]:
        return False
    return all(_PAST.search(each) or _ADJECTIVE.fullmatch(each) for each in (word[0], state[1]))


def is_divided_among(left: str, right: str) -> bool:
    """Say whether hours or things are divided among people: "n. ore di formazione/dipendente"."""
    what = left.lstrip()
    counted = _HOURS.match(what) or _COUNT.match(what) or _AMOUNT.match(what)
    return counted is not None and _EACH.match(right.lstrip()) is not None


def nouns(text: str) -> set[str]:
    """List the longer words without their endings, by which "gare" and "gara" are one."""
    return {word[:-1] for word in re.findall(r"[^\W\d_]{4,}", text)}


def first_noun(text: str) -> str | None:
    """Give the first word of a text so, where it is long enough to be a noun."""
    match = re.match(r" ?([^\W\d_]{4,})", text)
    return match[1][:-1] if match else None


def is_one_word_over_several(left: str, right: str) -> bool:
    """Say whether "corsi/seminari e convegni" is meant: one word, and more than one behind the slash."""
    return len(left.split()) == 1 and len(re.split(r"[*x×]", right)[0].split()) > 1


def is_one_deed_or_other(left: str, right: str) -> bool:
    """Say whether two deeds in the singular share a slash: nobody divides "cancellazione/annotazione"."""
    deeds = _DEED_BEFORE.search(left) is not None and _DEED_BEHIND.match(right) is not None
    return deeds and _MEASURED.match(left.lstrip()) is None


def is_of_deed(left: str, right: str) -> bool:
    """Say whether a deed or a document has two names: "predisposizione bando/avviso" is done or not.

    "Attuazione misure/misure previste" and "report prodotti/n. report" divide.
    """
    if _DEEDS.match(left.lstrip()) is None or _TO_DO.search(right) or _TIMES_100.search(right):
        return False
    return _STARTS.match(right) is None and first_noun(right) not in nouns(left)


def is_behind_date(left: str) -> bool:
    """Say whether a slash stands behind a date: "data di pubblicazione/scadenza" gives no number."""
    return _DATE.match(left.lstrip()) is not None


def is_between_dates(left: str, right: str) -> bool:
    """Say whether days run from one date to another: "giorni tra data richiesta/data rilascio"."""
    return " dat" in left and _DATE.match(right.lstrip()) is not None


def is_span_of_dates(text: str) -> bool:
    """Say whether a formula is two dates with a slash or a dash between them."""
    parts = re.split(r" ?[/-] ?(?=dat[ae])", lower(text).strip())
    return len(parts) == 2 and all(_DATE.match(part) for part in parts)
