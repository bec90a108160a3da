"""Verdicts, parts and changes in everyday words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.roles.matching.sets import COMPONENTS
from csdesign.roles.text.words import mixes_scripts, words_of
from csdesign.wording import capitalised, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.auditing.results import JudgedPair, Line
    from csdesign.roles.reference_jobs import Edit
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = [
    "CONFIRM",
    "MOTION_WORDS",
    "channel_words",
    "edit_words",
    "kept_words",
    "kind_title",
    "quoted",
    "shortened",
    "sure_words",
    "verdict_words",
]

CONFIRM: Final = "This compares job texts, not people. Confirm it with the manager of the role."
MOTION_WORDS: Final = {
    "land": "new sales",
    "onboard": "onboarding",
    "adopt": "adoption",
    "upsell": "extra seats",
    "cross-sell": "new products",
    "renew": "renewals",
    "serve": "help requests",
}
_RENAMED: Final = {
    "unchanged": "New title, same job.",
    "barely-changed": "New title, mostly the same job.",
    "changed": "New title, and the job changed with it.",
    "distinct": "New title, and another job.",
}
_KEPT: Final = {
    "unchanged": "Same title, same job.",
    "barely-changed": "Same title, nearly the same job.",
    "changed": "Same title; the job changed in part.",
    "distinct": "Same title, another job.",
}
_SIBLINGS: Final = {
    "unchanged": "Two titles, one text.",
    "barely-changed": "Two titles, nearly one text.",
    "changed": "Two similar jobs.",
    "distinct": "Two jobs.",
}
_ASKED: Final = {
    "succession": "QUESTION: is this the old job under a new title?",
    "siblings": "QUESTION: are these two titles for one job?",
}
_CHANNELS: Final = {
    "exact": "same apart from the title",
    "lexical": "in other words",
}


def verdict_words(pair: JudgedPair) -> str:
    """Return the verdict as a sentence or two, followed by the counts."""
    result = pair.comparison
    if result.verdict is None:
        return f"{visible(capitalised(result.reason), 200)}."
    if result.tier == "other-grade":
        return f"QUESTION: {visible(result.reason, 200)}. {kept_words(pair)}"
    if result.tier == "perhaps-reworded":
        asked = _ASKED[result.relation] if pair.renamed else "QUESTION: is this still the same job?"
        why = visible(capitalised(result.reason), 300)
        return f"{asked} {why}. {kept_words(pair)}"
    if pair.rewritten:
        words = "Same title, different job."
    elif pair.relation == "siblings":
        words = _SIBLINGS[result.verdict]
        if not pair.renamed:
            words = words.replace("Two titles", "One title for two roles, and")
    else:
        words = (_RENAMED if pair.renamed else _KEPT)[result.verdict]
    if result.tier is None and result.reason:
        words += f" {visible(capitalised(result.reason), 300)}."
    return f"{words} {kept_words(pair)}"


def kept_words(pair: JudgedPair) -> str:
    """Return the counts of common duties, such as `Kept 7 of 15 duties, 8 gone, 2 new.`."""
    duties = pair.comparison.duties
    gone, new = len(duties.only_in_a), len(duties.only_in_b)
    kept = duties.size_a - gone
    if pair.relation == "siblings":
        words = f"{kept} of {duties.size_a} duties of the first are in the second"
        words += f", {duties.size_b - new} of {duties.size_b} of the second in the first"
    elif not gone and not new:
        words = f"All {number_of(duties.size_a, 'duty')} kept, none new"
    else:
        words = f"Kept {kept} of {number_of(duties.size_a, 'duty')}"
        words += (f", {gone} gone" if gone else "") + (f", {new} new" if new else "")
    moved = _requirements(pair)
    return f"{words}.{moved}"


def _requirements(pair: JudgedPair) -> str:
    """Return the change of the requirements; empty if most of them stayed."""
    lines = pair.requirements
    if not lines:
        return ""
    gone, new = sum(line.b is None for line in lines), sum(line.a is None for line in lines)
    kept = len(lines) - gone - new
    if kept > max(gone, new):
        return ""
    return f" Of {number_of(kept + gone, 'requirement')} {kept} stayed, {new} are new."


def sure_words(result: RoleComparison) -> str:
    """Return how sure the verdict is and its evidence; empty without a verdict."""
    if result.verdict is None:
        return ""
    known = [part for part in COMPONENTS if result.components[part] is not None]
    unsaid = [part for part in COMPONENTS if part in result.not_compared]
    if not unsaid:
        evidence = "complete"
    elif known == ["responsibilities"]:
        evidence = "duties only"
    else:
        evidence = f"{len(COMPONENTS) - len(unsaid)} of {len(COMPONENTS)} parts"
    return f"Match: {result.sureness}. Evidence: {evidence}."


def channel_words(line: Line) -> str:
    """Return how two lines were matched, in words."""
    if line.a is None:
        return "no earlier match"
    if line.b is None:
        return "no longer there"
    if line.kind == "perhaps":
        return "perhaps the same"
    if line.kind == "code":
        both = line.a.code is not None and line.a.code == line.b.code
        words = "same code" if both else "names the code of the other"
    elif line.a.text == line.b.text:
        words = "word for word"
    elif line.kind == "exact" and set(words_of(line.a.text)) == set(words_of(line.b.text)):
        alike = mixes_scripts(line.a.text) or mixes_scripts(line.b.text)
        words = "same words, look-alike letters" if alike else "same words"
    else:
        words = _CHANNELS[line.kind]
    return f"{words}, part of a longer line" if line.part else words


def kind_title(kind: str) -> str:
    """Return the English title of a reference role."""
    return reference.roles()[kind].title_en


def edit_words(edits: Sequence[Edit]) -> str:
    """Return the changes that make a title true, motions first, as a sentence without full stop."""
    parts = [_motion_words(edit) for edit in edits if edit.part == "motions"]
    for part, add, drop in _EDITS:
        for action, words in (("add", add), ("drop", drop)):
            names = [e.name for e in edits if e.part == part and e.action == action]
            if names:
                parts.append(f"{words} {', '.join(_named(part, name) for name in names)}")
    return "; ".join(parts)


_EDITS: Final = (
    ("responsibilities", "take on", "hand over"),
    ("kpis", "be measured by", "no longer be measured by"),
    ("decision_rights", "may decide", "no longer decide"),
    ("stages", "meet customers in", "leave the stage"),
)


def _motion_words(edit: Edit) -> str:
    motion = MOTION_WORDS.get(edit.name, edit.name)
    verbs = {"own": "own", "co-own": "co-own", "support": "only help with"}
    return f"{verbs.get(edit.level or '', 'leave')} {motion}"


def _named(part: str, name: str) -> str:
    if part == "kpis" and name in reference.kpis():
        return _lower(reference.kpis()[name].title_en)
    return visible(name, 64)


def quoted(text: str, limit: int = 160) -> str:
    """Return a text in quotation marks, safe to print and not too long."""
    return f'"{visible(" ".join(text.split()), limit)}"'


def shortened(items: Iterable[str], most: int = 4) -> str:
    """Return the first items and the number of the others."""
    names = [visible(item, 60) for item in items]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _lower(text: str) -> str:
    """Return a text in the form it has within a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
