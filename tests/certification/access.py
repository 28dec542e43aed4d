"""The addresses of certificates for tests/test_access.py."""

from functools import cache
from unittest.mock import patch

from lms.certification import queries, service
from lms.config import ROOT
from lms.db import db, write
from lms.library import service as library
from lms.people.models import Person
from tests.access_cases import add, tried_elsewhere
from tests.certification.conftest import EVERYTHING, NOW, PROGRAMME, TODAY


@cache
def findings():
    return library.prepare(ROOT)


def certificate(world, owner):
    """A certificate of the owner's, who has proved everything; issued once."""
    with world.app.app_context():
        if "programmes" not in world.kept:
            world.kept["programmes"] = write(library.load, findings(), [], now=NOW)
        own = db.session.get_one(Person, owner.id)
        with patch.object(queries, "facts_of", lambda ids: dict.fromkeys(ids, EVERYTHING)):
            issued = write(service.issue, own, PROGRAMME, by=None, today=TODAY, now=NOW)
        return {"number": issued.number}


add("certification.show_certificate", certificate)
add("certification.show_certificate_file", certificate)
add("certification.create_act", certificate)
tried_elsewhere("certification.create_confirmation", "certification/test_pages.py")
