"""The forms of people: shape only; the rules are the domain's."""

from lms.people.forms.accounts import (
    AccountForm,
    DepartmentField,
    DepartmentForm,
    FactsForm,
    PairForm,
    PartingForm,
    RoleForm,
)
from lms.people.forms.signing_in import (
    CodeForm,
    EmailForm,
    ForgottenForm,
    NewPasswordForm,
    OwnerForm,
    PasswordForm,
    SignInForm,
)

__all__ = [
    "AccountForm",
    "CodeForm",
    "DepartmentField",
    "DepartmentForm",
    "EmailForm",
    "FactsForm",
    "ForgottenForm",
    "NewPasswordForm",
    "OwnerForm",
    "PairForm",
    "PartingForm",
    "PasswordForm",
    "RoleForm",
    "SignInForm",
]
