"""Options in groups: declared once, as a NamedTuple that is one parameter of a command."""

from __future__ import annotations

from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csdesign.cli.outcome import Outcome

__all__ = ["spread"]


def spread(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Return a command with each option of its groups as a parameter of its own, for typer.

    A group is a parameter whose annotation is a NamedTuple; its fields are annotated as options.
    """
    taken = signature(function, eval_str=True).parameters
    groups = {name: p.annotation for name, p in taken.items() if hasattr(p.annotation, "_fields")}

    def command(**given: Any) -> Outcome:
        for name, group in groups.items():
            fields = {field: given.pop(field) for field in group._fields if field in given}
            given[name] = group(**fields)
        return function(**given)

    spelled = tuple(_spelled(taken.values(), groups))
    command.__signature__ = Signature(spelled)  # type: ignore[attr-defined]  # what inspect reads
    command.__doc__ = function.__doc__
    command.__annotations__ = {}
    return command


def _spelled(taken: Any, groups: dict[str, Any]) -> Iterator[Parameter]:
    for parameter in taken:
        group = groups.get(parameter.name)
        if group is None:
            yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
            continue
        hints = get_type_hints(group, include_extras=True)
        for name in group._fields:
            default = group._field_defaults.get(name, Parameter.empty)
            yield Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
