"""What tables are made of: their base, column types, names of constraints, the session."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar, cast

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, make_transient_to_detached, mapped_column, registry
from sqlalchemy.orm.attributes import set_committed_value

T = TypeVar("T", bound="Base")

PUBLIC_ID_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"  # nothing that is misread aloud or in print
PUBLIC_ID_LENGTH = 12


class Instant(sa.TypeDecorator[datetime]):
    """An aware instant, stored and returned in UTC; a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} is naive; instants are aware")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        """Give back the instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_public_id() -> str:
    """A random id of 12 characters (60 bits) for addresses and feeds."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


Key = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[
    str, mapped_column(sa.String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)
]
Json = Annotated[dict[str, Any], mapped_column(sa.JSON)]

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    """What every table derives from."""

    registry = registry(metadata=metadata, type_annotation_map={datetime: Instant()})


db = SQLAlchemy(metadata=metadata, session_options={"autoflush": True})


def fixed(value: str | int) -> sa.ColumnElement[Any]:
    """A value as part of a statement that says the same whenever it is asked.

    SQLite plans a statement anew for each value filled in where a partial index, or how many rows
    are wanted, might make another plan the better one; that takes longer than to answer it.
    """
    written = f"'{value.replace(chr(39), chr(39) * 2)}'" if isinstance(value, str) else str(value)
    return sa.literal_column(written)


def adopted(table: type[T], values: Mapping[str, Any], **related: Any) -> T:
    """The object of a row that was read as columns, as if the session had loaded it itself.

    `values` hold the key `id`, `related` the objects it belongs together with; what else there is
    of it is read when it is asked for. What the session knows of it already stays as it is. To let
    the session load it costs several times as much.
    """
    mapper, session = sa.inspect(table), db.session()
    known = session.identity_map.get(mapper.identity_key_from_primary_key((values["id"],)))
    one = cast("T", known or mapper.class_manager.new_instance())
    if known is None:
        vars(one).update(values)
        make_transient_to_detached(one)
        session.add(one)
    for name, value in {**values, **related}.items():
        if name not in vars(one):
            set_committed_value(one, name, value)
    return one
