"""Roles of one design: doubles, grades, and roles that say too little."""

from __future__ import annotations

from auditing.texts import DUTIES, HEAD, RENEWALS, SELLING, role
from csdesign.auditing import audit_design
from designs import design_of


def test_two_titles_on_one_text_are_a_double() -> None:
    text = HEAD + role("csm", "Customer Success Manager") + role("cx", "Experience Lead") + RENEWALS

    report = audit_design(design_of(text))

    assert [(p.a.id, p.b.id, p.comparison.verdict) for p in report.siblings] == [
        ("csm", "cx", "unchanged")
    ]
    assert [f.object for f in report.findings if f.code == "ROL503"] == ["roles[cx].title"]


def test_a_double_in_another_order_of_words_is_found_by_its_sentences() -> None:
    """No sentence is the same, so only the alignment can tell."""
    reworded = """\
      - At kickoff agrees goals of success with the sponsor
      - With executives runs business reviews each quarter
      - Tracks adoption of the product and flags risky accounts
      - Escalates her customers' defects to engineering
      - Explains to customer administrators what features are new
"""
    text = HEAD + role("csm", "Customer Success Manager") + role("cx", "Experience Lead", reworded)

    report = audit_design(design_of(text + RENEWALS))

    double = [f for f in report.findings if f.code == "ROL503"]
    assert [f.object for f in double] == ["roles[cx].title"]
    assert "two titles for one text: 5 of 5 duties" in double[0].message


def test_grades_of_one_ladder_are_for_review_and_no_finding() -> None:
    text = HEAD + role("csm", "Success Manager") + role("senior", "Senior Success Manager")

    report = audit_design(design_of(text + RENEWALS))

    assert [pair.comparison.tier for pair in report.siblings] == ["other-grade"]
    assert [pair.comparison.reason for pair in report.siblings] == ["same text, other grade"]
    assert not [f for f in report.findings if f.code == "ROL503"]


def test_doubles_in_segments_that_never_meet_are_not_a_finding() -> None:
    head = HEAD.replace("roles:\n", "  - id: smb\n    interactions: [{id: mail, channel: digital,"
                        " every: week}]\nroles:\n")  # fmt: skip
    text = (
        head
        + role("a", "Success Manager", more="segments: [corp]")
        + role("b", "Experience Lead", more="segments: [smb]")
        + RENEWALS
    )

    report = audit_design(design_of(text))

    assert not [f for f in report.findings if f.code == "ROL503"]


def test_a_role_without_duties_is_not_judged() -> None:
    text = HEAD + "  - {id: bare, title: Journey Ambassador}\n" + RENEWALS

    report = audit_design(design_of(text))

    (unjudged,) = report.unjudged
    assert unjudged.name == "bare"
    assert unjudged.reason.endswith("'Journey Ambassador'")
    assert not report.siblings


def test_a_role_of_one_word_is_not_judged() -> None:
    text = HEAD + role("thin", "Customer Success Manager", "      - helps\n") + RENEWALS

    report = audit_design(design_of(text))

    assert [item.name for item in report.unjudged] == ["thin"]
    assert not next(s for s in report.standings if s.role.id == "thin").judged
    assert not [f for f in report.findings if f.code == "ROL504"]


def test_the_order_of_roles_changes_no_verdict() -> None:
    parts = [role("csm", "Customer Success Manager"), role("cx", "Guide", DUTIES), RENEWALS]
    parts.append(role("s", "Seller", SELLING))

    forwards = audit_design(design_of(HEAD + "".join(parts)))
    backwards = audit_design(design_of(HEAD + "".join(reversed(parts))))

    def verdicts(report: object) -> set[tuple[frozenset[str], str | None]]:
        pairs = getattr(report, "siblings", ())
        return {(frozenset({p.a.id, p.b.id}), p.comparison.verdict) for p in pairs}

    assert verdicts(forwards) == verdicts(backwards)


ADVISER = """\
      - Serves as the technical point of contact of strategic customers
      - Reviews their architecture twice a year and recommends improvements
      - Coordinates severe incidents with engineering
      - Prepares customers for major releases
"""
ANSWERER = """\
      - Answers tickets of customers within the agreed time
      - Reproduces defects and files them with engineering
      - Writes articles for the knowledge base
      - Takes part in the rota of nights and weekends
"""


def test_colleagues_who_share_no_duty_are_not_asked_about() -> None:
    """People of one trade write about the same things; that alone raises no question."""
    text = HEAD + role("tam", "Adviser", ADVISER) + role("support", "Support Engineer", ANSWERER)

    report = audit_design(design_of(text + RENEWALS))

    assert not [pair for pair in report.siblings if pair.comparison.tier]


BEFORE = """\
        - Ведёт портфель из 30 ключевых клиентов
        - Проводит ежеквартальные встречи с руководством клиента
        - Согласовывает условия продления договора
        - Выявляет потребности в дополнительных модулях
        - Готовит отчёт о состоянии клиентов для директора
"""
NOW = """\
      - Ведёт портфель из 30 ключевых клиентов
      - Проводит ежеквартальные встречи с руководством клиента
      - Обучает новых пользователей продукту
      - Следит за показателями использования и вмешивается при падении
      - Разрабатывает план успеха клиента на год
"""


def test_a_question_by_meaning_counts_and_shows_the_duties_it_rests_on() -> None:
    """Each is shown with its likely counterpart, and counts as a duty without a match."""
    former = f"    formerly:\n      title: Аккаунт-менеджер\n      responsibilities:\n{BEFORE}"
    text = role("kam", "Менеджер ключевых клиентов", NOW).replace(
        "    responsibilities:\n", f"{former}    responsibilities:\n", 1
    )
    (pair,) = (p for p in audit_design(design_of(HEAD + text)).pairs if p.relation == "formerly")

    assert pair.comparison.tier == "perhaps-reworded"
    assert pair.comparison.reason.startswith("1 more duty may be the same")
    assert len(pair.perhaps) == 1
    alone = [line for line in pair.duties if line.kind == "only"]
    assert {line.a for line in pair.perhaps} < {line.a for line in alone}
    assert {line.b for line in pair.perhaps} < {line.b for line in alone}
