"""A first look at a table: its columns, how they are written, how their numbers are spread."""

from csdesign.accounts.profile.look import look_at
from csdesign.accounts.profile.results import (
    Bin,
    ColumnLook,
    Currencies,
    Spread,
    TableLook,
    Threshold,
)

__all__ = ["Bin", "ColumnLook", "Currencies", "Spread", "TableLook", "Threshold", "look_at"]
