"""Documents piece by piece with their translations, and back without touching anything else."""

from collections.abc import Mapping

from lms.errors import N_, Invalid
from lms.library.domain import ContentError
from lms.studio.content.translating import sections, wordings
from lms.studio.domain.translating import Pairs
from lms.yamlfile import UnwritableError, YamlError

LESSONS = ".md"  # the files of a lesson end so; those of all other kinds hold all languages
FAULTY = N_("这份材料有一处写法不对，分不出一段一段来；请先在文本里改好。")

__all__ = ["has_own_file", "pairs", "target_path", "translated"]


def has_own_file(path: str) -> bool:
    """Whether a translation of the document with this source file is a file of its own."""
    return path.endswith(LESSONS)


def target_path(path: str, language: str) -> str:
    """The file that holds the translation, by the file of the source."""
    return f"{path.removesuffix(LESSONS)}.{language}{LESSONS}" if has_own_file(path) else path


def pairs(texts: Mapping[str, str], language: str) -> Pairs:
    """The pieces of a document, of which these are the files, the source first.

    Raises Invalid for a text that cannot be taken apart.
    """
    path = next(iter(texts))
    target = texts.get(target_path(path, language), "")
    try:
        if has_own_file(path):
            return sections.pairs(texts[path], target)
        return wordings.pairs(texts[path], language)
    except (YamlError, ContentError):
        raise Invalid(FAULTY) from None


def translated(source: str, target: str, path: str, language: str, edits: Mapping[str, str]) -> str:
    """The file of a translation with other words at some places.

    `source`: the file of the source. Raises Invalid for a text that cannot be taken apart, or that
    only its author can change.
    """
    try:
        if has_own_file(path):
            return sections.translated(source, target, edits)
        return wordings.translated(target, language, edits)
    except (YamlError, ContentError, UnwritableError):
        raise Invalid(FAULTY) from None
