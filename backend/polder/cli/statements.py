"""Bank files on the command line: each in a transaction of its own, with the same report as on the screen."""

import sys
from pathlib import Path
from typing import Any

from polder.cli.database import as_system
from polder.cli.sentences import Told, sentence
from polder.funding.bank.gate import amount
from polder.kernel.tx import Tx

REPORT = """select json_build_object('outcome', i.outcome, 'why', i.why, 'statements', i.statements, 'warnings', i.warnings,
  'entries_new', i.entries_new, 'entries_known', i.entries_known, 'gaps', (select coalesce(json_agg(g order by g.day), '[]')
  from polder.statement_gap g where g.import_id = i.id), 'proposed', (select count(*) from bank_entry e
  join bank_statement s on s.id = e.statement_id where s.import_id = i.id and e.state = 'proposed'))::text
  from bank_import i where i.id = :id"""


def import_files(files: list[Path], without_balances: str | None) -> None:
    """Import each file and print, per statement, what was new, known or refused, and why. Ends with 1 if any was refused."""
    import orjson

    from polder.funding.bank import imports, proposals
    from polder.kernel import settings

    if not files:
        raise Told("Name one file or more: polder bank import *.xml")
    if without_balances is not None and not 3 <= len(without_balances.strip()) <= 500:
        raise Told("--without-balances takes a reason of 3 to 500 characters.")
    folder, refused = settings.load().bank_schemas, 0
    for path in files:

        async def act(tx: Tx, path: Path = path) -> Any:
            with path.open("rb") as file:
                id = await imports.import_file(
                    tx, file, path.name, folder=folder, without_balances=without_balances and without_balances.strip()
                )
            await proposals.propose(tx, id)
            return orjson.loads(await tx.scalar(REPORT, id=id))

        try:
            found = as_system("bank-import", act)
        except Exception as error:
            refused += 1
            print(f"{path}: {sentence(error)}", file=sys.stderr, flush=True)
            continue
        refused += found["outcome"] == "refused"
        print("\n".join(told(path.name, found)), flush=True)
    if refused:
        said = "The file was refused." if len(files) == 1 else f"Of {len(files)} files, refused: {refused}."
        print(said, file=sys.stderr, flush=True)
        sys.exit(1)


def told(name: str, found: dict[str, Any]) -> list[str]:
    """The report of one file, in sentences."""
    if found["outcome"] == "refused":
        lines = [f"{name}: refused, nothing was imported. {found['why']['en']}"]
    else:
        lines = [
            f"{name}: {found['entries_new']} new, {found['entries_known']} known; {found['proposed']} proposed to settle."
        ]
    for one in found["statements"]:
        what = "notification" if one["notification"] else "statement"
        days = f"{one['first_day']} to {one['last_day']}"
        lines.append(
            f"  {what} {one['statement']} of {one['account']}, {days}: {one['outcome']},"
            f" {one['entries']} entries, {one['new']} new, {one['known']} known"
        )
        lines += [f"    {one['why']['en']}"] if one["why"] else []
        lines += [f"    warning: {said['en']}" for said in one["warnings"]]
    lines += [f"  warning: {said['en']}" for said in found["warnings"]]
    for gap in found["gaps"]:
        missing = amount(gap["missing_cents"], gap["currency"]).en
        lines.append(
            f"  warning: statement {gap['key']} does not begin where {gap['before_key']} of {gap['before_day']} ended:"
            f" {missing} is missing. Import the days between."
        )
    return lines
