"""What the register of personal data says about columns; every personal column carries an entry."""

from typing import Any


def personal(purpose: str, basis: str, retention: str) -> dict[str, Any]:
    """An entry of the register of personal data: why, on what legal basis, how long."""
    return {"personal": {"purpose": purpose, "basis": basis, "retention": retention}}


EMPLOYMENT = personal("tell colleagues apart and address them", "contract", "employment + 3 years")
SECURITY = personal("protect the account", "legal duty", "180 days")
RECORD = personal("training record of the person", "contract", "employment + 3 years")
TRAIL = personal("show who did what to whom", "legal duty", "5 years")
