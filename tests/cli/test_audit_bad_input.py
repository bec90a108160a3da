"""Bad input of `csdesign audit`: one clear error, or "cannot judge", and never a verdict."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from auditing.texts import AFTER, BEFORE, DUTIES, HEAD, RENEWALS, role
from cli.running import csdesign
from tools import program

if TYPE_CHECKING:
    from pathlib import Path


def audit(folder: Path, text: str, *args: str) -> tuple[int, str, str]:
    (folder / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("audit", "design.yaml", *args, cwd=folder)
    return run.code, run.out, run.err


def test_a_role_without_responsibilities_is_not_judged(tmp_path: Path) -> None:
    bare = "  - {id: csm, title: CSM, formerly: {title: Account Manager}}\n"

    code, out, _ = audit(tmp_path, HEAD + bare + RENEWALS)

    assert code == 0
    assert "VERDICT  Cannot judge: " in out
    assert "To judge it compare with the earlier design (--against DESIGN" in " ".join(out.split())
    assert "csm: no duties are written" in out


def test_too_little_text_is_not_judged(tmp_path: Path) -> None:
    thin = "formerly: {title: Account Manager, responsibilities: [helps]}"

    code, out, _ = audit(tmp_path, HEAD + role("csm", "CSM", "      - helps\n", thin) + RENEWALS)

    assert code == 0
    assert "Cannot judge: fewer than 3 duties are written down for" in " ".join(out.split())
    assert "% sure" not in out


_COMMON = (
    "Lives the values of the company",
    "Takes part in team meetings",
    "Performs other duties as assigned",
    "Follows the code of conduct",
)
_SPANISH = (
    "Gestionar la relación con los clientes de la región",
    "Realizar las revisiones trimestrales con el patrocinador",
    "Negociar la renovación de los contratos con el cliente",
)
_JAPANESE = ("顧客との関係を管理する", "四半期ごとのレビューを実施する", "契約の更新を交渉する")
_OFFERS = ("We offer 30 days of paid leave", "Flexible hours", "Pension plan and health insurance")


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (("Runs reviews",), ("Runs reviews",), "fewer than 3 duties"),
        (("Duties", "Skills:", "# About you"),) * 2 + ("nothing but headings",),
        (("Account Manager", "The Account Manager"), ("Client Partner",), "nothing but headings"),
        ((*_COMMON, "Sells servers"), (*_COMMON, "Paints doors"), "phrases of every employer"),
        (_OFFERS, _OFFERS, "nothing but headings, titles and offers"),
        (_SPANISH, _SPANISH, "a language that is not read (English, Russian, German and French"),
        (_JAPANESE, _JAPANESE, "a language that is not read"),
        (("-", "...", "***"),) * 2 + ("nothing but headings",),
        (("🚀🚀", "✅ ✅", "🎉"),) * 2 + ("nothing but headings",),
        (("1", "2", "3"),) * 2 + ("too little text",),
        (("customers", "customer", "Customers!"),) * 2 + ("fewer than 3 duties",),
    ],
    ids=[
        "one line",
        "headings",
        "titles",
        "boilerplate",
        "offers",
        "spanish",
        "japanese",
        "marks",
        "emoji",
        "numbers",
        "one word",
    ],
)
def test_nothing_is_said_of_texts_that_say_nothing(
    before: tuple[str, ...], now: tuple[str, ...], why: str, tmp_path: Path
) -> None:
    """Not as a renaming, and not side by side: a reason instead, and no finding."""
    roles = [
        {
            "id": "partner",
            "title": "Client Partner",
            "responsibilities": now,
            "formerly": {"title": "Account Manager", "responsibilities": before},
        },
        {"id": "twin", "title": "Customer Advisor", "responsibilities": now},
    ]
    design = json.dumps({"segments": [{"id": "all"}], "roles": roles}, ensure_ascii=False)

    code, out, _ = audit(tmp_path, design)

    plain = " ".join(out.split())
    assert code == 0
    assert "VERDICT Cannot judge: " in plain
    assert why in plain
    assert not re.search(r"ROL50[1234]|ROL51[012]|Sure:", plain)


def test_a_line_that_names_another_base_role_is_another_job(tmp_path: Path) -> None:
    same = ["Mentors others in technical topics", "Writes guides", "Leads workshops with customers"]
    role = {
        "id": "lead",
        "title": "Technical Lead",
        "responsibilities": ["Extends the Support Engineer responsibilities", *same],
        "formerly": {
            "title": "Senior Guide",
            "responsibilities": ["Extends the CSM responsibilities", *same],
        },
    }

    _, out, _ = audit(tmp_path, json.dumps({"segments": [{"id": "all"}], "roles": [role]}))

    assert "They build on other roles" in " ".join(out.split())
    assert "ROL501" not in out
    assert "ROL502" not in out


def test_two_thousand_responsibilities_are_compared(tmp_path: Path) -> None:
    parts = ("ta", "ri", "mo", "ke", "lu", "ven", "so", "da", "pi", "gor")
    words = [a + b + c for a in parts for b in parts for c in parts]
    lines = [
        " ".join(words[(7 * n + 331 * k * k + n * k) % 1000] for k in range(1, 8))
        for n in range(2000)
    ]
    duties = "".join(f"      - {line}\n" for line in lines)
    former = f"formerly: {{title: Clerk, responsibilities: [{', '.join(lines)}]}}"

    code, out, _ = audit(tmp_path, HEAD + role("csm", "CSM", duties, former) + RENEWALS)

    assert code == 1
    assert "duties kept, none new" in " ".join(out.split())


def test_a_sentence_of_100000_characters_is_refused_at_its_place(tmp_path: Path) -> None:
    code, out, err = audit(tmp_path, HEAD + role("csm", "CSM", f"      - {'x y ' * 25_000}\n"))

    assert code == 2
    assert out == ""
    assert "the limit is 10,000" in err
    assert "design.yaml:8:9" in err


def test_look_alike_letters_in_a_title_are_reported_and_fool_nobody(tmp_path: Path) -> None:
    """The title begins with Cyrillic letters: it is still the old title."""
    mixed = "\u0410\u0441\u0441ount Manager"
    lines = ", ".join(line.strip(" -\n") for line in DUTIES.splitlines())
    former = f"formerly: {{title: Account Manager, responsibilities: [{lines}]}}"

    code, out, _ = audit(tmp_path, HEAD + role("am", mixed, more=former) + RENEWALS)

    assert code == 0
    assert "none has a new title" in out
    assert "mixes Latin and Cyrillic letters that look alike" in " ".join(out.split())


def test_an_id_that_means_another_role_in_the_old_design_is_reported(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(
        HEAD + role("x", "Adviser") + RENEWALS.replace("id: renewals", "id: y"), encoding="utf-8"
    )
    swapped = HEAD + role("y", "Adviser") + RENEWALS.replace("id: renewals", "id: x")

    _, out, _ = audit(tmp_path, swapped, "--against", "old.yaml")

    words = " ".join(out.split())
    assert "the id 'y' meant 'Renewal Manager' in old.yaml" in words
    assert "Title and job kept: Adviser, Renewal Manager." in words


def initialised(folder: Path) -> None:
    subprocess.run([program("git"), "init", "-q", "."], cwd=folder, check=True)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--against", "HEAD"), "has no commit yet"),
        (("--against", "v1"), "revision 'v1'"),
        (("--history", "design.yaml"), "has no commit yet"),
        (("--against", "-x"), "'-x' is not"),
        (("--against", "old.yaml"), "cannot read old.yaml: no such file"),
    ],
)
def test_a_repository_without_history_is_reported_in_one_line(
    args: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    initialised(tmp_path)

    code, out, err = audit(tmp_path, BEFORE, *args)

    assert (code, out) == (2, "")
    assert err.startswith("csdesign: ")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("option", ["--against=v1", "--history=design.yaml"])
def test_no_repository_is_reported_in_one_line(option: str, tmp_path: Path) -> None:
    code, _, err = audit(tmp_path, BEFORE, option)

    assert code == 2
    assert "is not in a git repository" in err


def test_a_revision_that_does_not_exist_is_named(tmp_path: Path) -> None:
    initialised(tmp_path)
    (tmp_path / "design.yaml").write_text(BEFORE, encoding="utf-8")
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    for args in (("add", "."), ("commit", "-q", "-m", "one"), ("tag", "v1.0")):
        subprocess.run([program("git"), *identity, *args], cwd=tmp_path, check=True)

    code, out, err = audit(tmp_path, AFTER, "--against", "v1.1")

    assert (code, out) == (2, "")
    assert "revision 'v1.1'; did you mean 'v1.0'?" in err


def test_an_earlier_design_that_does_not_load_is_shown(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("segments: [", encoding="utf-8")

    code, out, err = audit(tmp_path, BEFORE, "--against", "old.yaml")

    assert (code, out) == (2, "")
    assert "old.yaml:" in err


def test_a_design_without_roles_has_nothing_to_audit(tmp_path: Path) -> None:
    code, out, _ = audit(tmp_path, HEAD.replace("roles:\n", ""))

    assert code == 0
    assert "The design has no roles to audit." in out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "name the design to audit"),
        (("design.yaml", "-f", "jsno"), "there is no format 'jsno'; did you mean 'json'?"),
        (("design.yaml", "--limit", "3"), "--limit works only with --roles"),
        (("design.yaml", "--roles", "x.csv"), "--roles reads an export only"),
        (("design.yaml", "--select", "ROL999"), "ROL999"),
    ],
)
def test_options_without_effect_are_refused(
    args: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    (tmp_path / "design.yaml").write_text(BEFORE, encoding="utf-8")

    run = csdesign("audit", *args, cwd=tmp_path)

    assert run.code == 2
    assert message in run.err
    assert run.out == ""
