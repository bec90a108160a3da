"""Reads `# csdesign: ignore[CODE, name] -- reason until 2027-01-31`."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.rules.suppression.silencing import can_be_silenced
from csdesign.wording import did_you_mean, nearest, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import RuleInfo
    from csdesign.source.yaml.comments import Comment

__all__ = ["FORM", "Malformed", "Suppression", "read_comment"]

FORM: Final = "# csdesign: ignore[CODE] -- reason until 2027-01-31"
_LONGEST: Final = 1_000
_DIRECTIVE: Final = re.compile(r"#\s{0,20}csdesign:\s{0,20}([A-Za-z][A-Za-z_-]{0,40})(.*)")
_LIST: Final = re.compile(r"\s{0,20}\[([^\]]*)\](.*)")
_WORDS: Final = ("ignore", "disable", "noqa", "suppress", "skip", "allow")
_UNTIL: Final = "until"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Suppression(NamedTuple):
    """A suppression by a comment: codes of rules, the reason, and its last day (None for ever)."""

    comment: Comment
    codes: tuple[str, ...]
    reason: str
    until: date | None


class Malformed(NamedTuple):
    """A comment that was meant to suppress something and does not; what would be right."""

    comment: Comment
    message: str


def read_comment(comment: Comment, rules: Sequence[RuleInfo]) -> Suppression | Malformed | None:
    """Return the suppression in a comment, or its problem; None for an ordinary comment.

    `rules` are all that exist, whether they run or not.
    """
    directive = _DIRECTIVE.search(comment.text[:_LONGEST])
    if directive is None:
        return None
    word, rest = directive.groups()
    if word != "ignore":
        meant = rest.lstrip().startswith(("[", "=")) or bool(nearest(word, _WORDS))
        message = f"'{visible(word)}' suppresses nothing; write {FORM}"
        return Malformed(comment, message) if meant else None
    found = _LIST.match(rest)
    if found is None:
        return Malformed(comment, f"name the rules that it suppresses: {FORM}")
    codes = _codes(found.group(1), rules)
    if isinstance(codes, str):
        return Malformed(comment, codes)
    return _with_reason(comment, codes, found.group(2).strip())


def _codes(text: str, rules: Sequence[RuleInfo]) -> tuple[str, ...] | str:
    """Return the codes of the rules in a list of codes and names, or what is wrong with it."""
    known = {rule.code: rule.code for rule in rules} | {rule.name: rule.code for rule in rules}
    codes: list[str] = []
    for part in text.split(","):
        name = part.strip()
        if not name:
            return f"name the rules that it suppresses: {FORM}"
        code = known.get(name)
        if code is None:
            hint = did_you_mean(name, known) or "; give a whole code or a name"
            return f"there is no rule '{visible(name, 80)}'{hint}"
        if not can_be_silenced(code):
            return f"{code} cannot be suppressed: without it the design is not checked at all"
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _with_reason(comment: Comment, codes: tuple[str, ...], tail: str) -> Suppression | Malformed:
    """Return the suppression with its reason and its last day."""
    if not tail.startswith("--"):
        return Malformed(comment, f"say why: {FORM}")
    reason = tail.removeprefix("--").strip()
    until = None
    words = reason.split()
    if _UNTIL in words:
        # A day in words would never end the suppression.
        at = len(words) - 1 - words[::-1].index(_UNTIL)
        day = " ".join(words[at + 1 :])
        until = _day(day)
        if until is None:
            return Malformed(
                comment, f"'{visible(day, 80)}' is not a day; write it as in until 2027-01-31"
            )
        reason = " ".join(words[:at])
    if not any(character.isalnum() for character in reason):
        return Malformed(comment, f"say why: {FORM}")
    return Suppression(comment, codes, reason, until)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:  # the 30th of February
        return None
