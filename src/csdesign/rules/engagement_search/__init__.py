"""Executable rules of engagement: compile them, search them for gaps, ask them who acts."""

from csdesign.rules.engagement_search.answer import Answer, who_acts
from csdesign.rules.engagement_search.compile import Compiled, Unreadable, compile_rules
from csdesign.rules.engagement_search.search import Contradiction, Gap, contradictions, find_gap

__all__ = [
    "Answer",
    "Compiled",
    "Contradiction",
    "Gap",
    "Unreadable",
    "compile_rules",
    "contradictions",
    "find_gap",
    "who_acts",
]
