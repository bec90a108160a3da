"""Designs of the audit's tests: one technical account manager and what became of him."""

from __future__ import annotations

HEAD = """\
segments:
  - id: corp
    interactions: [{id: call, channel: human-1to1, every: month}]
roles:
"""

DUTIES = """\
      - Agrees success goals with the sponsor at kickoff
      - Runs quarterly business reviews with executives
      - Tracks product adoption and flags accounts at risk
      - Escalates defects to engineering for her customers
      - Explains new features to customer administrators
"""

SELLING = """\
      - Finds customers who have outgrown their plan
      - Prices additional seats and modules
      - Negotiates the order form with procurement
      - Keeps the pipeline of expansions up to date
      - Demonstrates premium modules to budget holders
"""

RENEWALS = """\
  - id: renewals
    title: Renewal Manager
    owns: [renew]
    responsibilities:
      - Tracks contract end dates three quarters ahead
      - Negotiates renewal price and term with procurement
      - Prepares the renewal quote and order form
      - Forecasts renewals for the sales leadership
"""


def role(id_: str, title: str, duties: str = DUTIES, more: str = "") -> str:
    """Return one role as YAML; `more` has further fields, each on a line of its own."""
    fields = "".join(f"    {line}\n" for line in more.splitlines())
    return f"  - id: {id_}\n    title: {title}\n{fields}    responsibilities:\n{duties}"


BEFORE = (
    HEAD
    + role("tam", "Technical Account Manager", more="requirements: [SQL, travel, on call]")
    + RENEWALS
)
AFTER = (
    HEAD
    + role(
        "csm",
        "Customer Success Manager",
        DUTIES.replace("flags accounts at risk", "reports accounts at risk"),
        more="requirements: [SQL]",
    )
    + RENEWALS
)
