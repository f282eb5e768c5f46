"""What `make check` asks pgrls, for a test's own database."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

from row_security import findings

__all__ = ["findings"]
