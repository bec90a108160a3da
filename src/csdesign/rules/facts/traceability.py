"""The mapping from promises to the duties that keep them, as data.

An interaction is kept by a role that holds one of the duties its purpose names, or any duty of a
motion it names. Without a purpose the stage decides. Our own judgement, wide on purpose: a promise
is called unkept only where nothing the role holds comes near it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Interaction

__all__ = ["DIGITAL_DUTIES", "GROUP_DUTIES", "PURPOSES", "Keeps", "keeps"]


class Keeps(NamedTuple):
    """The duties that keep a promise: any of these codes, or any duty of these motions."""

    codes: frozenset[str] = frozenset()
    motions: frozenset[str] = frozenset()


def _by(codes: str = "", motions: str = "") -> Keeps:
    return Keeps(frozenset(codes.split()), frozenset(motions.split()))


_TEACHING: Final = "run-webinars run-office-hours run-customer-events"

PURPOSES: Final[Mapping[str, Keeps]] = {
    "business-review": _by(
        "run-business-review agree-customer-goals maintain-success-plan report-metrics"
    ),
    "kickoff": _by("design-custom-solution hand-to-adopt-owner", "onboard"),
    "training": _by(f"advise-best-practice drive-usage {_TEACHING}", "onboard"),
    "implementation": _by("design-custom-solution tailor-use-to-process", "onboard"),
    "check-in": _by("pass-expansion-lead spot-expansion track-renewal-dates", "adopt onboard"),
    "working-session": _by(_TEACHING, "onboard adopt"),
    "health-intervention": _by("solve-technical-case", "adopt"),
    "adoption": _by(f"{_TEACHING} run-digital-programme write-lifecycle-content", "adopt onboard"),
    "feedback": _by(
        "collect-feedback act-on-feedback relay-product-feedback collect-stories "
        "run-business-review monitor-health"
    ),
    "renewal": _by("run-business-review negotiate-expansion-price", "renew"),
    "expansion": _by("run-business-review", "upsell cross-sell"),
    "support": _by("intervene-on-signal tailor-use-to-process", "serve"),
    "executive": _by("", "adopt renew upsell cross-sell land"),
    "community": _by(f"{_TEACHING} run-community recruit-advocates collect-stories run-newsletter"),
}
"""Purposes that are traced; `internal` and `other` do not name a duty."""

STAGES: Final[Mapping[str, Keeps]] = {
    "prospect": _by(f"{_TEACHING} run-digital-programme", "land"),
    "evaluate": _by("design-custom-solution", "land onboard"),
    "onboard": _by(f"{_TEACHING} run-digital-programme", "onboard adopt"),
    "adopt": _by(f"{_TEACHING} run-digital-programme run-community", "adopt onboard serve"),
    "expand": _by("run-business-review", "upsell cross-sell adopt"),
    "renew": _by("run-business-review", "renew adopt"),
}
"""Stages, for interactions without a purpose."""

DIGITAL_DUTIES: Final = frozenset(
    {
        "run-digital-programme",
        "write-lifecycle-content",
        "automate-playbooks",
        "test-journey",
        "run-newsletter",
    }
)
"""Enabling duties that work through digital interactions."""
GROUP_DUTIES: Final = frozenset(
    {"run-webinars", "run-office-hours", "run-community", "run-customer-events"}
)
"""Duties that work through meetings of many customers, or digital ones."""


def keeps(interaction: Interaction) -> Keeps | None:
    """Return the duties that keep an interaction's promise; None if they are not known."""
    if interaction.purpose is not None:
        return PURPOSES.get(interaction.purpose)
    if interaction.reactive:
        return _by("intervene-on-signal", "serve adopt onboard")
    return STAGES.get(interaction.stage or "")
