"""What people can do with plans: start one or many, move and sign them, be reminded of them."""

from lms.onboarding.service.announcing import TOPICS, announce_plans
from lms.onboarding.service.approving import approve
from lms.onboarding.service.changing import UPDATE, decide_change, update_after
from lms.onboarding.service.cohorts import start_cohort, undo_cohort
from lms.onboarding.service.confirming import counter_sign
from lms.onboarding.service.dating import date_plans
from lms.onboarding.service.moving import move_plans, take_move_back
from lms.onboarding.service.own_days import (
    enter_leave,
    enter_rota,
    withdraw_leave,
    withdraw_rota,
)
from lms.onboarding.service.redating import redate_after
from lms.onboarding.service.reminding import note_reminded, remind
from lms.onboarding.service.signers import asked_of, must_be_signer
from lms.onboarding.service.signing import sign, take_back
from lms.onboarding.service.starting import start_plan
from lms.onboarding.service.stating import save_statement
from lms.onboarding.service.workdays import REDATE, drop_year, enter_notice, seed_calendar

__all__ = [
    "REDATE",
    "TOPICS",
    "UPDATE",
    "announce_plans",
    "approve",
    "asked_of",
    "counter_sign",
    "date_plans",
    "decide_change",
    "drop_year",
    "enter_leave",
    "enter_notice",
    "enter_rota",
    "move_plans",
    "must_be_signer",
    "note_reminded",
    "redate_after",
    "remind",
    "save_statement",
    "seed_calendar",
    "sign",
    "start_cohort",
    "start_plan",
    "take_back",
    "take_move_back",
    "undo_cohort",
    "update_after",
    "withdraw_leave",
    "withdraw_rota",
]
