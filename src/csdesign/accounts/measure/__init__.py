"""Classification of accounts into segments: one query for counts, and passes that explain them."""

from csdesign.accounts.measure.measure import measure
from csdesign.accounts.measure.options import Declared, MeasureOptions, SegmentRule

__all__ = ["Declared", "MeasureOptions", "SegmentRule", "measure"]
