from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .samples import ACCOUNT_MANAGER, written

if TYPE_CHECKING:
    from csdesign.roles import RoleText


@pytest.fixture
def seller() -> RoleText:
    """An account manager in free text."""
    return written("Account Manager", *ACCOUNT_MANAGER)
