"""Languages by their names: HR lists use "German", account tables `de`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["tag_of_name"]

_NAMES: Final = """
ar arabic arabisch arabe арабский
bg bulgarian bulgarisch bulgare болгарский
ca catalan katalanisch
cs czech tschechisch tchèque чешский
da danish dänisch danois dansk датский
de german deutsch allemand немецкий
el greek griechisch grec греческий
en english englisch anglais английский
es spanish spanisch espagnol español castilian испанский
et estonian estnisch estonien эстонский
fi finnish finnisch finnois suomi финский
fr french französisch francais français французский
he hebrew hebräisch hébreu иврит
hi hindi хинди
hr croatian kroatisch croate хорватский
hu hungarian ungarisch hongrois венгерский
id indonesian indonesisch indonésien
it italian italienisch italien italiano итальянский
ja japanese japanisch japonais японский
kk kazakh kasachisch казахский
ko korean koreanisch coréen корейский
lt lithuanian litauisch lituanien литовский
lv latvian lettisch letton латышский
nl dutch niederländisch holländisch néerlandais nederlands flemish нидерландский голландский
no norwegian norwegisch norvégien norsk норвежский
pl polish polnisch polonais polski польский
pt portuguese portugiesisch portugais português португальский
ro romanian rumänisch roumain румынский
ru russian russisch russe русский
sk slovak slowakisch slovaque словацкий
sl slovenian slowenisch slovène словенский
sr serbian serbisch serbe сербский
sv swedish schwedisch suédois svenska шведский
th thai thailändisch thaï тайский
tr turkish türkisch turc türkçe турецкий
uk ukrainian ukrainisch ukrainien украинский
vi vietnamese vietnamesisch vietnamien вьетнамский
zh chinese chinesisch chinois mandarin китайский
"""


@cache
def _tags() -> Mapping[str, str]:
    tags: dict[str, str] = {}
    for line in _NAMES.split("\n"):
        tag, *names = line.split() or [""]
        tags.update(dict.fromkeys(names, tag))
    return tags


def tag_of_name(folded: str) -> str | None:
    """Return the tag of a language named in English, German, French, Russian or itself, or None."""
    return _tags().get(folded)
