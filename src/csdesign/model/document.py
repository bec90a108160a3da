"""A design as written, in one file or merged from several: the root of the language."""

from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from csdesign.model.accounts import AccountTable
from csdesign.model.base import AlsoWritten, DesignModel
from csdesign.model.choices import Code, Motion, Text
from csdesign.model.company_rules import Doctrine
from csdesign.model.engagement import Engagement, EngagementRule, Ownership, Policy
from csdesign.model.experience import Experience
from csdesign.model.horizon import Horizon
from csdesign.model.params import Params
from csdesign.model.role import Role
from csdesign.model.scenario import Scenario
from csdesign.model.segment import Segment
from csdesign.model.staffing import Pod, Position

__all__ = ["Company", "Document", "OwnCode"]


class Company(DesignModel):
    """Whose design this is."""

    name: Text | None = None
    """The company's name."""
    currency: Annotated[str, Field(max_length=8)] | None = None
    """The currency of every amount, such as EUR."""


class OwnCode(DesignModel):
    """A responsibility code of the company's own."""

    does: Text | None = None
    """The duty in words."""
    motion: Motion | None = None
    """Its motion; none for enabling work."""


def _version(written: Any) -> Any:
    if isinstance(written, (str, int)) and written in {"1", 1} and written is not True:
        return 1
    raise PydanticCustomError(
        "version", "give 1, the version of the language this tool reads", {"found": written}
    )


def _one_is_a_list(written: Any) -> Any:
    return [written] if isinstance(written, dict) else written


class Document(DesignModel):
    """A customer-success design: segments, their experiences, and the roles that deliver them."""

    schema_: Text | None = Field(default=None, alias="$schema")
    """The place of this file's JSON schema, for editors."""
    include: tuple[Text, ...] = ()
    """Files that are part of this design, relative to this file, such as ../common/roles.yaml."""
    csdesign: Annotated[Literal[1], AlsoWritten(_version, lambda one: one)] = 1
    """The version of the design language."""
    company: Company = Company.unchecked()
    """Whose design this is."""
    doctrine: Doctrine = Doctrine.unchecked()
    """The company's choices where the sources contradict each other."""
    params: Params = Params.unchecked()
    """The assumption register."""
    vocabulary: dict[Code, OwnCode] = Field(default={})
    """Responsibility codes of the company's own."""
    accounts: AccountTable = AccountTable.unchecked()
    """The table of customers, and how its rows make customers."""
    segments: tuple[Segment, ...] = ()
    """The customer segments, in the order in which accounts are sorted into them."""
    experiences: tuple[Experience, ...] = ()
    """Appropriate Experiences; one may serve several segments."""
    roles: tuple[Role, ...] | None = None
    """The roles; missing means that they are still to be designed."""
    positions: (
        Annotated[tuple[Position, ...], AlsoWritten(_one_is_a_list, lambda many: many["items"])]
        | None
    ) = None
    """The posts and the roles each holds."""
    ownership: Ownership | None = None
    """Who owns what, as a grid of segment and motion; it may replace `owns` of the roles."""
    engagement: Engagement | None = None
    """Who meets whom in which stage."""
    engagement_rules: tuple[EngagementRule, ...] | None = None
    """Executable rules of engagement."""
    pods: tuple[Pod, ...] | None = None
    """Small teams that share their customers."""
    policies: tuple[Policy, ...] = ()
    """The company's own limits."""
    horizon: Horizon | None = None
    """The months to plan, in addition to the year."""
    scenarios: tuple[Scenario, ...] = ()
    """Named sets of changes to the design."""
