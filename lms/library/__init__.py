"""Authored documents: kinds, revisions, publication, assignment to people, files in and out."""

from flask import Flask

from lms import jobs
from lms.library import commands, queries, readings, service
from lms.people import audit

RENDER_EVERY = 3_600  # seconds


def init_app(app: Flask) -> None:
    """Offer `flask content …` and keep the HTML of published texts up to date."""
    readings.product()
    jobs.handler(app, "library.render-anew", commands.render_anew, every=RENDER_EVERY)
    jobs.handler(app, "library.index-anew", commands.index_anew, every=RENDER_EVERY)
    for kind, words in (
        (service.PUBLISHED, service.PUBLISHED_WORDS),
        (service.ARCHIVED, service.ARCHIVED_WORDS),
        (service.RETURNED, service.RETURNED_WORDS),
    ):
        audit.sentence(kind, words, document=queries.titles)
