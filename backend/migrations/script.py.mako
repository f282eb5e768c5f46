"""${message}

Revision: ${up_revision}, after ${down_revision | comma,n}, made ${create_date.date()}.
"""

from pathlib import Path

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
HERE = Path(__file__).with_suffix("")


def script(name: str) -> None:
    """Run the SQL that was generated from the declarations for this revision."""
    op.get_bind().exec_driver_sql(Path(f"{HERE}.{name}.sql").read_text().replace("%", "%%"))


def upgrade() -> None:
    script("before")
    ${upgrades if upgrades else "pass"}
    script("after")


def downgrade() -> None:
    raise NotImplementedError("history is never rolled back; restore a backup, or write a new revision")
