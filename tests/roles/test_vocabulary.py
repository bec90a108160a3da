"""Free sentences in English and Russian meet the vocabulary."""

from __future__ import annotations

import pytest

from csdesign import reference
from csdesign.roles.text.vocabulary import suggest_codes

DUTIES = reference.vocabulary().values()


def test_every_sentence_of_the_vocabulary_leads_to_its_own_code() -> None:
    wrong = [
        (sentence, duty.code)
        for duty in DUTIES
        for sentence in duty.sentences
        if [found.code for found in suggest_codes(sentence, limit=1, least=0.0)] != [duty.code]
    ]

    assert len(wrong) <= 0.05 * sum(len(duty.sentences) for duty in DUTIES)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Runs the quarterly business review with the executive sponsor", "run-business-review"),
        ("Leads price negotiations when a contract is extended", "negotiate-renewal-price"),
        ("Teaches new administrators the essentials", "train-basic"),
        ("Hooks the product up to the client's CRM through the API", "build-integration"),
        ("Sells more licences to current clients", "sell-seats"),
        ("Проводит квартальную встречу с руководством клиента об итогах", "run-business-review"),
        ("Обучает новых пользователей основам работы", "train-basic"),
        ("Следит за сроками окончания договоров", "track-renewal-dates"),
        ("Отвечает на письма и звонки пользователей", "answer-tickets"),
        ("Ищет, как расширить подписку клиента", "spot-expansion"),
    ],
)
def test_a_sentence_in_other_words_is_among_the_first_suggestions(sentence: str, code: str) -> None:
    assert code in [found.code for found in suggest_codes(sentence, limit=3, least=0.2)]


def test_a_suggestion_says_which_words_decided() -> None:
    first = suggest_codes("Negotiates the price of renewals", limit=1)[0]

    assert first.code == "negotiate-renewal-price"
    assert set(first.words) == {"negotiates", "price", "renewals"}


def test_a_sentence_about_something_else_gets_no_suggestion() -> None:
    assert suggest_codes("Welds steel beams on bridges") == []
    assert suggest_codes("") == []
    assert suggest_codes("12 345") == []


def test_scores_fall_and_stay_in_the_unit_interval() -> None:
    scores = [found.score for found in suggest_codes("Sells renewals", limit=20, least=0.0)]

    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < score <= 1.0 for score in scores)
