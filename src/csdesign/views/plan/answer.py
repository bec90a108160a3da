"""The answer: people, hires, surplus, cost, coverage, the biggest gap, the worst finding."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.views.plan.headcount import (
    have_words,
    hire_lines,
    in_post_words,
    needed_words,
    people_sentences,
    search_words,
    season_words,
    unlisted_sales,
    work_sentence,
)
from csdesign.views.plan.months import cost_words, opening_words, people_later
from csdesign.views.plan.names import role_title
from csdesign.views.plan.ownership import MOTIONS_WORDS, gaps, matrix
from csdesign.views.plan.words import money, people, percent, too_few_rows
from csdesign.views.section import LONGEST
from csdesign.wording import number_of, plural_title, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent

__all__ = ["AnswerLine", "answer"]

_MOST_HIRES: Final = 6
_LEVELS: Final = {
    "high-touch": "with a named person",
    "pooled": "served by a shared team",
    "tech-touch": "in an automated programme",
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of the answer: its subject, the figure or word to remember, the rest."""

    subject: str
    figure: str
    words: str
    alarm: bool = False


def answer(content: ReportContent) -> tuple[AnswerLine, ...]:
    """Return the lines in the order in which a board asks: people, hires, money, coverage, gaps."""
    plan = content.plan
    return (
        *_counted(plan),
        _people(plan),
        *_hires(plan),
        *_surplus(content),
        _cost(content),
        _coverage(plan),
        _gap(plan),
        _worst(plan),
    )


def _counted(plan: Plan) -> Iterator[AnswerLine]:
    """Yield a line if too few rows of the table were used."""
    if plan.measured is not None and plan.measured.is_thin:
        rows, _, then = too_few_rows(plan.measured).partition(":")
        yield AnswerLine("Counted", f"{rows}:", then.strip(), alarm=True)


def _people(plan: Plan) -> AnswerLine:
    if not plan.roles:
        return AnswerLine(
            "People",
            "Open",
            "until the segments have numbers of customers and interactions with people.",
        )
    if plan.selected:
        sentences = (*people_sentences(plan, cost=False), work_sentence(plan))
        return AnswerLine("People", "Some segments", " ".join(sentences))
    head = plan.headcount
    if plan.months is not None and head.have is not None:
        then = people_later(plan, plan.months).removeprefix(", and ")
        later = f"; {then}" if then else ""
        year = f"The year alone needs {people(head.need)}. {work_sentence(plan)}"
        return AnswerLine("People", in_post_words(head), f"in post{later}. {year}")
    if head.have is not None:
        there = f"you have {have_words(head)}"
    elif head.fewest is not None and head.fewest < head.separate:
        there = f"if each role has its own people; {head.fewest:,} are enough if roles are combined"
    else:
        there = "if each role has its own people"
    needed = people(head.need) if head.have is None else needed_words(head)
    sure = () if head.have is None else search_words(head)
    words = (f"needed{season_words(plan)}; {there}.", *sure, work_sentence(plan))
    return AnswerLine("People", needed, " ".join(words))


def _hires(plan: Plan) -> Iterator[AnswerLine]:
    """Yield each hire with its reason, if the design says who is in post.

    With a horizon these are its vacancies: the plan of the year has no dates.
    """
    head = plan.headcount
    if head.have is None or not plan.roles or plan.selected:
        return
    if plan.months is not None:
        figure, words = opening_words(plan)
        yield AnswerLine("Vacancies", figure, words, alarm=bool(plan.months.vacancies))
        return
    if not head.hires:
        yield AnswerLine(
            "Hires", "No hires", "needed: the people in post can do the promised work."
        )
        return
    told = hire_lines(plan)
    rest = len(told) - _MOST_HIRES
    if rest > 0:
        told[_MOST_HIRES:] = [f"And hires for {rest} other roles."]
    figure = number_of(head.hired, "hire")
    yield AnswerLine("Hires", figure, f"to make. {' '.join(told)}", alarm=True)


