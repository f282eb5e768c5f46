"""Alembic's environment: always online, on the URL that polder.kernel.migrate hands over."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from polder import domains

PARTITION = "audit_entry_20"


def ours(object_, name, type_, reflected, compare_to):
    """Monthly partitions are made by a function, not by revisions."""
    return not (type_ == "table" and reflected and name.startswith(PARTITION))


with create_engine(context.config.attributes["url"], poolclass=NullPool).connect() as connection:
    context.configure(
        connection=connection, target_metadata=domains.metadata, include_object=ours, compare_server_default=False
    )
    with context.begin_transaction():
        context.run_migrations()
