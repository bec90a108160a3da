"""Accounts into segments: one pushed-down query for the counts, and passes that explain them."""

from csdesign.accounts.classify.measure import measure
from csdesign.accounts.classify.options import Declared, MeasureOptions, SegmentRule

__all__ = ["Declared", "MeasureOptions", "SegmentRule", "measure"]
