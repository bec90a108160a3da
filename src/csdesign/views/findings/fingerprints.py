"""Names of findings that stay the same when lines move, so that services tell old from new."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from csdesign.views.findings.paths import repository_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding
    from csdesign.views.findings.report import FindingsReport

__all__ = ["fingerprints"]


def fingerprints(report: FindingsReport, findings: Sequence[Finding]) -> list[str]:
    """Return one name for each finding: a hash, and its number (from 1) among equal hashes.

    The hash is over file, rule and object; if a finding has no object (such as a syntax error), the
    text of its line is used. GitLab drops findings with equal names, hence the number.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        path = repository_path(report, finding.span.path) if finding.span is not None else ""
        subject = finding.object or report.quoted(finding.span).strip()
        key = f"{path}\0{finding.code}\0{subject}".encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(key).hexdigest()[:32]
        seen[digest] += 1
        names.append(f"{digest}:{seen[digest]}")
    return names
