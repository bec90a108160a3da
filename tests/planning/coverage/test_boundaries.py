"""The boundary cases of the coverage decision, exact."""

from __future__ import annotations

import pytest

from planning.writing import Written, interaction, planned, segment

MAILS = "digital"


def mails(per_year: float) -> Written:
    """Return mails of two minutes."""
    return interaction("mail", MAILS, per_year=per_year, minutes=2)


def talks(per_year: float, minutes: float, effort_hours: float, **fields: object) -> Written:
    """Return planned one-to-one talks."""
    return interaction(
        "talk", per_year=per_year, minutes=minutes, effort_hours=effort_hours, **fields
    )


def test_b1_without_experience_the_level_is_undefined() -> None:
    """B1: no interaction, no level; nothing falls back on revenue."""
    found = planned(segment(arr_per_account=1_000_000, accounts=3)).coverage

    assert found.level is None
    assert found.assignment is None
    assert found.score is None
    assert found.human_share is None
    assert found.ratio is None


def test_b2_only_mails_stay_tech_touch_whatever_the_profile() -> None:
    """B2: X 0, N 100, C 40, band pooled, C2 decides."""
    found = planned(segment(mails(52), traits=(5, 5, 5, 1))).coverage

    assert found.ax_score == 0
    assert found.need_score == pytest.approx(100)
    assert found.score == pytest.approx(40)
    assert found.band == "pooled"
    assert (found.level, found.decided_by) == ("tech-touch", "C2")
    assert [gate.code for gate in found.gates] == ["C1", "C2"]


@pytest.mark.parametrize(
    ("effort", "score", "level", "assignment"),
    [(2.0, 36.0, "high-touch", "named"), (1.9, 35.4, "pooled", "named")],
)
def test_b3_floor_f1_beats_the_wish_for_little_contact(
    effort: float, score: float, level: str, assignment: str
) -> None:
    """B3: twelve planned talks of two hours need a named person even against cap C3."""
    found = planned(segment(talks(12, 30, effort), traits=(1, 1, 1, 5))).coverage

    assert found.score == pytest.approx(score)
    assert (found.level, found.assignment) == (level, assignment)
    assert ("F1" in [gate.code for gate in found.gates]) is (level == "high-touch")


@pytest.mark.parametrize(
    ("effort", "score", "level", "assignment"),
    [(15.0, 30.0, "pooled", "queue"), (14.9, 29.96, "tech-touch", "programme")],
)
def test_b4_a_score_of_exactly_30_is_pooled(
    effort: float, score: float, level: str, assignment: str
) -> None:
    """B4: T 0.8 is below floor F3, so the band alone decides."""
    found = planned(segment(talks(1, 60, effort, share=0.8), traits=(1, 1, 1, 5))).coverage

    assert found.quantities.touches == pytest.approx(0.8)
    assert found.score == pytest.approx(score)
    assert (found.level, found.assignment) == (level, assignment)
    assert found.decided_by == "band"
    assert found.borderline


@pytest.mark.parametrize(
    ("effort", "score", "level", "assignment"),
    [(12.0, 60.0, "high-touch", "named"), (11.9, 59.8, "pooled", "named")],
)
def test_b5_a_score_of_exactly_60_is_high_touch(
    effort: float, score: float, level: str, assignment: str
) -> None:
    """B5: X 80, N 30, C 60."""
    found = planned(segment(talks(4, 60, effort), traits=(1, 1, 5, 5))).coverage

    assert found.need_score == pytest.approx(30)
    assert found.score == pytest.approx(score)
    assert (found.level, found.assignment) == (level, assignment)


@pytest.mark.parametrize(
    ("share", "score", "p1", "level"),
    [(0.50, 56.62, 12.0, "high-touch"), (0.49, 56.30, 11.76, "pooled")],
)
def test_b6_twelve_planned_talks_of_two_hours_are_the_floor(
    share: float, score: float, p1: float, level: str
) -> None:
    """B6: 24 talks with half the accounts are twelve each."""
    found = planned(segment(talks(24, 30, 2, share=share, expertise=1), mails(52))).coverage

    assert found.score == pytest.approx(score, abs=0.005)
    assert found.quantities.p1 == pytest.approx(p1)
    assert found.quantities.a1p == pytest.approx(2 * p1)
    assert (found.level, found.assignment) == (level, "named")