def _surplus(content: ReportContent) -> Iterator[AnswerLine]:
    """Yield the people that the plan does not need; with months, those that no month needs."""
    head = content.plan.headcount
    found = content.plan.months
    if found is not None and head.have is not None:
        spare = [role for role in found.roles if role.surplus]
        if spare:
            words = ", ".join(
                f"{role.surplus:g} {plural_title(visible(role.title, 60), role.surplus)}"
                for role in spare
            )
            total = int(math.fsum(role.surplus for role in spare))
            yield AnswerLine("Surplus", people(total), f"more than any month needs: {words}.")
        return
    if not head.surplus or content.plan.selected:
        return
    named = []
    for item in head.surplus:
        title = plural_title(role_title(content.plan.design, item.role), item.posts)
        title += unlisted_sales(content.plan.design, item.role)
        cost = "" if item.cost is None else f" ({money(item.cost, content.currency)} a year)"
        named.append(f"{item.posts} {title}{cost}")
    yield AnswerLine("Surplus", people(head.spare), f"more than needed: {', '.join(named)}.")


def _cost(content: ReportContent) -> AnswerLine:
    plan, spent = content.plan, content.plan.money
    if not content.money:
        return AnswerLine("Cost", "Left out", "in this version.")
    told = None if plan.months is None else cost_words(plan, plan.months)
    if told is not None and spent.today is not None:
        _, figure, then = told
        span = number_of(plan.months.length, "month") if plan.months is not None else ""
        year = f"{money(spent.plan or 0.0, content.currency)} a year as planned without months."
        return AnswerLine("Cost", figure, f"for {span}{then}. {year}")
    if spent.plan is None:
        return AnswerLine("Cost", "Open", "until every role with work has a loaded_cost.")
    share = f", {percent(spent.plan / plan.arr, 1)} of ARR" if plan.arr else ""
    planned = f"{money(spent.plan, content.currency)} a year as planned{share}."
    revenue = "Revenue did not decide this plan: changing an ARR changes only the cost."
    if spent.today is None:
        amount = money(spent.plan, content.currency)
        return AnswerLine("Cost", amount, f"a year{share}. {revenue}")
    today = money(spent.today, content.currency)
    return AnswerLine("Cost", today, f"a year today; {planned} {revenue}")


def _coverage(plan: Plan) -> AnswerLine:
    parts = []
    for level, words in _LEVELS.items():
        here = [s for s in plan.segments if s.coverage.level == level]
        if here:
            accounts = math.fsum(s.segment.accounts or 0 for s in here)
            customers = f" ({accounts:,.0f} customers)" if accounts else ""
            parts.append(f"{len(here)} {words}{customers}")
    undefined = sum(s.coverage.level is None for s in plan.segments)
    if undefined:
        parts.append(f"{undefined} undefined")
    count = len(plan.segments)
    figure = number_of(count, "segment")
    words = f"covered: {'; '.join(parts)}." if parts else "covered yet."
    return AnswerLine("Coverage", figure, words)


def _gap(plan: Plan) -> AnswerLine:
    unowned = gaps(plan)
    if unowned:
        segment, motion = max(unowned, key=lambda gap: _customers(plan, gap[0]))
        name = visible(plan.segment_by_id[segment].segment.name, LONGEST)
        more = len(unowned) - 1
        rest = (
            f"; {number_of(more, 'more motion has', 'more motions have')} no owner" if more else ""
        )
        return AnswerLine(
            "Biggest gap", "Nobody", f"owns {MOTIONS_WORDS[motion]} in {name}{rest}.", alarm=True
        )
    # A thin hire comes from rounding; a shortage of several people is a gap.
    hires = [hire for hire in plan.headcount.hires if not hire.thin]
    if hires:
        worst = max(hires, key=lambda hire: hire.short_fte)
        title = role_title(plan.design, worst.role)
        short = f"{worst.short_fte:.1f} full-time"
        return AnswerLine("Biggest gap", short, f"people missing: {title}.", alarm=True)
    if any(cell.state == "proposed" for row in matrix(plan) for cell in row.cells):
        return AnswerLine("Biggest gap", "Not known", "yet: owners are only proposed.")
    return AnswerLine(
        "Biggest gap", "No gap", "in ownership: every motion that applies has an owner."
    )


def _customers(plan: Plan, segment: str) -> float:
    return plan.segment_by_id[segment].segment.accounts or 0


def _worst(plan: Plan) -> AnswerLine:
    active = [finding for finding in plan.findings if finding.suppressed is None]
    if not active:
        return AnswerLine("Worst finding", "No finding", "to act on: no rule found anything.")
    worst = min(active, key=lambda finding: finding.sort_key)
    rest = len(active) - 1
    more = f" And {number_of(rest, 'more finding')}." if rest else ""
    return AnswerLine(
        "Worst finding",
        worst.severity.word.capitalize(),
        f"found: {visible(worst.message, LONGEST)} [{worst.code}].{more}",
        alarm=worst.severity.word == "error",
    )
