"""Properties of every difference of two designs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.api import plan
from csdesign.diffing.compare import diff_plans
from csdesign.diffing.matching import match
from designs import design_of

segments = st.lists(
    st.builds(
        dict,
        id=st.sampled_from(["smb", "mid", "ent", "partners"]),
        accounts=st.integers(1, 500),
        calls=st.integers(0, 30),
        mails=st.integers(0, 60),
        owner=st.sampled_from(["csm", "am", None]),
    ),
    max_size=4,
    unique_by=lambda segment: segment["id"],
)


def text(items: list[dict[str, object]]) -> str:
    """Return a design as YAML."""
    lines = ["roles: [{id: csm, title: CSM}, {id: am, title: AM}]", "segments:"]
    lines[1] += " []" if not items else ""
    owned = {}
    for item in items:
        lines += [
            f"  - id: {item['id']}",
            f"    accounts: {item['accounts']}",
            "    interactions:",
            f"      - {{id: call, channel: human-1to1, per_year: {item['calls']}, role: csm}}",
            f"      - {{id: mail, channel: digital, per_year: {item['mails']}}}",
        ]
        if item["owner"]:
            owned[item["id"]] = item["owner"]
    if owned:
        lines.append("ownership:")
        lines += [f"  {segment}: {{adopt: {role}}}" for segment, role in owned.items()]
    return "\n".join(lines) + "\n"


@settings(max_examples=40)
@given(segments)
def test_a_design_does_not_differ_from_itself(items: list[dict[str, object]]) -> None:
    """`diff(d, d)` is empty."""
    made = plan(design_of(text(items)))

    assert diff_plans(made, made).empty


@settings(max_examples=60)
@given(segments, segments)
def test_the_difference_turned_round_is_its_inverse(
    old: list[dict[str, object]], new: list[dict[str, object]]
) -> None:
    """`diff(a, b)` turned round equals `diff(b, a)`."""
    before, after = plan(design_of(text(old))), plan(design_of(text(new)))

    assert diff_plans(before, after).inverse == diff_plans(after, before)


contents = st.dictionaries(
    st.sampled_from("abcdef"), st.frozensets(st.sampled_from("123456789"), max_size=6), max_size=4
)


@given(contents, contents)
def test_matching_is_symmetrical_and_complete(
    old: dict[str, frozenset[str]], new: dict[str, frozenset[str]]
) -> None:
    """Each part is in exactly one class, and turned round the classes change places."""
    there, back = match(old, new), match(new, old)
    classes = [
        *(a for a, _ in there.pairs),
        *(whole for whole, _ in there.splits),
        *(part for parts, _ in there.merges for part in parts),
        *there.lost,
    ]

    assert sorted(classes) == sorted(old)
    assert set(there.renamed) == {(a, b) for b, a in back.renamed}
    assert set(there.lost) == set(back.gained)
    assert set(there.splits) == {(whole, parts) for parts, whole in back.merges}


def test_a_lost_review_is_reported_in_customer_words() -> None:
    """`SMB loses the quarterly review`, not a line of YAML."""
    from csdesign.views.diff import sentence

    old = design_of(
        "segments:\n  - id: smb\n    name: SMB\n    accounts: 9\n    interactions:\n"
        "      - {id: review, name: the quarterly review, channel: human-1to1, every: quarter}\n"
        "      - {id: mail, channel: digital, per_year: 9}\n"
    )
    new = design_of(
        "segments:\n  - id: smb\n    name: SMB\n    accounts: 9\n    interactions:\n"
        "      - {id: mail, channel: digital, per_year: 9}\n"
    )

    words = [sentence(change) for change in diff_plans(plan(old), plan(new)).changes]

    assert "SMB loses the quarterly review (4 a year)" in words


def test_a_split_segment_is_recognised() -> None:
    """One segment that becomes two with its promises is split, not lost."""
    head = "  - id: {0}\n    accounts: {1}\n    interactions:\n"
    call = "      - {id: call, channel: human-1to1, every: month}\n"
    course = "      - {id: course, channel: human-pooled, times: 2}\n"
    mail = "      - {id: mail, channel: digital, per_year: 9}\n"
    old = design_of("segments:\n" + head.format("smb", 90) + call + course + mail)
    new = design_of(
        "segments:\n" + head.format("north", 40) + call + head.format("south", 50) + course + mail
    )

    found = diff_plans(plan(old), plan(new)).of("split")

    assert [(change.before, change.after) for change in found] == [(("smb",), ("north", "south"))]
