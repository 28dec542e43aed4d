"""How logins and employee numbers look, so that none is taken for another."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AT_A_TIME = 1_000
DOUBLES = (  # the strange letter, then the plain one that it looks like
    # Cyrillic
    "АA ВB ЕE ЅS З3 з3 ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ҮY ԌG ԚQ ԜW Ӏl "
    "аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx үy ԁd ԛq ԝw һh ѵv ӏl ԍg "
    # Greek
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϺM "
    "αa βb εe ιi κk νv οo ρp τt υu χx ϳj γy ωw "
    # Armenian, Cherokee
    "ՏS ՍU ՕO օo սu հh ոn ցg զq յj ԲP "
    "ᎪA ᎬE ᎳW ᎷM ᎻH ᏀG ᏃZ ᏚS ᏞL ᏟC ᏢP ᏴB ᏦK ᎢT ᎡR ᎠD "
    # Latin of other alphabets, and signs that stand for letters
    "ıi ȷj ɑa ɡg ɩi ɪi ʀr ʏy ǀl ∣l │l Ɩl 〇O ○O ◯O ØO øo "
)
LINES = "‐‑‒–—―−ー一ᅳ─⁃˗"  # hardly to be told from a hyphen in most fonts
DOTS = "。·•‧・∙⋅"
UPRIGHT = {"0": "O", "1": "l", "I": "l", "|": "l"}
RUNS = (("rn", "m"), ("vv", "w"))  # letters that grow together
TABLE = {
    **{double[0]: double[1] for double in DOUBLES.split()},
    **dict.fromkeys(LINES, "-"),
    **dict.fromkeys(DOTS, "."),
}


def upgrade() -> None:
    """Apply."""
    for column in ("login_looks", "employee_number_looks"):
        op.add_column("person", sa.Column(column, sa.String(length=200), nullable=True))
    _fill(op.get_bind())
    for column in ("login_looks", "employee_number_looks"):
        op.create_index(op.f(f"ix_person_{column}"), "person", [column])


def _fill(connection: sa.Connection) -> None:
    names = ("id", "login", "employee_number", "login_looks", "employee_number_looks")
    person = sa.table("person", *(sa.column(name) for name in names))
    change = (
        sa.update(person)
        .where(person.c.id == sa.bindparam("row"))
        .values(login_looks=sa.bindparam("look"), employee_number_looks=sa.bindparam("number"))
    )
    people = connection.execute(sa.select(person.c.id, person.c.login, person.c.employee_number))
    looked = [
        {"row": row, "look": looks(login), "number": looks(number)}
        for row, login, number in people.fetchall()
    ]
    for first in range(0, len(looked), AT_A_TIME):
        connection.execute(change, looked[first : first + AT_A_TIME])


def downgrade() -> None:
    """Undo."""
    for column in ("employee_number_looks", "login_looks"):
        op.drop_index(op.f(f"ix_person_{column}"), table_name="person")
        op.drop_column("person", column)


def looks(text: str) -> str:
    """The form in which texts that look the same are the same, as it was on that day."""
    plain = (_plain(character) for character in unicodedata.normalize("NFKC", text))
    folded = "".join(UPRIGHT.get(character, character) for character in plain).casefold()
    for run, double in RUNS:
        folded = folded.replace(run, double)
    return folded


def _plain(character: str) -> str:
    if character.isspace():
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return TABLE.get(character, character)
