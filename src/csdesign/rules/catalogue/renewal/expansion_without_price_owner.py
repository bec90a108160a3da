"""A role that finds growth has no way to a role that may quote a price.

The customer agrees and nobody can make an offer. A role that spots growth can price it or hands
the need to a role that can; the same holds for the owner of growth.

An error, since the customer's need ends with a role that cannot act on it.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities:
          - spot-expansion  # <- REN703
        decision_rights: [set-health-status]
        hands_off: []
      - id: am
        title: Account Manager
        owns: [upsell]
        decision_rights: [price-expansion]

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        responsibilities:
          - spot-expansion
        decision_rights: [set-health-status]
        hands_off: [{to: am, trigger: expansion need clarified, kind: request}]
      - id: am
        title: Account Manager
        owns: [upsell]
        decision_rights: [price-expansion]

Source: Gurnov and Korneeva, "Too Many Managers": the need is clarified, then the account manager
opens the talk on price.
Fix: add a request hand-off to the seller, or give the role a price right that company rules allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.facts.handoffs import handoffs_stated, reaches
from csdesign.rules.facts.ownership import family
from csdesign.rules.facts.prices import can_price, is_silent_on_price
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, OwnedCell, Role

_SPOTTING: Final = ("spot-expansion", "pass-expansion-lead", "pass-cross-sell-lead")
_GROWTH: Final = frozenset({"upsell", "cross-sell"})


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role that spots or owns growth and reaches nobody with a price."""
    design = facts.design
    if not handoffs_stated(design):
        return
    receiving, owned = facts.receivers, facts.owned_cells
    for role in design.roles or ():
        seen = _spots(role, owned)
        if seen is None or can_price(role) or _is_unknown(design, role):
            continue
        if not reaches(role.id, receiving, lambda name: _may_price(design, name)):
            what, path = seen
            yield Hit(
                path=path,
                message=f"{role.title} {what} and no hand-off leads to a role that can price it",
                object=f"roles[{role.id}].hands_off",
                evidence=(
                    ("decision rights", ", ".join(role.decision_rights or ()) or "none"),
                    ("hands over to", ", ".join(receiving.get(role.id, ())) or "nobody"),
                    ("doctrine csm_price_authority", design.rules.csm_price_authority),
                ),
            )


def _spots(role: Role, owned: Mapping[str, tuple[OwnedCell, ...]]) -> tuple[str, YamlPath] | None:
    """Return the reason why the role meets growth, and its place."""
    for duty in role.duties or ():
        if duty.code in _SPOTTING:
            return f"holds {duty.code}", duty.path
    for cell in owned.get(role.id, ()):
        if cell.motion in _GROWTH:
            return f"owns {cell.motion}", cell.path
    return None


def _is_unknown(design: Design, role: Role) -> bool:
    """Return whether nobody can tell if the role may price: no rights and no company rule."""
    forbidden = design.rules.csm_price_authority == "none"
    return is_silent_on_price(role) and not (forbidden and family(design, role) == "csm")


def _may_price(design: Design, name: str) -> bool:
    role = design.role_by_id.get(name)
    return role is None or is_silent_on_price(role) or can_price(role)


RULE = Rule("REN703", "expansion-without-price-owner", Severity.ERROR, __doc__, check)
