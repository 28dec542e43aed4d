"""`flask search rebuild`: make everything findable anew, from what is published and kept."""

import sys
from collections.abc import Iterator

import click
from flask.cli import AppGroup

from lms import fulltext
from lms.db import write
from lms.i18n import _, speak_as_the_terminal
from lms.library import commands as library
from lms.library import queries
from lms.library import service as texts
from lms.library.models import SearchEntry
from lms.people import service as people
from lms.people.models import Person
from lms.people.queries import number_of_people

group = AppGroup("search", help="Full-text search.")


@group.command("rebuild")
def rebuild() -> None:
    """Make the words of all published texts and of all people anew; may be done while serving."""
    speak_as_the_terminal()
    revisions, count, hidden = queries.searched(), number_of_people(), not sys.stderr.isatty()
    with click.progressbar(revisions, label=_("材料"), file=sys.stderr, hidden=hidden) as bar:
        for revision_id in bar:
            library.index(revision_id)
    write(texts.drop_leftovers)
    with click.progressbar(length=count, label=_("人员"), file=sys.stderr, hidden=hidden) as bar:
        for made in _people_anew():
            bar.update(made)
    for column in (SearchEntry.words, Person.words):
        write(fulltext.rebuild, column)
    click.echo(
        _("重建好了：材料 %(texts)s 份，人员 %(people)s 位。", texts=len(revisions), people=count)
    )


def _people_anew() -> Iterator[int]:
    """Make the words of all people; how many were done in each step."""
    last: int | None = write(people.make_words, 0, anew=True)
    while last is not None:
        yield people.AT_A_TIME
        last = write(people.make_words, last, anew=True)
