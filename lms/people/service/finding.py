"""Words by which people are found: for those who have none yet, or for all anew."""

import sqlalchemy as sa

from lms.db import db
from lms.people.models import Person
from lms.people.names import words_of_person

AT_A_TIME = 1_000  # people in one transaction


def make_words(after: int, *, anew: bool = False) -> int | None:
    """Make the words of the next people who have none (`anew`: of the next people, whoever it is).

    Gives the id of the last one, to go on after it; None when nobody was left.
    """
    wanted = sa.select(Person.id, Person.name, Person.login, Person.employee_number)
    wanted = wanted.where(Person.id > after).order_by(Person.id).limit(AT_A_TIME)
    rows = db.session.execute(wanted if anew else wanted.where(Person.words.is_(None))).all()
    if not rows:
        return None
    made = [{"id": row.id, "words": words_of_person(*row[1:])} for row in rows]
    db.session.execute(sa.update(Person), made)
    last: int = rows[-1].id
    return last
