"""How a compiled template runs: what it prints, how it calls, and what it imports.

All as Jinja has it, without what only other programs need: a page calls hundreds of small macros.
"""

import re
from collections.abc import MutableMapping
from types import FunctionType, MethodType
from typing import Any, cast

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_needs_escaping = re.compile(r"[&<>'\"]").search


def printed(value: object) -> str:
    """A value as it stands on a page: what is markup as it is, everything else escaped."""
    kind = type(value)
    if kind is Markup or (kind is str and not _needs_escaping(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class QuickMacro(Macro):
    """A macro of a template that escapes, called by one that does too, as all of ours."""

    def called(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        """What it prints; a call that is not a plain one goes the long way."""
        takes_more = self.catch_kwargs or self.catch_varargs or self.explicit_caller
        if takes_more or len(args) > self._argument_count or self.caller != ("caller" in kwargs):
            return self(*args, **kwargs)
        given = [*args, *[kwargs.pop(name, missing) for name in self.arguments[len(args) :]]]
        if self.caller:
            given.append(kwargs.pop("caller"))
        if kwargs:
            return self(*args, **kwargs)  # which says what it does not take
        return self._invoke(given, autoescape=True)


class Calls(Context):
    """How templates call: macros, functions and methods at once, everything else as ever."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as Jinja has it
        """Call something; most need nothing of what Jinja looks for first."""
        kind = type(__obj)
        if kind is QuickMacro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj.called(args, kwargs)
        if kind in _PLAIN and not hasattr(__obj, "jinja_pass_arg"):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


_PLAIN = (FunctionType, MethodType)


class Printable(Template):
    """A template whose code prints and calls so; what it imports knows no names but its own."""

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002  # as Jinja has it
    ) -> "Printable":
        namespace.update(escape=printed, Macro=QuickMacro)
        return cast("Printable", super()._from_namespace(environment, namespace, globals))

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  # as Jinja has it
        return super()._get_default_module()
