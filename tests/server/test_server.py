"""The language server, asked by a real client over standard input and output."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from lsprotocol import converters, types
from pygls.exceptions import JsonRpcException

from csdesign import api
from csdesign.rules.causes import one_by_one
from designs import example_text
from formats.findings.hostile import obeyed_by_a_screen
from hostile_titles import hostile_design

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_lsp import LanguageClient

SEGMENTS = """segments:
  - id: corp
    name: "Крупные 😀 клиенты"
    accounts: 40
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 12, effort_hours: 2, role: csm}
"""
ROLES = """roles:
  - id: csm
    title: Customer Success Manager
    owns: [adopt]
    responsibilities: [drive-usage]
positions: {roles: csm, count: 2}
"""


def opened(client: LanguageClient, path: Path, text: str) -> str:
    """Write a file, open it, and return its address."""
    path.write_text(text, encoding="utf-8")
    uri = path.as_uri()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=text)
        )
    )
    return uri


def typed(client: LanguageClient, uri: str, text: str, version: int) -> None:
    """Replace the text of an open file without saving it."""
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version=version, uri=uri),
            [types.TextDocumentContentChangeWholeDocument(text)],
        )
    )


async def told(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """Wait until the server has said something of a file."""
    client.diagnostics.pop(uri, None)
    while uri not in client.diagnostics:
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return list(client.diagnostics[uri])


def at(text: str, word: str, skip: int = 0) -> types.Position:
    """Return the place of a word's second character, in UTF-16 units."""
    offset = -1
    for _ in range(skip + 1):
        offset = text.index(word, offset + 1)
    before = text[: offset + 1]
    line = before.count("\n")
    column = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    return types.Position(line=line, character=column)


def document(uri: str) -> types.TextDocumentIdentifier:
    """Return the identifier of a file in requests."""
    return types.TextDocumentIdentifier(uri=uri)


