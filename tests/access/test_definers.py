"""A function that runs with more rights than its caller asks who calls, or says why it need not."""

import re

import psycopg

from tests.access.definers import LISTED

ASKS = re.compile(r"polder\.(may|scope|actor|conflicts|person|my_\w+|setting|reads_letters)\(|current_setting\(")
DEFINERS = """
select p.proname, p.prosrc from pg_proc p
where p.pronamespace = 'polder'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
  and has_function_privilege('polder_app', p.oid, 'execute') order by p.proname"""


def test_every_function_that_reads_past_row_level_security_asks_who_asks_or_is_listed_with_its_reason(
    superuser_url: str,
) -> None:
    with psycopg.connect(superuser_url) as connection:
        silent = {name for name, source in connection.execute(DEFINERS) if not ASKS.search(source)}
    assert silent - LISTED.keys() == set(), (
        "give it a check, make it `inner`, or say in tests/access/definers.py why not"
    )
    assert LISTED.keys() - silent == set(), "these ask, or are gone: they need no reason any more"
