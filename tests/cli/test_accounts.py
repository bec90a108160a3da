"""`plan --accounts` and `books` as a user runs them, on a real table."""

from __future__ import annotations

import csv
import json
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest

from cli.running import csdesign
from csdesign.cli.account_options import again
from csdesign.contracts.schemas import document_schema

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
segments:
  - id: large
    accounts: 10
    where: employees >= 500
    traits: {complexity: high, desired: high}
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 45, effort_hours: 2, role: csm}
  - id: small
    otherwise: true
    interactions:
      - {id: mail, channel: digital, every: week, minutes: 2}
roles: [{id: csm, title: Customer Success Manager, owns: [adopt], segments: [large]}]
positions:
  - {id: ann, roles: [csm], region: emea}
  - {id: bob, roles: [csm], region: emea}
"""


def write(folder: Path, rows: int = 60) -> None:
    """Write the design and a table of accounts, every third of them large."""
    (folder / "design.yaml").write_text(DESIGN, encoding="utf-8")
    with (folder / "accounts.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "employees", "owner", "region"])
        for i in range(rows):
            size = 900 if i % 3 == 0 else 20
            writer.writerow([f"A{i:03}", f"Secret Name {i}", size, "ann", "emea"])


def test_measured_counts_take_the_place_of_declared_ones(tmp_path: Path) -> None:
    """The JSON says what was measured, and the mapping used stands on stderr."""
    write(tmp_path)

    run = csdesign(
        "plan", "design.yaml", "--accounts", "accounts.csv", "--format", "json", cwd=tmp_path
    )
    found = json.loads(run.out)

    assert run.code == 0
    assert found["segments"][0]["accounts"]["count"] == 20
    assert found["segments"][0]["accounts"]["source"] == "measured"
    assert found["accounts"]["rows"] == 60
    assert "employees = 'employees'" in run.err
    assert any(finding["code"].startswith("ACC") for finding in found["findings"])


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_customers_without_a_place_are_reported_in_every_format(tmp_path: Path, form: str) -> None:
    """24 h each for 200 customers, and two people."""
    write(tmp_path, 600)

    run = csdesign(
        "books", "design.yaml", "--accounts", "accounts.csv", "--format", form, cwd=tmp_path
    )

    told = re.search(r"csm: (\d+) of 200 customers have no place: [\d,.]+ h", run.err)
    assert told is not None
    left = int(told[1])
    assert (run.code, left > 0) == (1, True)
    if form == "json":
        role = json.loads(run.out)["roles"][0]
        assert (role["accounts"], role["unplaced"]["accounts"]) == (200, left)
    elif form == "csv":
        assert sum(not row["after"] for row in csv.DictReader(run.out.splitlines())) == left
    else:
        assert f"{200 - left} of 200 customers, 2 people" in run.out
        assert f"{left} of 200 customers have no place" in run.out


@pytest.mark.parametrize("command", ["plan", "books"])
def test_the_list_of_rejects_is_written_where_every_row_is_one(
    tmp_path: Path, command: str
) -> None:
    write(tmp_path)
    (tmp_path / "bad.csv").write_text("id,employees,owner\nA,many,ann\nB,few,ann\n", "utf-8")

    run = csdesign(
        command, "design.yaml", "--accounts", "bad.csv", "--rejects", "out.csv", cwd=tmp_path
    )

    assert (run.code, "none of the 2 rows can be used" in run.err) == (2, True)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["row"] for row in csv.DictReader(file)] == ["2", "3"]


FULL = """\
segments:
  - id: large
    accounts: 10
    where: employees >= 500
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 45, effort_hours: 2, role: csm}
      - {id: start, channel: human-1to1, times: 2, minutes: 60, effort_hours: 4, role: csm}
  - id: paying
    where: arr > 0
    interactions:
      - {id: mail, channel: digital, every: week, minutes: 2}