@pytest.mark.asyncio
async def test_findings_of_unsaved_text_are_those_of_check(
    client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "design.yaml"
    uri = opened(client, path, SEGMENTS)
    text = SEGMENTS.replace("per_year", "per_yaer")
    typed(client, uri, text, 2)

    found = await told(client, uri)

    (finding,) = found
    assert finding.code == "SCH101"
    assert "did you mean 'per_year'" in finding.message
    line = text.splitlines()[finding.range.start.line]
    assert line[finding.range.start.character : finding.range.end.character] == "per_yaer"


@pytest.mark.asyncio
async def test_files_of_one_design_are_judged_together(
    client: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "roles.yaml").write_text(ROLES.replace("id: csm", "id: am"), encoding="utf-8")
    uri = opened(client, tmp_path / "segments.yaml", SEGMENTS)

    found = await told(client, uri)

    assert [each.code for each in found] == ["SCH201"]
    assert "there is no role 'csm'" in found[0].message


@pytest.mark.asyncio
async def test_definition_and_references_cross_files(
    client: LanguageClient, tmp_path: Path
) -> None:
    roles = tmp_path / "roles.yaml"
    roles.write_text(ROLES, encoding="utf-8")
    uri = opened(client, tmp_path / "segments.yaml", SEGMENTS)
    position = at(SEGMENTS, "csm")

    definition = await client.text_document_definition_async(
        types.DefinitionParams(document(uri), position)
    )
    references = await client.text_document_references_async(
        types.ReferenceParams(
            types.ReferenceContext(include_declaration=True), document(uri), position
        )
    )

    assert isinstance(definition, types.Location)
    assert definition.uri == roles.as_uri()
    assert definition.range.start == types.Position(line=1, character=8)
    assert references is not None
    assert {each.uri for each in references} == {uri, roles.as_uri()}
    assert len(references) == 3


@pytest.mark.asyncio
async def test_rename_changes_every_file_and_refuses_a_taken_id(
    client: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "roles.yaml").write_text(f"{ROLES}", encoding="utf-8")
    two = SEGMENTS + SEGMENTS.split("\n", 1)[1].replace("corp", "smb")
    uri = opened(client, tmp_path / "segments.yaml", two)

    change = await client.text_document_rename_async(
        types.RenameParams(document(uri), at(two, "csm"), "success")
    )

    assert change is not None
    assert change.changes is not None
    assert sum(len(edits) for edits in change.changes.values()) == 4
    with pytest.raises(JsonRpcException, match="exists already"):
        await client.text_document_rename_async(
            types.RenameParams(document(uri), at(two, "smb"), "corp")
        )
    with pytest.raises(JsonRpcException, match="is not an id"):
        await client.text_document_rename_async(
            types.RenameParams(document(uri), at(two, "smb"), "Мелкие клиенты")
        )


@pytest.mark.asyncio
async def test_a_rename_stays_in_the_design_of_its_file(
    client: LanguageClient, tmp_path: Path
) -> None:
    """An id of another design is neither renamed nor taken."""
    names = "".join(f'[[design]]\nname = "{n}"\nfiles = ["{n}"]\n' for n in ("acme", "zeta"))
    (tmp_path / "csdesign.toml").write_text(names, encoding="utf-8")
    for name in ("acme", "zeta"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "segments.yaml").write_text(SEGMENTS, encoding="utf-8")
    zeta = ROLES.replace("positions", "  - {id: success, title: Success Lead}\npositions")
    uris = {
        name: opened(client, tmp_path / name / "roles.yaml", text)
        for name, text in (("acme", ROLES), ("zeta", zeta))
    }

    change = await client.text_document_rename_async(
        types.RenameParams(document(uris["acme"]), at(ROLES, "csm"), "success")
    )

    assert change is not None
    assert change.changes is not None
    files = ("roles.yaml", "segments.yaml")
    assert set(change.changes) == {(tmp_path / "acme" / name).as_uri() for name in files}
    with pytest.raises(JsonRpcException, match="exists already"):
        await client.text_document_rename_async(
            types.RenameParams(document(uris["zeta"]), at(zeta, "csm"), "success")
        )


@pytest.mark.asyncio
async def test_completion_knows_ids_keys_and_words(client: LanguageClient, tmp_path: Path) -> None:
    uri = opened(client, tmp_path / "design.yaml", SEGMENTS + ROLES)
    await told(client, uri)
    for version, (line, wanted) in enumerate(
        [
            ("positions: {roles: ", {"csm"}),
            ("pods: [{id: p, segment: ", {"corp"}),
            ("experiences: [{id: x, segments: [", {"corp"}),
            ("doctr", {"doctrine"}),
            ("  - id: am\n    owns: [", {"adopt", "renew"}),
            ("  - id: am\n    hands_off:\n      - to: ", {"csm"}),
            ("  - id: am\n    hands_off:\n      - tri", {"trigger"}),
            ("experiences: [{id: x, interactions: [{id: y, channel: ", {"human-1to1", "digital"}),
        ],
        2,
    ):
        text = SEGMENTS + ROLES.split("positions", maxsplit=1)[0] + line
        typed(client, uri, text, version)
        end = types.Position(line=text.count("\n"), character=len(line.rsplit("\n", 1)[-1]))

        found = await client.text_document_completion_async(
            types.CompletionParams(document(uri), end)
        )

        assert isinstance(found, types.CompletionList)
        assert wanted <= {item.label for item in found.items}, line


@pytest.mark.asyncio
async def test_completion_proposes_duties_in_two_languages(
    client: LanguageClient, tmp_path: Path
) -> None:
    text = SEGMENTS + ROLES.replace("[drive-usage]", "[dr")
    uri = opened(client, tmp_path / "design.yaml", text)

    found = await client.text_document_completion_async(
        types.CompletionParams(document(uri), at(text, "[dr\n", 0))
    )

    assert isinstance(found, types.CompletionList)
    item = next(each for each in found.items if each.label == "drive-usage")
    assert any("а" <= letter <= "я" for letter in str(item.documentation))


@pytest.mark.asyncio
async def test_lenses_and_hovers_show_the_figures_of_the_plan(
    client: LanguageClient, tmp_path: Path
) -> None:
    text = SEGMENTS + ROLES
    uri = opened(client, tmp_path / "design.yaml", text)

    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
    hover = await client.text_document_hover_async(
        types.HoverParams(document(uri), at(text, "role: csm"))
    )
    on_id = await client.text_document_hover_async(
        types.HoverParams(document(uri), at(text, "csm", 1))
    )

    titles = [each.command.title for each in lenses or () if each.command]
    assert any("high touch" in title and "full-time" in title for title in titles)
    assert any("960 h a year" in title for title in titles)
    assert hover is not None
    assert on_id is not None
    assert isinstance(on_id.contents, types.MarkupContent)
    assert "used in 2 places" in on_id.contents.value


@pytest.mark.asyncio
async def test_actions_correct_a_mistake_and_suppress_a_finding(
    client: LanguageClient, tmp_path: Path
) -> None:
    text = (SEGMENTS + ROLES).replace("role: csm", "role: cms")
    uri = opened(client, tmp_path / "design.yaml", text)
    place = types.Range(start=at(text, "cms"), end=at(text, "cms"))

    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document(uri), place, types.CodeActionContext(diagnostics=[]))
    )

    assert actions
    first = actions[0]
    assert isinstance(first, types.CodeAction)
    assert first.is_preferred
    assert first.edit is not None
    assert first.edit.changes is not None
    assert [edit.new_text for edit in first.edit.changes[uri]] == ["csm"]
    typed(client, uri, SEGMENTS + ROLES, 2)
    whole = types.Range(start=types.Position(0, 0), end=types.Position(99, 0))
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document(uri), whole, types.CodeActionContext(diagnostics=[]))
    )
    silent = [each for each in actions or () if each.title.startswith("Suppress")]
    assert silent
    assert isinstance(silent[0], types.CodeAction)
    assert silent[0].edit is not None
    assert silent[0].edit.changes is not None
    (edit,) = silent[0].edit.changes[uri]
    assert "# csdesign: ignore[" in edit.new_text
    assert " until 20" in edit.new_text


