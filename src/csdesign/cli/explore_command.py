"""`csdesign explore`: a screen to try numbers."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.account_options import NoAccounts, count, table_to_read
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from csdesign.explore.session import Session

__all__ = ["HELP", "command"]

HELP = """Try numbers on a screen and see how people, money and findings change.

Up and down choose a number, left and right change it; w writes the changes into the design,
s saves them as a scenario, u undoes them, q quits. Nothing is written until you press w or s.

  csdesign explore design.yaml
"""


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Design files or directories.")
    ],
    no_accounts: NoAccounts = False,
) -> Outcome:
    """Open the screen until its user leaves."""
    if "-" in files:
        raise UsageError("explore writes into the files it reads; name a file rather than -")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("explore needs a terminal; for a pipe use: csdesign plan --set")
    from csdesign import api
    from csdesign.accounts.problems import RulesError
    from csdesign.cli.loading import rules_refusal
    from csdesign.config.designs import one_design
    from csdesign.customers import measure_options
    from csdesign.explore.session import Session
    from csdesign.formats.findings import FORMATS

    chosen = one_design(files, FORMATS)
    session = Session.of(chosen.files, chosen.excluded)
    design = api.design_of(session.loaded)
    source, is_own = table_to_read(design, None, no_accounts=no_accounts)
    if source is not None:
        options = measure_options(design, is_own=is_own, drift=False, sample=0)
        try:
            session.count(count(design, source, options))
        except RulesError as error:
            return rules_refusal(session.loaded, files, error)
    _run(session)
    return Outcome("")


@needs_extra
def _run(session: Session) -> None:
    from csdesign.explore.app import Explorer

    gc.enable()  # unlike other commands, this one keeps running

    Explorer(session).run()
