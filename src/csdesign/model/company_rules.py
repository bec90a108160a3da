"""Company rules: the switches that settle where the sources contradict each other."""

from typing import Annotated, ClassVar, Final, Literal

from csdesign.model.base import Meanings, Shorthand
from csdesign.model.choices import Id
from csdesign.model.numbers import Flag, Money, Months

__all__ = ["DEFAULTS", "PRESETS", "Doctrine", "Switches"]

Preset = Annotated[
    Literal["wrike", "wrike-ru", "murphy", "alexander", "genroe"],
    Meanings(
        wrike="Seven roles in order of meeting; account managers sell, specialists renew",
        wrike_ru="The same with the stricter readings of the Russian original",
        murphy="Experience first; coverage never from revenue; onboarding teams",
        alexander="Ownership by archetype; pods of a seller and a CSM",
        genroe="Account managers win customers; CSMs keep and grow them",
    ),
]
"""A named set of switches, after the source it follows."""


class Switches(Shorthand):
    """Single company rules; unset ones follow the preset, then the default."""

    bare: ClassVar[str] = "preset"

    preset: Preset | None = None
    """The named set to start from."""
    new_business_owner: Literal["ae", "am"] | None = None
    """Who wins new customers."""
    existing_sales_owner: Literal["am", "csm", "by-archetype"] | None = None
    """Who sells more to existing customers."""
    csm_price_authority: Literal["none", "list-price-only", "guardrails", "full"] | None = None
    """How far a CSM may negotiate prices."""
    csm_eligibility: Literal["ax-first", "mrr-threshold", "largest-n"] | None = None
    """Who gets a CSM: by the promised experience, or by a threshold."""
    mrr_threshold: Money | None = None
    """Monthly revenue above which a customer gets a CSM (currency a month)."""
    largest_n: Money | None = None
    """How many of the largest customers get a CSM (accounts)."""
    onboarding_owner: Literal["dc", "csm", "onboarding-team", "customer"] | None = None
    """Who brings new customers into use."""
    renewal_owner: (
        Literal["renewal-specialist", "am", "ae", "csm", "by-archetype", "co-own"] | None
    ) = None
    """Who renews contracts."""
    first_contact_months: Months | None = None
    """Months before the end at which the renewal owner is first met."""
    price_talk_months: Months | None = None
    """Months before the end at which price is first discussed."""
    timing: Literal["about", "at-most"] | None = None
    """How those months are read."""
    early_expansion: Literal["specialist-assists", "specialist-stays-out"] | None = None
    """What the renewal specialist does when the account manager renews on an early expansion."""
    setup_advice: Literal["may-forward", "must-forward"] | None = None
    """Whether support must pass requests for set-up advice on."""
    primary_contact: Literal["am", "csm", "pod"] | None = None
    """The customer's primary contact after the purchase."""
    am_stays_on_complex: Flag | None = None
    """Whether the account manager stays with complex accounts."""
    support_scope: Literal["separate", "csm-covers"] | None = None
    """Who answers requests."""
    cx_score_pay: Literal["forbidden", "guarded"] | None = None
    """Whether pay may depend on customer scores such as NPS."""


class Doctrine(Switches):
    """The company's rules: a preset, single switches, or both."""

    never_together: tuple[tuple[Id, ...], ...] = ()
    """Roles that one person may not hold together, such as `[[am, csm]]`."""


DEFAULTS: Final[dict[str, str | float | bool]] = {
    "new_business_owner": "ae",
    "existing_sales_owner": "by-archetype",
    "csm_price_authority": "list-price-only",
    "csm_eligibility": "ax-first",
    "onboarding_owner": "dc",
    "renewal_owner": "by-archetype",
    "first_contact_months": 3,
    "price_talk_months": 1,
    "timing": "about",
    "early_expansion": "specialist-assists",
    "setup_advice": "may-forward",
    "primary_contact": "csm",
    "am_stays_on_complex": True,
    "support_scope": "separate",
    "cx_score_pay": "guarded",
}
"""What applies if neither a preset nor a switch says otherwise."""

_WRIKE: Final[dict[str, str | float | bool]] = {
    "new_business_owner": "ae",
    "existing_sales_owner": "am",
    "csm_price_authority": "none",
    "csm_eligibility": "mrr-threshold",
    "onboarding_owner": "dc",
    "renewal_owner": "renewal-specialist",
    "first_contact_months": 3,
    "price_talk_months": 1,
    "timing": "about",
    "early_expansion": "specialist-assists",
    "setup_advice": "may-forward",
    "primary_contact": "am",
    "support_scope": "separate",
}

PRESETS: Final[dict[str, dict[str, str | float | bool]]] = {
    "wrike": _WRIKE,
    "wrike-ru": {
        **_WRIKE,
        "csm_eligibility": "largest-n",
        "timing": "at-most",
        "early_expansion": "specialist-stays-out",
        "setup_advice": "must-forward",
    },
    "murphy": {"csm_eligibility": "ax-first", "onboarding_owner": "onboarding-team"},
    "alexander": {
        "existing_sales_owner": "by-archetype",
        "onboarding_owner": "csm",
        "renewal_owner": "by-archetype",
        "primary_contact": "pod",
    },
    "genroe": {
        "new_business_owner": "am",
        "existing_sales_owner": "csm",
        "onboarding_owner": "csm",
        "primary_contact": "csm",
        "am_stays_on_complex": True,
        "support_scope": "csm-covers",
        "cx_score_pay": "guarded",
    },
}
"""Each preset gives the switches its source speaks of; the rest stay at the default."""