@pytest.mark.asyncio
async def test_the_outline_has_every_id(client: LanguageClient, tmp_path: Path) -> None:
    uri = opened(client, tmp_path / "design.yaml", SEGMENTS + ROLES)

    found = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(document(uri))
    )

    assert [each.name for each in found or ()] == ["corp", "call", "csm"]


@pytest.mark.asyncio
async def test_positions_beyond_the_text_and_vanished_files_are_answered(
    client: LanguageClient, tmp_path: Path
) -> None:
    path = tmp_path / "design.yaml"
    uri = opened(client, path, SEGMENTS)
    far = types.Position(line=9_999, character=9_999)

    assert (
        await client.text_document_definition_async(types.DefinitionParams(document(uri), far))
        is None
    )
    assert await client.text_document_hover_async(types.HoverParams(document(uri), far)) is None
    found = await client.text_document_completion_async(types.CompletionParams(document(uri), far))
    assert isinstance(found, types.CompletionList)
    path.unlink()
    client.text_document_did_close(types.DidCloseTextDocumentParams(document(uri)))
    assert await client.text_document_hover_async(types.HoverParams(document(uri), far)) is None
    with pytest.raises(JsonRpcException):
        await client.protocol.send_request_async("csdesign/nonsense", {})


@pytest.mark.asyncio
async def test_half_written_text_at_every_keystroke_breaks_nothing(
    client: LanguageClient, tmp_path: Path
) -> None:
    dice = random.Random(7)
    text = SEGMENTS + ROLES
    uri = opened(client, tmp_path / "design.yaml", text)
    for version in range(2, 1_002):
        at_ = dice.randrange(len(text))
        text = dice.choice(
            [
                text[:at_] + dice.choice("[]{}:-#'\"\n \tж😀&*!") + text[at_:],
                text[:at_] + text[at_ + 1 :],
            ]
        )
        typed(client, uri, text, version)
        if version % 200 == 0:
            text = SEGMENTS + ROLES  # what is torn apart altogether has no more to break
        if version % 50 == 0:
            place = types.Position(dice.randrange(20), dice.randrange(40))
            await client.text_document_completion_async(
                types.CompletionParams(document(uri), place)
            )
            await client.text_document_hover_async(types.HoverParams(document(uri), place))
            await client.text_document_code_lens_async(types.CodeLensParams(document(uri)))

    typed(client, uri, SEGMENTS + ROLES, 9_999)
    found = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(document(uri))
    )
    assert [each.name for each in found or ()] == ["corp", "call", "csm"]


@pytest.mark.asyncio
async def test_the_server_says_what_check_says(client: LanguageClient, tmp_path: Path) -> None:
    """All findings of an example, at the places that check gives them."""
    text = example_text("planworks")
    path = tmp_path / "design.yaml"
    uri = opened(client, path, text)

    found = await told(client, uri)

    expected = sorted(
        (f.code, f.span.line, f.span.column)
        for f in one_by_one(api.check(path))
        if f.span is not None and f.suppressed is None
    )
    assert (
        sorted(
            (str(each.code), each.range.start.line + 1, each.range.start.character + 1)
            for each in found
        )
        == expected
    )


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


@pytest.mark.asyncio
async def test_what_an_editor_is_told_holds_nothing_that_a_screen_obeys(
    client: LanguageClient, tmp_path: Path
) -> None:
    """An editor is not a CI runner: titles stay as they are but for what a screen would obey."""
    text = hostile_design()
    uri = opened(client, tmp_path / "design.yaml", text)
    whole = types.Range(types.Position(0, 0), types.Position(text.count("\n"), 0))
    diagnostics = await told(client, uri)

    answers: list[object] = [
        diagnostics,
        await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri))),
        await client.text_document_code_lens_async(types.CodeLensParams(document(uri))),
        await client.text_document_code_action_async(
            types.CodeActionParams(document(uri), whole, types.CodeActionContext(diagnostics))
        ),
    ]
    for word in ("a\n    name", "csm\n", "desk", "p1", "live, name"):
        hover = types.HoverParams(document(uri), at(text, word))
        answers.append(await client.text_document_hover_async(hover))
    plain = converters.get_converter().unstructure(answers)

    assert all(answers)
    assert len(list(texts_in(plain))) > 100
    for said in texts_in(plain):
        assert obeyed_by_a_screen(said) == []
