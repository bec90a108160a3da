"""A design with every shorthand spelled out: what the planner, the audit and the rules read.

Each part keeps the `path` of keys that leads to it in the written document, so that whatever is
said about it can name its line. The many small records without a base are named tuples: creating
such a class, and each of its instances, takes a fraction of what a frozen dataclass takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from csdesign.errors import UsageError
from csdesign.escaping.notebook import notebook_table
from csdesign.reference import LEVELS
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import Span, YamlPath
    from csdesign.model.document import Document
    from csdesign.model.params import Params
    from csdesign.model.role import (
        Assist,
        CoOwn,
        Former,
        Handoff,
        Kpi,
        Own,
        RoleParams,
        Support,
        Talent,
    )
    from csdesign.model.role import Role as WrittenRole
    from csdesign.model.segment import Segment as WrittenSegment
    from csdesign.model.staffing import Pod, Position

__all__ = [
    "CompanyRules",
    "Design",
    "Duty",
    "Interaction",
    "Milestone",
    "OwnedCell",
    "Post",
    "Role",
    "Segment",
    "Traits",
]


class CompanyRules(NamedTuple):
    """The company's rules in force: preset and switches over the defaults."""

    new_business_owner: str
    existing_sales_owner: str
    csm_price_authority: str
    csm_eligibility: str
    onboarding_owner: str
    renewal_owner: str
    first_contact_months: float
    price_talk_months: float
    timing: str
    early_expansion: str
    setup_advice: str
    primary_contact: str
    am_stays_on_complex: bool
    support_scope: str
    cx_score_pay: str
    preset: str | None = None
    mrr_threshold: float | None = None
    largest_n: float | None = None
    stated: frozenset[str] = frozenset()
    """Switches that the design or its preset states; the rest are defaults."""


class Traits(NamedTuple):
    """The customer profile, 1..5 each; `assumed` names the scores nobody stated (they are 3)."""

    complexity: float
    specificity: float
    desired: float
    readiness: float
    assumed: tuple[str, ...] = ()


class Milestone(NamedTuple):
    """A success milestone of one segment."""

    id: str
    stage: str
    name: str
    by_day: float | None
    done_when: str | None
    path: YamlPath


class Interaction(NamedTuple):
    """One promise to the customers of one segment.

    `occurrences` are those of a year for one account (recurring) or in the life of one new account
    (once); `minutes` customer time (min); `effort_each` staff hours of one person as stated (h);
    `effort` staff hours of one occurrence over all people (h), split by role in `effort_by_role`;
    `defaulted` names the fields nobody stated.
    """

    id: str
    name: str
    milestone: str | None
    stage: str | None
    purpose: str | None
    channel: str
    once: bool
    occurrences: float
    share: float
    minutes: float
    effort_each: float
    effort: float
    effort_by_role: tuple[tuple[str, float], ...]
    effort_basis: str
    staff: float
    group_size: float
    expertise: int
    trigger: str
    roles: tuple[str, ...]
    any_of: bool
    defaulted: tuple[str, ...]
    from_day: float | None
    answer_within_hours: float | None
    answer_share: float | None
    path: YamlPath
    count_path: YamlPath
    weight: float = 1.0

    @property
    def human(self) -> bool:
        """Return whether a person meets the customer."""
        return self.channel in {"human-1to1", "human-pooled"}

    @property
    def planned(self) -> bool:
        """Return whether it is planned by date or milestone."""
        return self.trigger in {"calendar", "milestone"}

    @property
    def reactive(self) -> bool:
        """Return whether it happens only when the customer asks."""
        return self.trigger == "request"

    @property
    def per_customer(self) -> float:
        """Return the mean number of times that it takes place for one customer."""
        return self.occurrences * self.share

    @property
    def counts_hours(self) -> bool:
        """Return whether its effort is work for each account; digital work is a fixed cost."""
        return self.channel != "digital"

    @property
    def hours_per_occurrence(self) -> float:
        """Return staff hours of one occurrence for one account (h)."""
        return self.effort / self.group_size if self.counts_hours else 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A customer segment with its whole experience."""

    id: str
    name: str
    accounts: float | None
    new_accounts: float | None
    arr_per_account: float | None
    traits: Traits
    milestones: tuple[Milestone, ...]
    interactions: tuple[Interaction, ...]
    not_applicable: frozenset[str]
    rules: CompanyRules
    written: WrittenSegment
    path: YamlPath

    @property
    def new_ratio(self) -> float:
        """Return nu, new over existing accounts, at most 1; 0 without accounts."""
        if not self.accounts or not self.new_accounts:
            return 0.0
        return min(1.0, self.new_accounts / self.accounts)

    def yearly(self, interaction: Interaction) -> float:
        """Return q: occurrences for one account and year."""
        count = interaction.per_customer
        return count * self.new_ratio if interaction.once else count


class Duty(NamedTuple):
    """One responsibility: a vocabulary code, a sentence, or a sentence with its author's code."""

    code: str | None
    text: str | None
    motion: str | None
    primary: bool
    with_customer: bool
    path: YamlPath


