"""Where account tables come from: files, frames, databases and warehouses."""

from csdesign.accounts.sources.opening import open_table

__all__ = ["open_table"]
