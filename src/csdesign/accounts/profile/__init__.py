"""A first look at a table: its columns, their forms, and the spread of their numbers."""

from csdesign.accounts.measure.spreads import Bin, Spread, Threshold
from csdesign.accounts.profile.bins import spreads_of_customers
from csdesign.accounts.profile.look import look_at
from csdesign.accounts.profile.profiles import ColumnLook, Currencies, TableLook

__all__ = [
    "Bin",
    "ColumnLook",
    "Currencies",
    "Spread",
    "TableLook",
    "Threshold",
    "look_at",
    "spreads_of_customers",
]
