"""The audit of roles it has never seen, judged as the person in the job would judge them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from csdesign.roles import compare

from . import strangers as texts
from .samples import written

if TYPE_CHECKING:
    from csdesign.roles import RoleComparison
    from csdesign.roles.verdict.evidence import Relation


def judged(
    a: tuple[str, ...],
    b: tuple[str, ...],
    titles: tuple[str, str] = ("First Title", "Other Name"),
    relation: Relation = "succession",
) -> RoleComparison:
    """Compare two lists of duties under two titles."""
    return compare(written(titles[0], *a), written(titles[1], *b), relation=relation)


ALL: Final = (
    texts.SALES_ENGINEER,
    texts.CONSULTANT,
    texts.ACCOUNTS,
    texts.ONBOARDING,
    texts.RENEWALS,
    texts.SUPPORT,
    texts.COMMUNITY,
    texts.AIRLINES,
    texts.STADTWERKE,
    texts.MASCHINENBAU,
    texts.CABINETS,
    texts.SKLADY,
    texts.PRODLENIYA,
)


@pytest.mark.parametrize("duties", ALL, ids=lambda duties: duties[0][:20])
def test_a_new_title_over_the_same_text_is_an_alarm(duties: tuple[str, ...]) -> None:
    assert judged(duties, duties).tier == "same-text"
    assert judged(duties, duties[::-1], relation="siblings").tier == "same-text"


def test_two_jobs_are_never_taken_for_one() -> None:
    """Nor does what the employer offers, the same in every posting, bring them together.

    Across languages only the meaning is compared: there two jobs of one field may be asked about.
    """
    for a, b in combinations(ALL, 2):
        alone = judged(a, b, relation="siblings")
        posted = judged((*a, *texts.OFFERS), (*b, *texts.OFFERS))
        expected = {None, "perhaps-reworded"} if alone.across_languages else {None}

        assert alone.tier in expected, (a[0], b[0])
        assert posted.tier in expected, (a[0], b[0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (texts.CONSULTANT, texts.CONSULTANT_REWRITTEN),
        (texts.SKLADY, texts.SKLADY_REWRITTEN),
        (texts.MASCHINENBAU, texts.MASCHINENBAU_IN_NOUNS),
        (texts.SALES_ENGINEER, texts.SALES_ENGINEER_IN_PROSE),
        (texts.SALES_ENGINEER, (*texts.SALES_ENGINEER, *texts.OFFERS)),
        (texts.ONBOARDING, (*texts.ONBOARDING, *texts.ACCOUNTS[:2])),
        (texts.CONSULTANT, (*texts.CONSULTANT[:5], "Writes the weekly report of the project")),
    ],
    ids=["rewritten", "rewritten in Russian", "in nouns", "in prose", "offers", "grown", "changed"],
)
def test_the_same_job_in_other_words_is_reported_or_asked(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert judged(before, after).tier in {"same-text", "perhaps-reworded"}


def test_of_work_that_no_vocabulary_knows_nothing_is_said_across_languages() -> None:
    """The same job and another are then told apart by nothing."""
    for role in (texts.CONSULTANT, texts.SALES_ENGINEER):
        result = judged(role, texts.SKLADY)

        assert (result.tier, result.verdict) == (None, None)
        assert result.reason.startswith("cannot judge: the texts are in two languages")


def test_a_text_in_two_languages_is_read_in_both_whatever_their_order() -> None:
    mixed = (*texts.CONSULTANT[:2], *texts.SKLADY[:2])

    for other in (texts.CONSULTANT, texts.SKLADY):
        assert not judged(other, mixed).across_languages
        assert judged(other, mixed).score == pytest.approx(judged(other, mixed[::-1]).score)


def test_between_languages_no_verdict_is_sure() -> None:
    result = judged(texts.ONBOARDING, texts.PRODLENIYA)

    assert (result.verdict, result.sureness) == ("distinct", "unsure")
    assert result.confidence <= 0.8


@pytest.mark.parametrize(
    ("owned", "helped"),
    [
        (texts.RENEWALS, texts.RENEWALS_HELPED),
        (texts.STADTWERKE, texts.STADTWERKE_HELPED),
        (texts.CABINETS, texts.CABINETS_HELPED),
        (texts.PRODLENIYA, texts.PRODLENIYA_HELPED),
    ],
    ids=["en", "de", "fr", "ru"],
)
def test_who_only_helps_has_another_job(owned: tuple[str, ...], helped: tuple[str, ...]) -> None:
    result = judged(owned, helped)

    assert result.tier is None
    assert "only supported" in result.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Advise {} on what to change", "Recommend to {} what to change"),
        ("Refers {} to the specialist", "Directs {} to the specialist"),
        ("Provides technical support to {}", "Delivers technical support to {}"),
    ],
)
def test_verbs_that_say_the_same_take_nothing_away(before: str, after: str) -> None:
    whom = ("new customers", "large customers", "schools and customers")
    one, other = ([line.format(who) for who in whom] for line in (before, after))
    result = judged((*texts.COMMUNITY[:3], *one), (*texts.COMMUNITY[:3], *other))

    assert result.vetoes == ()
    assert result.tier in {"same-text", "perhaps-reworded"}


def test_support_for_the_work_of_others_is_not_work_of_ones_own() -> None:
    duties = tuple(f"Owns the {what}" for what in ("renewal of contracts", "forecast", "quotes"))
    weak = tuple(line.replace("Owns", "Provides support for") for line in duties)

    assert judged((*duties, *texts.COMMUNITY[:2]), (*weak, *texts.COMMUNITY[:2])).tier is None


def test_one_template_for_two_kinds_of_customers_says_which_word_was_exchanged() -> None:
    result = judged(texts.AIRLINES, texts.BANKS, relation="siblings")

    assert result.tier is None
    assert result.reason.startswith("the same text apart from airlines -> banks")


@pytest.mark.parametrize("relation", ["succession", "siblings"])
def test_a_ladder_is_never_an_alarm(relation: Relation) -> None:
    titles = ("Support Engineer", "Senior Support Engineer")

    assert judged(texts.SUPPORT, texts.SUPPORT, titles, relation).tier == "other-grade"
    assert judged(texts.SUPPORT, texts.SUPPORT_AND_MORE, titles, relation).tier is None


def test_twice_the_work_is_another_job() -> None:
    assert judged(texts.ONBOARDING, (*texts.ONBOARDING, *texts.RENEWALS)).tier is None


@pytest.mark.parametrize(
    "line",
    [
        *texts.OFFERS,
        "Wir bieten 30 Urlaubstage und ein Jobticket",
        "Mutuelle prise en charge, tickets restaurant et télétravail",
        "ДМС, гибкий график и оплачиваемый отпуск",
    ],
)
def test_what_the_employer_offers_is_not_a_duty(line: str) -> None:
    result = judged(texts.SUPPORT, (*texts.SUPPORT, line))

    assert result.only_in_b == () or all(found.common for found in result.only_in_b)
    assert (result.tier, result.verdict) == ("same-text", "unchanged")


def test_looking_after_such_terms_is_a_duty() -> None:
    result = judged(
        texts.SUPPORT, (*texts.SUPPORT, "Plans home office and remote work of the team")
    )

    assert len(result.only_in_b) == 1
