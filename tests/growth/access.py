"""The address of somebody's competencies for tests/test_access.py."""

from tests.access_cases import add, tried_elsewhere

add("growth.show_growth", lambda _world, owner: {"public_id": owner.public_id})
tried_elsewhere("growth.show_own_competency", "growth/test_pages.py")
add(
    "growth.show_competency",
    lambda _world, owner: {"public_id": owner.public_id, "competency": "voice"},
)
for form in ("file", "bundle", "print"):
    add(f"growth.show_{form}", lambda _world, owner: {"public_id": owner.public_id})