class OwnedCell(NamedTuple):
    """What one role has in one motion of one segment; `level` is own, co-own or support."""

    segment: str
    motion: str
    role: str
    level: str
    path: YamlPath
    partner: str | None = None
    lead: str | None = None
    split: str | None = None
    when: str | None = None


class Role(NamedTuple):
    """A role of the design with the lines it inherits, or what it was before (`former`).

    A part that is None is unknown; a part that is empty was written as empty. Each line keeps the
    path at which it stands, which may be in the role it is inherited from. `codes` are those of
    its duties that the author wrote.
    """

    id: str
    title: str
    kind: str | None
    segments: tuple[str, ...]
    extends: str | None
    former: Role | None
    written: WrittenRole | Former
    path: YamlPath
    purpose: str | None = None
    aliases: tuple[str, ...] = ()
    coverage: str | None = None
    stages: tuple[str, ...] | None = None
    owns: tuple[tuple[Own, YamlPath], ...] | None = None
    co_owns: tuple[tuple[CoOwn, YamlPath], ...] | None = None
    supports: tuple[tuple[Support, YamlPath], ...] | None = None
    duties: tuple[Duty, ...] | None = None
    codes: frozenset[str] = frozenset()
    requirements: tuple[tuple[str, YamlPath], ...] | None = None
    kpis: tuple[tuple[Kpi, YamlPath], ...] | None = None
    decision_rights: tuple[str, ...] | None = None
    talent: Talent | None = None
    hands_off: tuple[tuple[Handoff, YamlPath], ...] | None = None
    assists: tuple[Assist, ...] = ()

    @property
    def motions(self) -> dict[str, str] | None:
        """Return the highest level in each motion, or None if none of the three is stated."""
        if self.owns is None and self.co_owns is None and self.supports is None:
            return None
        levels: dict[str, str] = {}
        for item, _ in self.supports or ():
            levels[item.motion] = "support"
        for pair, _ in self.co_owns or ():
            levels[pair.motion] = "co-own"
        for own, _ in self.owns or ():
            levels[own.motion] = "own"
        return levels


@dataclass(frozen=True, slots=True)
class Post:
    """A position: `count` posts alike, each of `fte` full-time people, holding `roles`."""

    id: str
    roles: tuple[str, ...]
    count: int
    fte: float
    segments: tuple[str, ...] | None
    written: Position
    path: YamlPath


class Places(Protocol):
    """The places of a design's parts, and what was written there."""

    def __call__(self, path: YamlPath, key: bool, /) -> Span | None:
        """Return the place of a node, or of its key."""

    def document(self) -> dict[str, Any]:
        """Return the written document as plain values."""


