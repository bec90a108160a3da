"""Text made safe and short for people: control characters shown, near misses named, lists spoken.

Everything a design, a file name or a library says passes `visible` before a person or a terminal
sees it: an escape sequence is then letters on the screen and never a command to it.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "INVISIBLE",
    "capitalised",
    "closest",
    "did_you_mean",
    "german_in_ascii",
    "listed",
    "nearest",
    "number_of",
    "part_words",
    "plural_title",
    "singular",
    "visible",
    "with_article",
]

INVISIBLE: Final = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: line feeds, ANSI and OSC sequences begin here
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u2028\u2029"  # line and paragraph separator
    "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # drawn as nothing
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of pairs, no characters at all
    "\U000e0000-\U000e007f"  # tag characters: text that no font draws
)
"""Ranges of a regular expression's character class: what a screen obeys or hides."""

_SHORT: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONGEST_WORD: Final = 64
_MOST_OPTIONS: Final = 5_000
_MOST_MEANT: Final = 2
"""Options that a message may name as the one that was meant."""
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GERMAN: Final = re.compile(
    r"ß|\b(?:für|über|und|der|von|vom|mit|zur|zum|bei)\b|führ|käuf|schäft|kräft|lösung|prüf|schlüssel|"
    r"kündig|rück|zuständ|verträg|händl|stütz|qualität|gebühr|träger|schütz|öffentl|ärzt|gerät|"
    r"jährlich|täglich|wöchentlich|präsident|länder|kunden\w|betreu|berat(?:er|ung)|dienst|vertrieb|"
    r"leit(?:er|ung)|beauftragt|behörd|gemeind|städt|büro|bäcker|brücke|mühle|flügel|werkst[aä]tt"
)
_NOT_GERMAN: Final = re.compile(r"[åşğıçőűõñøæ]|ää|öö|üü")


def visible(text: str, limit: int = 200) -> str:
    """Return the text with control and invisible characters spelled out, at most `limit` long.

    The ellipsis of a cut text counts towards the limit (characters).
    """
    shown = text[: limit + 1]
    if not shown.isprintable():
        shown = re.sub(f"[{INVISIBLE}]", _spelled, shown)
    return shown if len(shown) <= limit else shown[: max(limit - 1, 0)] + "…"