roles: [{id: csm, title: Customer Success Manager}]
"""
HEADER = "id,employees,arr,region,language,start_date,renewal_date"


def full_table(folder: Path, name: str, least: int) -> None:
    """Write the design and forty accounts of three regions; those from `least` on are large."""
    (folder / "full.yaml").write_text(FULL, encoding="utf-8")
    lines = [HEADER]
    for i in range(40):
        size = 600 if i >= least else 20
        arr = "" if i % 9 == 0 else f"{i * 1000 + 0.1:.2f}"
        region = ("emea", "amer", "")[i % 3]
        days = f"202{3 if i % 10 else 6}-01-01,2027-0{1 + i % 9}-01"
        lines.append(f"A{i:03},{size},{arr},{region},{'de' if i % 2 else ''},{days}")
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured_plan(folder: Path, *more: str) -> dict[str, Any]:
    """Return the plan's JSON with forty accounts measured; five came to `large` since before."""
    full_table(folder, "before.csv", least=25)
    full_table(folder, "now.csv", least=20)
    table = ("--accounts", "now.csv", "--accounts-before", "before.csv", "--as-of", "2026-11-26")
    run = csdesign("plan", "full.yaml", *table, "-f", "json", *more, cwd=folder)
    assert run.code == 0, run.err
    return cast("dict[str, Any]", json.loads(run.out))


def test_the_json_has_all_that_the_table_shows(tmp_path: Path) -> None:
    """Counts, ARR to the cent, renewals, hours, overlap, orphans, borders, moves: by contract."""
    plan = measured_plan(tmp_path)
    found = plan["accounts"]

    jsonschema.Draft202012Validator(document_schema("plan")).validate(plan)
    large, paying = found["segments"]
    assert (large["accounts"], large["new_accounts"], large["renewing"]) == (20, 2, 4)
    assert large["declared"] == {"accounts": 10, "new_accounts": None, "arr_per_account": None}
    assert large["arr"] == plan["segments"][0]["accounts"]["arr"] == 527001.8
    assert large["hours"] == plan["segments"][0]["workload"]["hours"] == 20 * 24 + 2 * 8
    assert (paying["accounts"], paying["matching"], paying["with_arr"]) == (17, 35, 17)
    assert found["overlap"] == [{"first": "large", "second": "paying", "accounts": 18}]
    assert found["orphans"] == 3
    assert found["orphan_examples"][0]["nearest"] == "large"
    assert found["borders"] == []
    assert found["duplicates"]["ids"] == 0
    (move,) = found["drift"]["moves"]
    assert (move["before"], move["after"], move["accounts"]) == ("paying", "large", 5)
    assert move["examples"] == ["A020", "A021", "A022", "A023", "A024"]
    assert found["drift"]["moved"] == 5


def test_regions_and_languages_add_up_to_their_segments(tmp_path: Path) -> None:
    """No account and no hour is lost between the cells and the segment."""
    found = measured_plan(tmp_path)["accounts"]

    for segment in found["segments"]:
        own = [cell for cell in found["cells"] if cell["segment"] == segment["id"]]
        assert len(own) == 6
        for measure in ("accounts", "new_accounts", "renewing", "hours"):
            assert sum(cell[measure] for cell in own) == segment[measure]
        total = sum(round(100 * (cell["arr"] or 0)) for cell in own)
        assert total == round(100 * segment["arr"])


def test_no_id_is_shown_when_none_is_asked_for(tmp_path: Path) -> None:
    """`--sample 0` keeps ids out of the JSON and of the messages."""
    plan = measured_plan(tmp_path, "--sample", "0")

    assert plan["accounts"]["orphan_examples"] == []
    assert "A00" not in json.dumps(plan)


def test_the_plan_for_people_says_what_was_counted(tmp_path: Path) -> None:
    """Terminal and Markdown have the customers by region, and where the numbers come from."""
    measured_plan(tmp_path)

    for name in ("table", "markdown"):
        run = csdesign(
            *("plan", "full.yaml", "--accounts", "now.csv", "--as-of", "2026-11-26", "-f", name),
            cwd=tmp_path,
        )
        words = " ".join(run.out.replace("\\", "").split())
        assert "now.csv on 2026-11-26: 40 rows, 0 rejected, 3 in no segment" in words
        assert "region: not given 7 (176 h), emea 7 (176 h), amer 6 (144 h)" in words


