"""The screen: numbers on the left, the results on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Footer, Input, Static

from csdesign.errors import CsdesignError
from csdesign.explore.knobs import shown
from csdesign.explore.panel import panel
from csdesign.views.plan.moved import moved
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from csdesign.explore.session import Session

__all__ = ["Explorer"]

_LEAST: Final = (60, 16)
"""The smallest screen on which both halves can be read (columns, lines)."""
_WIDE: Final = 120
"""Columns from which the two halves are side by side; below, one is under the other."""


class Explorer(App[None]):
    """Arrow keys change a number; people, money and findings are updated at once."""

    CSS: ClassVar[str] = """
    DataTable { width: 1fr; }
    #right { width: 1fr; padding: 0 1; border-left: solid $foreground; }
    Screen.narrow Horizontal { layout: vertical; }
    Screen.narrow DataTable { width: 100%; height: 2fr; }
    Screen.narrow #right { width: 100%; height: 3fr; border-left: none; padding: 0; }
    Screen.narrow #right { border-top: solid $foreground; }
    #small { display: none; padding: 1; }
    #said { height: auto; max-height: 2; }
    #name { display: none; }
    Screen.small Horizontal, Screen.small Footer { display: none; }
    Screen.small #small { display: block; }
    Screen.naming #name { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "turn(-1)", "less"),
        ("right", "turn(1)", "more"),
        ("pageup", "turn(10)", "+10"),
        ("pagedown", "turn(-10)", "-10"),
        ("u", "reset", "undo"),
        ("w", "write", "write"),
        ("s", "scenario", "scenario"),
        ("escape", "leave_name", "back"),
        ("q", "quit", "quit"),
    ]
    TITLE = "csdesign"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session) -> None:
        """Keep the session."""
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Yield the widgets of the screen."""
        with Horizontal():
            yield Numbers(cursor_type="row", zebra_stripes=True)
            with VerticalScroll(id="right"):
                yield Static(id="panel", markup=False)
        yield Static(id="small", markup=False)
        yield Input(id="name", placeholder="id of the scenario, such as smb-doubles")
        yield Static(id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Fill the screen for the first time."""
        table = self.query_one(Numbers)
        table.add_columns("Part", "Number", "Now", "In the file")
        for number in range(len(self.session.knobs)):
            table.add_row(*self._cells(number), key=str(number))
        table.focus()
        self._refresh()

    def on_resize(self, event: Resize) -> None:
        """Show a message if the terminal is too small for both halves."""
        columns, lines = _LEAST
        small = event.size.width < columns or event.size.height < lines
        self.screen.set_class(small, "small")
        self.screen.set_class(event.size.width < _WIDE, "narrow")
        size = f"{event.size.width} x {event.size.height}"
        self.query_one("#small", Static).update(
            f"This terminal is {size}; csdesign explore needs {columns} x {lines}. Make it larger, "
            "or press q and use: csdesign plan --set"
        )

    def action_turn(self, steps: int) -> None:
        """Change the number under the cursor."""
        number = self.query_one(Numbers).cursor_row
        self.session.turn(number, steps)
        self._row(number)
        self._refresh()
        self._say(moved(self.session.before, self.session.plan))

    def action_reset(self) -> None:
        """Go back to the numbers of the files."""
        self.session.reset()
        self._rows()
        self._say("back to the numbers of the files")

    def action_write(self) -> None:
        """Write the changed numbers into the files."""
        if not self.session.values:
            self._say("no number has been changed yet")
            return
        count = len(self.session.values)
        try:
            paths = self.session.write()
        except CsdesignError as error:
            self._say(str(error))
            return
        self._rows()
        self._say(f"wrote {number_of(count, 'number')} to {', '.join(map(visible, paths))}")

    def action_scenario(self) -> None:
        """Ask for the id of the scenario that saves the changed numbers."""
        if not self.session.values:
            self._say("no number has been changed yet")
            return
        self.screen.add_class("naming")
        self.refresh_bindings()
        self.query_one("#name", Input).focus()

    def action_leave_name(self) -> None:
        """Go back to the numbers without saving a scenario."""
        self.screen.remove_class("naming")
        self.refresh_bindings()
        self.query_one("#name", Input).clear()
        self.query_one(Numbers).focus()
        self._say("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key does something now; the way back only while a name is asked for."""
        if action == "leave_name":
            return self.screen.has_class("naming")
        return super().check_action(action, parameters)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save the changed numbers as a scenario; a name that is refused stays to be corrected."""
        name = event.value.strip()
        if not name:
            self.action_leave_name()
            return
        try:
            paths = self.session.save_scenario(name)
        except CsdesignError as error:
            self._say(str(error))
            return
        self.action_leave_name()
        self._rows()
        self._say(f"saved scenario {name} in {', '.join(map(visible, paths))}")

    def _cells(self, number: int) -> tuple[str, str, str, str]:
        knob = self.session.knobs[number]
        now = self.session.value(number)
        was = "" if now == knob.value else shown(knob.value)
        return visible(knob.owner, 40), knob.words, shown(now), was

    def _row(self, number: int) -> None:
        table = self.query_one(Numbers)
        for column, cell in enumerate(self._cells(number)):
            table.update_cell_at((number, column), cell)  # type: ignore[arg-type]  # a pair is a coordinate

    def _rows(self) -> None:
        for number in range(len(self.session.knobs)):
            self._row(number)
        self._refresh()

    def _refresh(self) -> None:
        self.query_one("#panel", Static).update(panel(self.session))
        self._say("")

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)


class Numbers(DataTable[str]):
    """The numbers of the design; left and right change one instead of moving between columns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("left", "app.turn(-1)", "less"),
        ("right", "app.turn(1)", "more"),
        ("pageup", "app.turn(10)", "+10"),
        ("pagedown", "app.turn(-10)", "-10"),
    ]
