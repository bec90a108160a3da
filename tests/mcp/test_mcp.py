"""The tools for assistants, called by the protocol's own client over standard input and output."""

from __future__ import annotations

import json
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from mcp.client.stdio import stdio_client
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import TextContent

from cli.running import csdesign
from csdesign.errors import UsageError
from csdesign.mcp.app import make_server
from csdesign.mcp.folder import Folder
from designs import EXAMPLES
from formats.findings.hostile import obeyed_by_a_runner, obeyed_by_a_screen
from hostile_titles import ATTACKS, hostile_design
from mcp import Client, StdioServerParameters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TEAM = "planworks.yaml"


@asynccontextmanager
async def client(folder: Path) -> AsyncIterator[Client]:
    """Return a client of a server of its own."""
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "csdesign", "mcp", str(folder)], env=dict(os.environ)
    )
    async with Client(stdio_client(server)) as made:
        yield made


def said(folder: Path, *arguments: str) -> str:
    """Return the output of the command line, run in a folder."""
    return csdesign(*arguments, cwd=folder).out


def printed(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the JSON that the command line prints, run in a folder."""
    document: dict[str, Any] = json.loads(said(folder, *arguments, "--format=json"))
    return document


@pytest.mark.asyncio
async def test_each_tool_answers_what_the_command_prints(tmp_path: Path) -> None:
    (tmp_path / TEAM).write_text((EXAMPLES / TEAM).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "old.yaml").write_text("segments: [{id: ent, accounts: 1}]\n", encoding="utf-8")
    file = f"./{TEAM}"
    async with client(tmp_path) as asked:
        tools = (await asked.list_tools()).tools
        assert all(each.annotations and each.annotations.read_only_hint for each in tools)
        assert {t.name for t in tools} == {
            *("designs", "plan", "plan_for_people", "months", "what_if", "fit"),
            *("explain", "check", "audit", "diff"),
        }
        for name, arguments, command in (
            ("plan", {"design": [TEAM]}, ("plan", file)),
            (
                "plan",
                {"design": [TEAM], "changes": ["segments.smb.accounts=8000"]},
                ("plan", file, "--set=segments.smb.accounts=8000"),
            ),
            (
                "months",
                {"design": [TEAM], "count": 6, "start": "2027-01"},
                ("plan", file, "--months=6", "--from=2027-01"),
            ),
            ("fit", {"design": [TEAM], "people": "9"}, ("fit", file, "--people=9")),
            ("check", {"design": [TEAM]}, ("check", file)),
            ("audit", {"design": [TEAM]}, ("audit", file)),
            (
                "audit",
                {"design": [TEAM], "against": "old.yaml"},
                ("audit", file, "--against=./old.yaml"),
            ),
            ("diff", {"old": "old.yaml", "new": TEAM}, ("diff", "./old.yaml", file)),
        ):
            told = await asked.call_tool(name, arguments)
            assert not told.is_error, (name, told.content)
            assert told.structured_content == printed(tmp_path, *command), name
        for name, arguments, command in (
            ("explain", {"what": "OWN301"}, ("explain", "OWN301")),
            ("explain", {"what": "fte:smb", "design": [TEAM]}, ("explain", "fte:smb", file)),
            ("plan_for_people", {"design": [TEAM]}, ("plan", file, "--format=markdown")),
        ):
            told = await asked.call_tool(name, arguments)
            assert told.structured_content == {"result": said(tmp_path, *command)}, name
        told = await asked.call_tool("designs", {})
        assert told.structured_content == {"result": ["old.yaml", TEAM]}


@pytest.mark.asyncio
async def test_what_if_is_answered_by_the_planner(tmp_path: Path) -> None:
    (tmp_path / TEAM).write_text((EXAMPLES / TEAM).read_text(encoding="utf-8"), encoding="utf-8")
    async with client(tmp_path) as asked:
        told = await asked.call_tool(
            "what_if", {"design": [TEAM], "changes": ["segments.smb.accounts=8000"]}
        )
        derived = await asked.call_tool("explain", {"what": "fte:smb", "design": [TEAM]})

    assert told.structured_content is not None
    as_is = printed(tmp_path, "plan", TEAM)["totals"]
    changed = printed(tmp_path, "plan", TEAM, "--set=segments.smb.accounts=8000")["totals"]
    assert told.structured_content["as_is"] == as_is
    assert told.structured_content["with_changes"] == changed
    assert changed["fte"] > as_is["fte"]
    assert TEAM in str(derived.content)


@pytest.mark.asyncio
async def test_paths_outside_and_options_are_refused(tmp_path: Path) -> None:
    inside = tmp_path / "designs"
    inside.mkdir()
    (tmp_path / "secret.yaml").write_text("segments: []\n", encoding="utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (inside / "including.yaml").write_text("include: [../secret.yaml]\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / "csdesign.toml").write_text(
        '[[design]]\nname = "all"\nfiles = ["secret.yaml"]\n', encoding="utf-8"
    )
    async with client(inside) as asked:
        for name in ("../secret.yaml", str(tmp_path / "secret.yaml"), "link.yaml", "-", "a\0b"):
            told = await asked.call_tool("plan", {"design": [name]})
            assert told.is_error, name
            (part,) = told.content
            assert "folder" in part.text
            assert "\n" not in part.text
        for names in (["all"], [], ["including.yaml"]):
            for tool in ("plan", "months", "check", "audit", "fit"):
                told = await asked.call_tool(tool, {"design": names})
                assert told.is_error, (tool, names)
        assert "lies outside the folder" in str(
            (await asked.call_tool("check", {"design": ["including.yaml"]})).content
        )
        for old, new in (("../secret.yaml", "link.yaml"), ("link.yaml", "../secret.yaml")):
            assert (await asked.call_tool("diff", {"old": old, "new": new})).is_error
        told = await asked.call_tool("explain", {"what": "--all"})
        assert told.is_error
        told = await asked.call_tool("plan", {"design": ["nothing.yaml"]})
        assert told.is_error
        assert "there is no nothing.yaml" in str(told.content)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("plan", {"design": TEAM}, f"plan: design is '{TEAM}'; give a list of texts"),
        ("plan", {"design": [7]}, "plan: design[0] is 7; give a text"),
        ("diff", {"old": TEAM}, "diff: new is missing"),
        ("months", {"design": [TEAM], "count": 2.5}, "months: count is 2.5; give a whole number"),
        (
            "plan",
            {"design": [TEAM], "chnages": ["segments.smb.accounts=1"]},
            "plan has no argument chnages; it has design, changes, scenario",
        ),
        ("designs", {"folder": "/"}, "designs has no argument folder; it has no arguments"),
        ("write", {}, "there is no tool write; there are designs, plan"),
        ("months", {"design": [TEAM], "count": 10**30}, "give 1 to 60 months"),
        ("plan", {"design": [TEAM], "scenario": "a\0b"}, "a character that is not text"),
        ("plan", {"design": [TEAM], "changes": ["x" * 200_000]}, "ask for less at once"),
        ("plan", {"design": ["x" * 5_000]}, "in the folder; it has"),
        ("audit", {"design": [TEAM], "against": ""}, "'' is not a path"),
        ("fit", {"design": [TEAM], "people": "9" * 400}, "give a number such as 9"),
    ],
)
async def test_what_cannot_be_asked_is_refused_in_one_line(
    name: str, arguments: dict[str, Any], words: str, tmp_path: Path
) -> None:
    (tmp_path / TEAM).write_text((EXAMPLES / TEAM).read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(ToolError) as refused:
        await make_server(Folder(str(tmp_path))).call_tool(name, arguments)

    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not isinstance(refused.value, UnexpectedToolError)


@pytest.mark.asyncio
async def test_names_that_are_not_text_and_a_folder_that_goes_are_answered(tmp_path: Path) -> None:
    folder = tmp_path / "designs"
    folder.mkdir()
    odd = folder / os.fsdecode(b"caf\xe9.yaml")
    try:
        odd.write_text("segments: []\n", encoding="utf-8")
    except OSError:
        pytest.skip("this disk has names of text alone")
    async with client(folder) as asked:
        listed = await asked.call_tool("designs", {})
        assert listed.structured_content == {"result": []}
        told = await asked.call_tool("check", {"design": ["."]})
        assert not told.is_error
        assert "caf?.yaml" in str(told.structured_content)
        odd.unlink()
        folder.rmdir()
        for tool in ("designs", "plan"):
            gone = await asked.call_tool(tool, {"design": ["."]} if tool == "plan" else {})
            assert gone.is_error
            assert "the folder of this server is gone" in str(gone.content)


def test_a_folder_lists_its_designs_and_refuses_other_files(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("", encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.yml").write_text("", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("", encoding="utf-8")

    assert Folder(str(tmp_path)).designs() == ["a/c.yml", "b.yaml"]
    with pytest.raises(UsageError, match="is not a folder"):
        Folder(str(tmp_path / "b.yaml"))


@pytest.mark.asyncio
async def test_what_an_assistant_is_told_holds_nothing_that_is_obeyed(tmp_path: Path) -> None:
    """A CI runner that shows what its assistant was told takes no title for a command."""
    (tmp_path / "d.yaml").write_text(hostile_design(), encoding="utf-8")
    (tmp_path / "old.yaml").write_text(hostile_design(_6=ATTACKS[4]), encoding="utf-8")
    (tmp_path / "##[error]x.yaml").write_text("csdesign: 1\n", encoding="utf-8")
    server = make_server(Folder(str(tmp_path)))
    one = {"design": ["d.yaml"]}
    for name, arguments in (
        ("designs", {}),
        ("check", one),
        ("plan_for_people", one),
        ("audit", one),
        ("explain", {**one, "what": "role:csm"}),
        ("what_if", {**one, "changes": ["segments.a.accounts=80"]}),
        ("diff", {"old": "old.yaml", "new": "d.yaml"}),
    ):
        told = await server.call_tool(name, arguments)

        text = "\n".join(part.text for part in told.content if isinstance(part, TextContent))
        assert text, name
        assert obeyed_by_a_runner(text) == [], name
        assert obeyed_by_a_screen(text) == [], name
