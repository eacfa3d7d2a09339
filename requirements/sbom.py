"""Lists what the runtime lock brings, as CycloneDX 1.6: name, version and hashes of each package.

python requirements/sbom.py requirements/runtime.txt > requirements/sbom.json
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\;]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, Any]]:
    """The packages of a lock file in its order, each with the hashes that may be installed."""
    found: list[dict[str, Any]] = []
    for line in lock.splitlines():
        if package := PACKAGE.match(line):
            name, version = package.groups()
            found.append(
                {
                    "type": "library",
                    "name": name,
                    "version": version,
                    "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
                    "hashes": [],
                }
            )
        for digest in HASH.findall(line):
            found[-1]["hashes"].append({"alg": "SHA-256", "content": digest})
    return found


def bill(lock: str) -> str:
    """The whole bill of materials; the same lock gives the same bytes."""
    content = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
    return json.dumps({**content, "components": components(lock)}, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(bill(Path(sys.argv[1]).read_text("utf-8")))
