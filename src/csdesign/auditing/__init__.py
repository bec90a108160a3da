"""The role audit: which roles are one job under two titles, and which are not what they claim.

`roles` compares texts and `rules` judges one design; here they meet an earlier design, the history
of a repository and the reference catalogue, and every sentence quoted gets its line.
"""

from csdesign.auditing.audit import audit_design
from csdesign.auditing.results import AuditReport

__all__ = ["AuditReport", "audit_design"]
