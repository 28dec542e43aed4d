"""Which post somebody is on the way to, and what is missing to it."""

from collections.abc import Iterable

from lms.framework.domain import Careers, Post
from lms.growth.domain.gains import Gap
from lms.growth.domain.standing import Standing


def gap(standings: Iterable[Standing], post: Post) -> tuple[Gap, ...]:
    """The seven beside the levels that a post asks."""
    return tuple(Gap(one, post.required[one.competency]) for one in standings)


def is_reached(standings: Iterable[Standing], post: Post) -> bool:
    """Whether every level that a post asks is reached."""
    return all(one.is_met for one in gap(standings, post))


def next_post(careers: Careers, start: str, standings: tuple[Standing, ...]) -> Post | None:
    """The first post from `start` on whose levels are not all reached.

    Where a post leads to several, the first of them counts; at the end of a path its last post
    stays. None when there is no such start.
    """
    post, passed = careers.post(start), {start}
    while post and is_reached(standings, post):
        following = [name for name in careers.following(post.id) if name not in passed]
        if not following:
            break
        passed.add(following[0])
        post = careers.post(following[0])
    return post
