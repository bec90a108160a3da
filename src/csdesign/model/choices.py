"""The closed lists of the design language, each word with its meaning."""

from typing import Annotated, Any, Final, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from csdesign.model.base import AlsoWritten, Meanings

__all__ = [
    "ARCHETYPES",
    "COVERAGE_LEVELS",
    "MOTIONS",
    "STAGES",
    "Answer",
    "Archetype",
    "Assignment",
    "Channel",
    "Code",
    "Coverage",
    "CoverageLevel",
    "EachOnce",
    "EngagementLevel",
    "HandoffKind",
    "Id",
    "Motion",
    "OwnerToday",
    "Purpose",
    "RegionCode",
    "Renewal",
    "SalesCapacity",
    "Skill",
    "Stage",
    "Stakeholder",
    "Text",
    "Trigger",
    "UpsellNature",
]

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9-]*$")]
"""A key that other parts of the design refer to: lower-case letters, digits and hyphens."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=100_000, pattern=r"\S")]
"""Words that people read."""
Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""A responsibility, measure or right by its code."""
RegionCode = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""A region or language as the company names it, such as emea or de."""

Stage = Annotated[
    Literal["prospect", "evaluate", "onboard", "adopt", "expand", "renew"],
    Meanings(
        prospect="Before there is an opportunity",
        evaluate="From opportunity to purchase",
        onboard="From purchase to go-live and first value",
        adopt="Everyday use that reaches the customer's goals",
        expand="More seats, a richer plan or another product",
        renew="The end of a term and the decision to continue",
    ),
]
"""A stage of the customer's life."""
STAGES: Final = ("prospect", "evaluate", "onboard", "adopt", "expand", "renew")

Motion = Annotated[
    Literal["land", "onboard", "adopt", "upsell", "cross-sell", "renew", "serve"],
    Meanings(
        land="Win a new customer",
        onboard="Bring the product into use",
        adopt="Make use and value grow",
        upsell="Sell more of the same product",
        cross_sell="Sell another product to the same customer",
        renew="Renew the contract",
        serve="Answer and repair on request, at any time",
    ),
]
"""A commercial or service motion (land, adopt, expand, renew and reactive service)."""
MOTIONS: Final = ("land", "onboard", "adopt", "upsell", "cross-sell", "renew", "serve")


Channel = Annotated[
    Literal["human-1to1", "human-pooled", "digital", "internal"],
    Meanings(
        human_1to1="A person meets one customer",
        human_pooled="Whoever is free in a shared team, or one person with many customers",
        digital="No person: mail, in-app guide, video, community content",
        internal="Staff work on an account without the customer",
    ),
]
"""How an interaction reaches the customer."""

Trigger = Annotated[
    Literal["calendar", "milestone", "signal", "request"],
    Meanings(
        calendar="Planned by date",
        milestone="Planned by a success milestone",
        signal="Started by something the data shows",
        request="Started by the customer asking",
    ),
]
"""What starts an interaction."""

Purpose = Annotated[
    Literal[
        "business-review",
        "kickoff",
        "training",
        "implementation",
        "check-in",
        "working-session",
        "health-intervention",
        "adoption",
        "feedback",
        "renewal",
        "expansion",
        "support",
        "executive",
        "community",
        "internal",
        "other",
    ],
    Meanings(
        business_review="Results, use, gaps and next goals with the sponsor",
        kickoff="The start of a project",
        training="Teaching users or administrators",
        implementation="Setting the product up in the customer's processes",
        check_in="A short planned talk",
        working_session="Work done together with the customer",
        health_intervention="A reaction to a risk signal",
        adoption="Help to use more, or better",
        feedback="Asking for feedback and answering it",
        renewal="Commercial: renewing the contract",
        expansion="Commercial: selling more",
        support="Answering or repairing on request",
        executive="Leaders meeting leaders",
        community="Customers among themselves",
        internal="Work without the customer",
        other="Anything else",
    ),
]
"""What an interaction is for; renewal and expansion are the commercial ones."""

CoverageLevel = Annotated[
    Literal["high-touch", "pooled", "tech-touch"],
    Meanings(
        high_touch="One named person, much time for each customer",
        pooled="A shared team of analysts who act on what they see",
        tech_touch="An automated programme and a support desk",
    ),
]
"""How much human attention a segment's experience needs."""
COVERAGE_LEVELS: Final = ("tech-touch", "pooled", "high-touch")

Assignment = Literal["named", "queue", "programme"]
"""How customers reach their practitioner: a named person, a shared queue, a programme."""

Coverage = Annotated[
    Literal["named", "queue", "programme"],
    Meanings(
        named="Each customer knows the person's name",
        queue="A shared desk answers",
        programme="Run for all customers at once",
    ),
]
"""How a role meets customers."""

