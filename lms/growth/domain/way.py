"""Which post somebody is on the way to, and what is missing to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from lms.framework.domain import Careers, Post
from lms.growth.domain.gains import Gap
from lms.growth.domain.standing import Standing


class Asking(Protocol):
    """A post, or whatever else asks a level of each of the seven."""

    @property
    def required(self) -> Mapping[str, int]:
        """Competency → level, 1–4."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands on the way from post to post, by their levels alone."""

    post: Post  # the last that was reached; before the first, the one that is trained for
    is_reached: bool
    ahead: Post | None  # the next; None at the end of the path

    @property
    def aim(self) -> Post:
        """The post to work for; at the end of a path its last."""
        return self.ahead or self.post


def gap(standings: Iterable[Standing], asking: Asking) -> tuple[Gap, ...]:
    """The seven beside the levels that are asked."""
    return tuple(Gap(one, asking.required[one.competency]) for one in standings)


def is_reached(standings: Iterable[Standing], asking: Asking) -> bool:
    """Whether every level that is asked is reached."""
    return all(one.is_met for one in gap(standings, asking))


def place(careers: Careers, start: str, standings: tuple[Standing, ...]) -> Place | None:
    """Where somebody stands who set out at the post `start`; None when there is no such post.

    Where a post leads to several, the first of them counts.
    """
    post, reached, passed = careers.post(start), None, {start}
    while post and is_reached(standings, post):
        reached = post
        following = [name for name in careers.following(post.id) if name not in passed]
        passed.update(following[:1])
        post = careers.post(following[0]) if following else None
    here = reached or post
    return Place(here, is_reached=reached is not None, ahead=post) if here else None


def next_post(careers: Careers, start: str, standings: tuple[Standing, ...]) -> Post | None:
    """The first post from `start` on whose levels are not all reached, else the path's last.

    None when there is no such start.
    """
    found = place(careers, start, standings)
    return found.aim if found else None
