"""The flat namespace offers what the modules offer, and loads only what is used."""

import json
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from csdesign import capacity

MODULES = [module.name for module in pkgutil.iter_modules(capacity.__path__)]


@pytest.mark.parametrize("name", capacity.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(capacity, name) is not None
    assert name in dir(capacity)


@pytest.mark.parametrize("name", capacity.__all__)
def test_no_public_name_is_hidden_by_a_module(name: str) -> None:
    """Importing a module sets its name on the package, which would shadow a function."""
    assert name not in MODULES


def test_every_public_name_lives_in_the_all_of_one_module() -> None:
    listed = [
        name
        for module in MODULES
        for name in import_module(f"csdesign.capacity.{module}").__all__
        if name in capacity.__all__
    ]
    assert sorted(listed) == sorted(capacity.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="erlang_z"):
        _ = capacity.erlang_z  # type: ignore[attr-defined]  # what the test is about


@pytest.mark.parametrize("name", [n for n in capacity.__all__ if n[0].islower()])
def test_a_formula_is_called_by_the_product_or_offered_on_the_page(name: str) -> None:
    """What nothing calls would drift from the number that people read."""
    package = Path(capacity.__file__).parent
    callers = (path for path in package.parent.rglob("*.py") if path.parent != package)
    called = re.compile(rf"(?s)from csdesign\.capacity[.\w]* import[^\n(]*(\([^)]*)?\b{name}\b")
    page = (package.parent / "pages" / "python.md").read_text(encoding="utf-8")

    assert f"`{name}`" in page or any(called.search(path.read_text("utf-8")) for path in callers)


def test_plain_formulas_never_load_numpy() -> None:
    """Small plans must not pay for arrays."""
    code = (
        "import sys, json\n"
        "from csdesign.capacity import *\n"
        "from csdesign.capacity import QueueDemand, required_agents_many\n"
        "required_agents_many([QueueDemand(10, 1, 1, 0.8, 0.85)] * 100)\n"
        "print(json.dumps('numpy' in sys.modules))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout) is False


@pytest.mark.parametrize("name", [n for n in capacity.__all__ if n[0].islower()])
def test_every_function_names_its_source_and_what_it_refuses(name: str) -> None:
    text = getattr(capacity, name).__doc__
    assert "Raises:" in text
    assert "Source:" in text or name in {"floor", "ceiling"}