def test_b7_talks_on_signal_alone_are_pooled() -> None:
    """B7: nothing one-to-one is planned, so C1 caps at pooled."""
    found = planned(
        segment(
            interaction(per_year=2, minutes=30, effort_hours=1, trigger="signal"),
            mails(30),
        )
    ).coverage

    assert found.score == pytest.approx(33)
    assert "C1" in [gate.code for gate in found.gates]
    assert (found.level, found.assignment) == ("pooled", "queue")


def test_b8_people_who_act_only_on_request_are_tech_touch() -> None:
    """B8: C 38 would be pooled, C2 makes it tech-touch."""
    found = planned(
        segment(
            interaction(
                "help",
                "human-pooled",
                per_year=6,
                minutes=30,
                effort_hours=1,
                trigger="request",
            ),
            mails(30),
        )
    ).coverage

    assert found.score == pytest.approx(38)
    assert (found.band, found.level, found.decided_by) == ("pooled", "tech-touch", "C2")


@pytest.mark.parametrize(
    ("effort", "hours", "level", "decided"),
    [(4.0, 24.0, "high-touch", "band"), (3.9, 23.4, "pooled", "C3")],
)
def test_b9_industry_expertise_needs_a_named_person_from_24_hours(
    effort: float, hours: float, level: str, decided: str
) -> None:
    """B9: with 24 h F2 floors at high-touch; below, C3 caps, although C is about 65 in both."""
    found = planned(
        segment(talks(6, 60, effort, expertise=2), mails(12), traits=(4, 4, 1, 3))
    ).coverage

    assert found.quantities.a1p == pytest.approx(hours)
    assert found.score == pytest.approx(65, abs=0.5)
    assert (found.level, found.decided_by) == (level, decided)
    assert ("F2" in [gate.code for gate in found.gates]) is (level == "high-touch")


def test_missing_minutes_and_hours_take_the_listed_defaults() -> None:
    """30, 45 and 3 minutes by channel; an hour of meeting costs another hour."""
    found = planned(
        segment(
            interaction("one", per_year=1),
            interaction("many", "human-pooled", per_year=1),
            interaction("mail", "digital", per_year=1),
        )
    )
    one, many, mail = found.segment.interactions

    assert (one.minutes, many.minutes, mail.minutes) == (30, 45, 3)
    assert (one.effort, many.effort, mail.effort) == (1, 1.5, 0)
    assert one.defaulted == many.defaulted == ("minutes", "effort_hours")
    assert mail.defaulted == ("minutes",)


def test_an_assumed_talk_lasts_no_longer_than_its_effort() -> None:
    """Three minutes of effort for an answer are not a talk of 45; two hours change nothing."""
    found = planned(
        segment(
            interaction("forum", "human-pooled", per_year=1, effort_hours=0.05),
            interaction("two", per_year=1, effort_hours={"a": 0.1, "b": 0.25}, role=["a", "b"]),
            interaction("long", per_year=1, effort_hours=2),
        )
    )
    assert [each.minutes for each in found.segment.interactions] == pytest.approx([3, 15, 30])


def test_internal_work_counts_in_hours_and_never_in_coverage() -> None:
    """Staff work without the customer changes the workload alone."""
    talk = interaction(per_year=4, minutes=60, effort_hours=2)
    work = interaction("reporting", "internal", per_year=12, effort_hours=3)
    without, with_ = planned(segment(talk, accounts=10)), planned(segment(talk, work, accounts=10))

    assert without.coverage.quantities == with_.coverage.quantities
    assert without.coverage.level == with_.coverage.level
    assert with_.workload.hours == pytest.approx((without.workload.hours or 0) + 10 * 36)
