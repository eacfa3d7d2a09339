"""Each cluster's demonstration, filled once for all test processes; whoever asks gets a copy."""

import fcntl
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from membership.demonstration import demo


@dataclass(frozen=True)
class Filled:
    """Where the originals are kept while the tests run, and what filling them told."""

    shelf: Path

    def copy(self, statute: str, into: Path) -> dict[str, Any]:
        """Puts a copy of this cluster's demonstration there; answers what filling it told."""
        told = self.shelf / f"{statute}.json"
        with (self.shelf / f"{statute}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not told.exists():
                steps = demo.fill(self.shelf / statute, statute, lambda line: None)
                told.write_text(json.dumps(steps), "utf-8")
        shutil.copytree(self.shelf / statute, into, dirs_exist_ok=True)
        answer: dict[str, Any] = json.loads(told.read_text("utf-8"))
        return answer
