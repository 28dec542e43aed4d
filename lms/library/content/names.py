"""Places of a schema: which names each allows, and where in the text it stands."""

import types
from collections.abc import Container, Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from lms.library.content.blocks import Texts
from lms.library.domain import Wording
from lms.yamlfile import Path

UNIONS = (Union, types.UnionType)


def allowed_names(model: type[BaseModel], location: Iterable[str | int]) -> set[str]:
    """The names that the map at this place of a schema may hold; none where no map is expected."""
    annotation: Any = model
    for part in location:
        annotation = _inside(annotation, str(part), is_position=isinstance(part, int))
    chosen = _model_of(annotation)
    return set(_fields(chosen)) if chosen else set()


def path_in_text(
    model: type[BaseModel], location: Iterable[str | int], written: Container[Path]
) -> Path:
    """The path of a place in the text: without the union members that the schema puts in."""
    annotation: Any = model
    path: Path = ()
    for part in location:
        is_member = _member_called(annotation, str(part)) is not None
        if not is_member and (*path, part) in written:
            path = (*path, part)
        annotation = _inside(annotation, str(part), is_position=isinstance(part, int))
    return path


def _member_called(annotation: Any, part: str) -> Any:
    members = _members(annotation)
    called = (member for member in members if len(members) > 1 and _is_called(member, part))
    return next(called, None)


def _inside(annotation: Any, part: str, *, is_position: bool) -> Any:
    """The type of what stands under a name or position, or the union member that goes by it."""
    called = _member_called(annotation, part)
    if called is not None:
        return called
    members = _members(annotation)
    children = (_child(member, part, is_position=is_position) for member in members)
    return next((child for child in children if child is not None), None)


def _child(annotation: Any, part: str, *, is_position: bool) -> Any:
    model = _model_of(annotation)
    if model is not None:
        return _fields(model).get(part)
    bare = _bare(annotation)
    arguments = get_args(bare)
    if get_origin(bare) is dict:
        return arguments[1]
    return arguments[0] if arguments and is_position else None


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _members(annotation: Any) -> list[Any]:
    """The members of a union, or the type itself; their notes are kept, for tags."""
    bare = _bare(annotation)
    if get_origin(bare) in UNIONS:
        members = [member for member in get_args(bare) if member is not type(None)]
        return [inner for member in members for inner in _members(member)]
    return [annotation]


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _model_of(annotation: Any) -> type[BaseModel] | None:
    bare = _bare(annotation)
    if bare is Wording:
        return Texts
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _is_called(member: Any, tag: str) -> bool:
    """Whether a member of a union goes by this tag: its `Tag`, a literal, or its class name."""
    notes = get_args(member)[1:] if get_origin(member) is Annotated else ()
    if any(isinstance(note, Tag) and note.tag == tag for note in notes):
        return True
    model = _model_of(member)
    if model is None:
        return False
    literals = [kind for kind in _fields(model).values() if get_origin(kind) is Literal]
    return model.__name__ == tag or any(tag in get_args(literal) for literal in literals)
