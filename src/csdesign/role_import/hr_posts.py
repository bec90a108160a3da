"""Posts of an HR list for the roles of a design: each row is a position of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.role_import.gender import job_key
from csdesign.role_import.headings import normalised
from csdesign.role_import.imported import ImportOptions
from csdesign.role_import.positions import position_lines, posts_of
from csdesign.role_import.sheets import staff_of
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

__all__ = ["StaffedPosts", "is_hr_list", "posts_for"]

_SUFFIXES: Final = (".csv", ".tsv", ".xlsx")
_GRADE: Final = re.compile(
    r"\b(?:senior|junior|sr|jr|lead|principal|staff|associate|i{1,3}|iv|[1-4]|level|старший|младший"
    r"|ведущий|главный)\b"
)
_GENDER: Final = re.compile(r"\([^()]*\)|\b[hmwf]/[fmwd](?:/[dx])?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StaffedPosts:
    """Posts in YAML without names, the holder of each, and notes for the user.

    `spellings` gives for each position how its holder may be written in an account table.
    """

    yaml: str
    spellings: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...]


def is_hr_list(path: str) -> bool:
    """Return whether a file of people is an HR list rather than a design."""
    return path.casefold().endswith(_SUFFIXES)


def posts_for(roles: Iterable[tuple[str, str]], path: str, today: date) -> StaffedPosts:
    """Return the posts of an HR list whose job titles are among the roles (id, title).

    A title fits a role of the same words, or of the same words without grades.

    Raises:
        UsageError: it is not an HR list, a cell cannot be read, or no title fits.
        UnreadableError: the file cannot be read.
        MissingExtraError: the reader of workbooks is not installed.
    """
    known = list(roles)
    shown = visible(path, 200)
    staff = staff_of(path, ImportOptions(today=today))
    if staff is None:
        raise UsageError(
            f"{shown} is not an HR list: it needs a column of job titles and one of working time, "
            "workers, status, count or first days"
        )
    by_title = {row.title: found for row in staff.rows if (found := _role(row.title, known))}
    if not by_title:
        titles = ", ".join(
            visible(title, 40) for title in dict.fromkeys(r.title for r in staff.rows)
        )
        named = ", ".join(visible(title, 40) for _, title in known)
        raise UsageError(f"{shown}: no job title is a role of the design: {titles}; it has {named}")
    posts = posts_of([row for row in staff.rows if not row.is_away], by_title, apart=True)
    held = Counter(
        name for post in posts for name in {each.casefold() for each in post.rows[0].names}
    )
    spellings = {
        post.id: tuple(name for name in post.rows[0].names if held[name.casefold()] == 1)
        for post in posts
    }
    others = Counter(row.title for row in staff.rows if row.title not in by_title)
    words = [f"{shown}: {words}" for words, _ in staff.notes]
    if alike := sum(len(spellings[post.id]) < len(post.rows[0].names) for post in posts):
        words.append(
            f"{shown}: {alike} people share a name; an owner of that name in an account table is "
            "matched with none of them"
        )
    if others:
        listed = ", ".join(f"{visible(title, 40)} ({count:,})" for title, count in others.items())
        rows = number_of(sum(others.values()), "row")
        words.append(f"{shown}: {rows} of jobs that are not roles of the design: {listed}")
    text = "\n".join(position_lines(posts, names=False)) + "\n"
    return StaffedPosts(text, spellings, tuple(words))


def _role(title: str, roles: Iterable[tuple[str, str]]) -> str | None:
    for bare in (_words, job_key, _without_grade):
        for id_, name in roles:
            if bare(title) in {bare(name), bare(id_)}:
                return id_
    return None


def _words(title: str) -> str:
    return normalised(_GENDER.sub(" ", title)).replace("-", " ")


def _without_grade(title: str) -> str:
    return " ".join(_GRADE.sub(" ", _words(title)).split())
