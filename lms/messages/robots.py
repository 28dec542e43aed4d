"""How something is said in a chat group: by apprise, whose plugins know the makers' addresses.

Two things are done around them. They take any answer of HTTP 200 for success, although all three
makers refuse with 200 and a code: what was answered is kept here and judged by `domain.verdict`.
And they encode DingTalk's signature twice, which its server cannot know: it is given as it is.
Nothing of this is imported before something is to be said: it takes a fifth of a second.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from importlib import import_module
from typing import Any, cast
from urllib.parse import unquote

from lms.messages.domain import Access, RobotKind, RobotTrouble, Unsaid, verdict

PLUGINS = {
    RobotKind.WECOM: ("apprise.plugins.wecombot", "NotifyWeComBot"),
    RobotKind.DINGTALK: ("apprise.plugins.dingtalk", "NotifyDingTalk"),
    RobotKind.FEISHU: ("apprise.plugins.feishu", "NotifyFeishu"),
}
SECRET_TELLERS = ("apprise", "urllib3")  # loggers that write whole addresses when they are asked to
PATIENCE = 10  # seconds until connected, and again for the answer

Answer = Any  # of requests: `status_code`, `text`
_answers: ContextVar[list[Answer]] = ContextVar("answers")


def say(kind: RobotKind, access: Access, words: str) -> None:
    """Say something in a group.

    Raises Unsaid.
    """
    plugin = _plugin(kind, access)
    answers: list[Answer] = []
    heard = _answers.set(answers)
    try:
        plugin.send(body=words)
    except Exception as error:  # its words, and where it came from, may hold the whole address
        raise Unsaid(RobotTrouble.UNREACHABLE, type(error).__name__) from None
    finally:
        _answers.reset(heard)
    if not answers:
        raise Unsaid(RobotTrouble.UNREACHABLE)
    refusal = verdict(kind, answers[-1].status_code, answers[-1].text)
    if refusal is not None:
        raise _without(access, refusal)


class _Ears:
    """`requests` as a plugin sees it, which keeps what was answered."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("requests"), name)

    def post(self, *args: Any, **options: Any) -> Answer:
        """Post, and keep the answer."""
        answer = import_module("requests").post(*args, **options)
        _answers.get().append(answer)
        return answer


_EARS = _Ears()


def _plugin(kind: RobotKind, access: Access) -> Any:
    """The plugin of a maker, for one group, that follows no redirection."""
    for name in SECRET_TELLERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    place, name = PLUGINS[kind]
    module = import_module(place)
    vars(module)["requests"] = _EARS
    make = cast("Callable[..., Any]", getattr(module, name))
    options = {"redirect": "no", "cto": PATIENCE, "rto": PATIENCE}
    if kind is RobotKind.WECOM:
        return make(key=access.token, **options)
    if not access.secret:
        return make(token=access.token, **options)
    plugin = make(token=access.token, secret=access.secret, **options)
    plugin.get_signature = _once_encoded(plugin.get_signature)
    return plugin


def _once_encoded(signature: Callable[[], tuple[str, str]]) -> Callable[[], tuple[str, str]]:
    """A signature that is encoded when it is put into the address, and not before."""

    def signed() -> tuple[str, str]:
        moment, sign = signature()
        return moment, unquote(sign)

    return signed


def _without(access: Access, refusal: Unsaid) -> Unsaid:
    """A refusal that does not repeat a secret."""
    words = refusal.answer
    for secret in filter(None, (access.token, access.secret)):
        words = words.replace(secret, "…")
    return Unsaid(refusal.trouble, words, is_final=refusal.is_final)
