"""What `csdesign audit --format json` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from csdesign.contracts.v1.findings import Summary
from csdesign.contracts.v1.parts import Count, Finding, Share, Tool, one_of

__all__ = [
    "AuditDocument",
    "BothWays",
    "Comparison",
    "Components",
    "Edit",
    "Event",
    "Exchanged",
    "Lines",
    "Match",
    "Pair",
    "Quote",
    "Revision",
    "Role",
    "Similar",
    "Standing",
    "Unjudged",
    "Veto",
]


class Role(TypedDict):
    """A role and where it stands."""

    id: str
    title: str
    origin: str
    path: str | None
    line: Annotated[int, Field(ge=1)] | None


class BothWays(TypedDict):
    """Share of each side's duties that the other has, by weight."""

    a: Share
    b: Share


Exchanged = TypedDict(
    "Exchanged",
    {"from": str, "to": str, "lines": Count},
)
"""A word that replaces another."""


class Components(TypedDict):
    """Similarity by what is compared; null where nothing is stated."""

    responsibilities: Share | None
    motions: Share | None
    kpis: Share | None
    decision_rights: Share | None
    stages: Share | None
    requirements: Share | None
    segments: Share | None


class Veto(TypedDict):
    """A reason why two roles are not one job."""

    kind: str
    message: str


class Quote(TypedDict):
    """A sentence and where it stands."""

    text: str
    code: str | None
    path: str | None
    line: Annotated[int, Field(ge=1)] | None


class Match(TypedDict):
    """Two sentences that say the same."""

    a: Quote
    b: Quote
    kind: Annotated[str, one_of("exact", "code", "lexical")]
    score: Annotated[Share, Field(description="How sure the match is, from 0.5 to 1.")]
    same: Annotated[Share, Field(description="Share of the words of both texts that are the same.")]
    part: Annotated[
        bool, Field(description="The line is part of a longer line that is matched already.")
    ]
    words: Annotated[list[str], Field(description="The shared word stems that decided the match.")]


class Perhaps(TypedDict):
    """Two sentences that may mean the same."""

    a: Quote
    b: Quote
    score: Annotated[Share, Field(description="How similar the lines are in meaning.")]


class Lines(TypedDict):
    """Sentences of both sides."""

    matches: list[Match]
    only_in_a: list[Quote]
    only_in_b: list[Quote]


class Comparison(TypedDict):
    """Two roles compared, without their sentences."""

    tier: Annotated[
        Annotated[str, one_of("same-text", "perhaps-reworded", "other-grade")] | None,
        Field(
            description="An alarm, or one of two questions; null if there is nothing to "
            "ask or to judge."
        ),
    ]
    relation: Annotated[
        str,
        one_of("succession", "siblings"),
        Field(
            description="Whether the second role follows the first or belongs to the same design."
        ),
    ]
    verdict: Annotated[str, one_of("unchanged", "barely-changed", "changed", "distinct")] | None
    review: Annotated[bool, Field(description="A question: please read both texts.")]
    reason: Annotated[
        str,
        Field(
            description="Why it is a question, why it is not the same job, or why it "
            "cannot be judged."
        ),
    ]
    score: Annotated[
        Share, Field(description="How similar the duties are by any measure; for ranking.")
    ]
    similarity: Annotated[
        Share,
        Field(description="Similarity of the signatures, over the parts that both roles state."),
    ]
    confidence: Annotated[
        Share,
        Field(description="How often verdicts of this kind were right, as counted in a benchmark."),
    ]
    sure: Annotated[str, one_of("", "same words", "close", "unsure", "clear")]
    coverage: Annotated[
        BothWays, Field(description="Share of each side's duties that the other has, by weight.")
    ]
    exchanged: Annotated[
        list[Exchanged],
        Field(description="Words that replace each other throughout two otherwise equal texts."),
    ]
    matched_share: Annotated[Share, Field(description="2 x matched duties / duties of both.")]
    components: Components
    vetoes: list[Veto]
    not_compared: list[str]
    channels: list[str]
    across_languages: bool
    notes: list[str]


class Pair(Comparison):
    """Two roles compared."""

    source: Annotated[
        str,
        one_of("formerly", "against", "siblings", "history"),
        Field(description="Where the first role comes from."),
    ]
    renamed: bool
    a: Role
    b: Role
    matches: list[Match]
    only_in_a: list[Quote]
    only_in_b: list[Quote]
    perhaps: Annotated[
        list[Perhaps],
        Field(
            description="Duties without a match that may mean the same; they make it a question."
        ),
    ]
    requirements: Lines
    measures: Lines


class Similar(TypedDict):
    """A reference role and how near it is."""

    kind: str
    similarity: Share


class Edit(TypedDict):
    """A change that would make the title true."""

    part: str
    action: Annotated[str, one_of("add", "drop", "set")]
    name: str
    level: Annotated[str, one_of("own", "co-own", "support", "none")] | None


class Standing(TypedDict):
    """A role compared with the reference roles."""

    role: Role
    claimed: str | None
    nearest: str
    margin: Annotated[Share, Field(description="Lead over the best role of another family.")]
    similar: list[Similar]
    by_words: Annotated[bool, Field(description="Whether free sentences were compared by meaning.")]
    judged: Annotated[bool, Field(description="Whether enough is written down to say.")]
    named: Annotated[
        bool,
        Field(
            description="Whether the nearest role is similar enough and ahead of the next family."
        ),
    ]
    other: Annotated[
        bool, Field(description="Whether another family leads by the margin that the design sets.")
    ]
    edits: list[Edit] | None
    promises: Count
    owned: list[str]
    helped: list[str]
    needed: Annotated[
        bool, Field(description="Whether the role delivers, owns or helps; true if not stated.")
    ]


class Revision(TypedDict):
    """A commit."""

    sha: str
    date: str
    subject: str


class Event(TypedDict):
    """A change of roles from one state to the next."""

    kind: Annotated[str, one_of("renamed", "rewritten", "split", "merged", "gone", "new")]
    revision: Revision | None
    before: list[Role]
    after: list[Role]
    pair: Pair | None


class Unjudged(TypedDict):
    """A role that cannot be judged."""

    name: str
    reason: str


class AuditDocument(TypedDict):
    """What `csdesign audit --format json` writes."""

    schema_version: Literal[1]
    tool: Tool
    summary: Summary
    doctrine: str
    against: str | None
    channels: list[str]
    compared: Count
    pairs: list[Pair]
    standings: list[Standing]
    changes: list[Event]
    history: list[Event]
    revisions: Count
    unjudged: list[Unjudged]
    notes: list[str]
    findings: list[Finding]
