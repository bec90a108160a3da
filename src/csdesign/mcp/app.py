"""The server: one tool for each question the planner answers, all of them read-only."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ValidationError

from csdesign._version import VERSION
from csdesign.errors import CsdesignError
from csdesign.escaping.json_text import dump
from csdesign.mcp.asking import answer, answer_text
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from mcp.server.mcpserver import Context
    from mcp_types import InputRequiredResult

    from csdesign.mcp.folder import Folder

__all__ = ["make_server", "serve"]

T = TypeVar("T")
Document = Annotated[CallToolResult, dict[str, Any]]
"""A JSON document: as values, and as text."""
Names = Annotated[CallToolResult, list[str]]

_INSTRUCTIONS: Final = """csdesign plans who should cover which customers, with what kind of person,
and how many, from the work promised to them. Ask it instead of estimating: every figure
it returns is derived from the lines of a design, and `explain` shows how. Call `designs` first to
see which designs there are. To answer "what if", give `changes` such as
`segments.smb.accounts=8000` to `plan` or `what_if`; nothing is written to any file."""

_READ_ONLY: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


_WANTED: Final = {
    "list_type": "a list of texts",
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
}
"""The expected value, by pydantic's kind of error."""


class DesignTools(MCPServer[Any]):
    """Tools that refuse unknown arguments with a message of one line."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: there is no such tool, an argument is missing, unknown or of another type,
                or the tool could not do what was asked.
        """
        tools = await self.list_tools()
        known = {each.name: each.input_schema.get("properties", {}) for each in tools}
        if name not in known:
            raise ToolError(f"there is no tool {visible(name, 60)}; there are {', '.join(known)}")
        for key in arguments:
            # A dropped argument would lead to the answer to another question.
            if key not in known[name]:
                words = ", ".join(known[name]) or "no arguments"
                raise ToolError(f"{name} has no argument {visible(key, 60)}; it has {words}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(f"{name}: {_mistakes(error.__cause__)}") from None
            if isinstance(error, UnexpectedToolError):
                raise
            raise ToolError(str(error).removeprefix(f"Error executing tool {name}: ")) from None


def _mistakes(error: ValidationError) -> str:
    """Return the first fault of each argument."""
    said: dict[str, str] = {}
    for each in error.errors():
        argument, *inner = each["loc"]
        at = "".join(f"[{step}]" for step in inner if isinstance(step, int))
        wanted = _WANTED.get(each["type"], "")
        found = visible(repr(each["input"]), 60)
        words = f"is {found}; give {wanted}" if wanted else each["msg"].lower()
        if each["type"] == "missing":
            words = "is missing"
        said.setdefault(str(argument), f"{argument}{at} {words}")
    return "; ".join(said.values())


def make_server(folder: Folder) -> MCPServer[Any]:
    """Return a server whose tools read designs in one folder."""
    server = DesignTools("csdesign", instructions=_INSTRUCTIONS, version=VERSION, log_level="ERROR")

    def changed(changes: list[str] | None) -> list[str]:
        return [f"--set={change}" for change in changes or ()]

    async def _planned(
        design: list[str], changes: list[str] | None, options: Mapping[str, str | int | None]
    ) -> CallToolResult:
        asked = ["plan", *_inside(folder, design), *changed(changes)]
        asked += [f"{name}={value}" for name, value in options.items() if value is not None]
        return await _document(answer(folder.root, asked))

    @server.tool(annotations=_READ_ONLY)
    async def designs() -> Names:
        """List the design files in the folder."""
        return _said({"result": await _told(asyncio.to_thread(folder.designs))})

    @server.tool(annotations=_READ_ONLY)
    async def plan(
        design: list[str], changes: list[str] | None = None, scenario: str | None = None
    ) -> Document:
        """Plan a design: coverage, people needed against people there, hires, money, findings.

        Args:
            design: Its files or folders, relative to the folder of this server.
            changes: What-ifs, such as `segments.smb.accounts=8000`.
            scenario: The id of a scenario of the design.
        """
        return await _planned(design, changes, {"--scenario": scenario})

    @server.tool(annotations=_READ_ONLY)
    async def months(
        design: list[str],
        count: int = 12,
        start: str | None = None,
        changes: list[str] | None = None,
        scenario: str | None = None,
    ) -> Document:
        """Plan a design month by month: who is needed by when, and when each search begins.

        Args:
            design: Its files or folders, relative to the folder of this server.
            count: How many months.
            start: The first of these months, such as `2027-01`.
            changes: What-ifs, such as `segments.smb.accounts=8000`.
            scenario: The id of a scenario of the design.
        """
        options = {"--months": count, "--from": start, "--scenario": scenario}
        return await _planned(design, changes, options)

    @server.tool(annotations=_READ_ONLY)
    async def fit(
        design: list[str], people: str | int | None = None, budget: str | float | None = None
    ) -> Document:
        """Say which promises to change so that the plan fits people or money, with proof.

        Args:
            design: Its files or folders, relative to the folder of this server.
            people: A number of people such as `9`, or of one role such as `csm=3`.
            budget: A cost a year, such as `1.2M`.
        """
        asked = ["fit", *_inside(folder, design)]
        options = {"--people": people, "--budget": budget}
        asked += [f"{name}={value}" for name, value in options.items() if value is not None]
        return await _document(answer(folder.root, asked))

    @server.tool(annotations=_READ_ONLY)
    async def plan_for_people(design: list[str], changes: list[str] | None = None) -> str:
        """Plan a design and return the page that a person would read, as Markdown."""
        asked = ["plan", *_inside(folder, design), *changed(changes), "--format=markdown"]
        return await _told(answer_text(folder.root, asked))

    @server.tool(annotations=_READ_ONLY)
    async def what_if(design: list[str], changes: list[str]) -> Document:
        """Plan a design without and with changes, and return both headlines side by side.

        Args:
            design: Its files or folders, relative to the folder of this server.
            changes: What-ifs, such as `segments.smb.accounts=8000`; `+20%` style words are not
                understood here, give the new number.
        """
        files = _inside(folder, design)
        as_is = await _told(answer(folder.root, ["plan", *files]))
        changed_ = await _told(answer(folder.root, ["plan", *files, *changed(changes)]))
        return _said(
            {
                "changes": changes,
                "as_is": as_is["totals"],
                "with_changes": changed_["totals"],
                "new_findings": _new(as_is, changed_),
            }
        )

    @server.tool(annotations=_READ_ONLY)
    async def explain(what: str, design: list[str] | None = None) -> str:
        """Derive a result step by step, down to the lines of the design it rests on.

        Args:
            what: A rule such as `OWN301`, or `segment:ID`, `fte:ID`, `archetype:ID`, `role:ID`,
                `total`, `cost`, `hire:ROLE`.
            design: Its files or folders; not needed for a rule.
        """
        subject = _word(what)
        files = _inside(folder, design) if design else []
        return await _told(answer_text(folder.root, ["explain", subject, *files]))

    @server.tool(annotations=_READ_ONLY)
    async def check(design: list[str]) -> Document:
        """Run every rule over a design: what is wrong, where, why, and how to correct it."""
        return await _document(answer(folder.root, ["check", *_inside(folder, design)]))

    @server.tool(annotations=_READ_ONLY)
    async def audit(design: list[str], against: str | None = None) -> Document:
        """Compare duties with titles: roles renamed but unchanged, duplicate or mislabelled.

        Args:
            design: Its files or folders, relative to the folder of this server.
            against: An earlier design, a file or folder.
        """
        asked = ["audit", *_inside(folder, design)]
        if against is not None:
            asked.append(f"--against={_inside(folder, [against])[0]}")
        return await _document(answer(folder.root, asked))

    @server.tool(annotations=_READ_ONLY)
    async def diff(old: str, new: str) -> Document:
        """Say what changed from one design to another: causes first, then effects."""
        return await _document(answer(folder.root, ["diff", *_inside(folder, [old, new])]))

    return server


def serve(folder: Folder) -> None:
    """Serve one assistant over standard input and output until it leaves."""
    make_server(folder).run("stdio")


def _inside(folder: Folder, names: list[str]) -> list[str]:
    try:
        return folder.inside(names)
    except CsdesignError as error:
        raise ToolError(str(error)) from error


def _word(text: str) -> str:
    if text.startswith("-"):
        raise ToolError(f"{text[:60]!r} is not a subject; give one such as fte:smb or OWN301")
    return text


async def _told(asked: Awaitable[T]) -> T:
    try:
        return await asked
    except CsdesignError as error:
        raise ToolError(str(error)) from error


async def _document(asked: Awaitable[dict[str, Any]]) -> CallToolResult:
    return _said(await _told(asked))


def _said(values: dict[str, Any]) -> CallToolResult:
    """Return values with the text that the command line writes of them.

    The library would write a text of its own, in which a title could be a command of the CI runner
    that shows what its assistant was told.
    """
    # The name of a file need not be text; no answer could carry it.
    plain: dict[str, Any] = json.loads(
        json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
    )
    return CallToolResult(
        content=[TextContent(type="text", text=dump(plain))], structured_content=plain
    )


def _new(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the findings of a plan that another plan of the design does not have."""
    had = {(each["code"], each["object"]) for each in before["findings"]}
    return [each for each in after["findings"] if (each["code"], each["object"]) not in had]