@dataclass(frozen=True, repr=False)
class Design:
    """A whole design, spelled out and with its references checked.

    `roles`, `posts` and `cells` are None if the document has no such section: the results
    that need them stay open.
    """

    document: Document
    rules: CompanyRules
    segments: tuple[Segment, ...]
    roles: tuple[Role, ...] | None
    posts: tuple[Post, ...] | None
    cells: tuple[OwnedCell, ...]
    pods: tuple[Pod, ...] | None
    locate: Places | None = field(default=None, compare=False, repr=False)
    """Turns a path (and whether its key is meant) into a place; None for a design built in code."""
    what_ifs: frozenset[YamlPath] = field(default=frozenset(), compare=False, repr=False)
    """Paths of the numbers that were set in place of written ones; they go before counted ones."""

    def __repr__(self) -> str:
        roles = "no roles" if self.roles is None else number_of(len(self.roles), "role")
        return f"<Design of {number_of(len(self.segments), 'segment')} and {roles}>"

    def _repr_html_(self) -> str:
        rows = (
            (segment.id, segment.name, segment.accounts, len(segment.interactions))
            for segment in self.segments
        )
        columns = ("segment", "name", "customers", "interactions")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.segments))

    def to_dict(self) -> dict[str, Any]:
        """Return the design as it was written, as plain values; `csdesign.load` takes it back.

        Several files are merged into one; what-ifs given to `load` are included, customers counted
        in a table are not.

        Raises:
            UsageError: the design was built in code, not loaded.
        """
        if self.locate is None:
            raise UsageError("this design was built in code; only what was loaded can be written")
        return self.locate.document()

    def to_yaml(self) -> str:
        """Return the design as YAML text, without the comments of its files.

        Raises:
            UsageError: as `to_dict`.
        """
        from csdesign.escaping.yaml import dump_yaml

        return dump_yaml(self.to_dict())

    @cached_property  # kept, for it is asked of each part of a large design
    def params(self) -> Params:
        """Return the assumption register."""
        return self.document.params

    @cached_property
    def own_params(self) -> Mapping[str, RoleParams]:
        """Return the parameters that roles state for themselves, by role; most state none."""
        written = ((role.id, getattr(role.written, "params", None)) for role in self.roles or ())
        return {role: own for role, own in written if own is not None}

    @cached_property
    def begins_after_sale(self) -> bool:
        """Return whether the new sale is outside the design: nobody in it acts before a purchase.

        That is so where owners are stated, no role meets customers in prospect or evaluate, sells
        by its kind or has a part in land, and no interaction or cell of the grid is there.
        """
        if not self.roles or not self.cells:
            return False
        before = {"prospect", "evaluate"}
        grid = self.document.engagement or {}
        return not (
            any(cell.motion == "land" for cell in self.cells)
            or any(role.kind in {"sdr", "ae"} for role in self.roles)
            or any(not before.isdisjoint(role.stages or ()) for role in self.roles)
            or any(grid.get(stage) for stage in ("prospect", "evaluate"))
            or any(
                interaction.stage in before
                for segment in self.segments
                for interaction in segment.interactions
            )
        )

    @cached_property
    def segment_by_id(self) -> Mapping[str, Segment]:
        """Return the segments by id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def role_by_id(self) -> Mapping[str, Role]:
        """Return the roles by id; empty if the design has none yet."""
        return {role.id: role for role in self.roles or ()}

    @cached_property
    def place_of_role(self) -> Mapping[str, int]:
        """Return the place of each role in the list, by id."""
        return {role.id: place for place, role in enumerate(self.roles or ())}

    @cached_property
    def cells_by_motion(self) -> Mapping[tuple[str, str], tuple[OwnedCell, ...]]:
        """Return the declared cells of each (segment, motion)."""
        found: dict[tuple[str, str], list[OwnedCell]] = {}
        for cell in self.cells:
            found.setdefault((cell.segment, cell.motion), []).append(cell)
        return {key: tuple(cells) for key, cells in found.items()}

    @cached_property
    def cells_by_role(self) -> Mapping[tuple[str, str], tuple[OwnedCell, ...]]:
        """Return the declared cells of each (segment, role)."""
        found: dict[tuple[str, str], list[OwnedCell]] = {}
        for cell in self.cells:
            found.setdefault((cell.segment, cell.role), []).append(cell)
        return {key: tuple(cells) for key, cells in found.items()}

    @cached_property
    def levels_by_role(self) -> Mapping[str, Mapping[str, str]]:
        """Return each role's highest level in each motion; a role that is silent is absent.

        With a grid of the whole design, a role that it does not name has no motion at all.
        """
        rank: Mapping[str, int] = {str(level): value for level, value in LEVELS.items()}
        levels: dict[str, dict[str, str]] = {}
        for role in self.roles or ():
            motions = role.motions
            if motions is not None:
                levels[role.id] = motions
            elif self.document.ownership is not None:
                levels[role.id] = {}
        for cell in self.cells:
            held = levels.setdefault(cell.role, {})
            if rank[cell.level] > rank[held.get(cell.motion, "none")]:
                held[cell.motion] = cell.level
        return levels

    @cached_property
    def roles_by_segment(self) -> Mapping[str, tuple[Role, ...]]:
        """Return the roles that serve each segment, in the order of the file."""
        found: dict[str, list[Role]] = {segment.id: [] for segment in self.segments}
        for role in self.roles or ():
            for segment in role.segments:
                if segment in found:
                    found[segment].append(role)
        return {segment: tuple(roles) for segment, roles in found.items()}

    @cached_property
    def posts_by_role(self) -> Mapping[str, tuple[Post, ...]]:
        """Return the posts that hold each role."""
        found: dict[str, list[Post]] = {}
        for post in self.posts or ():
            for role in post.roles:
                found.setdefault(role, []).append(post)
        return {role: tuple(posts) for role, posts in found.items()}
