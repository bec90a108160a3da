"""The answer in five lines: people, cost, coverage, the biggest gap, the worst finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.plan.headcount import people_sentences, work_sentence
from csdesign.views.plan.names import role_title
from csdesign.views.plan.ownership import MOTIONS_WORDS, gaps, matrix
from csdesign.views.plan.words import money, people, percent
from csdesign.views.section import LONGEST
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent

__all__ = ["AnswerLine", "answer"]

_LEVELS: Final = {
    "high-touch": "with a named person",
    "pooled": "served by a shared team",
    "tech-touch": "in an automated programme",
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of the answer: what it is about, the figure or word to remember, the rest."""

    subject: str
    figure: str
    words: str
    alarm: bool = False


def answer(content: ReportContent) -> tuple[AnswerLine, ...]:
    """Return the five lines, in the order in which a board asks."""
    plan = content.plan
    return (
        _heads(content),
        _cost(content),
        _coverage(plan),
        _gap(plan),
        _worst(plan),
    )


def _heads(content: ReportContent) -> AnswerLine:
    plan = content.plan
    if not plan.roles:
        return AnswerLine(
            "People",
            "Open",
            "until the segments have numbers of customers and interactions with people.",
        )
    sentences = " ".join([*people_sentences(plan, cost=content.money), work_sentence(plan)])
    need = "Some segments" if plan.selected else people(plan.heads)
    return AnswerLine("People", need, sentences, alarm=bool(plan.headcount.hires))


def _cost(content: ReportContent) -> AnswerLine:
    plan = content.plan
    if not content.money:
        return AnswerLine("Cost", "Left out", "in this version.")
    if plan.cost is None:
        return AnswerLine("Cost", "Open", "until every role with work has a loaded_cost.")
    share = f", {percent(plan.cost / plan.arr, 1)} of ARR" if plan.arr else ""
    today = plan.money.today
    was = "" if today is None else f" Today {money(today, content.currency)}."
    return AnswerLine(
        "Cost",
        money(plan.cost, content.currency),
        f"a year{share}.{was} Revenue decided nothing here: change any ARR and only cost moves.",
    )


def _coverage(plan: Plan) -> AnswerLine:
    parts = []
    for level, words in _LEVELS.items():
        here = [s for s in plan.segments if s.coverage.level == level]
        if here:
            accounts = sum(s.segment.accounts or 0 for s in here)
            customers = f" ({accounts:,.0f} customers)" if accounts else ""
            parts.append(f"{len(here)} {words}{customers}")
    undefined = sum(s.coverage.level is None for s in plan.segments)
    if undefined:
        parts.append(f"{undefined} undefined")
    count = len(plan.segments)
    figure = f"{count} segment{'' if count == 1 else 's'}"
    return AnswerLine("Coverage", figure, "; ".join(parts) + "." if parts else "none yet.")


def _gap(plan: Plan) -> AnswerLine:
    unowned = gaps(plan)
    if unowned:
        segment, motion = max(unowned, key=lambda gap: _customers(plan, gap[0]))
        name = visible(plan.segment_by_id[segment].segment.name, LONGEST)
        rest = f"; {len(unowned) - 1} more like it" if len(unowned) > 1 else ""
        return AnswerLine(
            "Biggest gap", "Nobody", f"owns {MOTIONS_WORDS[motion]} in {name}{rest}.", alarm=True
        )
    # A thin hire is a rounding; what several people are short of is a gap.
    hires = [hire for hire in plan.headcount.hires if not hire.thin]
    if hires:
        worst = max(hires, key=lambda hire: hire.short_fte)
        title = role_title(plan.design, worst.role)
        short = f"{worst.short_fte:.1f} full-time short"
        return AnswerLine("Biggest gap", short, f"of {title}.", alarm=True)
    if any(cell.state == "proposed" for row in matrix(plan) for cell in row.cells):
        return AnswerLine("Biggest gap", "Not known", "owners are proposed, none is named yet.")
    return AnswerLine("Biggest gap", "None", "every motion that applies has an owner.")


def _customers(plan: Plan, segment: str) -> float:
    return plan.segment_by_id[segment].segment.accounts or 0


def _worst(plan: Plan) -> AnswerLine:
    active = [finding for finding in plan.findings if finding.suppressed is None]
    if not active:
        return AnswerLine("Worst finding", "None", "no rule has anything to say.")
    worst = min(active, key=lambda finding: finding.sort_key)
    rest = len(active) - 1
    more = f" And {rest} more finding{'' if rest == 1 else 's'}." if rest else ""
    return AnswerLine(
        "Worst finding",
        worst.severity.word.capitalize(),
        f"{visible(worst.message, LONGEST)} [{worst.code}].{more}",
        alarm=worst.severity.word == "error",
    )