def test_moves_borders_and_many_regions_are_reported_in_a_line_each(tmp_path: Path) -> None:
    """What was asked for by --accounts-before stands in the plan, not behind its JSON alone."""
    full_table(tmp_path, "before.csv", least=25)
    full_table(tmp_path, "now.csv", least=20)
    lines = (tmp_path / "now.csv").read_text("utf-8").splitlines()
    wide = [lines[0], *(line.replace("emea", f"r{i}") for i, line in enumerate(lines[1:]))]
    (tmp_path / "now.csv").write_text("\n".join([*wide, "B1,480,5.00,,,,"]) + "\n", "utf-8")
    table = ("--accounts", "now.csv", "--accounts-before", "before.csv", "--as-of", "2026-11-26")

    run = csdesign("plan", "full.yaml", *table, cwd=tmp_path)
    words = " ".join(run.out.split())

    assert "Near a threshold: 1 customer would change segment" in words
    assert "most at large, employees at 500 (1)." in words
    assert (
        "Since the earlier table: 5 of 40 customers changed segment: 5 from paying to large; "
        "new: 1, gone: 0."
    ) in words
    assert "large by region: not given 7 (176 h), amer 6 (144 h), r21 1 (24 h)" in words
    assert "r30 1 (32 h) and 3 more" in words


def test_a_figure_of_a_measured_plan_can_be_checked(tmp_path: Path) -> None:
    """`explain` with the same table ends at the hours of the plan, and names the table."""
    measured_plan(tmp_path)
    options = ("full.yaml", "--accounts", "now.csv", "--as-of", "2026-11-26")

    run = csdesign("explain", "fte:large", *options, cwd=tmp_path)

    assert run.out.splitlines()[2].startswith("496 h a year")
    assert "customers = 20 [measured, now.csv]" in run.out


@pytest.mark.parametrize("option", ["--map", "--table", "--rejects", "--date-format"])
def test_an_option_on_reading_a_table_asks_for_the_table(tmp_path: Path, option: str) -> None:
    """Nothing is accepted and ignored."""
    write(tmp_path)

    run = csdesign("plan", "design.yaml", option, "x=y", cwd=tmp_path)

    assert run.code == 2
    assert f"{option} needs --accounts" in run.err


def test_a_rule_is_explained_without_a_table(tmp_path: Path) -> None:
    """What has no meaning for a rule is refused, by its option."""
    run = csdesign("explain", "COV101", "--accounts", "a.csv", cwd=tmp_path)

    assert run.code == 2
    assert "--accounts works with a subject" in run.err


def test_the_way_to_check_a_figure_holds_no_password() -> None:
    """A URL is left to the reader, a path repeated as it was given."""
    url = "postgresql://me:secret@host/db?table=accounts"
    warehouse = SimpleNamespace(engine="postgres", source="postgresql://me@host/db")
    file = SimpleNamespace(engine="duckdb", source="now.csv")

    shown = again(
        ["d.yaml"], {"--accounts": url, "--map": ["arr=Total Amount"]}, cast("Any", warehouse)
    )
    path = again(["d.yaml"], {"--accounts": "a b/now.csv"}, cast("Any", file))

    assert shown == "d.yaml --accounts URL --map 'arr=Total Amount'"
    assert path == "d.yaml --accounts 'a b/now.csv'"


