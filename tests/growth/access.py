"""The address of somebody's competencies for tests/test_access.py."""

from tests.access_cases import add

add("growth.show_growth", lambda _world, owner: {"public_id": owner.public_id})
