"""What chat groups may be told: topics that features register, each with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app

from lms.errors import N_

TOPICS = "messages.topics"
TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of news for groups: what it is called, and how long it is worth saying."""

    words: str  # message id
    life: timedelta


TRYING = Topic(N_("试发"), timedelta(hours=1))


def register(app: Flask, name: str, topic: Topic) -> None:
    """Let robots be told of a topic."""
    app.extensions.setdefault(TOPICS, {})[name] = topic


def offered() -> Mapping[str, Topic]:
    """All topics that a robot can be told of, by name."""
    found: dict[str, Topic] = current_app.extensions.get(TOPICS, {})
    return found


def topic_of(name: str) -> Topic:
    """A topic. Raises KeyError for one that nobody registered."""
    return TRYING if name == TRIAL else offered()[name]
