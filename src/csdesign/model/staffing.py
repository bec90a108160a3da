"""Positions and pods as written: the people and posts behind the roles."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from csdesign.model.base import DesignModel, Shorthand
from csdesign.model.choices import Code, EachOnce, Id, OneOrMany, RegionCode, Text
from csdesign.model.horizon import FirstDay, LastDay
from csdesign.model.numbers import Count, Money, Offset, PostFte, Posts
from csdesign.model.role import Kpi

__all__ = ["Pod", "PodMember", "Position"]


class Position(DesignModel):
    """A post filled by one person, who may hold several roles."""

    id: Id | None = None
    """The key of the post; made from the first role where it is missing."""
    name: Text | None = None
    """The name people read."""
    roles: Annotated[tuple[Id, ...], OneOrMany, EachOnce]
    """The roles the person holds."""
    count: Posts = 1
    """How many such posts there are; with a count, no names need to be in git."""
    fte: PostFte = 1.0
    """Working time of each post (FTE)."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """The segments the person serves; those of the roles where it is missing."""
    languages: Annotated[tuple[RegionCode, ...], OneOrMany, EachOnce] = ()
    """Languages the person works in."""
    region: RegionCode | None = None
    """The person's regions; where a segment lists regions in `demand_fte`, the person works only on
    the share of these."""
    skills: Annotated[tuple[Code, ...], OneOrMany, EachOnce] = ()
    """Skills the person has."""
    utc_offset: Offset | None = None
    """The person's time zone (hours from UTC)."""
    max_accounts: Count | None = None
    """Maximum number of customers in the person's book (accounts)."""
    max_arr: Money | None = None
    """Maximum revenue in the person's book (currency a year)."""
    direct_reports: Count | None = None
    """People who report to the person."""
    pay: tuple[Kpi, ...] | None = None
    """Measures and weights of this person where they differ from the roles'."""
    starts: FirstDay | None = None
    """First day at work, as a day or a month; in post throughout where it is missing."""
    leaves: LastDay | None = None
    """Last day at work, as a day or a month."""

    @model_validator(mode="after")
    def _starts_first(self) -> Self:
        if self.starts is not None and self.leaves is not None and self.leaves < self.starts:
            raise PydanticCustomError(
                "leaves",
                "the last day {leaves} is before the first day {starts}; give a later day",
                {
                    "at": ("leaves",),
                    "leaves": self.leaves.isoformat(),
                    "starts": self.starts.isoformat(),
                },
            )
        return self


class PodMember(Shorthand):
    """A member of a pod, by role, and by post where it is known."""

    bare: ClassVar[str] = "role"

    role: Id
    """The role."""
    position: Id | None = None
    """The post."""
    count: Posts = 1
    """People of this role in the pod."""


class Pod(DesignModel):
    """A small team that shares its customers, such as one seller and one CSM."""

    id: Id
    """The key of the pod."""
    segment: Id
    """The segment it serves."""
    members: tuple[PodMember, ...]
    """Who is in it."""
    accounts: Count | None = None
    """Customers of each pod (accounts)."""
    count: Posts = 1
    """How many such pods there are."""
    lead: Id | None = None
    """The member that is recorded as the first contact."""
