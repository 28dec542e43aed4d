"""What can go wrong, as message id and parameters; translated by the one handler that shows it."""

from collections.abc import Mapping


def N_(message: str) -> str:
    """Mark a message id for the catalogue; it is translated where it is shown."""
    return message


class ProductError(Exception):
    """A refusal meant for the person who sees it.

    `message` is a message id in simplified Chinese with `%(name)s` places, `parameters` fill them,
    `way_on` is an optional address that leads out of the dead end, `heading` an optional message id
    that says what the status alone does not.
    """

    status = 400
    heading: str | None = None

    def __init__(self, message: str, *, way_on: str | None = None, **parameters: object) -> None:
        super().__init__(message)
        self.message = message
        self.parameters: Mapping[str, object] = parameters
        self.way_on = way_on

    def __str__(self) -> str:
        return self.message % self.parameters if self.parameters else self.message


class SignInNeeded(ProductError):
    """Nobody is signed in (401)."""

    status = 401


class Forbidden(ProductError):
    """The person is known and may not do this (403)."""

    status = 403


class NotFound(ProductError):
    """It does not exist, or not for this person: the two cannot be told apart (404)."""

    status = 404

    def __init__(self, message: str = N_("没有这个页面，或者它不对您开放。")) -> None:
        super().__init__(message)


class Gone(NotFound):
    """A link that works for a while only and does so no longer, or never did (404)."""

    def __init__(self, heading: str, message: str, *, way_on: str | None = None) -> None:
        super().__init__(message)
        self.heading = heading
        self.way_on = way_on


class Stale(ProductError):
    """The page was answered already or has moved on (409); nothing was changed."""

    status = 409


class UnknownHost(ProductError):
    """The server is asked under a name that is not its own (421)."""

    status = 421

    def __init__(self) -> None:
        message = N_(
            "这个网址不是本站登记的，请用平时的网址打开；管理员可以在设置 LMS_HOSTS 里登记新名字。"
        )
        super().__init__(message)


class Invalid(ProductError):
    """The input cannot be taken (422); it stays in the form."""

    status = 422


class TooMany(ProductError):
    """Too many tries (429); `retry_after` is in seconds."""

    status = 429

    def __init__(self, message: str, *, retry_after: int, **parameters: object) -> None:
        super().__init__(message, way_on=None, **parameters)
        self.retry_after = retry_after


class NotSaved(ProductError):
    """The database could not take it just now (503); nothing was changed, trying again is safe."""

    status = 503

    def __init__(self, message: str = N_("您填写的内容还在，请过几秒再存一次。")) -> None:
        super().__init__(message)


class Unreachable(ProductError):
    """The database does not answer, so that nothing can be shown (503)."""

    status = 503

    def __init__(self, message: str = N_("数据暂时读不出来，请过几秒再刷新一次。")) -> None:
        super().__init__(message)


class ConfigurationError(Exception):
    """A setting is missing or wrong; the text names it and says what to do, in one line."""
