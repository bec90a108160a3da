"""Classification of accounts into segments: one counting query, and some to explain it."""

from csdesign.accounts.measure.measure import measure
from csdesign.accounts.measure.options import Declared, MeasureOptions, SegmentRule

__all__ = ["Declared", "MeasureOptions", "SegmentRule", "measure"]
