"""Write docs/lifecycles.md from the lifecycles in code; --check says whether it is current."""

import sys
from pathlib import Path

from polder import domains
from polder.kernel.lifecycle import Lifecycle

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lifecycles.md"
HEAD = """# Lifecycles

Made from the `lifecycle.py` of each domain by `python scripts/lifecycles.py`; do not edit. The state of a record changes
only by these moves: the database refuses anything else. A move asks its permission, in the scope of the record; its
conditions must hold at that moment.
"""


def section(lifecycle: Lifecycle) -> str:
    """One aggregate: its diagram, and what each move asks."""
    states = ", ".join(f"{state} ({words.nl})" for state, words in lifecycle.states.items())
    lines = [
        f"\n## {lifecycle.table.replace('_', ' ').capitalize()}\n",
        f"States: {states}.\n",
        f"```mermaid\n{lifecycle.diagram()}\n```\n",
        "| move | from | to | permission | must hold | also asks |",
        "|---|---|---|---|---|---|",
    ]
    for move in lifecycle.moves:
        asks = [*(["a reason"] if move.reason else []), *(["a second person"] if move.second_person else [])]
        needs = "; ".join(need.name.replace("_", " ") for need in move.needs)
        lines.append(
            f"| {move.label.en} ({move.label.nl}) | {', '.join(move.origins)} | {move.target} | `{move.may}` | {needs} |"
            f" {', '.join(asks)} |"
        )
    return "\n".join(lines) + "\n"


def page() -> str:
    return HEAD + "".join(section(lifecycle) for lifecycle in domains.LIFECYCLES)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        if not PAGE.exists() or PAGE.read_text() != page():
            sys.exit("docs/lifecycles.md is not what the code says. Run: python scripts/lifecycles.py")
    else:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page())
