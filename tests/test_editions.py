"""What processes remember, and how they learn that it changed."""

import pytest

from lms.db import editions, write


class Shelf:
    """Something that seldom changes, and how often it was looked at."""

    def __init__(self) -> None:
        self.value, self.looks = 1, 0

    def look(self) -> int:
        self.looks += 1
        return self.value

    def change(self, value: int) -> int:
        editions.move("shelf")
        self.value = value
        return self.remembered()

    def remembered(self) -> int:
        return editions.remembered("shelf", "value", self.look)


@pytest.fixture
def shelf():
    return Shelf()


def test_a_thing_is_looked_at_once_until_it_changes(app, shelf):
    for _ in range(3):
        with app.app_context():
            assert shelf.remembered() == 1
    assert shelf.looks == 1

    with app.app_context():
        write(shelf.change, 2)
        assert shelf.remembered() == 2
        assert shelf.remembered() == 2
    assert shelf.looks == 3  # once within the write that may still be undone


def test_what_is_undone_is_not_remembered(app, shelf):
    def fail() -> None:
        shelf.change(2)
        shelf.value = 1
        raise ValueError

    with app.app_context():
        assert shelf.remembered() == 1
        with pytest.raises(ValueError):  # noqa: PT011  # our own
            write(fail)
        assert shelf.remembered() == 1
        write(shelf.change, 3)
        assert shelf.remembered() == 3


def test_other_processes_learn_of_it(app, shelf, monkeypatch):
    with app.app_context():
        assert shelf.remembered() == 1
    with monkeypatch.context() as elsewhere, app.app_context():
        elsewhere.setitem(app.extensions, "editions", {})
        write(shelf.change, 7)
    with app.app_context():
        assert shelf.remembered() == 7
