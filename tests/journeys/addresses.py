"""Where all pages of the product are, filled with the records of tests/journeys/world.py."""

from collections.abc import Mapping

WALKERS: Mapping[str, str | None] = {  # who walks through all pages: role → login
    "stranger": None,
    "trainee": "xiao",
    "mentor": "chen",
    "trainer": "wang",
    "hr": "zhao",
    "admin": "kai",
}


def addresses(ids: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Every route that shows something, with addresses that show its states."""
    person, plan, sign_off = f"/people/{ids['miao']}", f"/plans/{ids['plan']}", ids["sign-off"]
    department, pair = ids["department"], ids["pair"]
    valid, revoked, expired = (ids[f"certificate of {who}"] for who in ("hang", "lan", "hong"))
    lessons = "/courses/role-awareness"
    return {
        "certification.show_certificate": [f"/certificates/{n}" for n in (valid, revoked, expired)],
        "certification.show_certificate_file": [f"/certificates/{valid}.pdf"],
        "certification.show_certificates": [
            "/certificates",
            "/certificates?own",
            "/certificates?words=nobody",
        ],
        "certification.show_register_file": ["/certificates.csv"],
        "certification.show_register_workbook": ["/certificates.xlsx"],
        "certification.show_verification": [
            "/verify",
            *(f"/verify/{number}" for number in (valid, revoked, expired)),
        ],
        "courses.show_course": [lessons],
        "courses.show_courses": ["/courses"],
        "courses.show_lesson": [
            f"{lessons}/why-service-matters",
            f"{lessons}/what-the-work-is",
            f"{lessons}/posts-and-duties",
            f"{lessons}/seven-competencies",
            "/courses/service-standard/privacy",
        ],
        "courses.show_practice": ["/practice"],
        "courses.show_practised": [f"/practice/answers/{ids['practised']}"],
        "courses.show_download": ["/courses/service-standard/privacy/download"],
        "courses.show_signatures": ["/signatures"],
        "courses.show_signers": ["/signatures/service-standard/privacy"],
        "courses.show_signers_file": ["/signatures/service-standard/privacy.csv"],
        "growth.show_growth": [f"/people/{ids['xiao']}/growth"],
        "growth.show_own_growth": ["/growth"],
        "disputes.show_appeal": [f"/appeals/{ids['appeal']}"],
        "disputes.show_appeals": ["/appeals"],
        "disputes.show_dispute": [f"/disputes/{ids['dispute']}"],
        "disputes.show_disputes": ["/disputes"],
        "framework.show_careers": ["/growth/careers"],
        "framework.show_glossary": ["/glossary"],
        "framework.show_levels": ["/growth/levels"],
        "home.show_home": ["/"],
        "mentoring.show_hours": ["/mentoring/hours", "/mentoring/hours?month=2025-01"],
        "mentoring.show_hours_file": ["/mentoring/hours.csv"],
        "mentoring.show_mentoring": ["/mentoring"],
        "mentoring.new_session": [
            f"/mentoring/{pair}/sessions/new",
            f"/mentoring/{pair}/sessions/new?talk=emotion",
            f"/mentoring/{pair}/sessions/new?corrects={ids['session']}",
        ],
        "mentoring.show_pair": [f"/mentoring/{pair}"],
        "mentoring.show_session": [f"/mentoring/sessions/{ids['session']}"],
        "messages.show_mail": ["/mail"],
        "messages.show_messages": ["/messages"],
        "notes.new_note": [f"{lessons}/what-the-work-is/notes/new?at={ids['paragraph']}"],
        "notes.show_notes": ["/notes"],
        "notes.show_reactions": ["/reactions"],
        "onboarding.new_sign_off": [
            f"{plan}/sign-offs/new?gate=gate-1",
            f"{plan}/sign-offs/new?task=three-shelves",
        ],
        "onboarding.new_withdrawal": [f"{plan}/sign-offs/{sign_off}/withdrawal"],
        "onboarding.show_own_plan": ["/plan"],
        "onboarding.show_plan": [f"/people/{ids[who]}/plan" for who in ("xiao", "ning", "miao")],
        "onboarding.show_plans": ["/plans", "/plans?show=late", "/plans?show=soon"],
        "operations.show_jobs": ["/jobs"],
        "operations.show_liveness": ["/healthz"],
        "people.edit_department": [f"/people/departments/{department}/edit"],
        "people.edit_email": ["/account/email"],
        "people.edit_forgotten": [f"/reset/{ids['reset']}", "/reset/long-gone"],
        "people.edit_password": ["/account/password"],
        "people.edit_person": [f"{person}/edit"],
        "people.new_department": ["/people/departments/new"],
        "people.new_pair": [f"{person}/pairs/new"],
        "people.new_parting": [f"/people/pairs/{pair}/parting"],
        "people.new_password": [f"/enrol/{ids['slip']}", "/enrol/long-gone"],
        "people.new_person": ["/people/new"],
        "people.edit_second_factor": ["/account/second-factor/scan"],
        "people.new_code": ["/sign-in/code"],
        "people.new_ending": ["/account/second-factor/ending"],
        "people.new_recovery_codes": ["/account/second-factor/codes/new"],
        "people.new_reset": ["/forgotten"],
        "people.new_role": [f"{person}/roles/new"],
        "people.new_second_factor": ["/account/second-factor/new"],
        "people.new_session": ["/sign-in"],
        "people.show_account": ["/account"],
        "people.show_departments": ["/people/departments"],
        "people.show_events": [f"{person}/events"],
        "people.show_lists": ["/account/lists"],
        "people.show_looks": ["/account/looks"],
        "people.show_own_events": ["/account/events"],
        "people.show_people": ["/people", "/people?q=nobody-of-this-name"],
        "people.show_person": [person, f"/people/{ids['chen']}"],
        "people.show_recovery_codes": ["/account/second-factor/codes"],
        "people.show_recovery_codes_file": ["/account/second-factor/codes.txt"],
        "people.show_reset": ["/forgotten/sent"],
        "people.show_second_factor": ["/account/second-factor"],
        "people.show_slip": [f"{person}/slip"],
        "people.show_trail": ["/audit", "/audit?who=nobody-of-this-name"],
        "people.show_trail_file": ["/audit.csv"],
        "search.show_results": [
            "/search",
            "/search?q=75",
            "/search?q=75&in=lessons",
            f"/search?q={valid}",
            "/search?q=nothing-of-this-kind",
        ],
        "scenarios.show_drill": ["/drills/two-at-once"],
        "scenarios.show_extra_attempts": ["/extra-attempts"],
        "scenarios.show_extra_times": ["/extra-time"],
        "scenarios.show_medium": [f"/plays/{ids['pictured']}/turns/1/lines/2/image"],
        "scenarios.show_play": [
            f"/plays/{ids['ended']}",
            f"/plays/{ids['open']}",
            f"/plays/{ids['pictured']}",
            f"/plays/{ids['typed']}",
        ],
        "scenarios.show_regradings": ["/regradings"],
        "scenarios.show_run": [f"/drill-runs/{ids['drill']}"],
        "scenarios.show_scenario": ["/scenarios/lost-parcel"],
        "scenarios.show_scenarios": ["/scenarios"],
        "styleguide.new_note": ["/styleguide/notes/new"],
        "styleguide.show_styleguide": ["/styleguide"],
    }


def states(ids: Mapping[str, str]) -> list[tuple[str, str]]:
    """Further states of pages, each with the login of somebody who sees it."""
    return [
        ("ning", "/"),
        ("ning", "/plan"),
        ("ning", "/mentoring"),
        ("yun", f"/plays/{ids['assessment']}"),
        ("yun", "/scenarios"),
        ("yun", "/scenarios/lost-parcel"),
        ("hang", "/"),
        ("hang", "/certificates"),
        ("lan", "/certificates"),
        ("lei", "/"),
        ("lei", "/mentoring"),
        ("nobody", "/"),
        ("xiao", "/jobs"),
        ("xiao", "/nowhere"),
    ]


def refusals(ids: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Forms that come back when they are sent empty: who fills them in, where, which form."""
    return [
        ("zhao", "/people/new", "main form.form"),
        ("zhao", f"/certificates/{ids['certificate of hang']}", "#act form"),
        ("chen", f"/mentoring/{ids['pair']}", "#observe form"),
        ("chen", f"/mentoring/{ids['pair']}/sessions/new", "#session"),
        ("chen", f"/plans/{ids['plan']}/sign-offs/new?gate=gate-1", "#sign form"),
        ("xiao", "/account/password", "main form.form"),
        ("xiao", "/styleguide/notes/new", "main form.form"),
    ]


def listened_to(ids: Mapping[str, str]) -> list[tuple[str | None, str]]:
    """Pages of every kind, each with the login of somebody who works on it."""
    return [
        (None, "/sign-in"),
        (None, "/styleguide"),
        (None, "/forgotten"),
        (None, f"/reset/{ids['reset']}"),
        (None, f"/verify/{ids['certificate of hang']}"),
        ("xiao", "/"),
        ("xiao", "/plan"),
        ("xiao", "/growth"),
        ("xiao", "/courses/role-awareness/what-the-work-is"),
        ("xiao", f"/plays/{ids['open']}"),
        ("xiao", f"/plays/{ids['ended']}"),
        ("xiao", "/search?q=75"),
        ("xiao", "/glossary"),
        ("xiao", "/messages"),
        ("xiao", "/account"),
        ("xiao", "/account/second-factor/scan"),
        ("hang", "/certificates"),
        ("chen", "/plans"),
        ("chen", f"/mentoring/{ids['pair']}"),
        ("chen", f"/mentoring/{ids['pair']}/sessions/new"),
        ("xiao", f"/mentoring/sessions/{ids['session']}"),
        ("wang", "/"),
        ("zhao", "/people"),
        ("zhao", "/certificates"),
        ("zhao", "/people/new"),
        ("zhao", "/account/second-factor/codes"),
        ("kai", "/jobs"),
        ("kai", "/audit"),
        ("kai", "/mail"),
    ]
