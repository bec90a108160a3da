"""A client of yaml-language-server: JSON-RPC over standard input and output, as editors do it.

Source: Language Server Protocol 3.17, base protocol.
"""

from __future__ import annotations

import json
import subprocess
import threading
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

SECONDS = 60.0


class LanguageServer:
    """A running server that checks every file against one schema."""

    def __init__(self, package: Path, schema: Path) -> None:
        self._schema = schema.as_uri()
        self._process = subprocess.Popen(
            ["node", str(package / "bin" / "yaml-language-server"), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._inbox: Queue[dict[str, Any]] = Queue()
        self._kept: list[dict[str, Any]] = []
        self._number = 0
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        self.ask(
            "initialize",
            processId=None,
            rootUri=None,
            capabilities={
                "textDocument": {
                    "hover": {"contentFormat": ["markdown"]},
                    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                },
                "workspace": {"configuration": True},
            },
        )
        self._send(method="initialized", params={})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a text under a name and return the diagnostics that the server publishes."""
        uri = path.as_uri()
        self._send(
            method="textDocument/didOpen",
            params={"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        message = self._wait(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
            )
        )
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return found

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return the text that an editor shows over a place (from 0)."""
        answer = self._at("textDocument/hover", path, line, column)
        return str(answer["contents"]["value"]) if answer else ""

    def complete(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Return the values offered at a place (from 0), each with its documentation."""
        answer = self._at("textDocument/completion", path, line, column)
        found = {}
        for item in answer["items"]:
            words = item.get("documentation", "")
            found[item["label"]] = words["value"] if isinstance(words, dict) else str(words)
        return found

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return its result."""
        self._number += 1
        number = self._number
        self._send(id=number, method=method, params=params)
        answer = self._wait(lambda m: m.get("id") == number and "method" not in m)
        assert "error" not in answer, answer
        return answer["result"]

    def _at(self, method: str, path: Path, line: int, column: int) -> Any:
        return self.ask(
            method,
            textDocument={"uri": path.as_uri()},
            position={"line": line, "character": column},
        )

    def _send(self, **message: Any) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = self._process.stdout.readline()
            self._inbox.put(json.loads(self._process.stdout.read(length)))

    def _wait(self, wanted: Any) -> dict[str, Any]:
        """Return the first message that is wanted; answer what the server asks meanwhile."""
        while True:
            try:
                message = self._inbox.get(timeout=SECONDS)
            except Empty:
                raise AssertionError("the language server does not answer") from None
            if "method" in message and "id" in message:
                self._send(id=message["id"], result=self._configuration(message))
            elif wanted(message):
                return message

    def _configuration(self, message: dict[str, Any]) -> Any:
        """Return the settings the server asks for; it must not look for schemas on the network."""
        if message["method"] != "workspace/configuration":
            return None
        yaml = {
            "schemas": {self._schema: ["*.yaml"]},
            "schemaStore": {"enable": False},
            "validate": True,
            "hover": True,
            "completion": True,
        }
        sections = [item.get("section") for item in message["params"]["items"]]
        return [yaml if section == "yaml" else {} for section in sections]