def test_names_of_customers_never_appear(tmp_path: Path) -> None:
    """Neither the plan nor its messages hold a customer's name."""
    write(tmp_path)

    plan = csdesign("plan", "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)
    books = csdesign("books", "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)

    assert "Secret" not in plan.out + plan.err + books.out + books.err


def test_an_unknown_column_is_reported_with_its_neighbour(tmp_path: Path) -> None:
    """A `where` that names no column of the table stops before anything is counted."""
    write(tmp_path)
    text = DESIGN.replace("employees >=", "employes >=")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")

    run = csdesign("plan", "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)

    assert run.code == 2
    assert "did you mean 'employees'" in run.err
    assert run.out == ""


@pytest.mark.parametrize(
    ("where", "words", "column"),
    [
        ("employees > 5 and arr > 1k", "1k is not a number", 36),
        ('"employees > 5 and arr > 1k"', "1k is not a number", 37),
        ("'employees > 5 and arr > 1k'", "1k is not a number", 37),
        ("employees >= 5 or region like 'E'", "there is no `like` here", 37),
        ("employees >=", "expected a column name or a value", 23),
        ("region = EMEA", "if it is text, put it in quotes: 'EMEA'", 21),
        ("employees >= '500'", "write a number without quotes: 500", 25),
        ("employees >= 5 and regoin = 'x'", "did you mean 'region'", 31),
    ],
)
def test_a_rule_that_does_not_fit_is_shown_at_its_place(
    tmp_path: Path, where: str, words: str, column: int
) -> None:
    """File, line and column of the part that is wrong, and what would be right."""
    write(tmp_path)
    text = DESIGN.replace("employees >= 500", where)
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")

    for command in (("plan",), ("books",), ("explain", "fte:large")):
        run = csdesign(*command, "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)

        assert (run.code, run.out) == (2, "")
        assert words in " ".join(run.err.split())
        assert f" --> design.yaml:4:{column}\n" in run.err


def test_books_are_balanced_and_the_table_comes_back_in_its_shape(tmp_path: Path) -> None:
    """Work moves from the busy to the idle; columns and order stay."""
    write(tmp_path)

    run = csdesign(
        "books",
        "design.yaml",
        "--accounts",
        "accounts.csv",
        "-o",
        "new.csv",
        "--format",
        "json",
        "--fresh",
        cwd=tmp_path,
    )
    found = json.loads(run.out)
    books = {book["person"]: book["accounts"] for book in found["roles"][0]["books"]}
    with (tmp_path / "new.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))

    assert run.code == 0
    jsonschema.Draft202012Validator(document_schema("books")).validate(found)
    assert sum(books.values()) == 20
    assert abs(books["ann"] - books["bob"]) <= 2
    assert rows[0] == ["id", "name", "employees", "owner", "region"]
    assert [row[0] for row in rows[1:]] == [f"A{i:03}" for i in range(60)]
    assert {row[3] for row in rows[1:]} == {"ann", "bob"}


TWO_ROLES = """\
segments:
  - id: large
    where: employees >= 500
    traits: {complexity: high, desired: high}
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 45, effort_hours: 2, role: csm}
      - {id: price, channel: human-1to1, per_year: 2, minutes: 45, effort_hours: 3, role: am}
roles:
  - {id: csm, title: Customer Success Manager, owns: [adopt], segments: [large]}
  - {id: am, title: Account Manager, owns: [upsell], segments: [large]}
"""
PEOPLE = """\
positions:
  - {id: ann, roles: [csm], region: emea}
  - {id: bob, roles: [csm], region: amer}
  - {id: cyd, roles: [am]}
"""


@pytest.mark.parametrize("people", ["people.yaml", "./people.yaml", "hr"])
def test_every_named_role_gets_books_for_the_people_of_a_file(tmp_path: Path, people: str) -> None:
    """Positions may stand in a file of their own; what the rules cost depends on how they bind."""
    write(tmp_path)
    (tmp_path / "design.yaml").write_text(TWO_ROLES, encoding="utf-8")
    (tmp_path / "hr").mkdir()
    for name in ("people.yaml", "hr/people.yaml"):
        (tmp_path / name).write_text(PEOPLE, encoding="utf-8")
    command = ("books", "design.yaml", "--accounts", "accounts.csv", "--people", people)

    soft = json.loads(csdesign(*command, "-f", "json", cwd=tmp_path).out)
    hard = json.loads(
        csdesign(*command, "--rule", "region=hard", "--role", "csm", "-f", "json", cwd=tmp_path).out
    )

    assert [role["role"] for role in soft["roles"]] == ["csm", "am"]
    assert [book["accounts"] for book in soft["roles"][0]["books"]] != [20, 0]
    assert [
        cost["is_kept"] for cost in soft["roles"][0]["rule_costs"] if cost["rule"] == "region"
    ] == [False]
    assert [book["accounts"] for book in soft["roles"][1]["books"]] == [20]
    assert [role["role"] for role in hard["roles"]] == ["csm"]
    assert [book["accounts"] for book in hard["roles"][0]["books"]] == [20, 0]


def test_books_of_several_roles_do_not_fit_one_column_of_owners(tmp_path: Path) -> None:
    """`-o` writes the owners of one role; without people there is nothing to propose."""
    write(tmp_path)
    (tmp_path / "design.yaml").write_text(TWO_ROLES, encoding="utf-8")
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    command = ("books", "design.yaml", "--accounts", "accounts.csv")

    several = csdesign(*command, "--people", "people.yaml", "-o", "new.csv", cwd=tmp_path)
    nobody = csdesign(*command, cwd=tmp_path)
    one = csdesign(*command, "--role", "csm", cwd=tmp_path)

    assert (
        (several.code, several.out) == (nobody.code, nobody.out) == (one.code, one.out) == (2, "")
    )
    assert "say which, --role csm or am" in several.err
    assert "add positions of csm or am" in nobody.err
    assert "--role csm: no position holds it" in one.err
    assert not (tmp_path / "new.csv").exists()


def test_how_much_busier_people_may_be_decides_who_moves(tmp_path: Path) -> None:
    """By default a twentieth; with --keep 1 nobody moves, with --fresh owners do not count."""
    write(tmp_path)
    table = tmp_path / "accounts.csv"
    lines = table.read_text("utf-8").splitlines()
    lines = [line.replace(",ann,", ",bob,") if i % 2 else line for i, line in enumerate(lines)]
    table.write_text("\n".join(lines[:46]) + "\n", "utf-8")  # 15 large: 8 of bob, 7 of ann

    def moved(*more: str) -> int:
        run = csdesign(
            *("books", "design.yaml", "--accounts", "accounts.csv", "-f", "json", *more),
            cwd=tmp_path,
        )
        (role,) = json.loads(run.out)["roles"]
        limit, bound = role["limit"], role["bound"]
        assert limit is None or limit >= bound
        return sum(found["before"] != found["person"] for found in role["assignments"])

    assert moved() == 0
    assert moved("--keep", "1") == 0
    assert moved("--fresh") > 0


def test_two_lists_of_people_are_refused(tmp_path: Path) -> None:
    """Whether a file adds to the design's positions or replaces them is not guessed."""
    write(tmp_path)
    people = "positions: [{id: eve, roles: [csm]}]\n"
    (tmp_path / "people.yaml").write_text(people, encoding="utf-8")

    run = csdesign(
        *("books", "design.yaml", "--accounts", "accounts.csv", "--people", "people.yaml"),
        cwd=tmp_path,
    )

    assert (run.code, run.out) == (2, "")
    assert "design.yaml:14: the design has positions already; --people people.yaml" in run.err


def test_people_with_too_few_hours_are_reported_with_the_closest_books(tmp_path: Path) -> None:
    """Exit code 1, the smallest conflict in words, and as many accounts placed as fit."""
    write(tmp_path)

    run = csdesign(
        *("books", "design.yaml", "--accounts", "accounts.csv", "--max-utilisation", "0.1"),
        cwd=tmp_path,
    )

    assert run.code == 1
    assert "Does not fit: - customers that ask for region emea need 480 h;" in " ".join(
        run.out.split()
    )
    assert "\nBooks of csm: 8 of 20 customers, 2 people\n" in run.out


def test_repeated_and_missing_ids_are_counted_and_placed_once(tmp_path: Path) -> None:
    """An account goes to one person, however many rows it has."""
    write(tmp_path, rows=6)
    with (tmp_path / "accounts.csv").open("a", encoding="utf-8") as file:
        file.write("A000,again,900,bob,emea\nA000,again,900,bob,emea\n,nameless,900,ann,emea\n")

    run = csdesign(
        *("books", "design.yaml", "--accounts", "accounts.csv", "-f", "json", "-o", "new.csv"),
        cwd=tmp_path,
    )
    (role,) = json.loads(run.out)["roles"]
    with (tmp_path / "new.csv").open(encoding="utf-8", newline="") as file:
        owners = {row[0]: {r[3] for r in [row]} for row in csv.reader(file)}

    assert sorted(found["account"] for found in role["assignments"]) == ["A000", "A003"]
    assert "rows that repeat an account id (only the first one of each id counts): 2" in run.err
    assert "rows without an account id, which get no owner: 1" in run.err
    assert owners[""] == {"ann"}


def test_salesforce_ids_are_whole_in_the_proposal_and_as_written_in_the_table(
    tmp_path: Path,
) -> None:
    """Fifteen characters differ by case alone, which a spreadsheet does not see."""
    write(tmp_path, rows=1)
    table = tmp_path / "accounts.csv"
    table.write_text(table.read_text("utf-8").replace("A000", "0018000000RygC4"), "utf-8")
    command = ("books", "design.yaml", "--accounts", "accounts.csv", "--force", "-o", "new.csv")

    for name in ("json", "csv"):
        run = csdesign(*command, "-f", name, cwd=tmp_path)
        assert "0018000000RygC4AAJ" in run.out, run.err
    assert (tmp_path / "new.csv").read_text("utf-8").splitlines()[1].startswith("0018000000RygC4,")


def test_an_owner_who_is_not_among_the_people_stays_without_a_name(tmp_path: Path) -> None:
    """The table writes a name; no format of the proposal does."""
    write(tmp_path)
    table = tmp_path / "accounts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",ann,", ",Zoë Quist,"), "utf-8")

    for name in ("table", "json", "csv"):
        run = csdesign(
            "books", "design.yaml", "--accounts", "accounts.csv", "-f", name, cwd=tmp_path
        )

        assert run.code == 0, run.err
        assert "Quist" not in run.out + run.err
        assert "not among the people" in run.out


def test_a_table_without_any_rule_is_refused(tmp_path: Path) -> None:
    """Nothing could be sorted: the message says what to write."""
    write(tmp_path)
    text = DESIGN.replace("    where: employees >= 500\n", "").replace("    otherwise: true\n", "")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")

    for command in ("plan", "books"):
        run = csdesign(command, "design.yaml", "--accounts", "accounts.csv", cwd=tmp_path)

        assert run.code == 2
        assert run.out == ""
        assert "no segment says which accounts are its own" in run.err


def test_a_table_that_does_not_exist_is_one_line(tmp_path: Path) -> None:
    """No traceback, exit code 2."""
    write(tmp_path)

    run = csdesign("plan", "design.yaml", "--accounts", "acounts.csv", cwd=tmp_path)

    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "cannot read acounts.csv" in run.err


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl", "xlsx"])
def test_books_are_written_in_the_form_that_the_suffix_names(suffix: str, tmp_path: Path) -> None:
    """Columns, rows and their order stay, whatever the table came as."""
    import duckdb

    write(tmp_path)
    duckdb.sql(
        f"COPY (SELECT * FROM read_csv('{tmp_path}/accounts.csv', all_varchar = true)) "
        f"TO '{tmp_path}/accounts.parquet' (FORMAT parquet)"
    )

    run = csdesign(
        "books",
        "design.yaml",
        "--accounts",
        "accounts.parquet",
        "-o",
        f"new.{suffix}",
        cwd=tmp_path,
    )

    assert run.code == 0, run.err
    rows = rows_of(tmp_path / f"new.{suffix}")
    assert rows[0] == ["id", "name", "employees", "owner", "region"]
    assert [row[0] for row in rows[1:]] == [f"A{i:03}" for i in range(60)]
    assert {row[3] for row in rows[1:]} == {"ann", "bob"}


def rows_of(path: Path) -> list[list[str]]:
    """Return the cells of a table as texts, with the header."""
    import duckdb

    match path.suffix:
        case ".csv":
            return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        case ".jsonl":
            lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            return [list(lines[0]), *(list(line.values()) for line in lines)]
        case ".parquet":
            found = duckdb.sql(f"SELECT * FROM '{path}'")
            return [found.columns, *(list(row) for row in found.fetchall())]
        case _:
            from python_calamine import CalamineWorkbook

            return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_suffix_without_a_form_is_refused_before_the_table_is_read(tmp_path: Path) -> None:
    write(tmp_path)

    run = csdesign(
        "books", "design.yaml", "--accounts", "accounts.csv", "-o", "new.docx", cwd=tmp_path
    )

    assert run.code == 2
    assert "a table cannot be written as '.docx'; use .csv, .parquet, .xlsx or .jsonl" in run.err


def test_a_frame_is_measured_from_python(tmp_path: Path) -> None:
    """The public function counts a data frame as the command counts the file."""
    import pandas as pd

    import csdesign as library

    plan = measured_plan(tmp_path)
    design = library.load(tmp_path / "full.yaml")
    frame = pd.read_csv(tmp_path / "now.csv", dtype={"id": str}, keep_default_na=False)
    frame = frame.astype({"arr": str, "employees": int})

    measured = library.measure(design, frame, as_of="2026-11-26")
    planned = library.plan(design, measured=measured)

    counts = [segment["accounts"] for segment in plan["accounts"]["segments"]]
    assert list(measured.to_frame()["accounts"]) == counts
    assert next(iter(measured.to_frame()["declared_accounts"])) == 10
    assert planned.segments[0].workload.hours == plan["segments"][0]["workload"]["hours"]
    with pytest.raises(library.CsdesignError, match="is not a date"):
        library.measure(design, frame, as_of="yesterday")


def test_moves_waves_exceptions_and_an_earlier_proposal(tmp_path: Path) -> None:
    """Files to act on come from one run, and a later one respects what people decided."""
    write(tmp_path)
    run = ("books", "design.yaml", "--accounts", "accounts.csv", "--keep", "0", "--give", "0")

    first = csdesign(
        *run, "--moves", "moves.csv", "--per-week", "2", "--format", "json", cwd=tmp_path
    )
    found = json.loads(first.out)
    assigned = found["roles"][0]["assignments"]
    in_weeks = {each["account"] for each in assigned if each["week"] is not None}
    moved = [each for each in assigned if each["week"] is not None and each["before"]]
    lines = (tmp_path / "moves.csv").read_text(encoding="utf-8").splitlines()
    moves = list(csv.DictReader(lines))
    (tmp_path / "kept.csv").write_text(
        f"account,person,reason,by\n{moved[0]['account']},{moved[0]['before']},asked for,VP\n",
        encoding="utf-8",
    )
    (tmp_path / "old.csv").write_text(csdesign(*run, "-f", "csv", cwd=tmp_path).out)
    later = csdesign(
        *run, "--exceptions", "kept.csv", "--against", "old.csv", "-f", "json", cwd=tmp_path
    )
    then = json.loads(later.out)

    assert (first.code, later.code) == (0, 0), (first.err, later.err)
    jsonschema.Draft202012Validator(document_schema("books")).validate(found)
    jsonschema.Draft202012Validator(document_schema("books")).validate(then)
    assert {row["Id"] for row in moves} == in_weeks  # those without an owner so far, too
    assert all(row["Week"] for row in moves)
    assert set(moves[0]) == {"Id", "OwnerId", "Reason", "Week"}
    assert max(each["week"] for each in moved) >= len(moved) / 4
    (kept,) = [
        each for each in then["roles"][0]["assignments"] if each["account"] == moved[0]["account"]
    ]
    assert (kept["person"], kept["lock"]) == (moved[0]["before"], "exception")
    assert kept["reason"] == "stays by exception: asked for, decided by VP"
    assert moved[0]["account"] in {
        each["account"] for each in then["roles"][0]["against"]["changed"]
    }


def test_a_customer_without_a_place_is_exit_1(tmp_path: Path) -> None:
    """One person with room for three of twenty: the customers without a place are reported."""
    write(tmp_path)
    run = csdesign(
        "books",
        "design.yaml",
        "--accounts",
        "accounts.csv",
        "--max-utilisation",
        "0.001",
        cwd=tmp_path,
    )
    assert run.code == 1
    assert "Does not fit" in run.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--rule", "region=sofd"), "there is no strength 'sofd'; did you mean 'soft'"),
        (("--rule", "regoin=soft"), "there is no rule 'regoin'; did you mean 'region'"),
        (("--rule", "region=soft:x"), "'x' is not a weight"),
        (("--rule", "region=hard:2"), "only a soft rule has a weight"),
        (("--rule", "pod=soft", "--rule", "pod=off"), "pod is given twice: pod=soft and pod=off"),
        (("--max-utilisation", "0"), "max_utilisation is 0.0; give a number above 0"),
        (("--lock-renewal-days", "-5"), "lock_renewal_days is -5; give at least 0 days"),
        (("--level", "hours,renewal"), "'renewal' cannot be balanced"),
        (("--per-week", "0"), "give at least 1"),
        (("--exceptions", "none.csv"), "none.csv"),
        (("--against", "none.csv"), "none.csv"),
    ],
)
def test_options_of_books_that_mean_nothing_are_refused(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    write(tmp_path)
    run = csdesign("books", "design.yaml", "--accounts", "accounts.csv", *options, cwd=tmp_path)
    assert run.code == 2
    assert words in " ".join(run.err.split())
