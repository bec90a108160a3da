"""Constraints that pin every package of the core and of `all` to its lowest promised version."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]


def main() -> None:
    """Print one line for each requirement with a lower bound."""
    extras = PROJECT["optional-dependencies"]
    names = re.search(r"\[(.*)\]", extras["all"][0])[1].split(",")
    for requirement in (*PROJECT["dependencies"], *(r for name in names for r in extras[name])):
        found = re.fullmatch(r"([\w.-]+)(?:\[.*\])?>=([\d.]+)", requirement)
        if found:
            print(f"{found[1]}=={found[2]}")  # noqa: T201 -- the result


if __name__ == "__main__":
    main()
