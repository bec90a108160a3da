"""What a role is, and whether two roles are one job: comparison with quoted evidence.

Titles, aliases and purpose never enter a score. Nothing here reads a file of the user or asks the
network; the small lexicon and the reference catalogue come with the package.
"""

from csdesign.roles.comparison import RoleComparison, RoleFile, compare
from csdesign.roles.text import Item, RoleText

__all__ = ["Item", "RoleComparison", "RoleFile", "RoleText", "compare"]