Archetype = Annotated[
    Literal["adopt", "adopt-renew", "adopt-renew-upsell", "adopt-renew-expand"],
    Meanings(
        adopt="Owns use and value; others own sales",
        adopt_renew="Also owns administrative renewals",
        adopt_renew_upsell="Also owns the growth that comes with the renewal",
        adopt_renew_expand="Owns the whole account: in effect an account manager",
    ),
]
"""A CSM archetype of the Alexander Group, by what it owns."""
ARCHETYPES: Final = ("adopt", "adopt-renew", "adopt-renew-upsell", "adopt-renew-expand")

Renewal = Annotated[
    Literal["auto", "administrative", "negotiated", "resell"],
    Meanings(
        auto="Renews by itself unless the customer cancels",
        administrative="The customer re-orders; nobody has to sell again",
        negotiated="Price or terms are negotiated each time",
        resell="The customer must be won again",
    ),
]
"""What a renewal takes; auto and administrative are re-orders."""

UpsellNature = Annotated[
    Literal["organic", "new-product", "new-buyer"],
    Meanings(
        organic="More users or capacity for the same buyer and product",
        new_product="Another product for the same buyer: a new sale",
        new_buyer="A buyer who is not a customer yet: a new sale",
    ),
]
"""Where growth in a segment comes from."""

OwnerToday = Annotated[
    Literal["sales", "renewals-team", "csm", "none"],
    Meanings(
        sales="Sellers own renewals and growth",
        renewals_team="A renewals team already owns renewals",
        csm="Customer success managers own them",
        none="Nobody owns them",
    ),
]
"""Who owns the commerce with existing customers today."""

SalesCapacity = Annotated[
    Literal["sufficient", "insufficient"],
    Meanings(
        sufficient="Sellers have time for existing customers",
        insufficient="Sellers have no time for existing customers",
    ),
]
"""Whether sellers can carry existing customers."""

Stakeholder = Annotated[
    Literal["decision-maker", "sponsor", "champion", "users", "technical", "procurement"],
    Meanings(
        decision_maker="The economic buyer",
        sponsor="The executive who wants the outcome",
        champion="The project lead or administrator",
        users="The people who use the product",
        technical="IT",
        procurement="Procurement, finance and legal",
    ),
]
"""A person or group on the customer's side."""

EngagementLevel = Annotated[
    Literal["lead", "contribute", "inform"],
    Meanings(
        lead="Leads the relation in this stage",
        contribute="Takes part and is met by the customer",
        inform="Is kept informed and not met",
    ),
]
"""What a role does for a stakeholder in a stage."""

HandoffKind = Annotated[
    Literal["transfer", "request"],
    Meanings(
        transfer="The primary contact moves to the receiver",
        request="The receiver is asked to act; the contact stays",
    ),
]
"""Whether a hand-off moves the customer or asks for help."""

Skill = Annotated[
    Literal[
        "relationship",
        "communication",
        "problem-solving",
        "data",
        "technical",
        "industry",
        "selling",
    ],
    Meanings(
        relationship="Builds and keeps relations",
        communication="Speaks and writes clearly",
        problem_solving="Finds the cause and a way around it",
        data="Reads usage and health data",
        technical="Knows the product and its integrations",
        industry="Comes from the customers' business",
        selling="Can price, negotiate and close",
    ),
]
"""A skill of a role's talent profile."""

Answer = Literal["own", "co-own", "support", "none"]
"""What a role has in one motion of one segment."""


class _EachOnce:
    """A list that holds each of its entries once."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Look for repeats once the entries are read."""
        return core_schema.no_info_after_validator_function(_without_repeats, handler(source))

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors."""
        schema = handler(core)
        for form in schema.get("anyOf", [schema]):
            if form.get("type") == "array":
                form["uniqueItems"] = True
        return schema


def _without_repeats(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the entries, or report the one that occurs a second time."""
    if len(entries) > 1 and len(set(entries)) < len(entries):
        seen: set[Any] = set()
        for number, entry in enumerate(entries):
            if entry in seen:
                found = {"found": entry} if isinstance(entry, str) else {}
                raise PydanticCustomError(
                    "said_twice",
                    "it is in this list already; name it once",
                    {"at": (number,), **found},
                )
            seen.add(entry)
    return entries


EachOnce: Final = _EachOnce()
"""Marks a list of ids or words in which each may stand once."""


def _one_or_many(written: Any) -> Any:
    return [written] if isinstance(written, str) else written


OneOrMany = AlsoWritten(_one_or_many, lambda many: many["items"])
"""Lets a single word stand where a list is asked for."""
