"""Engagement: the grid of who meets whom, ownership as a grid, the company's own rules."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from csdesign.model.base import AlsoWritten, DesignModel, Shorthand
from csdesign.model.choices import (
    Code,
    EachOnce,
    EngagementLevel,
    Id,
    Motion,
    OneOrMany,
    Stage,
    Stakeholder,
    Text,
)

__all__ = ["Engagement", "EngagementCell", "EngagementRule", "OwnershipCell", "Policy", "Then"]


class EngagementCell(Shorthand):
    """What one role does for one stakeholder in one stage."""

    bare: ClassVar[str] = "level"

    level: EngagementLevel
    """Lead, contribute or inform."""
    segments: Annotated[tuple[Id, ...], OneOrMany, EachOnce] | None = None
    """Where, if not in every segment the role serves."""


Engagement = dict[Stage, dict[Stakeholder, dict[Id, EngagementCell]]]
"""Stage, then stakeholder, then role."""


class OwnershipCell(Shorthand):
    """Who owns one motion of one segment."""

    bare: ClassVar[str] = "own"

    own: Id | None = None
    """The one owner."""
    co_own: Annotated[tuple[Id, ...], EachOnce] | None = None
    """Two owners together."""
    lead: Id | None = None
    """The one of them who decides."""
    split: Text | None = None
    """Who does what."""
    support: Annotated[tuple[Id, ...], OneOrMany, EachOnce] = ()
    """Roles that help."""


Ownership = dict[Id, dict[Motion, OwnershipCell]]
"""Segment, then motion."""


def _texts(written: Any) -> Any:
    values = written if isinstance(written, (list, tuple)) else (written,)
    return tuple(str(v) if isinstance(v, (int, float)) else v for v in values)


def _text_forms(_: object) -> dict[str, Any]:
    return {"type": ["string", "number"]}


class Then(DesignModel):
    """Who acts when a rule of engagement applies."""

    lead: Id
    """The role that acts."""
    inform: Annotated[tuple[Id, ...], OneOrMany, EachOnce] = ()
    """Roles that are told."""


class EngagementRule(DesignModel):
    """An executable rule of engagement: which role acts in which case."""

    id: Id | None = None
    """The key of the rule."""
    when: dict[Code, Annotated[tuple[Text, ...], AlsoWritten(_texts, _text_forms)]] = Field(
        default={}
    )
    """Conditions by input: a word, a list of words, or a comparison such as `">= 30"`."""
    then: Then
    """Who acts."""


class Policy(DesignModel):
    """A limit of the company's own, as an expression that must hold."""

    name: Id
    """The key of the policy."""
    on: Literal["segment", "role", "plan"]
    """What the expression is evaluated for: each segment, each role or the plan."""
    assert_: Text = Field(alias="assert")
    """A CEL expression that must be true."""
    severity: Literal["error", "warning", "note"] = "error"
    """Severity of the finding if the expression is false."""
    message: Text | None = None
    """The message of the finding."""
