from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from csdesign.errors import UnreadableError
from csdesign.roles.export.clusters import find_clusters
from csdesign.roles.export.export import ExportRole, lines_of, read_export
from csdesign.roles.export.groups import Groups
from csdesign.roles.export.stock import Stock
from csdesign.roles.matching.partners import may_match

from .samples import ACCOUNT_MANAGER, seven

if TYPE_CHECKING:
    from pathlib import Path

REWORDED = (
    "Negotiates expansion prices with buyers.",
    "Sells upgrades and additional seats to existing customers.",
    "Looks for growth in all accounts of the portfolio.",
    "Keeps account plans and contact maps current.",
    "Reports each quarter's expected bookings.",
)


def export() -> list[ExportRole]:
    """Return seven different roles, an account manager, its copy, and the same in other words."""
    roles = [
        ExportRole(
            f"r{n}", role.title, tuple(item.text or "" for item in role.responsibilities or ())
        )
        for n, role in enumerate(seven("en"))
    ]
    return [
        *roles,
        ExportRole("a", "Account Manager", ACCOUNT_MANAGER),
        ExportRole("b", "Account Manager", ACCOUNT_MANAGER),
        ExportRole("c", "Growth Partner", REWORDED),
        ExportRole("d", "Ghost", ("Sells.",)),
    ]


def test_copies_and_reworded_roles_form_one_cluster_with_its_evidence() -> None:
    result = find_clusters(export())

    assert [[role.id for role in cluster.members] for cluster in result.clusters] == [
        ["a", "b", "c"]
    ]
    cluster = result.clusters[0]
    assert cluster.titles == 2
    assert cluster.evidence[0].a.title != cluster.evidence[0].b.title
    assert cluster.evidence[0].verdict in {"unchanged", "barely-changed"}
    assert (result.found, result.roles, result.unjudged) == (1, 11, ("d",))


def test_clusters_shown_are_capped_and_counted() -> None:
    twice = [
        *export(),
        *(ExportRole(f"x{role.id}", role.title, role.lines) for role in export()[:3]),
    ]
    result = find_clusters(twice, limit=1)

    assert len(result.clusters) == 1
    assert result.found == 4


def test_progress_is_reported() -> None:
    told: list[tuple[str, int, int]] = []
    find_clusters(export(), progress=lambda *now: told.append(now))

    assert {phase for phase, _, _ in told} == {"read", "compare"}


def test_an_empty_export_has_no_clusters() -> None:
    assert find_clusters([]).clusters == ()


def test_the_order_of_the_rows_changes_no_cluster() -> None:
    forth = {frozenset(r.id for r in c.members) for c in find_clusters(export()).clusters}
    back = {frozenset(r.id for r in c.members) for c in find_clusters(reversed(export())).clusters}

    assert forth == back


def test_the_quick_look_keeps_the_same_lines_and_drops_others() -> None:
    stock = Stock()
    lines = [stock.read(role) for role in export()]
    weights = stock.weights()

    assert may_match(lines[7], lines[8], weights)
    assert may_match(lines[7], lines[9], weights)
    assert may_match(lines[9], lines[7], weights)
    assert not may_match(lines[0], lines[7], weights)


def test_groups_join_what_is_joined_in_steps() -> None:
    groups = Groups()
    groups.join(1, 2, 0.8)
    groups.join(4, 3, 0.6)
    groups.join(3, 2, 1.0)

    assert groups.together(1, 4)
    assert not groups.together(1, 9)
    assert [(group.members, group.score) for group in groups.found()] == [
        ((1, 2, 3, 4), pytest.approx(0.8))
    ]


def test_a_text_is_cut_at_bullets_lines_and_sentences() -> None:
    text = (
        "Duties:\n- Sells seats; sells upgrades\n"
        "2) Answers mail. Answers calls, e.g. at night.\n\n• Ok"
    )

    assert lines_of(text) == (
        "Duties:", "Sells seats", "sells upgrades", "Answers mail.",
        "Answers calls, e.g. at night.", "Ok",
    )  # fmt: skip


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    table = tmp_path / "roles.csv"
    table.write_text('\ufeffID,Title,Text,Cost\n007,Agent,"Sells.\nBuys.",1\n', encoding="utf-8")
    lines = tmp_path / "roles.jsonl"
    lines.write_text(
        json.dumps({"id": "007", "title": "Agent", "responsibilities": ["Sells.", "Buys."]}) + "\n"
    )

    assert (
        list(read_export(table))
        == list(read_export(lines))
        == [ExportRole("007", "Agent", ("Sells.", "Buys."))]
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"id,title,body\n1,A,x\n", "no column 'text'"),
        ("a.csv", b"", "no column 'id', 'title', 'text'"),
        ("a.csv", b"id,title,text\n1,A,\xff\n", "not UTF-8"),
        ("a.jsonl", b'{"id": 1, "title": "A"}\n', "line 1: no column 'text'"),
        ("a.jsonl", b"[1]\n", "one object a line"),
        ("a.jsonl", b"{\n", "line 1: not JSON"),
    ],
)
def test_an_export_that_cannot_be_read_is_one_clear_error(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableError, match=message):
        list(read_export(path))


def test_a_missing_export_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot read"):
        list(read_export(tmp_path / "none.csv"))
