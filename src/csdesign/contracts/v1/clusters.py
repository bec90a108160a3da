"""What `csdesign audit --roles --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.audit import Comparison
from csdesign.contracts.v1.parts import Count, Share, Tool, one_of

__all__ = ["Cluster", "ClustersDocument", "Evidence", "Member", "TextMatch"]


class Member(TypedDict):
    """A role of the export."""

    id: str
    title: str


class TextMatch(TypedDict):
    """Two sentences that say the same."""

    a: str
    b: str
    kind: Annotated[str, one_of("exact", "code", "lexical")]
    score: Annotated[Share, Field(description="How sure the match is, from 0.5 to 1.")]


class Evidence(Comparison):
    """Two roles compared, with their sentences."""

    a: Annotated[str, Field(description="Id of the first role.")]
    b: Annotated[str, Field(description="Id of the second role.")]
    matches: list[TextMatch]
    only_in_a: list[str]
    only_in_b: list[str]


class Cluster(TypedDict):
    """Roles that are one job."""

    score: Annotated[Share, Field(description="How similar the members are.")]
    titles: Annotated[Count, Field(description="Number of different titles among the members.")]
    members: list[Member]
    evidence: list[Evidence]


class ClustersDocument(TypedDict):
    """Roles of a staffing export that are one job, the first by rank."""

    schema_version: Literal[1]
    tool: Tool
    roles: Annotated[Count, Field(description="Number of roles read.")]
    found: Annotated[Count, Field(description="Number of clusters found, whether shown or not.")]
    clusters: list[Cluster]
    unjudged: Annotated[list[str], Field(description="Ids of roles with too little text.")]
