"""The table of settings in the README, from the settings themselves; `--check` says whether it is current."""

import sys
from pathlib import Path

from polder.kernel.settings import variables

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- settings -->\n", "<!-- end of settings -->"


def table() -> str:
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for name, (default, meaning) in variables().items():
        shown = default if default in ("", "required") else f"`{default}`"
        lines.append(f"| `{name}` | {shown} | {meaning.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    text = README.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    current = before + BEGIN + table() + END + after
    if "--check" in sys.argv and current != text:
        print("The README's table of settings is not current. Run: .venv/bin/python scripts/readme.py")
        return 1
    README.write_text(current)
    return 0


if __name__ == "__main__":
    sys.exit(main())
