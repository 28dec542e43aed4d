"""Asking who is signed in for the current password, before what only the owner may do."""

from lms import clock
from lms.db import write
from lms.errors import N_, Invalid, TooMany
from lms.people import passwords, service, signed_in
from lms.people.access import current_person
from lms.people.domain import Entrance, Knock, network_of
from lms.people.forms import EmailForm, OwnerForm, PasswordForm
from lms.people.views.blueprint import network_address

WRONG_PASSWORD = N_("现在的密码不对，请再试一次。")


def owner_typed(form: OwnerForm | PasswordForm | EmailForm) -> bool:
    """Whether the current password is right; counted by the session, so that nobody else waits."""
    owner, here = current_person(), signed_in.current_session()
    own = here.public_id if here else None
    knock = Knock(Entrance.PASSWORD, network_of(network_address()), owner.login, own)
    try:
        attempt = write(service.count_try, knock, now=clock.now())
    except TooMany as refusal:
        form.refuse(refusal, "current")
        return False
    if passwords.matches(owner.password_hash, form.current.data or ""):
        write(service.forgive, attempt)
        return True
    form.refuse(Invalid(WRONG_PASSWORD), "current")
    return False
