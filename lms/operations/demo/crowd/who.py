"""Who the many people of the demo are: names, logins and numbers, the same whenever it is filled.

Those who are there are counted by their numbers, of which none is left out.

The characters are common ones: every name can be printed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from lms.db import db
from lms.operations.demo.company import DOMAIN
from lms.people.models import Person
from lms.people.names import pinyin_of

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅鑫波宇浩凯健俊帆雨欣怡佳慧雪婷琳璐莹倩颖"
    "思涵梓萱子轩晨曦悦彤嘉宁博文志远海燕春秋晓东建国永福祥瑞安康立新成林天一诺依然若溪可心语桐书瑶"
)
TWO_IN = 0.85  # share of the people whose given name has two characters
FIRST_MENTOR, FIRST_TRAINEE = 1_000_001, 2_000_001  # employee numbers
MOST = 900_000  # of each

_sounds = lru_cache(10_000)(pinyin_of)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one of the many from the others."""

    number: int  # of the employee
    name: str

    @property
    def sounds(self) -> str:
        """The name as it is sorted and found."""
        return _sounds(self.name)

    @property
    def login(self) -> str:
        """The login name."""
        return f"{self.sounds.split()[-2]}.{self.number}"

    @property
    def email(self) -> str:
        """The address of e-mail, at a host that cannot be."""
        return f"{self.login}@{DOMAIN}"


def mentor(place: int) -> Identity:
    """The mentor at a place among all, counted from 0."""
    return _identity(FIRST_MENTOR + place)


def trainee(place: int) -> Identity:
    """The trainee at a place among all, counted from 0."""
    return _identity(FIRST_TRAINEE + place)


def count_mentors() -> int:
    """How many of the mentors are there."""
    return _count(FIRST_MENTOR)


def count_trainees() -> int:
    """How many of the trainees are there."""
    return _count(FIRST_TRAINEE)


def ids_in(department_id: int, first: int) -> list[int]:
    """The mentors or trainees of a department, in their order."""
    found = sa.select(Person.id).where(Person.department_id == department_id, _from(first))
    return list(db.session.scalars(found.order_by(Person.employee_number_folded)))


def _count(first: int) -> int:
    return db.session.scalar(sa.select(sa.func.count(Person.id)).where(_from(first))) or 0


def _from(first: int) -> sa.ColumnElement[bool]:
    numbers = (str(first), str(first + MOST))
    return sa.and_(Person.employee_number_folded.between(*numbers), Person.is_demo)


def _identity(number: int) -> Identity:
    return Identity(number, "".join(_characters(random.Random(number))))  # noqa: S311  # no secret


def _characters(chance: random.Random) -> Iterator[str]:
    yield chance.choice(SURNAMES)
    yield chance.choice(GIVEN)
    if chance.random() < TWO_IN:
        yield chance.choice(GIVEN)
