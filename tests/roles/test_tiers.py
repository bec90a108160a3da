"""An alarm needs the same text; a question is what only looks like it; growth is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.roles import RoleComparison, compare

from .samples import written

if TYPE_CHECKING:
    from csdesign.roles.verdict.evidence import Relation

DUTIES = (
    "Owns the adoption plan of each customer",
    "Runs the quarterly business review",
    "Keeps the health score up to date",
    "Trains new users of the customer",
    "Collects feedback for the product team",
)
GERMAN = (
    "Erstellung von Produktbildern für den Onlineshop",
    "Entwicklung der Markenidentität unserer Kunden",
    "Durchführung von Nutzertests mit Kunden",
)
FRENCH = (
    "Réaliser les visuels du catalogue",
    "Définir l'identité de marque des clients",
    "Négocier le renouvellement du contrat",
)
RUSSIAN = (
    "Готовит план внедрения вместе с клиентом",
    "Проводит квартальные обзоры",
    "Обучает новых пользователей",
)
COMMON = (
    "Lives the values of the company",
    "Takes part in team meetings",
    "Performs other duties as assigned",
)


def judged(
    a: tuple[str, ...], b: tuple[str, ...], *titles: str, relation: Relation = "succession"
) -> RoleComparison:
    first, second = titles or ("Account Manager", "Client Partner")
    return compare(written(first, *a), written(second, *b), relation=relation)


@pytest.mark.parametrize("duties", [DUTIES, GERMAN, FRENCH, RUSSIAN])
def test_the_same_text_is_an_alarm_in_every_language_read(duties: tuple[str, ...]) -> None:
    assert judged(duties, duties).tier == "same-text"


@pytest.mark.parametrize(
    ("duties", "weak"),
    [
        (DUTIES, "Supports the colleague who {}"),
        (GERMAN, "Unterstützung bei der {}"),
        (GERMAN, "Mitwirkung bei der {}"),
        (FRENCH, "Participer à {}"),
        (FRENCH, "{} en binôme avec le responsable"),
        (RUSSIAN, "Помогает коллеге: {}"),
    ],
)
def test_a_role_next_to_the_work_is_never_an_alarm(duties: tuple[str, ...], weak: str) -> None:
    result = judged(duties, tuple(weak.format(line) for line in duties))

    assert (result.tier, result.verdict) == (None, "changed")


def test_growth_lowers_the_verdict_step_by_step() -> None:
    more = tuple(f"Sells {what} to the {who}" for what, who in zip(
        ("seats", "modules", "training", "services", "support"),
        ("buyer", "owner", "board", "region", "partner"), strict=True,
    ))  # fmt: skip
    order = {"same-text": 2, "perhaps-reworded": 1, None: 0}
    tiers = [order[judged(DUTIES, (*DUTIES, *more[:n])).tier] for n in range(6)]

    assert tiers == sorted(tiers, reverse=True)
    assert (tiers[0], tiers[-1]) == (2, 0)


@pytest.mark.parametrize("relation", ["succession", "siblings"])
@pytest.mark.parametrize(("old", "new"), [("front", "back"), ("500", "50")])
def test_a_word_exchanged_throughout_is_reported_and_is_not_an_alarm(
    old: str, new: str, relation: Relation
) -> None:
    duties = tuple(f"{verb} the {old} part of the shop" for verb in ("Builds", "Tests", "Plans"))
    swapped = tuple(line.replace(old, new) for line in duties)

    result = judged(duties, swapped, relation=relation)

    assert result.tier != "same-text"
    assert [(item.before, item.after) for item in result.exchanged] == [(old, new)]


def test_other_numbers_are_an_exchange_in_several_lines_and_not_in_one() -> None:
    duties = ("Serves 35 farms", "Signs discounts up to 10 per cent", *DUTIES)
    many = ("Serves 50 farms", "Signs discounts up to 12 per cent", *DUTIES)
    one = ("Serves 50 farms", *duties[1:])

    assert judged(duties, one).tier == "same-text"
    assert judged(duties, many).tier == "perhaps-reworded"
    assert judged(duties, many).reason.startswith(
        "the same text apart from 10 -> 12 (1 line), 35 -> 50"
    )


def test_a_text_rewritten_from_end_to_end_is_asked_about_with_the_lines_that_may_be_the_same() -> (
    None
):
    """Also where no vocabulary knows the work; between two roles side by side it says nothing."""
    before = (
        "Buys flour, butter and eggs at the best price from three mills",
        "Trains or supervises the counter and delivery staff",
        "Talks with shop managers about budgets and the goods they need",
        "Tastes doughs and fillings to judge their quality",
        "Tracks sales records and trends and foresees what customers will buy",
        "Decides on mark-ups and mark-downs for day-old goods",
    )
    after = (
        "Educates and heads delivery teams",
        "Confers with the managers of shops on spending and goods",
        "Tastes fillings and doughs to judge quality",
        "Follows trends in records and predicts customers' wishes",
        "Sets mark-downs of old goods",
    )
    result = judged(before, after)

    assert result.tier == "perhaps-reworded"
    assert result.reason.endswith("may be the same in other words")
    assert len(result.in_other_words) >= 2
    assert result.confidence <= 0.5
    assert judged(before, after, relation="siblings").tier is None


def test_another_base_role_is_another_job() -> None:
    one = judged(
        ("Extends the CSM responsibilities", *DUTIES),
        ("Extends the Support Engineer responsibilities", *DUTIES),
    )

    assert one.tier is None
    assert [veto.kind for veto in one.vetoes] == ["base"]


@pytest.mark.parametrize(
    "other", ["Supports the renewal and its price", "Does not own the renewal and its price"]
)
def test_one_weakened_or_denied_duty_on_a_price_is_a_question(other: str) -> None:
    result = judged((*DUTIES, "Owns the renewal and its price"), (*DUTIES, other))

    assert result.tier == "perhaps-reworded"


def test_duties_joined_in_one_sentence_are_still_the_same_job() -> None:
    joined = (f"{DUTIES[0]} and {DUTIES[1].lower()}", f"{DUTIES[2]}, and {DUTIES[3].lower()}")

    assert judged(DUTIES[:4], joined).tier == "same-text"


def test_grades_and_segments_are_asked_about_and_a_new_core_title_is_an_alarm() -> None:
    assert judged(DUTIES, DUTIES, "CSM", "Senior CSM").tier == "other-grade"
    assert judged(DUTIES, DUTIES, "Enterprise CSM", "Strategic CSM").tier == "other-grade"
    assert judged(DUTIES, DUTIES, "Kundenberater Nord", "Kundenberater Süd").tier == "other-grade"
    assert judged(DUTIES, DUTIES, "Chargé de comptes", "Chargée PME").tier == "same-text"
    assert judged(DUTIES, DUTIES, "Account Manager", "Senior CSM").tier == "same-text"


@pytest.mark.parametrize(
    "duties",
    [
        DUTIES[:2],
        (*COMMON, *DUTIES[:2]),
        ("Responsibilities", "Requirements:", "# About you"),
        ("Account Manager", "The Account Manager", "Account managers"),
        (
            "Gestionar la relación con los clientes de la región",
            "Realizar las revisiones trimestrales con el patrocinador",
            "Negociar la renovación de los contratos con el cliente",
        ),
    ],
)
def test_nothing_is_said_of_too_little(duties: tuple[str, ...]) -> None:
    result = judged(duties, duties)

    assert (result.tier, result.verdict) == (None, None)
    assert result.reason.startswith("cannot judge: ")


def test_duties_alone_never_make_more_than_95_per_cent() -> None:
    assert judged(DUTIES, DUTIES).confidence == 0.95


def test_a_job_of_six_new_duties_unlike_all_others_is_not_asked_about() -> None:
    """Five of them may be an accident of how a text was written; then a person is asked."""
    new = [
        "Cleans the copper tanks after each brew",
        "Orders hops and malt from growers",
        "Bottles on Fridays with two helpers",
        "Fills in the excise form",
        "Repairs the forklift and its charger",
        "Greets visitors at the gate",
    ]
    kept = [
        *DUTIES,
        "Advises administrators on settings during monthly calls",
        "Prepares onboarding of departments that join later",
        "Maps sponsors and decision makers after every reorganisation",
        "Compares licences bought with active users",
        "Coordinates escalations with engineering until they are closed",
        "Writes success stories with marketing",
        "Plans upgrades of the platform with the change board",
        "Moderates the regional user group",
        "Documents risks and next steps in the CRM",
    ]
    before = written("Guide", *kept)

    assert compare(before, written("Brewer", *kept, *new[:5])).tier == "perhaps-reworded"
    assert compare(before, written("Brewer", *kept, *new)).tier is None


@pytest.mark.parametrize(
    "duties",
    [
        (
            "Vastaa asiakkaiden käyttöönotosta ja koulutuksesta|Pitää katselmukset johdon kanssa"
            "|Seuraa käyttöastetta ja puuttuu laskuun ajoissa"
        ),
        (
            "Felel az ügyfelek képzéséért|Negyedévente értékelést tart a vezetőkkel"
            "|Figyeli a használatot és időben közbelép"
        ),
        (
            "Vastutab klientide koolituse eest|Korraldab kord kvartalis ülevaate juhtkonnaga"
            "|Jälgib kasutust ja sekkub õigel ajal"
        ),
        (
            "Har ansvar for oplæring af kunder|Holder kvartalsmøder med ledelsen"
            "|Følger brugen og griber ind i tide"
        ),
        (
            "Одговара за увођење и обуку купаца|Води преглед са управом сваког квартала"
            "|Прати коришћење и реагује на време"
        ),
    ],
    ids=["Finnish", "Hungarian", "Estonian", "Danish", "Serbian"],
)
def test_of_a_text_in_a_language_that_is_not_read_nothing_is_said(duties: str) -> None:
    lines = duties.split("|")
    result = compare(written("A", *lines), written("B", *lines))

    assert result.verdict is None
    assert "language that is not read" in result.reason


def test_an_opening_before_a_colon_does_not_decide_who_does_the_work() -> None:
    weak = [f"Assist in the {work}" for work in ("price list", "user guide", "yearly survey")]
    long = [f"Responsible for the following: {line[:1].lower()}{line[1:]}" for line in weak]

    assert compare(written("A", *weak, *DUTIES), written("B", *long, *DUTIES)).tier == "same-text"
