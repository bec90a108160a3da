"""The option `--rule` of `csdesign books`: the strength of each rule of the books."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.cli.account_options import pairs
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csdesign.books.options import BookOptions, Strength

__all__ = ["strengths", "with_strengths"]


def strengths(given: list[str] | None) -> tuple[dict[str, Strength], dict[str, float]]:
    """Return the strength of each rule named by `--rule`, and the weights of soft ones.

    Raises:
        UsageError: there is no such rule, no such strength, a weight is not a number, or a rule is
            given twice.
    """
    from csdesign.books.options import Strength
    from csdesign.books.staging import FAMILY, RULES

    found: dict[str, Strength] = {}
    weights: dict[str, float] = {}
    words = [strength.value for strength in Strength]
    _refuse_twice(given or ())
    for name, text in pairs("--rule", given).items():
        word, colon, weight = text.partition(":")
        for what, said, known in (("rule", name, (*RULES, FAMILY)), ("strength", word, words)):
            if said not in known:
                hint = did_you_mean(said, known) or f"; use {', '.join(known)}"
                raise UsageError(f"--rule: there is no {what} {visible(said, 40)!r}{hint}")
        found[name] = Strength(word)
        if colon:
            weights[name] = _weight(name, word, weight)
    return found, weights


def _refuse_twice(given: Sequence[str]) -> None:
    first: dict[str, str] = {}
    for pair in given:
        name = pair.partition("=")[0].strip()
        if name in first:
            raise UsageError(
                f"--rule {visible(name, 40)} is given twice: {visible(first[name], 60)} and "
                f"{visible(pair, 60)}"
            )
        first[name] = pair


def with_strengths(rules: BookOptions, given: Mapping[str, Strength]) -> BookOptions:
    """Return the options with the given strength of each rule."""
    return replace(
        rules,
        segment=given.get("segment", rules.segment),
        language=given.get("language", rules.language),
        region=given.get("region", rules.region),
        skill=given.get("skill", rules.skill),
        pod=given.get("pod", rules.pod),
        family=given.get("family", rules.family),
    )


def _weight(rule: str, strength: str, text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        raise UsageError(
            f"--rule {rule}={strength}: {visible(text, 40)!r} is not a weight; give a number, as "
            f"in {rule}=soft:2"
        ) from None
    if strength != "soft":
        raise UsageError(f"--rule {rule}={strength}: only a soft rule has a weight")
    return weight
