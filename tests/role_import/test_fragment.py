from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.role_import import ImportedRole, LeftOut, Statement, Suggestion, write_yaml
from csdesign.rules.suppression.comments import read_comment
from csdesign.source.files import read_sources
from csdesign.source.yaml.comments import comments_of

if TYPE_CHECKING:
    from pathlib import Path

NASTY = st.one_of(
    st.text(max_size=80),
    st.text(
        alphabet=st.sampled_from(
            "a: #-\n\r\t\"'\\{}[]&*!|>%@`,?~\0\x07\x1b\x7f\x85\xa0\u2028\u2029\u202e\ufeff\ud800😀م"
        ),
        max_size=40,
    ),
)
STATEMENTS = st.lists(
    st.builds(
        Statement,
        NASTY,
        st.integers(1, 9),
        st.lists(st.builds(Suggestion, NASTY, st.floats(0, 1)), max_size=2).map(tuple),
        NASTY,
    ),
    max_size=3,
).map(tuple)


def loaded(text: str) -> dict[str, list[dict[str, object]]]:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def whole(text: str) -> str:
    """Half a surrogate pair cannot be written in any encoding."""
    return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)


@settings(max_examples=150)
@given(title=NASTY, source=NASTY, duties=STATEMENTS, needs=STATEMENTS, measures=STATEMENTS)
def test_any_text_comes_back_as_it_was_and_stays_text(
    title: str, source: str, duties: object, needs: object, measures: object
) -> None:
    """No title, sentence, code or file name can end its scalar or its comment."""
    role = ImportedRole(
        "a-1",
        title,
        source,
        1,
        "line",
        Statement(title, 2, check=source),
        duties,
        needs,
        measures,
        duties,
        (LeftOut(source, 3),),
        title,
        source,
        (source,),
    )
    document = loaded(write_yaml([role], source))
    assert list(document) == ["roles"]
    (back,) = document["roles"]
    assert (back["id"], back["title"], back["purpose"]) == ("a-1", whole(title), whole(title))
    assert back.get("responsibilities", []) == [whole(s.text) for s in duties]
    assert back.get("requirements", []) == [whole(s.text) for s in needs]
    assert len(back.get("kpis", [])) == len(measures)
    assert set(back) <= {"id", "title", "purpose", "responsibilities", "requirements", "kpis"}


def test_no_text_can_suppress_a_rule(tmp_path: Path) -> None:
    """A directive in a document is quoted in comments, where it must not be one."""
    order = "# csdesign: ignore[ROL501] -- hidden"
    duty = Statement(order, 1, (Suggestion(order, 0.5),), order)
    role = ImportedRole(
        "a",
        order,
        order,
        1,
        measures=(Statement(order * 3, 1),),
        unplaced=(duty,),
        responsibilities=(duty,),
        left_out=(LeftOut(order, 1),),
        manager=order,
        checks=(order,),
    )
    bare = ImportedRole("b", "B", order.removeprefix("# "), 1)
    path = tmp_path / "roles.yaml"
    path.write_text(write_yaml([role, bare], order), encoding="utf-8")
    (file,) = read_sources([str(path)])
    comments = comments_of(file, "csdesign")
    assert len(comments) > 8
    assert [read_comment(comment, []) for comment in comments] == [None] * len(comments)


def test_ids_that_other_readers_take_for_numbers_or_truth_are_text() -> None:
    roles = [
        ImportedRole(key, key, "a.md", 1) for key in ("no", "on", "1e5", "0x1f", "null", "1-2")
    ]
    assert [r["id"] for r in loaded(write_yaml(roles, "a.md"))["roles"]] == [r.id for r in roles]


def test_doubts_and_proposals_are_comments_next_to_their_line() -> None:
    duty = Statement("Own renewals", 7, (Suggestion("own-renewal", 0.714),), "may be a requirement")
    text = write_yaml([ImportedRole("csm", "CSM", "a.md", 1, responsibilities=(duty,))], "a.md")
    assert text.splitlines()[-4:] == [
        "      # line 7",
        "      # proposed: own-renewal 0.71",
        "      # check: may be a requirement",
        '      - "Own renewals"',
    ]


def test_a_part_that_the_document_does_not_have_is_not_written_as_empty() -> None:
    """Unknown is not empty: an absent list stays absent."""
    (role,) = loaded(write_yaml([ImportedRole("csm", "CSM", "a.md", 1)], "a.md"))["roles"]
    assert role == {"id": "csm", "title": "CSM"}
    assert loaded(write_yaml([], "a.md")) == {"roles": []}


def test_a_long_measure_keeps_its_words() -> None:
    words = "Share of customers who reach their first goal within ninety days of signing"
    text = write_yaml(
        [ImportedRole("csm", "CSM", "a.md", 1, measures=(Statement(words, 3),))], "a.md"
    )
    assert loaded(text)["roles"][0]["kpis"] == [{"text": words}]
