"""YAML as people write it by hand: text → plain data, with the line of every value.

Every scalar stays a string; the schema above types it (`answer: no` is the word "no", `1:30` is not
90). What only machines write is refused: anchors, aliases, merges, tags, deep nesting, duplicate
keys. Knows nothing of schemas.
"""

from lms.yamlfile.faults import Fault, YamlError, unwanted_characters
from lms.yamlfile.reading import DEEPEST, LARGEST, Node, Path, YamlText, read

__all__ = [
    "DEEPEST",
    "LARGEST",
    "Fault",
    "Node",
    "Path",
    "YamlError",
    "YamlText",
    "read",
    "unwanted_characters",
]
