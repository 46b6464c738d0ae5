"""The linter finds nothing, and every file is formatted: `make lint` shows what it found."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT


@pytest.mark.parametrize("command", [["check", "--quiet"], ["format", "--check", "--quiet"]], ids=["lint", "format"])
def test_style(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "ruff", *command, "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
