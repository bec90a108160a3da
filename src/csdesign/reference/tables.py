"""Read the reference tables from the package's data files, once, when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from csdesign.reference.entries import (
    Evidence,
    HandOff,
    Kpi,
    KpiFit,
    ReferenceRole,
    Responsibility,
    Right,
    TitleWord,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "by_title",
    "kpis",
    "other_trades",
    "rights",
    "roles",
    "title_words",
    "vocabulary",
    "wordings",
]


@cache
def vocabulary() -> Mapping[str, Responsibility]:
    """Return the responsibility vocabulary by code, in the order of the catalogue."""
    rows = _read("vocabulary")
    return MappingProxyType({row["code"]: _responsibility(row) for row in rows})


@cache
def rights() -> Mapping[str, Right]:
    """Return the decision rights that the reference roles hold, by id."""
    return MappingProxyType(
        {
            row["id"]: Right(row["id"], row["kind"], row["motion"], row["en"], row["ru"])
            for row in _read("rights")
        }
    )


@cache
def kpis() -> Mapping[str, Kpi]:
    """Return the measures by id, in the order of the catalogue."""
    return MappingProxyType({row["id"]: _kpi(row) for row in _read("kpis")})


@cache
def roles() -> Mapping[str, ReferenceRole]:
    """Return the reference roles by kind: the seven classic ones, then the others."""
    return MappingProxyType({row["id"]: _role(row) for row in _read("roles")})


@cache
def title_words() -> tuple[TitleWord, ...]:
    """Return the words of titles that need evidence."""
    return tuple(
        TitleWord(
            id=row["id"],
            words_en=tuple(row["en"]),
            words_ru=tuple(row["ru"]),
            evidence=tuple(
                Evidence(
                    kind=item["kind"],
                    motions=tuple(item.get("motions", ())),
                    codes=tuple(item.get("codes", ())),
                    at_least=item.get("at_least", 0),
                )
                for item in row["evidence"]
            ),
        )
        for row in _read("title_words")
    )


@cache
def wordings() -> Mapping[str, tuple[str, ...]]:
    """Return further sentences that say what a reference role does, by kind, in both languages."""
    return _sentences("roles")


@cache
def other_trades() -> Mapping[str, tuple[str, ...]]:
    """Return sentences of work outside customer success, by trade, in both languages."""
    return _sentences("other_trades")


def by_title(text: str) -> str | None:
    """Return the kind whose title or alias is `text`, in either language, or None.

    Case, hyphens, runs of blanks and the dots of `ё` do not matter; every word does.
    """
    return _kinds_by_title().get(_folded(text))


@cache
def _kinds_by_title() -> dict[str, str]:
    return {_folded(title): role.id for role in roles().values() for title in role.titles}


def _folded(title: str) -> str:
    words = title.casefold().replace("ё", "е").replace("-", " ").split()
    return " ".join(words)


def _read(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _table(table)
    return rows


def _sentences(part: str) -> Mapping[str, tuple[str, ...]]:
    rows: dict[str, dict[str, list[str]]] = _table("wordings")[part]
    return MappingProxyType({key: (*row["en"], *row["ru"]) for key, row in rows.items()})


def _table(name: str) -> Any:
    import json

    # Not importlib.resources, whose import takes longer than reading all five tables.
    text = (Path(__file__).with_name("data") / f"{name}.json").read_text("utf-8")
    return json.loads(text)


def _responsibility(row: dict[str, Any]) -> Responsibility:
    return Responsibility(
        code=row["code"],
        motion=row["motion"],
        required=row["required"],
        text_en=row["en"],
        text_ru=row["ru"],
        also_en=tuple(row["also_en"]),
        also_ru=tuple(row["also_ru"]),
        required_with=row.get("required_with"),
        met_by=tuple(row.get("met_by", ())),
    )


def _kpi(row: dict[str, Any]) -> Kpi:
    return Kpi(
        id=row["id"],
        family=row["family"],
        title_en=row["title"]["en"],
        title_ru=row["title"]["ru"],
        definition=row["definition"],
        direction=row["direction"],
        fits=tuple(
            KpiFit(
                motion=fit["motion"],
                level=fit["level"],
                coverage=fit.get("coverage"),
                together_with=tuple(fit.get("together_with", ())),
            )
            for fit in row["fits"]
        ),
        fair=tuple(row["fair"]),
        fair_kinds=tuple(row["fair_kinds"]),
        risk=row["risk"],
        enabling=row["enabling"],
        score=row["score"],
        activity=row["activity"],
    )


def _role(row: dict[str, Any]) -> ReferenceRole:
    return ReferenceRole(
        id=row["id"],
        family=row["family"],
        title_en=row["title"]["en"],
        title_ru=row["title"]["ru"],
        aliases_en=tuple(row["aliases"]["en"]),
        aliases_ru=tuple(row["aliases"]["ru"]),
        purpose_en=row["purpose"]["en"],
        purpose_ru=row["purpose"]["ru"],
        responsibilities=tuple(row["responsibilities"]),
        motions=MappingProxyType(row["motions"]),
        kpis=tuple(row["kpis"]),
        decision_rights=tuple(row["decision_rights"]),
        stages=tuple(row["stages"]),
        hands_off=tuple(
            HandOff(tuple(item["to"]), item["what"], item["kind"]) for item in row["hands_off"]
        ),
        skills=tuple(row["skills"]),
        coverage=row["coverage"],
        first_met=row["first_met"],
    )
