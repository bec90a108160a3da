"""Sources of account tables: files, frames, databases and warehouses."""

from csdesign.accounts.sources.opening import open_table

__all__ = ["open_table"]
