"""No code writes a state column except by a declared move; the database refuses the rest."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from polder import domains

VACANCY = """insert into vacancy (title_nl, title_en, text_nl, text_en, location, salary_min_cents, salary_max_cents, deadline)
             values ('Promovendus', 'PhD student', 'tekst', 'text', 'Amsterdam', 300000, 400000, now() + interval '1 day')
             returning id"""


def test_a_state_column_cannot_be_written_without_a_move(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        (id,) = admin.execute(VACANCY).fetchone() or (None,)
        with pytest.raises(psycopg.Error) as refused:
            admin.execute("update vacancy set state = 'published' where id = %s", [id])
        assert refused.value.diag.sqlstate == "PL409"


def test_a_record_cannot_be_born_in_a_later_state(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin, pytest.raises(psycopg.Error):
        admin.execute(
            VACANCY.replace("(title_nl", "(state, title_nl").replace("('Promovendus'", "('published', 'Promovendus'")
        )


def test_history_can_be_added_to_but_not_changed(superuser_url: str) -> None:
    with psycopg.connect(superuser_url) as admin:
        admin.execute(VACANCY)
        for table in ("move_entry", "audit_entry"):
            with pytest.raises(psycopg.Error), admin.transaction():
                admin.execute(f"delete from {table}")


@pytest.mark.parametrize("lifecycle", domains.LIFECYCLES, ids=lambda life: life.table)
def test_every_state_can_be_reached_and_every_move_starts_somewhere(lifecycle) -> None:
    reached, todo = set(), {str(lifecycle.initial)}
    while todo:
        state = todo.pop()
        reached.add(state)
        todo |= {str(m.target) for m in lifecycle.moves if state in m.origins} - reached
    assert reached == {str(state) for state in lifecycle.states}


def test_the_page_of_lifecycles_is_what_the_code_says() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "scripts/lifecycles.py", "--check"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
