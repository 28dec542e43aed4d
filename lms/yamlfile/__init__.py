"""YAML as people write it by hand: text → plain data, with the line of every value.

Every scalar stays a string; the schema above types it (`answer: no` is the word "no", `1:30` is not
90). What only machines write is refused: anchors, aliases, merges, tags, deep nesting, duplicate
keys. Knows nothing of schemas.

`revise` goes the other way: it changes what a text says and leaves the rest as its author wrote it.
"""

from lms.yamlfile.faults import Fault, YamlError, unwanted_characters
from lms.yamlfile.reading import DEEPEST, LARGEST, Node, Path, YamlText, read
from lms.yamlfile.revising import UnwritableError, revise

__all__ = [
    "DEEPEST",
    "LARGEST",
    "Fault",
    "Node",
    "Path",
    "UnwritableError",
    "YamlError",
    "YamlText",
    "read",
    "revise",
    "unwanted_characters",
]
