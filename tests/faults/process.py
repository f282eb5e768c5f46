"""A process of the house for tests that kill one: migrates, then serves on the given port until it is ended.

Usage: python -m tests.faults.process PORT, with the settings in POLDER_… variables.
"""

import sys

import uvicorn

from polder.demo.application import create
from polder.kernel import migrate
from polder.kernel.settings import load


def main() -> None:
    settings = load()
    assert settings.owner_database_url
    migrate.migrate(settings.owner_database_url.get_secret_value())
    uvicorn.run(create(settings), host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)


if __name__ == "__main__":
    main()
