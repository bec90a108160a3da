"""Responsibility matrices: activities by roles, with a letter or a word in each cell.

Accountable owns what is done, responsible does it, consulted helps, informed only hears of it. A
role's duties are the activities it is accountable or responsible for; where an activity is one of
the customer motions, the matrix also proposes who owns the motion and who supports it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.role_import.headings import normalised
from csdesign.role_import.imported import Cell, ImportedRole, Note, Statement
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.role_import.imported import Unit

__all__ = ["is_legend", "read_matrix"]

_LETTERS: Final = re.compile(r"[racisvqdpo](?:\s*[/,;+&|-]?\s*[racisvqdpo]){0,3}")
_GERMAN: Final = {"V": "A", "E": "A", "D": "R", "M": "C", "I": "I"}
"""Verantwortet, entscheidet, führt durch, wirkt mit, wird informiert."""
_GERMAN_LETTERS: Final = re.compile(r"[vedmi](?:\s*[/,;+&|-]?\s*[vedmi]){0,3}")
_WORDS: Final = (
    (
        "A",
        re.compile(
            r"account\w*|owns?|owner|leads?|decides?|approves?|verantwort\w*|gesamtverantwort\w*"
            r"|approuve|pilote|décide|owned|владе\w*|утвержда\w*|подотч\w*"
        ),
    ),
    (
        "R",
        re.compile(
            r"respons\w*|does|do|executes?|performs?|drives?|durchführ\w*|führt aus|réalise"
            r"|responsable|исполн\w*|ответств\w*|отвечает|делает|ведет"
        ),
    ),
    (
        "C",
        re.compile(
            r"consult\w*|supports?|helps?|assists?|contributes?|involved|unterstütz\w*|hilft"
            r"|berät|mitwirk\w*|consulté\w*|soutient|aide|contribue|консульт\w*|помога\w*"
            r"|поддерж\w*|участв\w*"
        ),
    ),
    (
        "I",
        re.compile(r"inform\w*|informiert|informé\w*|информ\w*|уведом\w*|notified|kept informed"),
    ),
)
_CYRILLIC: Final = str.maketrans("рясиоку", "rrciack")
"""Letters of Russian matrices: ответственный, утверждает, консультирует, информирован."""
_EMPTY: Final = frozenset({"", "-", "–", "—", ".", "n/a", "x"})
_ROLE_HEADS: Final = frozenset(
    {"role", "roles", "rolle", "rollen", "rôle", "rôles", "роль", "роли"}
)
_FEWEST_ROLES: Final = 2
_MOST: Final = 0.8
"""Share of filled cells that have to be codes of a matrix."""
_MOST_ABOVE: Final = 5
"""Rows in which the head is sought: titles, legends and heads over several columns come first."""
_MOST_BEFORE: Final = 3
"""Columns in which the activities are sought: phases and numbers may come before them."""
_ASIDE: Final = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_LEGEND: Final = re.compile(r"\b[A-ZА-Я]\b\s*(?:[=:–-]|is|steht für)?\s*[^\W\d_]{4,}")
_LONGEST_HEAD: Final = 60
_LONGEST_CODE: Final = 7
_MOTIONS: Final = (
    (
        "land",
        (
            r"\b(?:new (?:sale|logo|business|customer|deal)|win (?:new|the)|prospect\w*"
            r"|close (?:the )?(?:new )?deal|neukunden\w*|neugeschäft|nouveaux clients"
            r"|новые клиенты|новых клиентов)"
        ),
    ),
    (
        "cross-sell",
        r"\b(?:cross[- ]?sell\w*|new products?|add-?ons?|zusatzprodukt\w*|vente croisée|кросс\w*)",
    ),
    (
        "upsell",
        (
            r"\b(?:up-?sell\w*|expan\w+|upgrade\w*|more seats|seats|\w*ausbau|erweiter\w*"
            r"|extension\w*|допродаж\w*|расширен\w*)"
        ),
    ),
    ("renew", r"\b(?:renew\w*|\w*verlänger\w*|renouvel\w*|reconduction|продлен\w*|продлева\w*)"),
    (
        "onboard",
        (
            r"\b(?:on-?board\w*|implement\w*|go-?live|kick-?off|roll-?out|deploy\w*|\w*einführ\w*"
            r"|inbetriebnahme|déploie\w*|mise en (?:service|route|œuvre)|внедрен\w*|онбординг\w*"
            r"|запуск\w*)"
        ),
    ),
    (
        "serve",
        (
            r"\b(?:tickets?|support (?:requests?|questions?|cases?)|incidents?|help ?desk"
            r"|störung\w*|anfragen|assistance|обращени\w*|тикет\w*|инцидент\w*)"
        ),
    ),
    (
        "adopt",
        (
            r"\b(?:adopt\w*|usage|business reviews?|qbrs?|health|success plans?|check-?ins?|value"
            r"|nutzung|erfolgsplan\w*|utilisation|usage|использован\w*|активност\w*)"
        ),
    ),
)
_MOTION_OF: Final = tuple((motion, re.compile(pattern)) for motion, pattern in _MOTIONS)


@dataclass(frozen=True, slots=True)
class _Given:
    """The entry of a matrix for one activity and one role."""

    role: str
    activity: Cell
    codes: frozenset[str]


def read_matrix(
    rows: Sequence[Sequence[Cell]], source: str, unit: Unit
) -> tuple[list[ImportedRole], list[Note]] | None:
    """Return the roles of a matrix and notes on it, or None if the table is not a matrix."""
    turned = _as_activities(rows)
    if turned is None:
        return None
    head, body = turned
    read = _reader([text for row in body for text, _ in row[1:]])
    given = [
        _Given(role, row[0], read(row[place][0]))
        for row in body
        if row and row[0][0].strip()
        for place, (role, _) in enumerate(head)
        if place and place < len(row) and role.strip() and read(row[place][0])
    ]
    owners, notes = _owners(given, source)
    roles = [
        _role(role, line, given, owners, source, unit)
        for place, (role, line) in enumerate(head)
        if place and role.strip()
    ]
    return roles, notes


def _as_activities(
    rows: Sequence[Sequence[Cell]],
) -> tuple[Sequence[Cell], Sequence[Sequence[Cell]]] | None:
    """Return head and rows with the activities in the first column, None for no matrix."""
    filled = [row for row in rows if any(text.strip() for text, _ in row)]
    found: tuple[float, int, int] | None = None
    for above in range(min(_MOST_ABOVE, len(filled))):
        for before in range(_MOST_BEFORE):
            share = _share_of_codes([row[before:] for row in filled[above:]])
            if share is not None and (found is None or share > found[0]):
                found = (share, above, before)
        if found is not None:
            break  # the first row that can be a head is the one
    if found is None:
        return None
    _, above, before = found
    filled = [row[before:] for row in filled[above:] if len(row) > before]
    head: Sequence[Cell] = filled[0]
    body: list[Sequence[Cell]] = [*filled[1:]]
    if normalised(head[0][0]) in _ROLE_HEADS:  # roles below each other, activities beside
        width = len(head)
        full = [[*row, *[("", row[0][1])] * (width - len(row))] for row in filled]
        turned = [[row[place] for row in full] for place in range(width)]
        head, body = turned[0], [*turned[1:]]
    return head, body


def _share_of_codes(filled: Sequence[Sequence[Cell]]) -> float | None:
    """Return the share of codes among the cells outside the first column; None for other tables."""
    if len(filled) < 2 or len(filled[0]) <= _FEWEST_ROLES:
        return None
    heads = [text for text, _ in filled[0][1:] if text.strip()]
    if len(heads) < _FEWEST_ROLES or any(len(text) > _LONGEST_HEAD for text in heads):
        return None
    below = [[_plain(text) for text, _ in row[1:]] for row in filled[1:]]
    cells = [text for row in below for text in row if text not in _EMPTY]
    read = _reader(cells)
    known = [codes for text in cells if (codes := read(text))]
    first: list[str] = next((row for row in below if any(row)), [])
    if (
        not any(read(text) for text in first)  # heads in two rows: the lower one names the roles
        or len(known) < _MOST * len(cells)
        or not any(codes & {"A", "R"} for codes in known)
        or all(read(text) for text in heads)
    ):
        return None
    return len(known) / len(cells)


def is_legend(text: str) -> bool:
    """Return whether a text only explains letters: "R = responsible, A = accountable"."""
    return len(_LEGEND.findall(text)) > 1


def _reader(cells: Sequence[str]) -> Callable[[str], frozenset[str]]:
    """Return the reader of cells: a matrix of V, D, M and I is a German one.

    D and V mean something else where RASCI and DACI have them, and M is in neither.
    """
    letters = {_plain(text) for text in cells} - _EMPTY
    known = [text for text in letters if len(text) <= _LONGEST_CODE]
    if any("m" in text for text in known) and all(_GERMAN_LETTERS.fullmatch(t) for t in known):
        return _german_codes
    return _codes


def _german_codes(text: str) -> frozenset[str]:
    plain = _plain(text)
    if plain in _EMPTY or not _GERMAN_LETTERS.fullmatch(plain):
        return _codes(text)
    return frozenset(_GERMAN[letter] for letter in re.sub("[^a-z]", "", plain).upper())


def _codes(text: str) -> frozenset[str]:
    """Return the letters in a cell: A, R, C, I; S (supports) counts as C."""
    plain = _plain(text)
    if plain in _EMPTY:
        return frozenset()
    aside = _ASIDE.fullmatch(plain)
    if aside is not None:  # "Responsible (R)" and "R (lead)": either says it
        return _codes(aside[1]) or _codes(aside[2])
    latin = plain.translate(_CYRILLIC) if len(plain) <= _LONGEST_CODE else plain
    if _LETTERS.fullmatch(latin):
        letters = set(re.sub(r"[^a-z]", "", latin).upper())
        as_c = {"C" if letter in "SVQ" else letter for letter in letters}
        as_a = {"A" if letter in "DO" else "R" if letter == "P" else letter for letter in as_c}
        return frozenset(as_a & {"A", "R", "C", "I"})
    if len(plain.split()) > 4:
        return frozenset()
    parts = re.split(r"\s*[/,;+&]\s*| and | und | et | и ", plain)
    found = {
        letter for part in parts for letter, pattern in _WORDS if pattern.fullmatch(part.strip())
    }
    return frozenset(found)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split()).strip("* ")


def _motion(activity: str) -> str | None:
    plain = _plain(activity)
    return next((motion for motion, pattern in _MOTION_OF if pattern.search(plain)), None)


def _owners(given: Sequence[_Given], source: str) -> tuple[dict[str, str | None], list[Note]]:
    """Return the owner of each motion, and the motions without an owner or with several.

    Accountable owns; where nobody is, the only one responsible. Several owners are none.
    """
    notes: list[Note] = []
    by_activity: dict[Cell, list[_Given]] = defaultdict(list)
    for each in given:
        by_activity[each.activity].append(each)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for activity, cells in by_activity.items():
        accountable = [each.role for each in cells if "A" in each.codes]
        doing = [each.role for each in cells if "R" in each.codes]
        if len(accountable) > 1:
            notes.append(
                Note(
                    source,
                    f"{len(accountable)} roles are accountable for {visible(activity[0], 80)!r}: "
                    f"{', '.join(visible(role, 40) for role in accountable)}",
                    activity[1],
                )
            )
        if not accountable and not doing:
            notes.append(
                Note(source, f"nobody is accountable for {visible(activity[0], 80)!r}", activity[1])
            )
        motion = _motion(activity[0])
        if motion is not None:
            first = accountable or (doing if len(doing) == 1 else [])
            votes[motion].update(first if len(first) == 1 else [])
    owners: dict[str, str | None] = {}
    for motion, counted in votes.items():
        ranked = counted.most_common(2)
        is_clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
        owners[motion] = ranked[0][0] if is_clear else None
        if len(ranked) == 2 and not is_clear:
            both = f"{visible(ranked[0][0], 40)} and {visible(ranked[1][0], 40)}"
            notes.append(Note(source, f"{both} both own activities of {motion}: choose one"))
    return owners, notes


def _role(
    title: str,
    line: int,
    given: Sequence[_Given],
    owners: dict[str, str | None],
    source: str,
    unit: Unit,
) -> ImportedRole:
    mine = [each for each in given if each.role == title]
    duties = tuple(
        Statement(each.activity[0].strip(), each.activity[1])
        for each in mine
        if each.codes & {"A", "R"}
    )
    helps = tuple(
        Statement(
            f"{'consulted' if 'C' in each.codes else 'informed'}: {each.activity[0].strip()}",
            each.activity[1],
        )
        for each in mine
        if not each.codes & {"A", "R"}
    )
    owns = tuple(motion for motion, owner in owners.items() if owner == title)
    supports = dict.fromkeys(
        motion
        for each in mine
        if each.codes & {"A", "R", "C"}
        and (motion := _motion(each.activity[0])) is not None
        and motion not in owns
    )
    return ImportedRole(
        id="",
        title=title.strip(),
        source=source,
        line=line,
        unit=unit,
        responsibilities=duties,
        unplaced=helps,
        checks=("from a responsibility matrix",),
        owns=owns,
        supports=tuple(supports),
    )
