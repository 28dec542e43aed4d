"""A lesson in all its languages → one lesson; the languages must agree in everything but words."""

from collections.abc import Callable, Iterator, Mapping

from lms.courses.content.lesson_text import LessonText, SectionText, read_lesson
from lms.courses.domain import CheckPlace, Lesson, Rule, Section
from lms.errors import N_
from lms.library.domain import LANGUAGES, SOURCE, Bundle, ContentError, Problem, Wording
from lms.questions.content import differences, question
from lms.questions.domain import Question
from lms.traditional import to_traditional

TRADITIONAL = "zh-Hant"
SAME_FACTS = ("id", "minutes", "competencies", "material", "must_sign", "review_by", "complete")

WRONG_ID = N_("id 要和文件夹、文件名一致，写成“%(expected)s”，现在是“%(found)s”。")
DIFFERS = N_("“%(field)s”要和简体中文稿一样。")
SOURCES = N_("“sources”要和简体中文稿一样有 %(expected)s 条，现在有 %(found)s 条。")
SECTIONS = N_("小节要和简体中文稿一样，依次是：%(expected)s；现在是：%(found)s。")
CHECKS = N_(
    "小节“%(section)s”里的题目要和简体中文稿一样，依次是：%(expected)s；现在是：%(found)s。"
)
TOO_MANY_CHECKS = N_("要答对 %(checks)s 题，可是本课只有 %(count)s 题；请改小，或者补上题目。")
NO_SOURCE = N_("缺少简体中文稿；请先写不带语言的那个文件，例如 01-first-call.md。")
NONE = "—"


def language_of(file: str) -> str:
    """The language of a lesson file by its name: `01-welcome.en.md`."""
    ending = file.removesuffix(".md").rpartition(".")[2]
    return ending if ending in LANGUAGES else SOURCE


def parse(bundle: Bundle) -> Lesson:
    """The lesson of its language files; traditional Chinese is derived unless it has a file.

    Raises ContentError with every problem.
    """
    texts, problems = _read_all(bundle)
    if SOURCE in texts:
        problems += _contradictions(bundle.address, texts)
    if problems:
        raise ContentError(problems)
    return _lesson(texts)


def _read_all(bundle: Bundle) -> tuple[dict[str, LessonText], list[Problem]]:
    found: dict[str, LessonText] = {}
    problems: list[Problem] = []
    files = {language_of(file): file for file in bundle.texts}
    if SOURCE not in files:
        return {}, [Problem(bundle.file, 1, NO_SOURCE)]
    for language, file in files.items():
        try:
            found[language] = read_lesson(bundle.texts[file], file)
        except ContentError as error:
            problems.extend(error.problems)
    if TRADITIONAL not in files and SOURCE in found:
        file = files[SOURCE]
        found[TRADITIONAL] = read_lesson(to_traditional(bundle.texts[file]), file)
    return found, problems


def _contradictions(address: str, texts: Mapping[str, LessonText]) -> list[Problem]:
    source = texts[SOURCE]
    problems = list(_own_contradictions(address, source))
    for language, text in texts.items():
        if language != SOURCE:
            problems += _header_differences(source, text)
            problems += _section_differences(source, text)
            problems += _check_differences(source, text)
    return problems


def _own_contradictions(address: str, text: LessonText) -> Iterator[Problem]:
    header = text.header
    if header.value.id != address:
        yield header.problem(("id",), WRONG_ID, expected=address, found=header.value.id)
    asked, count = header.value.complete.checks or 0, len(text.checks)
    if asked > count:
        path = ("complete", "checks")
        yield header.problem(path, TOO_MANY_CHECKS, checks=asked, count=count)


def _header_differences(source: LessonText, other: LessonText) -> Iterator[Problem]:
    ours, theirs = source.header.value, other.header.value
    for name in SAME_FACTS:
        if getattr(ours, name) != getattr(theirs, name):
            yield other.header.problem((name,), DIFFERS, field=name)
    if len(ours.sources) != len(theirs.sources):
        counts = {"expected": len(ours.sources), "found": len(theirs.sources)}
        yield other.header.problem(("sources",), SOURCES, **counts)


def _section_differences(source: LessonText, other: LessonText) -> Iterator[Problem]:
    ours = [section.id for section in source.sections]
    theirs = [section.id for section in other.sections]
    if ours == theirs:
        return
    line = next(
        (s.line for s, expected in zip(other.sections, ours, strict=False) if s.id != expected),
        other.sections[-1].line,
    )
    yield Problem(other.file, line, SECTIONS, {"expected": _listed(ours), "found": _listed(theirs)})


def _check_differences(source: LessonText, other: LessonText) -> Iterator[Problem]:
    theirs = {section.id: section for section in other.sections}
    for section in source.sections:
        if section.id in theirs and _checks(section) != _checks(theirs[section.id]):
            facts = {
                "section": section.id,
                "expected": _listed(_checks(section)),
                "found": _listed(_checks(theirs[section.id])),
            }
            yield Problem(other.file, theirs[section.id].line, CHECKS, facts)
    for id_, check in source.checks.items():
        if id_ in other.checks:
            yield from differences(check, other.checks[id_])


def _checks(section: SectionText) -> list[str]:
    return [block.check for block in section.blocks if isinstance(block, CheckPlace)]


def _listed(ids: list[str]) -> str:
    return ", ".join(ids) or NONE


def _lesson(texts: Mapping[str, LessonText]) -> Lesson:
    source = texts[SOURCE]
    header = source.header.value
    asked = header.complete.checks
    return Lesson(
        id=header.id,
        title=_wording(texts, lambda text: text.header.value.title),
        summary=_wording(texts, lambda text: text.header.value.summary),
        minutes=header.minutes,
        competencies=header.competencies,
        sources=tuple(_source(texts, place) for place in range(len(header.sources))),
        rule=Rule(header.complete.active_minutes, len(source.checks) if asked is None else asked),
        lead={language: tuple(text.lead.blocks) for language, text in texts.items()},
        sections=tuple(_section(texts, place) for place in range(len(source.sections))),
        checks=tuple(_question(texts, id_) for id_ in source.checks),
        material=header.material,
        must_sign=header.must_sign,
        review_by=header.review_by,
    )


def _wording(texts: Mapping[str, LessonText], pick: Callable[[LessonText], str]) -> Wording:
    return Wording(*(pick(texts[tag]) if tag in texts else "" for tag in LANGUAGES))


def _source(texts: Mapping[str, LessonText], place: int) -> Wording:
    return _wording(texts, lambda text: text.header.value.sources[place])


def _section(texts: Mapping[str, LessonText], place: int) -> Section:
    source = texts[SOURCE].sections[place]
    return Section(
        source.id,
        _wording(texts, lambda text: text.sections[place].title),
        {language: tuple(text.sections[place].blocks) for language, text in texts.items()},
        source.length,
    )


def _question(texts: Mapping[str, LessonText], id_: str) -> Question:
    return question({language: text.checks[id_] for language, text in texts.items()})
