"""Templates, compiled once for each language: what is the same on every page is printed already.

Half of what a page calls are texts, icons and addresses of files that no request changes. In the
templates of a language their calls have become text, as if they had been written there by hand.
"""

from collections.abc import Callable, Mapping, MutableMapping
from functools import cached_property, partial
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from lms.i18n import LANGUAGES, language, phrase
from lms.pages.compiled import Calls, Printable
from lms.pages.looks import asset
from lms.pages.pieces import icon, sheets

UNCHANGING: dict[str, Callable[..., object]] = {"asset": asset, "icon": icon, "sheets": sheets}


class Templates(Environment):
    """The product's templates; each is read in the language of the request."""

    context_class = Calls
    template_class = Printable
    speaks = ""  # in an edition: its language

    @cached_property
    def editions(self) -> Mapping[str, "Templates"]:
        """The same templates, compiled for each language."""
        editions = {tag: self.overlay() for tag in LANGUAGES}
        for tag, edition in editions.items():
            edition.speaks = tag
        return editions

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002  # as Jinja has it
        if self.speaks:
            return super()._load_template(name, globals)
        return self.editions[language()]._load_template(name, globals)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        if self.speaks and not self.app.debug:
            unchanging = UNCHANGING | {
                "_": partial(phrase, tag=self.speaks),
                "language": lambda: self.speaks,
            }
            source = _Printing(unchanging, _own_names(source)).visit(source)
        return super()._generate(source, *args, **kwargs)


class _Printing(NodeTransformer):
    """Puts in place of a call what it always gives."""

    def __init__(self, unchanging: Mapping[str, Callable[..., object]], but: set[str]) -> None:
        self._unchanging = {name: unchanging[name] for name in unchanging.keys() - but}

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:  # as Jinja has it
        """The call, or what it gives."""
        self.generic_visit(call)
        called = getattr(call.node, "name", None)
        given = [argument for argument in call.args if isinstance(argument, nodes.Const)]
        is_fixed = len(given) == len(call.args) and not (
            call.kwargs or call.dyn_args or call.dyn_kwargs
        )
        if called not in self._unchanging or not is_fixed:
            return call
        value = self._unchanging[called](*(argument.value for argument in given))
        return nodes.Const(value, lineno=call.lineno)


def _own_names(source: nodes.Template) -> set[str]:
    """Names that a template gives to things of its own."""
    return {name.name for name in source.find_all(nodes.Name) if name.ctx != "load"}


def prepare(app: Flask) -> None:
    """Let the application keep its templates so; to be said before anything asks for one."""
    app.jinja_environment = Templates
