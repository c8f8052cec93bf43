"""What the stages of `make test` came to, and the one summary of them all."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What one stage came to. A stage that is no test run has no tests, and `failed` is 1 where it failed."""

    stage: str
    words: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def of_command(stage: str, code: int) -> Result:
    return Result(stage, "failed" if code else "ok", failed=int(code != 0))


def of_tests(stage: str, code: int, report: Path) -> Result:
    """The counts of a test run from its JUnit report; a run that left none, or ended badly, counts as a failure."""
    if not report.exists():
        return Result(stage, f"failed: the tests did not run to their end (exit code {code})", failed=1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    broken = int(suite.get("failures")) + int(suite.get("errors"))
    passed = max(total - broken - skipped, 0)
    failed = broken or int(code != 0)
    return Result(stage, _counts(passed, failed, skipped), passed, failed, skipped)


def table(results: list[Result]) -> str:
    """One line a stage, and as the last line the counts of all tests; a failed stage counts as one that failed."""
    width = max(len(result.stage) for result in results)
    lines = [f"  {result.stage:<{width}}  {result.words}" for result in results]
    sums = [sum(getattr(result, count) for result in results) for count in ("passed", "failed", "skipped")]
    return "\n".join([*lines, "", _counts(*sums)])


def _counts(passed: int, failed: int, skipped: int) -> str:
    return f"{passed} passed, {failed} failed, {skipped} skipped"
