"""What goes into a measurement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from csdesign.files.writing import Output
    from csdesign.finding import YamlPath

__all__ = ["Declared", "MeasureOptions", "SegmentRule"]


@dataclass(frozen=True, slots=True)
class Declared:
    """What a design says of a segment before anything is measured (accounts; currency a year)."""

    accounts: int | None = None
    new_accounts: int | None = None
    arr_per_account: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SegmentRule:
    """How accounts get into a segment. `otherwise` takes what no `where` takes.

    `place` is the path of the segment in its design.
    """

    id: str
    where: str | None = None
    otherwise: bool = False
    place: YamlPath = ()
    declared: Declared = Declared()


@dataclass(frozen=True, slots=True)
class MeasureOptions:
    """How to read and measure an account table.

    Attributes:
        as_of: The day `as_of` stands for.
        columns: Column name to header, before any alias (`arr` -> `Total Contract Amount`).
        number_format: A key of NUMBER_FORMATS for text cells; None reads plain numbers only.
        date_format: A strptime format for text cells; None reads ISO days only.
        table: Table of a database.
        before: An earlier table of the same accounts, for drift.
        borders: Look for accounts near a border; None does up to `pass_limit` rows.
        duplicates: Look for repeated ids; None does up to `pass_limit` rows.
        pass_limit: Rows up to which the extra passes run unasked.
        sample: Most account ids shown per finding; 0 shows none.
        tiny: Segments below this many accounts are noted.
        margin: How far a threshold is moved, and how far declared may be off (fraction).
        renewal_days: A renewal within so many days counts as near.
        rejects: Output that gets the list of every rejected row; None lists none.
    """

    as_of: date
    columns: Mapping[str, str] = field(default_factory=dict)
    number_format: str | None = None
    date_format: str | None = None
    table: str | None = None
    before: object | None = None
    borders: bool | None = None
    duplicates: bool | None = None
    pass_limit: int = 500_000
    sample: int = 5
    tiny: int = 5
    margin: float = 0.10
    renewal_days: int = 90
    rejects: Output | None = None

    def __post_init__(self) -> None:
        if self.sample < 0:
            raise UsageError(f"sample is {self.sample}; give 0 or more account ids to show")
        if not 0 < self.margin < 1:
            raise UsageError(
                f"margin is {self.margin}; give a fraction between 0 and 1, such as 0.1"
            )
