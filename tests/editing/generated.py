"""Designs made up from a seed: other ids, names, layouts, comments and line ends each time."""

from __future__ import annotations

import random
from typing import Any, Final

__all__ = ["generated"]

_WORDS: Final = ("north", "mid", "agency", "labs", "retail", "public", "field", "cloud", "prime")
_NAMES: Final = ("Большие клиенты", "Mid: market", "Labs & Co", "#1 accounts", "d'Azur", "no", "12")
_SENTENCES: Final = (
    "Runs the kick-off with each customer",
    "Отвечает на вопросы клиентов",
    "Plans, with care: the next year",
)
_MOTIONS: Final = ("onboard", "adopt", "upsell", "cross-sell", "renew", "serve", "land")


def generated(seed: int) -> str:
    """Return the text of a design that loads; the same for the same seed."""
    dice = random.Random(seed)
    made = _Made(dice)
    text = "\n".join(_section(dice, key, value) for key, value in made.sections())
    if dice.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return text + dice.choice(["", "\n", "\n\n# the end\n"])


class _Made:
    """The parts of a design, with ids that no other part has."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.taken: set[str] = set()
        self.roles = [self.id() for _ in range(dice.randint(2, 5))]
        self.segments = [self.id() for _ in range(dice.randint(1, 4))]

    def id(self) -> str:
        """Return a new id."""
        while True:
            name = self.dice.choice(_WORDS)
            if self.dice.random() < 0.6:
                name += f"-{self.dice.choice(_WORDS)}"
            name += self.dice.choice(["", "", "2", "-9"])
            if name not in self.taken:
                self.taken.add(name)
                return name

    def sections(self) -> list[tuple[str, Any]]:
        """Return the sections of the design, most of them in an order of their own."""
        dice = self.dice
        parts: dict[str, Any] = {
            "segments": [self.segment(name) for name in self.segments],
            "roles": [self.role(number) for number in range(len(self.roles))],
        }
        if dice.random() < 0.7:
            parts["positions"] = [
                {
                    "id": self.id(),
                    "roles": dice.sample(self.roles, dice.randint(1, 2)),
                    "count": dice.randint(1, 4),
                    **({"segments": [dice.choice(self.segments)]} if dice.random() < 0.4 else {}),
                }
                for _ in range(dice.randint(1, 3))
            ]
        if dice.random() < 0.4:
            parts["policies"] = [
                {"name": self.id(), "on": "segment", "assert": "accounts < 99999.0"}
            ]
        if dice.random() < 0.4:
            other = dice.choice(self.segments)
            parts["scenarios"] = [
                {"id": self.id(), "segments": [{"id": other, "accounts": dice.randint(1, 900)}]}
            ]
        if dice.random() < 0.5:
            parts["company"] = {"name": dice.choice(_NAMES), "currency": "EUR"}
        order = list(parts.items())
        dice.shuffle(order)
        return order

    def segment(self, name: str) -> dict[str, Any]:
        dice = self.dice
        kinds = ("human-1to1", "human-pooled", "digital")
        return {
            "id": name,
            "name": dice.choice(_NAMES),
            "accounts": dice.randint(1, 5_000),
            "not_applicable": dice.sample(_MOTIONS[:5], dice.randint(0, 2)),
            "interactions": [self.talk(dice.choice(kinds)) for _ in range(dice.randint(1, 4))],
        }

    def talk(self, channel: str) -> dict[str, Any]:
        dice = self.dice
        found: dict[str, Any] = {"id": self.id(), "stage": "adopt", "channel": channel}
        found |= dice.choice([{"per_year": dice.randint(1, 24)}, {"every": "quarter"}])
        found["effort_hours"] = dice.choice([0.5, 2, {"value": 3, "basis": "measured"}])
        if channel == "human-pooled" and dice.random() < 0.3:
            found["group_size"] = 8
        found["role"] = dice.choice(self.roles)
        return found

    def role(self, number: int) -> dict[str, Any]:
        dice = self.dice
        found: dict[str, Any] = {
            "id": self.roles[number],
            "title": f"{dice.choice(_WORDS).title()} Manager {number}",
            "owns": [m for i, m in enumerate(_MOTIONS) if i % len(self.roles) == number],
            "responsibilities": dice.choice(
                [["drive-usage", "monitor-health"], list(_SENTENCES), ["run-kickoff"]]
            ),
        }
        if number and dice.random() < 0.4:
            found["extends"] = self.roles[number - 1]
        if dice.random() < 0.4:
            others = [name for name in self.roles if name != found["id"]]
            found["hands_off"] = [{"to": dice.choice(others), "trigger": "churn-risk"}]
        return found


def _section(dice: random.Random, key: str, value: Any) -> str:
    return "\n".join(_block(dice, {key: value}, 0, top=True))


def _block(dice: random.Random, value: Any, indent: int, *, top: bool = False) -> list[str]:
    """Return a value as lines of block style, parts of it in flow style."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            if dice.random() < 0.1:
                lines.append(f"{pad}# {dice.choice(_NAMES)}\t{dice.choice(_WORDS)}")
            if not top and (not isinstance(item, (dict, list)) or dice.random() < 0.5 or not item):
                lines.append(f"{pad}{key}: {_flow(dice, item)}{_remark(dice)}")
            else:
                lines.append(f"{pad}{key}:{_remark(dice)}")
                step = dice.choice([0, 2, 4]) if isinstance(item, list) else 2
                lines += _block(dice, item, indent + step)
        return lines
    for item in value:
        if isinstance(item, dict) and dice.random() < 0.6:
            inner = _block(dice, item, indent + 2)
            first = next(i for i, line in enumerate(inner) if not line.strip().startswith("#"))
            lines += inner[:first]
            lines += [f"{pad}- {inner[first][indent + 2 :]}", *inner[first + 1 :]]
        else:
            lines.append(f"{pad}- {_flow(dice, item)}{_remark(dice)}")
    return lines


def _remark(dice: random.Random) -> str:
    return dice.choice(["", "", "", f"  # {dice.choice(_NAMES)}", "\t# since\tMay", "   "])


def _flow(dice: random.Random, value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key}: {_flow(dice, item)}" for key, item in value.items())
        return f"{{{inner}}}" if dice.random() < 0.7 else f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(dice, item) for item in value)}]"
    if not isinstance(value, str):
        return str(value)
    plain = all(c.isalnum() or c in "-_" for c in value) and value not in ("no", "12")
    if plain and dice.random() < 0.8:
        return value
    return f'"{value}"' if "'" in value or dice.random() < 0.5 else f"'{value}'"