def _spelled(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


_SHORT_TITLE: Final = 4
_TITLE: Final = (
    r"administrator|adviser|advisor|advocate|agent|ambassador|analyst|architect|assistant|"
    r"associate|clerk|closer|coach|consultant|coordinator|deputy|designer|developer|"
    r"director|editor|engineer|executive|expert|founder|guide|head|instructor|lead|leader|"
    r"manager|marketer|officer|operator|owner|partner|planner|president|principal|"
    r"producer|programmer|representative|rep|researcher|reviewer|scientist|secretary|"
    r"seller|specialist|strategist|supervisor|technician|tester|trainee|trainer|"
    r"tutor|writer"
)
"""The last words of job titles that take an s."""


def listed(items: Iterable[str], word: str = "or") -> str:
    """Return `a, b or c`; the last two are joined by `word`."""
    names = list(items)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def german_in_ascii(text: str) -> str:
    """Return a German text in lower case with `ae`, `oe`, `ue` and `ss`; any other as it is.

    Only German spells its umlauts so: a Finnish `päällikkö` is `paallikko` to its readers, and a
    Turkish `müdür` is `mudur`. A text is German by `ß`, by its small words, or by stems that job
    titles and customers' businesses have, unless it has letters that German lacks.
    """
    small = text.casefold() if "ß" not in text else text.lower()
    if not _GERMAN.search(small) or _NOT_GERMAN.search(small):
        return text
    return small.translate(_UMLAUTS)


def capitalised(text: str) -> str:
    """Return a text whose first letter is a capital; the others stay as they are."""
    return text[:1].upper() + text[1:]


def number_of(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun: `1 row`, `2,000 rows`, `1.5 hours`, `2 companies`."""
    shown = f"{count:,.0f}" if float(count).is_integer() else f"{count:,g}"
    return f"{shown} {one if count == 1 else many or _plural(one)}"


def _plural(noun: str) -> str:
    ends_in_y = noun.endswith("y") and noun[-2:-1] not in set("aeiou")
    return f"{noun[:-1]}ies" if ends_in_y else f"{noun}s"


def singular(name: str) -> str:
    """Return the name of one item of a list of the language: `policy` for `policies`."""
    word = name.replace("_", " ")
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def part_words(part: str) -> str:
    """Return a part of a design as messages name it.

    `experiences[ax].interactions[qbr]` is `interaction 'qbr' of experience 'ax'`; what lies below
    the last id follows it: `role 'csm', formerly`.
    """
    named = list(re.finditer(r"(\w+)\[([^\]]+)\]", part))
    below = part[named[-1].end() :] if named else part
    owners = " of ".join(f"{singular(each[1])} '{each[2]}'" for each in reversed(named))
    return ", ".join(filter(None, (owners, below.lstrip("."))))


def with_article(title: str) -> str:
    """Return a title with `a` or `an` before it, by its first letter."""
    return f"{'an' if title[:1].casefold() in set('aeio') else 'a'} {title}"


def plural_title(title: str, count: float) -> str:
    """Return a job title as written after a count: `2 Account Managers`, `2 Heads of Support`.

    Only English nouns that name people or a place of work take an s; a title in another language,
    or that ends otherwise, stays as it is.
    """
    noun, of, rest = title.partition(" of ")
    word = noun.rsplit(" ", 1)[-1]
    abbreviated = word.isupper() and word.isalpha() and word.isascii() and len(word) <= _SHORT_TITLE
    if count == 1 or not (abbreviated or re.fullmatch(_TITLE, word, re.IGNORECASE)):
        return title
    many = f"{word[:-1]}ies" if word[-1:] == "y" else f"{word}{'es' if word[-2:] == 'ch' else 's'}"
    return f"{noun.removesuffix(word)}{many}{of}{rest}"


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest option, or two equally near ones, or nothing."""
    near = nearest(word, options)
    if not 1 <= len(near) <= _MOST_MEANT:
        return ""
    return f"; did you mean {' or '.join(_quoted(each) for each in near)}?"


def _quoted(option: str) -> str:
    """Return an option in quotes, harmless and of a length that fits a message."""
    return f"'{visible(option, 80)}'"


def closest(word: str, options: Iterable[str]) -> str | None:
    """Return the option that a typing slip most likely turned into the word, or None.

    Case, hyphens and underscores count for nothing; else one slip in three letters is forgiven.
    Failing that, the option wins that begins as the word does (`renewals`: `renew`). If two
    options are equally near, nobody can tell which was meant: the answer is None.
    """
    near = nearest(word, options)
    return near[0] if len(near) == 1 else None


def nearest(word: str, options: Iterable[str]) -> list[str]:
    """Return the options that are nearest to a word, each once; several if equally near."""
    if not word or len(word) > _LONGEST_WORD:
        return []
    plain = _folded(word)
    allowed = max(1, len(plain) // 3)
    best: list[str] = []
    best_distance = allowed
    known = list(islice(options, _MOST_OPTIONS))
    for option in known:
        candidate = _folded(option)
        if abs(len(candidate) - len(plain)) > best_distance:
            continue
        # A typing mistake changes the set of letters by two at most: a cheap test comes first.
        if len(set(candidate) ^ set(plain)) > 2 * best_distance:
            continue
        distance = _distance(plain, candidate)
        # A word of two letters with both replaced is another word, not a typing mistake.
        if distance > best_distance or distance >= len(plain) or option in best:
            continue
        best = [*best, option] if distance == best_distance else [option]
        best_distance = distance
    return best or _same_beginning(plain, known)


def _same_beginning(plain: str, options: Sequence[str]) -> list[str]:
    """Return the options with the longest common beginning: four letters, over half of one."""
    best: list[str] = []
    longest = 4
    for option in options:
        candidate = _folded(option)
        pairs = zip(plain, candidate, strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if common < longest or 2 * common <= min(len(plain), len(candidate)) or option in best:
            continue
        best = [*best, option] if common == longest else [option]
        longest = common
    return best


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many letters to insert, drop, replace or swap with a neighbour make b of a."""
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        current = [i]
        for j, right in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
